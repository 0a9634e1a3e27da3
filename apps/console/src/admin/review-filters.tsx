import { useId } from 'react';
import { go, useAddress, withQuery } from '../shared/address';
import type { Query } from '../shared/api';
import { SellerFinder } from '../shared/seller-finder';
import { count, nameOf } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { LANGUAGES } from '../words/counted';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';

type ReviewsAsked = Query<'GET /v1/reviews'>;
/** What reviews have in common that can be decided alike. */
export const PATTERN = ['kind', 'rule', 'language', 'seller', 'source'] as const;
const NAMES = ['state', 'what', ...PATTERN] as const;
const STATES = ['suspected', 'held', 'established', 'confirmed', 'dismissed', 'void'] as const;
const MESSAGE_STATES = ['released', 'rejected', 'replaced', 'waiting', 'clean', 'violation'] as const;

/** What the address asks for. */
export const reviewsAsked = (query: URLSearchParams): ReviewsAsked =>
  Object.fromEntries(NAMES.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])));

/** The filters of the queue, all of them in the address. */
export function ReviewFilters() {
  const words = useAdminWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const kinds = useConversationWords().kinds;
  const address = useAddress();
  const asked = reviewsAsked(address.query);
  const set = (changes: Record<string, string | undefined>) => go(withQuery({ ...address, path: ['reviews'] }, changes));
  const choice = (
    name: 'state' | 'what' | 'kind' | 'source' | 'language',
    label: string,
    options: Readonly<Record<string, string>>,
  ) => (
    <label>
      {label}
      <select value={asked[name] ?? ''} onChange={({ target }) => set({ [name]: target.value })}>
        <option value="">{name === 'state' ? words.whatWaits : inbox.any}</option>
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const id = useId();
  const filters = Object.keys(asked).length;
  // One that the address asks for can be any that a message says it is in.
  const tags = new Set([...LANGUAGES, ...(asked.language ? [asked.language] : [])]);
  const languages = Object.fromEntries([...tags].map((tag) => [tag, nameOf('language', tag)]));
  const states = Object.fromEntries([...STATES, ...MESSAGE_STATES].map((state) => [state, words.states[state]]));
  return (
    <details>
      <summary>{filters > 0 ? count(inbox.filtersSet, filters) : inbox.filters}</summary>
      <div className="admin-filters">
        {choice('what', words.what, { violation: words.whats.violation, message: words.whats.message })}
        {choice('kind', words.kind, kinds)}
        {choice('source', words.source, words.sources)}
        {choice('state', words.state, states)}
        {choice('language', shared.language, languages)}
        <label htmlFor={`${id}-seller`}>
          {shared.seller}
          <SellerFinder id={`${id}-seller`} label={shared.seller} seller={asked.seller} onChoose={(seller) => set({ seller })} />
        </label>
        <label key={asked.rule} htmlFor={`${id}-rule`}>
          {words.rule}
          <input
            id={`${id}-rule`}
            size={9}
            defaultValue={asked.rule ?? ''}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && set({ rule: currentTarget.value.trim() })}
            onBlur={({ currentTarget }) => set({ rule: currentTarget.value.trim() })}
          />
        </label>
        <button type="button" onClick={() => go('/reviews')}>
          {inbox.clear}
        </button>
      </div>
    </details>
  );
}
