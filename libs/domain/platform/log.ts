/** What is recorded of the log of proofs: the stream `log-checkpoints`, and `log-refusals`. */
import { type EventsOf, event } from '../event';
import { matching, text, whole } from '../shape';

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
/** An event of the log. */
export type LogEvent = EventsOf<typeof LOG_EVENTS>;
