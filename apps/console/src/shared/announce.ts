/** What happened, said once: seen in a corner, and read out by screen readers (WCAG 4.1.3). */

export interface Said {
  readonly id: number;
  readonly text: string;
}

const STAYS_MS = 6_000;
/** What happens within this is said together: who hears the page is not interrupted by each of twenty. */
const APART_MS = 2_000;
const MANY = 3;
let said: readonly Said[] = [];
let unsaid: readonly string[] = [];
let isSaying = false;
let next = 0;
const watchers = new Set<() => void>();

const set = (to: readonly Said[]) => {
  said = to;
  for (const watcher of watchers) watcher();
};

/** Says it for some seconds, at once where nothing was said a moment ago. The same again is not said twice at once. */
export function announce(text: string): void {
  if (unsaid.includes(text) || said.some((one) => one.text === text)) return;
  unsaid = [...unsaid, text];
  if (!isSaying) say();
}

function say(): void {
  isSaying = unsaid.length > 0;
  if (!isSaying) return;
  const now = unsaid.slice(-MANY).map((text) => ({ id: next++, text }));
  unsaid = [];
  set([...said, ...now].slice(-MANY));
  setTimeout(() => set(said.filter((one) => !now.includes(one))), STAYS_MS);
  setTimeout(say, APART_MS);
}

/** What is said now. */
export const announced = (): readonly Said[] => said;

/** Calls when something else is said; returns how to stop. */
export function onAnnounced(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
