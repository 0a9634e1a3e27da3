import './admin.css';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { announce } from '../shared/announce';
import { type Answer, ask, type Query } from '../shared/api';
import { Failed, NotShown } from '../shared/failed';
import { useLanding } from '../shared/landing';
import { itemsOf, withNext } from '../shared/pages';
import { SellerName } from '../shared/sellers';
import { dated } from '../shared/times';
import { fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useMarketplaceWords } from '../words/marketplace';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

type Asked = Query<'GET /v1/sanctions'>;
type Sanction = Answer<'GET /v1/sanctions/{id}'>;
const TABS = {
  proposed: { state: 'proposed' },
  appeals: { appeal: 'open' },
  imposed: { state: 'imposed' },
  all: {},
} as const satisfies Record<string, Asked>;
type Tab = keyof typeof TABS;

/** What sellers are sanctioned with: proposals and appeals that wait for a decision first, and the one that is open. */
export default function Sanctions() {
  const words = useMarketplaceWords();
  const shared = useSharedWords();
  const inbox = useInboxWords();
  const effects = useSellerWords().effects;
  const pointsOf = usePointsOf();
  const address = useAddress();
  const open = address.path[1];
  const tab = (Object.keys(TABS) as Tab[]).find((one) => one === address.query.get('tab')) ?? 'proposed';
  const asked: Asked = { ...TABS[tab], seller: address.query.get('seller') ?? undefined };
  const list = useInfiniteQuery({
    queryKey: ['lists', 'sanctions', asked],
    queryFn: ({ pageParam, signal }) => ask('GET /v1/sanctions', { query: { ...asked, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = itemsOf(list) ?? [];
  const to = (id?: string) => withQuery({ ...address, path: id ? ['sanctions', id] : ['sanctions'] }, {});
  return (
    <div className={`panes admin-two ${open ? 'with-one' : ''}`}>
      <section className="admin-queue" aria-label={shared.sanctions}>
        {!open && <h1 className="unseen">{shared.sanctions}</h1>}
        <fieldset className="plain row" aria-label={inbox.show}>
          {(Object.keys(TABS) as Tab[]).map((one) => (
            <button
              key={one}
              type="button"
              className="quiet"
              aria-pressed={one === tab}
              onClick={() => go(withQuery({ ...address, path: ['sanctions'] }, { tab: one === 'proposed' ? undefined : one }))}
            >
              {words.tabs[one]}
            </button>
          ))}
        </fieldset>
        {list.error && <Failed error={list.error} again={() => void list.refetch()} />}
        {list.data && items.length === 0 && <p className="empty">{shared.nothing}</p>}
        <ol className="admin-rows">
          {items.map(({ id, seller, step, state, at, points, threshold, appeal }) => (
            <li key={id} className={id === open ? 'chosen' : undefined}>
              <Link to={to(id)} aria-current={id === open ? 'true' : undefined}>
                <strong>
                  {effects[step as 'warning']} · <SellerName id={seller} />
                </strong>
                <span className="faint">
                  {dated(at)} · {pointsOf(points, threshold)}
                </span>
              </Link>
              <span className="row">
                <span className={`chip ${state === 'proposed' ? 'soon' : ''}`}>{words.states[state as 'proposed']}</span>
                {appeal && (
                  <span className={`chip ${appeal.state === 'open' ? 'soon' : ''}`}>{words.appeals[appeal.state as 'open']}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
        {list.hasNextPage && (
          <button type="button" onClick={() => void withNext(list)}>
            {shared.more}
          </button>
        )}
      </section>
      {open ? <One key={open} id={open} back={to()} /> : <p className="empty admin-hint">{words.chooseSanction}</p>}
    </div>
  );
}

/** How many points there were, and from how many on a step is due where these are the reason and no rule of its own. */
function usePointsOf(): (points: number, threshold: number) => string {
  const words = useMarketplaceWords();
  const { pointsGiven } = useSellerWords();
  return (points, threshold) =>
    points < threshold ? fill(pointsGiven, { count: points }) : fill(words.pointsOf, { points, threshold });
}

interface Grounds {
  readonly rule: string;
  readonly points: number;
  readonly threshold: number;
  readonly violations: readonly {
    readonly conversation: string;
    readonly violation: string;
    readonly kind: string;
    readonly points: number;
    readonly occurredAt: string;
  }[];
}
interface Appeal {
  readonly at: string;
  readonly reason: string;
  readonly decision?: {
    readonly outcome: 'granted' | 'rejected';
    readonly by: string;
    readonly at: string;
    readonly reason: string;
  };
}

function One({ id, back }: { id: string; back: string }) {
  const words = useMarketplaceWords();
  const inbox = useInboxWords();
  const seller = useSellerWords();
  const shared = useSharedWords();
  const pointsOf = usePointsOf();
  const kinds = useConversationWords().kinds;
  const one = useQuery({ queryKey: ['lists', 'sanction', id], queryFn: () => ask('GET /v1/sanctions/{id}', { path: { id } }) });
  useLanding(one.data && id);
  if (one.error) return <NotShown title={shared.sanctions} back={back} error={one.error} again={() => void one.refetch()} />;
  if (!one.data) return null;
  const sanction = one.data;
  const grounds = sanction.grounds as unknown as Grounds;
  const decision = sanction.decision as { by: string; at: string; reason: string } | undefined;
  const appeal = sanction.appeal as unknown as Appeal | undefined;
  return (
    <article className="admin-one stack" aria-label={id}>
      <Link to={back} className="admin-back">
        ← {inbox.toList}
      </Link>
      <h1 tabIndex={-1}>
        {seller.effects[sanction.step]} ·{' '}
        <Link to={`/marketplace?seller=${sanction.seller}`}>
          <SellerName id={sanction.seller} />
        </Link>
      </h1>
      <p className="row">
        <span className="chip">{words.states[sanction.state]}</span>
        <span className="faint">
          {dated(sanction.at)} · {pointsOf(grounds.points, grounds.threshold)} · {grounds.rule}
        </span>
      </p>
      <h2>{words.grounds}</h2>
      <ul className="stack">
        {grounds.violations.map(({ violation, conversation, kind, points, occurredAt }) => (
          <li key={violation} className="row">
            <Link to={`/replay/${conversation}`}>{kinds[kind as 'marketing']}</Link>
            <span className="chip">{fill(seller.pointsGiven, { count: points })}</span>
            <span className="faint">{dated(occurredAt)}</span>
          </li>
        ))}
      </ul>
      {decision && <p>{fill(words.decidedBy, { who: decision.by, when: dated(decision.at), why: decision.reason })}</p>}
      {sanction.reasons && <Statement reasons={sanction.reasons} />}
      {sanction.state === 'proposed' && <Decide sanction={sanction} />}
      {appeal && (
        <section className="card stack">
          <h2>{words.appeals[appeal.decision?.outcome ?? 'open']}</h2>
          <p className="body" dir="auto">
            {appeal.reason}
          </p>
          <p className="faint">{dated(appeal.at)}</p>
          {appeal.decision && (
            <p>
              {fill(words.decidedBy, { who: appeal.decision.by, when: dated(appeal.decision.at), why: appeal.decision.reason })}
            </p>
          )}
          {!appeal.decision && <DecideAppeal id={id} />}
        </section>
      )}
    </article>
  );
}

function Statement({ reasons: { language, text } }: { reasons: NonNullable<Sanction['reasons']> }) {
  const words = useMarketplaceWords();
  return (
    <section className="card stack" aria-label={words.statement}>
      <h2>{words.statement}</h2>
      <p className="body" lang={language}>
        {text}
      </p>
    </section>
  );
}

/** Imposes a sanction once its statement of reasons was read as it will go out, or declines it. */
function Decide({ sanction: { id, step } }: { sanction: Sanction }) {
  const words = useMarketplaceWords();
  const admin = useAdminWords();
  const [reason, setReason] = useState('');
  const [exception, setException] = useState('');
  const [preview, setPreview] = useState<Sanction>();
  const { error, busy, run } = useDeciding();
  const imposing = { outcome: 'imposed' as const, reason, ...(exception.trim() && { withoutNotice: exception.trim() }) };
  const edited = (set: (text: string) => void) => (text: string) => {
    set(text);
    // What goes out is another then.
    setPreview(undefined);
  };
  const decide = (outcome: 'imposed' | 'declined') =>
    run(
      (key) =>
        // What is declined has no exception from a notice, whatever was written there.
        ask('POST /v1/sanctions/{id}/decision', {
          path: { id },
          body: outcome === 'imposed' ? imposing : { outcome, reason },
          key,
        }),
      words.states[outcome],
    );
  return (
    <section className="card stack" aria-label={admin.decide}>
      <h2>{admin.decide}</h2>
      <label>
        {admin.why}
        <textarea rows={3} maxLength={2_000} value={reason} onChange={({ target }) => edited(setReason)(target.value)} />
      </label>
      {step === 'removal' && (
        <label>
          {words.withoutNotice}
          <input maxLength={2_000} value={exception} onChange={({ target }) => edited(setException)(target.value)} />
        </label>
      )}
      {error !== undefined && <Failed error={error} />}
      {preview?.reasons && <Statement reasons={preview.reasons} />}
      <div className="row">
        {preview ? (
          <button type="button" className="primary" disabled={busy} onClick={() => void decide('imposed')}>
            {words.impose}
          </button>
        ) : (
          <button
            type="button"
            disabled={busy || !reason.trim()}
            onClick={() =>
              void run(async () =>
                setPreview(
                  await ask('POST /v1/sanctions/{id}/decision', {
                    path: { id },
                    body: { ...imposing, dryRun: true },
                  }),
                ),
              )
            }
          >
            {words.readFirst}
          </button>
        )}
        <button type="button" disabled={busy || !reason.trim()} onClick={() => void decide('declined')}>
          {words.decline}
        </button>
      </div>
    </section>
  );
}

function DecideAppeal({ id }: { id: string }) {
  const words = useMarketplaceWords();
  const admin = useAdminWords();
  const [reason, setReason] = useState('');
  const { error, busy, run } = useDeciding();
  const decide = (outcome: 'granted' | 'rejected') =>
    run(
      (key) => ask('POST /v1/sanctions/{id}/appeal/decision', { path: { id }, body: { outcome, reason }, key }),
      words.appeals[outcome],
    );
  return (
    <div className="stack">
      <p className="faint">{words.another}</p>
      <label>
        {admin.why}
        <textarea rows={3} maxLength={2_000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      {error !== undefined && <Failed error={error} />}
      <div className="row">
        <button type="button" disabled={busy || !reason.trim()} onClick={() => void decide('granted')}>
          {words.grant}
        </button>
        <button type="button" disabled={busy || !reason.trim()} onClick={() => void decide('rejected')}>
          {admin.decisions.reject}
        </button>
      </div>
    </div>
  );
}

/** Does something with one key for what is meant, and says what became of it. */
function useDeciding() {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const run = async (doing: (key: string) => Promise<unknown>, done?: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await doing(key);
      if (done) announce(done);
      await client.invalidateQueries({ queryKey: ['lists'] });
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return { error, busy, run };
}
