/** Violations of a conversation (R5): reported, recorded by the clock, void again. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, object, oneOf, optional, revision, text, uuid, whole, written } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';

/** Kinds of violation (R5.1). */
export const VIOLATION_KINDS = [
  'external-contact',
  'off-platform-deal',
  'marketing',
  'abusive-language',
  'evasive-answer',
  'late-reply',
] as const;
/** One of {@link VIOLATION_KINDS}. */
export type ViolationKind = (typeof VIOLATION_KINDS)[number];

/** A buyer, the seller or the platform reports a message as a violation; recorded as suspected (R5.2). */
export class ReportViolation {
  readonly type = 'ReportViolation';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly report: { readonly id: string; readonly message: string; readonly kind: ViolationKind; readonly note?: string },
  ) {}
}

/** What happens to violations. */
export const violationEvents = {
  ViolationRecorded: event(
    {
      violation: text,
      kind: oneOf(VIOLATION_KINDS),
      source: oneOf(['screening', 'report', 'clock']),
      status: oneOf(['suspected', 'established']),
      /** Event and message of this conversation, and the place in its text where known (R5.2). */
      evidence: object({
        message: optional(uuid),
        revision: optional(revision),
        place: optional(object({ from: whole, to: whole })),
        rule: optional(text),
      }),
      by: text,
      note: optional(written),
      at: instant,
    },
    ['buyer', 'seller', 'admin', 'system'],
  ),
  ViolationVoided: event({ violation: text, reason: text, at: instant }, ['buyer', 'seller', 'admin', 'system']),
};

/** Recorded by the clock; one that a person reports goes by the id of the report. */
const isLateReply = ({ kind, source }: { readonly kind: ViolationKind; readonly source: string }): boolean =>
  kind === 'late-reply' && source === 'clock';

type Event = EventsOf<typeof violationEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** What the rules know of violations. */
export interface Violations {
  readonly violations: Map<string, { status: 'suspected' | 'established' | 'void'; message?: string }>;
  /** Late replies that stand, by the message whose obligation was missed. */
  readonly lateReplies: Map<string, string>;
}

/** None yet. */
export const noViolations = (): Violations => ({ violations: new Map(), lateReplies: new Map() });

/** How the events change that. */
export const violationFolds = {
  ViolationRecorded(state: Violations, data: Data<'ViolationRecorded'>): void {
    const { violation, status, evidence } = data;
    state.violations.set(violation, { status, message: evidence.message });
    if (isLateReply(data) && evidence.message !== undefined) state.lateReplies.set(evidence.message, violation);
  },
  ViolationVoided(state: Violations, { violation }: Data<'ViolationVoided'>): void {
    const known = state.violations.get(violation);
    if (!known) return;
    known.status = 'void';
    if (known.message !== undefined && state.lateReplies.get(known.message) === violation)
      state.lateReplies.delete(known.message);
  },
};

/** Throws {@link Rejection} `message-unknown`, also for a message of the other side that is held. */
export function reportViolation({ report, stamp }: ReportViolation, state: Conversation): ConversationEvent[] {
  const { id, message, kind, note } = report;
  if (state.violations.has(id)) return [];
  const known = state.messages.get(message);
  if (!known || (known.held && known.from !== stamp.actor.role))
    throw new Rejection('message-unknown', 'no such message in this conversation', 'message');
  const evidence = { message, revision: known.revision };
  const by = stamp.actor.id;
  return [
    {
      type: 'ViolationRecorded',
      data: {
        violation: id,
        kind,
        source: 'report',
        status: 'suspected',
        evidence,
        by,
        ...(note && { note }),
        at: iso(stamp.at),
      },
    },
  ];
}

interface Missed {
  readonly message: string;
  readonly revision: number;
}

/** A missed obligation as a violation of the clock's; {@link numbered} completes its id. */
export const lateReplyRecorded = ({ message, revision }: Missed, at: string): ConversationEvent => ({
  type: 'ViolationRecorded',
  data: {
    violation: `late-reply-${message}`,
    kind: 'late-reply',
    source: 'clock',
    status: 'established',
    evidence: { message, revision, rule: 'R2.3' },
    by: 'timekeeper',
    at,
  },
});

/** The late reply that stands on record for an obligation is void; `[]` where none does. */
export function lateReplyVoided(state: Violations, { message }: Missed, reason: string, at: string): ConversationEvent[] {
  const violation = state.lateReplies.get(message);
  return violation === undefined ? [] : [{ type: 'ViolationVoided', data: { violation, reason, at } }];
}

/**
 * A late reply is named by its message and the revision that records it: recorded, void and recorded again it is two. `first` is the
 * revision of the first of these events.
 */
export const numbered = (events: readonly ConversationEvent[], first: number): readonly ConversationEvent[] =>
  events.map((event, index) =>
    event.type === 'ViolationRecorded' && isLateReply(event.data)
      ? { ...event, data: { ...event.data, violation: `${event.data.violation}-${first + index}` } }
      : event,
  );
