/** Posting messages, api and store alone: against raw appends of the same events, and against the same without screening. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type JSONType, jsonEvent } from '@eventstore/db-client';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { startStack } from '../support/stack';
import { timeOf } from './cpu';
import { lean } from './http';

/** Requests at once. */
export const IN_FLIGHT = 64;

/** What buyers write, some of it with numbers that are none of a telephone. */
const BODIES = [
  'Where is my parcel? It should have come on Monday. '.repeat(4),
  'Hello, I ordered the lamp on 12.03.2026 in two sizes, 30 x 40 cm and 50 x 60 cm. Only one of them came. When will the other one be here?',
  'Thank you, that helps. The invoice for order DE-2026-00417 still says 49.90 EUR, and I was told 39.90. Could you look into it, please?',
  'Is it blue?',
];
const bodyOf = (index: number) => BODIES[index % BODIES.length];

type Api = ReturnType<typeof lean>;

/** Conversations with a message each, opened by the same buyer. */
export async function opened(http: Api): Promise<string[]> {
  const conversations: string[] = [];
  await rate(scaled(1_000), IN_FLIGHT, async (index) => {
    const message = { body: bodyOf(index), language: 'en' };
    const opening = { market: 'de', seller: 'shop', topic: 'shipping', subject: 'Parcel', message };
    conversations.push(JSON.parse((await http.send('POST', '/v1/conversations', opening)).text).conversation);
  });
  return conversations;
}

/** Posts to these conversations in turn. */
export const postingTo = (http: Api, conversations: readonly string[]) => (index: number) =>
  http.send('POST', `/v1/conversations/${conversations[index % conversations.length]}/messages`, {
    ...{ body: bodyOf(index), language: 'en' },
  });

export async function benchPost(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api'] });
  const unscreened = await startStack({ run: ['api'], env: { SCREENING: '0' } });
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  const claims = { sub: 'bench', role: 'buyer' } as const;
  const http = lean(stack.url, await stack.token(claims), IN_FLIGHT);
  const bare = lean(unscreened.url, await unscreened.token(claims), IN_FLIGHT);
  try {
    const conversations = await opened(http);
    const post = postingTo(http, conversations);
    await rate(scaled(2_000), IN_FLIGHT, post);
    // The very events a message becomes, as they were stored.
    const sample: { type: string; data: JSONType; metadata: JSONType }[] = [];
    const last = { direction: 'backwards', fromRevision: 'end', maxCount: 2 } as const;
    for await (const { event } of vendor.readStream(`conversation-${conversations[0]}`, last))
      if (event) sample.unshift({ type: event.type, data: event.data as JSONType, metadata: event.metadata as JSONType });
    const streams = Array.from({ length: conversations.length }, () => `bench-${randomUUID()}`);
    const append = (index: number) =>
      vendor.appendToStream(
        streams[index % streams.length],
        sample.map((event) => jsonEvent({ id: randomUUID(), ...event })),
      );
    await rate(scaled(2_000), IN_FLIGHT, append);
    const count = scaled(8_000);
    const toAppends = await interleaved(
      5,
      () => rate(count, IN_FLIGHT, post),
      () => rate(count, IN_FLIGHT, append),
    );
    const time = timeOf(stack);
    await rate(count, IN_FLIGHT, post);
    const times = time(count);
    // To conversations as young as each other's, in short turns: what long ones cost, and the machine's moods, are no screening.
    const [screened, plain] = [postingTo(http, await opened(http)), postingTo(bare, await opened(bare))];
    for (const one of [plain, screened]) await rate(scaled(4_000), IN_FLIGHT, one);
    const toBare = await interleaved(
      21,
      () => rate(scaled(2_000), IN_FLIGHT, screened),
      () => rate(scaled(2_000), IN_FLIGHT, plain),
    );
    return [
      {
        name: 'posting messages, 64 in flight',
        product: perSecond(toAppends.product),
        baseline: `raw appends ${perSecond(toAppends.baseline)}; ${times}`,
        value: toAppends.ratio,
        unit: '×',
        bound: ['≥', 0.35, 0.5],
      },
      {
        name: 'the same to posting without screening',
        product: perSecond(toBare.product),
        baseline: `unscreened ${perSecond(toBare.baseline)}`,
        value: toBare.ratio,
        unit: '×',
        bound: ['≥', 0.9],
      },
    ];
  } finally {
    http.close();
    bare.close();
    await vendor.dispose();
    await Promise.all([stack.stop(), unscreened.stop()]);
  }
}

/** What sealing takes of the write path: the same messages, api and store alone, with it and without. */
export async function benchSealing(): Promise<Measurement[]> {
  // One after the other: each copies a database that was made for all.
  const sealing = await startStack({ run: ['api'] });
  const plain = await startStack({ run: ['api'], env: { SEALING: '0' } });
  const claims = { sub: 'bench', role: 'buyer' } as const;
  const connected = async ({ url, token }: typeof plain) => lean(url, await token(claims), IN_FLIGHT);
  const [http, bare] = [await connected(sealing), await connected(plain)];
  try {
    const [post, postPlain] = [postingTo(http, await opened(http)), postingTo(bare, await opened(bare))];
    for (const one of [post, postPlain]) await rate(scaled(2_000), IN_FLIGHT, one);
    const count = scaled(4_000);
    const { product, baseline, ratio } = await interleaved(
      5,
      () => rate(count, IN_FLIGHT, post),
      () => rate(count, IN_FLIGHT, postPlain),
    );
    return [
      {
        name: 'posting messages that are sealed, to the same unsealed',
        product: perSecond(product),
        baseline: `unsealed ${perSecond(baseline)}`,
        value: ratio,
        unit: '×',
        bound: ['≥', 0.85],
      },
    ];
  } finally {
    http.close();
    bare.close();
    await Promise.all([sealing.stop(), plain.stop()]);
  }
}
