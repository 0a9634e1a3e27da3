import './compliance.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Reasoned } from '../shared/case';
import { Excerpt } from '../shared/excerpt';
import { Failed } from '../shared/failed';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { itemsOf, withNext } from '../shared/pages';
import { SellerFinder } from '../shared/seller-finder';
import { SellerName } from '../shared/sellers';
import { Time } from '../shared/times';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';
import { Conversation } from './conversation';
import { askedIn } from './filters';
import { usePaged } from './paged';

type Row = Answer<'GET /v1/inbox'>['items'][number];
const PARTIES = ['order', 'buyer', 'seller'] as const;
/** All that is read to find something is one case. */
const CASE = 'find';

/** Conversations found by order or party, which shows no text, or by what was written, which asks why; one of them read. */
export default function Find() {
  const words = useComplianceWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const address = useAddress();
  const open = address.path[1];
  const parties = askedIn(address.query, PARTIES);
  const q = address.query.get('q') ?? '';
  const labels = { order: inbox.order, buyer: inbox.buyer, seller: shared.seller };
  if (open)
    return (
      <div className="page stack">
        <Link to={withQuery({ ...address, path: ['find'] }, {})}>← {inbox.toList}</Link>
        <h1 className="unseen">{shared.find}</h1>
        <Reasoned about={CASE}>{(reason) => <Conversation key={open} id={open} reason={reason ?? ''} />}</Reasoned>
      </div>
    );
  return (
    <div className="page stack">
      <h1>{shared.find}</h1>
      <p className="faint">{words.findHint}</p>
      <search className="compliance-two">
        <Asking key={JSON.stringify(parties)} title={words.byParty} labels={labels} values={parties} />
        <Asking key={q} title={words.byText} labels={{ q: words.byText }} values={{ q }} />
      </search>
      {Object.keys(parties).length > 0 && <Listed parties={parties} />}
      {q && <Reasoned about={CASE}>{(reason) => <Found q={q} reason={reason ?? ''} />}</Reasoned>}
    </div>
  );
}

/** Asking for one thing takes away what was asked for before. */
function Asking({ title, labels, values }: AskingProps) {
  const shared = useSharedWords();
  const id = useId();
  const [seller, setSeller] = useState(values.seller);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const asked = Object.keys(labels).map((name) => [
      name,
      name === 'seller' ? (seller ?? '') : String(given.get(name) ?? '').trim(),
    ]);
    go(withQuery({ path: ['find'], query: new URLSearchParams() }, Object.fromEntries(asked) as Record<string, string>));
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2 id={`${id}-title`}>{title}</h2>
      {Object.entries(labels).map(([name, label]) => {
        const field = { id: `${id}-${name}`, name, size: 9, maxLength: 200, defaultValue: values[name] ?? '' };
        // Where there is one, what stands above it is its name.
        if (label === title) return <input key={name} {...field} aria-labelledby={`${id}-title`} />;
        return (
          <label key={name} htmlFor={field.id}>
            {label}
            {name === 'seller' ? (
              <SellerFinder id={field.id} label={label} seller={seller} onChoose={setSeller} />
            ) : (
              <input {...field} />
            )}
          </label>
        );
      })}
      <div className="row">
        <button type="submit" className="primary">
          {shared.search}
        </button>
      </div>
    </form>
  );
}

interface AskingProps {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string | undefined>>;
}

function Listed({ parties }: { parties: Readonly<Record<string, string | undefined>> }) {
  const { items, rest } = usePaged<Row>(
    ['find', parties],
    (cursor, signal) => ask('GET /v1/inbox', { query: { ...parties, sort: 'latest', limit: 50, cursor }, signal }),
    ({ conversation }) => conversation,
  );
  const topics = useInboxWords().topics;
  const states = useConversationWords();
  const markets = useMarkets();
  const address = useAddress();
  return (
    <>
      {rest.news}
      <ol className="compliance-rows">
        {items.map(({ conversation, topic, buyer, seller, order, market, status, latest }) => (
          <li key={conversation}>
            <p className="row">
              <Link to={withQuery({ ...address, path: ['find', conversation] }, {})}>
                <strong>{topics[topic]}</strong> · {buyer} · <SellerName id={seller} />
              </Link>
              {order && <span>{order}</span>}
              <span className="chip">{nameOfMarket(market)}</span>
              <span className="chip">{states[status]}</span>
              {latest && (
                <span className="faint">
                  <Time at={latest.at} zone={markets.get(market)?.zone} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
      {rest.end}
    </>
  );
}

/** Read once: that the list changes is no reason to read it again, which would be another access. */
function Found({ q, reason }: { q: string; reason: string }) {
  const words = useComplianceWords();
  const shared = useSharedWords();
  const places = useSellerWords().places;
  const markets = useMarkets();
  const address = useAddress();
  const found = useInfiniteQuery({
    queryKey: ['case', 'search', q, reason],
    queryFn: ({ pageParam, signal }) =>
      ask('GET /v1/search', { query: { q, reason, prefix: true, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = itemsOf(found) ?? [];
  return (
    <>
      {found.error && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && items.length === 0 && <p className="empty">{shared.nothing}</p>}
      <ol className="compliance-rows">
        {items.map(({ conversation, item, where, buyer, seller, author, market, at, excerpt }) => (
          <li key={`${where} ${item}`}>
            <p className="faint">
              {fill(words.foundIn, { where: places[where] })} · {author} · {buyer} · <SellerName id={seller} /> ·{' '}
              {nameOfMarket(market)} · <Time at={at} zone={markets.get(market)?.zone} />
            </p>
            <Link to={withQuery({ ...address, path: ['find', conversation] }, {})}>
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
    </>
  );
}
