import { useState } from 'react';
import { Report, type ReportKind } from '../conversation/report';
import type { Entry, Message } from '../conversation/told';
import { Attached } from '../files/attached';
import type { Answer } from '../shared/api';
import { DueChip } from '../shared/due';
import { useLegible } from '../shared/legible';
import { onDay, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useBuyerWords } from '../words/buyer';
import { useConversationWords } from '../words/conversation';
import { useSharedWords } from '../words/shared';

type Owed = Answer<'GET /v1/clock'>['items'][number];

interface Doing {
  readonly onContest: (message: string) => Promise<void>;
  readonly onUnanswered: (message: string) => Promise<void>;
  readonly onReport: (message: string, kind: ReportKind, note: string) => Promise<void>;
}
interface SaidProps extends Doing {
  readonly conversation: string;
  readonly seller: string;
  readonly entries: readonly Entry[];
  readonly owed: readonly Owed[];
  readonly zone: string | undefined;
}

/** What both sides wrote, and what the buyer can say to it. */
export function Said({ conversation, seller, entries, owed, zone, ...doing }: SaidProps) {
  const words = useBuyerWords();
  const { stages, closedBy, reopenedBy } = useConversationWords();
  const shared = useSharedWords();
  const who = (role: string) => (role === 'seller' ? seller : shared.platform);
  return (
    <ol className="said-to-buyer">
      {entries.map(({ revision, at, message, update, closing, reopening }) =>
        message ? (
          <One
            key={message.id}
            conversation={conversation}
            message={message}
            seller={seller}
            owed={owed.find((one) => one.message === message.id)}
            zone={zone}
            {...doing}
          />
        ) : (
          <li key={revision} className="step faint">
            {update && (stages[update.stage as 'shipped'] ?? update.stage)}
            {closing &&
              `${closing.role === 'buyer' ? words.closedByYou : fill(closedBy, { who: who(closing.role) })} ${closing.reason ?? ''}`}
            {reopening && (reopening.role === 'buyer' ? words.reopenedByYou : fill(reopenedBy, { who: who(reopening.role) }))} ·{' '}
            <Time at={at} zone={zone} />
          </li>
        ),
      )}
    </ol>
  );
}

function One({ conversation, message, seller, owed, zone, onContest, onUnanswered, onReport }: OneProps) {
  const words = useBuyerWords();
  const { noReplyReasons, automatic, report } = useConversationWords();
  const shared = useSharedWords();
  const [reports, setReports] = useState(false);
  const { id, from, body, at, language, noReplyNeeded, promisedBy } = message;
  const isOpen = owed !== undefined && owed.endedAt === null;
  const legible = useLegible();
  return (
    <li className={from === 'buyer' ? 'mine' : 'theirs'}>
      <header className="row">
        <strong>{from === 'buyer' ? words.you : from === 'seller' ? seller : shared.platform}</strong>
        <span className="faint">
          <Time at={at} zone={zone} />
        </span>
        {message.automatic && <span className="chip">{automatic}</span>}
      </header>
      <p className="body" lang={language} dir="auto">
        {legible(body)}
      </p>
      <Attached conversation={conversation} files={message.attachments} />
      {promisedBy && <p className="chip soon">{fill(words.promised, { date: onDay(promisedBy) })}</p>}
      {isOpen && (
        <p className="row">
          {owed.kind === 'unanswered' ? words.saidUnanswered : words.answerDue} <DueChip obligation={owed} zone={zone} />
        </p>
      )}
      {noReplyNeeded && (
        <p className="faint">
          {fill(words.noReply, { why: noReplyReasons[noReplyNeeded.reason] })} {noReplyNeeded.contestedAt && words.contested}
        </p>
      )}
      {noReplyNeeded && !noReplyNeeded.contestedAt && (
        <button type="button" onClick={() => void onContest(id)}>
          {words.contest}
        </button>
      )}
      {from === 'seller' && (
        <div className="row">
          {!message.automatic && !owed && (
            <button type="button" className="quiet" onClick={() => void onUnanswered(id)}>
              {words.unanswered}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setReports(true)}>
            {report}
          </button>
        </div>
      )}
      {reports && (
        <Report by="buyer" onClose={() => setReports(false)} onReport={(kind, note) => void onReport(id, kind, note)} />
      )}
    </li>
  );
}

interface OneProps extends Doing {
  readonly conversation: string;
  readonly message: Message;
  readonly seller: string;
  readonly owed: Owed | undefined;
  readonly zone: string | undefined;
}
