import fc from 'fast-check';
import { type CalendarData, compileCalendar, counts } from '../clock';
import { calendarOf } from '../market';
import type { Actor, Stamp } from '../people';
import { Rejection } from '../rejection';
import { faultOf, STREAMS } from '../streams';
import { AssignConversation } from './assignment';
import { CorrectCalendar } from './calendar-correction';
import type { Clockwork } from './clockwork';
import { CloseConversation } from './closing';
import { ContestAnswer } from './contested-answers';
import { type ConversationCommand, type ConversationEvent, conversation } from './conversation';
import { ExcuseObligation, RevokeExcuse } from './excuses';
import { explain } from './explanation';
import { importedHistory } from './imported-history';
import { type MessageDraft, ReleaseMessage, SendMessage } from './messages';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';
import { AddNote } from './notes';
import { OpenConversation } from './opening';
import { MarkRead, RecordAccess } from './reading';
import { UpdateStatus } from './stages';
import { KeepTime } from './timekeeping';
import { ReportViolation } from './violations';

const stamp = (actor: Actor, at: number): Stamp => ({
  actor,
  at,
  ...{ commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});

/** A rule's yes or no, written as one expression. */
const rule = (title: string, shows: () => unknown) =>
  it(title, () => {
    shows();
  });

const buyer: Actor = { id: 'b1', role: 'buyer' };
const seller: Actor = { id: 'anna', role: 'seller', seller: 's1' };
const admin: Actor = { id: 'root', role: 'admin' };
const system: Actor = { id: 'timekeeper', role: 'system' };

const ref = { market: 'de', version: calendarOf('de').version, tzdata: 'test' };
const clock: Clockwork = {
  current: () => ({ calendar: calendarOf('de'), ref }),
  at: () => calendarOf('de'),
  rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
};

/** Local Berlin summer time. */
const t = (local: string, offset = '+02:00') => Date.parse(`${local}:00${offset}`);
const MONDAY = t('2025-06-16T10:00');
const opening = {
  market: 'de',
  seller: 's1',
  buyer: 'b1',
  topic: 'shipping' as const,
  subject: 'Where is it?',
};

const opens = (at = MONDAY, id = 'm1') =>
  new OpenConversation('c1', stamp(buyer, at), clock, opening, { id, body: 'Where is it?' });
const asks = (at: number, id: string) => new SendMessage('c1', stamp(buyer, at), clock, { id, body: 'Hello?' });
const replies = (at: number, draft: Partial<MessageDraft> = {}) =>
  new SendMessage('c1', stamp(seller, at), clock, { id: 'r1', body: 'On its way.', ...draft });
const keeps = (at: number, message = 'm1', by = clock) => new KeepTime('c1', stamp(system, at), by, message);

function run(commands: readonly ConversationCommand[]) {
  let state = conversation.initial();
  const history: (ConversationEvent & { revision: number })[] = [];
  let last: readonly ConversationEvent[] = [];
  for (const command of commands) {
    last = conversation.decide(command, state);
    for (const event of last) {
      const revision = history.length;
      history.push({ ...event, revision });
      state = conversation.evolve(state, event, { revision });
    }
  }
  return { state, history, last };
}

const given = (...commands: ConversationCommand[]) => ({
  when: (command: ConversationCommand) => ({
    yields(...types: ConversationEvent['type'][]) {
      const { last, state } = run([...commands, command]);
      expect(last.map(({ type }) => type)).toEqual(types);
      return { last, state };
    },
    rejectedWith(code: string, field?: string) {
      let thrown: unknown;
      try {
        run([...commands, command]);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Rejection);
      expect(thrown).toMatchObject({ code, ...(field && { field }) });
    },
  }),
});

const obligationOf = (commands: ConversationCommand[], message = 'm1') => run(commands).state.obligations.get(message);

describe('a conversation', () => {
  rule('R1.1, R2.1 opens with its first message and one reply obligation', () => {
    const { last } = given().when(opens()).yields('ConversationOpened', 'MessageSent', 'ReplyObligationOpened');
    expect(last[2].data).toMatchObject({ message: 'm1', dueAt: '2025-06-17T08:00:00.000Z', calendar: ref });
  });
  rule('R1.1 is opened once', () => given(opens()).when(opens()).rejectedWith('conversation-exists'));
  rule('R1.3 looks missing to another buyer', () =>
    given(opens())
      .when(new SendMessage('c1', stamp({ id: 'b2', role: 'buyer' }, MONDAY), clock, { id: 'x', body: 'x' }))
      .rejectedWith('not-found'),
  );
  rule('R1.3 looks missing to another seller', () =>
    given(opens())
      .when(new AddNote('c1', stamp({ ...seller, seller: 's2' }, MONDAY), { id: 'n', body: 'x' }))
      .rejectedWith('not-found'),
  );
  rule('R1.3 records the access of an admin', () =>
    given(opens())
      .when(new RecordAccess('c1', stamp(admin, MONDAY), { reason: 'dispute', what: 'history' }))
      .yields('HistoryAccessed'),
  );
  rule('a message sent twice is one message', () => given(opens(), asks(MONDAY, 'm2')).when(asks(MONDAY, 'm2')).yields());
  rule('a note and an assignment said twice change nothing', () => {
    const note = new AddNote('c1', stamp(seller, MONDAY), { id: 'n1', body: 'call the carrier' });
    given(opens()).when(note).yields('NoteAdded');
    given(opens(), note).when(note).yields();
    const assign = new AssignConversation('c1', stamp(seller, MONDAY), 'anna');
    given(opens()).when(assign).yields('ConversationAssigned');
    given(opens(), assign).when(assign).yields();
  });
  rule('reading marks forwards only', () => {
    const read = (upTo?: number) => new MarkRead('c1', stamp(seller, MONDAY), upTo);
    given(opens()).when(read()).yields('ConversationRead');
    given(opens(), read()).when(read(1)).yields();
    given(opens()).when(read(99)).rejectedWith('revision-unknown', 'upTo');
  });
});

describe('what answers', () => {
  rule('R2.7 a human reply answers every message before it', () =>
    given(opens(), asks(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2))
      .yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationAnswered'),
  );
  rule('R2.7 a message that arrived after seenRevision stays open', () => {
    const { state } = given(opens(), asks(MONDAY + 1, 'm2'))
      .when(replies(MONDAY + 2, { seenRevision: 2 }))
      .yields('MessageSent', 'ReplyObligationAnswered');
    expect(state.obligations.get('m2')?.status).toBe('open');
  });
  rule('R2.7 a revision that does not exist cannot have been seen', () =>
    given(opens())
      .when(replies(MONDAY, { seenRevision: 9 }))
      .rejectedWith('revision-unknown', 'seenRevision'),
  );
  rule('R2.8 an automatic reply answers nothing', () =>
    given(opens())
      .when(replies(MONDAY, { automatic: true }))
      .yields('MessageSent'),
  );
  rule('R2.8 an admin answers nothing', () =>
    given(opens())
      .when(new SendMessage('c1', stamp(admin, MONDAY), clock, { id: 'a', body: 'We look into it.' }))
      .yields('MessageSent'),
  );
  rule('R2.8 a status update answers only what it names', () => {
    const update = (answers?: string[]) =>
      new UpdateStatus('c1', stamp(seller, MONDAY), clock, { id: 'u1', stage: 'return-received', facts: {}, answers });
    given(opens()).when(update()).yields('StatusUpdated');
    given(opens())
      .when(update(['m1']))
      .yields('StatusUpdated', 'ReplyObligationAnswered');
    given(opens())
      .when(update(['nothing']))
      .rejectedWith('message-unknown', 'answers');
  });
  rule('R2.12 a held message answers when released, from when it was submitted', () => {
    const held = replies(MONDAY + 1, { held: 'R5.3 contact data' });
    given(opens()).when(held).yields('MessageHeld');
    const late = MONDAY + 200 * 3_600_000;
    const { last } = given(opens(), held)
      .when(new ReleaseMessage('c1', stamp(admin, late), clock, 'r1'))
      .yields('MessageReleased', 'ReplyObligationAnswered');
    expect(last[1].data).toMatchObject({ late: false });
  });
  rule('R2.12 an overdue recorded while the message was held is void when it had been submitted in time', () => {
    const held = replies(MONDAY + 1, { held: 'R5.3 contact data' });
    const late = t('2025-06-17T10:01');
    const release = new ReleaseMessage('c1', stamp(admin, late + 1), clock, 'r1');
    const { state, last } = given(opens(), held, keeps(late))
      .when(release)
      .yields('MessageReleased', 'ReplyObligationAnswered', 'ViolationVoided');
    expect(state.obligations.get('m1')).toMatchObject({ status: 'answered', overdue: false });
    expect(last[2].data).toMatchObject({ at: new Date(late + 1).toISOString() });
    const submittedLate = replies(late + 1, { held: 'R5.3 contact data' });
    given(opens(), keeps(late), submittedLate)
      .when(new ReleaseMessage('c1', stamp(admin, late + 2), clock, 'r1'))
      .yields('MessageReleased', 'ReplyObligationAnswered');
  });
  rule('R2.12 so is one answered by another message, withdrawn or declared away since', () => {
    const held = replies(MONDAY + 1, { held: 'R5.3 contact data' });
    const late = t('2025-06-17T10:01');
    const release = new ReleaseMessage('c1', stamp(admin, late + 1), clock, 'r1');
    for (const ends of [
      replies(late, { id: 'r2' }),
      new CloseConversation('c1', stamp(buyer, late), clock),
      new DeclareNoReplyNeeded('c1', stamp(seller, late), clock, 'm1', 'thanks'),
    ]) {
      const { state } = given(opens(), held, ends)
        .when(release)
        .yields('MessageReleased', 'ReplyObligationAnswered', 'ViolationVoided');
      expect(state.obligations.get('m1')).toMatchObject({ status: 'answered', answeredBy: 'r1', endedAt: MONDAY + 1 });
    }
    given(opens(), held, replies(MONDAY + 2, { id: 'r2' }))
      .when(release)
      .yields('MessageReleased');
    given(opens(), replies(late, { id: 'r2' }), replies(late + 1, { held: 'R5.3 contact data' }))
      .when(release)
      .yields('MessageReleased');
  });
  rule('R2.12 a released message does not keep a promise made after it was submitted', () => {
    const held = replies(MONDAY + 1, { held: 'R5.3 contact data' });
    const { state } = given(opens(), held, replies(MONDAY + 2, { id: 'r2', promisedBy: '2025-06-18' }))
      .when(new ReleaseMessage('c1', stamp(admin, MONDAY + 3), clock, 'r1'))
      .yields('MessageReleased');
    expect(state.obligations.get('r2')?.status).toBe('open');
  });
  rule('R2.7 R2.12 nobody had seen a held buyer message before it was delivered', () => {
    const held = new SendMessage('c1', stamp(buyer, MONDAY), clock, { id: 'm2', body: 'x', held: 'review' });
    const released = new ReleaseMessage('c1', stamp(admin, MONDAY + 1), clock, 'm2');
    const { state } = given(opens(), held, released)
      .when(replies(MONDAY + 2, { seenRevision: 3 }))
      .yields('MessageSent', 'ReplyObligationAnswered');
    expect(state.obligations.get('m2')?.status).toBe('open');
  });
  rule('R2.12 a held buyer message opens its obligation when delivered', () => {
    const held = new SendMessage('c1', stamp(buyer, MONDAY), clock, { id: 'm2', body: 'x', held: 'review' });
    const { last } = given(opens(), held)
      .when(new ReleaseMessage('c1', stamp(admin, MONDAY + 7_200_000), clock, 'm2'))
      .yields('MessageReleased', 'ReplyObligationOpened');
    expect(last[1].data).toMatchObject({ receivedAt: '2025-06-16T10:00:00.000Z' });
  });
  rule('a message that is not held is not released', () =>
    given(opens())
      .when(new ReleaseMessage('c1', stamp(admin, MONDAY), clock, 'm1'))
      .rejectedWith('message-not-held'),
  );
});

describe('promises (R2.9)', () => {
  rule('R2.9 a holding reply answers and opens an obligation for its date', () => {
    const { last } = given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-18' }))
      .yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened');
    expect(last[2].data).toMatchObject({ message: 'r1', kind: 'promise', dueAt: '2025-06-18T22:00:00.000Z' });
  });
  rule('R2.9 the fifth business day is not too far, the sixth is', () => {
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-23' }))
      .yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened');
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-24' }))
      .rejectedWith('promise-too-far', 'promisedBy');
  });
  rule('R2.9 a promise in the past is refused, however long ago; one for today is not', () => {
    for (const promisedBy of ['2025-06-15', '2019-01-01'])
      given(opens()).when(replies(MONDAY, { promisedBy })).rejectedWith('promise-in-the-past', 'promisedBy');
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-16' }))
      .yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened');
  });
  rule('R2.9 a promise for a Sunday is due that Sunday, and late only when time counts again', () => {
    const friday = t('2025-06-20T10:00');
    const { last } = given(opens(friday))
      .when(replies(friday + 1, { promisedBy: '2025-06-22' }))
      .yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened');
    expect(last[2].data).toMatchObject({ dueAt: '2025-06-22T22:00:00.000Z', overdueAfter: '2025-06-22T22:00:00.000Z' });
    const saturday = t('2025-06-21T10:00');
    const weekend = given(opens(friday)).when(replies(saturday, { promisedBy: '2025-06-21' }));
    const opened = weekend.yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened').last[2];
    expect(opened.data).toMatchObject({ dueAt: '2025-06-21T22:00:00.000Z', overdueAfter: '2025-06-22T22:00:00.000Z' });
  });
  rule('R2.9 a promise is counted in whole milliseconds whenever it is made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), (ms) => {
        const { state } = run([opens(), replies(MONDAY + ms, { promisedBy: '2025-06-18' })]);
        expect(state.obligations.get('r1')?.allowanceMs).toBe(t('2025-06-19T00:00') - MONDAY - ms);
      }),
    );
  });
  rule('R2.9 the next reply keeps the promise', () =>
    given(opens(), replies(MONDAY, { promisedBy: '2025-06-18' }))
      .when(replies(MONDAY + 3_600_000, { id: 'r2', seenRevision: 1 }))
      .yields('MessageSent', 'ReplyObligationAnswered'),
  );
  rule('R2.9 a promise kept by a promise opens the next; a broken one stays overdue', () => {
    const again = (at: number) =>
      given(opens(), replies(MONDAY, { promisedBy: '2025-06-18' })).when(replies(at, { id: 'r2', promisedBy: '2025-06-20' }));
    const kept = again(t('2025-06-19T00:00')).yields('MessageSent', 'ReplyObligationAnswered', 'ReplyObligationOpened').last;
    expect(kept[1].data).toMatchObject({ message: 'r1', by: 'r2', late: false });
    expect(kept[2].data).toMatchObject({ message: 'r2', kind: 'promise', dueAt: '2025-06-20T22:00:00.000Z' });
    const broken = [
      'MessageSent',
      'ReplyObligationOverdue',
      'ViolationRecorded',
      'ReplyObligationAnswered',
      'ReplyObligationOpened',
    ] as const;
    expect(again(t('2025-06-19T00:00') + 1).yields(...broken).last[3].data).toMatchObject({ message: 'r1', late: true });
  });
  rule('R2.9 only a human seller promises', () =>
    given(opens())
      .when(replies(MONDAY, { promisedBy: '2025-06-18', automatic: true }))
      .rejectedWith('promise-needs-a-human-seller', 'promisedBy'),
  );
});

