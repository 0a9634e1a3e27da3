import type { Shape, StreamCategory } from '../domain';
import { createCodec } from './codec';
import { InvalidAppend } from './errors';
import type { NewEvent, RawEvent, StoredEvent } from './events';

const of = <T>(what: string, is: (value: unknown) => boolean): Shape<T> => ({
  fault: (value, path) => (is(value) ? undefined : `${path} has to be ${what}`),
});
const text = of<string>('a text', (value) => typeof value === 'string');
const body: Shape<object> = {
  fault: (value, path) => text.fault((value as { body?: unknown }).body, `${path}.body`),
};
const talk: StreamCategory = {
  id: of('a number', (id) => /^\d+$/.test(String(id))),
  events: { Sent: { data: body, by: ['buyer'] } },
};
const metadata = {
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
  commandHash: 'h',
  actor: 'anna',
  role: 'buyer',
  origin: 'test',
  at: '2026-01-05T09:00:00.000Z',
  schema: '1',
};

const raw = (change: Partial<Record<'stream' | 'type' | 'contentType' | 'data' | 'metadata', string>> = {}): RawEvent => {
  const { data = '{"body":"hi"}', metadata: about = JSON.stringify(metadata), ...rest } = change;
  return {
    stream: 'talk-1',
    type: 'Sent',
    contentType: 'application/json',
    revision: 3,
    position: 7n,
    created: new Date(0),
    id: '3b241101-e2bb-4255-8caf-4136c566a962',
    bytes: { data: Buffer.from(data), metadata: Buffer.from(about) },
    ...rest,
  };
};

