/** `verify.sh` of a package, which knows no Node: Debian's tools judge it. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contain } from './container';
import { logOf } from './given';
import { authorityIn } from './given-authority';
import { ALTERED, type MadePackages, type MadeStamps, madePackages, madeStamps, NOW, ONE, wrongStamps } from './given-package';
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

describe('a package', () => {
  it('is whole, with keys from elsewhere, and by no others', async () => {
    const unpacked = packages.unpack(whole, 'whole');
    expect(sh(unpacked, whole, { TRUST: at('seal.pem'), LOG_KEY: at('log.pem') })).toEqual({
      ok: true,
      out: expect.stringMatching(/^sealed by .*\nlog log.example with 87 entries\nOK: 10 events, every file as it was sealed\n$/),
    });
    await ownSigner(at('stranger.pem'), 'stranger', NOW);
    writeFileSync(at('other.pem'), (await logOf([])).logKey);
    const strange = sh(unpacked, whole, { TRUST: at('stranger.pem'), LOG_KEY: at('other.pem') });
    expect(strange.out).toMatch(/FAIL META-INF\/signature001.p7s[\s\S]*FAIL proof\/checkpoint.txt/);
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
  const judged = (path: string, certificate = stamps.authority.certificate) =>
    sh(packages.unpack(path, 'stamped'), path, { TRUST: at('seal.pem'), LOG_KEY: at('log.pem'), AUTHORITY: certificate });

  it('is whole whether that is of its own checkpoint, of a later one, or of one before; who stamped is to be known', async () => {
    const early = packages.log.events.filter(({ index }) => index < 80);
    let path = '';
    for (const size of [87, 96, 111, 80, 86]) {
      const events = size < 87 ? early : packages.log.events;
      path = await stamps.withStamp('stamped.asice', await stamps.stamped(size), events);
      const told = new RegExp(`log of ${size} entries stamped .* GMT\nOK: ${events.length} `);
      expect(judged(path)).toEqual({ ok: true, out: expect.stringMatching(told) });
    }
    expect(sh(packages.unpack(path, 'stamped'), path).out).toContain('note: AUTHORITY names no certificate');
    expect(judged(path, authorityIn(at('another authority')).certificate).out).toContain('FAIL proof/stamp.tsr');
  });

  it('that was sealed with another stamp, another log, or one from before its events, is told with what is wrong', async () => {
    for (const [what, name] of await wrongStamps(stamps)) {
      const path = await stamps.withStamp('wrong.asice', what);
      expect([name, judged(path)]).toEqual([name, { ok: false, out: expect.stringContaining(`FAIL ${name}`) }]);
    }
  });

  it('of which a bit of that is another names the files', async () => {
    const tree = packages.unpack(await stamps.withStamp('stamped.asice', await stamps.stamped(96)), 'altered stamp');
    const names = ['proof/stamp.tsr', 'proof/stamped.txt', 'proof/consistency.txt'];
    for (const name of names) flip(join(tree, name));
    const { out } = sh(tree);
    for (const name of names) expect(out).toMatch(new RegExp(`FAIL .*${name}: FAILED`));
  });
});

describe('what was altered is found', () => {
  it('a bit of the file, whatever it was', () => {
    const flipped = readFileSync(whole);
    flipped[flipped.length >> 1] ^= 1;
    writeFileSync(at('flipped.asice'), flipped);
    expect(sh(packages.unpack(whole, 'flipping'), at('flipped.asice')).out).toContain('FAIL ');
  });

  it('a bit of all files at once, of the seal and of what it is over alone, and a place among the entries', async () => {
    const tree = packages.unpack(whole, 'forged');
    const first = ['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s'];
    const others = readdirSync(tree, { recursive: true, withFileTypes: true })
      .map((one) => join(one.parentPath, one.name).slice(tree.length + 1))
      .filter((name) => !first.includes(name) && name !== 'mimetype' && !['data', 'proof', 'META-INF'].includes(name))
      .sort();
    const back = others.map((name) => flip(join(tree, name), name === 'verify.sh' ? 0.003 : 0.5));
    const { out, ok } = sh(tree);
    for (const name of others) expect(out).toMatch(new RegExp(`FAIL .*${name}: FAILED`));
    expect(ok).toBe(false);
    for (const one of back) one();
    for (const name of first) {
      const undo = flip(join(tree, name));
      expect(sh(tree).out).toContain(`FAIL ${first[1]}`);
      undo();
    }
    const order = [...first, ...others];
    order.push(...order.splice(-2, 1));
    await contain(tree, order, at('forged.asice'));
    const moved = order[order.length - 1];
    expect(sh(tree, at('forged.asice')).out).toContain(`FAIL ${moved}: it does not stand in its place`);
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

  it('what was recorded, as another byte or as no base64, told with its line and no other', () => {
    const { tree } = packages.repacked((copy) => {
      const file = join(copy, 'data/recorded.jsonl');
      const lines = readFileSync(file, 'utf8').split('\n');
      lines[2] = lines[2].replace(/"data":"..../, '"data":"AAAA');
      lines[4] = lines[4].replace(/"metadata":"../, '"metadata":"*');
      lines[5] = lines[5].replace(/"data":"../, '"data":"=A');
      writeFileSync(file, lines.join('\n'));
    });
    const told = sh(tree).out.match(/line \d+: this \w+ is not what was recorded/g);
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