describe('the timekeeper (R2.13)', () => {
  const due = t('2025-06-17T10:00');
  rule('R2.13 says nothing before 18 counted hours, then reminds once', () => {
    given(opens())
      .when(keeps(t('2025-06-17T03:59')))
      .yields();
    given(opens())
      .when(keeps(t('2025-06-17T04:00')))
      .yields('ReplyObligationReminded');
    given(opens(), keeps(t('2025-06-17T04:00')))
      .when(keeps(t('2025-06-17T05:00')))
      .yields();
  });
  rule('R2.3 at exactly 24 counted hours it is in time, a millisecond later overdue, once', () => {
    given(opens(), keeps(due - 1))
      .when(keeps(due))
      .yields();
    given(opens(), keeps(due - 1))
      .when(keeps(due + 1))
      .yields('ReplyObligationOverdue', 'ViolationRecorded');
    given(opens(), keeps(due + 1))
      .when(keeps(due + 2))
      .yields();
  });
  rule('R2.13 a timekeeper that was away leaves nothing out', () => {
    const { last } = given(opens())
      .when(keeps(t('2025-06-19T10:01')))
      .yields(
        'ReplyObligationReminded',
        'ReplyObligationOverdue',
        'ViolationRecorded',
        'ReplyObligationEscalated',
        'ReplyObligationEscalated',
      );
    expect(last.map(({ data }) => (data as { wakeAt?: string }).wakeAt)).toEqual([
      '2025-06-17T08:00:00.000Z',
      '2025-06-18T08:00:00.000Z',
      undefined,
      '2025-06-19T08:00:00.000Z',
      undefined,
    ]);
    given(opens(), replies(due + 1))
      .when(keeps(due + 2))
      .yields();
  });
  rule('R2.13 an obligation on the last days of the calendar stops waking, and is overdue all the same', () => {
    const end = Date.parse('2035-12-31T23:00:00Z');
    const received = end - 84 * 3_600_000;
    given(opens(received))
      .when(keeps(end - 1))
      .yields('ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded');
    expect(obligationOf([opens(received), keeps(end - 1)])?.wakeAt).toBeUndefined();
    given(opens(received), keeps(end - 1))
      .when(keeps(end + 1))
      .yields();
  });
  rule('R2.13 escalates above 48 and above 72 counted hours', () => {
    const before = [opens(), keeps(due + 1)];
    given(...before)
      .when(keeps(t('2025-06-18T10:00')))
      .yields();
    given(...before)
      .when(keeps(t('2025-06-18T10:01')))
      .yields('ReplyObligationEscalated');
    given(...before)
      .when(keeps(t('2025-06-19T10:01')))
      .yields('ReplyObligationEscalated', 'ReplyObligationEscalated');
  });
  rule('R2.3 nothing fires at a weekend; overdue only after Monday 00:00', () => {
    const friday = opens(t('2025-06-13T00:00'));
    given(friday)
      .when(keeps(t('2025-06-14T12:00')))
      .yields();
    given(friday)
      .when(keeps(t('2025-06-16T00:00')))
      .yields('ReplyObligationReminded');
    given(friday, keeps(t('2025-06-13T20:00')))
      .when(keeps(t('2025-06-16T00:01')))
      .yields('ReplyObligationOverdue', 'ViolationRecorded');
    given(friday, keeps(t('2025-06-13T20:00')))
      .when(keeps(t('2025-06-16T00:00')))
      .yields();
    given(friday)
      .when(replies(t('2025-06-15T12:00')))
      .yields('MessageSent', 'ReplyObligationAnswered');
  });
  rule('each event names when to look again', () => {
    const first = obligationOf([opens()]);
    expect(first?.wakeAt).toBe(t('2025-06-17T04:00'));
    expect(obligationOf([opens(), keeps(t('2025-06-17T04:00'))])?.wakeAt).toBe(due);
    expect(obligationOf([opens(), keeps(due + 1)])?.wakeAt).toBe(t('2025-06-18T10:00'));
    expect(obligationOf([opens(), keeps(due + 1), keeps(t('2025-06-20T10:01'))])?.wakeAt).toBeUndefined();
  });
  rule('a late answer is overdue first, whoever was faster', () =>
    given(opens())
      .when(replies(due + 1))
      .yields('MessageSent', 'ReplyObligationOverdue', 'ViolationRecorded', 'ReplyObligationAnswered'),
  );
  rule('nothing is said of an answered message', () =>
    given(opens(), replies(MONDAY + 1))
      .when(keeps(due + 1))
      .yields(),
  );
});

