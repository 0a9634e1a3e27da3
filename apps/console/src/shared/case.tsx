/** Why the platform's people read what others wrote (R1.3): asked once for a case, kept in this tab, sent with each reading. */
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useSharedWords } from '../words/shared';
import { usePerson } from './session';
import { fill } from './words';

const listeners = new Set<() => void>();

/** The reason that was given for a case, and how to give another; undefined: none yet. Parties need none, of them it is ''. */
export function useReason(about: string): readonly [reason: string | undefined, give: (reason: string | undefined) => void] {
  const { sub, role } = usePerson();
  const name = `helpdesk.reason.${role}.${sub}.${about}`;
  const reason = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sessionStorage.getItem(name) ?? undefined,
  );
  const give = (next: string | undefined) => {
    if (next === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, next);
    for (const listener of listeners) listener();
  };
  return [role === 'buyer' || role === 'seller' ? '' : reason, give];
}

/** Whoever came here by keys says why by keys. */
const atOnce = (field: HTMLInputElement | null) => field?.focus({ preventScroll: true });

/** Shows what people wrote to whoever says why; `about` names the case. What is inside is given the reason. */
export function Reasoned({ about, children }: { about: string; children: (reason: string | undefined) => ReactNode }) {
  const words = useSharedWords();
  const [reason, give] = useReason(about);
  const [text, setText] = useState('');
  if (reason === '') return children(undefined);
  if (reason === undefined)
    return (
      <form
        className="card stack reason"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) give(text.trim());
        }}
      >
        <label>
          {words.reason}
          <input ref={atOnce} required maxLength={500} value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <p className="faint">{words.reasonHint}</p>
        <div className="row">
          <button type="submit" className="primary">
            {words.readIt}
          </button>
        </div>
      </form>
    );
  return (
    <>
      <p className="faint row">
        {fill(words.readBecause, { why: reason })}
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setText(reason);
            give(undefined);
          }}
        >
          {words.changeIt}
        </button>
      </p>
      {children(reason)}
    </>
  );
}
