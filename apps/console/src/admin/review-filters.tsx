import { useId } from 'react';
import { go, useAddress, withQuery } from '../shared/address';
import type { Query } from '../shared/api';
import { count } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
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
  const choice = (name: 'state' | 'what' | 'kind' | 'source', label: string, options: Readonly<Record<string, string>>) => (
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
  const states = Object.fromEntries([...STATES, ...MESSAGE_STATES].map((state) => [state, words.states[state]]));
  return (
    <details>
      <summary>{filters > 0 ? count(inbox.filtersSet, filters) : inbox.filters}</summary>
      <div className="admin-filters">
        {choice('what', words.what, { violation: words.whats.violation, message: words.whats.message })}
        {choice('kind', words.kind, kinds)}
        {choice('source', words.source, words.sources)}
        {choice('state', words.state, states)}
        {(['seller', 'rule', 'language'] as const).map((name) => (
          <label key={`${name} ${asked[name] ?? ''}`} htmlFor={`${id}-${name}`}>
            {name === 'seller' ? shared.seller : name === 'rule' ? words.rule : shared.language}
            <input
              id={`${id}-${name}`}
              size={9}
              defaultValue={asked[name] ?? ''}
              onKeyDown={({ key, currentTarget }) => key === 'Enter' && set({ [name]: currentTarget.value.trim() })}
              onBlur={({ currentTarget }) => set({ [name]: currentTarget.value.trim() })}
            />
          </label>
        ))}
        <button type="button" onClick={() => go('/reviews')}>
          {inbox.clear}
        </button>
      </div>
    </details>
  );
}
