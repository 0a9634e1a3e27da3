import './admin.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { go, useAddress, withQuery } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { namedMarkets, nameOfMarket, useMarkets } from '../shared/markets';
import { instant, onDay } from '../shared/times';
import { count, fill } from '../shared/words';
import { instantOf } from '../shared/zoned';
import { useAdminWords } from '../words/admin';
import { useInboxWords } from '../words/inbox';
import { useMarketplaceWords } from '../words/marketplace';
import { useSharedWords } from '../words/shared';

const ALL = 'all';
const SHOWN = 50;
type Tried = Answer<'POST /v1/markets/{id}/calendar-corrections'>;

/** The days that do not count in a market, and how they are corrected: first tried, then recorded, then followed until all is moved. */
export default function Calendars() {
  const words = useMarketplaceWords();
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const address = useAddress();
  const markets = useMarkets();
  const market = address.path[1] ?? 'de';
  const year = Number(address.query.get('year') ?? new Date().getFullYear());
  const calendar = useQuery({
    queryKey: ['lists', 'calendar', market, year],
    queryFn: () => ask('GET /v1/markets/{id}/calendar', { path: { id: market }, query: { year } }),
    enabled: market !== ALL,
  });
  return (
    <div className="page stack">
      <h1>{shared.calendars}</h1>
      <div className="row">
        <label>
          {inbox.market}
          <select value={market} onChange={({ target }) => go(withQuery({ ...address, path: ['calendars', target.value] }, {}))}>
            <option value={ALL}>{words.allMarkets}</option>
            {namedMarkets(markets.keys()).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {market !== ALL && (
          <label>
            {words.year}
            <input
              type="number"
              min={2020}
              max={2035}
              value={year}
              onChange={({ target }) => go(withQuery(address, { year: target.value }), { replace: true })}
            />
          </label>
        )}
      </div>
      {calendar.error && <Failed error={calendar.error} again={() => void calendar.refetch()} />}
      {calendar.data && market !== ALL && (
        <section className="card stack">
          <h2>{fill(words.daysOf, { market: nameOfMarket(market), year, version: calendar.data.version })}</h2>
          <ul className="admin-days">
            {calendar.data.holidays.map(({ date, name }) => (
              <li key={date}>
                <time dateTime={date}>{onDay(date)}</time> {name}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Correction key={market} market={market} zone={markets.get(market)?.zone ?? 'UTC'} />
    </div>
  );
}

const KINDS = ['add', 'remove', 'outage', 'revokeOutage'] as const;
type Kind = (typeof KINDS)[number];

/** A correction of days, or an outage that does not count: what it would move is seen before it is recorded. */
function Correction({ market, zone }: { market: string; zone: string }) {
  const words = useMarketplaceWords();
  const admin = useAdminWords();
  const shared = useSharedWords();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>(market === ALL ? 'outage' : 'add');
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState<Tried>();
  const [made, setMade] = useState<Tried>();
  const [error, setError] = useState<unknown>();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const set = (name: string, value: string) => {
    setFields({ ...fields, [name]: value });
    setTried(undefined);
    setKey(crypto.randomUUID());
  };
  const body = (dryRun: boolean) => {
    const { date = '', name = '', from = '', to = '', reason = '' } = fields;
    const between = { from: instantOf(from, zone), to: instantOf(to, zone) };
    const what = {
      add: { add: { [date]: name } },
      remove: { remove: [date] },
      outage: { outage: between },
      revokeOutage: { revokeOutage: between },
    };
    return { ...what[kind], reason, dryRun };
  };
  const send = async (dryRun: boolean) => {
    setBusy(true);
    setError(undefined);
    try {
      const given = { path: { id: market }, body: body(dryRun), ...(!dryRun && { key }) };
      const answer = await ask('POST /v1/markets/{id}/calendar-corrections', given);
      if (dryRun) setTried(answer);
      else {
        setMade(answer);
        setTried(undefined);
        await client.invalidateQueries({ queryKey: ['lists'] });
        await client.invalidateQueries({ queryKey: ['markets'] });
      }
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  const field = (name: string, label: string, type: string) => (
    <label>
      {label}
      <input required type={type} value={fields[name] ?? ''} onChange={({ target }) => set(name, target.value)} />
    </label>
  );
  return (
    <form
      className="card stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send(tried === undefined);
      }}
    >
      <h2>{words.correct}</h2>
      <label>
        {admin.what}
        <select
          value={kind}
          onChange={({ target }) => {
            setKind(target.value as Kind);
            setTried(undefined);
          }}
        >
          {KINDS.filter((one) => market !== ALL || one === 'outage' || one === 'revokeOutage').map((one) => (
            <option key={one} value={one}>
              {words.corrections[one]}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        {kind === 'add' || kind === 'remove' ? (
          <>
            {field('date', words.date, 'date')}
            {kind === 'add' && field('name', words.name, 'text')}
          </>
        ) : (
          <>
            {field('from', words.outageFrom, 'datetime-local')}
            {field('to', words.outageTo, 'datetime-local')}
          </>
        )}
        {field('reason', admin.why, 'text')}
      </div>
      {(kind === 'outage' || kind === 'revokeOutage') && <p className="faint">{fill(words.inZone, { zone })}</p>}
      {error !== undefined && <Failed error={error} />}
      {tried && (
        <section className="stack" role="status">
          <h3>{words.wouldDo}</h3>
          <p>{fill(words.wouldMove, { found: tried.found ?? 0, moved: tried.count ?? 0, voided: tried.voided ?? 0 })}</p>
          <ul className="stack">
            {tried.moves?.slice(0, SHOWN).map(({ conversation, message, from, to, overdueVoid }) => (
              <li key={message}>
                <code>{conversation}</code> {instant(from.dueAt, zone)} → {instant(to.dueAt, zone)}{' '}
                {overdueVoid && <span className="chip">{admin.states.void}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="row">
        <button type="submit" className={tried ? 'primary' : undefined} disabled={busy}>
          {tried ? words.recordIt : words.tryIt}
        </button>
        {tried && (
          <button type="button" onClick={() => setTried(undefined)}>
            {shared.cancel}
          </button>
        )}
      </div>
      {made && <Progress market={market} version={made.version} />}
    </form>
  );
}

function Progress({ market, version }: { market: string; version: string }) {
  const words = useMarketplaceWords();
  const path = { id: market, version };
  const { data } = useQuery({
    queryKey: ['lists', 'correction', market, version],
    queryFn: () => ask('GET /v1/markets/{id}/calendar-corrections/{version}', { path }),
    refetchInterval: ({ state }) => (state.data?.done ? false : 1_000),
  });
  if (!data) return null;
  return (
    <p role="status">
      {fill(data.done ? words.moved : words.moving, { version, found: data.found, moved: data.moved, voided: data.voided })}{' '}
      {data.failed > 0 && <span className="chip late">{count(words.notMoved, data.failed)}</span>}
    </p>
  );
}
