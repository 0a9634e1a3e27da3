/** A sanction of a seller (R6.2, R6.3): what it rests on, its statement of reasons, and what becomes of it. */
import { VIOLATION_KINDS } from '../conversation/violations';
import { type EventsOf, event } from '../event';
import { Rejection } from '../rejection';
import { instant, list, object, oneOf, optional, text, whole, written } from '../shape';
import type { Appeal } from './appeals';
import { VIOLATION } from './points';
import { STEPS, type Step } from './rules';
import type { Standing } from './standing';

/** What a sanction rests on. */
const GROUNDS = {
  /** The rule, and the version of its numbers. */
  rule: text,
  rules: text,
  /** The points there were, and those that reach the step. */
  points: whole,
  threshold: whole,
  /** So many violations of this kind lead there at once. */
  jump: optional(object({ kind: oneOf(VIOLATION_KINDS), times: whole })),
  violations: list(object({ ...VIOLATION, points: whole, occurredAt: instant })),
  /** How the facts were found: by screening and clock, or by reports. */
  found: oneOf(['automatically', 'by-report', 'both']),
};

/** What a step forbids (R6.4, R7). */
export const SCOPES = { warning: 'nothing', restriction: 'visibility', suspension: 'opening', removal: 'everything' } as const;

/** The statement of reasons (R6.3) as data; where it ends by itself, `endsAt`. */
const STATEMENT = {
  ...GROUNDS,
  scope: oneOf(['nothing', 'visibility', 'opening', 'everything']),
  effectiveAt: instant,
  endsAt: optional(instant),
  decided: oneOf(['automatically', 'by-a-person']),
  /** An appeal is open until then. */
  appealUntil: instant,
};

/** The timer of a sanction: when it begins or ends. */
const WAKES = { command: 'KeepSanction', key: 'sanction' } as const;
const NAMED = { seller: text, sanction: text };

/** What happens to sanctions. */
export const sanctionEvents = {
  SanctionImposed: event(
    { ...NAMED, step: oneOf(STEPS), statement: object(STATEMENT), wakeAt: optional(instant), at: instant },
    ['system', 'admin'],
    WAKES,
  ),
  SanctionProposed: event({ ...NAMED, step: oneOf(STEPS), grounds: object(GROUNDS), at: instant }, ['system', 'admin']),
  /** With a statement where it is imposed. */
  SanctionDecided: event(
    {
      ...NAMED,
      outcome: oneOf(['imposed', 'declined']),
      reason: written,
      withoutNotice: optional(written),
      statement: optional(object(STATEMENT)),
      wakeAt: optional(instant),
      by: text,
      at: instant,
    },
    ['admin'],
    WAKES,
  ),
  /** The notice is over. */
  SanctionBegun: event({ ...NAMED, at: instant }, ['system'], WAKES),
  SanctionEnded: event({ ...NAMED, at: instant }, ['system'], WAKES),
  /** Its effect is undone. */
  SanctionRevoked: event({ ...NAMED, reason: text, by: text, at: instant }, ['system', 'admin'], WAKES),
};

type Event = EventsOf<typeof sanctionEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];
/** What a sanction rests on. */
export type Grounds = Data<'SanctionProposed'>['grounds'];
/** The statement of reasons (R6.3). */
export type Statement = Data<'SanctionImposed'>['statement'];

/** What became of a sanction. */
export const SANCTION_STATES = ['proposed', 'declined', 'imposed', 'ended', 'revoked'] as const;
/** One of {@link SANCTION_STATES}. */
export type SanctionState = (typeof SANCTION_STATES)[number];

/** A sanction, proposed or imposed. */
export interface Sanction {
  /** The seller's id, a dot, and a number from 1. */
  readonly id: string;
  readonly step: Step;
  readonly state: SanctionState;
  readonly at: string;
  readonly grounds: Grounds;
  /** Once it is imposed. */
  readonly statement?: Statement;
  /** By whom it was decided, where it was not automatic. */
  readonly decision?: { readonly by: string; readonly at: string; readonly reason: string; readonly withoutNotice?: string };
  readonly begun?: string;
  readonly ended?: string;
  readonly revoked?: { readonly reason: string; readonly by: string; readonly at: string };
  readonly appeal?: Appeal;
}

/** How an event changes the sanction it names; undefined for one that is not known. */
export function evolveSanction(sanction: Sanction | undefined, event: Event): Sanction | undefined {
  switch (event.type) {
    case 'SanctionImposed': {
      const { sanction: id, step, statement, at } = event.data;
      return { id, step, state: 'imposed', at, grounds: statement, statement };
    }
    case 'SanctionProposed': {
      const { sanction: id, step, grounds, at } = event.data;
      return { id, step, state: 'proposed', at, grounds };
    }
  }
  if (!sanction) return undefined;
  switch (event.type) {
    case 'SanctionDecided': {
      const { outcome, statement, by, at, reason, withoutNotice } = event.data;
      const decision = { by, at, reason, ...(withoutNotice !== undefined && { withoutNotice }) };
      return { ...sanction, state: outcome, decision, ...(statement && { statement }) };
    }
    case 'SanctionBegun':
      return { ...sanction, begun: event.data.at };
    case 'SanctionEnded':
      return { ...sanction, state: 'ended', ended: event.data.at };
    case 'SanctionRevoked': {
      const { reason, by, at } = event.data;
      return { ...sanction, state: 'revoked', revoked: { reason, by, at } };
    }
  }
}

/** Whether a sanction has its effect at an instant. */
export function isInForce({ state, statement }: Sanction, at: number): boolean {
  if (state !== 'imposed' || !statement) return false;
  return Date.parse(statement.effectiveAt) <= at && (statement.endsAt === undefined || at < Date.parse(statement.endsAt));
}

/** The sanction of this name. Throws {@link Rejection} `not-found`. */
export function sanctionNamed({ sanctions }: Standing, name: string): Sanction {
  const sanction = sanctions.get(name);
  if (!sanction) throw new Rejection('not-found', 'no such sanction');
  return sanction;
}

/** Whose sanction it is, by its id. */
export const sellerOf = (sanction: string): string => sanction.slice(0, Math.max(0, sanction.lastIndexOf('.')));