describe('a codec', () => {
  const codec = createCodec({ talk });

  it('lets in an event of the product, with its bytes as they are stored', () => {
    const event = raw({ data: '{ "body": "hi", "more": 1 }' });
    const { bytes, stream, revision, position, created, id } = event;
    expect(codec.decode([event])).toEqual([
      { stream, revision, position, created, id, bytes, type: 'Sent', data: { body: 'hi', more: 1 }, metadata },
    ]);
  });

  it.each([
    [
      'another kind of content',
      { contentType: 'application/octet-stream' },
      'its content is "application/octet-stream", not JSON',
    ],
    ['broken JSON', { data: '{"body":' }, 'data is no JSON object'],
    ['JSON that is a list', { data: '[]' }, 'data is no JSON object'],
    ['JSON that is null', { data: 'null' }, 'data is no JSON object'],
    ['no metadata', { metadata: '' }, 'metadata is no JSON object'],
    ['a type of others', { type: 'Anything' }, expect.stringContaining('type')],
    ['a type that every object has', { type: 'constructor' }, expect.stringContaining('type')],
    ['a stream that is not named as ours are', { stream: 'talk-x' }, expect.stringContaining('a number')],
    ['a field that is missing', { data: '{}' }, 'data.body has to be a text'],
    [
      'a role that may not cause it',
      { metadata: JSON.stringify({ ...metadata, role: 'cook' }) },
      expect.stringContaining('role'),
    ],
  ])('says why it does not let in %s', (_, change, why) => {
    expect(codec.decode([raw(change), raw()])).toEqual([why, expect.objectContaining({ type: 'Sent' })]);
  });

  it('refuses to write what it would not let in, naming the field', () => {
    const event = (change: object) => ({ id: 'id', type: 'Sent', data: { body: 'hi' }, metadata, ...change }) as NewEvent;
    expect(() => codec.encode('talk-1', [event({}), event({ data: { body: 5 } })])).toThrow(
      new InvalidAppend('An event "Sent" for "talk-1": data.body has to be a text'),
    );
    expect(() => codec.encode('talk-1', [event({ type: '' })])).toThrow(InvalidAppend);
    expect(() => codec.encode('others-1', [event({})])).toThrow(InvalidAppend);
    expect(() => codec.encode('talk-x', [event({})])).toThrow(InvalidAppend);
  });

  it('writes what it reads', async () => {
    const [{ data }] = await codec.encode('talk-1', [{ id: 'id', type: 'Sent', data: { body: 'Grüße' }, metadata }]);
    expect(codec.decode([raw({ data: Buffer.from(data).toString() })])).toMatchObject([{ data: { body: 'Grüße' } }]);
  });

  it('writes to each event its own metadata', async () => {
    const event = { id: 'id', type: 'Sent', data: { body: 'hi' } };
    const encoded = await codec.encode('talk-1', [
      { ...event, metadata },
      { ...event, metadata },
      { ...event, metadata: { ...metadata, actor: 'berta' } },
    ]);
    expect(encoded.map((one) => JSON.parse(Buffer.from(one.metadata).toString()).actor)).toEqual(['anna', 'anna', 'berta']);
  });

  it('leaves a text closed that nobody asked for, where it is all that is sealed', () => {
    const sealed = { sealed: 's', digest: 'd' };
    const event = (data: object, more = { sealed: 'key.wrapped' }) =>
      raw({ data: JSON.stringify(data), metadata: JSON.stringify({ ...metadata, ...more }) });
    const closed = { Sent: 'body' };
    const stored = event({ body: sealed, to: [1, null], more: { deep: ['hi'] } });
    expect(codec.decode([stored], { closed })).toMatchObject([
      { type: 'Sent', data: { body: '', to: [1, null], more: { deep: ['hi'] } }, closed: stored },
    ]);
    for (const [data, given] of [
      [{ body: sealed, more: sealed }, closed],
      [{ body: sealed, more: { deep: [sealed] } }, closed],
      [{ body: 'hi', more: { deep: [sealed] } }, closed],
      [{ body: sealed }, { Sent: 'more' }],
      [{ body: sealed }, { Other: 'body' }],
    ] as const) {
      const [read] = codec.decode([event(data)], { closed: given }) as StoredEvent[];
      expect(read).not.toHaveProperty('closed');
      expect(JSON.stringify(read.data)).toContain(data.body === 'hi' ? 'hi' : '[unreadable]');
    }
    // What is checked of the others is checked of it.
    expect(codec.decode([event({ body: sealed }, { sealed: 'k', role: 'cook' } as never)], { closed })).toEqual([
      expect.stringContaining('role'),
    ]);
  });

  it('knows the product’s streams by their category', () => {
    expect(codec.prefixes).toEqual(['talk-']);
    expect(['talk-1', 'talk-x', 'talk', 'talker-1', '$$talk-1', '-', 'constructor-1'].map(codec.owns)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('upcasters', () => {
  const step = (type: string, to: string, mark: string) => ({ type, to, up: (data: object) => ({ ...data, [mark]: true }) });
  const with_ = (...upcasters: { type: string; to: string; up(data: object): object }[]) =>
    createCodec({ talk: { ...talk, upcasters, events: { SentV3: { data: body, by: ['buyer'] } } } });

  it('bring an old event through every step to its newest shape, which is the one looked at', () => {
    const codec = with_(step('SentV2', 'SentV3', 'third'), step('Sent', 'SentV2', 'second'));
    const shapes = (codec.decode([raw(), raw({ type: 'SentV2' }), raw({ type: 'SentV3' })]) as StoredEvent[]).map(
      ({ type, data }) => ({ type, data }),
    );
    expect(shapes).toEqual([
      { type: 'SentV3', data: { body: 'hi', second: true, third: true } },
      { type: 'SentV3', data: { body: 'hi', third: true } },
      { type: 'SentV3', data: { body: 'hi' } },
    ]);
    expect(codec.decode([raw({ data: '{}' })])).toEqual(['data.body has to be a text']);
  });

  it('keep the type that an event is stored as, where a text of it is closed', () => {
    const sealed = raw({
      data: '{"body":{"sealed":"s","digest":"d"}}',
      metadata: JSON.stringify({ ...metadata, sealed: 'key.wrapped' }),
    });
    const codec = with_(step('Sent', 'SentV3', 'third'));
    expect(codec.decode([sealed], { closed: { Sent: 'body' } })).toMatchObject([
      { type: 'SentV3', data: { body: '', third: true }, closed: sealed },
    ]);
  });

  it('that fail on what somebody wrote are a reason to pass over it', () => {
    const failing = { ...step('Sent', 'SentV3', 'x'), up: () => JSON.parse('x') };
    expect(with_(failing).decode([raw()])).toEqual([expect.stringContaining('Sent could not be brought to SentV3')]);
  });

  it('have one way from each type, no circles, and an end that the category has', () => {
    expect(() => with_(step('A', 'B', 'x'), step('A', 'C', 'x'))).toThrow('Two upcasters of talk start at A');
    expect(() => with_(step('A', 'B', 'x'), step('B', 'A', 'x'))).toThrow('circle');
    expect(() => with_(step('A', 'B', 'x'))).toThrow('ends at B');
  });
});

describe('what is checked before keys are looked for', () => {
  it('is not checked again before it is sealed; what came of it by naming keys is', async () => {
    let checks = 0;
    const counted: Shape<object> = {
      fault(value, path) {
        checks++;
        return body.fault(value, path);
      },
    };
    const streams = { talk: { ...talk, events: { Sent: { data: counted, by: ['buyer'] as const } } } };
    const event = { id: 'a', type: 'Sent', data: { body: 'hi' }, metadata } as unknown as NewEvent;
    const given = [event];
    const stores = (named: readonly NewEvent[]) => {
      const sealing = {
        storing: async (_stream: string, _events: unknown, store: (all: readonly NewEvent[]) => unknown) => store(named),
        seal: (_stream: string, events: unknown) => events,
      };
      const codec = createCodec(streams, sealing as never);
      return codec.storing('talk-1', given, async (all) => codec.encode('talk-1', all));
    };
    await stores(given);
    expect(checks).toBe(1);
    await stores([{ ...event, data: { body: 'named' } }]);
    expect(checks).toBe(3);
    await expect(stores([{ ...event, data: { body: 1 } } as NewEvent])).rejects.toThrow(InvalidAppend);
  });
});
