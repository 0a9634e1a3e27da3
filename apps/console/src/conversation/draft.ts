/** What is being written, by whom, where and of which kind: kept here while the page is there, and on the server a moment later. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { ask } from '../shared/api';
import { usePerson } from '../shared/session';
import { asksAs } from '../shared/tabs';

/** A reply and a note are two texts, whatever is shown of them. */
type Kind = 'reply' | 'note';

interface Place {
  readonly person: string;
  readonly conversation: string;
  readonly kind: Kind;
}

interface Writing {
  readonly text: string;
  /** Keeps it on the server; undefined where that is done. */
  readonly keep: (() => void) | undefined;
}

const PAUSE_MS = 600;
const AGAIN_MS = 10_000;
const all = new Map<string, Writing>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const watchers = new Set<() => void>();
/** One is kept after the other, so that the newest stays. */
let keeping: Promise<unknown> = Promise.resolve();

const nameOf = ({ person, conversation, kind }: Place) => `${person} ${conversation} ${kind}`;

function set(name: string, writing: Writing | undefined): void {
  clearTimeout(timers.get(name));
  timers.delete(name);
  if (writing) all.set(name, writing);
  else all.delete(name);
  for (const watcher of watchers) watcher();
}

function keep(place: Place, text: string, client: QueryClient): void {
  const name = nameOf(place);
  const { person, conversation, kind } = place;
  const put = async () => {
    // Whoever signed in since does not keep what another wrote.
    if (asksAs() !== person) return;
    const body = text.trim() === '' ? null : text;
    client.setQueryData(['drafts'], await ask('PUT /v1/drafts', { body: { conversation, kind, body } }));
    if (all.get(name)?.text === text) set(name, text === '' ? undefined : { text, keep: undefined });
  };
  keeping = keeping.then(put).catch(() => {
    const now = all.get(name);
    if (now?.text === text && now.keep) timers.set(name, setTimeout(now.keep, AGAIN_MS));
  });
}

// Who goes leaves nothing behind.
window.addEventListener('pagehide', () => {
  for (const { keep } of all.values()) keep?.();
});

/** The draft of one kind in a conversation, for either side. */
export function useDraft(conversation: string, kind: Kind) {
  const { role, sub } = usePerson();
  const client = useQueryClient();
  const drafts = useQuery({ queryKey: ['drafts'], queryFn: () => ask('GET /v1/drafts') });
  const person = `${role} ${sub}`;
  const name = nameOf({ person, conversation, kind });
  const typed = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => all.get(name)?.text,
  );
  const kept = drafts.data?.items.find((draft) => draft.conversation === conversation && draft.kind === kind)?.body ?? '';
  const doing = useMemo(() => {
    const place: Place = { person, conversation, kind };
    const name = nameOf(place);
    return {
      write: (text: string) => {
        const now = () => keep(place, text, client);
        set(name, { text, keep: now });
        timers.set(name, setTimeout(now, PAUSE_MS));
      },
      /** It is on its way: gone from here, and kept on the server until it has arrived. */
      take: () => {
        all.get(name)?.keep?.();
        set(name, { text: '', keep: undefined });
      },
      /** It has arrived; what was begun since stays. */
      forget: () => keep(place, all.get(name)?.text ?? '', client),
    };
  }, [person, conversation, kind, client]);
  /** `typed` was written in this page; undefined where the text is an older one. */
  return { text: typed ?? kept, typed, ...doing };
}

/** A text once the hand rests; undefined while it is changed. */
export function useSettled(text: string): string | undefined {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled !== '' && settled === text.trim() ? settled : undefined;
}
