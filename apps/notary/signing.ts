/** Signs the log's checkpoints: at most one each second or so, and never two that contradict, whatever crashes or is put back. */
import { createHash, type KeyObject } from 'node:crypto';
import { CHECKPOINTS, type LogEvent } from '../../libs/domain';
import { type EventStore, type NewEvent, ownMetadata, RevisionConflict, uuidV5 } from '../../libs/event-store';
import { printCheckpoint, printNote, rootOf, signNote, type TreeHead, type Verifier } from '../../libs/proof';
import { keepCheckpoint, logHashes, logState, newestCheckpoint, type ReadModels } from '../../libs/read-models';

/** Ids of these events are derived from what is signed. */
const NAMESPACE = '3d1f0a52-7a0e-5b1e-9c53-2f6f0c1b9a77';

/** The tree is not the one that was signed before: nothing is signed any more. */
class Contradiction extends Error {}

/** What signing needs. */
export interface Signing {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly key: KeyObject;
  readonly verifier: Verifier;
}

interface Recorded extends TreeHead {
  readonly revision: number;
}

/** The last tree that was recorded to be signed. */
async function lastRecorded(store: EventStore): Promise<Recorded | undefined> {
  for await (const { type, data, revision } of store.read<LogEvent>(CHECKPOINTS, { direction: 'backwards' }))
    if (type === 'CheckpointSigned') return { size: data.size, root: Buffer.from(data.root, 'base64'), revision };
  return undefined;
}

/**
 * Signs the tree as it is, where it has grown by more than what tells of the log itself. It is recorded in the store before it is signed,
 * and signed only where it continues both what the store and what the database say was signed before; an Ed25519 signature is the same
 * whenever it is made. Gives the size signed now. Throws {@link Contradiction}.
 */
export async function signNext(signing: Signing): Promise<number | undefined> {
  const { store, models } = signing;
  const [recorded, kept, { size, told }] = [await lastRecorded(store), await newestCheckpoint(models), await logState(models)];
  const last = recorded && (!kept || recorded.size >= kept.size) ? recorded : kept;
  // A database that was put back first comes to where it was.
  if (last && last.size > size) return undefined;
  if (recorded) await requireContinued(models, recorded);
  if (kept) await requireContinued(models, kept);
  // It crashed between recording and keeping.
  if (recorded && recorded.size > (kept?.size ?? 0)) {
    await keep(signing, recorded);
    return recorded.size;
  }
  if (told === 0 || (last && told <= last.size)) return undefined;
  const next = { size, root: await rootOf(size, logHashes(models)) };
  const revision = await lastRevision(store, recorded);
  try {
    await store.append<LogEvent>(CHECKPOINTS, [checkpointSigned(signing, next)], revision ?? 'no-stream');
  } catch (error) {
    // Another process was first: looked at again the next time.
    if (error instanceof RevisionConflict) return undefined;
    throw error;
  }
  await keep(signing, next);
  return size;
}

/** The last of the stream, whatever others wrote behind what is ours. */
async function lastRevision(store: EventStore, recorded: Recorded | undefined): Promise<number | undefined> {
  let last = recorded?.revision;
  for await (const { revision } of store.readBatches(CHECKPOINTS, { from: (last ?? -1) + 1 })) last = revision;
  return last;
}

async function requireContinued(models: ReadModels, { size, root }: TreeHead): Promise<void> {
  const now = await rootOf(size, logHashes(models));
  if (Buffer.compare(now, root) !== 0)
    throw new Contradiction(
      `the first ${size} leaves are not those of the checkpoint that was signed (root ${now.toString('base64')}, signed was ${Buffer.from(root).toString('base64')})`,
    );
}

async function keep({ models, key, verifier }: Signing, tree: TreeHead): Promise<void> {
  const text = printCheckpoint({ origin: verifier.name, ...tree });
  const note = printNote({ text, signatures: [signNote(text, verifier, key)] });
  await keepCheckpoint(models, { size: tree.size, root: Buffer.from(tree.root), note });
}

function checkpointSigned({ store, verifier: { name: origin } }: Signing, { size, root }: TreeHead): NewEvent<LogEvent> {
  const data = { origin, size, root: Buffer.from(root).toString('base64') };
  const id = uuidV5(`${origin}\n${size}\n${data.root}`, NAMESPACE);
  return {
    id,
    type: 'CheckpointSigned',
    data,
    metadata: ownMetadata(store.codec, id, {
      ...{ actor: 'notary', role: 'system', origin: 'notary', at: new Date().toISOString() },
      content: createHash('sha256').update(data.root).digest('hex'),
    }),
  };
}
