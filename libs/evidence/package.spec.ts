import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, parseNote } from '../proof';
import { contain } from './container';
import { logOf, type MadeEvent, type MadeLog } from './given';
import { authorityIn, type MadeAuthority } from './given-authority';
import { html } from './html';
import { type Contents, makePackage, type StampedCheckpoint } from './package';
import { pdf } from './pdf';
import type { Signer } from './seal';
import { type Happened, Showing, type Shown } from './shown';
import { ownSigner } from './signer';
import { stampQuery } from './stamp';
import { verifyPackage } from './verify';

const NOW = new Date('2026-03-02T10:11:12.000Z');
const [ONE, OTHER] = ['conversation-00000000-0000-4000-8000-000000000001', 'conversation-00000000-0000-4000-8000-000000000002'];

const message = (stream: string, revision: number, body: string, sealed = true): MadeEvent => ({
  ...{ stream, revision, type: 'MessageSent', role: revision % 2 === 0 ? 'buyer' : 'seller', at: '2026-03-01T09:00:00.000Z' },
  ...(sealed ? { data: { id: `m${revision}` }, sealed: body } : { data: { id: `m${revision}`, body } }),
});

const MADE: readonly MadeEvent[] = [
  message(ONE, 0, 'Wo bleibt mein Paket?'),
  message(OTHER, 0, 'Gdzie jest moja paczka? Zażółć gęślą jaźń', false),
  message(ONE, 1, 'Ist unterwegs 📦'),
  ...Array.from({ length: 6 }, (_, at) => message(OTHER, at + 1, `line ${at}\nwith a "quote" \\ and more`)),
  message(ONE, 2, 'Danke'),
];

let directory: string;
let signer: Signer;
let log: MadeLog;
let file: string;
const at = (name: string) => join(directory, name);

const TOLD = {
  ...{ id: 'ev-1', selection: 'two conversations', asOf: NOW.toISOString(), purpose: 'a court', reason: 'asked\nfor' },
  ...{ requestedBy: 'compliance cleo', requestedAt: NOW.toISOString() },
};

/** As people read it. */
function shown(event: MadeLog['events'][number], showing: Showing): Shown {
  const { id, made, leaf } = event;
  const { stream, type, revision, at: when, role, data, sealed } = made;
  const metadata = { at: when, actor: role === 'buyer' ? 'bea' : 'sam', role };
  const body = sealed === undefined ? {} : { body: sealed };
  const hash = leafHash(leaf).toString('hex');
  return showing.show({ id, stream, type, revision, hash, metadata, data: { ...data, ...body } } as unknown as Happened);
}

type Made = Contents<MadeLog['events'][number] & { readonly shown: Shown }>;
const contents = (events: MadeLog['events'] = log.events, more: Partial<Made> = {}): Made => ({
  told: TOLD,
  events: (async function* () {
    const showing = new Showing('de', ['body']);
    for (const event of events) yield { ...event, shown: shown(event, showing) };
  })(),
  ...{ checkpoint: log.checkpoint, logKey: log.logKey },
  renderings: async (begin) => [await html(begin, TOLD, 'de'), await pdf(begin, TOLD, 'de')],
  leftOut: () => [{ what: 'names', why: 'not asked for', count: 2 }],
  ...more,
});

async function make(name: string, events?: MadeLog['events'], more?: Partial<Made>): Promise<string> {
  await makePackage(contents(events, more), { signer, sealedAt: NOW, directory: at('making'), into: at(name) });
  return at(name);
}

function unpack(path: string, name: string): string {
  rmSync(at(name), { recursive: true, force: true });
  execFileSync('unzip', ['-q', path, '-d', at(name)], { stdio: 'pipe' });
  return at(name);
}

