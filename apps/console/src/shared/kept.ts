/** Small choices of whoever sits here, kept in the browser: never a text that somebody wrote, never a token. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
/** Asked for with each text that is drawn: what the storage said, until another tab changes it. */
const known = new Map<string, string | null>();
window.addEventListener('storage', () => known.clear());

/** What is kept under a name, or what stands in for it. */
export function kept<T>(name: string, fallback: T): T {
  try {
    if (!known.has(name)) known.set(name, localStorage.getItem(`helpdesk.${name}`));
    const text = known.get(name) ?? null;
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** Keeps it; in a browser that keeps nothing it holds until the page goes. */
export function keep(name: string, value: unknown): void {
  known.set(name, JSON.stringify(value));
  try {
    localStorage.setItem(`helpdesk.${name}`, JSON.stringify(value));
  } catch {
    // Storage may be switched off.
  }
  for (const listener of listeners) listener();
}

/** What is kept, as text, for a component that is drawn again when it changes, in another tab too. */
export function useKept<T>(name: string, fallback: T): T {
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(kept(name, fallback)));
  return JSON.parse(text) as T;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
