import { type Clockwork, KeepTime, type Stamp } from '../../libs/domain';
import { type Given, reactionStamp } from './reaction';
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

  it('R2.6 what it moves itself is worked off beside', () => {
    expect(on.CalendarCorrected?.({ stream: 'market-de' } as never, given)).toEqual([]);
  });

  it('R2.14 what was declared to need no reply is looked at when that is contested', () => {
    const contested = { stream: 'conversation-c1', data: { message: 'm1' } };
    expect(on.NoReplyNeededContested?.(contested as never, given)).toEqual(asked);
  });

  it('R1.4 nothing imported is', () => expect(opened(101n, '2026-1', { imported: true })).toEqual([]));
});

describe('the stamp of what follows from an event', () => {
  const event = { id: '6f1c1c1e-0000-4000-8000-000000000001', metadata: { $correlationId: 'c' } } as never;
  const given = (reaction = 'standing', index: number | string = 0, at = 7) => reactionStamp(reaction, event, index, at);

  it('is the reactor’s, names the event, and is the same whenever it is made', () => {
    expect(given()).toEqual({
      ...{ actor: { id: 'reactor', role: 'system' }, at: 7, commandHash: 'standing', origin: 'reactor' },
      ...{ commandId: expect.stringMatching(/^[0-9a-f-]{36}$/), correlationId: 'c' },
      causationId: '6f1c1c1e-0000-4000-8000-000000000001',
    });
    expect(given('standing', 0, 8).commandId).toBe(given().commandId);
  });

  it('has another id for another reaction and for each of its commands', () => {
    const ids = [given(), given('removals'), given('standing', 'c-1')];
    expect(new Set(ids.map(({ commandId }) => commandId)).size).toBe(3);
  });
});
