/** Messages: sent, held for review and released, and what a delivered one does to obligations (R2.7–R2.9, R2.12, R5.3). */
import { type Calendar, counted, endOfBusinessDays, iso, localDate } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { date, instant, list, mark, oneOf, optional, revision, text, uuid, written } from '../shape';
import { type Attachments, foldNamed, sha256, withAttachments } from './attachments';
import type { Clockwork } from './clockwork';
import { reopening, requireNotEnded } from './closing';
import type { Conversation, ConversationEvent } from './conversation';
import { answered, ending, isLate, type Obligation, openObligation, openObligations } from './obligation';
import { marketOf } from './parties';
import { PRODUCT_REASONS } from './product-reasons';
import { type Decision, dismissedWith, replaced, requireHeld } from './reviews';
import { type Screened, screened } from './screening';
import { lateReplyVoided } from './violations';

const BUSINESS_DAYS_A_PROMISE_MAY_TAKE = 5;

/** A message as its author hands it in; `id` is a UUID chosen by the api. */
export interface MessageDraft {
  readonly id: string;
  readonly body: string;
  readonly language?: string;
  readonly seenRevision?: number;
  readonly answers?: readonly string[];
  readonly promisedBy?: string;
  readonly automatic?: boolean;
  /** A held message of the same side that this one is sent in place of (R5.3). */
  readonly replaces?: string;
  /** SHA-256 of what its author has uploaded to this conversation. */
  readonly attachments?: readonly string[];
  /** Set by screening: the message is kept back for review with this reason (R5.3). */
  readonly held?: string;
  /** What screening found in it. */
  readonly screened?: Screened;
}

/** Sends a message; from a human seller it answers what its author had seen (R2.7). */
export class SendMessage {
  readonly type = 'SendMessage';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: MessageDraft,
    /** The last revision that its author has before them: what came since is looked at first. */
    readonly ifRevision?: number,
  ) {}
}

/** A reviewer delivers a held message unchanged (R2.12). */
export class ReleaseMessage {
  readonly type = 'ReleaseMessage';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly message: string,
  ) {}
}

const said = {
  message: uuid,
  author: text,
  body: written,
  language: optional(text),
  /** Ids of the buyer messages this one names as answered. */
  answers: optional(list(uuid)),
  /** The last revision the author had seen (R2.7). */
  seenRevision: optional(revision),
  automatic: optional(mark),
  /** Date promised in a holding reply (R2.9). */
  promisedBy: optional(date),
  /** SHA-256 of the attachments it names. */
  attachments: optional(list(sha256)),
  /** The held message it was sent in place of (R5.3). */
  replaces: optional(uuid),
  screened,
  at: instant,
};

/** What happens to messages. */
export const messageEvents = {
  MessageSent: event({ ...said, from: oneOf(['buyer', 'seller', 'admin']), imported: optional(mark) }, [
    'buyer',
    'seller',
    'admin',
    'system',
  ]),
  MessageHeld: event({ ...said, from: oneOf(['buyer', 'seller']), reason: text }, ['buyer', 'seller']),
  /** A held message is delivered unchanged; `submittedAt` is when it was held (R2.12). The body stands in the `MessageHeld` before. */
  MessageReleased: event({ message: uuid, from: oneOf(['buyer', 'seller']), submittedAt: instant, by: text, at: instant }, [
    'admin',
  ]),
};

type Event = EventsOf<typeof messageEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];
type Held = Omit<Data<'MessageHeld'>, 'body' | 'language' | 'reason' | 'author' | 'screened'>;

/** A message as rules need it; the text is not kept. */
export interface KnownMessage {
  readonly from: 'buyer' | 'seller' | 'admin';
  /** Where it was sent, held or, later, released. */
  revision: number;
  readonly automatic: boolean;
  readonly imported: boolean;
  /** As it says. */
  readonly language?: string;
  held?: Held;
  /** What became of it after it was held. */
  decided?: Decision;
  reviewRequested?: true;
}

/** What the rules know of messages. */
export interface Messages {
  readonly messages: Map<string, KnownMessage>;
}

/** None yet. */
export const noMessages = (): Messages => ({ messages: new Map() });

