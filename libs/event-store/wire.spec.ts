import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Metadata, status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { AppendTooLarge, RevisionConflict, StoreRefused, StoreUnavailable, StreamDeleted } from './errors';
import * as protocol from './protocol';
import {
  appendAnswer,
  appendRequest,
  callError,
  proposedMessages,
  type ReadFrom,
  rawEvent,
  readRequest,
  reconnectsItself,
  subscribeRequest,
} from './wire';

function refusal(type: string, message: string, bytes: Uint8Array = new Uint8Array()): BatchAppendResp {
  const details = new Any();
  details.pack(Uint8Array.from(bytes), `event_store.client.${type}`);
  const error = new Status();
  error.setMessage(message);
  error.setDetails(details);
  return new BatchAppendResp().setError(error);
}

const read = (answer: BatchAppendResp) => () =>
  appendAnswer(protocol.BatchAppendResp.decode(answer.serializeBinary()), 'conversation-1', 3, 1000);

function callFailure(code: number | undefined, message: string, exception?: string): Error {
  const metadata = new Metadata();
  if (exception) metadata.set('exception', exception);
  return Object.assign(new Error(message), code === undefined ? {} : { code, metadata });
}

describe('an append', () => {
  const metadata = Buffer.from('{"actor":"anna"}');
  const events = [
    { id: '3b241101-e2bb-4255-8caf-4136c566a962', type: 'MessageSent', data: Buffer.from('{"body":"Grüße – 🙂"}'), metadata },
    { id: '3b241101-e2bb-4255-8caf-4136c566a963', type: 'NoteAdded', data: Buffer.from('{}'), metadata: Buffer.from('{"a":1}') },
  ];
  const deadline = new Date('2026-01-05T09:00:02.345Z');
  const sent = (expected: Parameters<typeof appendRequest>[3]) =>
    BatchAppendReq.deserializeBinary(
      appendRequest('correlation', 'conversation-ä', proposedMessages(events).messages, expected, deadline),
    );

  it('is what the classes of the client read in it', () => {
    const { correlationId, options, proposedMessagesList, isFinal } = sent(4_294_967_296).toObject();
    expect(correlationId?.string).toBe('correlation');
    expect(isFinal).toBe(true);
    const { streamIdentifier, streamPosition, deadline: until } = options ?? {};
    expect(Buffer.from(String(streamIdentifier?.streamName), 'base64').toString()).toBe('conversation-ä');
    expect(streamPosition).toBe('4294967296');
    expect(until).toEqual({ seconds: deadline.getTime() / 1_000 - 0.345, nanos: 345_000_000 });
    const text = (bytes: string | Uint8Array) => Buffer.from(String(bytes), 'base64').toString();
    expect(
      proposedMessagesList.map(({ id, metadataMap, data, customMetadata }) => ({
        id: id?.string,
        system: Object.fromEntries(metadataMap),
        data: text(data),
        metadata: text(customMetadata),
      })),
    ).toEqual(
      events.map(({ id, type, data, metadata: about }) => ({
        id,
        system: { type, 'content-type': 'application/json' },
        data: data.toString(),
        metadata: about.toString(),
      })),
    );
  });

  it('says what it expects of the stream', () => {
    const { STREAM_POSITION, NO_STREAM, ANY, STREAM_EXISTS } = BatchAppendReq.Options.ExpectedStreamPositionCase;
    const cases = ([0, 'no-stream', 'any', 'exists'] as const).map((one) =>
      sent(one).getOptions()?.getExpectedStreamPositionCase(),
    );
    expect(cases).toEqual([STREAM_POSITION, NO_STREAM, ANY, STREAM_EXISTS]);
    expect(sent(0).getOptions()?.getStreamPosition()).toBe('0');
  });

  it('is weighed as the store does: data, metadata and twice the type', () => {
    const [{ type, data }] = events;
    expect(proposedMessages(events).sizes[0]).toBe(data.length + metadata.length + 2 * type.length);
  });
});

