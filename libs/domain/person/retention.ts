/** How long what people wrote has to be kept, by class: the streams `retention-<class>` (R9). */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event, RETENTION_CLASSES, type RetentionClass } from '../event';
import type { Role, Stamp } from '../people';
import { instant, oneOf, text, whole } from '../shape';

/** What happens to a class. */
export const RETENTION_EVENTS = {
  /** From now on texts of this class are kept for so many days from the last one of a person. */
  RetentionSet: event(
    { class: oneOf(RETENTION_CLASSES), version: text, days: whole, ground: text, reason: text, by: text, at: instant },
    ['compliance'],
  ),
  ...commandEvents,
};
/** An event of a class. */
export type RetentionEvent = EventsOf<typeof RETENTION_EVENTS>;

/** Sets how long a class is kept. */
export class SetRetention {
  readonly type = 'SetRetention';
  constructor(
    /** The class. */
    readonly id: RetentionClass,
    readonly stamp: Stamp,
    readonly rule: { readonly days: number; readonly ground: string; readonly reason: string },
  ) {}
}

/** Who may give which command to a class. */
export const RETENTION_ROLES: Readonly<Record<SetRetention['type'], readonly Role[]>> = { SetRetention: ['compliance'] };

/** A version of a class; `ground`: the law that asks for it. */
export interface Retention {
  readonly version: string;
  readonly days: number;
  readonly ground: string;
}

/** The decider of the streams `retention-<class>`. */
export const retention = {
  category: 'retention' as const,
  initial: (): Retention => ({ version: '0', days: 0, ground: 'none' }),
  decide({ id, stamp, rule }: SetRetention, state: Retention): readonly RetentionEvent[] {
    if (rule.days === state.days && rule.ground === state.ground) return [];
    const version = String(Number(state.version) + 1);
    const data = { class: id, version, ...rule, by: stamp.actor.id, at: iso(stamp.at) };
    return [{ type: 'RetentionSet', data }];
  },
  evolve(state: Retention, { type, data }: RetentionEvent): Retention {
    return type === 'RetentionSet' ? { version: data.version, days: data.days, ground: data.ground } : state;
  },
};
