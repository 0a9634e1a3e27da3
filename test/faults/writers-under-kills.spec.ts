/** Whatever is killed while messages are written: every acknowledged one is in its stream exactly once, in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore } from '../../libs/event-store';
import { insist } from '../support/insist';
import { type Stack, startStack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';

const WRITERS = 8;
const KILLS = 3;

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
  for (let count = 0; goOn(); count++)
    acknowledged.push((await send(`/v1/conversations/${conversation}/messages`, { body: `message ${count}` })).message);
  return { conversation, acknowledged, refusals };
}

describe('writers while something is killed', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
    // Two of them at once must change nothing.
    await stack.another('projector');
  });
  afterAll(() => stack.stop());

  const victims: [name: string, kill: (on: Stack) => Promise<unknown>][] = [
    ['api', (on) => on.api.killAndRestart()],
    ['projector', (on) => on.projector.killAndRestart()],
  ];
  // Servers of somebody else are not ours to kill.
  if (!process.env.EVENTSTORE_URL) victims.push(['event store', (on) => on.eventStore!.killAndRestart()]);
  if (!process.env.DATABASE_URL) victims.push(['database', (on) => on.restartPostgres!()]);

  it.each(victims)('the %s, three times', async (name, kill) => {
    let ending = false;
    const writers = Promise.all(Array.from({ length: WRITERS }, () => write(stack, () => !ending)));
    const kills = async () => {
      for (let count = 0; count < KILLS; count++) {
        await sleep(700);
        await kill(stack);
      }
      await sleep(500);
    };
    const [, written] = await Promise.all([kills().finally(() => (ending = true)), writers]);

    const store = EventStore.connect({ url: stack.eventStoreUrl });
    for (const { conversation, acknowledged } of written) {
      const stored: string[] = [];
      for await (const { type, data } of store.read(`conversation-${conversation}`))
        if (type === 'MessageSent') stored.push((data as { message: string }).message);
      expect(acknowledged.length).toBeGreaterThan(1);
      expect(stored).toEqual(acknowledged);
    }
    await store.close();
    const refusals = new Set(written.flatMap((each) => each.refusals));
    expect([name, [...refusals].filter((refusal) => !/^503 \d+$/.test(refusal))]).toEqual([name, []]);
  });

  it('afterwards every read model equals a fresh rebuild, row for row', async () => {
    await expectRowsEqualRebuild(stack);
  });
});
