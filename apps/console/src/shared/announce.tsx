/** What happened, said once: seen in a corner, and read out by screen readers (WCAG 4.1.3). */
import { useSyncExternalStore } from 'react';

interface Said {
  readonly id: number;
  readonly text: string;
}

const STAYS_MS = 6_000;
let said: readonly Said[] = [];
let next = 0;
const watchers = new Set<() => void>();

const set = (to: readonly Said[]) => {
  said = to;
  for (const watcher of watchers) watcher();
};

/** Says it for some seconds. The same again is not said twice at once. */
export function announce(text: string): void {
  if (said.some((one) => one.text === text)) return;
  const id = next++;
  set([...said.slice(-2), { id, text }]);
  setTimeout(() => set(said.filter((one) => one.id !== id)), STAYS_MS);
}

export function Announcements() {
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => said,
  );
  return (
    <div className="announcements" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
