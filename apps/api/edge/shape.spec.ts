import 'reflect-metadata';
import { NewConversation, NewMessage } from '../conversations/conversations.dto';
import { InboxQuery } from '../inbox/reading.dto';
import { Problem } from './problem';
import { isDate, positionOf, shaped } from './shape';

const faults = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as Problem).more.errors?.map(({ field, rule }) => `${field}:${rule}`);
  }
  return [];
};
const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'Hi', message: { body: 'Hello' } };

describe('shapes', () => {
  it.each([
    ['fine', { body: 'a\n\tb' }, []],
    ['as long as may be', { body: '😀'.repeat(10_000) }, []],
    ['too long', { body: 'x'.repeat(10_001) }, ['body:length']],
    ['too long in characters', { body: '😀'.repeat(10_001) }, ['body:length']],
    ['empty', { body: ' \n' }, ['body:length']],
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

  it('keeps the line ends of a text as they were sent, and has none in a single line', () => {
    expect(shaped(NewMessage, { body: 'a\r\n\r\nb\n' }, 'body').body).toBe('a\r\n\r\nb\n');
    expect(faults(() => shaped(NewConversation, { ...opening, subject: 'a\r\nb' }, 'body'))).toEqual([
      'subject:control-characters',
    ]);
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

  it('knows dates and positions', () => {
    expect([isDate('2028-02-29'), isDate('2026-02-29'), isDate('2026-1-1')]).toEqual([true, false, false]);
    expect([positionOf('9223372036854775807'), positionOf('9223372036854775808'), positionOf('-1')]).toEqual([
      9223372036854775807n,
      undefined,
      undefined,
    ]);
  });
});
