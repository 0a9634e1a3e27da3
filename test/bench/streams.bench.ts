/** What streams of changes that have nothing to hear cost everybody else, while others write. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore } from '../../libs/event-store';
import { type Stack, startStack } from '../support/stack';
import { dialogue } from './history';
import { lean } from './http';

const STREAMS = 2_000;
/** As many as one caller may have. */
const OF_ONE = 20;
const COMMITS_EVERY_MS = 20;
const IN_FLIGHT = 4;

export async function benchStreams(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api', 'projector'], env: { CONNECTIONS_PER_ADDRESS: String(2 * STREAMS) } });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const agent = lean(stack.url, await stack.token({ sub: 'agent', role: 'seller', seller: 'shop' }), IN_FLIGHT);
  const { stream, events } = dialogue('shop', 100);
  await store.append(stream, events, 'no-stream');
  let over = false;
  const writing = (async () => {
    while (!over) {
      const other = dialogue('elsewhere', 1);
      await store.append(other.stream, other.events, 'no-stream');
      await sleep(COMMITS_EVERY_MS);
    }
  })();
  try {
    const count = scaled(500);
    const pages = () => rate(count, IN_FLIGHT, () => agent.send('GET', '/v1/inbox'));
    const beside = async () => {
      const hangUp = await follow(stack, scaled(STREAMS));
      try {
        return await pages();
      } finally {
        await hangUp();
      }
    };
    await pages();
    const { product, baseline, ratio } = await interleaved(3, pages, beside);
    return [
      {
        name: 'time of a page beside 2,000 idle streams, to alone',
        product: perSecond(baseline),
        baseline: `alone ${perSecond(product)}`,
        value: ratio,
        unit: '×',
        bound: ['≤', 1.3],
      },
    ];
  } finally {
    over = true;
    await writing;
    agent.close();
    await store.close();
    await stack.stop();
  }
}

/** Opens so many streams of sellers to whom nothing happens; resolves with how to close them. */
async function follow(stack: Stack, count: number): Promise<() => Promise<void>> {
  const agent = new Agent({ keepAlive: false });
  const { hostname, port } = new URL(stack.url);
  const tokens = await Promise.all(
    Array.from({ length: Math.ceil(count / OF_ONE) }, (_, caller) =>
      stack.token({ sub: `idle-${caller}`, role: 'seller', seller: `idle-${caller}` }),
    ),
  );
  const open: IncomingMessage[] = [];
  await rate(count, 50, async (index) => {
    const headers = { authorization: `Bearer ${tokens[Math.floor(index / OF_ONE)]}` };
    const call = request({ hostname, port, agent, path: '/v1/changes/stream', headers });
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      call.once('response', resolve).once('error', reject).end(),
    );
    if (answer.statusCode !== 200) throw new Error(`a stream was answered ${answer.statusCode}`);
    call.on('error', () => undefined);
    open.push(answer.on('error', () => undefined).resume());
  });
  return async () => {
    await Promise.all(open.map((answer) => new Promise((resolve) => answer.once('close', resolve).destroy())));
  };
}
