/** Makes packages of evidence: a request on record becomes a package, once; what was begun is begun anew. */
import { randomUUID } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttachmentFiles,
  FileAltered,
  FileErased,
  FileLost,
  FileRestricted,
  type SealedBlobs,
} from '../../libs/attachments';
import type { BlobStore } from '../../libs/blobs';
import type { SealFile } from '../../libs/config';
import {
  type ConversationEvent,
  EraseEvidence,
  type EvidenceEvent,
  evidence,
  FailEvidence,
  FinishEvidence,
  type PersonEvent,
  parking,
  type Stamp,
} from '../../libs/domain';
import {
  CommandHandling,
  type EventStore,
  faultOfCode,
  follow,
  type StoredEvent,
  StoreUnavailable,
  uuidV5,
  withRetried,
} from '../../libs/event-store';
import {
  ATTACHMENTS,
  EVIDENCE_WORDS,
  type FormRendering,
  type Happened,
  html,
  type LeftOut,
  type LeftOutCode,
  leftOutIn,
  makePackage,
  openingOf,
  ownSigner,
  type PackagedEvent,
  pdf,
  rsmf,
  Showing,
  type Shown,
  type Signer,
  type StampedCheckpoint,
  signerIn,
  Uploads,
  vcon,
} from '../../libs/evidence';
import { consistencyProof, leafHash } from '../../libs/proof';
import {
  advanceReaction,
  endPackageKey,
  leaseReaction,
  leavesOf,
  ledgerState,
  logProofs,
  newestCheckpoint,
  noteEvidenceProgress,
  type ReadModels,
  reactionStands,
  releaseReaction,
  rememberedHashes,
  stampedCheckpoint,
  streamsOf,
  waitFor,
} from '../../libs/read-models';
import { disclosuresOf } from '../../libs/sealing';

const NAME = 'evidence';
/** Requests, erasures, and what is decided about those that could not be answered. */
const STREAM_PREFIXES = ['evidence-', 'person-', `${parking.category}-${NAME}`];
const TOGETHER = 200;
const LOOK_AGAIN_MS = 100;
const TOLD_EVERY_MS = 500;

/** What making packages needs. */
export interface EvidenceMaking {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly blobs: BlobStore;
  readonly files: AttachmentFiles;
  /** Where packages are kept, each under a key of its own. */
  readonly packages: SealedBlobs;
  readonly sealFile: SealFile;
  /** The log's key, PEM. */
  readonly logKey: string;
  /** Where packages are while they are made. */
  readonly directory: string;
  readonly onTrouble: (message: string) => void;
}

type Requested = StoredEvent<Extract<EvidenceEvent, { type: 'EvidenceRequested' }>>;
type Erased = StoredEvent<Extract<PersonEvent, { type: 'PersonErased' }>>;

/**
 * Makes packages until the signal aborts, and erases those of who is erased, all in the order of the log. Any number of processes may; one
 * at a time does.
 */
export async function makeEvidence(making: EvidenceMaking, signal: AbortSignal): Promise<void> {
  const { store, models, onTrouble } = making;
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const commands = new CommandHandling(store);
  await follow(
    {
      name: NAME,
      store,
      source: (after, signal) => store.subscribeBatches({ after, signal, streamPrefixes: STREAM_PREFIXES }),
      open: async () => {
        let position = await leaseReaction(models, NAME, owner);
        if (position === undefined) return undefined;
        // What was begun is begun anew; what came back with a backup goes again.
        await rm(making.directory, { recursive: true, force: true });
        await erasePackages(making, commands, new Set());
        return {
          get position() {
            return position as bigint;
          },
          async take(events, reached) {
            for (const event of (await withRetried(store, NAME, events)) as readonly StoredEvent<EvidenceEvent | PersonEvent>[]) {
              if (event.type === 'EvidenceRequested') await answer(making, commands, event as Requested, signal);
              if (event.type === 'PersonErased') await forget(making, commands, event as Erased, signal);
            }
            await advanceReaction(models, { name: NAME, owner, from: position as bigint, to: reached }, []);
            position = reached;
          },
          prolong: async () => (await leaseReaction(models, NAME, owner)) !== undefined,
          stand: (at, reason) => reactionStands(models, NAME, at, reason),
          release: () => releaseReaction(models, NAME, owner),
        };
      },
      onTrouble: (message) => onTrouble(`${NAME}: ${message}`),
    },
    signal,
  );
}