describe('no reply needed (R2.10)', () => {
  const declares = new DeclareNoReplyNeeded('c1', stamp(seller, MONDAY + 3_600_000), clock, 'm1', 'thanks');
  const contests = new ContestNoReplyNeeded('c1', stamp(buyer, MONDAY + 3 * 3_600_000), clock, 'm1');
  rule('R2.10 stops the clock, once', () => {
    given(opens()).when(declares).yields('NoReplyNeededDeclared');
    given(opens(), declares).when(declares).yields();
    given(opens(), declares)
      .when(keeps(MONDAY + 200 * 3_600_000))
      .yields();
  });
  rule('R2.10 contested, it goes on and the time between is not counted', () => {
    const { last } = given(opens(), declares).when(contests).yields('NoReplyNeededContested');
    expect(last[0].data).toMatchObject({ dueAt: '2025-06-17T10:00:00.000Z' });
  });
  rule('R2.10 R2.13 the reminder is not given twice', () => {
    const declaresLater = new DeclareNoReplyNeeded('c1', stamp(seller, t('2025-06-17T05:00')), clock, 'm1', 'thanks');
    const contestsLater = new ContestNoReplyNeeded('c1', stamp(buyer, t('2025-06-17T06:00')), clock, 'm1');
    const before = [opens(), keeps(t('2025-06-17T04:00')), declaresLater, contestsLater];
    expect(obligationOf(before)).toMatchObject({ status: 'reminded', wakeAt: t('2025-06-17T11:00') });
    given(...before)
      .when(keeps(t('2025-06-17T07:00')))
      .yields();
    given(...before)
      .when(keeps(t('2025-06-17T11:01')))
      .yields('ReplyObligationOverdue', 'ViolationRecorded');
  });
  rule('R2.10 a reminder that was missed is due at once', () => {
    const declaresLater = new DeclareNoReplyNeeded('c1', stamp(seller, t('2025-06-17T05:00')), clock, 'm1', 'thanks');
    const contestsLater = new ContestNoReplyNeeded('c1', stamp(buyer, t('2025-06-17T06:00')), clock, 'm1');
    expect(obligationOf([opens(), declaresLater, contestsLater])?.wakeAt).toBe(t('2025-06-17T04:00'));
  });
  rule('R2.10 R2.11 a contest opens the closed conversation again', () =>
    given(opens(), declares, new CloseConversation('c1', stamp(seller, MONDAY + 2 * 3_600_000), clock))
      .when(contests)
      .yields('ConversationReopened', 'NoReplyNeededContested'),
  );
  rule('R2.10 what was never declared cannot be contested', () =>
    given(opens()).when(contests).rejectedWith('nothing-to-contest'),
  );
  rule('R2.10 an answered message cannot be declared', () =>
    given(opens(), replies(MONDAY + 1))
      .when(declares)
      .rejectedWith('obligation-not-open'),
  );
});

