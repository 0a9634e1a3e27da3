/** Rebuilding against a bare subscription; how long a message takes to its row; what the processes weigh. */
import { EventStoreDBClient } from '@eventstore/db-client';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore } from '../../libs/event-store';
import { PROJECTIONS, type Projection, ReadModels, rebuild } from '../../libs/read-models';
import { residentMegabytes } from '../support/process';
import { startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';
import { subscribing } from './bare-subscription';
import { dialogue } from './history';
import { lean } from './http';

const inbox = PROJECTIONS.find(({ name }) => name === 'inbox') as Projection;

/** Fills the store with conversations of a hundred messages; how many events. */
async function fill(store: EventStore, events: number): Promise<number> {
  const conversations = Math.ceil(events / 201);
  await rate(conversations, 8, async () => {
    const { stream, events: list } = dialogue(`shop-${Math.floor(Math.random() * 200)}`, 100);
    await store.append(stream, list, 'no-stream');
  });
  return conversations * 201;
}

export async function benchRebuild(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['projector'] });
  await stack.projector.end();
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  try {
    const events = await fill(store, scaled(200_000));
    const { signal } = new AbortController();
    const rebuilding = async () => {
      const started = performance.now();
      await rebuild({ models, store, projection: inbox, owner: 'bench', signal, onTrouble: () => undefined }, () => undefined);
      return (events * 1_000) / (performance.now() - started);
    };
    const { product, baseline, ratio } = await interleaved(3, rebuilding, () => subscribing(vendor, events));
    return [
      {
        name: 'rebuild of the inbox, events',
        product: perSecond(product),
        baseline: `bare subscription ${perSecond(baseline)}`,
        value: ratio,
        unit: '×',
        bound: ['≥', 0.25, 0.5],
      },
    ];
  } finally {
    await vendor.dispose();
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}

export async function benchLatency(): Promise<Measurement[]> {
  const stack = await startStack();
  const models = ReadModels.connect(stack.databaseUrl);
  const http = lean(stack.url, await stack.token({ sub: 'bench', role: 'buyer' }), 64);
  try {
    const body = 'Where is my parcel? It should have come on Monday. '.repeat(4);
    const paths: string[] = [];
    await rate(200, 16, async () => {
      const opening = { market: 'de', seller: 'shop', topic: 'shipping', subject: 'Parcel', message: { body } };
      const { conversation } = JSON.parse((await http.send('POST', '/v1/conversations', opening)).text);
      paths.push(`/v1/conversations/${conversation}/messages`);
    });
    // A row is there for readers when its transaction commits, which is when the projection says so.
    const waiting: { position: bigint; answered: number }[] = [];
    const took: number[] = [];
    await models.onProjected((name, position) => {
      if (name !== 'inbox') return;
      const now = performance.now();
      for (let index = waiting.length - 1; index >= 0; index--)
        if (waiting[index].position <= position) took.push(now - waiting.splice(index, 1)[0].answered);
    });
    const send = async (index: number) => {
      const { headers } = await http.send('POST', paths[index % paths.length], { body });
      const position = BigInt(String(headers['x-position']));
      // The row may have been there before the answer was.
      if (models.reached('inbox') >= position) took.push(0);
      else waiting.push({ position, answered: performance.now() });
    };
    const warm = 600;
    const count = scaled(6_000);
    const started = performance.now();
    const sent: Promise<void>[] = [];
    for (let index = 0; index < warm + count; index++) {
      const wait = started + (index * 1_000) / 300 - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      sent.push(send(index));
      if (index === warm) took.length = 0;
    }
    await Promise.all(sent);
    while (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.floor((took.length - 1) * share)];
    return [
      {
        name: 'message to inbox row at 300/s, p99',
        product: `median ${at(0.5).toFixed(1)} ms`,
        baseline: `the longest ${at(1).toFixed(0)} ms`,
        value: at(0.99),
        unit: 'ms',
        bound: ['≤', 250, 50],
      },
    ];
  } finally {
    http.close();
    await models.close();
    await stack.stop();
  }
}

export async function benchMemory(): Promise<Measurement[]> {
  const stack = await startStack();
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const models = ReadModels.connect(stack.databaseUrl);
  try {
    await fill(store, scaled(1_000_000));
    await allCaughtUp(store, models, 900_000);
    // As in use: messages in, pages out.
    const [buyer, agent] = await Promise.all([
      stack.token({ sub: 'buyer-1', role: 'buyer' }),
      stack.token({ sub: 'agent', role: 'seller', seller: 'shop-7' }),
    ]);
    const [posts, reads] = [lean(stack.url, buyer, 32), lean(stack.url, agent, 32)];
    await rate(scaled(3_000), 32, () =>
      posts.send('POST', '/v1/conversations', {
        market: 'de',
        seller: 'shop-7',
        topic: 'order',
        subject: 'x',
        message: { body: 'x' },
      }),
    );
    await rate(scaled(3_000), 32, () => reads.send('GET', '/v1/inbox'));
    posts.close();
    reads.close();
    return (['eventStore', 'api', 'projector', 'timekeeper'] as const).map((name) => ({
      name: `memory of ${name} with a million events`,
      product: '',
      baseline: '',
      value: residentMegabytes(stack[name]?.pid),
      unit: 'MB',
      bound: ['≤', 300] as const,
    }));
  } finally {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}
