/** Follows everything the store has, and makes each event a leaf of the log. */
import { tellsOfLog } from '../../libs/domain';
import { CheckpointMoved, type EventStore, follow, type RawEvent, StoreRefused } from '../../libs/event-store';
import { lastLeaf, openLog, type ReadModels } from '../../libs/read-models';

/** Checkpoints are signed once a second: to write leaves ten times in one is enough, and each time costs a database eight statements. */
const MIN_PACE_MS = 100;

/** What writing the log needs. */
export interface Writing {
  readonly store: EventStore;
  readonly models: ReadModels;
  /** Told about what went wrong and is tried again. */
  readonly onTrouble: (message: string) => void;
  /** Told each time that it goes on. */
  readonly onOpened: () => void;
  /** Told how many new leaves there are. */
  readonly onGrown: (leaves: number) => void;
}

/** Writes until the signal aborts. Any number of processes may; one at a time does. */
export function writeLog({ store, models, onTrouble, onOpened, onGrown }: Writing, signal: AbortSignal): Promise<void> {
  return follow<RawEvent>(
    {
      name: 'log',
      store,
      source: (after, ending) => store.subscribeRaw({ after, signal: ending }),
      open: async () => {
        const opened = await openLog(models, tellsOfLog, onGrown);
        if (!opened) return undefined;
        try {
          await requireSameStore(store, models);
          onOpened();
        } catch (error) {
          await opened.release();
          throw error;
        }
        return opened;
      },
      // Nothing of what is in an event keeps it out of the log.
      faultOf: (error) => (error instanceof CheckpointMoved ? 'moved' : 'weather'),
      onTrouble,
      minPaceMs: MIN_PACE_MS,
    },
    signal,
  );
}

/** The store still has the event of the last leaf: one that was put back would number other events alike. */
async function requireSameStore(store: EventStore, models: ReadModels): Promise<void> {
  const last = await lastLeaf(models);
  if (!last) return;
  try {
    for await (const [event] of store.readRaw(last.position)) {
      if (event.id === last.event) return;
      break;
    }
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
  }
  throw new Error(
    `the store has no event ${last.event} at ${last.position}, which is leaf ${last.index}: it was put back or changed`,
  );
}