/** How the events change that. */
export const messageFolds = {
  MessageSent(state: Messages & Attachments, data: Data<'MessageSent'>, revision: number): void {
    const { message, from, automatic, imported, language } = data;
    foldNamed(state, data);
    const known = { from, revision, automatic: automatic === true, imported: imported === true };
    state.messages.set(message, language === undefined ? known : { ...known, language });
  },
  MessageHeld(state: Messages & Attachments, data: Data<'MessageHeld'>, revision: number): void {
    foldNamed(state, data);
    const { body: _, language, reason: __, author: ___, screened: ____, ...held } = data;
    state.messages.set(data.message, {
      from: data.from,
      revision,
      automatic: data.automatic === true,
      imported: false,
      language,
      held,
    });
  },
  MessageReleased(state: Messages, { message, by, at }: Data<'MessageReleased'>, revision: number): void {
    const known = state.messages.get(message);
    if (!known) return;
    known.held = undefined;
    known.decided = { decision: 'released', by, at };
    // Nobody on the other side could have seen it before.
    known.revision = revision;
  },
};

/**
 * Throws {@link Rejection} `something-arrived`, `revision-unknown`, `message-unknown`, `conversation-ended`, what a promise may be refused for, and what a
 * message may not be replaced for.
 */
export function sendMessage(command: SendMessage, state: Conversation): ConversationEvent[] {
  const { stamp, clock, ifRevision } = command;
  if (state.messages.has(command.message.id)) return [];
  requireNothingNew(state, stamp, ifRevision);
  const message = withAttachments(command.message, stamp, state);
  requireRevision(state, message.seenRevision, 'seenRevision');
  requireBuyerMessages(state, message.answers);
  requireNotEnded(state, stamp, message.automatic);
  // R2.8: what a program wrote reopens nothing, nor does what nobody on the other side can read yet.
  return [
    ...(message.automatic || isKeptBack(message, stamp) ? [] : reopening(state, stamp)),
    ...replaced(message, stamp, state),
    ...delivered(message, stamp, clock, state, marketOf(state)),
  ];
}

/**
 * Throws {@link Rejection} `message-not-held` or `already-decided`. What was checked when the message was submitted is not checked again: it is delivered as
 * it was.
 */
export function releaseMessage(command: ReleaseMessage, state: Conversation): ConversationEvent[] {
  const { message, stamp, clock } = command;
  const held = requireHeld(state.messages.get(message));
  const at = iso(stamp.at);
  // R2.12: a buyer's message is received when delivered; a seller's counts from when it was submitted.
  const since = held.from === 'buyer' ? stamp.at : Date.parse(held.at);
  return [
    ...(held.automatic ? [] : reopening(state, stamp)),
    { type: 'MessageReleased', data: { message, from: held.from, submittedAt: held.at, by: stamp.actor.id, at } },
    ...consequences(held.from, { ...held, id: message }, since, clock, state, marketOf(state), at),
    ...dismissedWith(message, stamp, state),
  ];
}

/** Who wants to answer only what they have before them hears what came meanwhile, from whichever side. */
function requireNothingNew(state: Conversation, { actor }: Stamp, ifRevision: number | undefined): void {
  if (ifRevision === undefined) return;
  requireRevision(state, ifRevision, 'ifRevision');
  const came = [...state.messages].filter(
    ([, { revision, automatic, held, from }]) => revision > ifRevision && !automatic && (!held || from === actor.role),
  );
  if (came.length > 0)
    throw new Rejection('something-arrived', 'something was written meanwhile', 'ifRevision', {
      revision: state.revision,
      messages: came.map(([message]) => message),
    });
}

/** Only a party's message is held: what the platform writes never is. */
const isKeptBack = ({ held }: MessageDraft, { actor }: Stamp): boolean =>
  held !== undefined && (actor.role === 'buyer' || actor.role === 'seller');

/** The message as an event, held or sent, and what it does to obligations. */
export function delivered(
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
  if (message.promisedBy !== undefined) requirePromise(message.promisedBy, clock.current(market).calendar, stamp.at);
  const { id, held, automatic, ...rest } = message;
  const data = {
    message: id,
    from: from as Data<'MessageSent'>['from'],
    author: actor.id,
    ...rest,
    ...(automatic && { automatic: true as const }),
    at: iso(stamp.at),
  };
  if (held !== undefined && from !== 'admin') return [{ type: 'MessageHeld', data: { ...data, from, reason: held } }];
  return [{ type: 'MessageSent', data }, ...consequences(from, message, stamp.at, clock, state, market, data.at)];
}

/**
 * R2.1, R2.7–R2.9: a delivered buyer message opens an obligation, one of a human seller answers what its author had seen. `since` is when it counts from (epoch milliseconds), `at` when it is recorded: later for a released one.
 */
