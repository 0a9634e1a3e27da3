import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { ask } from '../shared/api';
import { Excerpt } from '../shared/excerpt';
import { Failed } from '../shared/failed';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { itemsOf, withNext } from '../shared/pages';
import { Time } from '../shared/times';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

/** What was written with these words, with the words marked. */
export default function Search() {
  const words = useSellerWords();
  const shared = useSharedWords();
  const address = useAddress();
  const markets = useMarkets();
  const q = address.query.get('q') ?? '';
  const best = address.query.get('sort') === 'best';
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = useInfiniteQuery({
    queryKey: ['search', q, best],
    enabled: q !== '',
    queryFn: ({ pageParam, signal }) =>
      ask('GET /v1/search', { query: { q, prefix: true, limit: 50, sort: best ? 'best' : 'newest', cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = itemsOf(found) ?? [];
  return (
    <div className="page stack">
      <h1>{shared.search}</h1>
      <search>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            go(withQuery(address, { q: text.trim() }));
          }}
        >
          <input
            ref={field}
            type="search"
            aria-label={words.searchFor}
            placeholder={words.searchFor}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <button type="submit" className="primary">
            {shared.search}
          </button>
          <label className="check">
            <input
              type="checkbox"
              checked={best}
              onChange={({ target }) => go(withQuery(address, { sort: target.checked ? 'best' : undefined }))}
            />
            {words.bestFirst}
          </label>
        </form>
      </search>
      <p className="faint">{words.searchHint}</p>
      {found.error && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && items.length === 0 && <p className="empty">{shared.nothing}</p>}
      <ol className="stack">
        {items.map(({ conversation, item, where, buyer, author, market, at, excerpt }) => (
          <li key={`${where} ${item}`} className="card">
            <p className="faint">
              {words.places[where]} · {author} · {buyer} · {nameOfMarket(market)} ·{' '}
              <Time at={at} zone={markets.get(market)?.zone} />
            </p>
            <Link to={`/inbox/${conversation}?tab=all`}>
              <Excerpt text={excerpt} />
            </Link>
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <button type="button" onClick={() => void withNext(found)}>
          {shared.more}
        </button>
      )}
    </div>
  );
}