describe('other hours than before (R2.13)', () => {
  const numbers = (reminderHours: number, ...escalationHours: number[]): Clockwork => ({
    ...clock,
    rules: () => ({ allowanceHours: 24, reminderHours, escalationHours }),
  });
  rule('R2.13 an obligation woken for a reminder that comes later now is woken then, and not in between', () => {
    const later = numbers(20, 48, 72);
    const before = [opens(), keeps(t('2025-06-17T04:00'), 'm1', later)];
    expect(obligationOf(before)).toMatchObject({ status: 'open', wakeAt: t('2025-06-17T06:00'), dueAt: t('2025-06-17T10:00') });
    given(...before)
      .when(keeps(t('2025-06-17T05:00'), 'm1', later))
      .yields();
    given(...before)
      .when(keeps(t('2025-06-17T06:00'), 'm1', later))
      .yields('ReplyObligationReminded');
  });
  rule('R2.13 one whose escalation was taken away sleeps', () => {
    const none = numbers(18);
    const before = [opens(), keeps(t('2025-06-17T11:00')), keeps(t('2025-06-18T11:00'), 'm1', none)];
    const { status, wakeAt } = obligationOf(before) ?? {};
    expect([status, wakeAt]).toEqual(['overdue', undefined]);
    given(...before)
      .when(keeps(t('2025-06-20T11:00'), 'm1', none))
      .yields();
  });
  rule('R2.3 nor is that recorded while nothing counts', () =>
    given(opens(t('2025-06-13T10:00')))
      .when(keeps(t('2025-06-14T10:00'), 'm1', numbers(20)))
      .yields(),
  );
});

describe('closing (R2.11)', () => {
  const closes = (actor: Actor, at = MONDAY + 1) => new CloseConversation('c1', stamp(actor, at), clock);
  rule('R2.11 by the buyer withdraws what is open', () =>
    given(opens()).when(closes(buyer)).yields('ConversationClosed', 'ReplyObligationWithdrawn'),
  );
  rule('R2.11 by the seller withdraws nothing', () => given(opens()).when(closes(seller)).yields('ConversationClosed'));
  rule('R2.11 by the buyer withdraws it also after the seller closed, once', () => {
    given(opens(), closes(seller)).when(closes(buyer)).yields('ConversationClosed', 'ReplyObligationWithdrawn');
    given(opens(), closes(seller), closes(buyer)).when(closes(buyer)).yields();
    given(opens(), closes(buyer)).when(closes(seller)).yields();
  });
  rule('R2.11 closing does not hide what was late already', () =>
    given(opens())
      .when(closes(buyer, t('2025-06-17T10:01')))
      .yields('ConversationClosed', 'ReplyObligationOverdue', 'ViolationRecorded', 'ReplyObligationWithdrawn'),
  );
  rule('R2.11 what a seller still owes is answered where it was asked, after 30 days too', () => {
    const late = MONDAY + 31 * 86_400_000;
    given(opens(), closes(seller))
      .when(replies(late))
      .yields('ConversationReopened', 'MessageSent', 'ReplyObligationOverdue', 'ViolationRecorded', 'ReplyObligationAnswered');
    given(opens(), closes(seller)).when(asks(late, 'm2')).rejectedWith('conversation-ended');
    given(opens(), closes(buyer)).when(replies(late)).rejectedWith('conversation-ended');
  });
  rule('R2.11 a new message reopens with a new obligation', () =>
    given(opens(), closes(buyer))
      .when(asks(MONDAY + 2, 'm2'))
      .yields('ConversationReopened', 'MessageSent', 'ReplyObligationOpened'),
  );
  rule('R2.11 after 30 days it goes on elsewhere', () => {
    const days = (n: number) => MONDAY + 1 + n * 86_400_000;
    given(opens(), closes(buyer))
      .when(asks(days(30), 'm2'))
      .yields('ConversationReopened', 'MessageSent', 'ReplyObligationOpened');
    given(opens(), closes(buyer))
      .when(asks(days(30) + 1, 'm2'))
      .rejectedWith('conversation-ended');
  });
});