function consequences(
  from: 'buyer' | 'seller' | 'admin',
  message: Pick<MessageDraft, 'id' | 'automatic' | 'seenRevision' | 'answers' | 'promisedBy'>,
  since: number,
  clock: Clockwork,
  state: Conversation,
  market: string,
  at: string,
): ConversationEvent[] {
  if (from === 'buyer') return [openObligation(message.id, 'reply', since, clock, market)];
  // R6.4: in place of a seller that is removed, the platform answers.
  if ((from === 'admin' && state.caredForBy === 'seller') || message.automatic) return [];
  const written = state.messages.get(message.id)?.revision ?? state.revision;
  const renewed = openObligations(state).filter(({ kind, revision }) => kind === 'promise' && revision <= written);
  // A market that a release does not know has no calendar in force, which what is no promise does not need.
  const calendar = message.promisedBy === undefined ? undefined : clock.current(market).calendar;
  const due = calendar && localDate.endOf(calendar, message.promisedBy as string);
  if (calendar && !renewed.every((promise) => isRenewable(promise, since, due))) return [];
  const seen = message.seenRevision ?? written;
  const reached = [...openObligations(state), ...lateMeanwhile(state, since)].filter(
    ({ kind, revision, message: id }) =>
      (kind === 'promise' ? revision <= written : revision <= seen) || message.answers?.includes(id),
  );
  const events = ending(reached, (obligation) => [
    ...answered(obligation, message.id, since, clock),
    // R2.12: what was recorded while the message was held is void where it had been submitted in time.
    ...(isLate(obligation, since) ? [] : lateReplyVoided(state, obligation, PRODUCT_REASONS.inTimeThoughHeld, at)),
  ]);
  // Where one was promised, only if a correction took the date away while the message was held.
  if (!calendar || due === undefined) return events;
  const allowanceMs = counted(calendar, since, due);
  const promised = openObligation(message.id, 'promise', since, clock, market, { allowanceMs, renews: renewed.at(-1)?.message });
  // The date that was promised, also where no time counts on it; nothing counts between the two instants.
  return [...events, { ...promised, data: { ...promised.data, dueAt: iso(due) } }];
}

/**
 * R2.9: a promise may be put off once, before it is over, to another date; a further holding reply, or one that says the same date again,
 * answers nothing, and the promise made stays.
 */
function isRenewable({ renews, dueAt, overdueAfter }: Obligation, since: number, due: number | undefined): boolean {
  return renews === undefined && since <= overdueAfter && due !== dueAt;
}

/** R2.12: what became late and ended while a message was held that had been submitted in time; one sent now finds none. */
function lateMeanwhile(state: Conversation, submitted: number): Obligation[] {
  return [...state.obligations.values()].filter(
    (obligation) => obligation.overdue && (obligation.endedAt ?? 0) > submitted && !isLate(obligation, submitted),
  );
}

/** R2.9: throws {@link Rejection} when the promised day is past or more than 5 business days off. */
function requirePromise(promisedBy: string, calendar: Calendar, now: number): void {
  if (promisedBy < localDate.of(calendar, now))
    throw new Rejection('promise-in-the-past', 'a promised date lies ahead', 'promisedBy');
  const end = localDate.endOf(calendar, promisedBy);
  if (end === undefined) throw new Rejection('promise-too-far', `${promisedBy} is not a date of the calendar`, 'promisedBy');
  if (end > endOfBusinessDays(calendar, now, BUSINESS_DAYS_A_PROMISE_MAY_TAKE))
    throw new Rejection('promise-too-far', 'a promised date is at most 5 business days off', 'promisedBy');
}

/** Throws {@link Rejection} `revision-unknown` for a revision beyond the last. */
export function requireRevision(state: { readonly revision: number }, given: number | undefined, field: string): void {
  if (given !== undefined && given > state.revision)
    throw new Rejection('revision-unknown', `the last revision is ${state.revision}`, field);
}

/** Throws {@link Rejection} `message-unknown` where one that is said to be answered was not asked here. */
export function requireBuyerMessages(
  state: Pick<Conversation, 'messages' | 'obligations'>,
  answers: readonly string[] | undefined,
): void {
  const unknown = answers?.find((id) => state.messages.get(id)?.from !== 'buyer' && !state.obligations.has(id));
  if (unknown !== undefined)
    throw new Rejection('message-unknown', `no buyer message ${unknown} in this conversation`, 'answers');
}
