import { compileCalendar } from '../clock';
import { calendarOf } from '../market';
import { CorrectCalendar } from './calendar-correction';
import { ContestAnswer } from './contested-answers';
import { type ConversationEvent, conversation } from './conversation';
import {
  admin,
  answered,
  asked,
  buyer,
  clock,
  DAY,
  event,
  HOUR,
  keeps,
  MONDAY,
  opened,
  opening,
  owed,
  ref,
  replied,
  replies,
  rule,
  seller,
  stamp,
  t,
  utc,
} from './given';
import { importedHistory } from './imported-history';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';

const LATER = MONDAY + 9 * DAY;
const AGAIN = MONDAY + 10 * DAY;
const imported = { imported: true } as const;
const history = (by = clock) =>
  importedHistory(
    {
      ...opening,
      conversation: 'c1',
      messages: [
        { id: 'i1', from: 'buyer', at: MONDAY, body: 'Hello?' },
        { id: 'i2', from: 'buyer', at: MONDAY + HOUR, body: 'Hello?' },
        { id: 'i3', from: 'seller', at: LATER, body: 'Hi.' },
        { id: 'i4', from: 'seller', at: LATER + 1, body: 'Hi.' },
        { id: 'i5', from: 'buyer', at: AGAIN, body: 'Well?' },
      ],
    },
    by,
  );
const folded = (events: readonly ConversationEvent[]) =>
  events.reduce((state, one, revision) => conversation.evolve(state, one, { revision }), conversation.initial());

describe('imported history (R1.4)', () => {
  const asleep = { ...imported, wakeAt: undefined };
  const hi = { from: 'seller', author: 's1', body: 'Hi.', ...imported } as const;
  rule('R1.4 keeps its times, is marked and never late', () =>
    expect(history()).toEqual([
      { ...opened, data: { ...opened.data, ...imported } },
      asked('i1', MONDAY, imported),
      owed('i1', MONDAY, asleep),
      asked('i2', MONDAY + HOUR, imported),
      owed('i2', MONDAY + HOUR, asleep),
      asked('i3', LATER, hi),
      answered('i1', LATER, 7 * DAY, { by: 'i3' }),
      answered('i2', LATER, 7 * DAY - HOUR, { by: 'i3' }),
      asked('i4', LATER + 1, hi),
      asked('i5', AGAIN, { body: 'Well?', ...imported }),
      owed('i5', AGAIN, asleep),
    ]),
  );
  rule('R1.4 a dialogue begins with a message', () => {
    expect(() => importedHistory({ ...opening, conversation: 'c1', messages: [] }, clock)).toThrow(
      expect.objectContaining({ code: 'message-unknown', field: 'messages', message: 'a conversation begins with a message' }),
    );
  });
  rule('R1.4 nobody is reminded of it, and an answer to it is never late', () => {
    const state = folded(history());
    const at = MONDAY + 300 * DAY;
    expect(conversation.decide(keeps(at, 'i5'), state)).toEqual([]);
    expect(conversation.decide(replies(at), state)).toEqual([
      replied(at),
      answered('i5', at, expect.any(Number) as unknown as number),
    ]);
  });
  rule('R1.4 R4.2 what it answered is nobody’s work: it is asked anew', () => {
    const contest = new ContestAnswer('c1', stamp(buyer, AGAIN + DAY), clock, 'i3');
    expect(() => conversation.decide(contest, folded(history()))).toThrow(
      expect.objectContaining({
        code: 'nothing-to-contest',
        field: 'message',
        message: 'imported history owes no answer: ask anew',
      }),
    );
  });
  rule('R1.4 R2.6 stays where a corrected calendar would move it', () => {
    const { data } = calendarOf('de');
    const calendar = compileCalendar({ ...data, holidays: { ...data.holidays, [utc(AGAIN + DAY).slice(0, 10)]: 'Mourning' } });
    const corrected = { ...clock, current: () => ({ calendar, ref: { ...ref, version: 'corrected' } }) };
    const corrects = new CorrectCalendar('c1', stamp(admin, AGAIN + 1), corrected, 'i5', 'decree');
    expect(conversation.decide(corrects, folded(history()))).toEqual([]);
  });
  rule('R1.4 is not taken in without what it was told of its time', () => {
    const rules = () => {
      throw new Error('no rules');
    };
    expect(() => history({ ...clock, rules })).toThrow('no rules');
  });
  rule('R1.4 R2.10 wakes nobody when it goes on after a contest', () => {
    const declare = new DeclareNoReplyNeeded('c1', stamp(seller, AGAIN + DAY), clock, 'i5', 'thanks');
    const declared = conversation.decide(declare, folded(history()));
    const contest = new ContestNoReplyNeeded('c1', stamp(buyer, AGAIN + 2 * DAY), clock, 'i5');
    // Due on a Friday, contested on Saturday: it is over only when time counts again.
    expect(conversation.decide(contest, folded([...history(), ...declared]))).toEqual([
      event('NoReplyNeededContested', {
        ...{ message: 'i5', declaredAt: utc(AGAIN + DAY), dueAt: utc(AGAIN + DAY) },
        ...{ overdueAfter: utc(t('2025-06-30T00:00')), by: 'b1', at: utc(AGAIN + 2 * DAY) },
      }),
    ]);
  });
});

describe('imported history that ended, or is older than the calendars', () => {
  const dialogue = (at: number, closedAt?: number) =>
    importedHistory(
      {
        ...{ ...opening, conversation: 'c1', ...(closedAt !== undefined && { closedAt }) },
        messages: [
          { id: 'i1', from: 'buyer', at, body: 'Hello?' },
          { id: 'i2', from: 'seller', at: at - HOUR, body: 'Hi.' },
        ],
      },
      clock,
    );
  rule('R1.4 comes in closed by nobody of the two, at its time', () =>
    expect(dialogue(MONDAY, LATER).at(-1)).toEqual(event('ConversationClosed', { role: 'system', by: 'import', at: utc(LATER) })),
  );
  rule('R1.4 an answer that the record has before its question took no time, also where it is older than the calendars', () => {
    for (const at of [MONDAY, t('2020-01-01T00:30', '+01:00')])
      expect(dialogue(at).at(-1)).toEqual(answered('i1', at - HOUR, 0, { by: 'i2' }));
  });
  rule('R1.4 what is older than the calendars is kept and owes nothing', () => {
    const old = t('2011-06-16T10:00');
    const hi = { from: 'seller', author: 's1', body: 'Hi.', ...imported } as const;
    expect(dialogue(old).slice(1)).toEqual([asked('i1', old, imported), asked('i2', old - HOUR, hi)]);
    const named = { answers: ['i1'] };
    expect(conversation.decide(replies(MONDAY, named), folded(dialogue(old)))).toEqual([replied(MONDAY, named)]);
  });
  rule('R1.4 owes nothing in the place where it ended: what comes later continues elsewhere', () => {
    const state = folded(
      importedHistory(
        { ...opening, conversation: 'c1', closedAt: MONDAY, messages: [{ id: 'i1', from: 'buyer', at: MONDAY, body: 'Hello?' }] },
        clock,
      ),
    );
    expect(() => conversation.decide(replies(MONDAY + 31 * DAY), state)).toThrow(
      expect.objectContaining({ code: 'conversation-ended' }),
    );
  });
});
