import { useLayoutEffect } from 'react';
import { hasMoved } from './address';

/**
 * Gives the focus to the heading of what is shown, where what had it went away with what was shown before: nobody who goes on by keys, or
 * hears the page, begins at its top again. A heading that can have it has a tabIndex of -1.
 */
export function land(): void {
  if (!document.activeElement?.matches('body, main')) return;
  const heading = document.querySelector<HTMLElement>('main h1[tabindex]');
  if (heading) heading.focus();
  else document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}

/** Lands when something else is shown than before; undefined: nothing is there yet. A page that was just opened begins at its top. */
export function useLanding(shown: string | undefined): void {
  useLayoutEffect(() => {
    if (shown !== undefined && hasMoved()) land();
  }, [shown]);
}
