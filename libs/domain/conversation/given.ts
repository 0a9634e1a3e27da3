/** For the specs of conversations: people, a calendar, commands, and `given(…).when(…).yields(…)`, which compares whole events. */
import { calendarOf } from '../market';
import type { Actor, Stamp } from '../people';
import { Rejection } from '../rejection';
import type { Clockwork } from './clockwork';
import {
  CONVERSATION_EVENTS,
  type ConversationCommand,
  type ConversationEvent,
  type ConversationEventType,
  conversation,
  type DataOf,
} from './conversation';
import { type MessageDraft, SendMessage } from './messages';
import type { Obligation } from './obligation';
import { OpenConversation } from './opening';
import { KeepTime } from './timekeeping';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const buyer: Actor = { id: 'b1', role: 'buyer' };
export const seller: Actor = { id: 'anna', role: 'seller', seller: 's1' };
export const admin: Actor = { id: 'root', role: 'admin' };
export const compliance: Actor = { id: 'carl', role: 'compliance' };
export const system: Actor = { id: 'timekeeper', role: 'system' };

export const stamp = (actor: Actor, at: number): Stamp => ({
  actor,
  at,
  ...{ commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});

export const ref = { market: 'de', version: calendarOf('de').version, tzdata: 'test' };
export const clock: Clockwork = {
  current: (market) => ({ calendar: calendarOf(market), ref }),
  at: () => calendarOf('de'),
  rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
};

/** Local Berlin summer time. */
export const t = (local: string, offset = '+02:00') => Date.parse(`${local}:00${offset}`);
export const utc = (at: number) => new Date(at).toISOString();
/** The first message comes on a Monday and is due a day later. */
export const MONDAY = t('2025-06-16T10:00');
export const DUE = t('2025-06-17T10:00');

export const opening = { market: 'de', seller: 's1', buyer: 'b1', topic: 'shipping' as const, subject: 'Where is it?' };

export const opens = (at = MONDAY, id = 'm1') =>
  new OpenConversation('c1', stamp(buyer, at), clock, opening, { id, body: 'Where is it?' });
export const asks = (at: number, id: string, draft: Partial<MessageDraft> = {}) =>
  new SendMessage('c1', stamp(buyer, at), clock, { id, body: 'Hello?', ...draft });
export const replies = (at: number, draft: Partial<MessageDraft> = {}, by = clock) =>
  new SendMessage('c1', stamp(seller, at), by, { id: 'r1', body: 'On its way.', ...draft });
export const keeps = (at: number, message = 'm1', by = clock) => new KeepTime('c1', stamp(system, at), by, message);

/** Handles commands one after the other; `last` are the events of the last. Each is one that its command's role may cause: others are not stored. */
export function run(commands: readonly ConversationCommand[]) {
  let state = conversation.initial();
  const history: (ConversationEvent & { revision: number })[] = [];
  let last: readonly ConversationEvent[] = [];
  for (const command of commands) {
    last = conversation.decide(command, state);
    for (const event of last) {
      expect([event.type, CONVERSATION_EVENTS[event.type].by]).toEqual([
        event.type,
        expect.arrayContaining([command.stamp.actor.role]),
      ]);
      const revision = history.length;
      history.push({ ...event, revision });
      state = conversation.evolve(state, event, { revision });
    }
  }
  return { state, history, last };
}

export const given = (...commands: ConversationCommand[]) => ({
  when: (command: ConversationCommand) => ({
    /** These events, whole, and no others. */
    yields(...events: ConversationEvent[]) {
      const { last, state } = run([...commands, command]);
      expect(last).toEqual(events);
      return state;
    },
    /** `message`: what the caller reads, or a part of it. */
    rejectedWith(code: string, field?: string, message = '') {
      let thrown: unknown;
      try {
        run([...commands, command]);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Rejection);
      expect(thrown).toMatchObject({ name: 'Rejection', code, field, message: expect.stringContaining(message) });
      expect((thrown as Rejection).message).not.toBe('');
    },
  }),
});

/** A rule's yes or no, written as one expression. */
export const rule = (title: string, shows: () => unknown) =>
  it(title, () => {
    shows();
  });

export const obligationOf = (commands: ConversationCommand[], message = 'm1') => run(commands).state.obligations.get(message);

/** All of an obligation as its opening on a day of 24 counted hours leaves it, with these changes. */
export const obligation = (message: string, at: number, revision: number, changes: Partial<Obligation> = {}): Obligation => ({
  ...{ message, kind: 'reply', revision, receivedAt: at, allowanceMs: DAY, imported: false, calendar: ref },
  ...{ dueAt: at + DAY, overdueAfter: at + DAY, wakeAt: at + 18 * HOUR, status: 'open', reminded: false, overdue: false },
  ...{ excused: false, level: 0, pauses: [] },
  ...changes,
});

/** An event as it is expected. */
export const event = <T extends ConversationEventType>(type: T, data: DataOf<T>) => ({ type, data }) as ConversationEvent;

export const opened = event('ConversationOpened', { conversation: 'c1', ...opening, at: utc(MONDAY) });

export const asked = (message: string, at: number, more: Partial<DataOf<'MessageSent'>> = {}) =>
  event('MessageSent', { message, from: 'buyer', author: 'b1', body: 'Hello?', at: utc(at), ...more });

export const replied = (at: number, more: Partial<DataOf<'MessageSent'>> = {}) =>
  event('MessageSent', { message: 'r1', from: 'seller', author: 'anna', body: 'On its way.', at: utc(at), ...more });

/** Received on a day followed by one that counts as well: due a day later, to be reminded of after 18 hours. */
export const owed = (message: string, at: number, more: Partial<DataOf<'ReplyObligationOpened'>> = {}) =>
  event('ReplyObligationOpened', {
    ...{ message, kind: 'reply', receivedAt: utc(at), allowanceHours: 24, dueAt: utc(at + DAY), overdueAfter: utc(at + DAY) },
    ...{ wakeAt: utc(at + 18 * HOUR), calendar: ref, at: utc(at), ...more },
  });

export const answered = (message: string, at: number, countedMs: number, more: Partial<DataOf<'ReplyObligationAnswered'>> = {}) =>
  event('ReplyObligationAnswered', { message, by: 'r1', countedMs, late: false, at: utc(at), ...more });

/** Of the first message, where not said otherwise: due a day after Monday, told to look again 24 counted hours later. */
export const overdue = (at: number, more: Partial<DataOf<'ReplyObligationOverdue'>> = {}, message = 'm1') =>
  event('ReplyObligationOverdue', { message, countedMs: at - MONDAY, dueAt: utc(DUE), at: utc(at), ...more });

/** Recorded by the clock as the event of this revision, of a message of that revision. */
export const lateReply = (revision: number, at: number, of = { message: 'm1', revision: 1 }) =>
  event('ViolationRecorded', {
    ...{ violation: `late-reply-${of.message}-${revision}`, kind: 'late-reply', source: 'clock', status: 'established' },
    ...{ evidence: { ...of, rule: 'R2.3' }, by: 'timekeeper', at: utc(at) },
  });

export const voided = (violation: string, reason: string, at: number) =>
  event('ViolationVoided', { violation, reason, at: utc(at) });

export const reminded = (at: number, more: Partial<DataOf<'ReplyObligationReminded'>> = {}) =>
  event('ReplyObligationReminded', {
    message: 'm1',
    countedMs: at - MONDAY,
    dueAt: utc(DUE),
    wakeAt: utc(DUE),
    at: utc(at),
    ...more,
  });

export const escalated = (at: number, level: number, more: Partial<DataOf<'ReplyObligationEscalated'>> = {}) =>
  event('ReplyObligationEscalated', { message: 'm1', level, countedMs: at - MONDAY, dueAt: utc(DUE), at: utc(at), ...more });
