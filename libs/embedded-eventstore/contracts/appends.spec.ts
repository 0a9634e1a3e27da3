/** Appends: expected revisions, repetitions, sizes, both ways of the protocol. */
import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, type EventStoreDBClient, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { appended, askedLimit, type Contract, events, idsIn, large, newStream, openContract } from './vendor-client';

describe('an append', () => {
  let contract: Contract;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    contract = await openContract();
    ({ client } = contract);
  });
  afterAll(() => contract.stop());

  const conflict = 'wrong-expected-version';
  /** A stream with so many events, and those events. */
  const filled = async (count: number) => {
    const stream = newStream();
    const written = events(count);
    if (count > 0) await client.appendToStream(stream, written);
    return { stream, written };
  };

  it.each([
    ['any', ANY, 0, 0],
    ['any', ANY, 3, 3],
    ['no stream', NO_STREAM, 0, 0],
    ['no stream', NO_STREAM, 3, conflict],
    ['an existing stream', STREAM_EXISTS, 0, conflict],
    ['an existing stream', STREAM_EXISTS, 3, 3],
    ['revision 2', 2n, 3, 3],
    ['revision 1', 1n, 3, conflict],
    ['revision 5', 5n, 3, conflict],
    ['revision 0', 0n, 0, conflict],
  ] as const)('that expects %s (%s) of a stream of %i events gives %s', async (_, expected, count, outcome) => {
    const { stream } = await filled(count);
    expect(await appended(client, stream, events(1), expected)).toBe(outcome);
  });

  it('tells at which revision the stream is when it is another', async () => {
    const { stream } = await filled(3);
    await expect(client.appendToStream(stream, events(1), { expectedRevision: 7n })).rejects.toMatchObject({
      type: conflict,
      streamName: stream,
      expectedVersion: 7n,
      actualVersion: 2n,
    });
    await expect(client.appendToStream(newStream(), events(1), { expectedRevision: 7n })).rejects.toMatchObject({
      actualVersion: 'no_stream',
    });
  });

  it('answers the position of its last event, which is where $all has it', async () => {
    const { stream } = await filled(2);
    const { position, nextExpectedRevision } = await client.appendToStream(stream, events(3));
    expect(nextExpectedRevision).toBe(4n);
    expect(position?.commit).toBe(position?.prepare);
    for await (const { event } of client.readAll({ fromPosition: position, maxCount: 1 }))
      expect(event).toMatchObject({ streamId: stream, revision: 4n });
  });

  describe('repeated at the same expected revision', () => {
    it('is recognised by its ids, also when more was written since', async () => {
      const { stream } = await filled(2);
      const list = events(2);
      expect(await appended(client, stream, list, 1n)).toBe(3);
      expect(await appended(client, stream, list, 1n)).toBe(3);
      await client.appendToStream(stream, events(2));
      expect(await appended(client, stream, list, 1n)).toBe(3);
      expect(await idsIn(client, stream)).toHaveLength(6);
    });

    it('is recognised on a stream it made', async () => {
      const stream = newStream();
      const list = events(3);
      await client.appendToStream(stream, list, { expectedRevision: NO_STREAM });
      expect(await appended(client, stream, list, NO_STREAM)).toBe(2);
      expect(await appended(client, stream, list.slice(0, 2), NO_STREAM)).toBe(1);
      expect(await appended(client, stream, [...list, ...events(1)], NO_STREAM)).toBe(conflict);
    });

    it('conflicts when any id differs', async () => {
      const { stream } = await filled(1);
      const [first, second] = events(2);
      await client.appendToStream(stream, [first, second], { expectedRevision: 0n });
      expect(await appended(client, stream, [first, ...events(1)], 0n)).toBe(conflict);
      expect(await appended(client, stream, [...events(1), second], 0n)).toBe(conflict);
      expect(await appended(client, stream, [second, first], 0n)).toBe(conflict);
    });

    it.each([NO_STREAM, ANY] as const)('is compared event by event, however many there are (%s)', async (expected) => {
      const stream = newStream();
      const written = events(300);
      expect(await appended(client, stream, written, expected)).toBe(299);
      await client.appendToStream(stream, events(5));
      expect(await appended(client, stream, written, expected)).toBe(299);
      expect(await appended(client, stream, written.slice(0, 200), expected)).toBe(199);
      expect(await appended(client, stream, [...written.slice(0, 299), ...events(1)], expected)).toBe(conflict);
      expect(await idsIn(client, stream)).toHaveLength(305);
    });

    it('at the end of the stream is written again: ids are not looked at there', async () => {
      const { stream, written } = await filled(2);
      expect(await appended(client, stream, written, 1n)).toBe(3);
      expect(await idsIn(client, stream)).toHaveLength(4);
    });
  });

  describe('repeated with any revision', () => {
    it('is recognised by its first id', async () => {
      const { stream, written } = await filled(2);
      await client.appendToStream(stream, events(3));
      expect(await appended(client, stream, written)).toBe(1);
      expect(await appended(client, stream, written, STREAM_EXISTS)).toBe(1);
      expect(await idsIn(client, stream)).toHaveLength(5);
    });

    it('conflicts when later ids are new; a new first id writes everything', async () => {
      const { stream, written } = await filled(2);
      expect(await appended(client, stream, [written[0], ...events(1)])).toBe(conflict);
      expect(await appended(client, stream, [...events(1), written[1]])).toBe(3);
    });
  });

  it('is whole or not at all', async () => {
    const stream = newStream();
    const { bytes, refusal } = await askedLimit(client);
    const { type, maxAppendSize } = refusal;
    if (maxAppendSize === undefined) expect(refusal.message).toContain('MaximumAppendEventSizeExceeded');
    else expect(type).toBe('maximum-append-size-exceeded');
    // Too large together, where the server limits appends; else one of them is.
    const [one, other] = maxAppendSize === undefined ? [bytes / 2, bytes] : [0.6 * maxAppendSize, 0.6 * maxAppendSize];
    await expect(client.appendToStream(stream, [...events(5), large(one), large(other)])).rejects.toMatchObject({
      type,
      ...(maxAppendSize !== undefined && { maxAppendSize }),
    });
    expect(await idsIn(client, stream)).toBe('stream-not-found');
    expect(await appended(client, stream, [large(one)])).toBe(0);
  });

  it('keeps data, metadata, content types and ids as they were', async () => {
    const stream = newStream();
    const json = jsonEvent({ id: randomUUID(), type: 'J', data: { täxt: 'ünï 😀' }, metadata: { $correlationId: 'c', n: 1 } });
    const binary = binaryEvent({ id: randomUUID(), type: 'B', data: Buffer.from([0, 255, 10]), metadata: Buffer.from('meta') });
    const before = Date.now();
    await client.appendToStream(stream, [json, binary]);
    const read: unknown[] = [];
    for await (const { event } of client.readStream(stream)) {
      expect(event?.created.getTime()).toBeGreaterThanOrEqual(before - 1_000);
      read.push({ id: event?.id, type: event?.type, isJson: event?.isJson, metadata: event?.metadata, data: event?.data });
    }
    expect(read).toEqual([
      { id: json.id, type: 'J', isJson: true, data: json.data, metadata: json.metadata },
      { id: binary.id, type: 'B', isJson: false, data: expect.anything(), metadata: expect.anything() },
    ]);
    expect(Buffer.from((read[1] as { data: Uint8Array }).data)).toEqual(Buffer.from([0, 255, 10]));
  });

  it('of one stream by many at once gives each revision once', async () => {
    const stream = newStream();
    const others = [client, contract.another(), contract.another()];
    const revisions = await Promise.all(
      Array.from({ length: 300 }, (_, index) => appended(others[index % 3], stream, events(1))),
    );
    expect([...revisions].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  it('of one revision by many at once is one writer’s', async () => {
    const { stream } = await filled(1);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => appended(client, stream, events(2), 0n)));
    expect(outcomes.filter((outcome) => outcome === 2)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === conflict)).toHaveLength(19);
  });

  it('by the older way of the protocol keeps the same rules', async () => {
    // Credentials of its own send an append by the call that carries one append only.
    const credentials = { username: 'admin', password: 'changeit' };
    const stream = newStream();
    const list = events(3);
    const first = await client.appendToStream(stream, list, { credentials, expectedRevision: NO_STREAM });
    const again = await client.appendToStream(stream, list, { credentials, expectedRevision: NO_STREAM });
    expect([first.nextExpectedRevision, again.nextExpectedRevision]).toEqual([2n, 2n]);
    await expect(client.appendToStream(stream, events(1), { credentials, expectedRevision: 9n })).rejects.toMatchObject({
      type: conflict,
      actualVersion: 2n,
    });
    const { bytes, refusal } = await askedLimit(client);
    await expect(client.appendToStream(stream, large(bytes), { credentials })).rejects.toMatchObject({ type: refusal.type });
  });
});
