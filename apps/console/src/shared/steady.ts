import { useRef, useState } from 'react';

/**
 * A list that does not move under the pointer: what is there changes in place, what comes new waits until it is taken in. `about` names
 * what is listed: another list begins anew.
 */
export function useSteady<Item>(now: readonly Item[] | undefined, about: string, idOf: (item: Item) => string) {
  const kept = useRef<{ about: string; ids: readonly string[]; items: Map<string, Item> }>({
    about: '',
    ids: [],
    items: new Map(),
  });
  const [, draw] = useState(0);
  const { current } = kept;
  if (now && (current.about !== about || current.ids.length === 0))
    kept.current = { about, ids: now.map(idOf), items: new Map() };
  for (const item of now ?? []) kept.current.items.set(idOf(item), item);
  const present = new Set(now?.map(idOf));
  const known = new Set(kept.current.ids);
  return {
    items: kept.current.ids.flatMap((id) => kept.current.items.get(id) ?? []),
    /** What is not in this list any more: answered, taken, decided, closed. */
    gone: new Set(now ? kept.current.ids.filter((id) => !present.has(id)) : []),
    fresh: (now ?? []).filter((item) => !known.has(idOf(item))).length,
    /** Shows what is there now, or these, which are drawn sooner than they come in. */
    takeIn: (all: readonly Item[] = now ?? []) => {
      for (const item of all) kept.current.items.set(idOf(item), item);
      kept.current = { about, ids: all.map(idOf), items: kept.current.items };
      draw((count) => count + 1);
    },
  };
}

/** Brings the row of a list into view that a key led to. */
export const showRow = (id: string): void => document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'nearest' });
