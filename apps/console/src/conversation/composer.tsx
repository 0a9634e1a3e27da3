import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Attach, useFiles } from '../files/attach';
import { attachedBefore, putBack, takeAway } from '../files/attaching';
import { announce } from '../shared/announce';
import { type Answer, ask, insist, Refusal } from '../shared/api';
import { sendLater } from '../shared/outbox';
import { useBeingAt } from '../shared/presence';
import { useWhy } from '../shared/why';
import { count, fill } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import { useFilesWords } from '../words/files';
import { Check } from './check';
import { useDraft, useSettled } from './draft';
import { answered, onceOf, underWay } from './once';
import { SavedReplies, useSavedReplies, useSuggestions } from './saved-replies';
import { StatusForm } from './status-form';
import type { Entry, Head } from './told';

export type Mode = 'reply' | 'note' | 'status';
/** A held message as it is to be written anew. */
export interface Edited {
  readonly message: string;
  readonly body: string;
  readonly attachments: readonly { readonly name: string; readonly sha256: string }[];
}
type Owed = Answer<'GET /v1/clock'>['items'][number];

/** Where a reply or a note is written. What is written stays in a draft on the server, and can go to no other conversation. */
export function Composer({ conversation, entries, shown, open, mode, onMode, edited, onEdited, onSent, onDone }: ComposerProps) {
  const words = useConversationWords();
  const why = useWhy();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = conversation.conversation;
  const kind = mode === 'note' ? 'note' : 'reply';
  const { place, hashes, ready } = useFiles(id);
  const reply = useDraft(id, 'reply');
  const note = useDraft(id, 'note');
  const draft = kind === 'note' ? note : reply;
  const body = draft.text;
  const filesWords = useFilesWords();
  const [promise, setPromise] = useState('');
  const [came, setCame] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  /** What is seen when writing begins; what comes later is said before anything is sent. */
  const [seen, setSeen] = useState(shown);
  const blank = /\{\w+\}/.exec(body)?.[0];

  // Asked for by a key or a button, the field takes over.
  useEffect(() => {
    if (mode === 'reply' || mode === 'note') field.current?.focus();
  }, [mode]);
  useEffect(() => {
    if (!edited) return;
    reply.write(edited.body);
    putBack({ person: place.person, conversation: id }, edited.attachments.map(attachedBefore));
  }, [edited, place.person, id, reply.write]);
  useEffect(() => {
    if (body === '') setSeen(shown);
  }, [body, shown]);
  const replies = useSavedReplies(conversation, entries);
  const suggestions = useSuggestions(field, kind === 'reply' ? replies : [], body, draft.write);
  useBeingAt(id, draft.typed);

  const send = (andNext: boolean, anyway = false) => {
    if (body.trim() === '' || blank) return;
    if (kind === 'reply' && !ready) return announce(filesWords.wait);
    const text = body;
    const what = kind;
    const replaces = what === 'reply' ? edited?.message : undefined;
    const promisedBy = promise || undefined;
    const attachments = what === 'reply' ? hashes : [];
    const files = what === 'reply' ? takeAway(place) : [];
    const cease = () => what === 'reply' && underWay.delete(id);
    const again = () => {
      cease();
      putBack(place, files);
      draft.write(text);
    };
    const said = {
      body: text,
      ...(promisedBy && { promisedBy }),
      ...(replaces && { replaces }),
      ...(attachments.length > 0 && { attachments }),
    };
    const given = onceOf(`${id} ${what}`, { ...said, anyway }, () => ({
      path: { id },
      key: crypto.randomUUID(),
      body: { ...said, seenRevision: shown, ...(!anyway && { ifRevision: seen }) },
    }));
    const doing = async () => {
      try {
        if (what === 'note')
          await insist(() =>
            ask('POST /v1/conversations/{id}/notes', { path: given.path, key: given.key, body: { body: text } }),
          );
        else {
          const { held } = await insist(() => ask('POST /v1/conversations/{id}/messages', given));
          announce(held ? words.heldNow : words.sent);
        }
        answered(`${id} ${what}`);
        draft.forget();
        await onSent();
        cease();
      } catch (failure) {
        again();
        if (failure instanceof Refusal && failure.code === 'something-arrived') {
          const { messages = [] } = (failure.body.happened ?? {}) as { messages?: string[] };
          setCame(messages);
          announce(words.arrived);
          await onSent();
        } else {
          setError(why(failure));
          announce(fill(words.notSent, { why: why(failure) }));
        }
      }
    };
    setError(undefined);
    setCame([]);
    setPromise('');
    onEdited();
    draft.take();
    if (what === 'note') void doing();
    else {
      underWay.add(id);
      sendLater(fill(words.sending, { subject: conversation.subject }), open[0]?.remaining?.seconds, () => void doing(), again);
    }
    if (andNext && what === 'reply') onDone();
  };

  if (mode === 'status')
    return (
      <section className="composer" aria-label={words.status}>
        <Modes mode={mode} onMode={onMode} />
        <StatusForm
          conversation={conversation}
          open={open}
          onSent={async () => {
            onMode('reply');
            await onSent();
          }}
        />
      </section>
    );
  return (
    <section className={`composer ${kind}`} aria-label={kind === 'note' ? words.note : words.reply}>
      <Modes mode={kind} onMode={onMode} />
      {came.length > 0 && (
        <p className="failed" role="alert">
          {words.arrivedText}
          <button type="button" onClick={() => send(false, true)}>
            {words.sendAnyway}
          </button>
        </p>
      )}
      {error && <p className="failed">{fill(words.notSent, { why: error })}</p>}
      <textarea
        ref={field}
        rows={4}
        value={body}
        aria-label={kind === 'note' ? words.noteField : fill(words.replyField, { who: conversation.buyer })}
        placeholder={kind === 'note' ? words.noteField : fill(words.replyField, { who: conversation.buyer })}
        {...suggestions.ofField}
        onChange={({ target }) => draft.write(target.value)}
        onKeyDown={(event) => {
          if (suggestions.onKey(event)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send(true);
          } else if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {suggestions.options}
      {kind === 'reply' && (
        <>
          <Check conversation={id} text={body} />
          <Untouched conversation={id} text={body} />
          <Attach place={place} />
        </>
      )}
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={body.trim() === '' || blank !== undefined || (kind === 'reply' && !ready)}
          onClick={() => send(true)}
        >
          {kind === 'note' ? words.addNote : words.sendNext} <kbd>Ctrl ⏎</kbd>
        </button>
        {kind === 'reply' && (
          <>
            <button type="button" disabled={body.trim() === '' || blank !== undefined || !ready} onClick={() => send(false)}>
              {words.send}
            </button>
            <SavedReplies
              replies={replies}
              onChosen={(text) => {
                reply.write(body + text);
                field.current?.focus();
              }}
            />
            <label className="promise">
              {words.promise}
              <input type="date" value={promise} onChange={({ target }) => setPromise(target.value)} />
            </label>
          </>
        )}
        {blank && <span className="chip late">{fill(words.blank, { place: blank })}</span>}
        {kind === 'reply' && !ready && <span className="chip soon">{filesWords.wait}</span>}
      </div>
    </section>
  );
}

interface ComposerProps {
  readonly conversation: Head;
  readonly entries: readonly Entry[];
  /** The last revision that is before its author's eyes. */
  readonly shown: number;
  readonly open: readonly Owed[];
  readonly mode: Mode | undefined;
  readonly onMode: (mode: Mode) => void;
  /** A held message that is written anew. */
  readonly edited: Edited | undefined;
  readonly onEdited: () => void;
  readonly onSent: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** Reply and note are unmistakable, and only a person changes from one to the other. */
function Modes({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const words = useConversationWords();
  return (
    <fieldset className="row modes plain" aria-label={words.write}>
      {(['reply', 'note', 'status'] as const).map((one) => (
        <button key={one} type="button" className="quiet" aria-pressed={one === mode} onClick={() => onMode(one)}>
          {words[one]} <kbd>{one[0]}</kbd>
        </button>
      ))}
    </fieldset>
  );
}

/** Which questions of the buyer a text leaves out: asked when the hand rests. */
function Untouched({ conversation, text }: { conversation: string; text: string }) {
  const words = useConversationWords();
  const settled = useSettled(text);
  const { data } = useQuery({
    queryKey: ['coverage', conversation, settled],
    enabled: settled !== undefined,
    queryFn: () => ask('POST /v1/conversations/{id}/coverage', { path: { id: conversation }, body: { body: settled ?? '' } }),
  });
  const untouched = (settled !== undefined && data?.items.filter(({ touched }) => !touched)) || [];
  return (
    <div role="status">
      {untouched.length > 0 && (
        <details className="warning">
          <summary>{count(words.questionsOpen, untouched.length)}</summary>
          <ul>
            {untouched.map(({ message, from, text: question }) => (
              <li key={`${message} ${from}`}>{question}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
