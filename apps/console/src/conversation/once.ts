import type { Given } from '../shared/api';

type Sent = Given<'POST /v1/conversations/{id}/messages'>;

const tried = new Map<string, { readonly said: string; readonly given: Sent }>();

/** Conversations with an answer that was sent here, and that lists do not know of yet. */
export const underWay = new Set<string>();

/** What was sent of a text, and not answered yet: sent again by hand it is the same message, whatever became of the first try. */
export function onceOf(where: string, said: object, make: () => Sent): Sent {
  const text = JSON.stringify(said);
  const known = tried.get(where);
  if (known?.said === text) return known.given;
  const given = make();
  tried.set(where, { said: text, given });
  return given;
}

/** It was answered: the same text is another message from now on. */
export function answered(where: string): void {
  tried.delete(where);
}
