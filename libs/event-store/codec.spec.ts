import { createCodec } from './codec';

const rename = (from: string, to: string, mark: string) => ({
  type: from,
  to,
  up: (data: object) => ({ ...data, [mark]: true }),
});

describe('a codec', () => {
  it('brings an old event through every step to its newest shape', () => {
    const codec = createCodec({ upcasters: [rename('SentV2', 'SentV3', 'third'), rename('Sent', 'SentV2', 'second')] });
    expect(codec.upcast({ type: 'Sent', data: { body: 'hi' } })).toEqual({
      type: 'SentV3',
      data: { body: 'hi', second: true, third: true },
    });
    expect(codec.upcast({ type: 'SentV2', data: {} })).toEqual({ type: 'SentV3', data: { third: true } });
  });

  it('leaves an event it does not know as it is', () => {
    const event = { type: 'Foreign', data: {} };
    expect(createCodec({ types: ['Sent'] }).upcast(event)).toBe(event);
  });

  it('knows which types are written: the listed ones, or all without a list', () => {
    expect(createCodec({ types: ['Sent'] }).writes('Sent')).toBe(true);
    expect(createCodec({ types: ['Sent'] }).writes('Snet')).toBe(false);
    expect(createCodec().writes('anything')).toBe(true);
  });

  it('refuses two ways from one type and circles', () => {
    expect(() => createCodec({ upcasters: [rename('A', 'B', 'x'), rename('A', 'C', 'x')] })).toThrow('Two upcasters start at A');
    expect(() => createCodec({ upcasters: [rename('A', 'B', 'x'), rename('B', 'A', 'x')] })).toThrow('circle');
  });
});
