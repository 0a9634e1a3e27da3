import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../domain';
import { contain } from './container';
import { authorityIn } from './given-authority';
import { ALTERED, type MadePackages, type MadeStamps, madePackages, madeStamps, NOW, ONE, wrongStamps } from './given-package';
import { readmeIn } from './own-words';
import { PRINTED } from './printed-words';
import { ownSigner } from './signer';
import { verifyPackage } from './verify';

let packages: MadePackages;
let whole: string;
beforeAll(async () => {
  packages = await madePackages();
  whole = packages.whole;
});
afterAll(() => packages.remove());

const at = (name: string) => packages.at(name);
const filesOf = (tree: string) =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(tree.length + 1))
    .sort();

describe('a package', () => {
  it('is whole by verify-package, sealed by whom one knows', async () => {
    const certificate = new X509Certificate(packages.signer.certificate);
    expect(await verifyPackage(whole, { certificate })).toMatchObject({
      ...{ faults: [], trusted: true, events: 10, disclosures: 9, log: { origin: 'log.example', size: 87, cosignatures: 0 } },
    });
    const stranger = await ownSigner(at('stranger.pem'), 'stranger', NOW);
    const judged = await verifyPackage(whole, { certificate: new X509Certificate(stranger.certificate) });
    expect(judged.faults.map(({ check }) => check)).toEqual(['seal']);
  });

  it('is the same bytes again, but for the seal; what two of them tell of one event is the same line', async () => {
    const [first, second] = [packages.unpack(whole, 'first'), packages.unpack(await packages.make('again.asice'), 'second')];
    for (const name of filesOf(first).filter((one) => !one.endsWith('signature001.p7s')))
      expect(readFileSync(join(second, name)).equals(readFileSync(join(first, name)))).toBe(true);
    const ofOne = packages.log.events.filter(({ made }) => made.stream === ONE);
    const part = packages.unpack(await packages.make('part.asice', ofOne), 'part');
    expect((await verifyPackage(at('part.asice'))).faults).toEqual([]);
    for (const name of ['data/events.jsonl', 'data/recorded.jsonl', 'data/disclosures.jsonl', 'proof/inclusion.txt']) {
      const all = new Set(readFileSync(join(first, name), 'utf8').split('\n'));
      for (const line of readFileSync(join(part, name), 'utf8').split('\n')) expect(all.has(line)).toBe(true);
    }
  });

  it('keeps provable by its hash what is left out', async () => {
    const withheld = packages.log.events.map((one) => ({ ...one, data: null, disclosures: [] }));
    const { faults, events, disclosures } = await verifyPackage(await packages.make('withheld.asice', withheld));
    expect([faults, events, disclosures]).toEqual([[], 10, 0]);
  });
});

it('a package says what it is in its language and in English, each in the same words again', async () => {
  const readme = async (language: Language) =>
    readFileSync(join(packages.unpack(await packages.make('readme.asice', [], { language }), 'readme'), 'README.txt'), 'utf8');
  const english = await readme('en');
  expect(english).toMatch(/^EVIDENCE PACKAGE\n/);
  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    const text = await readme(language);
    expect(text).toBe(readmeIn(language));
    const own = text.slice(0, -english.length);
    expect([language, text.endsWith(`\n${english}`), own.includes('undefined')]).toEqual([language, true, false]);
    const names = (one: string) =>
      one.match(/\b(?:[a-zA-Z\d-]+\/)*[a-zA-Z\d*-]+\.(?:jsonl?|txt|sh|pem|pdf|html|tsr|asice|xml)\b|RFC \d+/g);
    // Everything that English names is named, in this order, and no sentence of it is English.
    expect([language, names(own)]).toEqual([language, names(english)]);
    const same = own
      .split('\n')
      .filter((line) => line.trim() !== '' && !PRINTED.includes(line.trim()) && english.includes(`\n${line}\n`));
    expect([language, same.map((line) => line.trim().split(' ')[0])]).toEqual([language, ['mkdir', 'helpdesk']]);
  }
});

