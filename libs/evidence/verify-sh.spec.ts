/** `verify.sh` of a package, which knows no Node: Debian's tools judge it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../domain';
import { contain } from './container';
import { logOf } from './given';
import { authorityIn } from './given-authority';
import { ALTERED, type MadePackages, type MadeStamps, madePackages, madeStamps, NOW, ONE, wrongStamps } from './given-package';
import { readmeIn } from './own-words';
import { PRINTED, printedIn } from './printed-words';
import { ownSigner } from './signer';

let packages: MadePackages;
let whole: string;
beforeAll(async () => {
  packages = await madePackages();
  whole = packages.whole;
});
afterAll(() => packages.remove());

const at = (name: string) => packages.at(name);

/** What it says of what is unpacked, and of the package that it was. */
function sh(unpacked: string, packed?: string, env: NodeJS.ProcessEnv = {}): { ok: boolean; out: string } {
  const { status, stdout, stderr } = spawnSync('bash', [join(unpacked, 'verify.sh'), ...(packed ? [packed] : [])], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { ok: status === 0, out: `${stdout}${stderr}` };
}

/** Another bit in the middle of a file, or where its share of the bytes ends. */
function flip(file: string, share = 0.5): () => void {
  const bytes = readFileSync(file);
  const flipped = Buffer.from(bytes);
  flipped[Math.floor((bytes.length - 1) * share)] ^= 4;
  writeFileSync(file, flipped);
  return () => writeFileSync(file, bytes);
}

it('each line that it can print is explained in README.txt, in every language', () => {
  let script = readFileSync(join(__dirname, 'verify.sh'), 'utf8');
  for (let before = ''; before !== script; ) {
    before = script;
    script = script.replace(/\$\(\([^()]*\)\)|\$\([^()]*\)/g, '…');
  }
  script = script.replace(/\$\w+|\$\{[^}]*\}/g, '…');
  const printed = [...script.matchAll(/\b(?:fail (?:"[^"]*"|\S+)|echo) (['"])(.*?)\1/g)].map(([, , text]) => text);
  const said = new Set(printed.filter((text) => /[A-Za-z]{2}/.test(text)));
  expect([...said].sort()).toEqual([...PRINTED].sort());
  for (const language of LANGUAGES) {
    const { heading, lines } = printedIn(language);
    expect([language, heading, lines.length]).toEqual([language, expect.stringContaining('verify.sh'), PRINTED.length]);
    for (const [line, means] of lines) {
      expect([language, line, means]).toEqual([language, line, expect.stringMatching(/^\S.*\S$/)]);
      expect(readmeIn(language)).toContain(`\n  ${line}\n    ${means}\n`);
      if (language !== 'en') expect(printedIn('en').lines.map(([, meant]) => meant)).not.toContain(means);
    }
  }
});

describe('a package', () => {
  it('is whole, with keys from elsewhere', () => {
    const unpacked = packages.unpack(whole, 'whole');
    expect(sh(unpacked, whole, { TRUST: at('seal.pem'), LOG_KEY: at('log.pem') })).toEqual({
      ok: true,
      out: expect.stringMatching(/^sealed by .*\nlog log.example with 87 entries\nOK: 10 events, every file as it was sealed\n$/),
    });
  });

  it('is not judged where what is named is not there', () => {
    const unpacked = packages.unpack(whole, 'whole');
    const judged = (packed: string, env: NodeJS.ProcessEnv) =>
      spawnSync('bash', [join(unpacked, 'verify.sh'), packed], { env: { ...process.env, ...env }, encoding: 'utf8' });
    for (const name of ['TRUST', 'LOG_KEY', 'AUTHORITY']) {
      const { status, stdout, stderr } = judged(whole, { [name]: at('nowhere.pem') });
      expect([name, status, stdout, stderr]).toEqual([name, 2, '', expect.stringContaining('nowhere.pem')]);
    }
    expect(judged(at('nowhere.asice'), {})).toMatchObject({ status: 2, stdout: '' });
  });

  it('is whole with no events, and with some of which only the hash is there', async () => {
    const none = await packages.make('none.asice', []);
    expect(sh(packages.unpack(none, 'none'), none)).toEqual({ ok: true, out: expect.stringContaining('OK: 0 events') });
    const partly = packages.log.events.map((one, nth) => (nth % 2 === 0 ? one : { ...one, data: null, disclosures: [] }));
    const withheld = await packages.make('withheld.asice', partly);
    expect(sh(packages.unpack(withheld, 'withheld'), withheld)).toEqual({
      ok: true,
      out: expect.stringContaining('OK: 10 events'),
    });
  });
});

