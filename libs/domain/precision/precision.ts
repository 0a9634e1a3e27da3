/**
 * How often a rule of screening is right, by language, as reviewers decide (R5.2): the streams `screening-<rule>`. A rule that is wrong
 * too often is demoted, by event: what it finds is flagged from then on, never masked or held. An admin takes that back.
 */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { flag, fraction, instant, text, uuid, whole } from '../shape';

/** So many reviews say something of a rule. */
const REVIEWS = 50;
/** The share of findings that has to be right, with this certainty on one side of a normal distribution: 95 % on both. */
const LEAST = 0.9;
const Z = 1.96;

const weighed = { rule: text, language: text, reviews: whole, confirmed: whole, lowerBound: fraction };

/** What happens to a rule. */
export const PRECISION_EVENTS = {
  /** A reviewer decided on what it found. */
  RuleReviewed: event({ rule: text, language: text, conversation: uuid, violation: text, confirmed: flag, at: instant }, [
    'system',
  ]),
  /** Of so many reviews too few were confirmed. */
  RuleDemoted: event({ ...weighed, at: instant }, ['system']),
  /** It acts again, and is weighed by what is reviewed from now on. */
  RuleRestored: event({ rule: text, language: text, reason: text, by: text, at: instant }, ['admin']),
  ...commandEvents,
};
/** An event of a rule. */
export type PrecisionEvent = EventsOf<typeof PRECISION_EVENTS>;

/** Counts what a reviewer decided on something that the rule found. */
export class CountReview {
  readonly type = 'CountReview';
  constructor(
    /** The rule. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly review: {
      readonly language: string;
      readonly conversation: string;
      readonly violation: string;
      readonly confirmed: boolean;
    },
  ) {}
}

/** Lets a demoted rule act again. */
export class RestoreRule {
  readonly type = 'RestoreRule';
  constructor(
    /** The rule. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly language: string,
    readonly reason: string,
  ) {}
}

/** Commands of a rule. */
export type PrecisionCommand = CountReview | RestoreRule;

/** Who may give which command to a rule. */
export const PRECISION_ROLES: Readonly<Record<PrecisionCommand['type'], readonly Role[]>> = {
  CountReview: ['system'],
  RestoreRule: ['admin'],
};

/** What reviews say of a rule in a language. */
export interface Weighed {
  readonly reviews: number;
  readonly confirmed: number;
  readonly demoted: boolean;
}

/** The languages of a rule. */
export type Precision = ReadonlyMap<string, Weighed>;

const UNWEIGHED: Weighed = { reviews: 0, confirmed: 0, demoted: false };

/** The share that is right at least, by Wilson's score with a certainty of 95 %; 0 of no reviews. */
export function lowerBoundOf({ reviews, confirmed }: Pick<Weighed, 'reviews' | 'confirmed'>): number {
  if (reviews === 0) return 0;
  const share = confirmed / reviews;
  const spread = Z * Math.sqrt((share * (1 - share)) / reviews + (Z / reviews / 2) ** 2);
  // What rounding leaves below 0 of none that is right.
  return Math.max(0, (share + Z ** 2 / reviews / 2 - spread) / (1 + Z ** 2 / reviews));
}

/** The decider of the streams `screening-<rule>`. */
export const precision = {
  category: 'screening' as const,
  initial: (): Precision => new Map(),
  /** Throws {@link Rejection} `not-demoted`. */
  decide(command: PrecisionCommand, state: Precision): readonly PrecisionEvent[] {
    const { type, id: rule, stamp } = command;
    const { id: by, role } = stamp.actor;
    if (!PRECISION_ROLES[type].includes(role)) throw new Rejection('forbidden', `${type} is not for the role ${role}`);
    const at = iso(stamp.at);
    if (type === 'CountReview') return counted(command, state, at);
    const { language, reason } = command;
    if (!state.get(language)?.demoted)
      throw new Rejection('not-demoted', `the rule ${rule} is not demoted for this language`, 'language');
    return [{ type: 'RuleRestored', data: { rule, language, reason, by, at } }];
  },
  evolve(state: Precision, { type, data }: PrecisionEvent): Precision {
    if (type === 'CommandAcknowledged') return state;
    const before = state.get(data.language) ?? UNWEIGHED;
    return new Map(state).set(data.language, AFTER[type](before, data as never));
  },
};

const AFTER: {
  readonly [T in Exclude<PrecisionEvent['type'], 'CommandAcknowledged'>]: (
    before: Weighed,
    data: Extract<PrecisionEvent, { type: T }>['data'],
  ) => Weighed;
} = {
  RuleReviewed: (before, { confirmed }) => ({
    ...before,
    reviews: before.reviews + 1,
    confirmed: before.confirmed + (confirmed ? 1 : 0),
  }),
  RuleDemoted: (before) => ({ ...before, demoted: true }),
  RuleRestored: () => UNWEIGHED,
};

function counted({ id: rule, review }: CountReview, state: Precision, at: string): PrecisionEvent[] {
  const { language } = review;
  const reviewed = { type: 'RuleReviewed' as const, data: { rule, ...review, at } };
  const now = AFTER.RuleReviewed(state.get(language) ?? UNWEIGHED, reviewed.data);
  const { reviews, confirmed, demoted } = now;
  const lowerBound = lowerBoundOf(now);
  if (demoted || reviews < REVIEWS || lowerBound >= LEAST) return [reviewed];
  return [reviewed, { type: 'RuleDemoted', data: { rule, language, reviews, confirmed, lowerBound, at } }];
}
