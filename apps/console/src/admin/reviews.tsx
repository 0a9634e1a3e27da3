import './admin.css';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { announce } from '../shared/announce';
import { ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { useActions } from '../shared/keys';
import { useLanding } from '../shared/landing';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { sendLater } from '../shared/outbox';
import { itemsOf, withNext } from '../shared/pages';
import { SellerName, useSellerNames } from '../shared/sellers';
import { usePerson } from '../shared/session';
import { showRow, useSteady } from '../shared/steady';
import { Time } from '../shared/times';
import { useWhy } from '../shared/why';
import { count, fill, nameOf } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Bulk } from './bulk';
import { type Decision, decisionsFor, KEYS, type Reportable, type Review, useDecide } from './decisions';
import { Evidence } from './evidence';
import { ReviewFilters, reviewsAsked } from './review-filters';

const PAGE = 50;

/** The queue of reviewers: what waits, oldest first, beside it the evidence of one; each decision is a key, and can be taken back. */
export default function Reviews() {
  const words = useAdminWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const kinds = useConversationWords().kinds;
  const address = useAddress();
  const open = address.path[1];
  const asked = reviewsAsked(address.query);
  const list = useInfiniteQuery({
    queryKey: ['lists', 'reviews', asked],
    queryFn: ({ pageParam, signal }) => ask('GET /v1/reviews', { query: { ...asked, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    maxPages: 4,
    placeholderData: keepPreviousData,
  });
  const { items, gone, fresh, takeIn } = useSteady(
    list.isPlaceholderData ? undefined : itemsOf(list),
    JSON.stringify(asked),
    ({ review }) => review,
  );
  const { decide, pending, reasons, setReason } = useDeciding();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [kind, setKind] = useState<Reportable>();
  const place = useRef<string>(undefined);
  place.current = open ?? place.current;
  const at = items.find(({ review }) => review === open);
  const to = (review?: string) => withQuery({ ...address, path: review ? ['reviews', review] : ['reviews'] }, {});
  const step = (by: number) => {
    const index = items.findIndex(({ review }) => review === place.current);
    const next = items[index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + by))];
    if (!next) return;
    place.current = next.review;
    go(to(next.review), { replace: open !== undefined });
    showRow(next.review);
  };
  const claim = useClaim();
  const isOver = (review: Review) => gone.has(review.review) || pending.has(review.review);
  const decideOpen = (decision: Decision) => {
    if (!at || isOver(at)) return;
    const what = kind ?? (at.kind as Reportable | null) ?? undefined;
    if (decision === 'violation' && what === undefined) return announce(words.whichKind);
    decide(at, decision, what);
    const index = items.indexOf(at);
    const next = [...items.slice(index + 1), ...items.slice(0, index)].find((one) => one !== at && !isOver(one));
    if (!next) return list.hasNextPage || fresh > 0 ? undefined : announce(words.noReviews);
    go(to(next.review), { replace: true });
    showRow(next.review);
  };
  const possible = at && !isOver(at) ? decisionsFor(at) : [];
  useLanding(at && `${at.review} ${possible.length > 0}`);
  useActions([
    { id: 'next', label: words.nextReview, key: 'j', run: () => step(1) },
    { id: 'previous', label: words.previousReview, key: 'k', run: () => step(-1) },
    ...(at ? [{ id: 'claim', label: inbox.claim, key: 'a', run: () => void claim(at) }] : []),
    ...possible.map((decision) => ({
      id: `decide-${decision}`,
      label: words.decisions[decision],
      key: KEYS[decision],
      run: () => decideOpen(decision),
    })),
    { id: 'refresh', label: inbox.takeIn, key: '.', run: () => takeIn() },
    ...(open ? [{ id: 'back', label: inbox.toList, run: () => go(to()) }] : []),
  ]);
  return (
    <div className={`panes admin-two ${open ? 'with-one' : ''}`}>
      <section className="admin-queue" aria-label={shared.reviews}>
        {!open && <h1 className="unseen">{shared.reviews}</h1>}
        <ReviewFilters />
        <Bulk items={items.filter((one) => !isOver(one))} chosen={chosen} onDone={() => setChosen(new Set())} />
        {fresh > 0 && (
          <button type="button" className="admin-news" onClick={() => takeIn()}>
            {count(inbox.news, fresh)} <kbd>.</kbd>
          </button>
        )}
        {list.error && <Failed error={list.error} again={() => void list.refetch()} />}
        {list.data && items.length === 0 && <p className="empty">{words.noReviews}</p>}
        <ol className="admin-rows">
          {items.map((item) => (
            <Row
              key={item.review}
              item={item}
              to={to(item.review)}
              isOpen={item.review === open}
              isOver={isOver(item)}
              isChosen={chosen.has(item.review)}
              onChoose={(is) => {
                const next = new Set(chosen);
                if (is) next.add(item.review);
                else next.delete(item.review);
                setChosen(next);
              }}
            />
          ))}
        </ol>
        {list.hasNextPage && (
          <button type="button" onClick={() => void withNext(list).then((more) => takeIn(itemsOf(more)))}>
            {shared.more}
          </button>
        )}
      </section>
      {at ? (
        <article
          key={at.review}
          className="admin-one stack"
          aria-label={at.kind ? kinds[at.kind as 'marketing'] : words.sources.sample}
        >
          <Link to={to()} className="admin-back">
            ← {inbox.toList}
          </Link>
          <Evidence review={at}>
            {possible.length > 0 && (
              <section className="stack card" aria-label={words.decide}>
                <h2>{words.decide}</h2>
                {possible.includes('violation') && (
                  <label>
                    {words.kind}
                    <select value={kind ?? at.kind ?? ''} onChange={({ target }) => setKind(target.value as Reportable)}>
                      <option value="">–</option>
                      {Object.entries(kinds)
                        .filter(([id]) => id !== 'late-reply')
                        .map(([id, label]) => (
                          <option key={id} value={id}>
                            {label}
                          </option>
                        ))}
                    </select>
                  </label>
                )}
                <p className="faint">{words.reasonSeen}</p>
                {possible.map((decision) => (
                  <div key={decision} className="admin-decision">
                    <button type="button" onClick={() => decideOpen(decision)}>
                      {words.decisions[decision]} <kbd>{KEYS[decision]}</kbd>
                    </button>
                    <textarea
                      rows={1}
                      aria-label={fill(words.reasonOf, { decision: words.decisions[decision] })}
                      maxLength={1_000}
                      value={reasons[decision] ?? words.standard[decision]}
                      onChange={({ target }) => setReason(decision, target.value)}
                    />
                  </div>
                ))}
              </section>
            )}
            {pending.has(at.review) && <p className="chip fine">✓ {inbox.done}</p>}
          </Evidence>
        </article>
      ) : (
        <p className="empty admin-hint">{open && list.data ? words.notInList : words.reviewHint}</p>
      )}
    </div>
  );
}

/** Decides in ten seconds, until when it can be taken back. A reason that was changed stays for the next ones. */
function useDeciding() {
  const words = useAdminWords();
  const address = useAddress();
  const send = useDecide();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [reasons, setReasons] = useState<Partial<Record<Decision, string>>>({});
  const remove = (review: string) => setPending((now) => new Set([...now].filter((one) => one !== review)));
  const decide = ({ review }: Review, decision: Decision, kind: Reportable | undefined) => {
    const reason = reasons[decision]?.trim() || words.standard[decision];
    const key = crypto.randomUUID();
    setPending((now) => new Set(now).add(review));
    sendLater(
      words.decisions[decision],
      undefined,
      () => void send({ reviews: [review] }, decision, reason, key, kind).finally(() => remove(review)),
      () => {
        remove(review);
        go(withQuery({ ...address, path: ['reviews', review] }, {}));
      },
    );
  };
  return { decide, pending, reasons, setReason: (of: Decision, text: string) => setReasons({ ...reasons, [of]: text }) };
}

function useClaim() {
  const words = useInboxWords();
  const why = useWhy();
  const client = useQueryClient();
  return async ({ review }: Review) => {
    try {
      await ask('POST /v1/reviews/{id}/claim', { path: { id: review }, body: {} });
      announce(words.claimed);
    } catch (error) {
      announce(why(error));
    }
    await client.invalidateQueries({ queryKey: ['lists'] });
  };
}

function Row({ item, to, isOpen, isOver, isChosen, onChoose }: RowProps) {
  const words = useAdminWords();
  const inbox = useInboxWords();
  const kinds = useConversationWords().kinds;
  const { sub } = usePerson();
  const zone = useMarkets().get(item.market)?.zone;
  const { review, kind, seller, market, language, rule, source, recordedAt, claim, state, reviewRequestedAt } = item;
  const label = kind ? kinds[kind as 'marketing'] : words.sources[source as 'sample'];
  const called = useSellerNames([seller]);
  return (
    <li id={`row-${review}`} className={`${isOpen ? 'chosen' : ''} ${claim && claim.by !== sub ? 'others' : ''}`}>
      <input
        type="checkbox"
        aria-label={fill(words.choose, { what: `${label}, ${called(seller)}` })}
        checked={isChosen}
        disabled={isOver}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <Link to={to} aria-current={isOpen ? 'true' : undefined}>
        <strong>{label}</strong>
        <span className="faint">
          <SellerName id={seller} /> ·{' '}
          {[nameOfMarket(market), language && nameOf('language', language), rule].filter(Boolean).join(' · ')} ·{' '}
          <Time at={recordedAt} zone={zone} />
        </span>
      </Link>
      <span className="row marks">
        {isOver ? (
          <span className="chip fine">✓ {inbox.done}</span>
        ) : (
          <span className={`chip ${state === 'held' ? 'late' : ''}`}>{words.states[state as 'held']}</span>
        )}
        <span className="chip">{words.sources[source as 'report']}</span>
        {reviewRequestedAt && <span className="chip soon">{words.askedFor}</span>}
        {claim && <span className="chip">{claim.by === sub ? inbox.mine : fill(inbox.by, { who: claim.by })}</span>}
      </span>
    </li>
  );
}

interface RowProps {
  readonly item: Review;
  readonly to: string;
  readonly isOpen: boolean;
  /** Decided, or about to be. */
  readonly isOver: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (is: boolean) => void;
}
