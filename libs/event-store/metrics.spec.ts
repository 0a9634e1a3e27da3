import type { EventStore } from './event-store';
import { storeHealth } from './metrics';

describe('the clock of a process in its health', () => {
  it.each([
    [undefined, 'unknown'],
    [0, 'agrees'],
    [5_000, 'agrees'],
    [-5_000, 'agrees'],
    [5_001, 'off'],
    [-5_001, 'off'],
  ])('%s ms from the store’s: %s', (clockOffsetMs, status) => {
    const { clock } = storeHealth({ passedOver: { count: 0, latest: [] }, clockOffsetMs } as unknown as EventStore);
    expect(clock).toEqual(clockOffsetMs === undefined ? { status } : { status, offsetMs: clockOffsetMs });
  });
});