function sh(unpacked: string, packed?: string, env: NodeJS.ProcessEnv = {}): { ok: boolean; out: string } {
  const { status, stdout, stderr } = spawnSync('bash', [join(unpacked, 'verify.sh'), ...(packed ? [packed] : [])], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { ok: status === 0, out: `${stdout}${stderr}` };
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'package-'));
  signer = await ownSigner(at('seal.pem'), 'helpdesk', NOW);
  log = await logOf(MADE, 77, 25);
  file = await make('whole.asice');
  writeFileSync(at('log.pem'), log.logKey);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('a package', () => {
  it('is whole by verify.sh and by verify-package, with keys from elsewhere or its own', async () => {
    const unpacked = unpack(file, 'whole');
    const found = sh(unpacked, file, { TRUST: at('seal.pem'), LOG_KEY: at('log.pem') });
    expect(found.out).toMatch(/log log.example with 87 entries\nOK: 10 events/);
    expect(found.out).not.toContain('FAIL');
    const certificate = new X509Certificate(signer.certificate);
    expect(await verifyPackage(file, { certificate })).toMatchObject({
      ...{ faults: [], trusted: true, events: 10, disclosures: 9, log: { origin: 'log.example', size: 87, cosignatures: 0 } },
    });
    const stranger = await ownSigner(at('stranger.pem'), 'stranger', NOW);
    const judged = await verifyPackage(file, { certificate: new X509Certificate(stranger.certificate) });
    expect(judged.faults.map(({ check }) => check)).toEqual(['seal']);
    const { logKey } = await logOf([]);
    writeFileSync(at('other.pem'), logKey);
    const strange = sh(unpacked, file, { TRUST: at('stranger.pem'), LOG_KEY: at('other.pem') });
    expect(strange.out).toMatch(/FAIL META-INF\/signature001.p7s[\s\S]*FAIL proof\/checkpoint.txt/);
  });

  it('is the same bytes again, but for the seal; what two of them tell of one event is the same line', async () => {
    const [first, second] = [unpack(file, 'first'), unpack(await make('again.asice'), 'second')];
    const names = readdirSync(first, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const { parentPath, name } of names) {
      const path = join(parentPath, name);
      if (name !== 'signature001.p7s') expect(readFileSync(path.replace(first, second)).equals(readFileSync(path))).toBe(true);
    }
    const part = unpack(
      await make(
        'part.asice',
        log.events.filter(({ made }) => made.stream === ONE),
      ),
      'part',
    );
    expect((await verifyPackage(at('part.asice'))).faults).toEqual([]);
    for (const name of ['data/events.jsonl', 'data/recorded.jsonl', 'data/disclosures.jsonl', 'proof/inclusion.txt']) {
      const all = new Set(readFileSync(join(first, name), 'utf8').split('\n'));
      for (const line of readFileSync(join(part, name), 'utf8').split('\n')) expect(all.has(line)).toBe(true);
    }
  });

  it('is made of no events, too, and what is left out stays provable by its hash', async () => {
    const none = unpack(await make('none.asice', []), 'none');
    expect(sh(none, at('none.asice')).out).toContain('OK: 0 events');
    const withheld = await make(
      'withheld.asice',
      log.events.map((one) => ({ ...one, data: null, disclosures: [] })),
    );
    expect(sh(unpack(withheld, 'withheld'), withheld)).toMatchObject({ ok: true });
    expect(await verifyPackage(withheld)).toMatchObject({ faults: [], events: 10, disclosures: 0 });
  });
});

