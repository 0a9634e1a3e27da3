/** Which events set a timer, which clear it, and the market whose time has to count for it. */
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '../../event-store';
import { apply, Rows } from '../shared/projection';
import { timers } from './timers.projection';
import { timersDue, timersStreams } from './timers.table';

const WAKE = '2025-06-03T09:00:00.000Z';

describe('the timers', () => {
  const stream = `conversation-${randomUUID()}`;
  const event = (type: string, data: object) => ({ stream, type, data }) as unknown as StoredEvent;
  const opened = event('ConversationOpened', { market: 'de' });
  const rowsAfter = (...events: readonly StoredEvent[]) => {
    const rows = new Rows();
    for (const one of events) apply(timers, one, rows);
    return rows.changed(timersDue as never);
  };
  const row = { stream, key: 'm1', command: 'KeepTime' };

  it('are set to the instant an event names, in the market of its stream, each by its key', () => {
    expect(
      rowsAfter(
        opened,
        event('ReplyObligationOpened', { message: 'm1', wakeAt: WAKE }),
        event('ReplyObligationOpened', { message: 'm2', wakeAt: WAKE }),
        event('ReplyObligationReminded', { message: 'm1', wakeAt: '2025-06-03T15:00:00.000Z' }),
      ),
    ).toEqual([
      { ...row, market: 'de', wake_at: Date.parse('2025-06-03T15:00:00.000Z') },
      { ...row, key: 'm2', market: 'de', wake_at: Date.parse(WAKE) },
    ]);
  });

  it('are cleared by one that names none', () => {
    const set = event('ReplyObligationOpened', { message: 'm1', wakeAt: WAKE });
    expect(rowsAfter(opened, set, event('ReplyObligationAnswered', { message: 'm1' }))).toEqual([
      { ...row, market: 'de', wake_at: null },
    ]);
  });

  it('of a stream without a market are of none', () => {
    expect(rowsAfter(event('ReplyObligationOpened', { message: 'm1', wakeAt: WAKE }))).toEqual([
      { ...row, market: '', wake_at: Date.parse(WAKE) },
    ]);
  });

  it('are not touched by other events', () => {
    const sent = event('MessageSent', { message: 'm1', wakeAt: WAKE });
    expect(timers.touches(sent)).toEqual([]);
    const answered = event('ReplyObligationAnswered', { message: 'm1' });
    expect(timers.touches(answered)).toEqual([{ table: timersStreams, key: { stream } }]);
    expect(rowsAfter(opened, sent)).toEqual([]);
  });
});