it('labels in bag-info.txt are those of BagIt as the standard has them, the others in the language of the package', async () => {
  const info = async (language: Language) =>
    readFileSync(join(packages.unpack(await packages.make('info.asice', [], { language }), 'info'), 'bag-info.txt'), 'utf8');
  const labels = async (language: Language) => (await info(language)).split('\n').map((line) => line.split(': ')[0]);
  const standard = ['Bagging-Date', 'External-Identifier', 'External-Description', 'Payload-Oxum'];
  expect(await labels('pl')).toEqual([...standard, 'Stan zapisany do', 'Cel', 'Powód', 'Na żądanie', '']);
  expect(await info('hu')).toContain(`\nKérte: compliance cleo, ${NOW.toISOString()}\n`);
  for (const language of LANGUAGES) expect([language, new Set(await labels(language)).size]).toEqual([language, 9]);
});

describe('a package with a stamp', () => {
  let stamps: MadeStamps;
  beforeAll(() => {
    stamps = madeStamps(packages);
  });
  const trusting = (file: string) => ({ authority: new X509Certificate(readFileSync(file)) });

  it('is whole whether that is of its own checkpoint, of a later one, or of one before; who stamped is to be known', async () => {
    const early = packages.log.events.filter(({ index }) => index < 80);
    const asked: number[] = [];
    for (const size of [87, 96, 111, 80, 86]) {
      const events = size < 87 ? early : packages.log.events;
      const stamp = await stamps.stamped(size);
      const path = await packages.make('stamped.asice', events, {
        renderings: () => Promise.resolve([]),
        stamped: async (leaves) => {
          asked.push(leaves);
          return stamp;
        },
      });
      const { faults, stamp: found } = await verifyPackage(path, trusting(stamps.authority.certificate));
      expect([size, faults, found?.size, found?.trusted]).toEqual([size, [], size, true]);
      expect(Math.abs((found as { at: Date }).at.getTime() - Date.now())).toBeLessThan(60_000);
    }
    expect(asked).toEqual([87, 87, 87, 80, 80]);
    const stranger = authorityIn(at('another authority'));
    const { faults } = await verifyPackage(at('stamped.asice'), trusting(stranger.certificate));
    expect(faults).toEqual([expect.objectContaining({ check: 'stamp', file: 'proof/stamp.tsr' })]);
  });

  it('that was sealed with another stamp, another log, or one from before its events, is told with what is wrong', async () => {
    for (const [what, file] of await wrongStamps(stamps)) {
      const { faults } = await verifyPackage(await stamps.withStamp('wrong.asice', what), {});
      expect(faults).toContainEqual(expect.objectContaining({ check: 'stamp', file }));
    }
  });

  it('of which a bit of that is another names the file', async () => {
    const tree = packages.unpack(await stamps.withStamp('stamped.asice', await stamps.stamped(96)), 'altered stamp');
    for (const file of ['proof/stamp.tsr', 'proof/stamped.txt', 'proof/consistency.txt']) {
      const bytes = readFileSync(join(tree, file));
      writeFileSync(
        join(tree, file),
        bytes.map((byte, place) => (place === bytes.length >> 1 ? byte ^ 4 : byte)),
      );
      execFileSync('zip', ['-q', '-X', '-r', at('altered.zip'), '.'], { cwd: tree });
      expect((await verifyPackage(at('altered.zip'))).faults).toContainEqual(expect.objectContaining({ check: 'files', file }));
      writeFileSync(join(tree, file), bytes);
    }
  });
});

