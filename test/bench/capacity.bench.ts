/**
 * What one of each holds: messages for each second of a core it takes, so that whatever else the machine does counts for nothing. And the
 * first division: two projectors that share the projections.
 */
import { type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import type { EventStore } from '../../libs/event-store';
import { holders, PROJECTIONS, type ReadModels, rebuild } from '../../libs/read-models';
import { beside } from '../support/beside';
import { postgresOf } from '../support/process';
import { eventually, type Stack, startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';
import { familyOf, ownSeconds, takenBy } from './cpu';
import { dialogue } from './history';
import { lean } from './http';
import { IN_FLIGHT, opened, postingTo } from './post.bench';

/** As many as the product's delays are measured at (`latency`). */
const HAS_TO_HOLD = 300;
const SELLERS = 200;
/** Questions in a conversation, each with its answer. */
const QUESTIONS = 10;

export async function benchCapacity(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api'] });
  const { store, models } = beside(stack);
  try {
    return [...(await writing(stack)), ...(await projecting(stack, store, models))];
  } finally {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}

/** One api, and the store behind it. */
async function writing(stack: Stack): Promise<Measurement[]> {
  const http = lean(stack.url, await stack.token({ sub: 'bench', role: 'buyer' }), IN_FLIGHT);
  try {
    const post = postingTo(http, await opened(http));
    await rate(scaled(2_000), IN_FLIGHT, post);
    const count = scaled(10_000);
    let a_second = 0;
    const [api, eventStore] = await took([() => takenBy(stack.api.pid), () => takenBy(stack.eventStore?.pid)], async () => {
      a_second = await rate(count, IN_FLIGHT, post);
    });
    return [
      held('one api, posting', count, api, `${perSecond(a_second)} here`),
      held('one store, all conversations', count, eventStore),
    ];
  } finally {
    http.close();
  }
}

/** One projector, two that share, PostgreSQL beneath them, and each projection alone. */
async function projecting(stack: Stack, store: EventStore, models: ReadModels): Promise<Measurement[]> {
  const count = scaled(40_000);
  const postgres = postgresOf(stack);
  const database = () => familyOf(postgres);
  const burst = async () => {
    const began = performance.now();
    await rate(Math.ceil(count / QUESTIONS / 2), 8, async (index) => {
      const { stream, events } = dialogue(`shop-${index % SELLERS}`, QUESTIONS, {
        answered: true,
        buyer: `buyer-${index % 1_000}`,
      });
      await store.append(stream, events, 'no-stream');
    });
    await allCaughtUp(store, models, 600_000);
    return perSecond((count * 1_000) / (performance.now() - began));
  };
  await stack.projector.start();
  await burst();
  let here = '';
  const alone = await took([() => takenBy(stack.projector.pid), database], async () => {
    here = await burst();
  });
  const measured = [
    held('one projector, all projections', count, alone[0], `${here} here`),
    held('one PostgreSQL, all read models', count, alone[1]),
  ];
  const second = await stack.another('projector');
  await eventually('they share', async () => new Set((await holders(models)).values()).size === 2, 30_000);
  // Its code is compiled as it runs; of too few messages (BENCH_SCALE) that is most of what it takes.
  await burst();
  const shared = await took(
    [stack.projector, second].map(
      ({ pid }) =>
        () =>
          takenBy(pid),
    ),
    async () => {
      here = await burst();
    },
  );
  measured.push(held('the busier of two projectors', count, Math.max(...shared), `${here} here`), {
    name: 'what it takes, to one that has all',
    product: `${shared.map((seconds) => seconds.toFixed(1)).join(' and ')} s`,
    baseline: `${alone[0].toFixed(1)} s`,
    value: Math.max(...shared) / alone[0],
    unit: '×',
    bound: ['≤', 0.75],
  });
  await Promise.all([stack.projector.end(), second.end()]);
  const [{ messages }] = await models.query<{ messages: number }>(
    "SELECT count(*) AS messages FROM conversation_items WHERE kind = 'message'",
  );
  for (const projection of PROJECTIONS) {
    const { signal } = new AbortController();
    const [own, its] = await took([ownSeconds, database], async () => {
      await rebuild({ models, store, projection, owner: 'bench', signal, onTrouble: () => undefined }, () => undefined);
    });
    measured.push(held(`${projection.name} alone`, messages, own, `PostgreSQL ${perSecond(messages / its)}`));
  }
  return measured;
}

const held = (name: string, count: number, seconds: number, product = ''): Measurement => ({
  name,
  product,
  baseline: product && 'a core',
  value: count / seconds,
  unit: '/s',
  bound: ['≥', HAS_TO_HOLD],
});

/** By how much each clock went on while something was done. */
async function took(clocks: readonly (() => number)[], work: () => Promise<void>): Promise<number[]> {
  const before = clocks.map((clock) => clock());
  await work();
  return clocks.map((clock, index) => clock() - before[index]);
}
