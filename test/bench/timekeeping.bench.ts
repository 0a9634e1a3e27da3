/** The 24-hour clock at scale: passes over many obligations, many due at once, a correction of many. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, eventTypeFilter, type JSONType, jsonEvent } from '@eventstore/db-client';
import { MARKETS, regionalMarkets } from '../../libs/domain';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore } from '../../libs/event-store';
import { claimTimers, ReadModels } from '../../libs/read-models';
import { anonymousMegabytes, residentMegabytes } from '../support/process';
import { type Stack, startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';
import { timeOf } from './cpu';
import { dialogue } from './history';
import { lean } from './http';

const MANY = 64;

/** A pass that finds nothing due, with a million open obligations and with ten thousand. */
export async function benchPass(): Promise<Measurement[]> {
  const markets = MARKETS.flatMap(({ id }) => [id, ...regionalMarkets(id).map((region) => region.id)]);
  const stacks: Stack[] = [];
  const pools: ReadModels[] = [];
  try {
    for (const count of [scaled(1_000_000), scaled(10_000)]) {
      const stack = await startStack({ run: ['projector'] });
      stacks.push(stack);
      await stack.projector.end();
      const models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
      pools.push(models);
      const [{ generation }] = await models.query<{ generation: number }>(
        "SELECT generation FROM projections WHERE name = 'timers' AND active",
      );
      // A hundred thousand at a time, below the limit each statement has.
      for (let from = 0; from < count; from += 100_000)
        await models.query(
          `INSERT INTO timers_due_g${generation} (stream, key, command, market, wake_at)
           SELECT 'conversation-' || md5('c' || i)::uuid, md5('m' || i)::uuid, 'KeepTime', ($3::text[])[1 + i % cardinality($3::text[])],
             4000000000000 + i FROM generate_series($1::int + 1, $2::int) AS i`,
          [from, Math.min(count, from + 100_000), markets],
        );
      await models.query('VACUUM ANALYZE');
    }
    const pass = (models: ReadModels) => async () => {
      const passes = 200;
      const started = performance.now();
      for (let count = 0; count < passes; count++) await claimTimers(models, Date.now(), markets, 500);
      return (performance.now() - started) / passes;
    };
    for (const models of pools) await pass(models)();
    const { product, baseline, ratio } = await interleaved(5, pass(pools[0]), pass(pools[1]));
    return [
      {
        name: 'empty timekeeper pass, 1,000,000 to 10,000',
        product: `${product.toFixed(2)} ms`,
        baseline: `${baseline.toFixed(2)} ms`,
        value: ratio,
        unit: '×',
        bound: ['≤', 1.3],
      },
    ];
  } finally {
    for (const models of pools) await models.close();
    for (const stack of stacks) await stack.stop();
  }
}

/** Opens conversations of one message each, and waits for the read models; the last instant after which one of them is overdue. */
async function open(store: EventStore, models: ReadModels, count: number): Promise<number> {
  let last = 0;
  await rate(count, MANY, async (index) => {
    const { stream, events } = dialogue(`shop-${index % 100}`, 1);
    const opened = events.find(({ type }) => type === 'ReplyObligationOpened')?.data as { overdueAfter: string };
    last = Math.max(last, Date.parse(opened.overdueAfter));
    await store.append(stream, events, 'no-stream');
  });
  await allCaughtUp(store, models, 300_000);
  return last;
}

