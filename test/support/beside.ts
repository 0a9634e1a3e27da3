import { loadSealing } from '../../libs/config';
import type { EventStore } from '../../libs/event-store';
import { connectSealed, ReadModels } from '../../libs/read-models';
import { type Stack, type StackOptions, startStack } from './stack';

/** Store and read models of a stack as its own processes have them: what they seal opens here. Whoever asks closes both. */
export function beside({ eventStoreUrl, databaseUrl, dataDir }: Pick<Stack, 'eventStoreUrl' | 'databaseUrl' | 'dataDir'>): {
  readonly store: EventStore;
  readonly models: ReadModels;
} {
  const models = ReadModels.connect(databaseUrl);
  return { models, store: connectSealed({ url: eventStoreUrl }, models, loadSealing({ HELPDESK_DATA: dataDir })) };
}

/** A stack with store and read models beside it: `stop` closes both, then ends it. */
export interface Beside {
  readonly stack: Stack;
  readonly store: EventStore;
  readonly models: ReadModels;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startBeside(options: StackOptions): Promise<Beside> {
  const stack = await startStack(options);
  const { store, models } = beside(stack);
  const stop = async () => {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  };
  return { stack, store, models, stop };
}

/** One for all stories of a spec, started before the first and ended behind the last. */
export function oneBeside(options: StackOptions): () => Beside {
  let started: Beside;
  beforeAll(async () => {
    started = await startBeside(options);
  });
  afterAll(() => started?.stop());
  return () => started;
}
