/** The rules of a conversation: a command and the state become events. Each rule is named where it is decided. */
import { type Calendar, counted, endOfBusinessDays, iso, localDate } from '../clock';
import { Rejection } from '../rejection';
import { type Clockwork, deadlines } from './clockwork';
import type { ConversationCommand, MessageDraft, SendMessage, Stamp } from './conversation.commands';
import type { Actor, ConversationEvent, DataOf } from './conversation.events';
import { type Conversation, evolve, initialConversation, isOpen, type Obligation, openObligations } from './conversation.state';
import {
  answered,
  countedOf,
  ending,
  isLate,
  keepTime,
  moved,
  nextWake,
  openObligation,
  overdueIfLate,
  voidViolation,
} from './obligations';
import { assertStage } from './stages';

const HOUR = 3_600_000;
const DAYS_UNTIL_NEW_CONVERSATION = 30;
const BUSINESS_DAYS_A_PROMISE_MAY_TAKE = 5;

/** The decider of the streams `conversation-<uuid>`. */
export const conversation = { category: 'conversation', initial: initialConversation, decide, evolve };

/** What follows from a command. `[]`: nothing to do (a repeat). Throws {@link Rejection} when a rule refuses. */
function decide(command: ConversationCommand, state: Conversation): readonly ConversationEvent[] {
  if (command.type === 'OpenConversation') return open(command, state);
  const opened = requireParty(state, command.stamp.actor);
  const at = iso(command.stamp.at);
  const by = command.stamp.actor.id;
  switch (command.type) {
    case 'SendMessage':
      return send(command, state, opened);
    case 'ReleaseMessage': {
      const held = state.messages.get(command.message)?.held;
      if (!held) throw new Rejection('message-not-held', 'this message is not held', 'message');
      const submitted = Date.parse(held.at);
      const released: ConversationEvent = {
        type: 'MessageReleased',
        data: { message: held.message, from: held.from, submittedAt: held.at, by, at },
      };
      // R2.12: a buyer's message is received when delivered; a seller's counts from when it was submitted.
      const stamp = held.from === 'buyer' ? command.stamp : { ...command.stamp, at: submitted };
      return [
        released,
        ...consequences(held.from, { ...held, id: held.message }, stamp, command.clock, state, opened.market, at),
      ];
    }
    case 'UpdateStatus': {
      const { id, stage, facts, answers } = command.update;
      if (state.updates.has(id)) return [];
      assertStage(stage, facts, state.progress);
      requireBuyerMessages(state, answers);
      const named = openObligations(state).filter((obligation) => answers?.includes(obligation.message));
      return [
        { type: 'StatusUpdated', data: { update: id, stage, facts, ...(answers && { answers }), by, at } },
        ...ending(named, (obligation) => answered(obligation, id, command.stamp.at, command.clock)),
      ];
    }
    case 'AddNote':
      if (state.notes.has(command.note.id)) return [];
      return [{ type: 'NoteAdded', data: { note: command.note.id, body: command.note.body, by, at } }];
    case 'AssignConversation':
      if (state.assignee === command.assignee) return [];
      return [{ type: 'ConversationAssigned', data: { assignee: command.assignee, by, at } }];
    case 'CloseConversation': {
      const { role } = command.stamp.actor;
      // R2.11: only the buyer's closing withdraws, also where the seller closed before; a seller cannot close a duty away.
      const withdrawn = role === 'buyer' ? openObligations(state) : [];
      if (state.status === 'closed' && withdrawn.length === 0) return [];
      return [
        { type: 'ConversationClosed', data: { role, by, at } },
        ...ending(withdrawn, (obligation) => [
          ...overdueIfLate(obligation, command.stamp.at, command.clock),
          { type: 'ReplyObligationWithdrawn', data: { message: obligation.message, reason: 'closed-by-buyer', at } },
        ]),
      ];
    }
    case 'ReportViolation': {
      const { id, message, kind, note } = command.report;
      if (state.violations.has(id)) return [];
      const known = state.messages.get(message);
      if (!known || (known.held && known.from !== command.stamp.actor.role))
        throw new Rejection('message-unknown', 'no such message in this conversation', 'message');
      const evidence = { message, revision: known.revision };
      return [
        {
          type: 'ViolationRecorded',
          data: { violation: id, kind, source: 'report', status: 'suspected', evidence, by, ...(note && { note }), at },
        },
      ];
    }
    case 'MarkRead': {
      const { role } = command.stamp.actor;
      if (role !== 'buyer' && role !== 'seller') return [];
      const upTo = command.upTo ?? state.contentRevision;
      requireRevision(state, upTo, 'upTo');
      return upTo <= state.readUpTo[role] ? [] : [{ type: 'ConversationRead', data: { side: role, upTo, by, at } }];
    }
    case 'RecordAccess': {
      const { role } = command.stamp.actor;
      requireRevision(state, command.access.revision, 'revision');
      return [{ type: 'HistoryAccessed', data: { role, by, ...command.access, at } }];
    }
    case 'DeclareNoReplyNeeded': {
      const obligation = requireObligation(state, command.message);
      if (obligation.status === 'no-reply-needed') return [];
      requireOpen(obligation);
      if (obligation.kind !== 'reply')
        throw new Rejection('obligation-not-open', 'only a buyer message can be declared to need no reply', 'message');
      return [
        ...overdueIfLate(obligation, command.stamp.at, command.clock),
        {
          type: 'NoReplyNeededDeclared',
          data: {
            message: command.message,
            reason: command.reason,
            countedMs: countedOf(obligation, command.stamp.at, command.clock),
            by,
            at,
          },
        },
      ];
    }
    case 'ContestNoReplyNeeded': {
      const obligation = state.obligations.get(command.message);
      if (obligation?.status !== 'no-reply-needed' || obligation.declaredAt === undefined)
        throw new Rejection('nothing-to-contest', 'nobody declared that this message needs no reply', 'message');
      const paused = { ...obligation, pauses: [...obligation.pauses, { from: obligation.declaredAt, to: command.stamp.at }] };
      const calendar = command.clock.at(obligation.calendar);
      const times = deadlines(calendar, paused);
      return [
        ...reopening(state, command.stamp),
        {
          type: 'NoReplyNeededContested',
          data: {
            message: command.message,
            declaredAt: iso(obligation.declaredAt),
            dueAt: iso(times.dueAt),
            overdueAfter: iso(times.overdueAfter),
            ...(!obligation.imported && nextWake({ ...paused, ...times }, calendar, command.clock, opened.market)),
            ...(obligation.reminded && { reminded: true as const }),
            by,
            at,
          },
        },
      ];
    }
    case 'ContestAnswer': {
      const known = state.messages.get(command.message);
      if (known?.from !== 'seller' || known.held)
        throw new Rejection('message-unknown', 'only a message of the seller can be said not to answer', 'message');
      if (known.automatic)
        throw new Rejection('nothing-to-contest', 'an automatic message answers nothing: the question is still open', 'message');
      const existing = state.obligations.get(command.message);
      if (existing?.kind === 'unanswered') return [];
      // Its result would be lost: an obligation is named by its message, and past results stay.
      if (existing)
        throw new Rejection('nothing-to-contest', 'this message promised an answer: contest the answer that follows', 'message');
      return [
        ...reopening(state, command.stamp),
        openObligation(command.message, 'unanswered', command.stamp.at, command.clock, opened.market),
      ];
    }
    case 'ExcuseObligation': {
      const obligation = requireObligation(state, command.message);
      if (obligation.status === 'excused') return [];
      // What was late stays late however it ended: answered, withdrawn, or declared to need no reply.
      if (!isOpen(obligation) && !obligation.overdue)
        throw new Rejection('obligation-not-open', `the obligation is ${obligation.status}`, 'message');
      return [
        { type: 'ReplyObligationExcused', data: { message: command.message, reason: command.reason, by, at } },
        ...voidViolation(obligation, `excused: ${command.reason}`, at),
      ];
    }
    case 'CorrectCalendar': {
      const obligation = requireObligation(state, command.message);
      return isOpen(obligation) && !obligation.imported ? moved(obligation, command, opened.market, at) : [];
    }
    case 'KeepTime': {
      const obligation = state.obligations.get(command.message);
      if (!obligation || !isOpen(obligation) || obligation.imported) return [];
      return keepTime(obligation, command, opened.market, at);
    }
  }
}

