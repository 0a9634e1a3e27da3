/** What others did, as it happens. One tab listens to the server and tells the others: a browser has six connections to one host. */
import { useSyncExternalStore } from 'react';
import { type Answer, ask, happened } from './api';

/** What somebody did, as the stream tells it: `GET /v1/changes/stream` is read by the browser itself. */
type ChangeAnswer = Answer<'GET /v1/changes/stream'>;

/** A colleague who came to a conversation, writes in it, or left it: the same stream tells it. */
export interface Came {
  readonly conversation: string;
  readonly person: string;
  readonly state: 'open' | 'writing' | 'left';
}

type Told =
  | { readonly kind: 'change'; readonly change: ChangeAnswer }
  | { readonly kind: 'presence'; readonly came: Came }
  | { readonly kind: 'state'; readonly state: LiveState; readonly missed: boolean };

/** `away`: nothing comes in; what is shown may be old. */
export type LiveState = 'live' | 'connecting' | 'away';

const AGAIN_MS = 1_000;
let state: LiveState = 'connecting';
let position: string | undefined;
const watchers = new Set<() => void>();

/** Whether what others do comes in. */
export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );

/** Follows changes until it is stopped: `changed` for each, `missed` where some may have come unseen, `came` for colleagues who come, write and go. */
export function follow(changed: (change: ChangeAnswer) => void, missed: () => void, came: (who: Came) => void): () => void {
  const channel = new BroadcastChannel('helpdesk-changes');
  const stopped = new AbortController();
  const take = (told: Told) => {
    if (told.kind === 'change') {
      position = told.change.position;
      happened(position);
      changed(told.change);
      return;
    }
    if (told.kind === 'presence') return came(told.came);
    state = told.state;
    for (const watcher of watchers) watcher();
    if (told.missed) missed();
  };
  const tell = (told: Told) => {
    if (stopped.signal.aborted) return;
    channel.postMessage(told);
    take(told);
  };
  channel.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  // Whoever comes second is connected through the first; this is said when it speaks next, and assumed until then.
  void navigator.locks.query().then(({ held }) => {
    if (held?.some(({ name }) => name === 'helpdesk-leader')) take({ kind: 'state', state: 'live', missed: false });
  });
  navigator.locks.request('helpdesk-leader', { signal: stopped.signal }, () => lead(tell, stopped.signal)).catch(() => undefined);
  // A page that is kept for going back leads nobody; shown again, it begins anew.
  const hidden = () => stopped.abort();
  const shown = ({ persisted }: PageTransitionEvent) => persisted && location.reload();
  window.addEventListener('pagehide', hidden);
  window.addEventListener('pageshow', shown);
  return () => {
    window.removeEventListener('pagehide', hidden);
    window.removeEventListener('pageshow', shown);
    stopped.abort();
    channel.close();
  };
}

/** Listens for all tabs, until this one ends. */
function lead(tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      const known = position;
      source = new EventSource(`/v1/changes/stream${known === undefined ? '' : `?after=${known}`}`);
      source.onopen = () => tell({ kind: 'state', state: 'live', missed: position === undefined });
      source.addEventListener('change', ({ data }: MessageEvent<string>) =>
        tell({ kind: 'change', change: JSON.parse(data) as ChangeAnswer }),
      );
      source.addEventListener('presence', ({ data }: MessageEvent<string>) =>
        tell({ kind: 'presence', came: JSON.parse(data) as Came }),
      );
      source.onerror = () => {
        tell({ kind: 'state', state: 'away', missed: false });
        // The browser tries again by itself, unless it was refused: then the session has to be renewed.
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => void ask('GET /session').then(open, open), AGAIN_MS);
      };
    };
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    });
    open();
  });
}
