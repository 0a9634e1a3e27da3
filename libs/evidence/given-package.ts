/** Packages of made events, for specs: what is in them is small and has each part that a package can have. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, parseNote } from '../proof';
import { logOf, type MadeEvent, type MadeLog } from './given';
import { authorityIn, type MadeAuthority } from './given-authority';
import { html } from './html';
import { type Contents, makePackage, type StampedCheckpoint } from './package';
import { pdf } from './pdf';
import type { Signer } from './seal';
import { type Happened, Showing, type Shown } from './shown';
import { ownSigner } from './signer';
import { stampQuery } from './stamp';

/** When packages are sealed. */
export const NOW = new Date('2026-03-02T10:11:12.000Z');

/** The conversation that begins and ends them. */
export const ONE = 'conversation-00000000-0000-4000-8000-000000000001';
const OTHER = 'conversation-00000000-0000-4000-8000-000000000002';

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

/** A log, who seals, and a directory for packages, until it is removed. */
export interface MadePackages {
  readonly directory: string;
  readonly signer: Signer;
  readonly log: MadeLog;
  /** A package of all that happened. */
  readonly whole: string;
  /** The path of a file in the directory; the seal's certificate is `seal.pem`, the log's key `log.pem`. */
  at(name: string): string;
  /** Makes another package, of some events or with other contents, and says where it is. */
  make(name: string, events?: MadeLog['events'], more?: Partial<Made>): Promise<string>;
  /** Unpacks into a directory of that name, which it says. */
  unpack(path: string, name: string): string;
  /** Packs a changed tree again, as somebody would who knows the form but not the key. */
  repacked(change: (tree: string) => void): { readonly tree: string; readonly packed: string };
  remove(): void;
}

/** Makes them. */
export async function madePackages(): Promise<MadePackages> {
  const directory = mkdtempSync(join(tmpdir(), 'package-'));
  const at = (name: string) => join(directory, name);
  const signer = await ownSigner(at('seal.pem'), 'helpdesk', NOW);
  const log = await logOf(MADE, 77, 25);
  writeFileSync(at('log.pem'), log.logKey);
  const make = async (name: string, events: MadeLog['events'] = log.events, more: Partial<Made> = {}) => {
    const made: Made = {
      told: TOLD,
      events: (async function* () {
        const showing = new Showing('de', ['body']);
        for (const event of events) yield { ...event, shown: shown(event, showing) };
      })(),
      ...{ checkpoint: log.checkpoint, logKey: log.logKey, language: 'de' },
      renderings: async (begin) => [await html(begin, TOLD, 'de'), await pdf(begin, TOLD, 'de')],
      leftOut: () => [{ code: 'sealed-not-asked-for', what: 'names', why: 'not asked for', count: 2 }],
      ...more,
    };
    await makePackage(made, { signer, sealedAt: NOW, directory: at('making'), into: at(name) });
    return at(name);
  };
  const unpack = (path: string, name: string) => {
    rmSync(at(name), { recursive: true, force: true });
    execFileSync('unzip', ['-q', path, '-d', at(name)], { stdio: 'pipe' });
    return at(name);
  };
  const whole = await make('whole.asice');
  return {
    ...{ directory, signer, log, whole, at, make, unpack },
    repacked(change) {
      const tree = unpack(whole, 'tree');
      change(tree);
      rmSync(at('changed.asice'), { force: true });
      execFileSync('zip', ['-q', '-X', '-0', at('changed.asice'), 'mimetype'], { cwd: tree });
      execFileSync('zip', ['-q', '-X', '-r', at('changed.asice'), '.', '-x', 'mimetype'], { cwd: tree });
      return { tree, packed: at('changed.asice') };
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** An authority for packages, and what it stamps. */
export interface MadeStamps {
  readonly authority: MadeAuthority;
  /** The log of so many entries, stamped. */
  stamped(size: number): Promise<StampedCheckpoint>;
  /** A package with a stamp and nothing for people. */
  withStamp(name: string, stamp: StampedCheckpoint, events?: MadeLog['events']): Promise<string>;
}

/** Makes it. */
export function madeStamps({ at, log, make }: MadePackages): MadeStamps {
  const authority = authorityIn(at('authority'));
  return {
    authority,
    async stamped(size) {
      const head = await log.at(size);
      return { ...head, stamp: authority.answer(stampQuery(Buffer.from(parseNote(head.checkpoint).text), Buffer.of(7))) };
    },
    withStamp: (name, stamp, events) =>
      make(name, events, { renderings: () => Promise.resolve([]), stamped: () => Promise.resolve(stamp) }),
  };
}

const flipped = (bytes: Uint8Array) => bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte));

/** Stamps that show nothing: what is wrong with them is told of this file. */
export async function wrongStamps({ stamped }: MadeStamps): Promise<readonly (readonly [StampedCheckpoint, file: string])[]> {
  const good = await stamped(96);
  const { checkpoint: alien } = await (await logOf(MADE, 78)).at(88);
  const text = parseNote(good.checkpoint).text;
  return [
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
}

const edit = (name: string, change: (text: string) => string) => (tree: string) =>
  writeFileSync(join(tree, name), change(readFileSync(join(tree, name), 'utf8')));
const swapLines = (text: string) => {
  const [first, second, ...rest] = text.split('\n');
  return [second, first, ...rest].join('\n');
};

/** What can be altered, the file of which it is told, and the check that tells it. */
export const ALTERED: readonly [what: string, change: (tree: string) => void, file: string, check: string][] = [
  ['a missing file', (tree) => unlinkSync(join(tree, 'data/disclosures.jsonl')), 'data/disclosures.jsonl', 'files'],
  ['an added file', (tree) => writeFileSync(join(tree, 'data/more.txt'), 'x'), 'data/more.txt', 'files'],
  ['an added tag file', (tree) => writeFileSync(join(tree, 'more.txt'), 'x'), 'more.txt', 'files'],
  ['a second seal', (tree) => writeFileSync(join(tree, 'META-INF/signature002.p7s'), 'x'), 'META-INF/signature002.p7s', 'files'],
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
  [
    'something behind the seal',
    (tree) => appendFileSync(join(tree, 'META-INF/signature001.p7s'), '\n'),
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