describe('an answer to an append', () => {
  it('has no position when the store recognised a repetition and forgot where it went', () => {
    const answer = new BatchAppendResp().setSuccess(new BatchAppendResp.Success().setCurrentRevision('4'));
    expect(read(answer)()).toEqual({ revision: 4, position: undefined });
  });

  it('has the revision and the position, however large', () => {
    const position = new AllStreamPosition().setCommitPosition('9007199254740993');
    const success = new BatchAppendResp.Success().setCurrentRevision('4294967297').setPosition(position);
    expect(read(new BatchAppendResp().setSuccess(success))()).toEqual({
      revision: 4_294_967_297,
      position: 9_007_199_254_740_993n,
    });
  });

  it('tells the revision the stream is at, or that it has no events', () => {
    const at7 = new WrongExpectedVersion().setCurrentStreamRevision('7').serializeBinary();
    expect(read(refusal('WrongExpectedVersion', '', at7))).toThrow(new RevisionConflict('conversation-1', 3, 7));
    expect(read(refusal('WrongExpectedVersion', ''))).toThrow(new RevisionConflict('conversation-1', 3, -1));
  });

  it.each([
    ['a deleted stream', refusal('StreamDeleted', ''), StreamDeleted],
    [
      'too many bytes',
      refusal('MaximumAppendSizeExceeded', '', new MaximumAppendSizeExceeded().setMaxappendsize(5).serializeBinary()),
      AppendTooLarge,
    ],
    ['one event too large', refusal('MaximumAppendEventSizeExceeded', ''), AppendTooLarge],
    ['a bad request', refusal('BadRequest', 'no type'), StoreRefused],
  ])('is final for %s', (_, answer, kind) => {
    expect(read(answer)).toThrow(kind);
  });

  it.each([
    ['the write timed out', refusal('Timeout', '')],
    ['the store does not know', refusal('Unknown', '')],
    ['a node is starting', refusal('Empty', 'Server Is Not Ready')],
    ['users cannot be looked up during an election', refusal('AccessDenied', '')],
    ['it says nothing', new BatchAppendResp()],
  ])('means wait and try again when %s', (_, answer) => {
    expect(read(answer)).toThrow(StoreUnavailable);
  });
});

describe('a read', () => {
  const asked = (what: ReadFrom, maxCount: number) => ReadReq.deserializeBinary(readRequest(what, maxCount)).getOptions();

  it.each([
    ['start', (options: ReadReq.Options | undefined) => options?.getStream()?.hasStart()],
    ['end', (options: ReadReq.Options | undefined) => options?.getStream()?.hasEnd()],
    [4_294_967_296, (options: ReadReq.Options | undefined) => options?.getStream()?.getRevision() === '4294967296'],
  ] as const)('of a stream from %s is what the classes of the client read in it', (from, is) => {
    const options = asked({ stream: 'conversation-1', from, direction: 'backwards' }, 7);
    expect(is(options)).toBe(true);
    const name = options?.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? [];
    expect(Buffer.from(name).toString()).toBe('conversation-1');
    expect([options?.getReadDirection(), options?.getCount(), options?.hasNoFilter()]).toEqual([1, '7', true]);
    expect(options?.getUuidOption()?.hasString()).toBe(true);
  });

  it.each([
    ['start', (options: ReadReq.Options | undefined) => options?.getAll()?.hasStart()],
    ['end', (options: ReadReq.Options | undefined) => options?.getAll()?.hasEnd()],
    [
      9_007_199_254_740_993n,
      (options: ReadReq.Options | undefined) => options?.getAll()?.getPosition()?.getCommitPosition() === '9007199254740993',
    ],
  ] as const)('of everything from %s, too', (from, is) => {
    const options = asked({ from, direction: 'forwards' }, Number.MAX_SAFE_INTEGER);
    expect(is(options)).toBe(true);
    expect([options?.getReadDirection(), options?.getCount()]).toEqual([0, String(Number.MAX_SAFE_INTEGER)]);
  });

  it('that goes on for good filters by what the streams’ names begin with', () => {
    const options = ReadReq.deserializeBinary(subscribeRequest('start', ['a-', 'b-'], 16)).getOptions();
    expect(options?.hasSubscription()).toBe(true);
    expect(options?.getAll()?.hasStart()).toBe(true);
    expect(options?.getFilter()?.getStreamIdentifier()?.getPrefixList()).toEqual(['a-', 'b-']);
    expect([options?.getFilter()?.getMax(), options?.getFilter()?.getCheckpointintervalmultiplier()]).toEqual([16, 1]);
    const after = ReadReq.deserializeBinary(subscribeRequest(9_007_199_254_740_993n, ['a-'], 16)).getOptions();
    expect(after?.getAll()?.getPosition()?.getCommitPosition()).toBe('9007199254740993');
  });

  const message = (contentType: string, data: string, metadata: string) => {
    const event = new ReadResp.ReadEvent.RecordedEvent();
    event.setId(new UUID().setString('3b241101-e2bb-4255-8caf-4136c566a962'));
    event.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from('conversation-ä')));
    event.setStreamRevision('4294967297').setPreparePosition('9007199254740993').setCommitPosition('9007199254740993');
    event.getMetadataMap().set('type', 'MessageSent').set('content-type', contentType).set('created', '17670000001234567');
    event.setData(Buffer.from(data)).setCustomMetadata(Buffer.from(metadata));
    const read = new ReadResp.ReadEvent().setEvent(event).setCommitPosition('9007199254740993');
    return protocol.ReadResp.decode(new ReadResp().setEvent(read).serializeBinary());
  };

  it('gives an event as the classes of the client write it, its bytes as they are', () => {
    const [data, metadata] = ['{"body": "Grüße – 🙂"}', '{"actor":'];
    expect(rawEvent(message('application/json', data, metadata))).toEqual({
      id: '3b241101-e2bb-4255-8caf-4136c566a962',
      type: 'MessageSent',
      contentType: 'application/json',
      stream: 'conversation-ä',
      revision: 4_294_967_297,
      position: 9_007_199_254_740_993n,
      created: new Date(1_767_000_000_123),
      bytes: { data: Buffer.from(data), metadata: Buffer.from(metadata) },
    });
  });

  it('reads a UUID in either form', () => {
    const text = '3b241101-e2bb-4255-8caf-4136c566a962';
    const bits = new UUID.Structured();
    bits.setMostSignificantBits(BigInt.asIntN(64, 0x3b241101e2bb4255n).toString());
    bits.setLeastSignificantBits(BigInt.asIntN(64, 0x8caf4136c566a962n).toString());
    for (const uuid of [new UUID().setStructured(bits), new UUID().setString(text)]) {
      const answer = new BatchAppendResp().setCorrelationId(uuid);
      expect(protocol.uuidOf(protocol.BatchAppendResp.decode(answer.serializeBinary()).correlationId)).toBe(text);
    }
  });

  it('tells other messages from events', () => {
    const checkpoint = new ReadResp.Checkpoint().setCommitPosition('9007199254740993').setPreparePosition('5');
    const looked = protocol.ReadResp.decode(new ReadResp().setCheckpoint(checkpoint).serializeBinary());
    expect(rawEvent(looked)).toBeUndefined();
    expect(looked.checkpoint && protocol.bigintOf(looked.checkpoint.commitPosition)).toBe(9_007_199_254_740_993n);
    const caughtUp = protocol.ReadResp.decode(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()).serializeBinary());
    expect([caughtUp.event, caughtUp.checkpoint, caughtUp.caughtUp]).toEqual([null, null, {}]);
  });
});

