/** What acting on events costs where nothing is to be done: the reactor against a bare subscription over the same history. */
import { randomUUID } from 'node:crypto';
import { REACTIONS } from '../../apps/reactor/reactions';
import { react } from '../../apps/reactor/reactor';
import { Bell, loadClockHours } from '../../libs/config';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore, SharedSubscription } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { ReadModels } from '../../libs/read-models';
import { startStack } from '../support/stack';
import { dialogue } from './history';

const MANY = 64;

/** Events a second of each over 20,000 conversations. */
export async function benchReactor(): Promise<Measurement[]> {
  const stack = await startStack({ run: [] });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  const onTrouble = (message: string) => void process.stderr.write(`${message}\n`);
  const clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'bench', onTrouble });
  try {
    await clock.start();
    await rate(scaled(20_000), MANY, async (index) => {
      const { stream, events } = dialogue(`shop-${index % 100}`, 4);
      await store.append(stream, events, 'no-stream');
    });
    const [reaction] = REACTIONS;
    const commands = new Dispatch(store, clock);
    /** Once, so that the calendars used are on record. */
    const reacts = async () => {
      const head = await store.head();
      const ending = new AbortController();
      const counts = { events: 0, commands: 0, failures: 0 };
      const name = `bench-${randomUUID()}`;
      const reacting = {
        models,
        store,
        subscription: new SharedSubscription(store),
        commands,
        clock,
        onTrouble,
        owner: name,
        signal: ending.signal,
        correctionsNoted: new Bell(),
      };
      const started = performance.now();
      const running = react(reacting, { ...reaction, name }, counts);
      for (;;) {
        const [row] = await models.query<{ position: number }>('SELECT position FROM reactions WHERE name = $1', [name]);
        if (row && BigInt(row.position) >= head) break;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const seconds = (performance.now() - started) / 1_000;
      ending.abort();
      await running;
      if (counts.commands > 0) throw new Error(`${counts.commands} commands were sent where nothing was to be done`);
      return counts.events / seconds;
    };
    const bare = async () => {
      const head = await store.head();
      const ending = new AbortController();
      const started = performance.now();
      let events = 0;
      for await (const batch of store.subscribeBatches({ after: 'start', signal: ending.signal })) {
        events += batch.events.length;
        if (batch.reached >= head) break;
      }
      ending.abort();
      return (events * 1_000) / (performance.now() - started);
    };
    await reacts();
    const { product, baseline, ratio } = await interleaved(5, reacts, bare);
    return [
      {
        name: 'reactor with nothing to do to a bare subscription',
        product: perSecond(product),
        baseline: perSecond(baseline),
        value: ratio,
        unit: '×',
        bound: ['≥', 0.5],
      },
    ];
  } finally {
    await clock.stop();
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}
