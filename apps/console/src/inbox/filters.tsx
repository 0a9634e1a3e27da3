import { go, useAddress, withQuery } from '../shared/address';
import type { Answer, Query } from '../shared/api';
import { namedMarkets, nameOfMarket } from '../shared/markets';
import { count } from '../shared/words';
import { useInboxWords } from '../words/inbox';

export type InboxFilter = Query<'GET /v1/inbox'>;
const TOPICS = ['question', 'order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'] as const;

/** What the tabs of the queue show. `todo` is where a day begins. */
const TABS = {
  todo: { needsReply: true },
  overdue: { overdue: true },
  unassigned: { needsReply: true, unassigned: true },
  mine: { needsReply: true },
  waiting: { waiting: true },
  unread: { unread: true },
  all: {},
  held: { status: ['held'] },
  closed: { closed: true },
} satisfies Record<string, InboxFilter>;
type Tab = keyof typeof TABS;
const isTab = (name: string | null): name is Tab => name !== null && name in TABS;

/** What the address asks for. */
export function filterOf(query: URLSearchParams, me: string): InboxFilter {
  const tab = query.get('tab');
  const text = (name: string) => query.get(name) || undefined;
  const several = (name: string) => text(name)?.split(',');
  const one = (name: string) => text(name) && [text(name) as string];
  return {
    ...TABS[isTab(tab) ? tab : 'todo'],
    ...(tab === 'mine' && { assignee: [me] }),
    topic: several('topic') as InboxFilter['topic'],
    market: several('market') as InboxFilter['market'],
    order: one('order') || undefined,
    buyer: one('buyer') || undefined,
    from: text('from') && `${text('from')}T00:00:00Z`,
    to: text('to') && `${text('to')}T00:00:00Z`,
    sort: query.get('sort') === 'latest' ? 'latest' : 'due',
  };
}

/** The same without the tab, which is what the tabs count among. */
export function countedFilterOf(query: URLSearchParams): Query<'GET /v1/inbox/counts'> {
  const { topic, market, order, buyer, from, to } = filterOf(query, '');
  return { topic, market, order, buyer, from, to };
}

/** Tabs with their numbers, filters and order: all of it in the address. */
export function Filters({ counts, markets }: { counts: Answer<'GET /v1/inbox/counts'> | undefined; markets: readonly string[] }) {
  const words = useInboxWords();
  const address = useAddress();
  const now = address.query.get('tab') ?? 'todo';
  const set = (changes: Record<string, string | undefined>) => go(withQuery({ ...address, path: ['inbox'] }, changes));
  const numbers: Partial<Record<Tab, number>> = counts ? { ...counts, todo: counts.needsReply } : {};
  const market = address.query.get('market') ?? '';
  const topics = address.query.get('topic')?.split(',') ?? [];
  const filters = ['topic', 'market', 'order', 'buyer', 'from', 'to'].filter((name) => address.query.has(name)).length;
  return (
    <div className="inbox-filters">
      <fieldset className="tabs plain" aria-label={words.show}>
        {Object.keys(TABS).map((tab) => (
          <button
            key={tab}
            type="button"
            className="quiet"
            aria-pressed={tab === now}
            onClick={() => set({ tab: tab === 'todo' ? undefined : tab })}
          >
            {words.tabs[tab as Tab]}
            {numbers[tab as Tab] !== undefined && <span className="number">{numbers[tab as Tab]}</span>}
          </button>
        ))}
      </fieldset>
      <details>
        <summary>{filters > 0 ? count(words.filtersSet, filters) : words.filters}</summary>
        <div className="fields">
          <label>
            {words.sort}
            <select
              value={address.query.get('sort') ?? 'due'}
              onChange={({ target }) => set({ sort: target.value === 'due' ? undefined : target.value })}
            >
              <option value="due">{words.byDue}</option>
              <option value="latest">{words.byLatest}</option>
            </select>
          </label>
          <fieldset className="plain topics">
            <legend className="faint">{words.topic}</legend>
            {TOPICS.map((topic) => (
              <label key={topic} className="check">
                <input
                  type="checkbox"
                  checked={topics.includes(topic)}
                  onChange={({ target }) =>
                    set({ topic: TOPICS.filter((one) => (one === topic ? target.checked : topics.includes(one))).join(',') })
                  }
                />
                {words.topics[topic]}
              </label>
            ))}
          </fieldset>
          <label>
            {words.market}
            <select value={market} onChange={({ target }) => set({ market: target.value })}>
              <option value="">{words.any}</option>
              {/* An address may ask for several. */}
              {!markets.includes(market) && market && (
                <option value={market}>{market.split(',').map(nameOfMarket).join(', ')}</option>
              )}
              {namedMarkets(markets).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {(['order', 'buyer'] as const).map((name) => (
            <label key={name}>
              {words[name]}
              <input
                defaultValue={address.query.get(name) ?? ''}
                onKeyDown={({ key, currentTarget }) => key === 'Enter' && set({ [name]: currentTarget.value.trim() })}
                onBlur={({ currentTarget }) => set({ [name]: currentTarget.value.trim() })}
              />
            </label>
          ))}
          {(['from', 'to'] as const).map((name) => (
            <label key={name}>
              {words[name]}
              <input type="date" value={address.query.get(name) ?? ''} onChange={({ target }) => set({ [name]: target.value })} />
            </label>
          ))}
          <button type="button" onClick={() => go('/inbox')}>
            {words.clear}
          </button>
        </div>
      </details>
    </div>
  );
}