/** The package, or why it cannot be made: neither stands in the way of the next. */
async function answer(making: EvidenceMaking, commands: CommandHandling, event: Requested, signal: AbortSignal): Promise<void> {
  const id = event.data.evidence;
  const stamp = (what: string): Stamp => ({
    actor: { id: 'notary', role: 'system' },
    at: Math.max(Date.now(), Date.parse(event.metadata.at)),
    ...{ commandId: uuidV5(what, event.id), commandHash: what, origin: 'notary' },
    ...{ correlationId: event.metadata.$correlationId, causationId: event.id },
  });
  if ((await commands.stateOf(evidence, id)).made) return;
  try {
    const made = await make(making, event, signal);
    await commands.handle(evidence, new FinishEvidence(id, stamp('finish'), made));
  } catch (error) {
    if (signal.aborted || error instanceof StoreUnavailable || faultOfCode(error) !== 'poison') throw error;
    making.onTrouble(`the package ${id}: ${(error as Error).message}`);
    await commands.handle(evidence, new FailEvidence(id, stamp('fail'), (error as Error).message));
  }
}

const PACKAGES = 'evidence/';
/** The key of a package in the place of blobs, in each of its forms. */
const blobOf = (id: string, suffix: string): string => `${PACKAGES}${id}.${suffix}`;

/** Packages of conversations of who was erased are not kept any more; what comes next is made when the keys are gone. */
async function forget(making: EvidenceMaking, commands: CommandHandling, event: Erased, signal: AbortSignal): Promise<void> {
  const { store, models } = making;
  const { person, classes } = event.data;
  while ((await ledgerState(models)).position < event.position) await sleep(LOOK_AGAIN_MS, undefined, { signal });
  store.forget(person);
  if (!classes.includes('conversation')) return;
  while (!(await waitFor(models, 'audit', event.position))) signal.throwIfAborted();
  await erasePackages(making, commands, new Set(await streamsOf(models, person)), Date.parse(event.metadata.at));
}

/** Erases what is kept of packages about these streams, and of those that were erased before. */
async function erasePackages(
  { blobs, models }: EvidenceMaking,
  commands: CommandHandling,
  streams: ReadonlySet<string>,
  since = 0,
): Promise<void> {
  for await (const blob of blobs.list(PACKAGES)) {
    const [id] = blob.slice(PACKAGES.length).split('.', 1);
    const { requested, erased } = await commands.stateOf(evidence, id);
    if (!erased && !requested?.conversations.some((one) => streams.has(`conversation-${one}`))) continue;
    // It is told first: as long as the file is there, it is looked at again.
    const commandId = randomUUID();
    const stamp: Stamp = {
      ...{
        actor: { id: 'notary', role: 'system' },
        at: Math.max(Date.now(), since),
        commandId,
        commandHash: 'erase',
        origin: 'notary',
      },
      correlationId: commandId,
    };
    await commands.handle(evidence, new EraseEvidence(id, stamp));
    await endPackageKey(models, id);
    await blobs.delete(blob);
  }
}

async function signerOf(file: SealFile): Promise<Signer> {
  if ('file' in file) return signerIn(readFileSync(file.file), file.password);
  return ownSigner(file.own, 'helpdesk, sealed by itself', new Date());
}

