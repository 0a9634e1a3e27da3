import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { useWhy } from '../shared/why';
import { nameOf, useLanguage } from '../shared/words';
import { LANGUAGES } from '../words/counted';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

type Reply = Answer<'GET /v1/saved-replies'>['items'][number];

/** Texts that the shop sends often: every colleague has them. */
export default function Replies() {
  const words = useSellerWords();
  const shared = useSharedWords();
  const language = useLanguage();
  const { data, error, refetch } = useQuery({ queryKey: ['saved-replies'], queryFn: () => ask('GET /v1/saved-replies') });
  const empty = (): Reply => ({ id: crypto.randomUUID(), name: '', language, body: '' });
  const [edited, setEdited] = useState<Reply>();
  return (
    <div className="page stack">
      <header className="row between">
        <h1>{shared.replies}</h1>
        <button type="button" onClick={() => setEdited(empty())}>
          {words.newReply}
        </button>
      </header>
      <p className="faint">{words.repliesHint}</p>
      {edited && <Form key={edited.id} reply={edited} onDone={() => setEdited(undefined)} />}
      {error && <Failed error={error} again={() => void refetch()} />}
      {data?.items.length === 0 && !edited && <p className="empty">{shared.nothing}</p>}
      <ul className="stack">
        {data?.items.map((reply) => (
          <li key={reply.id} className="card stack">
            <header className="row between">
              <h2>
                {reply.name} <span className="chip">{nameOf('language', reply.language)}</span>
              </h2>
              <button type="button" onClick={() => setEdited(reply)}>
                {words.edit}
              </button>
            </header>
            <p className="body" lang={reply.language}>
              {reply.body}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Form({ reply, onDone }: { reply: Reply; onDone: () => void }) {
  const words = useSellerWords();
  const shared = useSharedWords();
  const client = useQueryClient();
  const why = useWhy();
  const [{ name, language, body }, set] = useState(reply);
  const keep = async (text: string | null) => {
    try {
      const answer = await ask('PUT /v1/saved-replies/{reply}', {
        path: { reply: reply.id },
        body: { name, language, body: text },
      });
      client.setQueryData(['saved-replies'], answer);
      onDone();
    } catch (error) {
      announce(why(error));
    }
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(body);
      }}
    >
      <label>
        {words.name}
        <input
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => set({ ...reply, name: target.value, language, body })}
        />
      </label>
      <label>
        {shared.language}
        <select value={language} onChange={({ target }) => set({ ...reply, name, language: target.value, body })}>
          {LANGUAGES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {words.text}
        <textarea
          required
          rows={5}
          value={body}
          lang={language}
          onChange={({ target }) => set({ ...reply, name, language, body: target.value })}
        />
      </label>
      <div className="row">
        <button type="submit" className="primary">
          {shared.save}
        </button>
        <button type="button" onClick={onDone}>
          {shared.cancel}
        </button>
        <button type="button" className="danger" onClick={() => void keep(null)}>
          {words.remove}
        </button>
      </div>
    </form>
  );
}
