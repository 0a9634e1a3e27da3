/** Points of a seller (R6.2): each violation counts once, for 90 days, unless it turns out to be none. */
import { VIOLATION_KINDS, type ViolationKind } from '../conversation/violations';
import { type EventsOf, event } from '../event';
import { instant, mark, object, oneOf, optional, text, uuid, whole } from '../shape';
import type { StandingRules } from './rules';

/** How a violation is found (R5.2). */
const SOURCES = ['screening', 'report', 'clock'] as const;

/** A violation as it is established or confirmed; `at` says when it happened, epoch milliseconds. */
export interface EstablishedViolation {
  readonly conversation: string;
  /** Its id in that conversation. */
  readonly violation: string;
  readonly kind: ViolationKind;
  readonly source: (typeof SOURCES)[number];
  readonly message?: string;
  /** Where in its text, and by which rule of screening or clock it was found (R5.2). */
  readonly place?: { readonly from: number; readonly to: number };
  readonly rule?: string;
  /** The message was delivered with the place masked. */
  readonly masked?: true;
  readonly at: number;
  /** Of a late reply: how many the seller had within the days that count, of how many obligations that ended or ran out. */
  readonly weighed?: { readonly late: number; readonly of: number };
}

/** A violation as the events of a standing name it, with its evidence. */
export const VIOLATION = {
  conversation: uuid,
  violation: text,
  kind: oneOf(VIOLATION_KINDS),
  source: oneOf(SOURCES),
  message: optional(uuid),
  place: optional(object({ from: whole, to: whole })),
  rule: optional(text),
};

/** What happens to points. */
export const pointsEvents = {
  /** `points` may be none: a late reply among few. `occurredAt` is when the violation happened: from then on it counts. */
  PointsRecorded: event(
    {
      seller: text,
      ...VIOLATION,
      masked: optional(mark),
      points: whole,
      weighed: optional(object({ late: whole, of: whole })),
      /** Version of the rules. */
      rules: text,
      occurredAt: instant,
      /** Until when it counts. */
      until: instant,
      at: instant,
    },
    ['system'],
  ),
  PointsVoided: event({ seller: text, conversation: uuid, violation: text, reason: text, at: instant }, ['system', 'admin']),
};

type Event = EventsOf<typeof pointsEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** A violation that was counted; instants epoch milliseconds. */
export interface Counted extends Omit<Data<'PointsRecorded'>, 'occurredAt' | 'until' | 'at'> {
  readonly occurredAt: number;
  readonly until: number;
  /** Why it counts no more. */
  readonly void?: { readonly reason: string; readonly at: string };
}

/** What the rules know of points, by {@link violationKey}. */
export interface Points {
  readonly points: Map<string, Counted>;
  /** Found to be none before they were counted. */
  readonly none: Set<string>;
}

/** None yet. */
export const noPoints = (): Points => ({ points: new Map(), none: new Set() });

/** A violation's name beyond its conversation. */
export const violationKey = ({
  conversation,
  violation,
}: {
  readonly conversation: string;
  readonly violation: string;
}): string => `${conversation} ${violation}`;

/** How the events change that. */
export const pointsFolds = {
  PointsRecorded({ points }: Points, { occurredAt, until, at: _, ...data }: Data<'PointsRecorded'>): void {
    points.set(violationKey(data), { ...data, occurredAt: Date.parse(occurredAt), until: Date.parse(until) });
  },
  PointsVoided({ points, none }: Points, { reason, at, ...data }: Data<'PointsVoided'>): void {
    const known = points.get(violationKey(data));
    if (known) points.set(violationKey(data), { ...known, void: { reason, at } });
    else none.add(violationKey(data));
  },
};

/** The violations that give points at an instant. */
export const countingAt = ({ points }: Points, at: number): Counted[] =>
  [...points.values()].filter((one) => one.points > 0 && !one.void && at < one.until);

/** Their sum. */
export const sumOf = (violations: readonly Pick<Counted, 'points'>[]): number =>
  violations.reduce((sum, { points }) => sum + points, 0);

/** Points of a violation (R6.2). */
export function pointsOf({ kind, masked, weighed }: EstablishedViolation, { points, lateReplies }: StandingRules): number {
  const { moreThan, percent } = lateReplies;
  // Without numbers it cannot be weighed, and gives none.
  const { late, of } = weighed ?? { late: 0, of: 0 };
  if (kind === 'late-reply' && (late <= moreThan || late * 100 <= of * percent)) return 0;
  return masked ? Math.ceil(points[kind] / 2) : points[kind];
}