describe('admins and buyers correct the record', () => {
  const due = t('2025-06-17T10:00');
  const excuses = new ExcuseObligation('c1', stamp(admin, due + 2), clock, 'm1', 'outage');
  rule('R2.14 excuses an obligation, and its late reply with it', () => {
    given(opens()).when(excuses).yields('ReplyObligationExcused');
    given(opens(), keeps(due + 1))
      .when(excuses)
      .yields('ReplyObligationExcused', 'ViolationVoided');
    given(opens(), excuses).when(excuses).yields();
    given(opens(), replies(MONDAY + 1))
      .when(excuses)
      .rejectedWith('obligation-not-open');
  });
  rule('R2.14 excuses what was late and then withdrawn, or declared to need no reply', () => {
    const closes = (at: number) => new CloseConversation('c1', stamp(buyer, at), clock);
    const declares = (at: number) => new DeclareNoReplyNeeded('c1', stamp(seller, at), clock, 'm1', 'thanks');
    for (const ends of [closes, declares]) {
      given(opens(), ends(due + 1))
        .when(excuses)
        .yields('ReplyObligationExcused', 'ViolationVoided');
      given(opens(), ends(due)).when(excuses).rejectedWith('obligation-not-open');
    }
  });
  const revokes = (at: number) => new RevokeExcuse('c1', stamp(admin, at), clock, 'm1', 'no outage');
  rule('R2.14 an excuse takes away neither the question nor the right to contest, and nothing is said of it', () => {
    const excused = [opens(), keeps(due + 1), excuses];
    expect(obligationOf(excused)).toMatchObject({ status: 'overdue', excused: true, wakeAt: undefined });
    given(...excused)
      .when(keeps(due + 100 * 3_600_000))
      .yields();
    given(...excused)
      .when(replies(due + 3))
      .yields('MessageSent', 'ReplyObligationAnswered');
    const declared = new DeclareNoReplyNeeded('c1', stamp(seller, due + 3), clock, 'm1', 'thanks');
    const contest = new ContestNoReplyNeeded('c1', stamp(buyer, due + 4), clock, 'm1');
    const { last } = given(...excused, declared)
      .when(contest)
      .yields('NoReplyNeededContested');
    expect(last[0].data).not.toHaveProperty('wakeAt');
  });
  rule('R2.14 an excuse before anything is late keeps it from ever being recorded', () => {
    given(opens(), excuses)
      .when(replies(due + 3))
      .yields('MessageSent', 'ReplyObligationAnswered');
    given(opens(), excuses)
      .when(new CloseConversation('c1', stamp(buyer, due + 3), clock))
      .yields('ConversationClosed', 'ReplyObligationWithdrawn');
  });
  rule('R2.14 revoked, what was late is late again, under a violation of its own', () => {
    const { last, state } = given(opens(), keeps(due + 1), excuses)
      .when(revokes(due + 3))
      .yields('ReplyObligationExcuseRevoked', 'ViolationRecorded');
    expect(last[0].data).toEqual({
      message: 'm1',
      reason: 'no outage',
      wakeAt: new Date(due + 24 * 3_600_000).toISOString(),
      by: 'root',
      at: new Date(due + 3).toISOString(),
    });
    const [first, second] = [...state.violations.keys()];
    expect([first, second]).toEqual(['late-reply-m1-5', 'late-reply-m1-9']);
    expect([...state.violations.values()].map(({ status }) => status)).toEqual(['void', 'established']);
    expect(state.obligations.get('m1')).toMatchObject({ status: 'overdue', excused: false, overdue: true });
  });
  rule('R2.14 revoked, what became late while it was excused is recorded; what did not is not', () => {
    given(opens(), excuses)
      .when(revokes(due + 3))
      .yields('ReplyObligationExcuseRevoked', 'ReplyObligationOverdue', 'ViolationRecorded');
    given(opens(), excuses, replies(due + 3))
      .when(revokes(due + 4))
      .yields('ReplyObligationExcuseRevoked', 'ViolationRecorded');
    const early = new ExcuseObligation('c1', stamp(admin, MONDAY + 1), clock, 'm1', 'outage');
    given(opens(), early)
      .when(revokes(MONDAY + 2))
      .yields('ReplyObligationExcuseRevoked');
    given(opens(), early, replies(MONDAY + 2))
      .when(revokes(due + 9))
      .yields('ReplyObligationExcuseRevoked');
    given(opens(), early, new CloseConversation('c1', stamp(buyer, due + 1), clock))
      .when(revokes(due + 9))
      .yields('ReplyObligationExcuseRevoked', 'ReplyObligationOverdue', 'ViolationRecorded');
    given(opens()).when(revokes(due)).rejectedWith('not-excused', 'message');
  });
  rule('R1.3 a command is for the roles it is for, whichever door it comes in by', () => {
    const update = (actor: Actor) =>
      new UpdateStatus('c1', stamp(actor, MONDAY), clock, { id: 'u1', stage: 'return-received', facts: {}, answers: ['m1'] });
    for (const actor of [buyer, admin, system]) given(opens()).when(update(actor)).rejectedWith('forbidden');
    given(opens()).when(update(seller)).yields('StatusUpdated', 'ReplyObligationAnswered');
    const held = replies(MONDAY + 1, { held: 'R5.3 contact data' });
    for (const actor of [buyer, seller, system])
      given(opens(), held)
        .when(new ReleaseMessage('c1', stamp(actor, MONDAY + 2), clock, 'r1'))
        .rejectedWith('forbidden');
  });
  rule('R2.9 R2.12 a held promise is checked when submitted, and released as it was', () => {
    given(opens())
      .when(replies(MONDAY, { held: 'x', promisedBy: '2025-06-24' }))
      .rejectedWith('promise-too-far', 'promisedBy');
    const held = replies(MONDAY, { held: 'x', promisedBy: '2025-06-18' });
    const { last } = given(opens(), held)
      .when(new ReleaseMessage('c1', stamp(admin, t('2025-07-01T10:00')), clock, 'r1'))
      .yields('MessageReleased', 'ReplyObligationAnswered', 'ReplyObligationOpened');
    expect(last[2].data).toMatchObject({ kind: 'promise', dueAt: '2025-06-18T22:00:00.000Z' });
  });
  rule('no text is kept in the folded state', () => {
    const held = replies(MONDAY + 1, { body: 'Secret words', held: 'R5.3 contact data' });
    const { state } = given(opens(), held)
      .when(replies(MONDAY + 2, { id: 'r2', body: 'Secret words' }))
      .yields('MessageSent', 'ReplyObligationAnswered');
    const plain = JSON.stringify(state, (_, value) => (value instanceof Map ? [...value] : value));
    expect(plain).not.toContain('Secret words');
    expect(plain).not.toContain(opening.subject);
  });
  rule('R4.2 "this did not answer" opens a new obligation, never late in the past', () => {
    const contest = new ContestAnswer('c1', stamp(buyer, due), clock, 'r1');
    const { last } = given(opens(), replies(MONDAY + 1))
      .when(contest)
      .yields('ReplyObligationOpened');
    expect(last[0].data).toMatchObject({ message: 'r1', kind: 'unanswered', receivedAt: new Date(due).toISOString() });
    given(opens(), replies(MONDAY + 1), contest)
      .when(contest)
      .yields();
    given(opens())
      .when(new ContestAnswer('c1', stamp(buyer, due), clock, 'm1'))
      .rejectedWith('message-unknown');
    given(opens(), replies(MONDAY + 1), new CloseConversation('c1', stamp(seller, MONDAY + 2), clock))
      .when(contest)
      .yields('ConversationReopened', 'ReplyObligationOpened');
  });
  rule('R4.2 neither an automatic message nor a promise can be said not to answer', () => {
    const contest = new ContestAnswer('c1', stamp(buyer, due), clock, 'r1');
    given(opens(), replies(MONDAY + 1, { automatic: true }))
      .when(contest)
      .rejectedWith('nothing-to-contest', 'message');
    const promise = replies(MONDAY + 1, { promisedBy: '2025-06-18' });
    given(opens(), promise).when(contest).rejectedWith('nothing-to-contest');
    given(opens(), promise, replies(MONDAY + 2, { id: 'r2' }))
      .when(contest)
      .rejectedWith('nothing-to-contest');
  });
  rule('R2.14 a late answer that is excused keeps its time', () =>
    expect(obligationOf([opens(), replies(due + 1), excuses])).toMatchObject({
      status: 'answered-late',
      excused: true,
      endedAt: due + 1,
    }),
  );
  rule('R5.2 a report is a suspected violation with its evidence', () => {
    const report = (message: string) => new ReportViolation('c1', stamp(buyer, MONDAY), { id: 'v1', message, kind: 'marketing' });
    const { last } = given(opens()).when(report('m1')).yields('ViolationRecorded');
    expect(last[0].data).toMatchObject({ status: 'suspected', source: 'report', evidence: { message: 'm1', revision: 1 } });
    given(opens()).when(report('zz')).rejectedWith('message-unknown', 'message');
  });
});

