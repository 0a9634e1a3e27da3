import './inbox.css';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { underWay } from '../conversation/once';
import { prefetchReading } from '../conversation/reading';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { DueChip } from '../shared/due';
import { Failed } from '../shared/failed';
import { useActions } from '../shared/keys';
import { useLegible } from '../shared/legible';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { itemsOf, withNext } from '../shared/pages';
import { usePerson } from '../shared/session';
import { showRow, useSteady } from '../shared/steady';
import { askTogether } from '../shared/tabs';
import { instant } from '../shared/times';
import { useWhy } from '../shared/why';
import { count, fill } from '../shared/words';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Colleagues } from './colleagues';
import { countedFilterOf, Filters, filterOf } from './filters';

const Conversation = lazy(() => import('../conversation/conversation'));
type Item = Answer<'GET /v1/inbox'>['items'][number];
const PAGE = 50;
const PAGES = 4;
/** What is fetched beside the one that is open, what is likeliest first. */
const AHEAD = [1, 2, -1, 3];

/** The seller's queue: what is due first on top, and beside it the conversation that is open. */
export default function Inbox() {
  const words = useInboxWords();
  const shared = useSharedWords();
  const client = useQueryClient();
  const address = useAddress();
  const { sub } = usePerson();
  const markets = useMarkets();
  const open = address.path[1];
  const filter = filterOf(address.query, sub);
  const counts = useQuery({
    queryKey: ['lists', 'counts', countedFilterOf(address.query)],
    queryFn: ({ signal }) => askTogether('GET /v1/inbox/counts', { query: countedFilterOf(address.query), signal }),
    placeholderData: keepPreviousData,
  });
  const list = useInfiniteQuery({
    queryKey: ['lists', 'inbox', filter],
    queryFn: ({ pageParam, signal }) =>
      askTogether('GET /v1/inbox', { query: { ...filter, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    maxPages: PAGES,
    placeholderData: keepPreviousData,
  });
  const drafts = useQuery({ queryKey: ['drafts'], queryFn: () => ask('GET /v1/drafts') });
  const drafted = new Set(drafts.data?.items.map(({ conversation }) => conversation));
  const { items, gone, fresh, takeIn } = useSteady(
    list.isPlaceholderData ? undefined : itemsOf(list),
    JSON.stringify(filter),
    ({ conversation }) => conversation,
  );
  const [at, setAt] = useState<string>();
  // What a key does next knows what the key before it did, drawn or not.
  const place = useRef<string>(undefined);
  place.current = open ?? at;
  const chosen = items.find(({ conversation }) => conversation === (open ?? at));
  const to = (conversation?: string) => withQuery({ ...address, path: conversation ? ['inbox', conversation] : ['inbox'] }, {});
  const step = (by: number) => {
    const index = items.findIndex(({ conversation }) => conversation === place.current);
    const next = items[index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + by))];
    if (!next) return;
    place.current = next.conversation;
    setAt(next.conversation);
    if (open) go(to(next.conversation), { replace: true });
    showRow(next.conversation);
  };
  const waits = ({ conversation, oldestObligation }: Item) =>
    conversation !== open && oldestObligation !== null && !gone.has(conversation) && !underWay.has(conversation);
  const goOn = (next: Item | undefined) => {
    if (!next) announce(words.nothingLeft);
    setAt(next?.conversation);
    go(to(next?.conversation));
    if (next) showRow(next.conversation);
  };
  /** The next that waits for an answer behind this one; behind the last, what came new, what is not fetched yet, and what was skipped. */
  const onDone = async () => {
    // Whoever is faster than the list waits for it: before, nobody knows that nothing is left.
    const listed = list.data ? list : await list.refetch({ cancelRefetch: false });
    const rows = list.data ? items : itemsOf(listed);
    if (!rows) return;
    const behind = rows.slice(rows.findIndex(({ conversation }) => conversation === open) + 1).find(waits);
    if (behind) return goOn(behind);
    const skipped = rows.filter(waits);
    const all = itemsOf(list.hasNextPage ? await withNext(list) : listed) ?? [];
    const known = new Set(rows.map(({ conversation }) => conversation));
    const next = all.find((item) => !known.has(item.conversation) && waits(item));
    if (next) takeIn(all);
    else if (skipped.length > 0) announce(count(words.skipped, skipped.length));
    goOn(next ?? skipped[0]);
  };
  const claim = useClaim();
  useActions([
    { id: 'next', label: words.next, key: 'j', run: () => step(1) },
    { id: 'previous', label: words.previous, key: 'k', run: () => step(-1) },
    ...(open ? [] : [{ id: 'open', label: words.open, key: 'Enter', run: () => place.current && go(to(place.current)) }]),
    ...(chosen ? [{ id: 'claim', label: words.claim, key: 'a', run: () => void claim(chosen) }] : []),
    ...(open ? [{ id: 'back', label: words.toList, run: () => go(to()) }] : []),
    { id: 'refresh', label: words.takeIn, key: '.', run: () => takeIn() },
    { id: 'search', label: shared.search, key: '/', run: () => go('/search') },
  ]);
  // Its neighbours are there before they are asked for, however fast one goes on.
  const index = open === undefined ? -1 : items.findIndex(({ conversation }) => conversation === open);
  const neighbours = index < 0 ? '' : AHEAD.flatMap((by) => items[index + by]?.conversation ?? []).join(' ');
  useEffect(() => {
    for (const neighbour of neighbours.split(' ').filter(Boolean)) prefetchReading(client, neighbour);
  }, [neighbours, client]);
  return (
    <div className={`panes inbox ${open ? 'with-conversation' : ''}`}>
      <section className="queue" aria-label={shared.inbox}>
        {!open && <h1 className="unseen">{shared.inbox}</h1>}
        <Filters counts={counts.data} markets={[...markets.keys()]} />
        {fresh > 0 && (
          <button type="button" className="news" onClick={() => takeIn()}>
            {count(words.news, fresh)} <kbd>.</kbd>
          </button>
        )}
        {list.error && <Failed error={list.error} again={() => void list.refetch()} />}
        {list.data && items.length === 0 && <p className="empty">{words.empty}</p>}
        <ol className="rows">
          {items.map((item) => (
            <Row
              key={item.conversation}
              item={item}
              to={to(item.conversation)}
              isChosen={item === chosen}
              isGone={gone.has(item.conversation)}
              hasDraft={drafted.has(item.conversation)}
              me={sub}
              zone={markets.get(item.market)?.zone}
            />
          ))}
        </ol>
        {list.hasNextPage && (
          <button
            type="button"
            disabled={list.isFetchingNextPage}
            onClick={() => void withNext(list).then((more) => takeIn(itemsOf(more)))}
          >
            {shared.more}
          </button>
        )}
      </section>
      {open ? (
        <Suspense fallback={<p className="empty">{shared.loading}</p>}>
          <Conversation key={open} id={open} onDone={() => void onDone()} back={to()} />
        </Suspense>
      ) : (
        <p className="empty hint">{words.hint}</p>
      )}
    </div>
  );
}

function useClaim() {
  const words = useInboxWords();
  const client = useQueryClient();
  const { sub } = usePerson();
  const why = useWhy();
  return async ({ conversation, assignee }: Item) => {
    const mine = assignee === sub;
    try {
      await ask('POST /v1/conversations/{id}/assignment', { path: { id: conversation }, body: { assignee: mine ? null : sub } });
      announce(mine ? words.released : words.claimed);
    } catch (error) {
      announce(why(error));
    }
    await client.invalidateQueries({ queryKey: ['lists'] });
  };
}

/** One that stays as it is is not drawn again with each key. */
const Row = memo(function Row({ item, to, isChosen, isGone, hasDraft, me, zone }: RowProps) {
  const words = useInboxWords();
  const legible = useLegible();
  const { conversation, subject, buyer, market, topic, latest, oldestObligation, unread, assignee, order } = item;
  const others = assignee !== null && assignee !== me;
  return (
    <li
      id={`row-${conversation}`}
      className={`${isChosen ? 'chosen' : ''} ${others ? 'others' : ''} ${unread > 0 ? 'unread' : ''}`}
    >
      <Link to={to} aria-current={isChosen ? 'true' : undefined}>
        <span className="subject">{legible(subject)}</span>
        <span className="faint">
          {buyer} · {words.topics[topic]} · {nameOfMarket(market)}
          {order && ` · ${order}`}
        </span>
        <span className="preview">{latest && legible(latest.preview)}</span>
      </Link>
      <span className="marks">
        {isGone ? (
          <span className="chip fine">✓ {words.done}</span>
        ) : oldestObligation ? (
          <DueChip obligation={oldestObligation} zone={zone} />
        ) : (
          latest && <span className="faint">{instant(latest.at, zone)}</span>
        )}
        {unread > 0 && <span className="chip">{count(words.unread, unread)}</span>}
        {hasDraft && <span className="chip soon">{words.draft}</span>}
        <Colleagues conversation={conversation} />
        {assignee && <span className="chip">{assignee === me ? words.mine : fill(words.by, { who: assignee })}</span>}
      </span>
    </li>
  );
});

interface RowProps {
  readonly item: Item;
  readonly to: string;
  readonly isChosen: boolean;
  /** It is here no longer, and stands where it stood until the list is taken in anew. */
  readonly isGone: boolean;
  readonly hasDraft: boolean;
  readonly me: string;
  readonly zone: string | undefined;
}
