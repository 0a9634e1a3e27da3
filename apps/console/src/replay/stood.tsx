import { memo } from 'react';
import type { Picture } from '../../../../libs/domain';
import { Marked } from '../conversation/marked';
import { factsOf } from '../conversation/told';
import { nameOfMarket } from '../shared/markets';
import { SellerName } from '../shared/sellers';
import { onDay, Time } from '../shared/times';
import { count, fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useReplayWords } from '../words/replay';
import { useSharedWords } from '../words/shared';
import { useValues } from './telling';

/** The conversation as it stood: who and what, and what had been said until then. Nothing can be done to it here. */
export function Stood({ picture, changed, onMore }: { picture: Picture; changed: ReadonlySet<string>; onMore: () => void }) {
  const words = useReplayWords();
  const topics = useInboxWords().topics;
  const shared = useSharedWords();
  const value = useValues(picture.zone);
  const { messages, statusUpdates, leftOut, closed, zone } = picture;
  const first = leftOut.messages > 0 ? (messages[0]?.revision ?? 0) : -1;
  const entries = [
    ...messages.map((message) => ({ revision: message.revision, message, update: undefined })),
    ...statusUpdates
      .filter(({ revision }) => revision > first)
      .map((update) => ({ revision: update.revision, message: undefined, update })),
  ].sort((one, other) => one.revision - other.revision);
  return (
    <section className="stack" aria-label={words.conversation}>
      <p className="row">
        <span className="chip">{value('status', picture.status)}</span>
        <span className="faint">
          {shared.buyer}: {picture.buyer} · {shared.seller}: <SellerName id={picture.seller} withId /> ·{' '}
          {topics[picture.topic as 'return']} · {nameOfMarket(picture.market)}
          {picture.order && ` · ${picture.order}`}
          {picture.assignee && ` · ${picture.assignee}`}
        </span>
      </p>
      {leftOut.messages > 0 && (
        <button type="button" onClick={onMore}>
          {count(words.olderOnes, leftOut.messages)}
        </button>
      )}
      <ol className="replay-said">
        {entries.map(({ message, update }) =>
          message ? (
            <Said key={message.id} message={message} isNew={changed.has(message.id)} zone={zone} />
          ) : (
            update && (
              <li key={update.update} className={`update ${changed.has(update.update) ? 'new' : ''}`}>
                <strong>{value('stage', update.stage)}</strong> {factsOf(update)}{' '}
                <span className="faint">
                  <Time at={update.at} zone={zone} />
                </span>
              </li>
            )
          ),
        )}
        {closed && <li className="update">{fill(words.closedBy, { who: value('role', (closed as { role: string }).role) })}</li>}
      </ol>
    </section>
  );
}

/** A message that is the same at the next moment is not drawn again. */
const Said = memo(function Said({ message, isNew, zone }: SaidProps) {
  const words = useConversationWords();
  const states = useAdminWords().states;
  const shared = useSharedWords();
  const { kind, from, author, at, body, language, findings, held, masked, rejected, noReplyNeeded, automatic, promisedBy } =
    message;
  const who = kind === 'note' ? fill(words.noteBy, { who: author }) : (shared[from as 'buyer'] ?? from);
  return (
    <li className={`${kind === 'note' ? 'note' : from} ${isNew ? 'new' : ''}`}>
      <p className="row">
        <strong>{who}</strong>
        <span className="faint">
          {kind !== 'note' && `${author} · `}
          <Time at={at} zone={zone} />
        </span>
        {held && <span className="chip late">{rejected ? states.rejected : words.held}</span>}
        {masked && <span className="chip">{words.actions.mask}</span>}
        {automatic === true && <span className="chip">{words.automatic}</span>}
        {promisedBy !== undefined && <span className="chip">{fill(words.promised, { date: onDay(String(promisedBy)) })}</span>}
      </p>
      <p className="body" lang={language} dir="auto">
        <Marked text={body ?? '…'} places={(findings ?? []).filter(({ field }) => field === 'body')} />
      </p>
      {rejected && <p className="faint">{fill(words.rejected, { why: rejected.reason })}</p>}
      {noReplyNeeded && (
        <p className="faint">
          {fill(words.noReplyBy, { who: noReplyNeeded.by, why: words.noReplyReasons[noReplyNeeded.reason as 'thanks'] })}{' '}
          {noReplyNeeded.contestedAt && words.contested}
        </p>
      )}
    </li>
  );
});

interface SaidProps {
  readonly message: Picture['messages'][number];
  readonly isNew: boolean;
  readonly zone: string;
}
