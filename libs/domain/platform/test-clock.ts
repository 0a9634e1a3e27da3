/** The test clock of demonstrations and black-box tests: the stream `testclock-<name>`. Forwards only. */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, text } from '../shape';

/** What happens to a test clock. */
export const TEST_CLOCK_EVENTS = {
  /** `to` is the new time, from which it runs on, `setAt` the machine's own time at that moment. */
  TestClockSet: event({ to: instant, setAt: instant, by: text }, ['admin']),
  ...commandEvents,
};
/** An event of a test clock. */
export type TestClockEvent = EventsOf<typeof TEST_CLOCK_EVENTS>;

/**
 * Sets the product's clock to `to` (epoch milliseconds). `stamp.at` is the product's time until now; `until` is where the first of the
 * calendars ends.
 */
export class SetTestClock {
  readonly type = 'SetTestClock';
  constructor(
    /** Its name. */
    readonly id: string,
    readonly stamp: Stamp,
    readonly to: number,
    readonly machineTime: number,
    readonly until: number,
  ) {}
}

/** Who may give which command to a test clock. */
export const TEST_CLOCK_ROLES: Readonly<Record<SetTestClock['type'], readonly Role[]>> = { SetTestClock: ['admin'] };

/** How far the product's clock is ahead of the machine's, in milliseconds. */
export interface TestClock {
  readonly offsetMs: number;
}

/** The decider of the streams `testclock-<name>`. */
export const testClock = {
  category: 'testclock' as const,
  initial: (): TestClock => ({ offsetMs: 0 }),
  decide({ type, stamp, to, machineTime, until }: SetTestClock, state: TestClock): readonly TestClockEvent[] {
    if (!TEST_CLOCK_ROLES[type].includes(stamp.actor.role)) throw new Rejection('forbidden', 'an admin sets the test clock');
    if (to < machineTime + state.offsetMs) throw new Rejection('time-goes-forwards', 'the clock goes forwards only', 'now');
    if (to >= until) throw new Rejection('time-not-covered', `the calendars end ${iso(until)}`, 'now');
    return [
      {
        type: 'TestClockSet',
        data: { to: iso(to), setAt: iso(machineTime), by: stamp.actor.id },
      },
    ];
  },
  evolve(state: TestClock, { type, data }: TestClockEvent): TestClock {
    if (type === 'CommandAcknowledged') return state;
    return { offsetMs: Date.parse(data.to) - Date.parse(data.setAt) };
  },
};
