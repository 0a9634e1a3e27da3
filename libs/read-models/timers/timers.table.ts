import type { Table } from '../shared/table';

/** A timer: at an instant (epoch milliseconds) a command is to be given to a stream. */
export type TimerRow = {
  readonly stream: string;
  /** What of the stream it is about, such as a message. */
  readonly key: string;
  readonly command: string;
  /** The market whose time has to count for it to fire (R2.3); empty: any time does. */
  readonly market: string;
  /** When; null where nothing is to be done any more. */
  readonly wake_at: number | null;
};

/** Markets of streams that have one. */
export const timersStreams: Table<{ readonly stream: string; readonly market: string }> = {
  name: 'timers_streams',
  columns: { stream: 'text', market: 'text' },
  key: ['stream'],
};

/** The timers. */
export const timersDue: Table<TimerRow> = {
  name: 'timers_due',
  columns: { stream: 'text', key: 'text', command: 'text', market: 'text', wake_at: 'bigint' },
  key: ['stream', 'key', 'command'],
  indexes: ['(market, wake_at) WHERE wake_at IS NOT NULL'],
  writeOnly: true,
};
