import 'reflect-metadata';
import { AccessesQuery } from './accesses/accesses.dto';
import { AuditQuery } from './audit/audit.dto';
import { ResponseTimesQuery } from './clock/clock.dto';
import { Excuse, NewConversation, NewMessage, NewStatusUpdate } from './conversations/conversations.dto';
import type { Problem } from './edge/problem';
import { positionGiven } from './edge/shape';
import { shaped } from './edge/shape.pipe';
import { InboxQuery } from './inbox/inbox.dto';
import { ToldSeller } from './marketplace/marketplace.dto';
import { CalendarCorrection } from './markets/market.dto';
import { SearchQuery } from './search/search.dto';

const faults = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as Problem).more.errors?.map(({ field, rule }) => `${field}:${rule}`);
  }
  return [];
};
const sentences = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as Problem).message;
  }
  return undefined;
};
const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'Hi', message: { body: 'Hello' } };

describe('shapes', () => {
  it.each([
    ['fine', { body: 'a\n\tb' }, []],
    ['as long as may be', { body: '😀'.repeat(10_000) }, []],
    ['too long', { body: 'x'.repeat(10_001) }, ['body:length']],
    ['too long in characters', { body: '😀'.repeat(10_001) }, ['body:length']],
    ['empty', { body: ' \n' }, ['body:length']],
    ['not to be seen', { body: '\u3164\u2800\ufe0f' }, ['body:length']],
    ['of no characters', { body: '\uffff\ufdd0\u{1fffe}' }, ['body:length']],
    ['written both ways', { body: 'a\u202eb\u2067c' }, []],
    ['missing', {}, ['body:required']],
    ['null', { body: null }, ['body:string']],
    ['half a pair', { body: 'a\ud800' }, ['body:unicode']],
    ['a control character', { body: 'a\u0007' }, ['body:control-characters']],
    ['a carriage return alone', { body: 'a\rb' }, ['body:control-characters']],
    ['a carriage return at the end', { body: 'a\n\r' }, ['body:control-characters']],
    ['unknown field', { body: 'a', to: 1 }, ['to:unknown']],
    ['a prototype key', JSON.parse('{"body":"a","__proto__":{}}'), ['__proto__:unknown']],
    ['a huge number', { body: 'a', seenRevision: 1e300 }, ['seenRevision:integer']],
    ['a negative number', { body: 'a', seenRevision: -1 }, ['seenRevision:integer']],
    [
      'one id in two spellings',
      { body: 'a', answers: ['5F0C0B6E-0000-4000-8000-000000000001', '5f0c0b6e-0000-4000-8000-000000000001'] },
      ['answers:unique'],
    ],
    ['a date that is none', { body: 'a', promisedBy: '2026-02-30' }, ['promisedBy:date']],
  ])('a message that is %s', (_name, body, expected) => {
    expect(faults(() => shaped(NewMessage, body, 'body'))).toEqual(expected);
  });

  it('has ids and digests in small letters, however they were written', () => {
    const [id, digest] = ['5f0c0b6e-0000-4000-8000-00000000000a', 'ab'.repeat(32)];
    const [ID, DIGEST] = [id.toUpperCase(), digest.toUpperCase()];
    const message = { body: 'ABC', answers: [ID], replaces: ID, attachments: [DIGEST] };
    expect(shaped(NewMessage, message, 'body')).toEqual({ body: 'ABC', answers: [id], replaces: id, attachments: [digest] });
    expect(shaped(AuditQuery, { conversation: ID }, 'query')).toEqual({ conversation: id });
    expect(faults(() => shaped(NewMessage, { body: 'a', answers: [7], replaces: 7 }, 'body'))).toEqual([
      'answers:uuid',
      'replaces:string',
    ]);
  });

  it('keeps the line ends of a text as they were sent, and has none in a single line', () => {
    expect(shaped(NewMessage, { body: 'a\r\n\r\nb\n' }, 'body').body).toBe('a\r\n\r\nb\n');
    expect(faults(() => shaped(NewConversation, { ...opening, subject: 'a\r\nb' }, 'body'))).toEqual([
      'subject:control-characters',
    ]);
  });

  it('has nothing that turns the direction or breaks the line in a single line, nor where one gives reasons', () => {
    for (const turning of ['invoice\u202efdp.exe', '\u2066a', 'a\u2069'])
      expect(faults(() => shaped(NewConversation, { ...opening, subject: turning }, 'body'))).toEqual(['subject:direction']);
    expect(faults(() => shaped(NewConversation, { ...opening, subject: 'a\u2028b' }, 'body'))).toEqual([
      'subject:control-characters',
    ]);
    expect(faults(() => shaped(NewConversation, { ...opening, subject: 'שלום\u200f!' }, 'body'))).toEqual([]);
    expect(faults(() => shaped(Excuse, { reason: 'a\n\u202eb' }, 'body'))).toEqual(['reason:direction']);
    const facts = { carrier: '\u202eLHD', trackingNumber: '\u2066T1' };
    expect(faults(() => shaped(NewStatusUpdate, { stage: 'shipped', facts }, 'body'))).toEqual([
      'facts.carrier:direction',
      'facts.trackingNumber:direction',
    ]);
    expect(faults(() => shaped(CalendarCorrection, { add: { '2029-02-01': 'a\u202eb' }, reason: 'law' }, 'body'))).toEqual([
      'add:name',
    ]);
  });

  it('R1.7 takes people as the identity provider names them', () => {
    for (const buyer of ['auth0|0123', 'f:1234:uid', 'me+you@shop.example', 'x'.repeat(255)])
      expect(shaped(NewConversation, { ...opening, buyer }, 'body').buyer).toBe(buyer);
    for (const buyer of [' a', 'a ', 'é', 'a\nb', 'x'.repeat(256)])
      expect([buyer, faults(() => shaped(NewConversation, { ...opening, buyer }, 'body'))?.length]).toEqual([buyer, 1]);
  });

  it('names a field inside a part by its path', () => {
    expect(faults(() => shaped(NewConversation, { ...opening, message: { body: 1 } }, 'body'))).toEqual(['message.body:string']);
    expect(faults(() => shaped(NewConversation, { ...opening, message: 'Hello' }, 'body'))).toEqual(['message:object']);
    expect(faults(() => shaped(NewConversation, opening, 'body'))).toEqual([]);
  });

  it('reads numbers and flags of a query and refuses doubled ones', () => {
    expect(shaped(InboxQuery, { limit: '5', overdue: 'true' }, 'query')).toMatchObject({ limit: 5, overdue: true });
    expect(faults(() => shaped(InboxQuery, { limit: ['5', '6'], overdue: '1' }, 'query'))).toEqual([
      'overdue:boolean',
      'limit:integer',
    ]);
  });

  it('reads several values of a query, repeated or with commas, where a value has none itself', () => {
    expect(shaped(InboxQuery, { status: 'open,held', topic: ['order,claim', 'return'], buyer: 'a,b' }, 'query')).toMatchObject({
      ...{ status: ['open', 'held'], topic: ['order', 'claim', 'return'], buyer: ['a,b'] },
    });
    expect(shaped(InboxQuery, { buyer: ['a', 'b'] }, 'query')).toMatchObject({ buyer: ['a', 'b'] });
    const wrong = { status: 'open,lost', market: 'de,xx', topic: 'order,order', seller: 'a,', assignee: ['a', ' '] };
    expect(faults(() => shaped(InboxQuery, wrong, 'query'))).toEqual([
      ...['status:one-of', 'topic:unique', 'market:market', 'assignee:pattern', 'seller:pattern'],
    ]);
  });

  it.each([
    ['2028-02-29', []],
    ['2026-02-29', ['promisedBy:date']],
    ['2026-1-1', ['promisedBy:date']],
    ['2026-W01', ['promisedBy:date']],
    ['2026-01-01T00:00:00Z', ['promisedBy:date']],
    [null, ['promisedBy:date']],
    [20260101, ['promisedBy:date']],
  ])('a date %p', (promisedBy, expected) => {
    expect(faults(() => shaped(NewMessage, { body: 'a', promisedBy }, 'body'))).toEqual(expected);
  });

  it.each([
    ['2026-01-05T09:00:00Z', []],
    ['2026-01-05T09:00:00.123456789+02:00', []],
    ['2026-01-05T24:00:00Z', ['dueBefore:date-time']],
    ['2026-02-30T09:00:00Z', ['dueBefore:date-time']],
    ['2026-01-05T09:61:00Z', ['dueBefore:date-time']],
    ['2026-01-05T09:00:00', ['dueBefore:date-time']],
    ['2026-01-05', ['dueBefore:date-time']],
  ])('an instant %s', (dueBefore, expected) => {
    expect(faults(() => shaped(InboxQuery, { dueBefore }, 'query'))).toEqual(expected);
  });

  it('has a first instant before the last, and says which field is at fault', () => {
    const [one, other] = ['2026-01-05T09:00:00Z', '2026-01-05T11:00:00+02:00'];
    for (const query of [SearchQuery, InboxQuery, AuditQuery, AccessesQuery, ResponseTimesQuery]) {
      const asked = (from: string, to: string) =>
        faults(() => shaped<object>(query, { from, to, ...(query === SearchQuery && { q: 'x' }) }, 'query'));
      expect(asked(one, '2026-01-05T09:00:01Z')).toEqual([]);
      expect(asked(one, other)).toEqual(['from:before']);
      expect(asked('2027-01-01T00:00:00Z', one)).toEqual(['from:before']);
      expect(asked(one, 'x')).toEqual(['to:date-time']);
    }
    expect(sentences(() => shaped(InboxQuery, { from: '2027-01-01T00:00:00Z', to: one }, 'query'))).toBe('from lies before to');
    expect(faults(() => shaped(InboxQuery, { from: one }, 'query'))).toEqual([]);
  });

  it('says in words what is wrong, and not by an expression', () => {
    const amount = (given: string) => ({ stage: 'refund-issued', facts: { amount: given, currency: 'EUR' } });
    const status = (body: object) => () => shaped(NewStatusUpdate, body, 'body');
    const inbox = (query: object) => () => shaped(InboxQuery, query, 'query');
    const telling = (body: object) => () =>
      shaped(ToldSeller, { name: 'x', markets: [], languages: [], members: [], ...body }, 'body');
    for (const [act, said] of [
      ...['1,50', '0', '1e3', '007', '.5', '-1'].map(
        (given) => [status(amount(given)), 'facts.amount has to be a decimal above 0, such as 19.99'] as const,
      ),
      [
        status({ stage: 'shipped', facts: { trackingNumber: '---' } }),
        'facts.trackingNumber has to have a letter or a digit (ASCII)',
      ],
      [status({ stage: 'shipped', answers: ['x'] }), 'answers has an entry that is no UUID'],
      [inbox({ cursor: 'ü' }), 'cursor is not one this list gave out'],
      [
        inbox({ seller: 'ü' }),
        'seller has an entry that is no seller: 1 to 64 letters, digits, points, underscores or hyphens (ASCII), not only one or two points',
      ],
      [inbox({ topic: 'order,order' }), 'topic has an entry twice'],
      [inbox({ status: 'lost' }), 'status has an entry that is none of: open, closed, overdue, waiting, unread, held'],
      [telling({ languages: ['xx'] }), 'languages has an entry that is none of: de, en, pl, cs, sk, fr, it, es, nl, ro, hu'],
      [telling({ markets: ['de', 'de'] }), 'markets has an entry twice'],
      [
        telling({ members: [{ id: ' a', role: 'owner' }] }),
        'members[0].id has to be 1 to 255 printable ASCII characters, without a blank at an end, not only one or two points',
      ],
      [() => positionGiven('after', 'x'), 'after is a position as X-Position or a change gave it'],
    ] as const)
      expect(sentences(act)).toBe(said);
  });

  it('knows currencies of today only, where money is paid', () => {
    const pays = (currency: string) =>
      faults(() => shaped(NewStatusUpdate, { stage: 'refund-issued', facts: { amount: '1', currency } }, 'body'));
    for (const currency of ['EUR', 'HUF', 'RON', 'JPY', 'KWD']) expect(pays(currency)).toEqual([]);
    for (const currency of ['HRK', 'BGN', 'SLL', 'DEM', 'XXX', 'eur']) expect(pays(currency)).toEqual(['facts.currency:one-of']);
  });

  it('knows positions, up to the largest of a store', () => {
    expect(positionGiven('after', '9223372036854775807')).toBe(9223372036854775807n);
    expect(faults(() => positionGiven('after', '9223372036854775808'))).toEqual(['after:position']);
    expect(faults(() => positionGiven('after', '-1'))).toEqual(['after:position']);
  });

  it.each([
    ['fine', { add: { '2026-05-05': 'A day' }, remove: ['2026-05-06'] }, []],
    ['with a list for names', { add: [] }, ['add:object']],
    ['with a day that is none', { add: { '2026-02-30': 'x' } }, ['add:date']],
    ['with a name that is none', { add: { '2026-05-05': '\u0007' } }, ['add:name']],
    ['with too long a name', { add: { '2026-05-05': 'x'.repeat(101) } }, ['add:name']],
    ['without names', { add: null }, ['add:object']],
    ['with a date twice as long', { remove: ['2026-05-05', '2026-02-30'] }, ['remove:date']],
    ['with one date for a list', { remove: '2026-05-05' }, ['remove:array']],
  ])('a correction %s', (_name, correction, expected) => {
    expect(faults(() => shaped(CalendarCorrection, { ...correction, reason: 'law' }, 'body'))).toEqual(expected);
  });

  it('refuses parts it does not know, and a market that is none, by name', () => {
    expect(faults(() => shaped(NewConversation, { ...opening, market: 'xx' }, 'body'))).toEqual(['market:market']);
    expect(faults(() => shaped(NewConversation, { ...opening, message: { body: 'a', to: 'b' } }, 'body'))).toEqual([
      'message.to:unknown',
    ]);
    expect(faults(() => shaped(NewConversation, [], 'body'))).toEqual(['body:object']);
    expect(faults(() => shaped(InboxQuery, { 'due-before': '2026-01-05T09:00:00Z', dueBefore: 'x' }, 'query'))).toEqual([
      'dueBefore:unique',
    ]);
  });
});
