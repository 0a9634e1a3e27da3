import { useState } from 'react';
import { Dialog, Foot } from '../shared/dialog';
import { useConversationWords } from '../words/conversation';

/** What a buyer can report of a message, and a seller: to a seller answers and marketing are no duty (R5.5). */
const KINDS = {
  buyer: ['evasive-answer', 'external-contact', 'off-platform-deal', 'marketing', 'abusive-language'],
  seller: ['abusive-language', 'off-platform-deal', 'external-contact'],
} as const;
export type ReportKind = (typeof KINDS)['buyer'][number];

/** Asks what is wrong with a message, and what else there is to know. */
export function Report({
  by,
  onClose,
  onReport,
}: {
  by: keyof typeof KINDS;
  onClose: () => void;
  onReport: (kind: ReportKind, note: string) => void;
}) {
  const words = useConversationWords();
  const [kind, setKind] = useState<ReportKind>(KINDS[by][0]);
  const [note, setNote] = useState('');
  return (
    <Dialog title={words.reportTitle} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onReport(kind, note.trim());
          onClose();
        }}
      >
        <label>
          {words.reportKind}
          <select value={kind} onChange={({ target }) => setKind(target.value as ReportKind)}>
            {KINDS[by].map((one) => (
              <option key={one} value={one}>
                {words.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.reportNote}
          <textarea rows={3} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
        </label>
        <p className="faint">{words.reportHint}</p>
        <Foot act={words.report} onClose={onClose} />
      </form>
    </Dialog>
  );
}
