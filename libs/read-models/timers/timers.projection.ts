import { timerIn } from '../../domain';
import type { Projection } from '../shared/projection';
import { timersDue, timersStreams } from './timers.table';

/** What is to be done when: fed by every event that the registry says sets a timer, whatever it is for. */
export const timers: Projection = {
  name: 'timers',
  version: 1,
  unwatched: true,
  tables: [timersStreams as never, timersDue as never],
  touches: (event) => (timerIn(event) ? [{ table: timersStreams as never, key: { stream: event.stream } }] : []),
  on: { ConversationOpened: ({ stream, data }, rows) => rows.put(timersStreams, { stream, market: data.market }) },
  every(event, rows) {
    const timer = timerIn(event);
    if (!timer) return;
    const { stream } = event;
    const { market = '' } = rows.get(timersStreams, { stream }) ?? {};
    const { key, command, wakeAt } = timer;
    rows.put(timersDue, { stream, key, command, market, wake_at: wakeAt === undefined ? null : Date.parse(wakeAt) });
  },
};
