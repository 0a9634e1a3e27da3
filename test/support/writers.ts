/** Writers over HTTP, and what they may expect whatever happens meanwhile. */
import { EventStore } from '../../libs/event-store';
import { insist } from './insist';
import type { Stack } from './stack';

const WRITERS = 8;

/** What a writer saw: the messages acknowledged to it, in order, and every answer that was no success. */
interface Written {
  readonly conversation: string;
  readonly acknowledged: string[];
  readonly refusals: string[];
}

async function write(stack: Stack, goOn: () => boolean): Promise<Written> {
  const buyer = await stack.as('buyer');
  const refusals: string[] = [];
  const send = (path: string, body: object) =>
    insist<{ conversation: string; message: string }>(stack, buyer, path, body, ({ status, headers }) =>
      refusals.push(`${status} ${headers.get('retry-after') ?? 'without Retry-After'}`),
    );
  const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'x', message: { body: 'first' } };
  const { conversation, message } = await send('/v1/conversations', opening);
  const acknowledged = [message];
  for (let count = 0; count === 0 || goOn(); count++)
    acknowledged.push((await send(`/v1/conversations/${conversation}/messages`, { body: `message ${count}` })).message);
  return { conversation, acknowledged, refusals };
}

/**
 * Writers go on while `harm` is done, and each at least once, afterwards if not before. Each message acknowledged to them has to be in its
 * stream exactly once, in order, and each answer that was no success a 503 with Retry-After.
 */
export async function expectNothingLost(stack: Stack, harm: () => Promise<void>): Promise<void> {
  let ending = false;
  const writers = Promise.all(Array.from({ length: WRITERS }, () => write(stack, () => !ending)));
  const harming = harm().finally(() => {
    ending = true;
  });
  const [written] = await Promise.all([writers, harming]);

  const store = EventStore.connect({ url: stack.eventStoreUrl });
  try {
    for (const { conversation, acknowledged } of written) {
      const stored: string[] = [];
      for await (const { type, data } of store.read(`conversation-${conversation}`))
        if (type === 'MessageSent') stored.push((data as { message: string }).message);
      expect(acknowledged.length).toBeGreaterThan(1);
      expect(stored).toEqual(acknowledged);
    }
  } finally {
    await store.close();
  }
  const refusals = new Set(written.flatMap((each) => each.refusals));
  expect([...refusals].filter((refusal) => !/^503 \d+$/.test(refusal))).toEqual([]);
}
