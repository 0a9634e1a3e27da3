/** Which conversations colleagues have open or write in, and that one is there oneself. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Answer, ask } from './api';

type Present = Answer<'GET /v1/presence'>['items'][number];

const AGAIN_MS = 15_000;
const WRITES_FOR_MS = 6_000;

/** Colleagues at a conversation; without one, at any. */
export function usePresent(conversation?: string): readonly Present[] {
  const { data } = useQuery({ queryKey: ['presence'], queryFn: () => ask('GET /v1/presence'), refetchInterval: 2 * AGAIN_MS });
  return data?.items.filter((one) => conversation === undefined || one.conversation === conversation) ?? [];
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
