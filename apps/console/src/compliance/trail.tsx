import './compliance.css';
import { useEffect, useId } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { type Answer, ask, type Query } from '../shared/api';
import { Finder } from '../shared/finder';
import { useActions } from '../shared/keys';
import { nameOfMarket } from '../shared/markets';
import { dated, instant } from '../shared/times';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useEventWords } from '../words/events';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';
import { askedIn, Choice, Filters } from './filters';
import { usePaged } from './paged';
import { useRoles } from './roles';

type Entry = Answer<'GET /v1/audit'>['items'][number];
const NAMES = ['type', 'actor', 'role', 'conversation', 'origin', 'from', 'to'] as const;

/** Every event, newest first, with filters in the address; what happens comes in at a key, or by itself while it is followed. */
export default function Trail() {
  const words = useComplianceWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const roles = useRoles();
  const address = useAddress();
  const asked = askedIn(address.query, NAMES);
  const isFollowing = address.query.has('follow');
  const { items, fresh, takeIn, rest } = usePaged<Entry>(
    ['trail', asked],
    (cursor, signal) => ask('GET /v1/audit', { query: { ...(asked as Query<'GET /v1/audit'>), limit: 50, cursor }, signal }),
    ({ position }) => position,
  );
  useEffect(() => {
    if (isFollowing && fresh > 0) takeIn();
  });
  useActions([{ id: 'refresh', label: inbox.takeIn, key: '.', run: takeIn }]);
  return (
    <div className="page stack">
      <h1>{shared.trail}</h1>
      <Filters texts={{ actor: words.who, conversation: words.conversation, origin: words.origin }} asked={asked}>
        <EventField type={asked.type} />
        <Choice name="role" label={words.role} value={asked.role} options={roles} />
      </Filters>
      <label className="check">
        <input
          type="checkbox"
          checked={isFollowing}
          onChange={({ target }) => go(withQuery(address, { follow: target.checked ? '1' : undefined }))}
        />
        {words.followNew}
      </label>
      {rest.news}
      <ol className="compliance-rows">
        {items.map((entry) => (
          <li key={entry.position}>
            <Told entry={entry} />
          </li>
        ))}
      </ol>
      {rest.end}
    </div>
  );
}

/** Only events of one type, found by its name or by its code. */
function EventField({ type = '' }: { type?: string }) {
  const { event } = useComplianceWords();
  const names = useEventWords();
  const address = useAddress();
  const id = useId();
  const options = Object.entries(names)
    .map(([code, name]) => ({ id: code, label: name, also: code }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div>
      <label htmlFor={id}>{event}</label>
      <Finder
        id={id}
        label={event}
        options={options}
        text={names[type as keyof typeof names] ?? type}
        onChoose={(chosen) => go(withQuery(address, { type: chosen?.id }))}
      />
    </div>
  );
}

/** One event: who, when, what, from where; each of them leads to the others of its kind. */
function Told({ entry }: { entry: Entry }) {
  const words = useComplianceWords();
  const roles = useRoles();
  const names = useEventWords();
  const address = useAddress();
  const { type, at, actor, role, origin, conversation, market, stream, revision, position, detail, event } = entry;
  const only = (name: string, value: string, shown = value) => (
    <Link to={withQuery(address, { [name]: value })} title={fill(words.only, { what: shown })}>
      {shown}
    </Link>
  );
  return (
    <>
      <p className="row">
        <strong>{only('type', type, names[type as keyof typeof names])}</strong> <code className="faint">{type}</code>
        <time dateTime={at} title={dated(at)}>
          {instant(at)}
        </time>
        <span>
          {only('actor', actor)} <span className="faint">{roles[role as 'buyer'] ?? role}</span>
        </span>
        {market && <span className="chip">{nameOfMarket(market)}</span>}
      </p>
      <details>
        <summary>{words.details}</summary>
        <p className="faint">
          {stream} · {revision} · {fill(words.position, { at: position })} · {words.origin}: {only('origin', origin)}
        </p>
        <pre className="compliance-json">{JSON.stringify(detail, null, 1)}</pre>
        <p className="row">
          {conversation && <Link to={withQuery(address, { conversation })}>{words.itsTrail}</Link>}
          {conversation && <Link to={`/find/${conversation}`}>{words.conversation}</Link>}
          <Link to={`/log?event=${event}`}>{words.prove}</Link>
        </p>
      </details>
    </>
  );
}
