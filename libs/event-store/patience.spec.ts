import { StoreUnavailable } from './errors';
import { Patience } from './patience';

const gone = new StoreUnavailable('gone');
const open = new AbortController().signal;

describe('patience', () => {
  it('pauses longer from time to time, and throws the cause rather than wait beyond its budget', async () => {
    const patience = new Patience(1_500, open);
    const began = performance.now();
    await expect(
      (async () => {
        for (;;) await patience.pause(gone);
      })(),
    ).rejects.toBe(gone);
    expect(performance.now() - began).toBeLessThan(1_900);
    // Thirty pauses of the first length would fit.
    expect(patience.attempts).toBeGreaterThan(2);
    expect(patience.attempts).toBeLessThan(14);
  });

  it('begins again after progress', async () => {
    const patience = new Patience(300, open);
    await patience.pause(gone);
    expect(patience.left).toBeLessThan(290);
    patience.restart();
    expect([patience.left > 290, patience.attempts]).toEqual([true, 0]);
  });

  it('ends at once when there is nothing to wait for any more', async () => {
    const closing = new AbortController();
    const waiting = new Patience(60_000, closing.signal).pause(gone);
    closing.abort();
    await expect(waiting).rejects.toBe(gone);
    await expect(new Patience(60_000, closing.signal).pause(gone)).rejects.toBe(gone);
  });
});
