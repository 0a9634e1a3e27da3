import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Marked } from '../conversation/marked';
import { type Entry, factsOf, type Message } from '../conversation/told';
import { Attached } from '../files/attached';
import { Link } from '../shared/address';
import { ask } from '../shared/api';
import { useReason } from '../shared/case';
import { Failed } from '../shared/failed';
import { useLegible } from '../shared/legible';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { withNext } from '../shared/pages';
import { SellerName } from '../shared/sellers';
import { Time } from '../shared/times';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { useRoles } from './roles';

const KEPT = { staleTime: Number.POSITIVE_INFINITY } as const;

/** One conversation as the platform reads it, once for a reason, and where else it leads. */
export function Conversation({ id, reason }: { id: string; reason: string }) {
  const words = useComplianceWords();
  const own = useConversationWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const markets = useMarkets();
  const [, giveReason] = useReason(id);
  const path = { id };
  const head = useQuery({
    queryKey: ['case', id, 'head', reason],
    queryFn: () => ask('GET /v1/conversations/{id}', { path, query: { reason } }),
    ...KEPT,
  });
  const legible = useLegible();
  const said = useInfiniteQuery({
    queryKey: ['case', id, 'timeline', reason],
    queryFn: ({ pageParam }) =>
      ask('GET /v1/conversations/{id}/timeline', { path, query: { reason, limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    ...KEPT,
  });
  const error = head.error ?? said.error;
  if (error) return <Failed error={error} again={() => void Promise.all([head.refetch(), said.refetch()])} />;
  if (!head.data || !said.data) return <p className="empty">{shared.loading}</p>;
  const { subject, buyer, seller, order, topic, market, status } = head.data;
  const zone = markets.get(market)?.zone;
  const told = said.data.pages.flatMap(({ items }) => items);
  return (
    <article className="stack">
      <h2 dir="auto">{legible(subject)}</h2>
      <p className="row">
        <span className="chip">{inbox.topics[topic as 'return']}</span>
        <span className="chip">{nameOfMarket(market)}</span>
        <span className="chip">{own[status]}</span>
        <span>
          {buyer} · <SellerName id={seller} withId /> {order && `· ${order}`}
        </span>
      </p>
      <nav className="row" aria-label={words.conversation}>
        <Link to={`/replay/${id}`} onClick={() => giveReason(reason)}>
          {words.itsReplay}
        </Link>
        <Link to={`/trail?conversation=${id}`}>{words.itsTrail}</Link>
        <Link to={`/accesses?conversation=${id}`}>{words.itsAccesses}</Link>
        <Link to={`/evidence?conversations=${id}`}>{words.itsEvidence}</Link>
      </nav>
      <ol className="compliance-rows">
        {told.map((entry) => (
          <li key={entry.revision}>
            <Told entry={entry} zone={zone} conversation={id} reason={reason} />
          </li>
        ))}
      </ol>
      {said.hasNextPage && (
        <button type="button" onClick={() => void withNext(said)}>
          {shared.more}
        </button>
      )}
    </article>
  );
}

interface Place {
  readonly zone: string | undefined;
  readonly conversation: string;
  readonly reason: string;
}

function Told({ entry: { message, update, closing, at }, ...place }: { entry: Entry } & Place) {
  const { zone } = place;
  const own = useConversationWords();
  if (message) return <Said message={message} {...place} />;
  const time = (
    <span className="faint">
      <Time at={at} zone={zone} />
    </span>
  );
  if (closing)
    return (
      <p>
        {fill(own.closedBy, { who: closing.by })} {closing.reason} {time}
      </p>
    );
  if (!update)
    return (
      <p>
        {own.open} {time}
      </p>
    );
  const { stage, by } = update;
  return (
    <p>
      <strong>{own.stages[stage as 'shipped'] ?? stage}</strong> {[factsOf(update), by].filter(Boolean).join(' · ')} {time}
    </p>
  );
}

function Said({ message, zone, conversation, reason }: { message: Message } & Place) {
  const own = useConversationWords();
  const roles = useRoles();
  const { kind, from, author, at, body, language, findings, held, rejected } = message;
  return (
    <>
      <p className="row">
        <strong>{kind === 'note' ? fill(own.noteBy, { who: author }) : `${author} (${roles[from as 'buyer'] ?? from})`}</strong>
        <span className="faint">
          <Time at={at} zone={zone} />
        </span>
        {held && <span className="chip late">{own.held}</span>}
        {rejected && <span className="chip late">{fill(own.rejected, { why: rejected.reason })}</span>}
      </p>
      <p className="body" lang={language} dir="auto">
        <Marked text={body} places={(findings ?? []).filter(({ field }) => field === 'body')} />
      </p>
      <Attached conversation={conversation} files={message.attachments} reason={reason} />
    </>
  );
}
