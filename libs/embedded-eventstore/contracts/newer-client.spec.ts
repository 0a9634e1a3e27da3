/**
 * The contracts once more, by the vendor's newer client, which is KurrentDB's; then what only that one can see. A process has room for
 * one of the two, since their messages share a global: here the newer answers to the older one's name.
 */
import {
  type AllStreamSubscription,
  type EventStoreDBClient,
  eventTypeFilter,
  type Position,
  type StreamSubscription,
} from '@eventstore/db-client';
import { type Contract, events, newStream, openContract } from './vendor-client';

jest.mock('@eventstore/db-client', () => {
  const newer = jest.requireActual('@kurrent/kurrentdb-client');
  const connectionString = (url: string) => asOlder(newer.KurrentDBClient.connectionString(url.replace(/^esdb/, 'kurrentdb')));
  return { ...newer, EventStoreDBClient: { connectionString } };
});

/** What the newer client calls otherwise, by the older one's names. */
function asOlder(client: EventStoreDBClient): EventStoreDBClient {
  const asNewer = (given: unknown) => {
    if (typeof given !== 'object' || given === null || !('expectedRevision' in given)) return given;
    return { ...given, streamState: given.expectedRevision };
  };
  const refused = (error: { expectedState?: unknown; actualState?: unknown }) => {
    throw Object.assign(error, { expectedVersion: error.expectedState, actualVersion: error.actualState });
  };
  return new Proxy(client, {
    get(of, name) {
      const member: unknown = Reflect.get(of, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const answer: unknown = member.apply(of, given.map(asNewer));
        return answer instanceof Promise ? answer.catch(refused) : answer;
      };
    },
  });
}

describe('by the newer client:', () => {
  require('./appends.spec');
  require('./streams.spec');
  require('./subscriptions.spec');
});

describe('the newer client', () => {
  let contract: Contract;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    contract = await openContract();
    ({ client } = contract);
  });
  afterAll(() => contract.stop());

  const written = async (count: number) => {
    const stream = newStream();
    const { position } = await client.appendToStream(stream, events(count));
    return { stream, position: position as Position };
  };
  const when = { date: expect.any(Date) };
  /** EventStoreDB only says that it is so. */
  const saysNothing = (told: unknown) => process.env.EVENTSTORE_URL !== undefined && Object.keys(told as object).length === 0;
  /** What it is told when it caught up, or the refusal. */
  const caughtUp = async (subscription: StreamSubscription | AllStreamSubscription) => {
    const told = await new Promise((resolve) => {
      subscription.on('caughtUp', resolve).on('error', resolve);
      subscription.on('data', () => undefined);
    });
    await subscription.unsubscribe();
    return told;
  };

  it('hears up to which revision it caught up, and when', async () => {
    const { stream } = await written(3);
    const began = Date.now();
    const told = await caughtUp(client.subscribeToStream(stream));
    if (saysNothing(told)) return;
    expect(told).toEqual({ ...when, revision: 2n });
    const { date } = told as { date: Date };
    expect(date.getTime()).toBeGreaterThanOrEqual(began - 1_000);
    expect(date.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    for (const fromRevision of [1n, 'end'] as const)
      expect(await caughtUp(client.subscribeToStream(stream, { fromRevision }))).toMatchObject({ revision: 2n });
  });

  it('hears of no revision where there is none', async () => {
    const told = await caughtUp(client.subscribeToStream(newStream()));
    if (!saysNothing(told)) expect(told).toEqual(when);
  });

  it('hears up to which position it caught up', async () => {
    const { position } = await written(1);
    for (const filter of [undefined, eventTypeFilter({ prefixes: ['nothing-has-this-type'] })])
      for (const fromPosition of ['start', 'end', position] as const) {
        const told = await caughtUp(client.subscribeToAll({ fromPosition, filter }));
        if (saysNothing(told)) return;
        expect(told).toMatchObject({ ...when, position: { commit: expect.any(BigInt) } });
        const reached = (told as { position: Position }).position;
        expect(reached.commit).toBeGreaterThanOrEqual(position.commit);
      }
  });

  it('is refused writes to several streams in words of its own', async () => {
    // KurrentDB takes them since 25.1.
    if (process.env.EVENTSTORE_URL) return;
    const { multiStreamAppend, appendRecords } = client as unknown as Record<string, (list: object[]) => Promise<unknown>>;
    const unsupported = { type: 'unsupported', message: expect.stringContaining('requires server version') };
    const [event] = events(1);
    const streams = [newStream(), newStream()];
    const requests = streams.map((streamName) => ({ streamName, events: events(1), expectedState: 'any' as const }));
    await expect(multiStreamAppend(requests)).rejects.toMatchObject(unsupported);
    await expect(appendRecords([{ streamName: streams[0], record: event }])).rejects.toMatchObject(unsupported);
  });
});
