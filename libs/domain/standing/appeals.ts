/** Appeals against sanctions (R6.3): open for six months, decided by another human than the first. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, oneOf, text, written } from '../shape';
import { voided } from './counting';
import type { StandingRules } from './rules';
import { type Sanction, sanctionNamed } from './sanction';
import type { Standing, StandingEvent } from './standing';

/** A member of the seller appeals, with reasons. */
export class LodgeAppeal {
  readonly type = 'LodgeAppeal';
  constructor(
    /** The seller. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly sanction: string,
    readonly reason: string,
  ) {}
}

/** An admin grants an appeal, which undoes the sanction and the points it rests on, or rejects it. */
export class DecideAppeal {
  readonly type = 'DecideAppeal';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly rules: StandingRules,
    readonly sanction: string,
    readonly decision: { readonly outcome: 'granted' | 'rejected'; readonly reason: string },
  ) {}
}

/** What happens to appeals; a sanction has at most one. */
export const appealEvents = {
  AppealLodged: event({ seller: text, sanction: text, reason: written, by: text, at: instant }, ['seller']),
  AppealDecided: event(
    { seller: text, sanction: text, outcome: oneOf(['granted', 'rejected']), reason: written, by: text, at: instant },
    ['admin'],
  ),
};

type Event = EventsOf<typeof appealEvents>;
type Told = { readonly by: string; readonly at: string; readonly reason: string };

/** An appeal, and what was decided of it. */
export interface Appeal extends Told {
  readonly decision?: Told & { readonly outcome: 'granted' | 'rejected' };
}

/** How an event changes the sanction that it is about. */
export function evolveAppeal(sanction: Sanction | undefined, { type, data }: Event): Sanction | undefined {
  const { by, at, reason } = data;
  if (type === 'AppealLodged') return sanction && { ...sanction, appeal: { by, at, reason } };
  const { outcome } = data;
  return sanction?.appeal && { ...sanction, appeal: { ...sanction.appeal, decision: { by, at, reason, outcome } } };
}

/** Throws {@link Rejection} `not-found`, `appeal-lodged-already`, `not-appealable`, `appeal-too-late`. */
export function lodgeAppeal({ id: seller, stamp, sanction: name, reason }: LodgeAppeal, state: Standing): StandingEvent[] {
  const { appeal, statement, state: is } = sanctionNamed(state, name);
  if (appeal) throw new Rejection('appeal-lodged-already', `an appeal was lodged by ${appeal.by} at ${appeal.at}`);
  if (!statement || is === 'revoked') throw new Rejection('not-appealable', `this sanction is ${is}: there is nothing to appeal`);
  if (stamp.at > Date.parse(statement.appealUntil))
    throw new Rejection('appeal-too-late', `an appeal was open until ${statement.appealUntil}`);
  return [{ type: 'AppealLodged', data: { seller, sanction: name, reason, by: stamp.actor.id, at: iso(stamp.at) } }];
}

/** Throws {@link Rejection} `not-found`, `no-appeal`, `appeal-decided`, `another-human`. */
export function decideAppeal(
  { id: seller, stamp, rules, sanction: name, decision }: DecideAppeal,
  state: Standing,
): StandingEvent[] {
  const sanction = sanctionNamed(state, name);
  const { appeal, decision: first, state: is, grounds } = sanction;
  const { id: by } = stamp.actor;
  if (!appeal) throw new Rejection('no-appeal', 'nobody has appealed against this sanction');
  if (appeal.decision) {
    const { outcome, by: who, at } = appeal.decision;
    throw new Rejection('appeal-decided', `this appeal was ${outcome} by ${who} at ${at}`);
  }
  if (first?.by === by) throw new Rejection('another-human', 'an appeal is decided by another human than the first');
  const { outcome, reason } = decision;
  const at = iso(stamp.at);
  const decided = { type: 'AppealDecided' as const, data: { seller, sanction: name, outcome, reason, by, at } };
  if (outcome === 'rejected' || is === 'revoked') return [decided];
  const revoked = { type: 'SanctionRevoked' as const, data: { seller, sanction: name, reason: 'appeal granted', by, at } };
  const sanctions = new Map(state.sanctions).set(name, { ...sanction, state: 'revoked', revoked: revoked.data });
  const without = voided({ ...state, sanctions }, grounds.violations, { seller, stamp, rules, reason: 'appeal granted' });
  return [decided, revoked, ...without];
}
