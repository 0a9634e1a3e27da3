/**
 * Makes an evidence package: a BagIt bag (RFC 8493) in an ASiC-E container with CAdES (ETSI EN 319 162-1), with what verifies it inside.
 * One pass over its events, each of which is forgotten when it is written.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../domain';
import { type Container, contain, MIMETYPE } from './container';
import { HashedFile, type Written, writeWhole } from './hashed-file';
import { type LeftOutCode, readmeIn } from './own-words';
import { type Signer, seal } from './seal';
import { EVIDENCE_WORDS } from './shown-words';

/** One event of a package, in the order of the log. */
export interface PackagedEvent {
  readonly id: string;
  /** Bytes of its leaf, a line without a newline. */
  readonly leaf: Uint8Array;
  readonly index: number;
  /** Of the tree of the checkpoint, from the leaf's sibling upwards. */
  readonly hashes: readonly Uint8Array[];
  /** As the store has them; null where it is left out. */
  readonly data: Uint8Array | null;
  readonly metadata: Uint8Array;
  /** Sealed fields that are opened: their place in the data, and the disclosure (RFC 9901). */
  readonly disclosures: readonly { readonly path: string; readonly disclosure: string }[];
}

/** What a package leaves out, and why. */
export interface LeftOut {
  /** For programs; the rest is for people, in the language of the package. */
  readonly code: LeftOutCode;
  readonly what: string;
  readonly why: string;
  readonly count?: number;
}

/** A checkpoint that somebody else saw at a time. */
export interface StampedCheckpoint {
  /** The signed note. */
  readonly checkpoint: string;
  /** What a time-stamping authority answered for its text (RFC 3161). */
  readonly stamp: Uint8Array;
  /** That of this and the package's checkpoint the smaller tree is the beginning of the other; of one tree, nothing. */
  readonly consistency: readonly Uint8Array[];
}

