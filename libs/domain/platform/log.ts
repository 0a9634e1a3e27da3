/** What is recorded of the log of proofs: the streams `log-checkpoints` and `log-verifications`, and of before `log-refusals`. */
import { type EventsOf, event } from '../event';
import { flag, instant, matching, object, oneOf, optional, text, whole } from '../shape';

/** The stream in which it is recorded what was signed. */
export const CHECKPOINTS = 'log-checkpoints';
/** The stream in which it is recorded who verified the store against the log. */
export const VERIFICATIONS = 'log-verifications';

/** Events of the log. */
export const LOG_EVENTS = {
  /**
   * The tree of `size` leaves with this root (base64) is about to be signed: recorded first, so that no database that was lost or put back
   * leads to a signature on another tree.
   */
  CheckpointSigned: event({ origin: text, size: whole, root: matching(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64') }, [
    'system',
  ]),
  /** An operator held the whole store against the log: what was checked, and the first thing that is not as it was. */
  StoreVerified: event(
    {
      by: text,
      whole: flag,
      events: whole,
      checkpoints: whole,
      finding: optional(
        object({
          check: oneOf(['altered', 'removed', 'inserted', 'reordered', 'checkpoint', 'tile']),
          index: whole,
          stream: text,
          revision: whole,
          event: text,
          detail: text,
        }),
      ),
      at: instant,
    },
    ['operator'],
  ),
  /** Somebody asked for a proof that there is not. It is not written any more: what is refused is an AccessRefused, whatever it is. */
  ProofRefused: event({ proof: text, asked: text, reason: text, by: text }, ['admin', 'compliance', 'system']),
};
/** Whether an event only tells how far the log is: it makes no news of its own, for the log or for the trail. */
export const tellsOfLog = ({ stream, type }: { readonly stream: string; readonly type: string }): boolean =>
  stream === CHECKPOINTS && type === 'CheckpointSigned';

/** An event of the log. */
export type LogEvent = EventsOf<typeof LOG_EVENTS>;
