import './admin.css';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { announce } from '../shared/announce';
import { type Answer, ask, type Query } from '../shared/api';
import { DueChip } from '../shared/due';
import { Failed } from '../shared/failed';
import { namedMarkets, nameOfMarket, useMarkets } from '../shared/markets';
import { itemsOf, withNext } from '../shared/pages';
import { SellerName } from '../shared/sellers';
import { Sideways } from '../shared/sideways';
import { hours, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';

type Owed = Answer<'GET /v1/clock'>['items'][number];
/** What was passed on to the platform waits longest; what is excused is not late, and can be made so again. */
const LISTS = {
  escalated: { state: 'escalated', excused: false },
  overdue: { state: 'overdue', excused: false },
  excused: { excused: true },
} as const satisfies Record<string, Query<'GET /v1/clock'>>;
type List = keyof typeof LISTS;

/** What sellers owe too long: by seller, and each answer with why it was due. Seller, market and state stand in the address. */
export default function Overdue() {
  const words = useAdminWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const address = useAddress();
  const seller = address.query.get('seller') ?? undefined;
  const market = address.query.get('market') ?? undefined;
  const markets = useMarkets();
  const sellers = useQuery({ queryKey: ['lists', 'overdue'], queryFn: ({ signal }) => ask('GET /v1/clock/overdue', { signal }) });
  const state = address.query.get('state');
  const set = (changes: Record<string, string | undefined>) => go(withQuery(address, changes));
  const titles: Record<List, string> = { escalated: words.escalatedOnes, overdue: shared.overdue, excused: words.excused };
  return (
    <div className="page stack">
      <h1>{shared.overdue}</h1>
      {sellers.error && <Failed error={sellers.error} again={() => void sellers.refetch()} />}
      {sellers.data && sellers.data.items.length > 0 && (
        <Sideways label={words.bySeller}>
          <table className="admin-sellers">
            <caption className="unseen">{words.bySeller}</caption>
            <thead>
              <tr>
                <th>{shared.seller}</th>
                <th className="number">{shared.overdue}</th>
                <th className="number">{words.escalatedOnes}</th>
                <th>{words.oldestDue}</th>
              </tr>
            </thead>
            <tbody>
              {sellers.data.items.map((one) => (
                <tr key={one.seller} className={one.seller === seller ? 'chosen' : undefined}>
                  <td>
                    <Link
                      to={withQuery(address, { seller: one.seller === seller ? undefined : one.seller })}
                      aria-current={one.seller === seller ? 'true' : undefined}
                    >
                      <SellerName id={one.seller} />
                    </Link>
                  </td>
                  <td className="number">{one.overdue}</td>
                  <td className="number">{one.escalated}</td>
                  <td>
                    <Time at={one.oldestDueAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
      <div className="row">
        <label>
          {inbox.market}
          <select value={market ?? ''} onChange={({ target }) => set({ market: target.value })}>
            <option value="">{inbox.any}</option>
            {namedMarkets(markets.keys()).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.state}
          <select value={state ?? ''} onChange={({ target }) => set({ state: target.value })}>
            <option value="">{inbox.any}</option>
            {(Object.keys(LISTS) as List[]).map((one) => (
              <option key={one} value={one}>
                {titles[one]}
              </option>
            ))}
          </select>
        </label>
        {seller && (
          <button type="button" onClick={() => set({ seller: undefined })}>
            <SellerName id={seller} /> ✕ <span className="unseen">{words.allSellers}</span>
          </button>
        )}
      </div>
      {sellers.data?.items.length === 0 && !state && <p className="empty">{words.nothingOverdue}</p>}
      {(state ? [state as List] : (['escalated', 'overdue'] as const))
        .filter((one) => one in LISTS)
        .map((one) => (
          <Obligations key={one} title={titles[one]} query={{ ...LISTS[one], seller, market: market as 'de', limit: 50 }} />
        ))}
    </div>
  );
}

function Obligations({ title, query }: { title: string; query: Query<'GET /v1/clock'> }) {
  const shared = useSharedWords();
  const list = useInfiniteQuery({
    queryKey: ['lists', 'owed', query],
    queryFn: ({ pageParam, signal }) => ask('GET /v1/clock', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    maxPages: 4,
  });
  const items = itemsOf(list) ?? [];
  if (list.error) return <Failed error={list.error} again={() => void list.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ul className="admin-rows">
        {items.map((item) => (
          <Row key={item.message} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" onClick={() => void withNext(list)}>
          {shared.more}
        </button>
      )}
    </section>
  );
}

function Row({ item }: { item: Owed }) {
  const words = useAdminWords();
  const topics = useInboxWords().topics;
  // Who it is about leads to what happened.
  const { seller, buyer, topic, market, level, excused } = item;
  const zone = useMarkets().get(market)?.zone;
  const [excuses, setExcuses] = useState(false);
  return (
    <li className="card">
      <div className="row between">
        <span>
          <Link to={`/replay/${item.conversation}`}>
            <SellerName id={seller} />
          </Link>{' '}
          <span className="faint">
            {buyer} · {topics[topic as 'return']} · {nameOfMarket(market)}
          </span>
        </span>
        <span className="row">
          <DueChip obligation={item} zone={zone} />
          {level > 0 && <span className="chip late">{fill(words.escalatedAfter, { time: hours(level * 3_600_000) })}</span>}
          {excused && <span className="chip">{words.excused}</span>}
          <button type="button" className="quiet" aria-expanded={excuses} onClick={() => setExcuses(!excuses)}>
            {excused ? words.revokeExcuse : words.excuse}
          </button>
        </span>
      </div>
      {excuses && <Excuse item={item} onDone={() => setExcuses(false)} />}
    </li>
  );
}

/** One answer is excused, or that it was excused is taken back: with a reason that stays on record (R2.14). */
function Excuse({ item: { conversation, message, excused }, onDone }: { item: Owed; onDone: () => void }) {
  const words = useAdminWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>();
  const send = async () => {
    const path = { id: conversation, message };
    try {
      if (excused)
        await ask('POST /v1/conversations/{id}/obligations/{message}/excuse/revocation', { path, body: { reason }, key });
      else await ask('POST /v1/conversations/{id}/obligations/{message}/excuse', { path, body: { reason }, key });
      announce(fill(excused ? words.revoked : words.excusedNow, { why: reason }));
      onDone();
      await client.invalidateQueries({ queryKey: ['lists'] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        {words.why}
        <input required maxLength={1_000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      {error !== undefined && <Failed error={error} />}
      <div className="row">
        <button type="submit">{excused ? words.revokeExcuse : words.excuse}</button>
      </div>
    </form>
  );
}
