/** The decider of the streams `seller-<seller>`: points, sanctions and appeals of one seller (R6), routed to the file of their topic. */
import { commandEvents, type EventsOf } from '../event';
import type { Role } from '../people';
import { Rejection } from '../rejection';
import { appealEvents, DecideAppeal, decideAppeal, evolveAppeal, LodgeAppeal, lodgeAppeal } from './appeals';
import { CountViolation, countViolation, VoidPoints, voidPoints } from './counting';
import { DecideSanction, decideSanction, KeepSanction, keepSanction } from './deciding';
import { countingAt, noPoints, type Points, pointsEvents, pointsFolds, sumOf } from './points';
import { STEPS, type Step } from './rules';
import { evolveSanction, isInForce, type Sanction, sanctionEvents } from './sanction';

export { CountViolation, DecideAppeal, DecideSanction, KeepSanction, LodgeAppeal, VoidPoints };

/** Every event of a seller's standing. */
export const STANDING_EVENTS = { ...pointsEvents, ...sanctionEvents, ...appealEvents, ...commandEvents };
/** An event of a seller's standing. */
export type StandingEvent = EventsOf<typeof STANDING_EVENTS>;

/** Classes of the commands by name. */
export const STANDING_COMMANDS = { CountViolation, VoidPoints, DecideSanction, KeepSanction, LodgeAppeal, DecideAppeal };
/** A command about a seller's standing. */
export type StandingCommand = InstanceType<(typeof STANDING_COMMANDS)[keyof typeof STANDING_COMMANDS]>;

/** Who may give which command; a seller's member about the own seller only. */
export const STANDING_ROLES: Readonly<Record<StandingCommand['type'], readonly Role[]>> = {
  CountViolation: ['system'],
  VoidPoints: ['system'],
  DecideSanction: ['admin'],
  KeepSanction: ['system'],
  LodgeAppeal: ['seller'],
  DecideAppeal: ['admin'],
};

/** Points and sanctions of one seller; sanctions by id, in their order. */
export interface Standing extends Points {
  readonly sanctions: Map<string, Sanction>;
}

/** What holds for a seller: nothing, or the effect of a step. */
export type Effect = 'good' | Step;

/** The hardest of the sanctions that are in force at an instant (R6.4). */
export function effectAt({ sanctions }: Pick<Standing, 'sanctions'>, at: number): Effect {
  const steps = [...sanctions.values()].filter((one) => isInForce(one, at)).map(({ step }) => STEPS.indexOf(step));
  return steps.length === 0 ? 'good' : STEPS[Math.max(...steps)];
}

/** What a standing comes to at an instant (epoch milliseconds): the effect, and the sum of the points that count. */
export interface StandingThen {
  readonly effect: Effect;
  readonly points: number;
}

/** The same of a state. */
export const standingAt = (state: Standing, at: number): StandingThen => ({
  effect: effectAt(state, at),
  points: sumOf(countingAt(state, at)),
});

/** A sanction behind an event about it; undefined for one that is not known. */
export const sanctionAfter = (
  before: Sanction | undefined,
  event: EventsOf<typeof sanctionEvents & typeof appealEvents>,
): Sanction | undefined =>
  event.type === 'AppealLodged' || event.type === 'AppealDecided' ? evolveAppeal(before, event) : evolveSanction(before, event);

type Decide<C> = (command: C, state: Standing) => readonly StandingEvent[];

const DECIDE: { readonly [C in StandingCommand as C['type']]: Decide<C> } = {
  CountViolation: countViolation,
  VoidPoints: voidPoints,
  DecideSanction: decideSanction,
  KeepSanction: keepSanction,
  LodgeAppeal: lodgeAppeal,
  DecideAppeal: decideAppeal,
};

/** The decider. */
export const standing = {
  category: 'seller' as const,
  initial: (): Standing => ({ ...noPoints(), sanctions: new Map() }),
  decide(command: StandingCommand, state: Standing): readonly StandingEvent[] {
    const { actor } = command.stamp;
    if (!STANDING_ROLES[command.type].includes(actor.role))
      throw new Rejection('forbidden', `${command.type} is not for the role ${actor.role}`);
    if (actor.role === 'seller' && actor.seller !== command.id) throw new Rejection('not-found', 'no such sanction');
    return (DECIDE[command.type] as Decide<StandingCommand>)(command, state);
  },
  /** Folding changes the state in place: whoever folds owns it. */
  evolve(state: Standing, event: StandingEvent): Standing {
    switch (event.type) {
      case 'CommandAcknowledged':
        return state;
      case 'PointsRecorded':
        pointsFolds.PointsRecorded(state, event.data);
        return state;
      case 'PointsVoided':
        pointsFolds.PointsVoided(state, event.data);
        return state;
      default: {
        const after = sanctionAfter(state.sanctions.get(event.data.sanction), event);
        if (after) state.sanctions.set(after.id, after);
        return state;
      }
    }
  },
};
