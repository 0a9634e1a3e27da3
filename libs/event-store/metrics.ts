import { Gauge, type Registry } from 'prom-client';
import type { CommandHandling } from './command-handling';
import type { EventStore } from './event-store';
import type { PassedOver } from './passed-over';

/** Clocks this far apart, in milliseconds, are said to be off: commands are refused from a minute on. */
const OFF_MS = 5_000;

/** What health says of a process and its store: events passed over, and how far the clocks are apart (undefined: not known yet). */
export interface StoreHealth {
  readonly passedOver: { readonly count: number; readonly latest: readonly PassedOver[] };
  readonly clock: { readonly status: 'agrees' | 'off' | 'unknown'; readonly offsetMs?: number };
}

/** How it stands now; asks nobody. */
export function storeHealth({ passedOver, clockOffsetMs: offsetMs }: EventStore): StoreHealth {
  if (offsetMs === undefined) return { passedOver, clock: { status: 'unknown' } };
  return { passedOver, clock: { status: Math.abs(offsetMs) > OFF_MS ? 'off' : 'agrees', offsetMs } };
}

/** A line of log for an event that is passed over. */
export const passedOverLine = ({ stream, revision, type, reason }: PassedOver, untold: number): string =>
  `passed over event ${revision} of ${stream} (${type}): ${reason}${untold > 0 ? `; ${untold} more before it` : ''}`;

/** Adds the numbers of a store, and of command handling where there is one, to a process's metrics. */
export function observeStore(registers: Registry[], store: EventStore, handling?: CommandHandling): void {
  const gauge = (name: string, help: string, value: () => number | undefined) =>
    new Gauge({
      name: `helpdesk_${name}`,
      help,
      registers,
      collect() {
        const now = value();
        if (now !== undefined) this.set(now);
      },
    });
  gauge(
    'passed_over_events',
    'Events in the streams of the product that are none of its own, as this process met them',
    () => store.passedOver.count,
  );
  gauge('clock_offset_seconds', "How far the clock of this process is ahead of the store's, at least", () =>
    store.clockOffsetMs === undefined ? undefined : store.clockOffsetMs / 1_000,
  );
  if (handling)
    gauge('commands_clock_behind', 'Commands refused because their stream was ahead of the clock', () => handling.clocksBehind);
}
