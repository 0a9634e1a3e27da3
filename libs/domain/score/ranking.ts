/**
 * The decider of the streams `ranking-<seller>`: what search engines are told of a seller's visibility (R7). Time alone changes it, too, so
 * each change is recorded: with its place in the log it is the same for whoever reads it, whenever, and however read models are rebuilt.
 */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, nullable, number, oneOf, text, whole } from '../shape';
import { STEPS } from '../standing';

const EFFECTS = ['good', ...STEPS] as const;

const assessed = {
  visibility: number,
  score: nullable(number),
  effect: oneOf(EFFECTS),
  obligations: whole,
  /** Version of the weights. */
  weights: text,
  /** It is computed from what stands in the log up to this position, as of this instant. */
  upTo: text,
  asOf: instant,
};

/** What happens to a seller's visibility. */
export const RANKING_EVENTS = {
  VisibilityChanged: event({ seller: text, ...assessed, at: instant }, ['system']),
  ...commandEvents,
};
/** An event of a seller's visibility. */
export type RankingEvent = EventsOf<typeof RANKING_EVENTS>;
/** A visibility, and what it was computed from. */
export type Assessment = Omit<Extract<RankingEvent, { type: 'VisibilityChanged' }>['data'], 'seller' | 'at'>;

/** Records the visibility of a seller where it is another than recorded last. */
export class RecordVisibility {
  readonly type = 'RecordVisibility';
  constructor(
    /** The seller. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly assessment: Assessment,
  ) {}
}

/** Who may give which command. */
export const RANKING_ROLES: Readonly<Record<RecordVisibility['type'], readonly Role[]>> = { RecordVisibility: ['system'] };

/** What was recorded last; before, a seller is as visible as a new one. */
export type Ranking = Pick<Assessment, 'visibility' | 'upTo' | 'asOf'>;

/** The decider. */
export const ranking = {
  category: 'ranking' as const,
  initial: (): Ranking => ({ visibility: 1, upTo: '-1', asOf: '' }),
  /** `[]`: it is the same, or somebody has looked later. */
  decide({ type, id: seller, stamp, assessment }: RecordVisibility, state: Ranking): readonly RankingEvent[] {
    if (!RANKING_ROLES[type].includes(stamp.actor.role)) throw new Rejection('forbidden', 'visibility is computed');
    const isOlder = BigInt(assessment.upTo) < BigInt(state.upTo) || assessment.asOf < state.asOf;
    if (isOlder || assessment.visibility === state.visibility) return [];
    return [{ type: 'VisibilityChanged', data: { seller, ...assessment, at: iso(stamp.at) } }];
  },
  evolve: (state: Ranking, { type, data }: RankingEvent): Ranking => (type === 'CommandAcknowledged' ? state : data),
};
