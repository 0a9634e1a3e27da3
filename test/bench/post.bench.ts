/** Posting messages, api and store alone, against raw appends of the same events. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type JSONType, jsonEvent } from '@eventstore/db-client';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { startStack } from '../support/stack';
import { lean } from './http';

const IN_FLIGHT = 64;

export async function benchPost(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api'] });
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  const http = lean(stack.url, await stack.token({ sub: 'bench', role: 'buyer' }), IN_FLIGHT);
  try {
    const conversations: string[] = [];
    const body = 'Where is my parcel? It should have come on Monday. '.repeat(4);
    await rate(scaled(1_000), IN_FLIGHT, async () => {
      const opening = { market: 'de', seller: 'shop', topic: 'shipping', subject: 'Parcel', message: { body } };
      conversations.push(JSON.parse((await http.send('POST', '/v1/conversations', opening)).text).conversation);
    });
    const post = (index: number) =>
      http.send('POST', `/v1/conversations/${conversations[index % conversations.length]}/messages`, { body });
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
    const { product, baseline, ratio } = await interleaved(
      5,
      () => rate(count, IN_FLIGHT, post),
      () => rate(count, IN_FLIGHT, append),
    );
    return [
      {
        name: 'posting messages, 64 in flight',
        product: perSecond(product),
        baseline: `raw appends ${perSecond(baseline)}`,
        value: ratio,
        unit: '×',
        bound: ['≥', 0.35, 0.5],
      },
    ];
  } finally {
    http.close();
    await vendor.dispose();
    await stack.stop();
  }
}
