/** Reviews (R5.2, R5.3): violations confirmed or dismissed, held messages rejected, and a review asked for by who wrote one. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, name, object, oneOf, optional, text, uuid } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';
import type { KnownMessage, Messages } from './messages';
import { PRODUCT_REASONS } from './product-reasons';
import type { Violations } from './violations';

/** A reviewer finds that a violation is one. */
export class ConfirmViolation {
  readonly type = 'ConfirmViolation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly violation: string,
    readonly reason: string,
  ) {}
}

/** A reviewer finds that a violation is none; the record stays (R5.2). */
export class DismissViolation {
  readonly type = 'DismissViolation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly violation: string,
    readonly reason: string,
  ) {}
}

/** A reviewer rejects a held message: it is never delivered. */
export class RejectMessage {
  readonly type = 'RejectMessage';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly message: string,
    readonly reason: string,
  ) {}
}

/** The side whose message is held asks for a review (R5.3). */
export class RequestReview {
  readonly type = 'RequestReview';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly message: string,
  ) {}
}

/** The reviewer takes a violation or a message to work on, so that two do not; it is free again after ten minutes. */
export class ClaimReview {
  readonly type = 'ClaimReview';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    /** The id of the violation, or of the message. */
    readonly subject: string,
  ) {}
}

const CLAIMED_MS = 600_000;

const of = { message: uuid, from: oneOf(['buyer', 'seller']) };
const violationDecided = event(
  {
    violation: text,
    /** Where screening found it: by which rule, in a text of which language. */
    found: optional(object({ rule: name, language: text })),
    reason: text,
    by: text,
    at: instant,
  },
  ['admin'],
);

/** What reviews lead to. */
export const reviewEvents = {
  ViolationConfirmed: violationDecided,
  ViolationDismissed: violationDecided,
  /** Rejected by a reviewer, or given up by its own side for another one (`replacedBy`). */
  MessageRejected: event({ ...of, reason: text, replacedBy: optional(uuid), by: text, at: instant }, [
    'buyer',
    'seller',
    'admin',
  ]),
  ReviewRequested: event({ ...of, by: text, at: instant }, ['buyer', 'seller']),
  ReviewClaimed: event({ subject: text, until: instant, by: text, at: instant }, ['admin']),
};

type Event = EventsOf<typeof reviewEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** What the rules know of reviews. */
export interface Reviews {
  /** Who works on what, and until when. */
  readonly claims: Map<string, Data<'ReviewClaimed'>>;
}

/** None yet. */
export const noReviews = (): Reviews => ({ claims: new Map() });

/** What was decided of something that is decided once. */
export interface Decision {
  readonly decision:
    | 'confirmed'
    | 'dismissed'
    | 'void'
    | 'released'
    | 'rejected'
    | 'replaced'
    | 'claimed'
    | 'clean'
    | 'violation';
  readonly by?: string;
  readonly at: string;
}

const decided =
  (decision: 'confirmed' | 'dismissed') =>
  (state: Violations, { violation, by, at }: Data<'ViolationConfirmed'>): void => {
    const known = state.violations.get(violation);
    if (!known) return;
    known.status = decision;
    state.decisions.set(violation, { decision, by, at });
  };

/** How the events change the state. */
export const reviewFolds = {
  ViolationConfirmed: decided('confirmed'),
  ViolationDismissed: decided('dismissed'),
  MessageRejected(state: Messages, { message, replacedBy, by, at }: Data<'MessageRejected'>): void {
    const known = state.messages.get(message);
    // It stays held, since the other side never sees it.
    if (known) known.decided = { decision: replacedBy === undefined ? 'rejected' : 'replaced', by, at };
  },
  ReviewRequested(state: Messages, { message }: Data<'ReviewRequested'>): void {
    const known = state.messages.get(message);
    if (known) known.reviewRequested = true;
  },
  ReviewClaimed(state: Reviews, claim: Data<'ReviewClaimed'>): void {
    state.claims.set(claim.subject, claim);
  },
};

/** Throws {@link Rejection} `violation-unknown`, `clock-decides` or `already-decided`. */
export const confirmViolation = (command: ConfirmViolation, state: Conversation): ConversationEvent[] => [
  { type: 'ViolationConfirmed', data: decision(command, state) },
];

/** Throws {@link Rejection} `violation-unknown`, `clock-decides` or `already-decided`. */
export const dismissViolation = (command: DismissViolation, state: Conversation): ConversationEvent[] => [
  { type: 'ViolationDismissed', data: decision(command, state) },
];

function decision({ violation, reason, stamp }: ConfirmViolation | DismissViolation, state: Conversation) {
  requireViolation(violation, state);
  // What the obligation says and what is said of it would be two things.
  if ([...state.lateReplies.values()].includes(violation))
    throw new Rejection('clock-decides', 'a late reply is established by the clock: excuse the obligation instead', 'violation');
  return { violation, reason, by: stamp.actor.id, at: iso(stamp.at) };
}

/** What it was held for is confirmed. Obligations are untouched: what was held answered nothing. Throws {@link Rejection} `message-not-held` or `already-decided`. */
export function rejectMessage({ message, reason, stamp }: RejectMessage, state: Conversation): ConversationEvent[] {
  const { from } = requireHeld(state.messages.get(message));
  const decision = { reason, by: stamp.actor.id, at: iso(stamp.at) };
  return [
    { type: 'MessageRejected', data: { message, from, ...decision } },
    ...undecidedIn(message, state)
      .filter(({ held }) => held)
      .map(({ violation }): ConversationEvent => ({ type: 'ViolationConfirmed', data: { violation, ...decision } })),
  ];
}