describe('calendar corrections (R2.6)', () => {
  const withHolidays = (change: (days: Record<string, string>) => void): Clockwork => {
    const data: CalendarData = structuredClone(calendarOf('de').data);
    const holidays: Record<string, string> = { ...data.holidays };
    change(holidays);
    const calendar = compileCalendar({ ...data, version: 'corrected', holidays });
    return { ...clock, current: () => ({ calendar, ref: { ...ref, version: 'corrected' } }) };
  };
  const mourning = withHolidays((days) => {
    days['2025-06-17'] = 'Day of mourning';
  });
  const corrects = (by: Clockwork, at: number) => new CorrectCalendar('c1', stamp(admin, at), by, 'm1', 'decree');
  rule('R2.6 moves an open obligation, once', () => {
    const { last } = given(opens())
      .when(corrects(mourning, MONDAY + 1))
      .yields('ReplyObligationMoved');
    expect(last[0].data).toMatchObject({ dueAt: '2025-06-18T08:00:00.000Z', calendar: { version: 'corrected' } });
    given(opens(), corrects(mourning, MONDAY + 1))
      .when(corrects(mourning, MONDAY + 2))
      .yields();
  });
  rule('R2.6 voids an overdue that no longer is one', () =>
    given(opens(), keeps(t('2025-06-17T10:01')))
      .when(corrects(mourning, t('2025-06-17T12:00')))
      .yields('ReplyObligationMoved', 'ViolationVoided'),
  );
  rule('R2.6 never creates an overdue in the past', () => {
    const noHoliday = withHolidays((days) => {
      delete days['2025-06-09'];
    });
    given(opens(t('2025-06-07T10:00')))
      .when(corrects(noHoliday, t('2025-06-10T10:00')))
      .yields();
  });
  rule('R2.6 an obligation opened by who did not know of the correction yet is moved before anything is said of it', () => {
    const { calendar } = mourning.current('de');
    const known: Clockwork = {
      ...clock,
      current: () => ({ calendar, ref: { ...ref, version: `${ref.version}+1` }, reason: 'decree' }),
      at: ({ version }) => (version === ref.version ? calendarOf('de') : calendar),
    };
    const { last } = given(opens())
      .when(keeps(t('2025-06-17T10:01'), 'm1', known))
      .yields('ReplyObligationMoved');
    expect(last[0].data).toMatchObject({ dueAt: '2025-06-18T08:00:00.000Z', reason: 'decree' });
    given(opens(), corrects(known, MONDAY + 1))
      .when(keeps(t('2025-06-18T04:00'), 'm1', known))
      .yields('ReplyObligationReminded');
  });
  rule('R2.6 R2.9 a promised date stays; what counts until then and after it follows the calendar', () => {
    const mournings = withHolidays((days) => {
      days['2025-06-18'] = 'Day of mourning';
      days['2025-06-23'] = 'Day of mourning';
    });
    const known: Clockwork = { ...mournings, at: () => mournings.current('de').calendar };
    const correction = new CorrectCalendar('c1', stamp(admin, MONDAY + 2), known, 'r1', 'decree');
    const promises = [opens(), replies(MONDAY + 1, { promisedBy: '2025-06-20' })];
    expect(obligationOf(promises, 'r1')).toMatchObject({
      allowanceMs: 110 * 3_600_000 - 1,
      dueAt: t('2025-06-21T00:00'),
      overdueAfter: t('2025-06-23T00:00'),
    });
    const { state, last } = given(...promises)
      .when(correction)
      .yields('ReplyObligationMoved');
    expect(state.obligations.get('r1')).toMatchObject({
      allowanceMs: 86 * 3_600_000 - 1,
      dueAt: t('2025-06-21T00:00'),
      overdueAfter: t('2025-06-24T00:00'),
      wakeAt: t('2025-06-20T02:30'),
    });
    expect(last[0].data).toMatchObject({ allowanceHours: 86 - 1 / 3_600_000 });
    given(...promises, correction)
      .when(correction)
      .yields();
    const answers = new SendMessage('c1', stamp(seller, t('2025-06-23T10:00')), known, { id: 'r2', body: 'Found.' });
    const kept = given(...promises, correction)
      .when(answers)
      .yields('MessageSent', 'ReplyObligationAnswered');
    expect(kept.last[1].data).toMatchObject({ message: 'r1', late: false });
  });
  rule('R2.6 leaves what is answered', () =>
    given(opens(), replies(MONDAY + 1))
      .when(corrects(mourning, MONDAY + 2))
      .yields(),
  );
});

