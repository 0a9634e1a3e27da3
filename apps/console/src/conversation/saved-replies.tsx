import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { ask } from '../shared/api';
import { useMarkets } from '../shared/markets';
import { fill, useLanguage } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import type { Entry, Head } from './told';

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  /** With its places filled as far as this conversation knows. */
  readonly text: string;
}

/** Texts that are sent often, those in the buyer's language first: as the buyer writes, else as the market speaks, else the reader's own. */
export function useSavedReplies(conversation: Head, entries: readonly Entry[]): readonly Saved[] {
  const chosen = useLanguage();
  const markets = useMarkets();
  const { data } = useQuery({ queryKey: ['saved-replies'], queryFn: () => ask('GET /v1/saved-replies') });
  const written = entries.findLast(({ message }) => message?.from === 'buyer' && message.language)?.message?.language;
  const order = [written?.split('-')[0], ...(markets.get(conversation.market)?.languages ?? []), chosen];
  const place = (language: string) => (order.includes(language) ? order.indexOf(language) : order.length);
  const tracking = conversation.orderDetails?.trackingNumbers[0];
  const known: Record<string, string> = {
    buyer: conversation.buyer,
    subject: conversation.subject,
    ...(conversation.order && { order: conversation.order }),
    ...(tracking && { tracking }),
  };
  return (data?.items ?? [])
    .map(({ body, ...reply }) => ({ ...reply, text: fill(body, known) }))
    .sort((one, other) => place(one.language) - place(other.language));
}

/** The same to choose from by a pointer. */
export function SavedReplies({ replies, onChosen }: { replies: readonly Saved[]; onChosen: (text: string) => void }) {
  const words = useConversationWords();
  const id = useId();
  if (replies.length === 0) return null;
  return (
    <>
      <label className="unseen" htmlFor={id}>
        {words.saved}
      </label>
      <select
        id={id}
        value=""
        onChange={({ target }) => {
          const reply = replies.find((one) => one.id === target.value);
          if (reply) onChosen(reply.text);
        }}
      >
        <option value="">{words.saved} ;</option>
        {replies.map((reply) => (
          <option key={reply.id} value={reply.id} lang={reply.language}>
            {reply.name} ({reply.language})
          </option>
        ))}
      </select>
    </>
  );
}

const ASKED = /(^|\s);([^\s;]*)$/;

/**
 * The same while writing: `;` and the beginning of a name. The field keeps the focus; arrows choose, Enter or Tab takes, Escape leaves it
 * as it was written.
 */
export function useSuggestions(
  field: RefObject<HTMLTextAreaElement | null>,
  replies: readonly Saved[],
  text: string,
  onText: (text: string) => void,
) {
  const words = useConversationWords();
  const list = useId();
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState<string>();
  const before = text.slice(0, field.current?.selectionStart ?? text.length);
  const asked = text === left ? undefined : ASKED.exec(before)?.[2].toLowerCase();
  const found = asked === undefined ? [] : replies.filter(({ name }) => name.toLowerCase().includes(asked)).slice(0, 8);
  const chosen = Math.min(at, found.length - 1);
  const take = (reply: Saved) => {
    const start = before.replace(ASKED, '$1') + reply.text;
    onText(start + text.slice(before.length));
    setAt(0);
    field.current?.focus();
  };
  return {
    /** Whether the key was one of these. */
    onKey(event: KeyboardEvent): boolean {
      if (found.length === 0 || event.ctrlKey || event.metaKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setAt((chosen + step + found.length) % found.length);
      else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen]);
      else if (event.key === 'Escape') setLeft(text);
      else return false;
      event.preventDefault();
      return true;
    },
    ofField: found.length > 0 ? { 'aria-controls': list, 'aria-activedescendant': `${list}-${chosen}` } : {},
    options: found.length > 0 && (
      <div id={list} role="listbox" aria-label={words.saved} className="suggestions">
        {found.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its field has the keys
          <div
            key={reply.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            lang={reply.language}
            onClick={() => take(reply)}
          >
            <strong>{reply.name}</strong> <span className="faint">{reply.text}</span>
          </div>
        ))}
      </div>
    ),
  };
}
