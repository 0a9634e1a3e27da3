/** The rules of a conversation: a command and the state become events. Each rule is named where it is decided. */
import { type Calendar, counted, counts, endOfBusinessDays, localDate } from '../clock';
import { correctionsIn } from '../market';
import { Rejection } from '../rejection';
import { type Clockwork, countedUntil, deadlines, escalationMs, instantOf, iso, reminderMs } from './clockwork';
import type { ConversationCommand, MessageDraft, SendMessage, Stamp } from './conversation.commands';
import type { Actor, ConversationEvent, DataOf, ObligationKind } from './conversation.events';
import { type Conversation, evolve, initialConversation, isOpen, type Obligation, openObligations } from './conversation.state';
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
        ...answered(named, id, command.stamp.at, command.clock),
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
        ...withdrawn.flatMap((obligation): ConversationEvent[] => [
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
            ...(!obligation.imported && wake(nextWake({ ...paused, ...times }, calendar, command.clock, opened.market))),
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
        openObligation(command.message, 'unanswered', command.stamp.at, command.clock, opened.market, command.stamp.at),
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
      const now = command.stamp.at;
      const overtaken = overtakenByCorrection(obligation, command, opened.market, at);
      if (overtaken.length > 0) return overtaken;
      const said = keepTime(obligation, now, command.clock, opened.market);
      return said.length > 0 ? said : wokenForNothing(obligation, now, command.clock, opened.market);
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
  if (from === 'buyer') return [openObligation(message.id, 'reply', stamp.at, clock, market, stamp.at)];
  if (from === 'admin' || message.automatic) return [];
  const written = state.messages.get(message.id)?.revision ?? state.revision;
  const seen = message.seenRevision ?? written;
  const reached = [...openObligations(state), ...lateMeanwhile(state, stamp.at)].filter(
    ({ kind, revision, message: id }) =>
      (kind === 'promise' ? revision <= written : revision <= seen) || message.answers?.includes(id),
  );
  const events = [
    ...answered(reached, message.id, stamp.at, clock),
    // R2.12: what was recorded while the message was held is void where it had been submitted in time.
    ...reached
      .filter((obligation) => !isLate(obligation, stamp.at))
      .flatMap((obligation) => voidViolation(obligation, 'answered in time by a message that was held', at)),
  ];
  if (message.promisedBy === undefined) return events;
  const { calendar } = clock.current(market);
  const due = promiseDue(message.promisedBy, calendar, stamp.at);
  const allowanceMs = counted(calendar, stamp.at, due);
  const promised = openObligation(message.id, 'promise', stamp.at, clock, market, stamp.at, allowanceMs);
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

function openObligation(
  message: string,
  kind: ObligationKind,
  receivedAt: number,
  clock: Clockwork,
  market: string,
  now: number,
  allowanceMs = clock.rules(market).allowanceHours * HOUR,
  imported = false,
): Extract<ConversationEvent, { type: 'ReplyObligationOpened' }> {
  const { calendar, ref } = clock.current(market);
  const facts = { receivedAt, allowanceMs, pauses: [], kind };
  const times = deadlines(calendar, facts);
  const wakeAt = imported
    ? undefined
    : nextWake({ ...facts, ...times, reminded: false, overdue: false, level: 0 }, calendar, clock, market);
  return {
    type: 'ReplyObligationOpened',
    data: {
      message,
      kind,
      receivedAt: iso(receivedAt),
      allowanceHours: allowanceMs / HOUR,
      dueAt: iso(times.dueAt),
      overdueAfter: iso(times.overdueAfter),
      ...wake(wakeAt),
      calendar: ref,
      ...(imported && { imported: true as const }),
      at: iso(now),
    },
  };
}

const wake = (at: number | undefined): { wakeAt?: string } => (at === undefined ? {} : { wakeAt: iso(at) });

type Waking = Pick<
  Obligation,
  'receivedAt' | 'allowanceMs' | 'pauses' | 'kind' | 'overdueAfter' | 'reminded' | 'overdue' | 'level'
>;

/** The next instant at which the timekeeper has something to say of an open obligation (R2.13); it may have passed already. */
function nextWake(obligation: Waking, calendar: Calendar, clock: Clockwork, market: string): number | undefined {
  const rules = clock.rules(market);
  if (!obligation.overdue)
    return obligation.reminded ? obligation.overdueAfter : instantOf(calendar, obligation, reminderMs(obligation, rules));
  const next = rules.escalationHours.find((level) => level > obligation.level);
  return next === undefined ? undefined : instantOf(calendar, obligation, escalationMs(obligation, rules, next));
}

function countedOf(obligation: Obligation, at: number, clock: Clockwork): number {
  return countedUntil(clock.at(obligation.calendar), obligation, at);
}

/** R2.3: late means counted time above the allowance, which is so exactly after `overdueAfter`. Imported history is never late (R1.4). */
function isLate(obligation: Obligation, at: number): boolean {
  return !obligation.imported && at > obligation.overdueAfter;
}

function answered(obligations: readonly Obligation[], by: string, at: number, clock: Clockwork): ConversationEvent[] {
  return obligations.flatMap((obligation) => [
    ...overdueIfLate(obligation, at, clock),
    {
      type: 'ReplyObligationAnswered' as const,
      data: {
        message: obligation.message,
        by,
        countedMs: countedOf(obligation, at, clock),
        late: isLate(obligation, at),
        at: iso(at),
      },
    },
  ]);
}

/** An answer that is late before the timekeeper spoke is recorded as overdue all the same: the history never depends on who was first. */
function overdueIfLate(obligation: Obligation, at: number, clock: Clockwork): ConversationEvent[] {
  return isLate(obligation, at) && !obligation.overdue ? overdue(obligation, at, clock) : [];
}

function overdue(obligation: Obligation, at: number, clock: Clockwork, wakeAt?: number): ConversationEvent[] {
  const { message, dueAt } = obligation;
  return [
    {
      type: 'ReplyObligationOverdue',
      data: { message, countedMs: countedOf(obligation, at, clock), dueAt: iso(dueAt), ...wake(wakeAt), at: iso(at) },
    },
    {
      type: 'ViolationRecorded',
      data: {
        violation: lateReply(obligation),
        kind: 'late-reply',
        source: 'clock',
        status: 'established',
        evidence: { message, revision: obligation.revision, rule: 'R2.3' },
        by: 'timekeeper',
        at: iso(at),
      },
    },
  ];
}

const lateReply = ({ message }: Obligation): string => `late-reply-${message}`;

function voidViolation(obligation: Obligation, reason: string, at: string): ConversationEvent[] {
  return obligation.overdue ? [{ type: 'ViolationVoided', data: { violation: lateReply(obligation), reason, at } }] : [];
}

/** R2.13: each event once; nothing is said while time is not counted (R2.3). */
function keepTime(obligation: Obligation, now: number, clock: Clockwork, market: string): ConversationEvent[] {
  const calendar = clock.at(obligation.calendar);
  if (!counts(calendar, now)) return [];
  const rules = clock.rules(market);
  const facts = {
    message: obligation.message,
    countedMs: countedOf(obligation, now, clock),
    dueAt: iso(obligation.dueAt),
    at: iso(now),
  };
  const after = (change: Partial<Waking>) => wake(nextWake({ ...obligation, ...change }, calendar, clock, market));
  const events: ConversationEvent[] = [];
  // Also where it comes too late, because the timekeeper was away: none is left out, as none is said twice.
  if (!obligation.reminded && !obligation.overdue && facts.countedMs >= reminderMs(obligation, rules))
    events.push({ type: 'ReplyObligationReminded', data: { ...facts, ...after({ reminded: true }) } });
  if (!isLate(obligation, now)) return events;
  if (!obligation.overdue)
    events.push(...overdue(obligation, now, clock, nextWake({ ...obligation, overdue: true }, calendar, clock, market)));
  for (const level of rules.escalationHours) {
    if (level <= obligation.level || facts.countedMs <= escalationMs(obligation, rules, level)) continue;
    events.push({ type: 'ReplyObligationEscalated', data: { ...facts, level, ...after({ overdue: true, level }) } });
  }
  return events;
}

/** R2.6: an obligation opened by a process that did not know of a correction yet is moved before anything is said of it. */
function overtakenByCorrection(
  obligation: Obligation,
  { clock, stamp }: { clock: Clockwork; stamp: Stamp },
  market: string,
  at: string,
): ConversationEvent[] {
  const { ref, reason } = clock.current(market);
  if (reason === undefined || correctionsIn(obligation.calendar.version) >= correctionsIn(ref.version)) return [];
  return moved(obligation, { clock, stamp, reason }, market, at);
}

/**
 * R2.13: the operator's hours are others than when the obligation last spoke, and what was to be said then is to be said later or never.
 * Recorded, or it would be asked again and again until then.
 */
function wokenForNothing(obligation: Obligation, now: number, clock: Clockwork, market: string): ConversationEvent[] {
  const { message, dueAt, overdueAfter, wakeAt, calendar: ref, reminded } = obligation;
  const calendar = clock.at(ref);
  if (wakeAt === undefined || now < wakeAt || !counts(calendar, now)) return [];
  const next = wake(nextWake(obligation, calendar, clock, market));
  if (next.wakeAt === iso(wakeAt)) return [];
  return [
    {
      type: 'ReplyObligationMoved',
      data: {
        message,
        dueAt: iso(dueAt),
        overdueAfter: iso(overdueAfter),
        ...next,
        calendar: ref,
        ...(reminded && { reminded: true as const }),
        reason: 'other hours of reminder and escalation',
        at: iso(now),
      },
    },
  ];
}

/** R2.6: a correction moves an open obligation; it may void an overdue, and never creates one in the past. */
function moved(
  obligation: Obligation,
  { clock, stamp, reason }: { clock: Clockwork; stamp: Stamp; reason: string },
  market: string,
  at: string,
): ConversationEvent[] {
  const { calendar, ref } = clock.current(market);
  const { receivedAt, dueAt } = obligation;
  // R2.9: a promised date stays; what counts until then, and when counting goes on after it, follow the calendar.
  const promised = obligation.kind === 'promise';
  const allowanceMs = promised ? counted(calendar, receivedAt, dueAt) : obligation.allowanceMs;
  const times = { ...deadlines(calendar, { ...obligation, allowanceMs }), ...(promised && { dueAt }) };
  const unchanged =
    times.dueAt === dueAt && times.overdueAfter === obligation.overdueAfter && allowanceMs === obligation.allowanceMs;
  const newlyOverdue = !obligation.overdue && times.overdueAfter < stamp.at;
  if (unchanged || newlyOverdue) return [];
  const overdueVoid = obligation.overdue && stamp.at <= times.overdueAfter;
  const next: Waking = { ...obligation, ...times, allowanceMs, ...(overdueVoid && { overdue: false, level: 0 }) };
  return [
    {
      type: 'ReplyObligationMoved',
      data: {
        message: obligation.message,
        dueAt: iso(times.dueAt),
        overdueAfter: iso(times.overdueAfter),
        ...wake(nextWake(next, calendar, clock, market)),
        calendar: ref,
        ...(promised && { allowanceHours: allowanceMs / HOUR }),
        ...(overdueVoid && { overdueVoid: true as const }),
        ...(obligation.reminded && { reminded: true as const }),
        reason,
        at,
      },
    },
    ...(overdueVoid ? voidViolation(obligation, `calendar corrected: ${reason}`, at) : []),
  ];
}

/** One dialogue of imported history; instants epoch milliseconds, messages in order (R1.4). */
export interface ImportedDialogue {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order?: string;
  readonly topic: DataOf<'ConversationOpened'>['topic'];
  readonly subject: string;
  readonly messages: readonly {
    readonly id: string;
    readonly from: 'buyer' | 'seller';
    readonly at: number;
    readonly body: string;
  }[];
}

/** The events of imported history: it keeps its times, is marked, and is never overdue, a violation or a sanction (R1.4). */
export function importedHistory(dialogue: ImportedDialogue, clock: Clockwork): ConversationEvent[] {
  const { messages, ...opening } = dialogue;
  const first = messages[0];
  if (!first) throw new Rejection('message-unknown', 'a conversation begins with a message', 'messages');
  const imported = true as const;
  const events: ConversationEvent[] = [{ type: 'ConversationOpened', data: { ...opening, imported, at: iso(first.at) } }];
  let waiting: { message: string; at: number }[] = [];
  const { calendar } = clock.current(dialogue.market);
  for (const { id, from, at, body } of messages) {
    const author = from === 'buyer' ? dialogue.buyer : dialogue.seller;
    events.push({ type: 'MessageSent', data: { message: id, from, author, body, imported, at: iso(at) } });
    if (from === 'buyer') {
      events.push(openObligation(id, 'reply', at, clock, dialogue.market, at, undefined, imported));
      waiting.push({ message: id, at });
      continue;
    }
    for (const { message, at: received } of waiting)
      events.push({
        type: 'ReplyObligationAnswered',
        data: { message, by: id, countedMs: counted(calendar, received, at), late: false, at: iso(at) },
      });
    waiting = [];
  }
  return events;
}
