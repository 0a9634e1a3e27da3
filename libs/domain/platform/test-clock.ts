/** The test clock of demonstrations and black-box tests: the stream `testclock-<name>`. Forwards only. */
import { iso } from '../clock';
import { Rejection } from '../rejection';

/** The product's clock was set; `to` is the new time, from which it runs on, `setAt` the machine's own time at that moment. */
export type TestClockEvent = {
  readonly type: 'TestClockSet';
  readonly data: { readonly to: string; readonly setAt: string; readonly by: string };
};

/**
 * Sets the product's clock to `to` (epoch milliseconds). `stamp.at` is the product's time until now; `until` is where the first of the
 * calendars ends.
 */
export class SetTestClock {
  readonly type = 'SetTestClock';
  constructor(
    readonly stamp: { readonly actor: { readonly id: string }; readonly at: number },
    readonly to: number,
    readonly machineTime: number,
    readonly until: number,
  ) {}
}

/** How far the product's clock is ahead of the machine's, in milliseconds. */
export interface TestClock {
  readonly offsetMs: number;
}

/** The decider of the streams `testclock-<name>`. */
export const testClock = {
  category: 'testclock',
  initial: (): TestClock => ({ offsetMs: 0 }),
  decide({ stamp, to, machineTime, until }: SetTestClock, state: TestClock): readonly TestClockEvent[] {
    if (to < machineTime + state.offsetMs) throw new Rejection('time-goes-forwards', 'the clock goes forwards only', 'now');
    if (to >= until) throw new Rejection('time-not-covered', `the calendars end ${iso(until)}`, 'now');
    return [
      {
        type: 'TestClockSet',
        data: { to: iso(to), setAt: iso(machineTime), by: stamp.actor.id },
      },
    ];
  },
  evolve(_state: TestClock, { data }: TestClockEvent): TestClock {
    return { offsetMs: Date.parse(data.to) - Date.parse(data.setAt) };
  },
};