describe('status updates (R3)', () => {
  const update = (stage: UpdateStatus['update']['stage'], facts = {}, id: string = stage) =>
    new UpdateStatus('c1', stamp(seller, MONDAY), clock, { id, stage, facts });
  const parcel = { carrier: 'DHL', trackingNumber: '1', estimatedDelivery: '2025-06-18' };
  rule('R3.1 a parcel has carrier, number and date', () => {
    given(opens()).when(update('shipped', parcel)).yields('StatusUpdated');
    given(opens())
      .when(update('shipped', { carrier: 'DHL' }))
      .rejectedWith('stage-facts-missing', 'trackingNumber');
  });
  rule('R3.2 completed before started is refused', () => {
    given(opens()).when(update('repair-completed')).rejectedWith('stage-contradicts-history', 'stage');
    given(opens(), update('repair-started')).when(update('repair-completed')).yields('StatusUpdated');
  });
  rule('R3.2 one number is shipped once', () => {
    given(opens(), update('shipped', parcel))
      .when(update('shipped', parcel, 'u2'))
      .rejectedWith('stage-contradicts-history', 'trackingNumber');
    given(opens(), update('shipped', { ...parcel, trackingNumber: 'JD 01' }))
      .when(update('shipped', { ...parcel, trackingNumber: ' jd01' }, 'u2'))
      .rejectedWith('stage-contradicts-history', 'trackingNumber');
    given(opens(), update('shipped', parcel))
      .when(update('shipped', { ...parcel, trackingNumber: '2' }, 'u2'))
      .yields('StatusUpdated');
  });
  rule('R3.2 delivered only what was shipped', () =>
    given(opens()).when(update('delivered')).rejectedWith('stage-contradicts-history'),
  );
});

describe('imported history (R1.4)', () => {
  const day = 86_400_000;
  const history = importedHistory(
    {
      ...opening,
      conversation: 'c1',
      messages: [
        { id: 'i1', from: 'buyer', at: MONDAY, body: 'Hello?' },
        { id: 'i2', from: 'seller', at: MONDAY + 9 * day, body: 'Hi.' },
        { id: 'i3', from: 'buyer', at: MONDAY + 10 * day, body: 'Well?' },
      ],
    },
    clock,
  );
  rule('R1.4 keeps its times, is marked and never late', () => {
    expect(history.map(({ type }) => type)).toEqual([
      'ConversationOpened',
      'MessageSent',
      'ReplyObligationOpened',
      'MessageSent',
      'ReplyObligationAnswered',
      'MessageSent',
      'ReplyObligationOpened',
    ]);
    expect(history[4].data).toMatchObject({ late: false });
    let state = conversation.initial();
    for (const [revision, event] of history.entries()) state = conversation.evolve(state, event, { revision });
    const at = MONDAY + 300 * day;
    expect(conversation.decide(keeps(at, 'i3'), state)).toEqual([]);
    expect(conversation.decide(replies(at), state).map(({ type }) => type)).toEqual(['MessageSent', 'ReplyObligationAnswered']);
  });
  rule('R1.4 R2.10 wakes nobody when it goes on after a contest', () => {
    let state = conversation.initial();
    const all = (events: readonly ConversationEvent[]) => {
      for (const event of events) state = conversation.evolve(state, event, { revision: state.revision + 1 });
      return events;
    };
    all(history);
    all(conversation.decide(new DeclareNoReplyNeeded('c1', stamp(seller, MONDAY + 11 * day), clock, 'i3', 'thanks'), state));
    const contest = new ContestNoReplyNeeded('c1', stamp(buyer, MONDAY + 12 * day), clock, 'i3');
    const [contested] = all(conversation.decide(contest, state));
    expect(contested.data).not.toHaveProperty('wakeAt');
  });
});

