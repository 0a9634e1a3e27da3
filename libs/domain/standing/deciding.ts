/** Sanctions are decided by an admin, and begin and end by themselves (R6.3). */
import { iso } from '../clock';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { climbed, statementOf } from './ladder';
import { STEPS, type StandingRules } from './rules';
import { evolveSanction, type Sanction, sanctionNamed } from './sanction';
import type { Standing, StandingEvent } from './standing';

/** An admin imposes or declines what was proposed (R6.3). `withoutNotice` names the exception for which a removal takes effect at once. */
export class DecideSanction {
  readonly type = 'DecideSanction';
  constructor(
    /** The seller. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly rules: StandingRules,
    readonly sanction: string,
    readonly decision: {
      readonly outcome: 'imposed' | 'declined';
      readonly reason: string;
      readonly withoutNotice?: string;
    },
  ) {}
}

/** The timekeeper asks whether a sanction begins or ends now. */
export class KeepSanction {
  readonly type = 'KeepSanction';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly sanction: string,
  ) {}
}

/** Throws {@link Rejection} `not-found`, `sanction-not-proposed`, `no-notice`. What was declined or imposed may be followed by a further step. */
export function decideSanction(
  { id: seller, stamp, rules, sanction: name, decision }: DecideSanction,
  state: Standing,
): StandingEvent[] {
  const sanction = sanctionNamed(state, name);
  if (sanction.state !== 'proposed') {
    const { by, at } = sanction.decision ?? { by: 'the rules', at: sanction.at };
    throw new Rejection('sanction-not-proposed', `this sanction is ${sanction.state}: decided by ${by} at ${at}`);
  }
  const { outcome, reason, withoutNotice } = decision;
  const rung = rules.ladder[STEPS.indexOf(sanction.step)];
  const atOnce = withoutNotice !== undefined;
  if (atOnce && (outcome === 'declined' || rung.noticeDays === undefined))
    throw new Rejection('no-notice', 'only what is imposed with notice takes effect without: a removal', 'withoutNotice');
  const timed =
    outcome === 'imposed' && statementOf(sanction.grounds, rung, { at: stamp.at, rules, decided: 'by-a-person', atOnce });
  const decided = {
    type: 'SanctionDecided' as const,
    data: {
      ...{ seller, sanction: name, outcome, reason, ...(atOnce && { withoutNotice }), ...timed },
      ...{ by: stamp.actor.id, at: iso(stamp.at) },
    },
  };
  const after = evolveSanction(sanction, decided) as Sanction;
  const sanctions = new Map(state.sanctions).set(name, after);
  return [decided, ...climbed({ ...state, sanctions }, { seller, at: stamp.at, rules })];
}

/** `[]`: neither begins nor ends now. */
export function keepSanction({ id: seller, stamp, sanction: name }: KeepSanction, state: Standing): StandingEvent[] {
  const { statement, state: is, begun } = state.sanctions.get(name) ?? {};
  if (is !== 'imposed' || !statement) return [];
  const data = { seller, sanction: name, at: iso(stamp.at) };
  if (statement.endsAt !== undefined) return stamp.at < Date.parse(statement.endsAt) ? [] : [{ type: 'SanctionEnded', data }];
  return begun !== undefined || stamp.at < Date.parse(statement.effectiveAt) ? [] : [{ type: 'SanctionBegun', data }];
}
