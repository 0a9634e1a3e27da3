/** Which conversations colleagues have open or write in, and that one is there oneself. */
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Answer, ask } from './api';
import type { Came } from './live';

type Present = Answer<'GET /v1/presence'>['items'][number];

/** Well within what the server remembers, which is 20 seconds. */
const AGAIN_MS = 8_000;
const WRITES_FOR_MS = 6_000;
/** What was told while nobody listened is asked for, now and then. */
const ASKED_AGAIN_MS = 60_000;

/** Colleagues at a conversation; without one, at any. */
export function usePresent(conversation?: string): readonly Present[] {
  const { data } = useQuery({ queryKey: ['presence'], queryFn: () => ask('GET /v1/presence'), refetchInterval: ASKED_AGAIN_MS });
  return data?.items.filter((one) => conversation === undefined || one.conversation === conversation) ?? [];
}

/** Takes in what was told of a colleague: where it is shown it is known already, and nobody asks the server. */
export function came(client: QueryClient, { conversation, person, state }: Came): void {
  // An answer that is on its way may not know of it.
  if (client.isFetching({ queryKey: ['presence'] }) > 0) return void client.invalidateQueries({ queryKey: ['presence'] });
  client.setQueryData<Answer<'GET /v1/presence'>>(['presence'], (known) => {
    if (!known) return known;
    const others = known.items.filter((one) => one.conversation !== conversation || one.person !== person);
    return { items: state === 'left' ? others : [...others, { conversation, person, state }] };
  });
}

/** Tells colleagues that one has a conversation open while this is shown, and that one writes while the text changes. */
export function useBeingAt(conversation: string, text: string | undefined): void {
  const [writes, setWrites] = useState(false);
  useEffect(() => {
    if (!text) return setWrites(false);
    setWrites(true);
    const timer = setTimeout(() => setWrites(false), WRITES_FOR_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const here = () => document.visibilityState === 'visible' && tell(conversation, writes ? 'writing' : 'open');
    here();
    const timer = setInterval(here, AGAIN_MS);
    return () => clearInterval(timer);
  }, [conversation, writes]);
  useEffect(() => {
    const leave = () => tell(conversation, 'left');
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [conversation]);
}

function tell(conversation: string, state: 'open' | 'writing' | 'left'): void {
  void ask('PUT /v1/presence', { body: { conversation, state } }).catch(() => undefined);
}
