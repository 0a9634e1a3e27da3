/** What a witness answers (C2SP tlog-witness): it signs only a tree that continues the one it signed last. */
import { type Checkpoint, decimal, parseCheckpoint, requireHash } from './checkpoint';
import { Malformed, type Note, parseNote, type Verifier, verified } from './note';
import { isConsistent, type TreeHead } from './tree';

/** Hashes of a consistency proof, at most. */
const HASHES_AT_MOST = 63;

/** What a log sends to its witnesses. */
export interface AddCheckpoint {
  /** The size the witness is believed to have signed last. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note of the checkpoint. */
  readonly note: string;
}

/** The body of such a request. */
export const printAddCheckpoint = ({ old, proof, note }: AddCheckpoint): string =>
  [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', note].join('\n');

/** The request in a body. Throws {@link Malformed} with what is wrong. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n');
  if (end < 0) throw new Malformed('an empty line stands before the checkpoint');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const old = first.startsWith('old ') ? decimal(first.slice('old '.length)) : undefined;
  if (old === undefined) throw new Malformed('the first line is "old" and the size that was signed last');
  if (lines.length > HASHES_AT_MOST) throw new Malformed(`a proof has at most ${HASHES_AT_MOST} hashes`);
  return { old, proof: lines.map(requireHash), note: body.slice(end + 2) };
}

/** Signed, with what is to be remembered before the signature is told; or refused, with the protocol's status. */
export type WitnessAnswer =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly reason: string };

/** What a witness knows of a log: who may sign for it, and the tree signed last. */
export interface WitnessedLog {
  readonly verifiers: readonly Verifier[];
  readonly last?: TreeHead;
}

/** What a witness answers to a request's body. `log` gives what it knows of the log of an origin; undefined for a stranger's. */
export function witness(body: string, log: (origin: string) => WitnessedLog | undefined): WitnessAnswer {
  let request: AddCheckpoint;
  let note: Note;
  let checkpoint: Checkpoint;
  try {
    request = parseAddCheckpoint(body);
    note = parseNote(request.note);
    checkpoint = parseCheckpoint(note.text);
  } catch (error) {
    if (error instanceof Malformed) return { status: 400, reason: error.message };
    throw error;
  }
  const known = log(checkpoint.origin);
  if (known === undefined) return { status: 404, reason: `the log ${checkpoint.origin} is not one of this witness` };
  if (!isSigned(note, known.verifiers)) return { status: 403, reason: 'no key of this log signed the checkpoint' };
  if (request.old > checkpoint.size) return { status: 400, reason: 'the old size is above the size of the checkpoint' };
  const size = known.last?.size ?? 0;
  if (request.old !== size) return { status: 409, size };
  const same = checkpoint.size === size && known.last !== undefined;
  if (same && Buffer.compare(checkpoint.root, (known.last as TreeHead).root) !== 0) return { status: 409, size };
  if (!continues(checkpoint, known.last, request.proof))
    return { status: 422, reason: 'the proof does not show that the tree only grew' };
  return { status: 200, checkpoint, text: note.text };
}

function isSigned(note: Note, verifiers: readonly Verifier[]): boolean {
  try {
    return verified(note, verifiers).length > 0;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** Of a first tree, and behind an empty one, there is nothing to prove. */
function continues(next: TreeHead, last: TreeHead | undefined, proof: readonly Uint8Array[]): boolean {
  return last === undefined || last.size === 0 ? proof.length === 0 : isConsistent(last, next, proof);
}
