/** Reading, hiding and deleting. */
import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  type EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
} from '@eventstore/db-client';
import { appended, type Contract, events, idsIn, newStream, openContract } from './vendor-client';

describe('a stream', () => {
  let contract: Contract;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    contract = await openContract();
    ({ client } = contract);
  });
  afterAll(() => contract.stop());

  const revisions = async (stream: string, options: Parameters<EventStoreDBClient['readStream']>[1]) => {
    const list: number[] = [];
    for await (const { event } of client.readStream(stream, options)) list.push(Number(event?.revision));
    return list;
  };
  /** Status 2, for which the newer client has another word in reads. */
  const misread = { type: expect.stringMatching(/^(unknown|unavailable)$/) };
  const filled = async (count: number) => {
    const stream = newStream();
    const list = events(count);
    await client.appendToStream(stream, list);
    return { stream, list };
  };

  it('is read both ways, from any revision, as many as asked for', async () => {
    const { stream } = await filled(6);
    expect(await revisions(stream, {})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await revisions(stream, { fromRevision: 2n, maxCount: 2 })).toEqual([2, 3]);
    expect(await revisions(stream, { fromRevision: START, maxCount: 1 })).toEqual([0]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([5, 4, 3, 2, 1, 0]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: 2n, maxCount: 2 })).toEqual([2, 1]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: 99n, maxCount: 2 })).toEqual([5, 4]);
    expect(await revisions(stream, { fromRevision: 99n })).toEqual([]);
  });

  it('that was never written is not found', async () => {
    await expect(revisions('nobody-wrote-this', {})).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('of many events is read whole, and the reader may stop', async () => {
    const stream = newStream();
    for (let count = 0; count < 10; count++) await client.appendToStream(stream, events(500));
    expect((await revisions(stream, {})).length).toBe(5_000);
    for await (const _ of client.readStream(stream)) break;
    expect((await revisions(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 3 })).at(0)).toBe(4_999);
  });

  it('of large events is read whole, both ways, also in $all', async () => {
    const stream = newStream();
    const { position } = await client.appendToStream(newStream(), events(1));
    const all = Array.from({ length: 40 }, (_, revision) => revision);
    for (let count = 0; count < 8; count++)
      await client.appendToStream(
        stream,
        Array.from({ length: 5 }, () => jsonEvent({ type: 'Large', data: 'x'.repeat(150_000) })),
      );
    expect(await revisions(stream, {})).toEqual(all);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([...all].reverse());
    const found = async (read: ReturnType<EventStoreDBClient['readAll']>) => {
      const list: number[] = [];
      for await (const { event } of read) if (event?.streamId === stream) list.push(Number(event.revision));
      return list;
    };
    expect(await found(client.readAll({ fromPosition: position }))).toEqual(all);
    expect(await found(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 41 }))).toEqual([...all].reverse());
    const subscribed: number[] = [];
    for await (const { event } of client.subscribeToStream(stream)) {
      subscribed.push(Number(event?.revision));
      if (subscribed.length === all.length) break;
    }
    expect(subscribed).toEqual(all);
  });

  it('$all has every event in the order of its positions, from any of them, both ways', async () => {
    const streams = await Promise.all(Array.from({ length: 5 }, () => filled(4)));
    const wanted = new Set(streams.map(({ stream }) => stream));
    const seen: { stream: string; revision: bigint; commit: bigint }[] = [];
    for await (const { event } of client.readAll())
      if (event && wanted.has(event.streamId))
        seen.push({ stream: event.streamId, revision: event.revision, commit: event.position.commit });
    expect(seen).toHaveLength(20);
    expect(seen.map(({ commit }) => commit)).toEqual(
      [...new Set(seen.map(({ commit }) => commit))].sort((a, b) => (a < b ? -1 : 1)),
    );
    const middle = seen[9];
    const at = { commit: middle.commit, prepare: middle.commit };
    for await (const { event } of client.readAll({ fromPosition: at, maxCount: 1 }))
      expect([event?.streamId, event?.revision]).toEqual([middle.stream, middle.revision]);
    const before: bigint[] = [];
    for await (const { event } of client.readAll({ fromPosition: at, direction: BACKWARDS, maxCount: 5 }))
      before.push(event?.position.commit ?? 0n);
    expect(before.every((commit) => commit < middle.commit)).toBe(true);
    expect(before).toEqual([...before].sort((a, b) => (a > b ? -1 : 1)));
  });

  it.each([FORWARDS, BACKWARDS] as const)('$all is not read from a position that is no event’s (%s)', async (direction) => {
    const { position } = await client.appendToStream(newStream(), events(2));
    await client.appendToStream(newStream(), events(2));
    const between = (position?.commit ?? 0n) + 1n;
    const reading = async () => {
      const fromPosition = { commit: between, prepare: between };
      for await (const _ of client.readAll({ fromPosition, direction, maxCount: 1 }));
    };
    await expect(reading()).rejects.toMatchObject(misread);
  });

  it('is not read for no events at all', async () => {
    const { stream } = await filled(1);
    await expect(revisions(stream, { maxCount: 0 })).rejects.toMatchObject(misread);
  });

  it('$all begins with an event of the store itself', async () => {
    for await (const { event } of client.readAll({ maxCount: 1 })) expect(event?.streamId.startsWith('$')).toBe(true);
  });

  it('shows the last events only when metadata say so; $all shows them all', async () => {
    const { stream, list } = await filled(5);
    await client.setStreamMetadata(stream, { maxCount: 2 });
    expect(await revisions(stream, {})).toEqual([3, 4]);
    await client.setStreamMetadata(stream, { truncateBefore: 4, custom: 'kept', acl: { readRoles: ['$all'] } });
    expect(await revisions(stream, {})).toEqual([4]);
    expect((await client.getStreamMetadata(stream)).metadata).toMatchObject({ truncateBefore: 4, custom: 'kept' });
    await client.setStreamMetadata(stream, { maxAge: 1 });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await revisions(stream, {})).toEqual([]);
    const ids: string[] = [];
    for await (const { event } of client.readAll()) if (event?.streamId === stream) ids.push(event.id);
    expect(ids).toEqual(list.map(({ id }) => id));
  });

  describe('of links', () => {
    const linkTo = (revision: number, stream: string) => binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) });
    const linked = async () => {
      const { stream, list } = await filled(3);
      const links = newStream();
      const { position } = await client.appendToStream(links, [linkTo(2, stream), linkTo(0, stream)]);
      return { stream, list, links, position };
    };
    const followed = async (links: string) => {
      const seen: [event: string | undefined, link: string | undefined][] = [];
      for await (const { event, link } of client.readStream(links, { resolveLinkTos: true })) seen.push([event?.id, link?.type]);
      return seen;
    };

    it('shows the links themselves, or what they name to a reader who follows them', async () => {
      const { stream, list, links } = await linked();
      const plain: unknown[] = [];
      for await (const { event, link } of client.readStream(links)) plain.push([event?.type, event?.streamId, link]);
      expect(plain).toEqual([
        ['$>', links, undefined],
        ['$>', links, undefined],
      ]);
      expect(await followed(links)).toEqual([
        [list[2].id, '$>'],
        [list[0].id, '$>'],
      ]);
      for await (const named of client.readStream(stream, { fromRevision: 2n, maxCount: 1 }))
        for await (const { event, link } of client.readStream(links, { maxCount: 1, resolveLinkTos: true })) {
          expect(event).toEqual(named.event);
          expect(link).toMatchObject({ streamId: links, revision: 0n });
        }
    });

    it('follows them in $all and in subscriptions too', async () => {
      const { list, links, position } = await linked();
      const options = { fromPosition: position, maxCount: 1, resolveLinkTos: true };
      for await (const { event, link } of client.readAll(options))
        expect([event?.id, link?.streamId, link?.position]).toEqual([list[0].id, links, position]);
      for await (const { event, link } of client.subscribeToStream(links, { resolveLinkTos: true })) {
        expect([event?.id, link?.revision]).toEqual([list[2].id, 0n]);
        break;
      }
    });

    it('gives the link alone where what it names cannot be read', async () => {
      const { stream, list, links } = await linked();
      await client.appendToStream(links, [linkTo(7, stream), linkTo(0, newStream())]);
      const alone = [undefined, '$>'];
      expect(await followed(links)).toEqual([[list[2].id, '$>'], [list[0].id, '$>'], alone, alone]);
      await client.setStreamMetadata(stream, { truncateBefore: 1 });
      expect(await followed(links)).toEqual([[list[2].id, '$>'], alone, alone, alone]);
      await client.deleteStream(stream);
      expect(await followed(links)).toEqual([alone, alone, alone, alone]);
    });
  });

  it.each(['', '5', '1@', '0@$$', 'x'])('a link to %j keeps nobody from reading on', async (named) => {
    const stream = newStream();
    await client.appendToStream(stream, [binaryEvent({ type: '$>', data: Buffer.from(named) }), ...events(1)]);
    const seen: unknown[] = [];
    for await (const { event, link } of client.readStream(stream, { resolveLinkTos: true })) seen.push(event?.type ?? link?.type);
    expect(seen).toEqual(['$>', 'Happened']);
  });

  it.each<[object, number[]]>([
    [{ $maxCount: 0 }, [0, 1, 2]],
    [{ $maxAge: -5 }, [0, 1, 2]],
    [{ $maxCount: 1.5 }, [0, 1, 2]],
    [{ $maxCount: 1, $acl: 5 }, [0, 1, 2]],
    [{ $tb: '2' }, [0, 1, 2]],
    [{ mine: { $tb: 2 } }, [0, 1, 2]],
    [{ $tb: 2, mine: { $tb: 0 } }, [2]],
    [[], [0, 1, 2]],
  ])('metadata %j show %j', async (metadata, wanted) => {
    const { stream } = await filled(3);
    const data = Buffer.from(JSON.stringify(metadata));
    await client.appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: JSON.parse(data.toString()) }));
    expect(await revisions(stream, {})).toEqual(wanted);
  });

  it('metadata that are no JSON say nothing', async () => {
    const { stream } = await filled(3);
    await client.appendToStream(`$$${stream}`, binaryEvent({ type: '$metadata', data: Buffer.from('{"$maxCount":1}') }));
    expect(await revisions(stream, {})).toEqual([0, 1, 2]);
  });

  it('that was deleted has no metadata but that, and none bring it back', async () => {
    const { stream } = await filled(4);
    await client.setStreamMetadata(stream, { maxCount: 2, mine: 1 });
    await client.deleteStream(stream);
    await client.appendToStream(stream, events(5));
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 4 });
    expect(await revisions(stream, {})).toEqual([4, 5, 6, 7, 8]);
    await client.deleteStream(stream);
    await client.setStreamMetadata(stream, { truncateBefore: 1 });
    expect(await revisions(stream, {})).toEqual([]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 9 });
  });

  it('has a name, and so has what its metadata are of', async () => {
    for (const name of ['', '$$'] as const) {
      await expect(client.appendToStream(name, events(1))).rejects.toThrow();
      await expect(client.deleteStream(name)).rejects.toThrow();
    }
    await expect(client.setStreamMetadata('', { maxCount: 1 })).rejects.toThrow();
    await filled(1);
  });

  it('that was deleted is not found, and goes on with its numbers when written again', async () => {
    const { stream } = await filled(3);
    await client.deleteStream(stream);
    expect(await idsIn(client, stream)).toBe('stream-not-found');
    expect(await appended(client, stream, events(2), NO_STREAM)).toBe(4);
    expect(await revisions(stream, {})).toEqual([3, 4]);
    await client.deleteStream(stream, { expectedRevision: 4n });
    await expect(client.deleteStream(stream, { expectedRevision: 17n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });

  it('with a tombstone is gone for good', async () => {
    const { stream } = await filled(2);
    await client.tombstoneStream(stream);
    expect(await idsIn(client, stream)).toBe('stream-deleted');
    expect(await appended(client, stream, events(1))).toBe('stream-deleted');
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it.each([ANY, NO_STREAM] as const)('that was never written can have a tombstone (%s)', async (expectedRevision) => {
    const never = newStream();
    await client.tombstoneStream(never, { expectedRevision });
    expect(await appended(client, never, events(1))).toBe('stream-deleted');
  });

  it('without a name can have a tombstone, too', async () => {
    // On a server that lasts it may have had one before.
    const outcome = await client.tombstoneStream('', { expectedRevision: ANY }).then(
      () => 'stream-deleted',
      ({ type }) => type,
    );
    expect(outcome).toBe('stream-deleted');
    await expect(client.tombstoneStream('')).rejects.toMatchObject({ type: 'stream-deleted' });
    await filled(1);
  });

  it('does not exist to a deletion before it was written', async () => {
    await expect(client.deleteStream(newStream())).rejects.toMatchObject({ type: 'wrong-expected-version' });
  });

  it('does exist to a deletion when it has metadata', async () => {
    const stream = newStream();
    await client.setStreamMetadata(stream, { cacheControl: 10 });
    await client.deleteStream(stream, { expectedRevision: NO_STREAM });
    expect(await idsIn(client, stream)).toBe('stream-not-found');
    expect(await appended(client, stream, events(2))).toBe(1);
    expect(await idsIn(client, stream)).toHaveLength(2);
  });
});