describe('a package with a stamp', () => {
  let authority: MadeAuthority;
  let stranger: MadeAuthority;
  const unrendered: Partial<Made> = { renderings: () => Promise.resolve([]) };
  beforeAll(() => {
    authority = authorityIn(at('authority'));
    stranger = authorityIn(at('another authority'));
  });
  const stamped = async (size: number): Promise<StampedCheckpoint> => {
    const head = await log.at(size);
    return { ...head, stamp: authority.answer(stampQuery(Buffer.from(parseNote(head.checkpoint).text), Buffer.of(7))) };
  };
  const withStamp = (name: string, stamp: StampedCheckpoint, events?: MadeLog['events']) =>
    make(name, events, { ...unrendered, stamped: () => Promise.resolve(stamp) });
  const bySh = (path: string, certificate = authority.certificate) =>
    sh(unpack(path, 'stamped'), path, { TRUST: at('seal.pem'), LOG_KEY: at('log.pem'), AUTHORITY: certificate });

  it('is whole whether that is of its own checkpoint, of a later one, or of one before; who stamped is to be known', async () => {
    const asked: number[] = [];
    const early = log.events.filter(({ index }) => index < 80);
    const cases: readonly (readonly [number, MadeLog['events']])[] = [
      ...[87, 96, 111].map((size) => [size, log.events] as const),
      ...[80, 86].map((size) => [size, early] as const),
    ];
    for (const [size, events] of cases) {
      const stamp = await stamped(size);
      const path = await make('stamped.asice', events, {
        ...unrendered,
        stamped: async (leaves) => {
          asked.push(leaves);
          return stamp;
        },
      });
      const trusted = { authority: new X509Certificate(readFileSync(authority.certificate)) };
      const { faults, stamp: found } = await verifyPackage(path, trusted);
      expect([size, faults, found?.size, found?.trusted]).toEqual([size, [], size, true]);
      expect(Math.abs((found as { at: Date }).at.getTime() - Date.now())).toBeLessThan(60_000);
      const { ok, out } = bySh(path);
      expect([ok, out]).toEqual([
        true,
        expect.stringMatching(new RegExp(`log of ${size} entries stamped .* GMT\nOK: ${events.length} `)),
      ]);
    }
    expect(asked).toEqual(cases.map(([, events]) => (events === early ? 80 : 87)));
    const path = at('stamped.asice');
    expect(sh(unpack(path, 'stamped'), path).out).toContain('note: AUTHORITY names no certificate');
    expect(bySh(path, stranger.certificate).out).toContain('FAIL proof/stamp.tsr');
    const { faults } = await verifyPackage(path, { authority: new X509Certificate(readFileSync(stranger.certificate)) });
    expect(faults).toEqual([expect.objectContaining({ check: 'stamp', file: 'proof/stamp.tsr' })]);
  });

  it('that was sealed with another stamp, another log, or one from before its events, is told with what is wrong', async () => {
    const good = await stamped(96);
    const flipped = (bytes: Uint8Array) => bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte));
    const { checkpoint: alien } = await (await logOf(MADE, 78)).at(88);
    const text = parseNote(good.checkpoint).text;
    const cases: readonly (readonly [what: StampedCheckpoint, name: string])[] = [
      [{ ...good, stamp: flipped(good.stamp) }, 'proof/stamp.tsr'],
      [{ ...good, stamp: (await stamped(95)).stamp }, 'proof/stamp.tsr'],
      [{ ...good, stamp: Buffer.from('rubbish') }, 'proof/stamp.tsr'],
      [{ ...good, checkpoint: good.checkpoint.replace(text, text.replace('96', '97')) }, 'proof/stamped.txt'],
      [{ ...(await stamped(88)), checkpoint: alien }, 'proof/stamped.txt'],
      [{ ...good, consistency: good.consistency.slice(1) }, 'proof/consistency.txt'],
      [{ ...good, consistency: [...good.consistency, Buffer.alloc(32)] }, 'proof/consistency.txt'],
      [{ ...good, consistency: good.consistency.map(flipped) }, 'proof/consistency.txt'],
      [{ ...(await stamped(87)), consistency: [Buffer.alloc(32)] }, 'proof/consistency.txt'],
      [await stamped(80), 'proof/stamped.txt'],
    ];
    for (const [what, name] of cases) {
      const path = await withStamp('wrong.asice', what);
      const { faults } = await verifyPackage(path, {});
      expect(faults).toContainEqual(expect.objectContaining({ check: 'stamp', file: name }));
      expect([name, bySh(path)]).toEqual([name, { ok: false, out: expect.stringContaining(`FAIL ${name}`) }]);
    }
  });

  it('of which a bit of that is another names the file', async () => {
    const path = await withStamp('stamped.asice', await stamped(96));
    const tree = unpack(path, 'altered stamp');
    for (const name of ['proof/stamp.tsr', 'proof/stamped.txt', 'proof/consistency.txt']) {
      const bytes = readFileSync(join(tree, name));
      writeFileSync(
        join(tree, name),
        bytes.map((byte, place) => (place === bytes.length >> 1 ? byte ^ 4 : byte)),
      );
      execFileSync('zip', ['-q', '-X', '-r', at('altered.zip'), '.'], { cwd: tree });
      expect((await verifyPackage(at('altered.zip'))).faults).toContainEqual(
        expect.objectContaining({ check: 'files', file: name }),
      );
      expect(sh(tree).out).toMatch(new RegExp(`FAIL .*${name}: FAILED`));
      writeFileSync(join(tree, name), bytes);
    }
  });
});