async function make(making: EvidenceMaking, requested: Requested, signal: AbortSignal): Promise<FinishEvidence['made']> {
  const { models, packages, directory, logKey } = making;
  const { evidence: id, conversations, asOf, purpose, reason, language, role, by, at, order, seller, from, to } = requested.data;
  const checkpoint = await checkpointBehind(models, requested.id, signal);
  await mkdir(directory, { recursive: true });
  const into = join(directory, `${id}.asice`);
  const reading = new Reading(making, requested, checkpoint.size);
  const words = EVIDENCE_WORDS[language];
  const told = {
    ...{ id, asOf, purpose, reason, requestedBy: `${words.roles[role]} ${by}`, requestedAt: at },
    selection: [
      order !== undefined && `${words.order} ${order}`,
      seller !== undefined && `${words.roles.seller} ${seller}, ${from} – ${to}`,
      `${words.conversations}: ${conversations.length}`,
    ]
      .filter(Boolean)
      .join(' · '),
  };
  const beside: FormRendering[] = [];
  const made = await makePackage<Evident>(
    {
      told,
      events: reading.events(),
      checkpoint: checkpoint.note,
      logKey,
      renderings: async (begin) => {
        beside.push(await rsmf(begin, told, language, `${into}.rsmf`), await vcon(begin, told, language, `${into}.vcon`));
        return [await html(begin, told, language), await pdf(begin, told, language), ...beside];
      },
      attachments: reading.files(),
      stamped: (leaves) => reading.stamped(leaves),
      leftOut: () => reading.leftOut(),
      language,
    },
    { signer: await signerOf(making.sealFile), sealedAt: new Date(), directory: join(directory, id), into },
  );
  const kept = async (path: string, suffix: string): Promise<string> => {
    const file = blobOf(id, suffix);
    await packages.put(file, id, createReadStream(path));
    await rm(path);
    return file;
  };
  const forms: NonNullable<FinishEvidence['made']['forms']>[number][] = [];
  for (const { made: each } of beside)
    forms.push({ form: each.form, file: await kept(each.path, each.suffix), sha256: each.sha256, size: each.size });
  return { file: await kept(into, 'asice'), log: checkpoint.size, ...made, forms };
}

