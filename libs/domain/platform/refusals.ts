/**
 * Attempts to read what one may not, or not so (R1.3): the streams `refusal-<uuid>`, one for each person. What is repeated within a
 * minute, and what comes after a hundred in an hour, is not recorded again: nobody fills the record by knocking.
 */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import { ROLES, type Role, type Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, oneOf, optional, text, uuid, whole } from '../shape';

const AGAIN_AFTER_MS = 60_000;
const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 100;

/**
 * Namespace (RFC 9562, version 5) of the ids of these streams, by a person's id, role and seller, a line each. Changing it would begin
 * another stream for everybody.
 */
export const REFUSAL_NAMESPACE = '5d0c2f5e-8b0c-4f43-9f53-1f0a4a3a1d7e';

const KNOCKING = ['buyer', 'seller', 'admin', 'compliance', 'operator', 'platform', 'monitor'] as const satisfies readonly Role[];

/** What happens there. */
export const REFUSAL_EVENTS = {
  /** Who wanted what, with the reason given if there was one, and why it was refused. */
  AccessRefused: event(
    {
      role: oneOf(ROLES),
      by: text,
      what: text,
      conversation: optional(uuid),
      /** What else the address names: a seller, an order. */
      of: optional(text),
      reason: optional(text),
      status: whole,
      code: text,
      field: optional(text),
      at: instant,
    },
    KNOCKING,
  ),
};
/** An event of a person's refusals. */
export type RefusalEvent = EventsOf<typeof REFUSAL_EVENTS>;

/** What was refused. */
export type Refused = Omit<RefusalEvent['data'], 'role' | 'by' | 'at'>;

/** Records that its giver was refused something. */
export class RecordRefusal {
  readonly type = 'RecordRefusal';
  constructor(
    /** Names the giver. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly refused: Refused,
  ) {}
}

/** Who may give which command. */
export const REFUSAL_ROLES: Readonly<Record<RecordRefusal['type'], readonly Role[]>> = { RecordRefusal: KNOCKING };

/** What was refused to a person lately: when, by what it was. */
export interface Refusals {
  readonly last: ReadonlyMap<string, number>;
  /** Instants of the last hour, oldest first. */
  readonly lately: readonly number[];
}

const keyOf = ({ what, conversation, of, code, field }: Refused): string => [what, conversation, of, code, field].join('\n');

const within = <T>(all: Iterable<T>, instant: (one: T) => number, at: number): T[] =>
  [...all].filter((one) => instant(one) > at - HOUR_MS);

/** The decider of the streams `refusal-<uuid>`. */
export const refusals = {
  category: 'refusal' as const,
  initial: (): Refusals => ({ last: new Map(), lately: [] }),
  /** `[]`: recorded already, or too many of them are. */
  decide({ type, stamp, refused }: RecordRefusal, { last, lately }: Refusals): readonly RefusalEvent[] {
    const { id: by, role } = stamp.actor;
    if (!REFUSAL_ROLES[type].includes(role)) throw new Rejection('forbidden', `${type} is not for the role ${role}`);
    const before = last.get(keyOf(refused));
    if (before !== undefined && stamp.at - before < AGAIN_AFTER_MS) return [];
    if (within(lately, (at) => at, stamp.at).length >= MOST_AN_HOUR) return [];
    return [{ type: 'AccessRefused', data: { role, by, ...refused, at: iso(stamp.at) } }];
  },
  evolve({ last, lately }: Refusals, { data }: RefusalEvent): Refusals {
    const at = Date.parse(data.at);
    const known = within(last, ([, instant]) => instant, at);
    return {
      last: new Map([...known, [keyOf(data), at]]),
      lately: [...within(lately, (instant) => instant, at), at],
    };
  },
};
