import { useState } from 'react';
import { Attached } from '../files/attached';
import type { Answer } from '../shared/api';
import { onDay, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import { useSharedWords } from '../words/shared';
import { Marked } from './marked';
import { Report, type ReportKind } from './report';
import { factsOf, type Message, type Entry as Told } from './told';

type Owed = Answer<'GET /v1/clock'>['items'][number];
const NO_REPLY = ['thanks', 'duplicate', 'misdirected'] as const;

/** Messages, notes, status updates and the ending in the order in which they happened. */
export function Timeline({ conversation, entries, owed, zone, ...doing }: TimelineProps) {
  const words = useConversationWords();
  const shared = useSharedWords();
  return (
    <ol className="timeline">
      {entries.map(({ revision, message, update, closing, reopening }) =>
        message ? (
          <Entry
            key={message.id}
            conversation={conversation}
            message={message}
            owed={owed.find((one) => one.message === message.id)}
            zone={zone}
            {...doing}
          />
        ) : (
          <li key={revision} className="update">
            {update && <Update update={update} />}
            {closing && `${fill(words.closedBy, { who: shared[closing.role as 'buyer'] ?? closing.by })} ${closing.reason ?? ''}`}
            {reopening && fill(words.reopenedBy, { who: shared[reopening.role as 'buyer'] ?? reopening.by })}{' '}
            <span className="faint">
              <Time at={(update ?? closing ?? reopening)?.at ?? ''} zone={zone} />
            </span>
          </li>
        ),
      )}
    </ol>
  );
}

function Update({ update }: { update: NonNullable<Told['update']> }) {
  const words = useConversationWords();
  const { stage, missing } = update;
  return (
    <>
      <strong>{words.stages[stage as 'shipped'] ?? stage}</strong> {factsOf(update)}{' '}
      {missing && <span className="chip late">{words.followUpMissing}</span>}
    </>
  );
}

interface Doing {
  readonly onNoReply: (message: string, reason: (typeof NO_REPLY)[number]) => void;
  readonly onReview: (message: string) => void;
  readonly onEdit: (message: Message) => void;
  readonly onReport: (message: string, kind: ReportKind, note: string) => void;
}
interface TimelineProps extends Doing {
  readonly conversation: string;
  readonly entries: readonly Told[];
  readonly owed: readonly Owed[];
  readonly zone: string | undefined;
}

function Entry({
  conversation,
  message,
  owed,
  zone,
  onNoReply,
  onReview,
  onEdit,
  onReport,
}: { conversation: string; message: Message; owed?: Owed; zone?: string } & Doing) {
  const words = useConversationWords();
  const shared = useSharedWords();
  const [asks, setAsks] = useState(false);
  const [reports, setReports] = useState(false);
  const { id, kind, from, author, body, at, language, held, rejected, noReplyNeeded, promisedBy, findings, automatic } = message;
  const isOpen = owed !== undefined && owed.endedAt === null && !owed.imported;
  return (
    <li className={kind === 'note' ? 'note' : `message ${from}`}>
      <header className="row">
        <strong>
          {kind === 'note' ? fill(words.noteBy, { who: author }) : from === 'seller' ? author : shared[from as 'buyer']}
        </strong>
        <span className="faint">
          <Time at={at} zone={zone} />
        </span>
        {automatic && <span className="chip">{words.automatic}</span>}
        {isOpen && <span className="chip soon">{words.unanswered}</span>}
        {owed?.late && <span className="chip late">{shared.late}</span>}
        {promisedBy && <span className="chip">{fill(words.promised, { date: onDay(promisedBy) })}</span>}
        {held && <span className="chip late">{words.held}</span>}
      </header>
      <p className="body" lang={language} dir="auto">
        <Marked text={body} places={findings?.filter(({ field }) => field === 'body') ?? []} />
      </p>
      <Attached conversation={conversation} files={message.attachments} />
      {findings && findings.length > 0 && (
        <ul className="findings">
          {findings.map(({ rule, field, kind: what, from: start, to, action }) => (
            <li key={`${rule} ${start}`} title={rule}>
              {words.kinds[what]} {field === 'body' && <q>{body.slice(start, to)}</q>} {words.actions[action]}
            </li>
          ))}
        </ul>
      )}
      {held && !rejected && (
        <div className="row">
          <button type="button" onClick={() => onEdit(message)}>
            {words.editResend}
          </button>
          {message.reviewRequestedAt ? (
            <span className="chip">{words.reviewAsked}</span>
          ) : (
            <button type="button" onClick={() => onReview(id)}>
              {words.askReview}
            </button>
          )}
        </div>
      )}
      {rejected && <p className="chip late">{fill(words.rejected, { why: rejected.reason })}</p>}
      {noReplyNeeded && (
        <p className="faint">
          {fill(words.noReplyBy, { who: noReplyNeeded.by, why: words.noReplyReasons[noReplyNeeded.reason] })}
          {noReplyNeeded.contestedAt && ` ${words.contested}`}
        </p>
      )}
      {from === 'buyer' && kind === 'message' && (
        <div className="row">
          {isOpen && !noReplyNeeded && (
            <button type="button" className="quiet" aria-expanded={asks} onClick={() => setAsks(!asks)}>
              {words.noReply}
            </button>
          )}
          {asks &&
            isOpen &&
            !noReplyNeeded &&
            NO_REPLY.map((reason) => (
              <button key={reason} type="button" onClick={() => onNoReply(id, reason)}>
                {words.noReplyReasons[reason]}
              </button>
            ))}
          <button type="button" className="quiet" onClick={() => setReports(true)}>
            {words.report}
          </button>
        </div>
      )}
      {reports && <Report by="seller" onClose={() => setReports(false)} onReport={(what, note) => onReport(id, what, note)} />}
    </li>
  );
}