/** What is told of a package as a whole. */
export interface Told {
  /** Names the package. */
  readonly id: string;
  /** What was asked for, in a line. */
  readonly selection: string;
  /** Up to when events are in it, ISO. */
  readonly asOf: string;
  readonly purpose: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

/** Writes one form for people while the events pass by; none of them has an authority of its own. */
export interface Rendering<E> {
  /** To be awaited where it gives something to wait for. */
  add(event: E): Promise<unknown> | undefined;
  /** The files it wrote. */
  end(): Promise<readonly Written[]>;
}

/** Opens a file below `data/`. */
export type BeginFile = (name: string) => Promise<HashedFile>;

/** What a package is made of. */
export interface Contents<E extends PackagedEvent> {
  readonly told: Told;
  readonly events: AsyncIterable<E>;
  /** The signed note the proofs are of. */
  readonly checkpoint: string;
  /** The log's key, PEM. */
  readonly logKey: string;
  readonly renderings: (begin: BeginFile) => Promise<readonly Rendering<E>[]>;
  /** The newest stamped checkpoint with all events of the package, which are among the first `leaves` of the log. Asked when all went by. */
  readonly stamped?: (leaves: number) => Promise<StampedCheckpoint | undefined>;
  /** Of README.txt, and of labels in bag-info.txt. */
  readonly language: Language;
  /** Asked last. */
  readonly leftOut: () => readonly LeftOut[];
  readonly attachments?: AsyncIterable<{ readonly sha256: string; readonly bytes: AsyncIterable<Uint8Array> }>;
}

const MANIFEST = 'META-INF/ASiCManifest001.xml';
const SEAL = 'META-INF/signature001.p7s';
/** The stamped checkpoint, that it is of the same log, and the stamp. */
export const [STAMPED, CONSISTENCY, STAMP] = ['proof/stamped.txt', 'proof/consistency.txt', 'proof/stamp.tsr'];

/** Makes the package as the file `into`, in a directory that is its own: what an earlier try left there is removed. Told of each event in `onEvent`. */
export async function makePackage<E extends PackagedEvent>(
  contents: Contents<E>,
  { signer, sealedAt, directory, into, onEvent }: Making,
): Promise<Container & { readonly events: number }> {
  await rm(directory, { recursive: true, force: true });
  const { files, inclusion, events, stamped } = await writeEvents(contents, directory, onEvent);
  const { told, checkpoint, logKey } = contents;
  const named = (name: string, content: string | Uint8Array) => writeWhole(directory, name, content);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const tags = [
    await named('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
    await named('bag-info.txt', bagInfo(told, contents.language, size, files.length)),
    await named('manifest-sha256.txt', sums(files)),
    await named('README.txt', readmeIn(contents.language)),
    await named('verify.sh', readFileSync(join(__dirname, 'verify.sh'))),
    await named('proof/checkpoint.txt', checkpoint),
    await named('proof/log.pub.pem', logKey),
    inclusion,
    ...(stamped
      ? [
          await named(STAMPED, stamped.checkpoint),
          await named(CONSISTENCY, stamped.consistency.map((hash) => `${hex(hash)}\n`).join('')),
          await named(STAMP, stamped.stamp),
        ]
      : []),
    await named('mimetype', MIMETYPE),
  ];
  const tagManifest = await named('tagmanifest-sha256.txt', sums(tags));
  const sealed = [...files, ...tags, tagManifest].filter(({ name }) => name !== 'mimetype');
  const manifest = Buffer.from(asicManifest(sealed));
  await named(MANIFEST, manifest);
  await named(SEAL, await seal(manifest, signer, sealedAt));
  const names = [MANIFEST, SEAL, ...sealed.map(({ name }) => name).sort()];
  const made = await contain(directory, names, into);
  await rm(directory, { recursive: true, force: true });
  return { ...made, events };
}

/** How a package is made. */
export interface Making {
  readonly signer: Signer;
  readonly sealedAt: Date;
  /** Where its files are meanwhile. */
  readonly directory: string;
  readonly into: string;
  readonly onEvent?: () => void;
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const base64 = (bytes: Uint8Array): string => bufferOf(bytes).toString('base64');
const hex = (bytes: Uint8Array): string => bufferOf(bytes).toString('hex');

/** Everything below `data/`, and the proof of each event; a line an event. */
async function writeEvents<E extends PackagedEvent>(
  { told, events, renderings, leftOut, attachments, stamped }: Contents<E>,
  directory: string,
  onEvent: () => void = () => undefined,
): Promise<{ files: Written[]; inclusion: Written; events: number; stamped?: StampedCheckpoint }> {
  const open: HashedFile[] = [];
  const begin: BeginFile = async (name) => {
    const file = await HashedFile.begin(directory, name);
    open.push(file);
    return file;
  };
  try {
    const lines = await begin('data/events.jsonl');
    const recorded = await begin('data/recorded.jsonl');
    const disclosed = await begin('data/disclosures.jsonl');
    const proofs = await begin('proof/inclusion.txt');
    const rendered = await renderings((name) => begin(`data/${name}`));
    let count = 0;
    let leaves = 0;
    for await (const event of events) {
      const { id, leaf, index, hashes, data, metadata, disclosures } = event;
      const kept = data === null ? 'null' : `"${base64(data)}"`;
      // Nothing is waited for unless a file has to be written out.
      for (const full of [
        lines.write(leaf),
        lines.write(NEWLINE),
        recorded.write(`{"data":${kept},"id":"${id}","metadata":"${base64(metadata)}"}\n`),
        proofs.write(`${[index, ...hashes.map(hex)].join(' ')}\n`),
        disclosed.write(disclosures.map((one) => `${JSON.stringify(disclosureLine(id, one))}\n`).join('')),
        ...rendered.map((rendering) => rendering.add(event)),
      ])
        if (full) await full;
      count += 1;
      leaves = Math.max(leaves, index + 1);
      onEvent();
    }
    const files = (await Promise.all(rendered.map((rendering) => rendering.end()))).flat();
    for (const file of [lines, recorded, disclosed]) files.push(await file.end());
    for await (const { sha256, bytes } of attachments ?? []) {
      const file = await begin(`data/attachments/${sha256}`);
      for await (const piece of bytes) await file.write(piece);
      files.push(await file.end());
    }
    const seen = await stamped?.(leaves);
    const left = await begin('data/left-out.json');
    await left.write(`${JSON.stringify({ package: told.id, leftOut: leftOut() }, null, 2)}\n`);
    files.push(await left.end());
    return { files, inclusion: await proofs.end(), events: count, ...(seen && { stamped: seen }) };
  } catch (error) {
    await Promise.all(open.map((file) => file.abandon()));
    throw error;
  }
}

const NEWLINE = Buffer.from('\n');

// Names in the order of the alphabet, as in the other files.
const disclosureLine = (event: string, { path, disclosure }: PackagedEvent['disclosures'][number]) => ({
  disclosure,
  event,
  path,
});

/** What sha256sum reads. */
const sums = (files: readonly Written[]): string =>
  [...files]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');

/** A line of a label and what it says, however it was written: BagIt's own labels, then those of the language of the package. */
function bagInfo(told: Told, language: Language, size: number, files: number): string {
  const words = EVIDENCE_WORDS[language];
  const lines: readonly [string, string][] = [
    ['Bagging-Date', told.requestedAt.slice(0, 10)],
    ['External-Identifier', told.id],
    ['External-Description', told.selection],
    ['Payload-Oxum', `${size}.${files}`],
    [words.asOf, told.asOf],
    [words.purpose, told.purpose],
    [words.reason, told.reason],
    [words.requestedBy, `${told.requestedBy}, ${told.requestedAt}`],
  ];
  return lines.map(([label, text]) => `${label}: ${text.replace(/\s+/g, ' ').trim()}\n`).join('');
}

const NAMESPACES = 'xmlns="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';

/** What the seal is over: every file with its hash. */
function asicManifest(files: readonly Written[]): string {
  const references = [...files]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(
      ({ name, sha256 }) =>
        `<DataObjectReference URI="${name}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>` +
        `<ds:DigestValue>${Buffer.from(sha256, 'hex').toString('base64')}</ds:DigestValue></DataObjectReference>\n`,
    );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<ASiCManifest ${NAMESPACES}>\n` +
    `<SigReference URI="${SEAL}" MimeType="application/pkcs7-signature"/>\n${references.join('')}</ASiCManifest>\n`
  );
}
