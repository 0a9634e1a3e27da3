import './replay.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { ask, askLines } from '../shared/api';
import { Reasoned } from '../shared/case';
import { Failed } from '../shared/failed';
import { nameOfMarket } from '../shared/markets';
import { SellerName } from '../shared/sellers';
import { dated } from '../shared/times';
import { useLanguage } from '../shared/words';
import { useInboxWords } from '../words/inbox';
import { useReplayWords } from '../words/replay';
import { useSharedWords } from '../words/shared';
import { Calendars, Moments, type RecordedStep } from './moments';
import { Player } from './player';

/** A conversation step by step, as it stood at any moment; without one in the address, where to find it. */
export default function Replay() {
  const shared = useSharedWords();
  const { path } = useAddress();
  const conversation = path[1];
  return conversation ? (
    <div className="replay">
      <h1 className="unseen">{shared.replay}</h1>
      <Reasoned about={conversation}>
        {(reason) => <Loaded key={conversation} conversation={conversation} reason={reason ?? ''} />}
      </Reasoned>
    </div>
  ) : (
    <Find />
  );
}

/** What one request brought, or has brought so far: steps as the platform has them. */
export interface Record {
  readonly steps: readonly RecordedStep[];
  readonly calendars: Calendars;
  readonly moments: Moments;
}

type Line =
  | { readonly step: RecordedStep }
  | { readonly calendar: Parameters<Calendars['add']>[0] }
  | { readonly asItStood: object };

/** So many steps are folded before the page is let draw and hear keys. */
const AT_ONCE = 500;

function Loaded({ conversation, reason }: { conversation: string; reason: string }): ReactNode {
  const words = useReplayWords();
  const language = useLanguage();
  const { query } = useAddress();
  const [told, setTold] = useState(0);
  const [begun, setBegun] = useState<Record>();
  // Of a moment long ago nobody waits for what came later.
  const asked = useRef(query);
  asked.current = query;
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['case', conversation, 'replay', reason, language],
    queryFn: async ({ signal }): Promise<Record> => {
      const steps: RecordedStep[] = [];
      const calendars = new Calendars();
      const moments = new Moments('platform', language, calendars);
      const given = { path: { id: conversation }, query: { reason, changes: false }, signal };
      setBegun(undefined);
      for await (const line of askLines('GET /v1/conversations/{id}/replay', given) as AsyncIterable<Line>) {
        if ('calendar' in line) calendars.add(line.calendar);
        if (!('step' in line)) continue;
        steps.push(line.step);
        moments.add(line.step);
        if (steps.length % AT_ONCE !== 0) continue;
        setTold(steps.length);
        if (moments.goPast(asked.current)) setBegun((before) => before ?? { steps: [...steps], calendars, moments });
        await new Promise((resolve) => setTimeout(resolve));
      }
      return { steps, calendars, moments };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  const record = isFetching ? begun : data;
  if (!record) return <p className="empty">{`${words.reading} ${told > 0 ? told : ''}`}</p>;
  return (
    <Player
      conversation={conversation}
      record={record}
      reading={isFetching ? `${words.reading} ${told}` : undefined}
      onAgain={() => void refetch()}
    />
  );
}

/** By its id, or by what is known of it. */
function Find() {
  const words = useReplayWords();
  const shared = useSharedWords();
  const inbox = useInboxWords();
  const address = useAddress();
  const by = { order: address.query.get('order'), buyer: address.query.get('buyer'), seller: address.query.get('seller') };
  const filter = Object.fromEntries(Object.entries(by).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const [id, setId] = useState('');
  const found = useQuery({
    queryKey: ['lists', 'found', filter],
    queryFn: () => ask('GET /v1/inbox', { query: { ...filter, sort: 'latest', limit: 50 } }),
    enabled: Object.keys(filter).length > 0,
  });
  return (
    <div className="page stack">
      <h1>{shared.replay}</h1>
      <p className="faint">{words.findHint}</p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (id.trim()) go(`/replay/${encodeURIComponent(id.trim())}`);
        }}
      >
        <label>
          {words.conversation}
          <input required size={38} value={id} onChange={({ target }) => setId(target.value)} />
        </label>
        <button type="submit">{inbox.open}</button>
      </form>
      <div className="row">
        {(['order', 'buyer', 'seller'] as const).map((name) => (
          <label key={name}>
            {name === 'order' ? inbox.order : shared[name]}
            <input
              defaultValue={by[name] ?? ''}
              onKeyDown={({ key, currentTarget }) =>
                key === 'Enter' && go(withQuery(address, { [name]: currentTarget.value.trim() }))
              }
              onBlur={({ currentTarget }) => go(withQuery(address, { [name]: currentTarget.value.trim() }))}
            />
          </label>
        ))}
      </div>
      {found.error && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <p className="empty">{shared.nothing}</p>}
      <ul className="stack">
        {found.data?.items.map((item) => (
          <li key={item.conversation} className="card">
            <Link to={`/replay/${item.conversation}`}>
              {inbox.topics[item.topic]} {item.order ?? ''}
            </Link>{' '}
            <span className="faint">
              {item.buyer} · <SellerName id={item.seller} /> · {nameOfMarket(item.market)}{' '}
              {item.latest && `· ${dated(item.latest.at)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
