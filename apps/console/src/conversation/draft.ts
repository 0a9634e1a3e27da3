import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../shared/api';

const PAUSE_MS = 600;

/** Keeps what is written on the server, a moment after the last key, and when the place or the page goes. */
export function useDraft(conversation: string, kind: 'reply' | 'note', text: string | undefined): void {
  const client = useQueryClient();
  const last = useRef<string>(undefined);
  const pending = useRef<() => void>(undefined);
  useEffect(() => {
    pending.current = undefined;
    if (text === undefined || text === '' || text === last.current) return;
    const keep = () => {
      pending.current = undefined;
      last.current = text;
      void ask('PUT /v1/drafts', { body: { conversation, kind, body: text.trim() === '' ? null : text } })
        .then((answer) => client.setQueryData(['drafts'], answer))
        .catch(() => {
          last.current = undefined;
        });
    };
    pending.current = keep;
    const timer = setTimeout(keep, PAUSE_MS);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [conversation, kind, text, client]);
  // Who goes on to another conversation before the moment is over leaves nothing behind.
  useEffect(() => () => pending.current?.(), []);
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
