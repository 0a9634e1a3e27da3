/** Keys for everything, outside of fields. They can be switched off and changed (WCAG 2.1.4). */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { keep, kept } from './kept';

/** Something that can be done here, by its key, from the palette, or both. */
export interface Action {
  /** Under which its key is remembered. */
  readonly id: string;
  readonly label: string;
  /** Its key unless another was chosen; none: from the palette only. */
  readonly key?: string;
  readonly run: () => void;
}

interface KeySettings {
  readonly off: boolean;
  readonly keys: Readonly<Record<string, string>>;
}

const NONE: KeySettings = { off: false, keys: {} };
const sources = new Map<symbol, readonly Action[]>();
const watchers = new Set<() => void>();
let all: readonly Action[] = [];

/** What can be done while a component is there. The last that was mounted wins where two want one key. */
export function useActions(actions: readonly Action[]): void {
  const source = useRef(Symbol('actions'));
  const { current } = source;
  // Drawn again, they may do other things: what counts is the newest.
  useEffect(() => {
    const before = sources.get(current);
    sources.set(current, actions);
    if (
      before?.length !== actions.length ||
      before.some(({ id, label }, at) => id !== actions[at].id || label !== actions[at].label)
    )
      changed();
    else all = [...sources.values()].flat();
  });
  useEffect(() => {
    return () => {
      sources.delete(current);
      changed();
    };
  }, [current]);
}

function changed(): void {
  all = [...sources.values()].flat();
  for (const watcher of watchers) watcher();
}

/** All that can be done now. */
export const useAllActions = (): readonly Action[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => all,
  );

export const keySettings = (): KeySettings => kept('keys', NONE);
export const keepKeySettings = (settings: KeySettings): void => keep('keys', settings);
/** The key of an action, as it was chosen. */
export const keyOf = ({ id, key }: Action): string | undefined => keySettings().keys[id] ?? key;

const FIELDS = 'input, textarea, select, [contenteditable], [role=combobox]';

/** Listens; returns how to stop. Nothing is taken from a field, a dialog, or a key with a modifier. */
export function listenForKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (keySettings().off || document.querySelector('dialog:modal')) return;
    const target = event.target as Element | null;
    if (target?.closest?.(FIELDS)) return;
    // Enter on a link or a button is that link's.
    if (event.key === 'Enter' && target?.closest?.('a, button, summary')) return;
    const action = [...all].reverse().find((one) => keyOf(one) === event.key);
    if (!action) return;
    event.preventDefault();
    action.run();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