describe('a failed call', () => {
  it.each([
    ['the server is gone', callFailure(status.UNAVAILABLE, 'Server Is Shutting Down')],
    ['the connection broke', callFailure(status.INTERNAL, 'Received RST_STREAM')],
    ['another node leads', callFailure(status.NOT_FOUND, 'Leader info available', 'not-leader')],
    ['the time was over', callFailure(status.DEADLINE_EXCEEDED, 'too late')],
    ['no member answers', callFailure(undefined, 'Failed to discover after 10 attempts.')],
    ['a node listens before it serves', callFailure(status.UNIMPLEMENTED, 'Service is unimplemented.')],
    ['nobody knows why', callFailure(status.UNKNOWN, 'Exception was thrown by handler.')],
  ])('means wait and try again when %s', (_, error) => {
    expect(callError(error, 's')).toBeInstanceOf(StoreUnavailable);
  });

  it.each([
    ['the stream was deleted', callFailure(status.FAILED_PRECONDITION, '', 'stream-deleted'), StreamDeleted],
    ['the position is no event’s', callFailure(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition'), StoreRefused],
    ['the request makes no sense', callFailure(status.INVALID_ARGUMENT, 'bad regex'), StoreRefused],
  ])('is final when %s', (_, error, kind) => {
    expect(callError(error, 's')).toBeInstanceOf(kind);
  });

  it('leaves the connection in use where the client itself finds the next node', () => {
    expect(reconnectsItself(callFailure(status.UNAVAILABLE, ''))).toBe(true);
    expect(reconnectsItself(callFailure(status.NOT_FOUND, '', 'not-leader'))).toBe(true);
    expect(reconnectsItself(callFailure(status.INTERNAL, ''))).toBe(false);
    expect(reconnectsItself(new StoreUnavailable('no answer'))).toBe(false);
  });
});
