import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Marked } from '../conversation/marked';
import { Attached } from '../files/attached';
import { Link } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Reasoned } from '../shared/case';
import { Failed } from '../shared/failed';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { SellerName, useSellerNames } from '../shared/sellers';
import { dated, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';
import type { Review } from './decisions';

/** Where the evidence is: the event, the field of it, the place in its text, and what found it. */
interface Place {
  readonly message?: string;
  readonly revision?: number;
  readonly field?: string;
  readonly place?: { readonly from: number; readonly to: number };
}

/** What a review is about: who wrote what where, with the words marked, and what was found of this seller before. */
export function Evidence({ review, children }: { review: Review; children: ReactNode }) {
  const words = useAdminWords();
  const shared = useSharedWords();
  const topics = useInboxWords().topics;
  const kinds = useConversationWords().kinds;
  const { kind, source, seller, sender, market, topic, rule, signs, state, decided, conversation } = review;
  return (
    <>
      <h1 tabIndex={-1}>{kind ? kinds[kind as 'marketing'] : words.sources[source as 'sample']}</h1>
      <p className="row">
        <span className="chip">{words.states[state as 'held']}</span>
        <span className="chip">{words.sources[source as 'report']}</span>
        <span className="faint">
          {fill(words.writtenBy, { who: shared[sender as 'seller'] ?? sender })} ·{' '}
          <Link to={`/marketplace?seller=${seller}`}>
            <SellerName id={seller} />
          </Link>{' '}
          · {topics[topic as 'return']} · {nameOfMarket(market)}
        </span>
        {rule && <code>{rule}</code>}
        {signs.map((sign) => (
          <span key={sign} className="chip soon">
            {words.signs[sign]}
          </span>
        ))}
      </p>
      {decided && (
        <p>
          {decided.by} · {dated(decided.at)}: {decided.reason}
        </p>
      )}
      {/* Who works through the queue reads for one purpose: it is a case of its own. */}
      <Reasoned about="reviews">{(reason) => <Said key={review.review} review={review} reason={reason ?? ''} />}</Reasoned>
      <p>
        <Link to={`/replay/${conversation}?revision=${(review.evidence as Place).revision ?? ''}`}>{words.wholeStory}</Link>
      </p>
      {children}
      <Earlier seller={seller} but={review.subject} />
    </>
  );
}

/** The message with what was written before and behind it; where the place is in another text, that one. */
function Said({ review: { conversation, message, evidence, market, subject }, reason }: { review: Review; reason: string }) {
  const words = useAdminWords();
  const shared = useSharedWords();
  const { revision = 0, field, place } = evidence as Place;
  const zone = useMarkets().get(market)?.zone;
  const path = { id: conversation };
  const said = useQuery({
    queryKey: ['case', conversation, 'around', revision, reason],
    queryFn: () => ask('GET /v1/conversations/{id}/messages', { path, query: { reason, around: revision, limit: 8 } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = said.data?.items ?? [];
  const about = message ?? subject;
  const isThere = items.some(({ id }) => id === about);
  const head = useQuery({
    queryKey: ['case', conversation, 'head', reason],
    queryFn: () => ask('GET /v1/conversations/{id}', { path, query: { reason } }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: said.isSuccess && (!isThere || (field !== undefined && field !== 'body')),
  });
  const error = said.error ?? head.error;
  if (error) return <Failed error={error} again={() => void said.refetch()} />;
  if (!said.data) return <p className="empty">{shared.loading}</p>;
  const text = head.data && textIn(head.data, revision, field);
  return (
    <ol className="admin-said">
      {text && (
        <li className="about">
          <p className="body" dir="auto">
            <Marked text={text} places={place ? [place] : []} />
          </p>
        </li>
      )}
      {items.map(({ id, kind, from, author, at, body, language, findings, held, attachments }) => (
        <li key={id} className={id === about ? 'about' : undefined} aria-current={id === about ? 'true' : undefined}>
          <p className="row">
            <strong>{kind === 'note' ? words.note : (shared[from as 'buyer'] ?? from)}</strong>
            <span className="faint">
              {author} · <Time at={at} zone={zone} />
            </span>
            {held && <span className="chip late">{words.states.held}</span>}
          </p>
          <p className="body" lang={language} dir="auto">
            <Marked
              text={body}
              places={
                id === about && place && field === 'body' ? [place] : (findings ?? []).filter((one) => one.field === 'body')
              }
            />
          </p>
          <Attached conversation={conversation} files={attachments} reason={reason} />
        </li>
      ))}
    </ol>
  );
}

/** A text that stands in no message: a fact of a status update, the reason of a closing, the subject. */
function textIn(head: Answer<'GET /v1/conversations/{id}'>, revision: number, field = 'subject'): string {
  const update = head.statusUpdates.find((one) => one.revision === revision);
  if (update) return String(update[field as 'reason'] ?? '');
  return field === 'reason' ? (head.closed?.reason ?? '') : head.subject;
}

/** What was found of the same seller before, and where it stands. */
function Earlier({ seller, but }: { seller: string; but: string }) {
  const words = useAdminWords();
  const kinds = useConversationWords().kinds;
  const standings = useSellerWords();
  const path = { id: seller };
  const violations = useQuery({
    queryKey: ['lists', 'violations', seller],
    queryFn: () => ask('GET /v1/sellers/{id}/violations', { path, query: { limit: 20 } }),
  });
  const standing = useQuery({
    queryKey: ['lists', 'standing', seller],
    queryFn: () => ask('GET /v1/sellers/{id}/standing', { path }),
  });
  const earlier = violations.data?.items.filter(({ violation }) => violation !== but) ?? [];
  return (
    <section className="stack">
      <h2>{fill(words.earlier, { seller: useSellerNames([seller])(seller) })}</h2>
      {standing.data && (
        <p>
          <span className="chip">{fill(standings.pointsGiven, { count: standing.data.points })}</span>{' '}
          <span className="chip">{standings.effects[standing.data.effect]}</span>
        </p>
      )}
      {violations.data && earlier.length === 0 && <p className="faint">{standings.noViolations}</p>}
      <ul className="stack">
        {earlier.map(({ violation, kind, state, recordedAt, rule, decided }) => (
          <li key={violation} className="row">
            <strong>{kinds[kind as 'marketing']}</strong>
            <span className="chip">{words.states[state as 'held']}</span>
            <span className="faint">
              {dated(recordedAt)} {rule}
            </span>
            {decided?.reason && <q className="faint">{decided.reason}</q>}
          </li>
        ))}
      </ul>
    </section>
  );
}
