import { useState } from 'react';
import { Check } from '../conversation/check';
import { useDraft } from '../conversation/draft';
import { answered, onceOf } from '../conversation/once';
import type { Head } from '../conversation/told';
import { Attach, useFiles } from '../files/attach';
import { takeAway } from '../files/attaching';
import { go } from '../shared/address';
import { announce } from '../shared/announce';
import { ask, insist } from '../shared/api';
import { useWhy } from '../shared/why';
import { fill } from '../shared/words';
import { useBuyerWords } from '../words/buyer';
import { useConversationWords } from '../words/conversation';
import { useFilesWords } from '../words/files';

interface WriteProps {
  readonly conversation: Head;
  /** As it is called. */
  readonly seller: string;
  readonly shown: number;
  readonly onSent: () => Promise<unknown>;
}

/** Where a buyer writes on. What is written stays on the server until it is sent. */
export function Write({ conversation, seller, shown, onSent }: WriteProps) {
  const words = useBuyerWords();
  const { sent, notSent } = useConversationWords();
  const why = useWhy();
  const { conversation: id, status } = conversation;
  const draft = useDraft(id, 'reply');
  const body = draft.text;
  const { place, hashes, ready } = useFiles(id);
  const filesWords = useFilesWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const send = async () => {
    if (body.trim() === '' || busy) return;
    if (!ready) return announce(filesWords.wait);
    const said = { body, ...(hashes.length > 0 && { attachments: hashes }) };
    const given = onceOf(`${id} reply`, said, () => ({
      path: { id },
      key: crypto.randomUUID(),
      body: { ...said, seenRevision: shown },
    }));
    setBusy(true);
    setError(undefined);
    try {
      const { conversation: where } = await insist(() => ask('POST /v1/conversations/{id}/messages', given));
      draft.write('');
      takeAway(place);
      answered(`${id} reply`);
      announce(sent);
      await onSent();
      // After thirty days a message begins another conversation.
      if (where !== id) go(`/conversations/${where}`);
    } catch (failure) {
      setError(why(failure));
    } finally {
      setBusy(false);
    }
  };
  const label = fill(words.writeTo, { seller });
  return (
    <form
      className="write stack"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {error && (
        <p className="failed" role="alert">
          {fill(notSent, { why: error })}
        </p>
      )}
      <textarea
        rows={3}
        value={body}
        maxLength={10_000}
        aria-label={label}
        placeholder={label}
        onChange={({ target }) => draft.write(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      <Check conversation={id} text={body} />
      <Attach place={place} />
      {!ready && <p className="chip soon">{filesWords.wait}</p>}
      {status === 'closed' && <p className="faint">{words.opensAgain}</p>}
      <button type="submit" className="primary" disabled={body.trim() === '' || busy || !ready}>
        {words.send}
      </button>
    </form>
  );
}
