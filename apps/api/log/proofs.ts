/** Proofs of the log, and checks of proofs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Checkpoint,
  inclusionProof,
  isIncluded,
  leafHash,
  Malformed,
  parseCheckpoint,
  parseNote,
  parseProof,
  parseVerifier,
  provenGrowth,
  readLeaf,
  rootOf,
  verified,
} from '../../../libs/proof';
import {
  checkpointOf,
  type LogCheckpoint,
  type LogProof,
  leavesFrom,
  leavesOf,
  logState,
  newestCheckpoint,
  ReadModels,
  rememberedHashes,
} from '../../../libs/read-models';
import { invalid, Problem, unavailable } from '../edge/problem';
import type { CheckedAnswer, ConsistencyAnswer, ConsistencyQuery, InclusionAnswer, InclusionQuery } from './log.dto';

const SIGNED_WITHIN_MS = 2_000;
const LOOK_AGAIN_MS = 100;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

@Injectable()
export class Proofs {
  readonly #hashes: ReturnType<typeof rememberedHashes>;

  constructor(@Inject(ReadModels) private readonly models: ReadModels) {
    this.#hashes = rememberedHashes(models);
  }

  /** That an event is in the log. What was written a moment ago is waited for. */
  async inclusion(query: InclusionQuery): Promise<InclusionAnswer> {
    await this.#requireOwn(query.log);
    for (const until = Date.now() + SIGNED_WITHIN_MS; ; await sleep(LOOK_AGAIN_MS)) {
      const [checkpoint, [leaf]] = await Promise.all([this.#checkpointFor(query), leavesOf(this.models, [query.event])]);
      if (checkpoint && leaf && leaf.index < checkpoint.size) {
        const hashes = await inclusionProof(leaf.index, checkpoint.size, this.#hashes);
        return inclusionAnswer(checkpoint, { ...leaf, hashes });
      }
      if (query.size === undefined && Date.now() < until) continue;
      if (!leaf) throw new Problem(404, 'event-unknown', 'The log has no event of this id.', { field: 'event' });
      if (query.size === undefined)
        throw unavailable('not-yet-signed', 'The event is in the log; no such checkpoint covers it yet.', 1);
      throw new Problem(422, 'not-in-tree', `The event is leaf ${leaf.index}, which is in no tree of ${query.size}.`, {
        field: 'size',
      });
    }
  }

  async #checkpointFor({ size, witnesses }: InclusionQuery): Promise<LogCheckpoint | undefined> {
    if (size === undefined) return newestCheckpoint(this.models, witnesses);
    const checkpoint = await checkpointOf(this.models, size);
    if (!checkpoint)
      throw new Problem(404, 'checkpoint-unknown', `No checkpoint of ${size} leaves was signed.`, { field: 'size' });
    return checkpoint;
  }

  /** That the tree of `from` leaves is the beginning of the one of `to`. */
  async consistency({ from, to: given, log }: ConsistencyQuery): Promise<ConsistencyAnswer> {
    await this.#requireOwn(log);
    const signed = (await newestCheckpoint(this.models))?.size ?? 0;
    const to = given ?? signed;
    if (from === 0) throw new Problem(422, 'nothing-to-prove', 'Every tree continues an empty one.', { field: 'from' });
    if (to > signed)
      throw new Problem(422, 'size-unknown', `The newest checkpoint has ${signed} leaves.`, {
        field: given === undefined ? 'from' : 'to',
      });
    if (from > to) throw new Problem(422, 'size-order', 'from is not above to.', { field: 'from' });
    const { fromRoot, toRoot, hashes } = await provenGrowth(from, to, this.#hashes);
    return { from, to, fromRoot: base64(fromRoot), toRoot: base64(toRoot), hashes: hashes.map(base64) };
  }

  /** Whether a checkpoint, or the proof of an entry, is this log's and still holds. */
  async check(text: string): Promise<CheckedAnswer> {
    // Where lines end is what is signed.
    const proof = `${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
    try {
      return await this.#checked(proof);
    } catch (error) {
      if (error instanceof Malformed) throw invalid('proof', 'proof', `proof is none: ${error.message}`);
      throw error;
    }
  }

  async #checked(text: string): Promise<CheckedAnswer> {
    if (!text.startsWith('c2sp.org/tlog-proof@')) {
      const { origin, size } = await this.#ownCheckpoint(text);
      return { kind: 'checkpoint', log: origin, size };
    }
    const { index, hashes, checkpoint } = parseProof(text);
    const { origin, size, root } = await this.#ownCheckpoint(checkpoint);
    const [leaf] = index < size ? await leavesFrom(this.models, index, 1) : [];
    if (!leaf || !isIncluded(leafHash(leaf.leaf), index, size, hashes, root))
      throw new Problem(422, 'proof-false', `The hashes do not prove entry ${index} of this log.`, { field: 'proof' });
    return { kind: 'inclusion', log: origin, size, index, event: leaf.event };
  }

  /** The checkpoint in a note, where this log signed it and its tree is still the beginning of the log. */
  async #ownCheckpoint(text: string): Promise<Checkpoint> {
    const note = parseNote(text);
    const checkpoint = parseCheckpoint(note.text);
    await this.#requireOwn(checkpoint.origin, 'proof');
    const { key, size } = await logState(this.models);
    if (key === null || !signed(note, key))
      throw new Problem(422, 'signature-false', 'The key of this log did not sign this checkpoint.', { field: 'proof' });
    if (checkpoint.size > size)
      throw new Problem(422, 'checkpoint-ahead', `The checkpoint has ${checkpoint.size} leaves, the log ${size}.`, {
        field: 'proof',
      });
    if (Buffer.compare(await rootOf(checkpoint.size, this.#hashes), checkpoint.root) !== 0)
      throw new Problem(422, 'checkpoint-contradicts', 'The log is not what this checkpoint says it was.', { field: 'proof' });
    return checkpoint;
  }

  async #requireOwn(log: string | undefined, field = 'log'): Promise<void> {
    if (log === undefined) return;
    const { key } = await logState(this.models);
    if (key === null || parseVerifier(key).name !== log)
      throw new Problem(422, 'foreign-log', `${JSON.stringify(log.slice(0, 100))} is another log than this one.`, { field });
  }
}

function signed(note: ReturnType<typeof parseNote>, key: string): boolean {
  try {
    return verified(note, [parseVerifier(key)]).length === 1;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

function inclusionAnswer(
  { size, root, note, witnesses }: LogCheckpoint,
  { event, index, leaf, hashes }: LogProof,
): InclusionAnswer {
  return {
    event,
    index,
    size,
    root: base64(root),
    leaf: readLeaf(leaf),
    entry: leaf.toString('utf8'),
    leafHash: base64(leafHash(leaf)),
    hashes: hashes.map(base64),
    checkpoint: note,
    witnesses: [...witnesses],
  };
}
