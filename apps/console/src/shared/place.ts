/** What a person who goes on by keys, or hears the page, is led back to. */
const PARTS = 'section, article, li, form, dialog, aside, main';

/**
 * From now on, where what has the focus goes away, as a button that did its work, the nearest part of the page in which it stood has the
 * focus: else it would be at the top again. Where something else is shown instead, `landing.ts` has said where it goes.
 */
export function keepPlace(): void {
  let place: readonly Element[] = [];
  document.addEventListener('focusin', ({ target }) => {
    place = [];
    for (let one = target as Element | null; one; one = one.parentElement) place = [...place, one];
  });
  new MutationObserver(() => {
    if (!place[0] || place[0].isConnected || document.activeElement !== document.body) return;
    const part = place.find((one) => one.isConnected && one.matches(PARTS)) as HTMLElement | undefined;
    if (!part) return;
    if (!part.hasAttribute('tabindex')) {
      part.tabIndex = -1;
      part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
    }
    part.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}
