/** A long conversation replayed, with every step and what it changed, against the vendor's client that does nothing but read its stream. */
import { EventStoreDBClient } from '@eventstore/db-client';
import { Replays } from '../../apps/api/replay/replay';
import { loadClockHours } from '../../libs/config';
import { interleaved, type Measurement, perSecond, scaled } from '../../libs/embedded-eventstore/bench';
import { ProductClock } from '../../libs/product-clock';
import { beside } from '../support/beside';
import { startStack } from '../support/stack';
import { ownSeconds } from './cpu';
import { dialogue } from './history';

const EVENTS = 10_000;
const ROUNDS = 7;

/** Events that a second of a core reads and replays; its texts are sealed, as all are. */
export async function benchReplay(): Promise<Measurement[]> {
  const stack = await startStack({ run: [] });
  const { store, models } = beside(stack);
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  const onTrouble = (message: string) => void process.stderr.write(`${message}\n`);
  const clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'bench', onTrouble });
  try {
    await clock.start();
    const { stream, events } = dialogue('shop', Math.ceil(scaled(EVENTS) / 4), { every: 60_000, answered: true });
    await store.appendNew(stream, events);
    const count = events.length;
    const asked = {
      ...({ conversation: stream.slice('conversation-'.length), lens: 'platform', language: 'en' } as const),
      ...{ last: count - 1, changes: true },
    };
    const replays = new Replays(store, clock);
    const replayed = (withSteps: boolean) => async () => {
      const started = ownSeconds();
      let isWhole = false;
      for await (const part of replays.parts(asked, withSteps ? undefined : () => false)) isWhole ||= 'asItStood' in part;
      if (!isWhole) throw new Error('the replay told nothing');
      return count / (ownSeconds() - started);
    };
    const bare = async () => {
      const started = ownSeconds();
      let read = 0;
      for await (const { event } of vendor.readStream(stream)) if (event) read++;
      if (read !== count) throw new Error(`${read} of ${count} events were read`);
      return count / (ownSeconds() - started);
    };
    const measured = async (name: string, withSteps: boolean): Promise<Measurement> => {
      const { product, baseline, ratio } = await interleaved(ROUNDS, replayed(withSteps), bare);
      const against = `bare readStream ${perSecond(baseline)}`;
      return { name, product: perSecond(product), baseline: against, value: ratio, unit: '×', bound: ['≥', 0.8] };
    };
    // What is measured is warm: an api replays from morning to night.
    for (const one of [replayed(true), replayed(false), bare]) await one();
    return [
      await measured(`a conversation of ${count} events, replayed`, false),
      await measured('the same with all its steps told', true),
    ];
  } finally {
    await Promise.all([clock.stop(), store.close(), models.close(), vendor.dispose()]);
    await stack.stop();
  }
}
