import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useSharedWords } from '../words/shared';
import { useAddress } from './address';
import { type Answer, ask, onSessionOver } from './api';
import { Dialog } from './dialog';
import { askAs } from './tabs';

type SessionAnswer = Answer<'GET /session'>;
export type Person = NonNullable<SessionAnswer['person']>;

const PersonContext = createContext<Person | undefined>(undefined);

/** Who is signed in. */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error('nobody is signed in');
  return person;
}

/** Shows what is inside to who is signed in, and else how to. When a session is over the page stays, with what was written in it. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: () => ask('GET /session'),
    // The answer renews the session when that is due.
    refetchInterval: ({ state }) => Math.max(5_000, ((state.data?.renewIn ?? 60) + 1) * 1_000),
    refetchIntervalInBackground: true,
  });
  const [person, setPerson] = useState<Person>();
  const now = session.data?.person;
  const client = useQueryClient();
  // Whoever was refused asks, and the answer counts: a session may have begun again since.
  useEffect(() => onSessionOver(() => void client.invalidateQueries({ queryKey: ['session'] })), [client]);
  useEffect(() => {
    if (now) setPerson(now);
  }, [now]);
  if (!session.data) return null;
  if (!person) return now ? null : <SignIn session={session.data} />;
  askAs(`${person.role} ${person.sub}`);
  return (
    <PersonContext value={person}>
      {/* Somebody else is another page: nothing of one is shown to the other. */}
      <div key={`${person.role} ${person.sub}`} className="signed-in">
        {children}
      </div>
      {now === null && <SessionOver session={session.data} />}
    </PersonContext>
  );
}

function SignIn({ session }: { session: SessionAnswer }) {
  const words = useSharedWords();
  return (
    <main className="sign-in">
      <h1>{words.helpdesk}</h1>
      <Refused />
      <Ways session={session} />
    </main>
  );
}

/** Why a sign-in that was begun came to nothing. */
function Refused() {
  const words = useSharedWords();
  const code = useAddress().query.get('sign-in');
  if (!code) return null;
  const why = { 'token-invalid': words.signInUnknown, 'provider-away': words.signInAway }[code] ?? words.signInFailed;
  return (
    <p className="failed" role="alert">
      {why}
    </p>
  );
}

function SessionOver({ session }: { session: SessionAnswer }) {
  const words = useSharedWords();
  return (
    <Dialog title={words.sessionOver}>
      <p>{words.sessionOverText}</p>
      <Ways session={session} />
    </Dialog>
  );
}

function Ways({ session: { provider, demo } }: { session: SessionAnswer }) {
  const words = useSharedWords();
  const client = useQueryClient();
  const as = async (role: (typeof demo)[number]) => {
    const session = await ask('POST /session/demo', { body: { role: role as 'seller' } });
    // An answer to who asked before is old.
    await client.cancelQueries({ queryKey: ['session'] });
    client.setQueryData(['session'], session);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  return (
    <>
      {provider && (
        <p>
          <a className="button primary" href={`/session/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`}>
            {words.signInAt}
          </a>
        </p>
      )}
      {demo.length > 0 && (
        <section>
          <h2>{words.signInAs}</h2>
          <div className="ways">
            {demo.map((role) => (
              <button key={role} type="button" onClick={() => void as(role)}>
                {words[role as 'seller']}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

/** Ends the session, and goes where the provider's own one ends. */
export async function signOut(): Promise<void> {
  const { location: to } = await ask('POST /session/sign-out', { body: {} });
  location.assign(to);
}
