/**
 * What was sent and can still be taken back: it is held here, before it becomes an event. Nothing of it is lost by going elsewhere in the
 * page; who closes the page sends it.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSharedWords } from '../words/shared';
import { useActions } from './keys';
import { land } from './landing';
import { fill } from './words';

interface Waiting {
  readonly id: number;
  readonly label: string;
  readonly until: number;
  readonly paused: boolean;
  readonly send: () => void;
  readonly undo: () => void;
}

const HELD_MS = 10_000;
let waiting: readonly Waiting[] = [];
let next = 0;
const watchers = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

const set = (to: readonly Waiting[]) => {
  waiting = to;
  for (const watcher of watchers) watcher();
};
const take = (id: number): Waiting | undefined => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const found = waiting.find((one) => one.id === id);
  set(waiting.filter((one) => one.id !== id));
  return found;
};

/** Sends in ten seconds, or at once where that would be too late. */
export function sendLater(label: string, remainingSeconds: number | undefined, send: Waiting['send'], undo: () => void): void {
  if (remainingSeconds !== undefined && remainingSeconds > 0 && remainingSeconds < 60) {
    send();
    return;
  }
  const id = next++;
  set([...waiting, { id, label, until: Date.now() + HELD_MS, paused: false, send, undo }]);
  timers.set(
    id,
    setTimeout(() => take(id)?.send(), HELD_MS),
  );
}

window.addEventListener('pagehide', () => {
  for (const { id } of waiting) take(id)?.send();
});

/** What waits, with how to take it back. Time stands still while somebody is at it (WCAG 2.2.1). */
export function Outbox() {
  const words = useSharedWords();
  const all = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => waiting,
  );
  const [, draw] = useState(0);
  useEffect(() => {
    if (all.length === 0) return;
    const timer = setInterval(() => draw((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [all.length]);
  const last = all.at(-1);
  // What was pressed goes with it.
  const end = (id: number, how: 'undo' | 'send') => {
    take(id)?.[how]();
    setTimeout(land);
  };
  useActions(last ? [{ id: 'undo', label: words.undo, key: 'u', run: () => end(last.id, 'undo') }] : []);
  const pause = (id: number, paused: boolean) => {
    clearTimeout(timers.get(id));
    const left = Math.max(1_000, (waiting.find((one) => one.id === id)?.until ?? 0) - Date.now());
    if (!paused)
      timers.set(
        id,
        setTimeout(() => take(id)?.send(), left),
      );
    set(waiting.map((one) => (one.id === id ? { ...one, paused, until: Date.now() + left } : one)));
  };
  return (
    <div className="outbox" role="status">
      {/* The newest is the one that is looked for, however many there are. */}
      {[...all].reverse().map(({ id, label, until, paused }) => (
        <p key={id} onFocus={() => pause(id, true)} onBlur={() => pause(id, false)}>
          <span className="what">{label}</span>
          {/* Not beside what is pressed, which would move away from under the finger when the time stops. */}
          <span aria-hidden="true">
            {paused ? '⏸' : fill(words.seconds, { count: Math.max(0, Math.ceil((until - Date.now()) / 1_000)) })}
          </span>
          <span className="row">
            <button type="button" onClick={() => end(id, 'undo')}>
              {words.undo} <kbd>u</kbd>
            </button>
            <button type="button" className="quiet" onClick={() => end(id, 'send')}>
              {words.sendNow}
            </button>
          </span>
        </p>
      ))}
    </div>
  );
}
