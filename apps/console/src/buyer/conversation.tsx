import { useEffect, useState } from 'react';
import { useReading } from '../conversation/reading';
import { go, Link } from '../shared/address';
import { announce } from '../shared/announce';
import { ask } from '../shared/api';
import { DueChip } from '../shared/due';
import { Failed, NotShown } from '../shared/failed';
import { useLanding } from '../shared/landing';
import { useLegible } from '../shared/legible';
import { useMarkets } from '../shared/markets';
import { useSellerNames } from '../shared/sellers';
import { useWhy } from '../shared/why';
import { fill } from '../shared/words';
import { useBuyerWords } from '../words/buyer';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Said } from './said';
import { Track } from './track';
import { Write } from './write';

/** One conversation as its buyer follows it: where the order stands, what was said, by when an answer is due, and where to write. */
export function Conversation({ id, back }: { id: string; back: string }) {
  const words = useBuyerWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const { earlier, reported } = useConversationWords();
  const markets = useMarkets();
  const path = { id };
  const { head, told, owed, refresh } = useReading(id);
  const { shown } = told;
  // What was said last is what one comes for.
  useEffect(() => {
    if (shown >= 0) document.querySelector('.said-to-buyer > :last-child')?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  useLanding(head.data && id);
  const legible = useLegible();
  const why = useWhy();
  const called = useSellerNames(head.data ? [head.data.seller] : []);
  // What is there already stays, with what is being written under it.
  if (head.error && !head.data)
    return <NotShown title={shared.conversations} back={back} error={head.error} again={() => void head.refetch()} />;
  if (!head.data) return <p className="empty">{shared.loading}</p>;
  const conversation = head.data;
  const { subject, topic, order, status, continuedBy, follows, caredForBy } = conversation;
  const seller = called(conversation.seller);
  const zone = markets.get(conversation.market)?.zone;
  const first = owed.find(({ endedAt, imported }) => endedAt === null && !imported);
  const act = async (doing: Promise<unknown>, done: string) => {
    try {
      await doing;
      announce(done);
      await refresh();
    } catch (error) {
      announce(fill(shared.failed, { why: why(error) }));
    }
  };
  return (
    <article className="followed" aria-label={legible(subject)}>
      <header className="stack">
        <button type="button" className="quiet to-list" onClick={() => go(back)}>
          ← {words.toList}
        </button>
        <h1 tabIndex={-1}>{legible(subject)}</h1>
        <p className="faint">
          {[seller, inbox.topics[topic], order, status === 'closed' && words.closed].filter(Boolean).join(' · ')}
        </p>
        {first && (
          <p className="row">
            {words.answerDue} <DueChip obligation={first} zone={zone} />
          </p>
        )}
        {caredForBy === 'platform' && <p className="chip soon">{words.platformCares}</p>}
      </header>
      {follows && (
        <p>
          <Link to={`/conversations/${follows}`}>{words.before}</Link>
        </p>
      )}
      <Track conversation={conversation} zone={zone} />
      {told.error && <Failed error={told.error} again={() => void told.refetch()} />}
      {told.earlier && (
        <button type="button" className="quiet" onClick={told.earlier}>
          {earlier}
        </button>
      )}
      <Said
        conversation={conversation.conversation}
        seller={seller}
        entries={told.entries}
        owed={owed}
        zone={zone}
        onContest={(message) =>
          act(
            ask('POST /v1/conversations/{id}/messages/{message}/contest', { path: { id, message }, body: {} }),
            words.contestDone,
          )
        }
        onUnanswered={(message) =>
          act(
            ask('POST /v1/conversations/{id}/messages/{message}/unanswered', { path: { id, message }, body: {} }),
            words.unansweredDone,
          )
        }
        onReport={(message, kind, note) =>
          act(ask('POST /v1/conversations/{id}/reports', { path, body: { message, kind, ...(note && { note }) } }), reported)
        }
      />
      {continuedBy ? (
        <p>
          <Link to={`/conversations/${continuedBy}`}>{words.goesOn}</Link>
        </p>
      ) : (
        told.entries.length > 0 && <Write conversation={conversation} seller={seller} shown={shown} onSent={refresh} />
      )}
      {status === 'open' && (
        <Closing
          onClose={(reason) =>
            act(ask('POST /v1/conversations/{id}/close', { path, body: reason ? { reason } : {} }), words.closedNow)
          }
        />
      )}
    </article>
  );
}

function Closing({ onClose }: { onClose: (reason: string) => Promise<void> }) {
  const words = useBuyerWords();
  const [reason, setReason] = useState('');
  return (
    <details>
      <summary>{words.close}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void onClose(reason.trim());
        }}
      >
        <p className="faint">{words.closeHint}</p>
        <label>
          {words.closeReason}
          <input value={reason} maxLength={1000} onChange={({ target }) => setReason(target.value)} />
        </label>
        <button type="submit">{words.close}</button>
      </form>
    </details>
  );
}
