/** What other numbers of points and ladder would have made of a seller's recorded history (R6, R7); nothing of it is written. */
import type { Stamp } from '../people';
import {
  CountViolation,
  DecideSanction,
  KeepSanction,
  type Sanction,
  type Standing,
  type StandingCommand,
  type StandingEvent,
  type StandingRules,
  standing,
  VoidPoints,
} from '../standing';

/**
 * A seller's standing as of an instant (epoch milliseconds) had these rules counted from the beginning: the same violations at the same
 * times, weighed with the same numbers, and void where they turned out to be none. What is proposed then waits for the decision that an
 * admin took on the same step; where nobody took one, it stays a proposal.
 */
export function standingUnder(rules: StandingRules, told: readonly StandingEvent[], seller: string, at: number): Standing {
  let state = standing.initial();
  const give = (command: StandingCommand) => {
    for (const event of standing.decide(command, state)) state = standing.evolve(state, event);
  };
  /** Begins and ends what does so by itself until an instant. */
  const keep = (until: number) => {
    for (const { id, when } of [...state.sanctions.values()].flatMap(changes).sort((one, other) => one.when - other.when))
      if (when <= until) give(new KeepSanction(seller, stamp('system', when), id));
  };
  const steps = new Map<string, Sanction['step']>();
  for (const { type, data } of told) {
    const now = Date.parse(data.at);
    keep(now);
    switch (type) {
      case 'PointsRecorded': {
        const { seller: _, points: __, rules: ___, until: ____, occurredAt, at: _____, ...violation } = data;
        give(new CountViolation(seller, stamp('system', now), rules, { ...violation, at: Date.parse(occurredAt) }));
        break;
      }
      case 'PointsVoided':
        give(new VoidPoints(seller, stamp('system', now), rules, data, data.reason));
        break;
      case 'SanctionProposed':
        steps.set(data.sanction, data.step);
        break;
      case 'SanctionDecided': {
        const { sanction, outcome, reason = '', withoutNotice, by } = data;
        const same = [...state.sanctions.values()].find((one) => one.state === 'proposed' && one.step === steps.get(sanction));
        const decision = { outcome, reason, ...(withoutNotice !== undefined && { withoutNotice }) };
        if (same) give(new DecideSanction(seller, stamp('admin', now, by), rules, same.id, decision));
        break;
      }
    }
  }
  keep(at);
  return state;
}

const stamp = (role: 'system' | 'admin', at: number, id = 'replay'): Stamp => ({
  ...{ actor: { id, role }, at, commandId: 'replay', commandHash: 'replay', origin: 'replay', correlationId: 'replay' },
});

/** When a sanction begins or ends by itself. */
function changes({ id, state, statement, begun }: Sanction): { readonly id: string; readonly when: number }[] {
  if (state !== 'imposed' || !statement) return [];
  const { effectiveAt, endsAt } = statement;
  if (endsAt !== undefined) return [{ id, when: Date.parse(endsAt) }];
  return begun === undefined ? [{ id, when: Date.parse(effectiveAt) }] : [];
}
