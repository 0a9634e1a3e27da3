/** The address is the state of a view: what is shown, filtered and sorted can be sent to a colleague. */
import { type AnchorHTMLAttributes, type MouseEvent, useMemo, useSyncExternalStore } from 'react';

const HOME = '/console';
const MOVED = 'helpdesk:moved';

export interface Address {
  /** Parts of the path behind /console/. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Where the page is. */
export function useAddress(): Address {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return useMemo(() => {
    const { pathname, searchParams } = new URL(href, location.origin);
    const path = pathname.slice(HOME.length).split('/').filter(Boolean).map(decodeURIComponent);
    return { path, query: searchParams };
  }, [href]);
}

let moved = false;
/** Whether something else is shown than what the page was opened with. */
export const hasMoved = (): boolean => moved;

/** Goes to an address of the console, as `/inbox/<id>?topic=order`. */
export function go(to: string, { replace = false } = {}): void {
  if (HOME + to === location.pathname + location.search) return;
  // Where nothing was named, the first view is what it was opened with.
  moved ||= location.pathname.length > HOME.length + 1;
  history[replace ? 'replaceState' : 'pushState'](null, '', HOME + to);
  window.dispatchEvent(new Event(MOVED));
}

/** The same path with other parts of the query; undefined or '' takes one away. */
export function withQuery({ path, query }: Address, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const search = next.toString();
  return `/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

/** A link inside the console: a click with a modifier opens another tab, as everywhere. */
export function Link({ to, onClick, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a href={HOME + to} onClick={follow} {...rest} />;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}
