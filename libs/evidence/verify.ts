/** Checks a package as `verify.sh` in it does, and names what is wrong: the file, the event, the check. Memory does not grow with its events. */
import { createHash, createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import {
  digestOf,
  isConsistent,
  isIncluded,
  type Leaf,
  leafHash,
  parseCheckpoint,
  parseNote,
  verified,
  verifierOf,
} from '../proof';
import { COMMENT, COMMENT_BYTES, MIMETYPE } from './container';
import { CONSISTENCY, STAMP, STAMPED } from './package';
import { BrokenSeal, checkSeal, type Sealed } from './seal';
import { checkStamp, NoStamp, type Stamped } from './stamp';

/** What is wrong. */
export interface Fault {
  readonly check: 'container' | 'files' | 'seal' | 'checkpoint' | 'inclusion' | 'order' | 'recorded' | 'disclosures' | 'stamp';
  readonly file: string;
  readonly event?: string;
  readonly detail: string;
}

/** What a check found. */
export interface Verdict {
  /** None: the package is whole; the first hundred. */
  readonly faults: readonly Fault[];
  readonly sealed?: Sealed;
  /** Whether the seal's certificate is the trusted one or was issued by it; undefined where none was named. */
  readonly trusted?: boolean;
  readonly log?: { readonly origin: string; readonly size: number; readonly cosignatures: number };
  /** When an authority saw the log with all these events, of so many entries; undefined where no stamp is in the package. */
  readonly stamp?: Stamped & {
    readonly size: number;
    /** Whether the authority's certificate is the trusted one or was issued by it; undefined where none was named. */
    readonly trusted?: boolean;
  };
  /** Whether the log's key came from outside. */
  readonly keyKnown: boolean;
  readonly events: number;
  readonly disclosures: number;
}

/** What the reader knows from elsewhere. */
export interface Trust {
  readonly certificate?: X509Certificate;
  readonly logKey?: KeyObject;
  /** Of who stamps checkpoints. */
  readonly authority?: X509Certificate;
}

const FAULTS_AT_MOST = 100;
const ENTRIES_AT_MOST = 2_000;
/** Files that are read whole: a package makes none of them larger. */
const SMALL = 4 * 1_024 * 1_024;
const WHOLE =
  /^(?:mimetype|META-INF\/.*|[^/]+-sha256\.txt|bag-info\.txt|proof\/(?:(?:checkpoint|stamped|consistency)\.txt|log\.pub\.pem|stamp\.tsr))$/;
const MANIFEST = 'META-INF/ASiCManifest001.xml';
const SEAL = 'META-INF/signature001.p7s';
const FIRST: readonly string[] = ['mimetype', MANIFEST, SEAL];

/** Checks the package in a file. Never throws for what is in it. */
export async function verifyPackage(path: string, trust: Trust = {}): Promise<Verdict> {
  const check = new PackageCheck(path, trust);
  await check.run();
  return check.verdict;
}

interface Seen {
  readonly sha256: string;
  readonly size: number;
  readonly whole?: Buffer;
}

class PackageCheck {
  readonly #faults: Fault[] = [];
  readonly #files = new Map<string, Seen>();
  readonly #entries = new Map<string, Entry>();
  #sealed?: Sealed;
  #log?: Head;
  #stamp?: Stamped & { readonly size: number };
  /** The largest index of an event's leaf. */
  #last = -1;
  #events = 0;
  #disclosures = 0;

  constructor(
    private readonly path: string,
    private readonly trust: Trust,
  ) {}

  get verdict(): Verdict {
    const { certificate, logKey, authority } = this.trust;
    const own = this.#sealed?.certificate;
    const trusted = own && certificate && isFrom(own, certificate);
    if (trusted === false) this.#fault('seal', SEAL, NOT_TRUSTED);
    const stamp = this.#stamp && { ...this.#stamp, trusted: authority && isFrom(this.#stamp.certificate, authority) };
    if (stamp?.trusted === false) this.#fault('stamp', STAMP, NOT_TRUSTED);
    const log = this.#log && { origin: this.#log.origin, size: this.#log.size, cosignatures: this.#log.cosignatures };
    return {
      faults: this.#faults.slice(0, FAULTS_AT_MOST),
      ...(this.#sealed && { sealed: this.#sealed }),
      ...(trusted !== undefined && { trusted }),
      ...(log && { log }),
      ...(stamp && { stamp }),
      ...{ keyKnown: logKey !== undefined, events: this.#events, disclosures: this.#disclosures },
    };
  }

  async run(): Promise<void> {
    await this.#container();
    let zip: ZipFile;
    try {
      zip = await openPromise(this.path, { autoClose: false, lazyEntries: true, strictFileNames: true });
    } catch (error) {
      this.#fault('container', this.path, `it is no ZIP: ${(error as Error).message}`);
      return;
    }
    try {
      await this.#list(zip);
      this.#order();
      for (const [name, entry] of this.#entries) await this.#read(zip, name, entry);
      this.#seal();
      this.#lists();
      this.#log = this.#signed('checkpoint', 'proof/checkpoint.txt');
      if (LINES.every((name) => this.#files.has(name))) await this.#lines(zip);
      if (this.#files.has(STAMPED)) this.#stamped();
    } finally {
      zip.close();
    }
  }

  #fault(check: Fault['check'], file: string, detail: string, event?: string): void {
    if (this.#faults.length <= FAULTS_AT_MOST) this.#faults.push({ check, file, detail, ...(event !== undefined && { event }) });
  }

  /** Its comment is the hash of every byte before. */
  async #container(): Promise<void> {
    const { size } = await stat(this.path);
    const end = Math.max(0, size - COMMENT_BYTES);
    const hash = createHash('sha256');
    let comment = Buffer.alloc(0);
    if (end > 0) for await (const bytes of createReadStream(this.path, { end: end - 1 })) hash.update(bytes);
    for await (const bytes of createReadStream(this.path, { start: end })) comment = Buffer.concat([comment, bytes]);
    const [, said] = COMMENT.exec(comment.toString('latin1')) ?? [];
    if (said === undefined)
      this.#fault('container', this.path, 'it does not end with its own hash: it was cut off, or written by others');
    else if (said !== hash.digest('hex')) this.#fault('container', this.path, 'its bytes are not those that were written');
  }

  /** Entries stand one behind the other, once each, under one name: whichever way a reader goes, it meets the same. */
  async #list(zip: ZipFile): Promise<void> {
    if (zip.entryCount > ENTRIES_AT_MOST) {
      this.#fault('container', this.path, `it has ${zip.entryCount} entries`);
      return;
    }
    let at = 0;
    try {
      for await (const entry of zip.eachEntry()) {
        const name = String(entry.fileName);
        const header = await zip.readLocalFileHeaderPromise(entry, { minimal: false });
        if (this.#entries.has(name)) this.#fault('container', name, 'it is there twice');
        if (header.fileName.toString() !== name) this.#fault('container', name, 'it has two names');
        if (entry.relativeOffsetOfLocalHeader !== at)
          this.#fault('container', name, 'something stands before it that is not listed');
        if (this.#entries.size === 0 && (name !== 'mimetype' || entry.compressionMethod !== 0 || header.extraField.length > 0))
          this.#fault('container', name, 'the first entry has to be mimetype, as it is');
        at = header.fileDataStart + entry.compressedSize + (entry.generalPurposeBitFlag & 8 ? DESCRIPTOR_BYTES : 0);
        this.#entries.set(name, entry);
      }
    } catch (error) {
      this.#fault('container', this.path, (error as Error).message);
    }
  }

  /** Entries stand in one order: after the first the seal and what it is over, then by name. */
  #order(): void {
    const names = [...this.#entries.keys()];
    const rest = names.filter((name) => !FIRST.includes(name)).sort();
    const ordered = [...FIRST.filter((name) => this.#entries.has(name)), ...rest];
    const moved = names.find((name, at) => name !== ordered[at]);
    if (moved !== undefined) this.#fault('container', moved, 'it does not stand in its place among the entries');
  }

  async #read(zip: ZipFile, name: string, entry: Entry): Promise<void> {
    const hash = createHash('sha256');
    const pieces: Buffer[] = [];
    let size = 0;
    try {
      for await (const bytes of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        hash.update(bytes);
        size += bytes.length;
        if (WHOLE.test(name) && size <= SMALL) pieces.push(bytes);
      }
    } catch (error) {
      this.#fault('files', name, `it cannot be read: ${(error as Error).message}`);
      return;
    }
    this.#files.set(name, { sha256: hash.digest('hex'), size, ...(WHOLE.test(name) && { whole: Buffer.concat(pieces) }) });
  }

  #textOf = (name: string): string => this.#files.get(name)?.whole?.toString('utf8') ?? '';

  #seal(): void {
    const [manifest, bytes] = [MANIFEST, SEAL].map((name) => this.#files.get(name)?.whole);
    if (!manifest || !bytes) {
      this.#fault('seal', manifest ? SEAL : MANIFEST, 'it is missing');
      return;
    }
    try {
      this.#sealed = checkSeal(manifest, bytes);
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error;
      this.#fault('seal', SEAL, error.message);
    }
  }

  /** Each file in its lists, with its hash; none besides. */
  #lists(): void {
    if (this.#textOf('mimetype') !== MIMETYPE) this.#fault('files', 'mimetype', `it has to be ${MIMETYPE}`);
    const sealed = [...this.#textOf(MANIFEST).matchAll(REFERENCE)].map(([, name, digest]): [string, string] => [
      name,
      Buffer.from(digest, 'base64').toString('hex'),
    ]);
    const bag = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'].map((list) =>
      [...this.#textOf(list).matchAll(SUM)].map(([, digest, name]): [string, string] => [name, digest]),
    );
    this.#compare(sealed, MANIFEST, (name) => name !== 'mimetype' && !name.startsWith('META-INF/'));
    this.#compare(bag[0], 'manifest-sha256.txt', (name) => name.startsWith('data/'));
    this.#compare(
      bag[1],
      'tagmanifest-sha256.txt',
      (name) => !/^(?:data|META-INF)\//.test(name) && name !== 'tagmanifest-sha256.txt',
    );
    for (const name of this.#files.keys())
      if (name.startsWith('META-INF/') && name !== MANIFEST && name !== SEAL)
        this.#fault('files', name, 'it is not of the package');
    const data = [...this.#files].filter(([name]) => name.startsWith('data/'));
    const oxum = `Payload-Oxum: ${data.reduce((sum, [, { size }]) => sum + size, 0)}.${data.length}`;
    if (!this.#textOf('bag-info.txt').split('\n').includes(oxum)) this.#fault('files', 'bag-info.txt', `it does not say ${oxum}`);
  }

  #compare(listed: readonly [string, string][], list: string, belongs: (name: string) => boolean): void {
    const names = new Map(listed);
    for (const [name, digest] of names) {
      const seen = this.#files.get(name);
      if (!seen) this.#fault('files', name, `it is missing; ${list} names it`);
      else if (seen.sha256 !== digest) this.#fault('files', name, `its SHA-256 is not the one in ${list}`);
      if (!belongs(name)) this.#fault('files', name, `it does not belong into ${list}`);
    }
    if (names.size !== listed.length) this.#fault('files', list, 'it names a file twice');
    for (const name of this.#files.keys())
      if (belongs(name) && !names.has(name)) this.#fault('files', name, `it is not in ${list}`);
  }

  /** The head of the log that a note tells, signed by the log; undefined, and told, where it is not. */
  #signed(check: 'checkpoint' | 'stamp', file: string): Head | undefined {
    try {
      const key = this.trust.logKey ?? createPublicKey(this.#textOf('proof/log.pub.pem'));
      const note = parseNote(this.#textOf(file));
      const { origin, size, root } = parseCheckpoint(note.text);
      const [signature] = verified(note, [verifierOf(origin, 'note', key)]);
      if (signature) return { origin, size, root, cosignatures: note.signatures.length - 1, text: note.text };
      this.#fault(check, file, 'the log did not sign it with this key');
    } catch (error) {
      this.#fault(check, file, (error as Error).message);
    }
    return undefined;
  }

  /** Somebody else saw the log as it stands here, or as it grew from there or to there, with all events of the package in it. */
  #stamped(): void {
    const head = this.#signed('stamp', STAMPED);
    if (!head || !this.#log) return;
    const proof = this.#textOf(CONSISTENCY).split('\n').slice(0, -1);
    const [older, newer] = head.size < this.#log.size ? [head, this.#log] : [this.#log, head];
    if (
      head.origin !== this.#log.origin ||
      !isConsistent(
        older,
        newer,
        proof.map((hash) => Buffer.from(hash, 'hex')),
      )
    )
      this.#fault(
        'stamp',
        CONSISTENCY,
        'what was stamped is not the log of proof/checkpoint.txt, as it was before or became later',
      );
    if (head.size <= this.#last) this.#fault('stamp', STAMPED, 'when it was stamped not all of these events were in the log');
    try {
      const stamp = this.#files.get(STAMP)?.whole ?? Buffer.alloc(0);
      this.#stamp = { ...checkStamp(stamp, Buffer.from(head.text)), size: head.size };
    } catch (error) {
      if (!(error instanceof NoStamp)) throw error;
      this.#fault('stamp', STAMP, error.message);
    }
  }

  /** The lines of the events, of what was recorded, and of the proofs go side by side. */
  async #lines(zip: ZipFile): Promise<void> {
    const streams: Interface[] = [];
    const linesOf = async (name: string) => {
      const lines = createInterface({
        input: (await zip.openReadStreamPromise(this.#entries.get(name) as Entry)) as Readable,
        crlfDelay: 0,
      });
      streams.push(lines);
      return lines[Symbol.asyncIterator]();
    };
    try {
      const [events, recorded, proofs, disclosed] = [
        await linesOf('data/events.jsonl'),
        await linesOf('data/recorded.jsonl'),
        await linesOf('proof/inclusion.txt'),
        await linesOf('data/disclosures.jsonl'),
      ];
      const before = new Map<string, { readonly hash: string; readonly revision: number }>();
      let shown = await disclosed.next();
      for (;;) {
        const [event, record, proof] = [await events.next(), await recorded.next(), await proofs.next()];
        if (event.done || record.done || proof.done) {
          if (!record.done || !event.done) this.#fault('recorded', 'data/recorded.jsonl', 'it has not one line for each event');
          if (!proof.done || !event.done) this.#fault('inclusion', 'proof/inclusion.txt', 'it has not one line for each event');
          break;
        }
        this.#events += 1;
        const leaf = parsed<Leaf>(event.value) ?? NO_LEAF;
        this.#included(event.value, leaf, proof.value);
        this.#inOrder(event.value, leaf, before);
        this.#recorded(leaf, parsed<Recorded>(record.value));
        for (
          let line = parsed<Disclosed>(shown.value);
          !shown.done && line?.event === leaf.id;
          line = parsed<Disclosed>(shown.value)
        ) {
          this.#disclosed(leaf, line);
          shown = await disclosed.next();
        }
      }
      if (!shown.done)
        this.#fault('disclosures', 'data/disclosures.jsonl', 'a line is of no event of the package, or out of order');
    } catch (error) {
      this.#fault('files', 'data/events.jsonl', `a line cannot be read: ${(error as Error).message}`);
    } finally {
      for (const lines of streams) lines.close();
    }
  }

  #included(line: string, { id }: Leaf, proof: string): void {
    if (!this.#log) return;
    const [index, ...hashes] = proof.split(' ');
    this.#last = Math.max(this.#last, Number(index));
    const { size, root } = this.#log;
    const path = hashes.map((hash) => Buffer.from(hash, 'hex'));
    if (!isIncluded(leafHash(Buffer.from(line)), Number(index), size, path, root))
      this.#fault('inclusion', 'data/events.jsonl', 'it is not in the log as it stands here', id);
  }

  #inOrder(
    line: string,
    { id, stream, revision, previous }: Leaf,
    before: Map<string, { hash: string; revision: number }>,
  ): void {
    const last = before.get(stream) ?? { hash: null, revision: -1 };
    if (revision !== last.revision + 1 || previous !== last.hash)
      this.#fault(
        'order',
        'data/events.jsonl',
        `before revision ${revision} of ${stream} something is missing or out of order`,
        id,
      );
    before.set(stream, { hash: leafHash(Buffer.from(line)).toString('hex'), revision });
  }

  #recorded(leaf: Leaf, recorded: Recorded | undefined): void {
    const file = 'data/recorded.jsonl';
    if (recorded?.id !== leaf.id) {
      this.#fault('recorded', file, 'the line in its place is of another event', leaf.id);
      return;
    }
    for (const part of ['data', 'metadata'] as const) {
      const encoded = recorded[part];
      if (encoded === null) continue;
      const hash = createHash('sha256')
        .update(Buffer.from(String(encoded), 'base64'))
        .digest('hex');
      if (hash !== leaf[part]) this.#fault('recorded', file, `its ${part} are not what was recorded`, leaf.id);
    }
  }

  #disclosed({ id, digests }: Leaf, { path, disclosure }: Disclosed): void {
    this.#disclosures += 1;
    if (typeof disclosure !== 'string' || digests?.[path] !== digestOf(disclosure))
      this.#fault('disclosures', 'data/disclosures.jsonl', `${path} was never this`, id);
  }
}

/** A head of the log, as a note that the log signed tells it. */
interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly cosignatures: number;
  /** What is signed. */
  readonly text: string;
}

const NOT_TRUSTED = 'its certificate is not the trusted one, nor issued by it';

interface Recorded {
  readonly id: string;
  readonly data: string | null;
  readonly metadata: string | null;
}

interface Disclosed {
  readonly event: string;
  readonly path: string;
  readonly disclosure: string;
}

const LINES = ['data/events.jsonl', 'data/recorded.jsonl', 'data/disclosures.jsonl', 'proof/inclusion.txt'];
const NO_LEAF: Leaf = {
  id: '',
  stream: '',
  type: '',
  revision: -1,
  position: '',
  recorded: '',
  role: null,
  previous: null,
  data: '',
  metadata: '',
  digests: {},
};
/** Signature, CRC and two sizes behind an entry that was streamed. */
const DESCRIPTOR_BYTES = 16;
const REFERENCE = /<DataObjectReference URI="([^"]*)">.*?<ds:DigestValue>([^<]*)<\/ds:DigestValue>/g;
const SUM = /^([0-9a-f]{64}) {2}(.+)$/gm;

function parsed<T extends object>(line: string | undefined): T | undefined {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a certificate is the trusted one, or the trusted one issued it. */
const isFrom = (own: X509Certificate, trusted: X509Certificate): boolean =>
  own.fingerprint256 === trusted.fingerprint256 || (own.checkIssued(trusted) && own.verify(trusted.publicKey));
