import './conversation.css';
import { useEffect, useState } from 'react';
import { Colleagues } from '../inbox/colleagues';
import { go } from '../shared/address';
import { announce } from '../shared/announce';
import { ask } from '../shared/api';
import { DueChip } from '../shared/due';
import { Failed, NotShown } from '../shared/failed';
import { useActions } from '../shared/keys';
import { useLanding } from '../shared/landing';
import { useLegible } from '../shared/legible';
import { nameOfMarket, useMarkets } from '../shared/markets';
import { usePerson } from '../shared/session';
import { useWhy } from '../shared/why';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { Composer, type Edited, type Mode } from './composer';
import { useReading } from './reading';
import { Side } from './side';
import { Timeline } from './timeline';

/** One conversation as its seller works on it: what was said, what is owed, the order, and where to write. */
export default function Conversation({ id, onDone, back }: { id: string; onDone: () => void; back: string }) {
  const words = useConversationWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const why = useWhy();
  const { sub } = usePerson();
  const markets = useMarkets();
  const path = { id };
  const { head, told, owed, refresh } = useReading(id);
  const [mode, setMode] = useState<Mode>();
  const [edited, setEdited] = useState<Edited>();
  const { shown, entries } = told;
  useLanding(head.data && id);
  const open = owed.filter(({ endedAt }) => endedAt === null);
  // The end of what was said is what counts.
  useEffect(() => {
    const box = document.querySelector('.said');
    if (shown >= 0 && box) box.scrollTop = box.scrollHeight;
  }, [shown]);
  useActions([
    { id: 'reply', label: words.reply, key: 'r', run: () => setMode('reply') },
    { id: 'note', label: words.note, key: 'n', run: () => setMode('note') },
    { id: 'status', label: words.status, key: 's', run: () => setMode('status') },
    { id: 'end', label: words.skip, key: 'e', run: onDone },
  ]);
  const legible = useLegible();
  // What is there already stays, with what is being written under it.
  if (head.error && !head.data)
    return <NotShown title={shared.inbox} back={back} error={head.error} again={() => void head.refetch()} />;
  if (!head.data) return <p className="empty">{shared.loading}</p>;
  const conversation = head.data;
  const zone = markets.get(conversation.market)?.zone;
  const first = open[0];
  const act = async (doing: Promise<unknown>, done: string) => {
    try {
      await doing;
      announce(done);
      await refresh();
    } catch (error) {
      announce(why(error));
    }
  };
  return (
    <article className="conversation" aria-label={legible(conversation.subject)}>
      <header>
        <button type="button" className="quiet to-list" onClick={() => go(back)}>
          ← {inbox.toList}
        </button>
        <div>
          <h1 tabIndex={-1}>{legible(conversation.subject)}</h1>
          <p className="faint">
            {conversation.buyer} · {inbox.topics[conversation.topic]} · {nameOfMarket(conversation.market)} ·{' '}
            {words[conversation.status]}
          </p>
        </div>
        <div className="row">
          <Colleagues conversation={id} />
          {first && <DueChip obligation={first} zone={zone} />}
          <button
            type="button"
            onClick={() =>
              void act(
                ask('POST /v1/conversations/{id}/assignment', {
                  path,
                  body: { assignee: conversation.assignee === sub ? null : sub },
                }),
                conversation.assignee === sub ? inbox.released : inbox.claimed,
              )
            }
          >
            {conversation.assignee === sub ? words.release : inbox.claim} <kbd>a</kbd>
          </button>
          <button type="button" className="quiet" onClick={onDone}>
            {words.skip} <kbd>e</kbd>
          </button>
        </div>
      </header>
      <div className="said" tabIndex={-1}>
        {told.error && <Failed error={told.error} again={() => void told.refetch()} />}
        {told.earlier && (
          <button type="button" className="quiet" onClick={told.earlier}>
            {words.earlier}
          </button>
        )}
        <Timeline
          conversation={id}
          entries={entries}
          owed={owed}
          zone={zone}
          onNoReply={(message, reason) =>
            void act(
              ask('POST /v1/conversations/{id}/messages/{message}/no-reply-needed', { path: { id, message }, body: { reason } }),
              words.noReplyDone,
            )
          }
          onReview={(message) =>
            void act(
              ask('POST /v1/conversations/{id}/messages/{message}/review', { path: { id, message }, body: {} }),
              words.reviewAsked,
            )
          }
          onReport={(message, kind, note) =>
            void act(
              ask('POST /v1/conversations/{id}/reports', { path, body: { message, kind, ...(note && { note }) } }),
              words.reported,
            )
          }
          onEdit={({ id: message, body, attachments = [] }) => {
            setEdited({ message, body, attachments });
            setMode('reply');
          }}
        />
      </div>
      {entries.length > 0 && (
        <Composer
          key={id}
          conversation={conversation}
          entries={entries}
          shown={shown}
          open={open}
          mode={mode}
          onMode={setMode}
          edited={edited}
          onEdited={() => setEdited(undefined)}
          onSent={refresh}
          onDone={onDone}
        />
      )}
      <Side
        conversation={conversation}
        zone={zone}
        onClose={(reason) =>
          void act(ask('POST /v1/conversations/{id}/close', { path, body: reason ? { reason } : {} }), words.closedNow)
        }
      />
    </article>
  );
}
