/** Violations of a conversation (R5): reported, recorded by the clock, void again. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import { findMarket, languageOf } from '../market/markets';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, mark, object, oneOf, optional, revision, text, uuid, whole, written } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';
import type { KnownMessage, Messages } from './messages';
import type { Opening } from './parties';
import type { Decision } from './reviews';

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

/** What people report: a late reply is only the clock's (R5.5). */
export const REPORTABLE_KINDS = [
  'external-contact',
  'off-platform-deal',
  'marketing',
  'abusive-language',
  'evasive-answer',
] as const satisfies readonly ViolationKind[];

/** What a seller can report of a buyer, to whom answers and marketing are no duty (R5.5). */
export const OF_A_BUYER: readonly ViolationKind[] = ['abusive-language', 'off-platform-deal', 'external-contact'];

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
      /** Whose text screening found it in; of others the message tells. */
      of: optional(oneOf(['buyer', 'seller'])),
      source: oneOf(['screening', 'report', 'clock']),
      status: oneOf(['suspected', 'established']),
      /** Event and message of this conversation, and the place in its text where known (R5.2). */
      evidence: object({
        message: optional(uuid),
        revision: optional(revision),
        /** The field of the event's data that the place is in. */
        field: optional(text),
        place: optional(object({ from: whole, to: whole })),
        rule: optional(text),
        /** The message was delivered with the place masked. */
        masked: optional(mark),
        /** The message was held for it. */
        held: optional(mark),
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

/** A violation as rules need it. */
interface KnownViolation {
  status: 'suspected' | 'established' | 'void' | 'confirmed' | 'dismissed';
  readonly message?: string;
  /** The message was held for it. */
  readonly held?: true;
  /** Screening found it: by which rule, in a text of which language. */
  readonly found?: { readonly rule: string; readonly language: string };
  /** And of which kind, in whose text, which the event of this revision has. */
  readonly screened?: { readonly kind: ViolationKind; readonly of: 'buyer' | 'seller'; readonly revision: number };
}

/** What the rules know of violations. */
export interface Violations {
  readonly violations: Map<string, KnownViolation>;
  /** What a reviewer, or whoever voided it, made of a violation. */
  readonly decisions: Map<string, Decision>;
  /** Late replies that stand, by the message whose obligation was missed. */
  readonly lateReplies: Map<string, string>;
  /** Who reported which message as what: each once (R5.5). */
  readonly reports: Set<string>;
}

/** None yet. */
export const noViolations = (): Violations => ({
  violations: new Map(),
  decisions: new Map(),
  lateReplies: new Map(),
  reports: new Set(),
});

const reportKey = (message: string | undefined, kind: ViolationKind, by: string): string => `${message} ${kind} ${by}`;

/** The language a message is in as it says, else the first of the market. */
const languageIn = ({ messages, opened }: Messages & Opening, message: string | undefined): string =>
  languageOf(messages.get(message ?? '')?.language ?? findMarket(opened?.market ?? '')?.languages[0] ?? '');

/** How the events change that. */
export const violationFolds = {
  ViolationRecorded(state: Violations & Messages & Opening, data: Data<'ViolationRecorded'>): void {
    const { violation, status, evidence, source, kind, of, by } = data;
    const { message, held, revision } = evidence;
    state.violations.set(violation, {
      status,
      message,
      ...(held && { held }),
      ...(source === 'screening' && { found: { rule: evidence.rule ?? kind, language: languageIn(state, message) } }),
      ...(source === 'screening' && of && revision !== undefined && { screened: { kind, of, revision } }),
    });
    if (source === 'report') state.reports.add(reportKey(evidence.message, kind, by));
    if (isLateReply(data) && evidence.message !== undefined) state.lateReplies.set(evidence.message, violation);
  },
  ViolationVoided(state: Violations, { violation, at }: Data<'ViolationVoided'>): void {
    const known = state.violations.get(violation);
    if (!known) return;
    known.status = 'void';
    state.decisions.set(violation, { decision: 'void', at });
    if (known.message !== undefined && state.lateReplies.get(known.message) === violation)
      state.lateReplies.delete(known.message);
  },
};

/**
 * `[]`: reported already. Throws {@link Rejection} `message-unknown`, also for a message of the other side that is held, and
 * `not-reportable` for what this reporter cannot report (R5.5).
 */
export function reportViolation({ report, stamp }: ReportViolation, state: Conversation): ConversationEvent[] {
  const { id, message, kind, note } = report;
  const { id: by, role } = stamp.actor;
  const known = state.messages.get(message);
  if (!known || (known.held && known.from !== role && role !== 'admin'))
    throw new Rejection('message-unknown', 'no such message in this conversation', 'message');
  if (state.violations.has(id) || state.reports.has(reportKey(message, kind, by))) return [];
  requireReportable(known, kind, role);
  const evidence = { message, revision: known.revision };
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

/** R5.5: nobody reports an own message; buyer and admin report what a seller wrote, a seller what a buyer wrote. R1.4: nothing imported. */
function requireReportable({ from, imported }: KnownMessage, kind: ViolationKind, role: Role): void {
  if (kind === 'late-reply') throw new Rejection('not-reportable', "a late reply is only the clock's to record", 'kind');
  const reported = role === 'seller' ? 'buyer' : 'seller';
  if (from !== reported)
    throw new Rejection('not-reportable', `the ${role} reports what the ${reported} wrote, this is of the ${from}`, 'message');
  if (role === 'seller' && !OF_A_BUYER.includes(kind))
    throw new Rejection('not-reportable', `of a buyer a seller reports ${OF_A_BUYER.join(', ')}`, 'kind');
  if (imported) throw new Rejection('not-reportable', 'imported history is no violation', 'message');
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
