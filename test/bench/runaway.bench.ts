/** A conversation that runs away: an event in it costs what one costs elsewhere, and holds up nobody. */
import { randomUUID } from 'node:crypto';
import { interleaved, type Measurement, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore } from '../../libs/event-store';
import { ReadModels, waitFor } from '../../libs/read-models';
import { startStack } from '../support/stack';
import { dialogue } from './history';

const MANY = 10_000;
const FEW = 10;
const EVENTS = 40;

/** Time until a message is in the inbox, in a conversation with ten open ones and in one with ten thousand. */
export async function benchRunaway(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['projector'] });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  try {
    const grown = async (open: number) => {
      const { stream, events } = dialogue(`shop-${randomUUID()}`, open + 20 * EVENTS);
      let next = 0;
      const write = async (count: number) => {
        const part = events.slice(next, next + count);
        const { position } = await store.append(stream, part, next === 0 ? 'no-stream' : next - 1);
        next += count;
        return position;
      };
      let last = 0n;
      for (const end = 1 + 2 * open; next < end; ) last = await write(Math.min(500, end - next));
      if (!(await waitFor(models, 'inbox', last, 120_000))) throw new Error('the inbox did not follow');
      // A message and its obligation, seen in the inbox before the next.
      return async () => {
        const started = performance.now();
        for (let count = 0; count < EVENTS; count++)
          if (!(await waitFor(models, 'inbox', await write(2), 60_000))) throw new Error('the inbox did not follow');
        return (performance.now() - started) / EVENTS;
      };
    };
    const few = await grown(FEW);
    const many = await grown(scaled(MANY));
    await few();
    await many();
    const { product, baseline, ratio } = await interleaved(3, many, few);
    // What another conversation waits while many come into the one that ran away, and while they come into a small one.
    const others = await grown(FEW);
    const meanwhile = (busy: () => Promise<number>) => async () => {
      const [waited] = await Promise.all([others(), busy()]);
      return waited;
    };
    const beside = await interleaved(3, meanwhile(many), meanwhile(few));
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    return [
      {
        name: 'message to row, 10,000 open in its conversation',
        product: ms(product),
        baseline: `10 open ${ms(baseline)}`,
        value: ratio,
        unit: '×',
        bound: ['≤', 1.5],
      },
      {
        name: 'the same elsewhere, while it takes messages',
        product: ms(beside.product),
        baseline: `while one with 10 open does ${ms(beside.baseline)}`,
        value: beside.ratio,
        unit: '×',
        bound: ['≤', 1.5],
      },
    ];
  } finally {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}