describe('an explanation (R2.15)', () => {
  rule('lists every day with its reason, and the days add up to what is allowed', () => {
    const { history } = run([opens(t('2025-04-17T23:59'))]);
    const explanation = explain(history, 'm1', clock, t('2025-04-18T12:00'));
    expect(explanation?.days.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(24 * 3_600_000);
    expect(explanation?.days).toHaveLength(6);
    expect(explanation?.events.map(({ type }) => type)).toEqual(['MessageSent', 'ReplyObligationOpened']);
    expect(explain(history, 'zz', clock, MONDAY)).toBeUndefined();
  });
});

describe('any history', () => {
  const step = fc.oneof(
    fc.record({ who: fc.constant('buyer' as const), id: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ who: fc.constant('seller' as const), id: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ who: fc.constant('time' as const), id: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ who: fc.constant('close' as const), id: fc.integer({ min: 0, max: 1 }) }),
  );
  rule('folds, and any command twice adds nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 1, max: 40 })), { maxLength: 30 }), (steps) => {
        const commands: ConversationCommand[] = [opens()];
        let at = MONDAY;
        for (const [{ who, id }, hours] of steps) {
          at += hours * 3_600_000;
          if (who === 'buyer') commands.push(asks(at, `b${id}`));
          if (who === 'seller') commands.push(replies(at, { id: `s${id}` }));
          if (who === 'time') commands.push(keeps(at, id === 0 ? 'm1' : `b${id}`));
          if (who === 'close') commands.push(new CloseConversation('c1', stamp(id === 0 ? buyer : seller, at), clock));
        }
        const once = run(commands);
        const twice = run(commands.flatMap((command, index) => (index === 0 ? [command] : [command, command])));
        expect(twice.history).toEqual(once.history);
        const overdue = once.history
          .filter(({ type }) => type === 'ReplyObligationOverdue')
          .map(({ data }) => (data as { message: string }).message);
        expect(new Set(overdue).size).toBe(overdue.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the timekeeper and any history', () => {
  const HOUR = 3_600_000;
  const data = calendarOf('de').data;
  const mourning = (date: string): Clockwork => {
    const calendar = compileCalendar({ ...data, version: date, holidays: { ...data.holidays, [date]: 'Mourning' } });
    const known = (version: string) => (version === date ? calendar : calendarOf('de'));
    return { ...clock, current: () => ({ calendar, ref: { ...ref, version: date } }), at: ({ version }) => known(version) };
  };
  // One correction at most, so that a version names one calendar.
  const corrected = mourning('2025-06-18');
  const WHAT = [
    'asks',
    'replies',
    'automatic',
    'promises',
    'declares',
    'contests',
    'unanswered',
    'closes',
    'keeps',
    'corrects',
    'excuses',
    'revokes',
  ];
  const CONVERSATION = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
  const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  /** As the store would have it back. */
  const incoming = ({ type, data }: ConversationEvent, { actor, at }: Stamp) => ({
    stream: `conversation-${CONVERSATION}`,
    type,
    data: JSON.parse(JSON.stringify(data)),
    metadata: {
      ...{ $correlationId: 'c', $causationId: 'c', commandId: 'c', commandHash: 'h', actor: actor.id, role: actor.role },
      ...{ origin: 'test', at: new Date(at).toISOString(), schema: '1' },
    },
  });
  const step = fc.record({
    what: fc.constantFrom(...WHAT),
    which: fc.nat(5),
    hours: fc.oneof(fc.constantFrom(0, 1, 6, 17.9, 18, 18.1, 23.9, 24, 24.1), fc.integer({ min: 0, max: 60 })),
  });

  rule('each open obligation wakes exactly when it has something to say, and says each thing once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let state = conversation.initial();
        let at = MONDAY;
        let by: Clockwork = { ...clock, at: corrected.at };
        const told: ConversationEvent[] = [];
        const tell = (command: ConversationCommand) => {
          let events: readonly ConversationEvent[] = [];
          try {
            events = conversation.decide(command, state);
          } catch (error) {
            expect(error).toBeInstanceOf(Rejection);
          }
          for (const event of events) {
            // Whatever is decided is let in again.
            expect(faultOf(STREAMS, incoming(event, command.stamp))).toBeUndefined();
            state = conversation.evolve(state, event, { revision: told.length });
            told.push(event);
          }
        };
        tell(new OpenConversation(CONVERSATION, stamp(buyer, MONDAY), clock, opening, { id: uuid(999), body: 'x' }));
        steps.forEach(({ what, which, hours }, index) => {
          at += hours * HOUR;
          const messages = [...state.messages.keys()];
          const message = messages[which % messages.length];
          const [buys, sells, rules] = [buyer, seller, admin].map((actor) => stamp(actor, at));
          const draft = { id: uuid(index), body: 'x' };
          if (what === 'asks') tell(new SendMessage('c1', buys, by, draft));
          if (what === 'replies')
            tell(new SendMessage('c1', sells, by, { ...draft, seenRevision: Math.min(which * 3, state.revision) }));
          if (what === 'automatic') tell(new SendMessage('c1', sells, by, { ...draft, automatic: true }));
          if (what === 'promises') {
            const promisedBy = new Date(at + which * 24 * HOUR).toISOString().slice(0, 10);
            tell(new SendMessage('c1', sells, by, { ...draft, promisedBy }));
          }
          if (what === 'declares') tell(new DeclareNoReplyNeeded('c1', sells, by, message, 'thanks'));
          if (what === 'contests') tell(new ContestNoReplyNeeded('c1', buys, by, message));
          if (what === 'unanswered') tell(new ContestAnswer('c1', buys, by, message));
          if (what === 'closes') tell(new CloseConversation('c1', which < 2 ? buys : sells, by));
          if (what === 'keeps') tell(new KeepTime('c1', stamp(system, at), by, message));
          if (what === 'excuses' && which === 0) tell(new ExcuseObligation('c1', rules, by, message, 'x'));
          if (what === 'revokes') tell(new RevokeExcuse('c1', rules, by, message, 'x'));
          if (what === 'corrects') {
            by = corrected;
            for (const one of messages) tell(new CorrectCalendar('c1', rules, by, one, 'decree'));
          }
          for (const obligation of state.obligations.values()) {
            const speaks = (then: number) =>
              conversation.decide(new KeepTime('c1', stamp(system, then), by, obligation.message), state).length > 0;
            const open = obligation.endedAt === undefined;
            const { wakeAt } = obligation;
            const calendar = by.at(obligation.calendar);
            if (!open || wakeAt === undefined) expect(speaks(at + 3_000 * HOUR)).toBe(false);
            else {
              expect(counts(calendar, wakeAt)).toBe(true);
              const then = Math.max(wakeAt + 1, at);
              expect(speaks(then)).toBe(counts(calendar, then));
              if (wakeAt - 1 >= at) expect(speaks(wakeAt - 1)).toBe(false);
            }
          }
        });
        const said = (type: string, level?: number) =>
          told
            .filter((event) => event.type === type && (level === undefined || (event.data as { level?: number }).level === level))
            .map((event) => (event.data as { message: string }).message);
        const twice = (messages: string[]) => messages.filter((message, index) => messages.indexOf(message) !== index);
        expect(twice(said('ReplyObligationReminded'))).toEqual([]);
        expect(twice(said('ReplyObligationAnswered'))).toEqual([]);
        const voided = new Set(
          told.flatMap((event) => (event.type === 'ReplyObligationMoved' && event.data.overdueVoid ? [event.data.message] : [])),
        );
        for (const messages of [
          said('ReplyObligationOverdue'),
          said('ReplyObligationEscalated', 48),
          said('ReplyObligationEscalated', 72),
        ])
          expect(twice(messages).filter((message) => !voided.has(message))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