describe('a package with a stamp', () => {
  let stamps: MadeStamps;
  beforeAll(() => {
    stamps = madeStamps(packages);
  });
  const judged = (path: string, keys: NodeJS.ProcessEnv = {}) => {
    const known = { TRUST: at('seal.pem'), LOG_KEY: at('log.pem'), AUTHORITY: stamps.authority.certificate };
    return sh(packages.unpack(path, 'stamped'), path, { ...known, ...keys });
  };

  it('is whole whether that is of its own checkpoint, of a later one, or of one before, by who is known and by no others', async () => {
    const early = packages.log.events.filter(({ index }) => index < 80);
    let path = '';
    for (const size of [87, 96, 86]) {
      const events = size < 87 ? early : packages.log.events;
      path = await stamps.withStamp('stamped.asice', await stamps.stamped(size), events);
      const told = new RegExp(`log of ${size} entries stamped .* GMT\nOK: ${events.length} `);
      expect(judged(path)).toEqual({ ok: true, out: expect.stringMatching(told) });
    }
    await ownSigner(at('stranger.pem'), 'stranger', NOW);
    writeFileSync(at('other.pem'), (await logOf([])).logKey);
    const AUTHORITY = authorityIn(at('another authority')).certificate;
    const strange = judged(path, { TRUST: at('stranger.pem'), LOG_KEY: at('other.pem'), AUTHORITY });
    for (const name of ['META-INF/signature001.p7s', 'proof/checkpoint.txt', 'proof/stamped.txt', 'proof/stamp.tsr'])
      expect(strange.out).toContain(`FAIL ${name}`);
  });

  it('that was sealed with another stamp, another log, or one from before its events, is told with what is wrong', async () => {
    // A stamp is judged without the way from log to log, so one of each is wrong at a time; each by itself is told by verify-package.
    const wrong = await wrongStamps(stamps);
    const [flipped, ofAnother, rubbish] = wrong.filter(([, name]) => name === 'proof/stamp.tsr').map(([{ stamp }]) => stamp);
    const [short, long, bent, needless] = wrong.filter(([, name]) => name === 'proof/consistency.txt').map(([what]) => what);
    const both = ['proof/consistency.txt: what was stamped', 'proof/stamp.tsr: the stamp'];
    const before = { ...(await stamps.stamped(80)), checkpoint: (await (await logOf([], 80)).at(80)).checkpoint };
    for (const [what, told] of [
      [{ ...short, stamp: flipped }, both],
      [{ ...long, stamp: ofAnother }, both],
      [{ ...bent, stamp: rubbish }, both],
      [needless, both.slice(0, 1)],
      [before, ['proof/stamped.txt: the signature', 'proof/stamped.txt: entry 80 was not']],
    ] as const) {
      const { ok, out } = judged(await stamps.withStamp('wrong.asice', what));
      expect([ok, out]).toEqual([false, expect.stringContaining(`FAIL ${told[0]}`)]);
      for (const one of told) expect(out).toContain(`FAIL ${one}`);
    }
  });

  it('of which a bit of that is another names the files', async () => {
    const tree = packages.unpack(await stamps.withStamp('stamped.asice', await stamps.stamped(96)), 'altered stamp');
    const names = ['proof/stamp.tsr', 'proof/stamped.txt', 'proof/consistency.txt'];
    for (const name of names) flip(join(tree, name));
    const { out } = sh(tree);
    for (const name of names) expect(out).toMatch(new RegExp(`FAIL ${name}: it is not as`));
    expect(out).toContain('note: AUTHORITY names no certificate');
  });
});

