/** What is recorded of the log of proofs: the stream `log-checkpoints`, and `log-refusals`. */
import { type EventsOf, event } from '../event';
import { matching, text, whole } from '../shape';

/** The stream in which it is recorded what was signed. */
export const CHECKPOINTS = 'log-checkpoints';

/** Events of the log. */
export const LOG_EVENTS = {
  /**
   * The tree of `size` leaves with this root (base64) is about to be signed: recorded first, so that no database that was lost or put back
   * leads to a signature on another tree.
   */
  CheckpointSigned: event({ origin: text, size: whole, root: matching(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64') }, [
    'system',
  ]),
  /** Somebody asked for a proof that there is not; `asked` is what for, cut. A monitor is none of the rules' roles. */
  ProofRefused: event({ proof: text, asked: text, reason: text, by: text }, ['admin', 'compliance', 'system']),
};
/** Whether an event only tells how far the log is: it makes no news of its own, for the log or for the trail. */
export const tellsOfLog = ({ stream, type }: { readonly stream: string; readonly type: string }): boolean =>
  stream === CHECKPOINTS && type === 'CheckpointSigned';

/** An event of the log. */
export type LogEvent = EventsOf<typeof LOG_EVENTS>;
