import fc from 'fast-check';
import { compileCalendar, counts } from '../clock';
import { calendarOf } from '../market';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { faultOf, STREAMS } from '../streams';
import { CorrectCalendar } from './calendar-correction';
import type { Clockwork } from './clockwork';
import { CloseConversation } from './closing';
import { ContestAnswer } from './contested-answers';
import { type ConversationCommand, type ConversationEvent, conversation } from './conversation';
import { ExcuseObligation, RevokeExcuse } from './excuses';
import {
  admin,
  asks,
  buyer,
  clock,
  HOUR,
  keeps,
  MONDAY,
  opening,
  opens,
  ref,
  replies,
  rule,
  run,
  seller,
  stamp,
  system,
} from './given';
import { HandBack, TakeOver } from './keeping';
import { ReleaseMessage, SendMessage } from './messages';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';
import { OpenConversation } from './opening';
import { KeepTime } from './timekeeping';

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
      { numRuns: fc.readConfigureGlobal().numRuns ?? 200 },
    );
  });
});

describe('the timekeeper and any history', () => {
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
    'takes over',
    'hands back',
    'platform answers',
    'is held',
    'releases',
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
        const answeredAnew: ConversationEvent[] = [];
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
            // R2.12: what was late meanwhile is answered in time by what is released.
            if (command.type === 'ReleaseMessage') answeredAnew.push(event);
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
          if (what === 'takes over') tell(new TakeOver('c1', stamp(system, at)));
          if (what === 'hands back') tell(new HandBack('c1', stamp(system, at)));
          if (what === 'platform answers') tell(new SendMessage('c1', rules, by, draft));
          if (what === 'is held') tell(new SendMessage('c1', which < 3 ? buys : sells, by, { ...draft, held: 'x' }));
          if (what === 'releases') tell(new ReleaseMessage('c1', rules, by, message));
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
            .filter(
              (event) =>
                event.type === type &&
                !answeredAnew.includes(event) &&
                (level === undefined || (event.data as { level?: number }).level === level),
            )
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
      { numRuns: fc.readConfigureGlobal().numRuns ?? 2_000 },
    );
  });
});