describe('what was altered is found', () => {
  it('a bit of all files at once, of the seal and of what it is over alone, and a place among the entries', async () => {
    const tree = packages.unpack(whole, 'forged');
    const first = ['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s'];
    const others = readdirSync(tree, { recursive: true, withFileTypes: true })
      .map((one) => join(one.parentPath, one.name).slice(tree.length + 1))
      .filter((name) => !first.includes(name) && name !== 'mimetype' && !['data', 'proof', 'META-INF'].includes(name))
      .sort();
    const back = others.map((name) => flip(join(tree, name), name === 'verify.sh' ? 0.003 : 0.5));
    const { out, ok } = sh(tree);
    for (const name of others) expect(out).toMatch(new RegExp(`FAIL ${name}: it is not as`));
    expect(ok).toBe(false);
    for (const one of back) one();
    const undo = flip(join(tree, first[0]));
    expect(sh(tree).out).toContain(`FAIL ${first[1]}: the seal does not verify`);
    undo();
    const order = [...first, ...others];
    order.push(...order.splice(-2, 1));
    await contain(tree, order, at('forged.asice'));
    const moved = order[order.length - 1];
    flip(join(tree, first[1]));
    const unsealed = sh(tree, at('forged.asice')).out;
    expect(unsealed).toContain(`FAIL ${moved}: it does not stand in its place`);
    expect(unsealed).toContain(`FAIL ${first[1]}`);
  });

  it('all that can be altered at once, and a missing file', () => {
    const apart = ['a missing file', 'two files that changed places'];
    const alterations = ALTERED.filter(([what]) => !apart.includes(what));
    const { tree } = packages.repacked((copy) => {
      for (const [, change] of alterations) change(copy);
    });
    const { ok, out } = sh(tree);
    for (const [, , name] of alterations) expect(out).toMatch(new RegExp(`FAIL .*${name}`));
    for (const detail of ['not in the log', 'not what was recorded', 'never this', 'out of order', 'longer or shorter'])
      expect(out).toContain(detail);
    expect(ok).toBe(false);
    expect(sh(packages.repacked(ALTERED[0][1]).tree).out).toMatch(/FAIL .*data\/disclosures.jsonl/);
  });

  it('a bit of the container; what was recorded, as another byte or as no base64, told with its line and no other', () => {
    const flipped = readFileSync(whole);
    flipped[flipped.length >> 1] ^= 1;
    writeFileSync(at('flipped.asice'), flipped);
    const { tree } = packages.repacked((copy) => {
      const file = join(copy, 'data/recorded.jsonl');
      const lines = readFileSync(file, 'utf8').split('\n');
      lines[2] = lines[2].replace(/"data":"..../, '"data":"AAAA');
      lines[4] = lines[4].replace(/"metadata":"../, '"metadata":"*');
      lines[5] = lines[5].replace(/"data":"../, '"data":"=A');
      writeFileSync(file, lines.join('\n'));
    });
    const { out } = sh(tree, at('flipped.asice'));
    expect(out).toContain(`FAIL ${at('flipped.asice')}: its bytes are not those that were written`);
    const told = out.match(/line \d+: this \w+ is not what was recorded/g);
    expect(told).toEqual(
      ['3: this data', '6: this data', '5: this metadata'].map((one) => `line ${one} is not what was recorded`),
    );
  });

  it('an event of which nothing is left, with all lists made anew but for the seal', async () => {
    const fewer = await packages.make(
      'fewer.asice',
      packages.log.events.filter((_, nth) => nth !== 2),
    );
    const { ok, out } = sh(packages.unpack(fewer, 'fewer'), fewer);
    expect(out).toContain(`FAIL data/events.jsonl: ${ONE}: before revision 2`);
    expect(ok).toBe(false);
  });
});