/** Whether this actor is a party of the conversation, or of the platform (R1.3). */
export function isParty(opened: DataOf<'ConversationOpened'>, actor: Actor): boolean {
  if (actor.role === 'buyer') return actor.id === opened.buyer;
  if (actor.role === 'seller') return actor.seller === opened.seller;
  return true;
}

function requireParty(state: Conversation, actor: Actor): DataOf<'ConversationOpened'> {
  // A foreign conversation looks like a missing one.
  if (!state.opened || !isParty(state.opened, actor)) throw new Rejection('not-found', 'no such conversation');
  return state.opened;
}

function requireObligation(state: Conversation, message: string): Obligation {
  const obligation = state.obligations.get(message);
  if (!obligation) throw new Rejection('obligation-unknown', 'this message opened no obligation', 'message');
  return obligation;
}

function requireOpen(obligation: Obligation): void {
  if (!isOpen(obligation)) throw new Rejection('obligation-not-open', `the obligation is ${obligation.status}`, 'message');
}

function requireRevision(state: Conversation, revision: number | undefined, field: string): void {
  if (revision !== undefined && revision > state.revision)
    throw new Rejection('revision-unknown', `the last revision is ${state.revision}`, field);
}

function requireBuyerMessages(state: Conversation, answers: readonly string[] | undefined): void {
  const unknown = answers?.find((id) => state.messages.get(id)?.from !== 'buyer' && !state.obligations.has(id));
  if (unknown !== undefined)
    throw new Rejection('message-unknown', `no buyer message ${unknown} in this conversation`, 'answers');
}

