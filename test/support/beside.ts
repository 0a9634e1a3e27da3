import { loadSealing } from '../../libs/config';
import type { EventStore } from '../../libs/event-store';
import { connectSealed, ReadModels } from '../../libs/read-models';
import type { Stack } from './stack';

/** Store and read models of a stack as its own processes have them: what they seal opens here. Whoever asks closes both. */
export function beside({ eventStoreUrl, databaseUrl, dataDir }: Pick<Stack, 'eventStoreUrl' | 'databaseUrl' | 'dataDir'>): {
  readonly store: EventStore;
  readonly models: ReadModels;
} {
  const models = ReadModels.connect(databaseUrl);
  return { models, store: connectSealed({ url: eventStoreUrl }, models, loadSealing({ HELPDESK_DATA: dataDir })) };
}
