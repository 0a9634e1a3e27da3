/** The event store with texts sealed by the keys in PostgreSQL. */
import { STREAMS } from '../../domain';
import { createCodec, EventStore, type EventStoreOptions, passedOverLine } from '../../event-store';
import { type KeyService, PersonKeys, Sealing } from '../../sealing';
import type { ReadModels } from '../shared/database';
import { caughtUpWithLedger } from './ledger';
import { keyTable } from './person-keys.table';
import { DoorOfKeys } from './sealing-door';

/** How texts are sealed. */
export interface SealingRules {
  /** The service that has the master key. */
  readonly service: KeyService;
  /** Whether new texts are sealed; what is, opens in any case. */
  readonly seals: boolean;
}

/** Connects to the store; keys that are deleted by any process are forgotten by this one. Throws InvalidStoreUrl. */
export function connectSealed(
  options: Pick<EventStoreOptions, 'url' | 'onPassedOver'>,
  models: ReadModels,
  { service, seals }: SealingRules,
): EventStore {
  const keys = new PersonKeys(keyTable(models), service);
  const sealing = new Sealing(keys, STREAMS, seals, new DoorOfKeys(models, () => keys.lookAgain()));
  const store = EventStore.connect({ ...options, codec: createCodec(STREAMS, sealing) });
  models.onKeysChanged((person) => store.forget(person));
  return store;
}

/**
 * The same for a process that serves or acts: `say` is told of what is passed over, and before anything is opened the keys have followed the
 * ledger of erasures, whatever backup they came from.
 */
export async function openSealed(
  url: string,
  models: ReadModels,
  rules: SealingRules,
  say: (line: string) => void,
): Promise<EventStore> {
  const store = connectSealed({ url, onPassedOver: (event, untold) => say(passedOverLine(event, untold)) }, models, rules);
  await caughtUpWithLedger({ store, models, signal: new AbortController().signal, onTrouble: say });
  return store;
}
