import { type Clockwork, KeepTime, type Stamp } from '../../libs/domain';
import type { Given } from './reaction';
import { REACTIONS } from './reactions';

const [{ on }] = REACTIONS;
const CORRECTED_AT = 100n;

describe('what a correction of a calendar leads to (R2.6)', () => {
  const stamp = { at: 0 } as Stamp;
  const clock = { correctionsBefore: (_: string, position: bigint) => (position > CORRECTED_AT ? 1 : 0) } as unknown as Clockwork;
  const given = { clock, stamp: () => stamp } as unknown as Given;
  const opened = (position: bigint, version: string, more: object = {}) =>
    on.ReplyObligationOpened?.(
      { stream: 'conversation-c1', position, data: { message: 'm1', calendar: { market: 'de', version }, ...more } } as never,
      given,
    );
  const asked = [new KeepTime('c1', stamp, clock, 'm1')];

  it('R2.6 what was opened behind it, on the calendar before, is looked at', () => {
    expect(opened(101n, '2026-1')).toEqual(asked);
    expect(opened(101n, '2026-1+1')).toEqual([]);
  });

  it('R2.6 what was opened before it is found page by page, and counted there alone', () => {
    expect(opened(99n, '2026-1')).toEqual([]);
    expect(opened(100n, '2026-1')).toEqual([]);
  });

  it('R1.4 nothing imported is', () => expect(opened(101n, '2026-1', { imported: true })).toEqual([]));
});
