import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { announce } from '../shared/announce';
import { askLines } from '../shared/api';
import { Dialog, Foot } from '../shared/dialog';
import { Failed } from '../shared/failed';
import { saveAs } from '../shared/save-as';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';

/** Everything of a person as a file for that person, once it is said why (GDPR art. 15 and 20): it is on record as an access. */
export function Copy({ person, onClose }: { person: string; onClose: () => void }) {
  const words = useComplianceWords();
  const [key] = useState(() => crypto.randomUUID());
  const made = useMutation({
    mutationFn: async (body: { reason: string; ground: string }) => {
      const lines: string[] = [];
      for await (const line of askLines('POST /v1/persons/{id}/export', { path: { id: person }, body, key }))
        lines.push(`${JSON.stringify(line)}\n`);
      saveAs(`${person}.jsonl`, lines, 'application/x-ndjson');
    },
    onSuccess: () => {
      announce(fill(words.doneNow, { what: words.copy }));
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    made.mutate({ reason: String(given.get('reason')).trim(), ground: String(given.get('ground')).trim() });
  };
  return (
    <Dialog title={words.copy} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="faint">{words.copyHint}</p>
        <label>
          {words.reasonField}
          <input name="reason" required maxLength={200} />
        </label>
        <label>
          {words.ground}
          <input name="ground" required maxLength={200} />
        </label>
        {made.error && <Failed error={made.error} />}
        <Foot act={words.copy} isBusy={made.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