/** The first checkpoint that has all that was recorded before the request. */
async function checkpointBehind(models: ReadModels, event: string, signal: AbortSignal) {
  for (;;) {
    const [leaf] = await leavesOf(models, [event]);
    const checkpoint = leaf && (await newestCheckpoint(models));
    if (checkpoint && checkpoint.size > leaf.index) return checkpoint;
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/** Why a file is not in a package. */
const WHY_NOT = [
  [FileErased, 'files-erased'],
  [FileRestricted, 'files-restricted'],
  [FileLost, 'files-lost'],
  [FileAltered, 'files-altered'],
] as const;

type Evident = PackagedEvent & { readonly shown: Shown };

/** The events of a request, conversation by conversation, and what of them is left out. */
class Reading {
  #events = 0;
  #conversations = 0;
  #told = 0;
  #withheld = 0;
  #closed = 0;
  #unreadable = 0;
  #later = 0;
  #unstamped = false;
  readonly #uploads = new Uploads();
  readonly #lost = new Map<LeftOutCode, number>();

  constructor(
    private readonly making: EvidenceMaking,
    private readonly requested: Requested,
    private readonly size: number,
  ) {}

  async *events(): AsyncGenerator<Evident> {
    const { store, models } = this.making;
    const { conversations, asOf, language, disclose, role } = this.requested.data;
    const hashes = rememberedHashes(models);
    const showing = new Showing(language, disclose);
    for (const conversation of [...conversations].sort()) {
      let together: StoredEvent<ConversationEvent>[] = [];
      const before = this.#events;
      const restricted = role === 'compliance';
      for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`, { restricted })) {
        if (event.metadata.at > asOf || event.position > this.requested.position) break;
        together.push(event);
        if (together.length < TOGETHER) continue;
        yield* this.#proven(together, hashes, showing);
        together = [];
      }
      yield* this.#proven(together, hashes, showing);
      this.#conversations += 1;
      if (this.#events === before) this.#later += 1;
      await this.#tell();
    }
  }

  async *#proven(
    events: readonly StoredEvent<ConversationEvent>[],
    hashes: ReturnType<typeof rememberedHashes>,
    showing: Showing,
  ): AsyncGenerator<Evident> {
    const { models, store } = this.making;
    const proofs = await logProofs(
      models,
      hashes,
      this.size,
      events.map(({ id }) => id),
    );
    const byEvent = new Map(proofs.map((proof) => [proof.event, proof]));
    const keys = await store.codec.sealing?.keysOf(events.map(({ metadata }) => metadata));
    for (const event of events) {
      const proof = byEvent.get(event.id);
      if (!proof) throw new StoreUnavailable(`the log has no leaf of ${event.id} yet`);
      const { leaf, index, hashes: path } = proof;
      const shown = showing.show({ ...event, hash: leafHash(leaf).toString('hex') } as Happened);
      this.#events += 1;
      this.#uploads.add(event);
      yield { id: event.id, leaf, index, hashes: path, ...this.#opened(event, keys), metadata: event.bytes.metadata, shown };
    }
    await this.#tell();
  }

  /** What was recorded, and the fields that are opened. Texts that were recorded in the open are left out with what stands around them. */
  #opened(
    event: StoredEvent<ConversationEvent>,
    keys: Parameters<typeof disclosuresOf>[1] | undefined,
  ): Pick<PackagedEvent, 'data' | 'disclosures'> {
    const { disclose, role } = this.requested.data;
    const data = JSON.parse(Buffer.from(event.bytes.data).toString('utf8')) as object;
    const readable = keys ? disclosuresOf({ ...event, data, metadata: event.metadata }, keys, role === 'compliance') : new Map();
    const { disclosures, closed, isWithheld, unreadable } = openingOf(data, readable, disclose);
    this.#closed += closed.length;
    if (unreadable > 0) this.#unreadable += 1;
    if (isWithheld) this.#withheld += 1;
    return { data: isWithheld ? null : event.bytes.data, disclosures };
  }

  /** The files that were uploaded by then, where they were asked for; each content once. Asked when all events went by. */
  async *files(): AsyncGenerator<{ readonly sha256: string; readonly bytes: AsyncIterable<Uint8Array> }> {
    const { disclose, role } = this.requested.data;
    const given = new Set<string>();
    for (const upload of this.#uploads.kept) {
      const { sha256 } = upload;
      if (given.has(sha256)) continue;
      if (!disclose?.includes(ATTACHMENTS)) {
        this.#leave('files-not-asked-for');
        continue;
      }
      try {
        const bytes = await this.making.files.whole(upload, { restricted: role === 'compliance' });
        given.add(sha256);
        yield { sha256, bytes };
      } catch (error) {
        const why = WHY_NOT.find(([kind]) => error instanceof kind)?.[1];
        if (why === undefined) throw error;
        this.#leave(why);
      }
    }
  }

  /** The newest stamped checkpoint, where all of these events are in it. */
  async stamped(leaves: number): Promise<StampedCheckpoint | undefined> {
    const { models } = this.making;
    const newest = await stampedCheckpoint(models);
    this.#unstamped = newest !== undefined && newest.size < leaves;
    if (!newest || this.#unstamped) return undefined;
    const [older, newer] = [newest.size, this.size].sort((one, other) => one - other);
    const consistency = older === newer ? [] : await consistencyProof(older, newer, rememberedHashes(models));
    return { checkpoint: newest.note, stamp: newest.stamp, consistency };
  }

  #leave(why: LeftOutCode): void {
    this.#lost.set(why, (this.#lost.get(why) ?? 0) + 1);
  }

  leftOut(): LeftOut[] {
    const { asOf, language } = this.requested.data;
    const one = (code: LeftOutCode, more: object = {}): LeftOut => ({ code, ...leftOutIn(language, code, asOf), ...more });
    const some = (code: LeftOutCode, count: number): LeftOut[] => (count > 0 ? [one(code, { count })] : []);
    return [
      one('later-events'),
      ...some('later-conversations', this.#later),
      ...some('sealed-not-asked-for', this.#closed),
      ...some('open-not-asked-for', this.#withheld),
      ...[...this.#lost].flatMap(([code, count]) => some(code, count)),
      ...(this.#unstamped ? [one('not-stamped')] : []),
      ...some('keys-missing', this.#unreadable),
    ];
  }

  async #tell(): Promise<void> {
    if (Date.now() - this.#told < TOLD_EVERY_MS) return;
    this.#told = Date.now();
    const progress = { conversations: this.#conversations, events: this.#events };
    await noteEvidenceProgress(this.making.models, this.requested.data.evidence, progress);
  }
}
