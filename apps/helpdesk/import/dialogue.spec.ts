import { BadLine, objectIn, readDialogue } from './dialogue';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const asked = { from: 'buyer', at: '2026-01-02T08:00:00Z', body: 'Is it striped?' };
const fields = {
  ...{ id: 'one', market: 'de', buyer: 'buyer-1', seller: 'old-shop', order: null },
  ...{ topic: 'question', subject: 'Zebra', messages: [asked] },
};
const read = (more: object) => readDialogue({ ...fields, ...more }, NOW);
const said = (...messages: object[]) => read({ messages: messages.map((one) => ({ ...asked, ...one })) });

describe('a dialogue of an import file (R1.4)', () => {
  it('is closed with its last message, where it does not say another time or that it is open', () => {
    const last = Date.parse(asked.at);
    const later = '2026-02-01T00:00:00Z';
    expect(read({})).toMatchObject({ dialogue: { closedAt: last }, odd: [] });
    expect(read({ status: 'closed' })).toMatchObject({ dialogue: { closedAt: last }, odd: [] });
    expect(read({ closedAt: later })).toMatchObject({ dialogue: { closedAt: Date.parse(later) }, odd: [] });
    expect(read({ closedAt: asked.at })).toMatchObject({ dialogue: { closedAt: last }, odd: [] });
    expect(read({ status: 'open' }).dialogue).not.toHaveProperty('closedAt');
    expect(read({ status: 'open' }).odd).toEqual([]);
    expect(read({ status: 'open', closedAt: later })).toMatchObject({ odd: [expect.stringContaining('closedAt: is not taken')] });
    expect(read({ status: 'done' })).toMatchObject({ dialogue: { closedAt: last }, odd: [expect.stringContaining('status: ')] });
  });

  it('says in words what a buyer and a seller have to be', () => {
    expect(() => read({ buyer: 'jürgen' })).toThrow('buyer: has to be 1 to 255 printable ASCII characters');
    expect(() => read({ seller: 'old shop' })).toThrow('seller: has to be 1 to 64 letters, digits, points');
  });

  it.each(['2026-01-02T07:59:59Z', '2026-06-01T00:00:01Z', 'yesterday', 7])('is not closed at %j', (closedAt) => {
    const { dialogue, odd } = read({ closedAt });
    expect(dialogue.closedAt).toBe(Date.parse(asked.at));
    expect(odd).toEqual([expect.stringContaining('closedAt: is no instant between')]);
  });

  it.each([
    ['an empty body', '', 'messages[0].body: is empty'],
    ['blanks', ' \n', 'messages[0].body: is empty'],
    ['nothing to be seen', '\u200b', 'messages[0].body: is empty'],
    ['a long body', 'x'.repeat(10_001), 'messages[0].body: has 10001 characters'],
  ])('keeps %s as it was, and tells it', (_, body, odd) => {
    const line = said({ body });
    expect(line.dialogue.messages[0].body).toBe(body);
    expect(line.odd).toEqual([odd]);
  });

  it.each(['a\nb', 'a\r\n\r\nb', 'a\tb', 'a\u202eb', '🦓'])('keeps %j as it was', (body) => {
    expect(said({ body })).toMatchObject({ dialogue: { messages: [{ body }] }, odd: [] });
  });

  it.each(['a\u000bb', 'a\rb', 'a\u0007', 'a\u0085'])('keeps %j as it was, and tells it', (body) => {
    const odd = ['messages[0].body: has control characters'];
    expect(said({ body })).toMatchObject({ dialogue: { messages: [{ body }] }, odd });
  });

  it('tells what no new subject or number of an order has, and keeps it', () => {
    const said = { subject: 'a\u202eb\nc', order: '№ 5' };
    const { dialogue, odd } = read(said);
    expect(dialogue).toMatchObject(said);
    expect(odd).toEqual([
      'order: has what no number of an order has now',
      'subject: has control characters',
      'subject: has characters that turn the direction of writing',
    ]);
  });

  it('tells fields of a message that it does not take, and years before there were shops like this', () => {
    const { odd } = said({ at: '0201-01-05T09:00:00Z', attachments: [] } as never);
    expect(odd).toEqual(['messages[0].attachments: is not a field of a message', 'messages[0].at: is of 0201']);
  });

  it('leaves out a line with a name that is there twice: which was meant nobody knows', () => {
    expect(() => objectIn('{"id":"a","messages":[{"body":"x","body":"y"}]}')).toThrow('messages.body: is there twice');
    expect(objectIn('{"id":"a","messages":[{"id":"x"}]}')).toEqual({ id: 'a', messages: [{ id: 'x' }] });
  });

  it.each([
    ['a\u0000b', 'a\ufffdb'],
    ['half \ud83d', 'half \ufffd'],
  ])('keeps what can be stored of %j', (body, kept) => {
    expect(said({ body }).dialogue.messages[0].body).toBe(kept);
    expect(said({ body }).odd).toEqual(['messages[0].body: has what cannot be stored, and U+FFFD in its place']);
  });

  it('keeps as much of a text as can be searched', () => {
    const { dialogue, odd } = said({ body: '🦓'.repeat(65_537) });
    expect(dialogue.messages[0].body).toBe('🦓'.repeat(65_536));
    expect(odd).toEqual(['messages[0].body: has 65537 characters, of which the first 65536 are kept']);
    expect(said({ body: '🦓'.repeat(65_536) }).dialogue.messages[0].body).toBe('🦓'.repeat(65_536));
  });

  it('keeps the order of the record, also where its times say another', () => {
    const { dialogue, odd } = said({}, { at: '2026-01-02T07:59:59Z' }, { at: '2026-01-02T07:59:59Z' });
    expect(dialogue.messages.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-01-02T08:00:00.000Z',
      '2026-01-02T07:59:59.000Z',
      '2026-01-02T07:59:59.000Z',
    ]);
    expect(odd).toEqual(['messages[1].at: is before the message above it']);
    expect(dialogue.closedAt).toBe(Date.parse(asked.at));
  });

  it('keeps subjects and orders of any length, and takes an unknown topic for a question', () => {
    const { dialogue, odd } = read({ subject: 's'.repeat(240), order: 'o'.repeat(101), topic: 'bicycles' });
    expect(dialogue).toMatchObject({ subject: 's'.repeat(240), order: 'o'.repeat(101), topic: 'question' });
    expect(odd).toEqual([
      expect.stringContaining('topic: is none of question,'),
      'order: has 101 characters',
      'subject: has 240 characters',
    ]);
    expect(read({ subject: 's'.repeat(200), order: 'o'.repeat(100) }).odd).toEqual([]);
    expect(read({ subject: 7 })).toMatchObject({ dialogue: { subject: '' }, odd: ['subject: is no text'] });
  });

  it('leaves out single messages of which nothing is known, and tells why', () => {
    const { dialogue, odd } = said(
      { from: 'admin' },
      { at: '2026-02-30T08:00:00Z' },
      { at: '2026-06-01T00:00:01Z' },
      { body: 7 },
      {},
    );
    expect(dialogue.messages).toMatchObject([{ body: asked.body }]);
    expect(odd.filter((one) => one.endsWith(', so the message is left out')).map((one) => one.split(': ')[0])).toEqual([
      'messages[0].from',
      'messages[1].at',
      'messages[2].at',
      'messages[3].body',
    ]);
    // What is behind one that is left out keeps its id.
    expect(dialogue.messages[0].id).toBe(said({}, {}, {}, {}, {}).dialogue.messages[4].id);
  });

  it('tells of a field it does not know', () =>
    expect(read({ state: 'open' }).odd).toEqual(['state: is not a field of a dialogue']));

  it.each([
    ['id', { id: ' ' }],
    ['market', { market: 'xx' }],
    ['seller', { seller: 'a b' }],
    ['buyer', { buyer: '' }],
    ['messages', { messages: 'none' }],
    ['messages', { messages: [] }],
    ['messages', { messages: [{ ...asked, at: '2026-02-30T08:00:00Z' }] }],
  ])('is left out where %s says nothing that can be kept', (field, more) => {
    expect(() => read(more)).toThrow(BadLine);
    expect(() => read(more)).toThrow(new RegExp(`^${field}: `));
  });

  it.each(['{', '7', '[]', 'null'])('is left out where the line is no object: %s', (line) => {
    expect(() => objectIn(line)).toThrow(BadLine);
  });
});