describe('what was altered is found', () => {
  it('a bit of the container, in each part of each entry and behind them', async () => {
    const bytes = readFileSync(file);
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
      tree = unpack(file, 'forged');
      names = readdirSync(tree, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && one.name !== 'mimetype')
        .map(({ parentPath, name }) => join(parentPath, name).slice(tree.length + 1))
        .sort();
    });
    const first = ['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s'];
    const inOrder = (some: readonly string[]) => [...first, ...some.filter((name) => !first.includes(name))];
    const faultsOf = async (order: readonly string[]) => {
      await contain(tree, order, at('forged.asice'));
      return (await verifyPackage(at('forged.asice'))).faults.map(({ file: name }) => name);
    };
    const flip = (name: string, share: number) => {
      const bytes = readFileSync(join(tree, name));
      const flipped = Buffer.from(bytes);
      flipped[Math.floor((bytes.length - 1) * share)] ^= 4;
      writeFileSync(join(tree, name), flipped);
      return () => writeFileSync(join(tree, name), bytes);
    };

    it('a bit of each file, told with its name', async () => {
      expect(names).toEqual(
        expect.arrayContaining(['data/report.pdf', 'data/conversation.html', 'proof/log.pub.pem', 'verify.sh']),
      );
      expect(await faultsOf(inOrder(names))).toEqual([]);
      for (const [at, name] of names.entries()) {
        const share = at / (names.length - 1);
        const back = flip(name, share);
        // What is over all others is shown wrong by the seal.
        const told = name === first[0] ? first[1] : name;
        expect([name, share, await faultsOf(inOrder(names))]).toEqual([name, share, expect.arrayContaining([told])]);
        back();
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
      expect(sh(tree, at('forged.asice')).out).toContain(`FAIL ${order[order.length - 2]}: it does not stand in its place`);
    });

    it('the same by verify.sh: all files of which a bit is another, and the seal and what it is over alone', () => {
      const others = names.filter((name) => !first.includes(name));
      const back = others.map((name) => flip(name, name === 'verify.sh' ? 0.003 : 0.5));
      const { out, ok } = sh(tree);
      for (const name of others) expect(out).toMatch(new RegExp(`FAIL .*${name}: FAILED`));
      expect(ok).toBe(false);
      for (const one of back) one();
      for (const name of first) {
        const undo = flip(name, 0.5);
        expect(sh(tree).out).toContain(`FAIL ${first[1]}`);
        undo();
      }
    });
  });

  it('a bit of the file by verify.sh, whatever it was', () => {
    const flipped = readFileSync(file);
    flipped[flipped.length >> 1] ^= 1;
    writeFileSync(at('flipped.asice'), flipped);
    expect(sh(unpack(file, 'flipping'), at('flipped.asice')).out).toContain('FAIL ');
  });

  /** Packs a changed tree again, as somebody would who knows the form but not the key. */
  async function repacked(change: (tree: string) => void): Promise<{ tree: string; packed: string }> {
    const tree = at('tree');
    rmSync(tree, { recursive: true, force: true });
    cpSync(unpack(file, 'source'), tree, { recursive: true });
    change(tree);
    rmSync(at('changed.asice'), { force: true });
    execFileSync('zip', ['-q', '-X', '-0', at('changed.asice'), 'mimetype'], { cwd: tree });
    execFileSync('zip', ['-q', '-X', '-r', at('changed.asice'), '.', '-x', 'mimetype'], { cwd: tree });
    return { tree, packed: at('changed.asice') };
  }

  const edit = (name: string, change: (text: string) => string) => (tree: string) =>
    writeFileSync(join(tree, name), change(readFileSync(join(tree, name), 'utf8')));
  const swapLines = (text: string) => {
    const [first, second, ...rest] = text.split('\n');
    return [second, first, ...rest].join('\n');
  };

  const ALTERED: readonly [what: string, change: (tree: string) => void, file: string, check: string][] = [
    ['a missing file', (tree) => unlinkSync(join(tree, 'data/disclosures.jsonl')), 'data/disclosures.jsonl', 'files'],
    ['an added file', (tree) => writeFileSync(join(tree, 'data/more.txt'), 'x'), 'data/more.txt', 'files'],
    ['an added tag file', (tree) => writeFileSync(join(tree, 'more.txt'), 'x'), 'more.txt', 'files'],
    [
      'a second seal',
      (tree) => writeFileSync(join(tree, 'META-INF/signature002.p7s'), 'x'),
      'META-INF/signature002.p7s',
      'files',
    ],
    [
      'two files that changed places',
      (tree) => {
        renameSync(join(tree, 'README.txt'), join(tree, 'x'));
        renameSync(join(tree, 'bagit.txt'), join(tree, 'README.txt'));
        renameSync(join(tree, 'x'), join(tree, 'bagit.txt'));
      },
      'README.txt',
      'files',
    ],
    ['a purpose', edit('bag-info.txt', (text) => text.replace('a court', 'a chat')), 'bag-info.txt', 'files'],
    [
      'the manifest',
      edit('META-INF/ASiCManifest001.xml', (text) => text.replace('README', 'README2')),
      'META-INF/signature001.p7s',
      'seal',
    ],
    ['the checkpoint', edit('proof/checkpoint.txt', (text) => text.replace('87', '88')), 'proof/checkpoint.txt', 'checkpoint'],
    [
      'an entry',
      edit('data/events.jsonl', (text) => text.replace('"role":"buyer"', '"role":"admin"')),
      'data/events.jsonl',
      'inclusion',
    ],
    ['the order', edit('data/events.jsonl', swapLines), 'data/events.jsonl', 'inclusion'],
    ['a proof', edit('proof/inclusion.txt', (text) => text.replace(/^77/, '78')), 'data/events.jsonl', 'inclusion'],
    [
      'a recorded event',
      edit('data/recorded.jsonl', (text) => text.replace(/"data":"..../, '"data":"AAAA')),
      'data/recorded.jsonl',
      'recorded',
    ],
    [
      'a field',
      edit('data/disclosures.jsonl', (text) => text.replace(/"disclosure":"..../, '"disclosure":"AAAA')),
      'data/disclosures.jsonl',
      'disclosures',
    ],
  ];

  it.each(ALTERED)('%s', async (_, change, name, check) => {
    const { packed } = await repacked(change);
    const { faults } = await verifyPackage(packed);
    expect(faults).toContainEqual(expect.objectContaining({ check, file: name }));
  });

  it('the same by verify.sh, all that can be altered at once', async () => {
    const alterations = ALTERED.filter(([what]) => what !== 'a missing file' && what !== 'two files that changed places');
    const { tree } = await repacked((copy) => {
      for (const [, change] of alterations) change(copy);
    });
    const { ok, out } = sh(tree);
    for (const [, , name] of alterations) expect(out).toMatch(new RegExp(`FAIL .*${name}`));
    for (const detail of ['not in the log', 'not what was recorded', 'never this', 'out of order']) expect(out).toContain(detail);
    expect(ok).toBe(false);
    const { tree: fewer } = await repacked(ALTERED[0][1]);
    expect(sh(fewer).out).toMatch(/FAIL .*data\/disclosures.jsonl/);
  });

  it('an event of which nothing is left, with all lists made anew but for the seal', async () => {
    const fewer = await make(
      'fewer.asice',
      log.events.filter((_, at) => at !== 2),
    );
    const { faults } = await verifyPackage(fewer);
    expect(faults.map(({ check, event }) => [check, event])).toEqual([['order', log.events[9].id]]);
    const { ok, out } = sh(unpack(fewer, 'fewer'), fewer);
    expect(out).toContain(`FAIL data/events.jsonl: ${ONE}: before revision 2`);
    expect(ok).toBe(false);
  });

  it('an entry that is there twice, or between the others', async () => {
    mkdirSync(at('twice'), { recursive: true });
    writeFileSync(at('junk.asice'), Buffer.concat([Buffer.from('junk in front'), readFileSync(file)]));
    const { faults } = await verifyPackage(at('junk.asice'));
    expect(faults.map(({ check }) => check)).toContain('container');
    writeFileSync(at('none.zip'), 'no zip');
    expect((await verifyPackage(at('none.zip'))).faults.map(({ detail }) => detail).join()).toContain('it is no ZIP');
  });
});
