import { type Precision, type PrecisionEvent, precision } from '../../../libs/domain';
import type { EventStore } from '../../../libs/event-store';

interface Folded {
  readonly state: Precision;
  readonly revision: number;
}

/** Which rules of screening are demoted (R5.2), straight from their streams: asked only where a rule would mask or hold. */
export class Demotions {
  readonly #folded = new Map<string, Folded>();

  constructor(private readonly store: EventStore) {}

  /** Whether what a rule finds in texts of a language is only flagged. */
  async lowers(rule: string, language: string): Promise<boolean> {
    let { state, revision } = this.#folded.get(rule) ?? { state: precision.initial(), revision: -1 };
    const stream = `${precision.category}-${rule}`;
    for await (const { events, revision: last } of this.store.readBatches<PrecisionEvent>(stream, revision + 1)) {
      for (const event of events) state = precision.evolve(state, event);
      revision = last;
    }
    this.#folded.set(rule, { state, revision });
    return state.get(language)?.demoted === true;
  }
}