/** What screening suspected of a message that a reviewer releases as it is, is none. */
export const dismissedWith = (message: string, stamp: Stamp, state: Conversation): ConversationEvent[] =>
  undecidedIn(message, state).map(({ violation }) => ({
    type: 'ViolationDismissed',
    data: { violation, reason: PRODUCT_REASONS.released, by: stamp.actor.id, at: iso(stamp.at) },
  }));

/** What screening found in a message and nobody has decided yet. */
const undecidedIn = (message: string, { violations, decisions }: Violations) =>
  [...violations].flatMap(([violation, known]) =>
    known.found && known.message === message && !decisions.has(violation) ? [{ violation, ...known }] : [],
  );

/** `[]`: asked for already. Throws {@link Rejection} `message-unknown`, `message-not-held` or `already-decided`. */
export function requestReview({ message, stamp }: RequestReview, state: Conversation): ConversationEvent[] {
  const known = ofOwnSide(state, message, stamp, 'message');
  const { from } = requireHeld(known);
  if (known.reviewRequested) return [];
  return [{ type: 'ReviewRequested', data: { message, from, by: stamp.actor.id, at: iso(stamp.at) } }];
}

/**
 * R5.3 edit and resend: what is sent in place of a held message ends that one. Only a release counts from when something was submitted
 * (R2.12), so the new one counts from now. Throws as {@link requestReview} does.
 */
export function replaced(
  message: { readonly id: string; readonly replaces?: string },
  stamp: Stamp,
  state: Conversation,
): ConversationEvent[] {
  const { id, replaces } = message;
  if (replaces === undefined) return [];
  const { from } = requireHeld(ofOwnSide(state, replaces, stamp, 'replaces'), 'replaces');
  const said = { reason: PRODUCT_REASONS.replaced, replacedBy: id, by: stamp.actor.id, at: iso(stamp.at) };
  const { at, reason } = said;
  return [
    { type: 'MessageRejected', data: { message: replaces, from, ...said } },
    // It was told, never delivered and put right: that it was tried stays on record.
    ...undecidedIn(replaces, state).map(
      ({ violation }): ConversationEvent => ({ type: 'ViolationVoided', data: { violation, reason, at } }),
    ),
  ];
}

/**
 * Whoever has claimed it already claims it for longer. Throws {@link Rejection} `violation-unknown`, `message-not-held`,
 * `already-decided`, or `already-claimed` by somebody else.
 */
export function claimReview({ subject, stamp }: ClaimReview, state: Conversation): ConversationEvent[] {
  const message = state.messages.get(subject);
  if (message?.held || message?.decided) requireHeld(message);
  else if (message) requireUndecided(state.reviewed.get(subject));
  else requireViolation(subject, state);
  const claim = state.claims.get(subject);
  const { actor, at } = stamp;
  if (claim && claim.by !== actor.id && Date.parse(claim.until) > at)
    throw new Rejection('already-claimed', `${claim.by} works on this until ${claim.until}`, undefined, {
      ...{ decision: 'claimed', by: claim.by, at: claim.at },
    } satisfies Decision);
  return [{ type: 'ReviewClaimed', data: { subject, until: iso(at + CLAIMED_MS), by: actor.id, at: iso(at) } }];
}

/** A message of the actor's own side; one of the other that is held looks like none. */
function ofOwnSide(state: Conversation, message: string, { actor }: Stamp, field: string): KnownMessage {
  const known = state.messages.get(message);
  if (known?.from !== actor.role) throw new Rejection('message-unknown', 'no such message of your side', field);
  return known;
}

/** A message that is held and waits to be decided. Throws {@link Rejection} `message-not-held` or `already-decided`. */
export function requireHeld(known: KnownMessage | undefined, field = 'message'): NonNullable<KnownMessage['held']> {
  if (known?.held) {
    requireUndecided(known.decided, field);
    return known.held;
  }
  const before = known?.decided;
  throw new Rejection('message-not-held', `this message is not held${before ? `: ${told(before)}` : ''}`, field, before);
}

function requireViolation(violation: string, state: Conversation): void {
  if (!state.violations.has(violation))
    throw new Rejection('violation-unknown', 'no such violation in this conversation', 'violation');
  requireUndecided(state.decisions.get(violation));
}

/** Throws {@link Rejection} `already-decided`. */
export function requireUndecided(before: Decision | undefined, field?: string): void {
  if (before) throw new Rejection('already-decided', `this is decided already: ${told(before)}`, field, before);
}

/** What is decided of something that screening found names its rule: so each decision says how often that is right. */
export const namingRules = (events: readonly ConversationEvent[], { violations }: Violations): readonly ConversationEvent[] =>
  events.map((event) => {
    if (event.type !== 'ViolationConfirmed' && event.type !== 'ViolationDismissed') return event;
    const found = violations.get(event.data.violation)?.found;
    return found ? { ...event, data: { ...event.data, found } } : event;
  });

const told = ({ decision: what, by, at }: Decision): string => `${what}${by === undefined ? '' : ` by ${by}`} at ${at}`;
