import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { Dialog, Foot } from '../shared/dialog';
import { Failed } from '../shared/failed';
import { dated } from '../shared/times';
import { fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useEventWords } from '../words/events';
import { useMarketplaceWords } from '../words/marketplace';

type Follower = Answer<'GET /v1/followers'>['items'][number];
type Event = Follower['standing'][number];
interface Meant {
  readonly what: 'passOver' | 'tryAgain';
  readonly follower: string;
  readonly event: Event;
}

const EVERY_MS = 5_000;

/** Which events hold followers of the log up, and which they were let pass over; what becomes of one is decided here, with a reason. */
export function Parking() {
  const words = useMarketplaceWords();
  const followers = useQuery({
    queryKey: ['lists', 'followers'],
    queryFn: ({ signal }) => ask('GET /v1/followers', { signal }),
    refetchInterval: EVERY_MS,
  });
  const [meant, setMeant] = useState<Meant>();
  if (followers.error) return <Failed error={followers.error} again={() => void followers.refetch()} />;
  const items = followers.data?.items ?? [];
  const standing = items.flatMap(({ name, standing }) => standing.map((event) => ({ name, event })));
  const parked = items.flatMap(({ name, parked }) => parked.map((event) => ({ name, event })));
  const means = (what: Meant['what'], follower: string, event: Event) => (
    <p>
      <button type="button" onClick={() => setMeant({ what, follower, event })}>
        {words[what]}
      </button>
    </p>
  );
  return (
    <>
      <section className="stack">
        <h2>{words.stopped}</h2>
        {followers.data && standing.length === 0 && <p className="faint">{words.noneStands}</p>}
        <ul className="stack">
          {standing.map(({ name, event }) => (
            <li key={`${name} ${event.position}`} className="card stack">
              <p>
                <strong>{name}</strong> <span className="chip late">⚠ {words.stopped}</span>{' '}
                <span className="faint">{fill(words.standsSince, { since: dated(event.since) })}</span>
              </p>
              <Named event={event} />
              {means('passOver', name, event)}
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <h2>{words.parked}</h2>
        {followers.data && parked.length === 0 && <p className="faint">{words.noneParked}</p>}
        <ul className="stack">
          {parked.map(({ name, event }) => (
            <li key={`${name} ${event.position}`} className="card stack">
              <p>
                <strong>{name}</strong> {event.state === 'retried' && <span className="chip soon">{words.beingTried}</span>}{' '}
                <span className="faint">{fill(words.decidedSince, { who: event.by, since: dated(event.since) })}</span>
              </p>
              <Named event={event} />
              {event.state === 'parked' && means('tryAgain', name, event)}
            </li>
          ))}
        </ul>
      </section>
      {meant && <Decide meant={meant} onClose={() => setMeant(undefined)} />}
    </>
  );
}

/** Which event it is, and why. */
function Named({ event: { position, stream, revision, type, reason } }: { event: Event }) {
  const words = useMarketplaceWords();
  const names = useEventWords();
  return (
    <>
      <p className="body">
        {type !== null && `${names[type as keyof typeof names]} · `}
        <code>{stream === null ? `${words.position} ${position}` : `${stream} ${revision}`}</code>
      </p>
      <p className="body">{reason}</p>
    </>
  );
}

function Decide({ meant: { what, follower, event }, onClose }: { meant: Meant; onClose: () => void }) {
  const words = useMarketplaceWords();
  const { why } = useAdminWords();
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const done = useMutation({
    mutationFn: (reason: string) => {
      const { position } = event;
      return what === 'passOver'
        ? ask('POST /v1/followers/{name}/parked', { path: { name: follower }, body: { position, reason }, key })
        : ask('POST /v1/followers/{name}/parked/{position}/retry', { path: { name: follower, position }, body: { reason }, key });
    },
    onSuccess: async () => {
      announce(`${words[what]}: ✓`);
      await client.invalidateQueries({ queryKey: ['lists'] });
      onClose();
    },
  });
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    done.mutate(String(new FormData(submitted.currentTarget).get('reason')).trim());
  };
  return (
    <Dialog title={`${words[what]}: ${follower}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Named event={event} />
        <p className="faint">{words[`${what}Hint`]}</p>
        <label>
          {why}
          <input name="reason" required maxLength={1_000} />
        </label>
        {done.error && <Failed error={done.error} />}
        <Foot act={words[what]} isBusy={done.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