/** Ten thousand obligations fall due at once; against raw appends of the same events. */
export async function benchDue(): Promise<Measurement[]> {
  const stack = await startStack({ env: { HELPDESK_TEST_CLOCK: '1' } });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  try {
    const count = scaled(10_000);
    const last = await open(store, models, count);
    const admin = lean(stack.url, await stack.token({ sub: 'bench', role: 'admin' }), 1);
    const filter = eventTypeFilter({ prefixes: ['ReplyObligationOverdue'] });
    const overdue = vendor.subscribeToAll({ fromPosition: 'end', filter });
    await new Promise<void>((resolve) => void overdue.once('confirmation', () => resolve()));
    const streams = new Set<string>();
    const all = (async () => {
      for await (const { event } of overdue) if (event && streams.add(event.streamId).size === count) return event.streamId;
      throw new Error('the subscription ended');
    })();
    const time = timeOf(stack);
    const started = performance.now();
    await admin.send('PUT', '/v1/test-clock', { now: new Date(last + 1_000).toISOString() });
    const told = await all;
    const recorded = (count * 1_000) / (performance.now() - started);
    const times = time(count);
    admin.close();
    // The very events one obligation became.
    const sample: { type: string; data: JSONType; metadata: JSONType }[] = [];
    for await (const { event } of vendor.readStream(told, { fromRevision: 3n }))
      if (event) sample.push({ type: event.type, data: event.data as JSONType, metadata: event.metadata as JSONType });
    await stack.timekeeper.end();
    const bare = await rate(count, MANY, () =>
      vendor.appendToStream(
        `bench-${randomUUID()}`,
        sample.map((event) => jsonEvent({ id: randomUUID(), ...event })),
      ),
    );
    return [
      {
        name: '10,000 obligations due at once, recorded',
        product: perSecond(recorded),
        baseline: `raw appends ${perSecond(bare)}; ${times}`,
        value: recorded / bare,
        unit: '×',
        bound: ['≥', 0.3],
      },
    ];
  } finally {
    await vendor.dispose();
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}

/** What a calendar correction takes of memory: listed by the api, made by the reactor, at ten thousand obligations and at a hundred thousand. */
export async function benchCorrection(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api', 'projector', 'reactor'] });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  try {
    const token = await stack.token({ sub: 'bench', role: 'admin' });
    let due = 0;
    /** Adds the day on which the last one is due. */
    const correct = async (dryRun: boolean, megabytes: typeof residentMegabytes): Promise<{ tail: string; peak: number }> => {
      const memory = () => megabytes((dryRun ? stack.api : stack.reactor).pid);
      let peak = memory();
      const watch = setInterval(() => {
        peak = Math.max(peak, memory());
      }, 50);
      const day = new Date(due).toISOString().slice(0, 10);
      const answer = await fetch(`${stack.url}/v1/markets/de/calendar-corrections`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ add: { [day]: 'A day' }, reason: 'bench', dryRun }),
      });
      let tail = '';
      for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>)
        tail = (tail + Buffer.from(part).toString()).slice(-400);
      for (let done = dryRun; !done; await new Promise((resolve) => setTimeout(resolve, 250))) {
        const { progress } = JSON.parse(tail) as { progress: string };
        const shown = await fetch(`${stack.url}${progress}`, { headers: { authorization: `Bearer ${token}` } });
        ({ done } = (await shown.json()) as { done: boolean });
      }
      clearInterval(watch);
      return { tail, peak };
    };
    const moved = async () => {
      await allCaughtUp(store, models, 600_000);
      const [{ count }] = await models.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM audit_events WHERE type = 'ReplyObligationMoved'",
      );
      return count;
    };
    const listed = async () => {
      const { tail, peak } = await correct(true, anonymousMegabytes);
      return { peak, count: Number(/"count":(\d+)\}$/.exec(tail)?.[1]) };
    };
    due = await open(store, models, scaled(10_000));
    // Once before, so that what a heap takes at first does not count as growth.
    await listed();
    const few = await listed();
    due = await open(store, models, scaled(90_000));
    const many = await listed();
    const made = await correct(false, residentMegabytes);
    const moves = await moved();
    if (moves !== many.count) throw new Error(`${many.count} moves were listed and ${moves} made`);
    const of = (count: number, peak: number) => `${count.toLocaleString('en')} moves ${Math.round(peak)} MB`;
    return [
      {
        name: 'memory of listing 100,000 moves to 10,000',
        product: of(many.count, many.peak),
        baseline: of(few.count, few.peak),
        value: many.peak / few.peak,
        unit: '×',
        bound: ['≤', 1.3],
      },
      {
        name: 'memory of a correction of 100,000',
        product: '',
        baseline: '',
        value: made.peak,
        unit: 'MB',
        bound: ['≤', 300],
      },
    ];
  } finally {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}