function open(command: Extract<ConversationCommand, { type: 'OpenConversation' }>, state: Conversation): ConversationEvent[] {
  const { opening, message, stamp, clock } = command;
  if (state.opened) throw new Rejection('conversation-exists', 'this conversation is open already', 'conversation');
  if (!isParty({ ...opening, at: '' }, stamp.actor)) throw new Rejection('not-found', 'no such conversation');
  return [
    { type: 'ConversationOpened', data: { ...opening, at: iso(stamp.at) } },
    ...delivered(message, stamp, clock, state, opening.market),
  ];
}

function send(command: SendMessage, state: Conversation, opened: DataOf<'ConversationOpened'>): ConversationEvent[] {
  const { message, stamp, clock } = command;
  if (state.messages.has(message.id)) return [];
  requireRevision(state, message.seenRevision, 'seenRevision');
  requireBuyerMessages(state, message.answers);
  const closedFor = state.closedAt === undefined ? 0 : stamp.at - state.closedAt;
  // What a seller still owes is answered where it was asked: elsewhere nothing could ever end it.
  const owed = stamp.actor.role === 'seller' && openObligations(state).length > 0;
  if (closedFor > DAYS_UNTIL_NEW_CONVERSATION * 24 * HOUR && !owed)
    throw new Rejection('conversation-ended', 'closed for more than 30 days: continue in a linked conversation');
  return [...reopening(state, stamp), ...delivered(message, stamp, clock, state, opened.market)];
}

/** R2.11: who writes or contests in a closed conversation opens it again. */
function reopening(state: Conversation, { actor, at }: Stamp): ConversationEvent[] {
  return state.status === 'closed' ? [{ type: 'ConversationReopened', data: { by: actor.id, at: iso(at) } }] : [];
}