describe('what was altered is found', () => {
  it('a bit of the container, in each part of each entry and behind them', async () => {
    const bytes = readFileSync(whole);
    // Where ZIP keeps entries, what is listed of them, and the end of it.
    const starts: number[] = [];
    for (const mark of ['PK\x03\x04', 'PK\x07\x08', 'PK\x01\x02', 'PK\x05\x06'])
      for (let place = bytes.indexOf(mark, 0, 'latin1'); place >= 0; place = bytes.indexOf(mark, place + 1, 'latin1'))
        starts.push(place);
    expect(starts.length).toBeGreaterThan(50);
    const path = at('flipped.asice');
    writeFileSync(path, bytes);
    const descriptor = openSync(path, 'r+');
    let bit = 0;
    for (const place of [...starts.map((start, nth) => start + (nth % 3) * 9), bytes.length - 1]) {
      bit = (bit + 3) & 7;
      writeSync(descriptor, Buffer.of(bytes[place] ^ (1 << bit)), 0, 1, place);
      const { faults } = await verifyPackage(path);
      writeSync(descriptor, Buffer.of(bytes[place]), 0, 1, place);
      expect([place, faults.some(({ check }) => check === 'container')]).toEqual([place, true]);
    }
    closeSync(descriptor);
    expect((await verifyPackage(path)).faults).toEqual([]);
  });

  describe('by who packs it again as it was packed', () => {
    let tree: string;
    let names: string[];
    beforeAll(() => {
      tree = packages.unpack(whole, 'forged');
      names = filesOf(tree).filter((name) => name !== 'mimetype');
    });
    const first = ['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s'];
    const inOrder = (some: readonly string[]) => [...first, ...some.filter((name) => !first.includes(name))];
    const faultsOf = async (order: readonly string[]) => {
      await contain(tree, order, at('forged.asice'));
      return (await verifyPackage(at('forged.asice'))).faults.map(({ file }) => file);
    };

    it('a bit of each file, told with its name', async () => {
      expect(names).toEqual(
        expect.arrayContaining(['data/report.pdf', 'data/conversation.html', 'proof/log.pub.pem', 'verify.sh']),
      );
      expect(await faultsOf(inOrder(names))).toEqual([]);
      for (const [nth, name] of names.entries()) {
        const share = nth / (names.length - 1);
        const bytes = readFileSync(join(tree, name));
        const flipped = Buffer.from(bytes);
        flipped[Math.floor((bytes.length - 1) * share)] ^= 4;
        writeFileSync(join(tree, name), flipped);
        // What is over all others is shown wrong by the seal.
        const told = name === first[0] ? first[1] : name;
        expect([name, share, await faultsOf(inOrder(names))]).toEqual([name, share, expect.arrayContaining([told])]);
        writeFileSync(join(tree, name), bytes);
      }
    });

    it('a file that is gone, or came, or has another name or place', async () => {
      for (const name of names) expect(await faultsOf(inOrder(names).filter((one) => one !== name))).toContain(name);
      for (const name of ['data/more.txt', 'more.txt', 'META-INF/more.txt']) {
        writeFileSync(join(tree, name), 'x');
        expect(await faultsOf([...inOrder(names), name].sort())).toContain(name);
        rmSync(join(tree, name));
      }
      for (const name of ['data/report.pdf', 'data/events.jsonl', 'README.txt']) {
        renameSync(join(tree, name), join(tree, `${name}x`));
        const faults = await faultsOf(inOrder(names.map((one) => (one === name ? `${name}x` : one)).sort()));
        expect(faults).toEqual(expect.arrayContaining([name, `${name}x`]));
        renameSync(join(tree, `${name}x`), join(tree, name));
      }
      const order = inOrder(names);
      for (const place of [0, 2, order.length - 2]) {
        const moved = [...order];
        [moved[place], moved[place + 1]] = [order[place + 1], order[place]];
        expect(await faultsOf(moved)).toEqual([order[place + 1]]);
      }
    });
  });

  it.each(ALTERED)('%s', async (_, change, file, check) => {
    const { faults } = await verifyPackage(packages.repacked(change).packed);
    expect(faults).toContainEqual(expect.objectContaining({ check, file }));
  });

  it('an event of which nothing is left, with all lists made anew but for the seal', async () => {
    const fewer = packages.log.events.filter((_, nth) => nth !== 2);
    const { faults } = await verifyPackage(await packages.make('fewer.asice', fewer));
    expect(faults.map(({ check, event }) => [check, event])).toEqual([['order', packages.log.events[9].id]]);
  });

  it('what stands before the entries, and what is no package', async () => {
    writeFileSync(at('junk.asice'), Buffer.concat([Buffer.from('junk in front'), readFileSync(whole)]));
    const { faults } = await verifyPackage(at('junk.asice'));
    expect(faults.map(({ check }) => check)).toContain('container');
    writeFileSync(at('none.zip'), 'no zip');
    expect((await verifyPackage(at('none.zip'))).faults.map(({ detail }) => detail).join()).toContain('it is no ZIP');
  });
});
