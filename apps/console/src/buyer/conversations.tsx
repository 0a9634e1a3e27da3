import './buyer.css';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { DueChip } from '../shared/due';
import { Failed } from '../shared/failed';
import { useLegible } from '../shared/legible';
import { useMarkets } from '../shared/markets';
import { itemsOf } from '../shared/pages';
import { useSellerNames } from '../shared/sellers';
import { instant } from '../shared/times';
import { count } from '../shared/words';
import { useBuyerWords } from '../words/buyer';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Conversation } from './conversation';

type Item = Answer<'GET /v1/inbox'>['items'][number];
const TABS = { all: {}, waiting: { waiting: true }, unread: { unread: true }, closed: { closed: true } } as const;
type Tab = keyof typeof TABS;

/** What a buyer asked, the newest on top, and what became of the one that is open. */
export default function Conversations() {
  const words = useBuyerWords();
  const shared = useSharedWords();
  const address = useAddress();
  const markets = useMarkets();
  const open = address.path[1];
  const asked = address.query.get('tab') ?? 'all';
  const tab = (asked in TABS ? asked : 'all') as Tab;
  const counts = useQuery({ queryKey: ['lists', 'counts'], queryFn: ({ signal }) => ask('GET /v1/inbox/counts', { signal }) });
  const list = useInfiniteQuery({
    queryKey: ['lists', 'inbox', tab],
    queryFn: ({ pageParam, signal }) =>
      ask('GET /v1/inbox', { query: { ...TABS[tab], sort: 'latest', limit: 25, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = itemsOf(list) ?? [];
  const called = useSellerNames(items.map(({ seller }) => seller));
  const to = (conversation?: string) =>
    withQuery({ ...address, path: conversation ? ['conversations', conversation] : ['conversations'] }, {});
  return (
    <div className={`panes buyer ${open ? 'with-conversation' : ''}`}>
      <section className="asked" aria-label={shared.conversations}>
        <header className="row between">
          {open ? <h2>{shared.conversations}</h2> : <h1>{shared.conversations}</h1>}
          <Link className="button primary" to="/ask">
            {shared.ask}
          </Link>
        </header>
        <fieldset className="tabs plain" aria-label={words.show}>
          {(Object.keys(TABS) as Tab[]).map((one) => (
            <button
              key={one}
              type="button"
              className="quiet"
              aria-pressed={one === tab}
              onClick={() => go(withQuery({ ...address, path: ['conversations'] }, { tab: one === 'all' ? undefined : one }))}
            >
              {words.tabs[one]} <span className="faint">{counts.data?.[one]}</span>
            </button>
          ))}
        </fieldset>
        {list.error && <Failed error={list.error} again={() => void list.refetch()} />}
        {list.data && items.length === 0 && <p className="empty">{tab === 'all' ? words.none : shared.nothing}</p>}
        <ol className="stack">
          {items.map((item) => (
            <Row
              key={item.conversation}
              item={item}
              seller={called(item.seller)}
              to={to(item.conversation)}
              isOpen={item.conversation === open}
              zone={markets.get(item.market)?.zone}
            />
          ))}
        </ol>
        {list.hasNextPage && (
          <button type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {shared.more}
          </button>
        )}
      </section>
      {open ? <Conversation key={open} id={open} back={to()} /> : <p className="empty hint">{words.choose}</p>}
    </div>
  );
}

interface RowProps {
  readonly item: Item;
  readonly seller: string;
  readonly to: string;
  readonly isOpen: boolean;
  readonly zone: string | undefined;
}

function Row({ item, seller, to, isOpen, zone }: RowProps) {
  const words = useBuyerWords();
  const inbox = useInboxWords();
  const legible = useLegible();
  const { subject, topic, order, latest, oldestObligation, unread, status } = item;
  return (
    <li className={`card ${isOpen ? 'chosen' : ''}`}>
      <Link to={to} aria-current={isOpen ? 'true' : undefined}>
        <strong className="line">{legible(subject)}</strong>
        <span className="faint line">{[seller, inbox.topics[topic], order].filter(Boolean).join(' · ')}</span>
        <span className="line">{latest && legible(latest.preview)}</span>
      </Link>
      <span className="row">
        {unread > 0 && <span className="chip soon">{count(words.answers, unread)}</span>}
        {oldestObligation ? (
          <DueChip obligation={oldestObligation} zone={zone} />
        ) : (
          latest && <span className="faint">{instant(latest.at, zone)}</span>
        )}
        {status === 'closed' && <span className="chip">{words.closed}</span>}
      </span>
    </li>
  );
}