/** The message as an event, held or sent, and what it does to obligations. */
function delivered(
  message: MessageDraft,
  stamp: Stamp,
  clock: Clockwork,
  state: Conversation,
  market: string,
): ConversationEvent[] {
  const { actor } = stamp;
  const from = actor.role === 'buyer' || actor.role === 'seller' ? actor.role : 'admin';
  if (message.promisedBy !== undefined && (from !== 'seller' || message.automatic))
    throw new Rejection('promise-needs-a-human-seller', 'only a human member of the seller can promise an answer', 'promisedBy');
  const { id, held, automatic, ...rest } = message;
  const data = {
    message: id,
    from: from as DataOf<'MessageSent'>['from'],
    author: actor.id,
    ...rest,
    ...(automatic && { automatic: true as const }),
    at: iso(stamp.at),
  };
  if (message.promisedBy !== undefined) promiseDue(message.promisedBy, clock.current(market).calendar, stamp.at);
  if (held !== undefined && from !== 'admin') return [{ type: 'MessageHeld', data: { ...data, from, reason: held } }];
  return [{ type: 'MessageSent', data }, ...consequences(from, message, stamp, clock, state, market, data.at)];
}

/**
 * R2.1, R2.7–R2.9: a delivered buyer message opens an obligation, one of a human seller answers what its author had seen. `stamp.at`
 * is when it counts from, `at` when it is recorded: later for a released one.
 */
function consequences(
  from: 'buyer' | 'seller' | 'admin',
  message: Pick<MessageDraft, 'id' | 'automatic' | 'seenRevision' | 'answers' | 'promisedBy'>,
  stamp: Stamp,
  clock: Clockwork,
  state: Conversation,
  market: string,
  at: string,
): ConversationEvent[] {
  if (from === 'buyer') return [openObligation(message.id, 'reply', stamp.at, clock, market)];
  if (from === 'admin' || message.automatic) return [];
  const written = state.messages.get(message.id)?.revision ?? state.revision;
  const seen = message.seenRevision ?? written;
  const reached = [...openObligations(state), ...lateMeanwhile(state, stamp.at)].filter(
    ({ kind, revision, message: id }) =>
      (kind === 'promise' ? revision <= written : revision <= seen) || message.answers?.includes(id),
  );
  const events = ending(reached, (obligation) => [
    ...answered(obligation, message.id, stamp.at, clock),
    // R2.12: what was recorded while the message was held is void where it had been submitted in time.
    ...(isLate(obligation, stamp.at) ? [] : voidViolation(obligation, 'answered in time by a message that was held', at)),
  ]);
  if (message.promisedBy === undefined) return events;
  const { calendar } = clock.current(market);
  const due = promiseDue(message.promisedBy, calendar, stamp.at);
  const allowanceMs = counted(calendar, stamp.at, due);
  const promised = openObligation(message.id, 'promise', stamp.at, clock, market, { allowanceMs });
  // The date that was promised, also where no time counts on it; nothing counts between the two instants.
  return [...events, { ...promised, data: { ...promised.data, dueAt: iso(due) } }];
}

/** R2.12: what became late and ended while a message was held that had been submitted in time; one sent now finds none. */
function lateMeanwhile(state: Conversation, submitted: number): Obligation[] {
  return [...state.obligations.values()].filter(
    (obligation) => obligation.overdue && (obligation.endedAt ?? 0) > submitted && !isLate(obligation, submitted),
  );
}

/** The end of the promised day; throws when it is past or more than 5 business days off (R2.9). */
function promiseDue(promisedBy: string, calendar: Calendar, now: number): number {
  if (promisedBy < localDate.of(calendar, now))
    throw new Rejection('promise-in-the-past', 'a promised date lies ahead', 'promisedBy');
  const end = localDate.endOf(calendar, promisedBy);
  if (end === undefined) throw new Rejection('promise-too-far', `${promisedBy} is not a date of the calendar`, 'promisedBy');
  if (end > endOfBusinessDays(calendar, now, BUSINESS_DAYS_A_PROMISE_MAY_TAKE))
    throw new Rejection('promise-too-far', 'a promised date is at most 5 business days off', 'promisedBy');
  return end;
}
