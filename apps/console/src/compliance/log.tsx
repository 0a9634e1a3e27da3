import './compliance.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { keep, kept } from '../shared/kept';
import { dated } from '../shared/times';
import { count, fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useSharedWords } from '../words/shared';

/** How the log of proofs stands: what is signed, who cosigned, what places outside took, and whether it only grew. */
export default function Log() {
  const words = useComplianceWords();
  const shared = useSharedWords();
  const log = useQuery({ queryKey: ['lists', 'log'], queryFn: ({ signal }) => ask('GET /v1/log', { signal }) });
  const { log: name, key, size = 0, signed = 0, witnesses = [], outlets = [] } = log.data ?? {};
  return (
    <div className="page stack">
      <h1>{shared.log}</h1>
      {log.error && <Failed error={log.error} again={() => void log.refetch()} />}
      {log.data && (
        <div className="compliance-two">
          <section className="card stack">
            <h2>{words.newestCheckpoint}</h2>
            <p className="row">
              <strong>{count(words.holds, signed)}</strong>
              {size > signed && <span className="chip soon">{count(words.unsigned, size - signed)}</span>}
            </p>
            <dl className="compliance-facts">
              <dt>{shared.log}</dt>
              <dd>{name}</dd>
              <dt>{words.key}</dt>
              <dd>
                <code>{key}</code>
              </dd>
              <dt>{words.witnesses}</dt>
              <dd>{witnesses.length > 0 ? witnesses.join(', ') : words.noWitness}</dd>
            </dl>
            {outlets.map((one) => (
              <p key={one.name}>
                <span className={`chip ${one.trouble ? 'late' : 'fine'}`}>{one.trouble ?? `✓ ${words.good}`}</span> {one.name} ·{' '}
                {count(words.holds, one.size)} {one.since && dated(one.since)}
              </p>
            ))}
          </section>
          <div className="stack">
            <Verified last={log.data.lastVerification} />
            {signed > 0 && <Grown />}
            <Proven />
          </div>
        </div>
      )}
    </div>
  );
}

/** The last time that the whole store was held against the log, and the first thing that was not as it had been. */
function Verified({ last }: { last: Answer<'GET /v1/log'>['lastVerification'] }) {
  const words = useComplianceWords();
  const { finding } = last ?? {};
  return (
    <section className="card stack" aria-label={words.lastVerified}>
      <h2>{words.lastVerified}</h2>
      {last ? (
        <p>
          <span className={`chip ${last.whole ? 'fine' : 'late'}`}>{last.whole ? `✓ ${words.good}` : `✗ ${words.bad}`}</span>{' '}
          {dated(last.at)} · {last.by} · {count(words.holds, last.events)}
        </p>
      ) : (
        <p className="chip soon">{words.neverVerified}</p>
      )}
      {finding && (
        <p className="failed">
          {finding.check}: {finding.stream} {finding.revision} · {finding.detail}{' '}
          <Link to={`/log?event=${finding.event}`}>{words.prove}</Link>
        </p>
      )}
      <p className="faint">{words.verifyHint}</p>
    </section>
  );
}

interface Seen {
  readonly size: number;
  readonly root: string;
  readonly at: string;
}

/** Whether what was seen from here the last time is still the beginning of the log: the root that this browser kept, and the proof of it. */
function Grown() {
  const words = useComplianceWords();
  const [before] = useState(() => kept<Seen | null>('log-seen', null));
  const proof = useQuery({
    queryKey: ['log-grown', before?.size ?? 1],
    queryFn: ({ signal }) => ask('GET /v1/log/proof/consistency', { query: { from: before?.size ?? 1 }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { data } = proof;
  const holds = data && (before === null || data.fromRoot === before.root);
  useEffect(() => {
    if (data && holds) keep('log-seen', { size: data.to, root: data.toRoot, at: new Date().toISOString() } satisfies Seen);
  }, [data, holds]);
  return (
    <section className="card stack" role="status">
      <h2>{words.lastCheck}</h2>
      {proof.error && <Failed error={proof.error} again={() => void proof.refetch()} />}
      {data && (
        <p>
          <span className={`chip ${holds ? 'fine' : 'late'}`}>{holds ? `✓ ${words.good}` : `✗ ${words.bad}`}</span>{' '}
          {before ? fill(words.grownSince, { at: dated(before.at), size: before.size }) : words.seenFirst}
        </p>
      )}
      {data && <code>{data.toRoot}</code>}
    </section>
  );
}

/** The proof of one event, and a check of what somebody else brings. */
function Proven() {
  const words = useComplianceWords();
  const address = useAddress();
  const event = address.query.get('event') ?? '';
  const [proof, setProof] = useState('');
  const proven = useQuery({
    queryKey: ['log-event', event],
    queryFn: ({ signal }) => ask('GET /v1/log/proof/inclusion', { query: { event }, signal }),
    enabled: event !== '',
    retry: false,
  });
  const check = useMutation({ mutationFn: () => ask('POST /v1/log/proof/check', { body: { proof } }) });
  const leaf = proven.data?.leaf as { readonly type?: string; readonly stream?: string } | undefined;
  return (
    <section className="card stack">
      <h2>{words.proofs}</h2>
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          go(withQuery(address, { event: String(new FormData(submitted.currentTarget).get('event') ?? '').trim() }));
        }}
      >
        <label>
          {words.eventId}
          <input key={event} name="event" required size={9} defaultValue={event} />
        </label>
        <div className="row">
          <button type="submit">{words.prove}</button>
        </div>
      </form>
      {proven.error && <Failed error={proven.error} />}
      {proven.data && (
        <p role="status">
          <span className="chip fine">✓ {words.good}</span> {leaf?.type} · {leaf?.stream} ·{' '}
          {fill(words.isProven, { index: proven.data.index, size: proven.data.size })}{' '}
          <Link to={`/trail?type=${leaf?.type ?? ''}`}>{fill(words.only, { what: leaf?.type ?? '' })}</Link>
        </p>
      )}
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          check.mutate();
        }}
      >
        <label>
          {words.bringProof}
          <textarea required rows={3} value={proof} onChange={({ target }) => setProof(target.value)} />
        </label>
        <div className="row">
          <button type="submit">{words.checkIt}</button>
        </div>
      </form>
      {check.error && <Failed error={check.error} />}
      {check.data && (
        <p role="status">
          <span className="chip fine">✓ {words.good}</span> {check.data.log} · {count(words.holds, check.data.size)}
        </p>
      )}
    </section>
  );
}
