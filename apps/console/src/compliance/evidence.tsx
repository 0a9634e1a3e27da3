import './compliance.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useAddress } from '../shared/address';
import { announce } from '../shared/announce';
import { ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { dated, Time } from '../shared/times';
import { count, fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useSharedWords } from '../words/shared';
import { CheckPackage } from './check-package';
import { NewPackage } from './new-package';

const LOOK_AGAIN_MS = 700;

/** Packages of evidence: asked for, followed, taken, and checked. */
export default function Evidence() {
  const shared = useSharedWords();
  const words = useComplianceWords();
  const { path } = useAddress();
  if (path[1])
    return (
      <div className="page stack">
        <h1>{shared.evidence}</h1>
        <One id={path[1]} />
        <p>
          <Link to="/evidence">{words.another}</Link>
        </p>
      </div>
    );
  return (
    <div className="page stack">
      <h1>{shared.evidence}</h1>
      <div className="compliance-two">
        <NewPackage />
        <div className="stack">
          <Earlier />
          <CheckPackage />
        </div>
      </div>
    </div>
  );
}

/** One package, until it is there, and then its download. */
function One({ id }: { id: string }) {
  const words = useComplianceWords();
  const shared = useSharedWords();
  const [wasThere, setWasThere] = useState<boolean>();
  const one = useQuery({
    queryKey: ['evidence', id],
    queryFn: ({ signal }) => ask('GET /v1/evidence/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data && state.data.status !== 'waiting' && state.data.status !== 'running' ? false : LOOK_AGAIN_MS,
  });
  const status = one.data?.status;
  useEffect(() => {
    if (status === undefined) return;
    if (wasThere === undefined) setWasThere(status === 'made');
    else if (!wasThere && status === 'made') {
      setWasThere(true);
      announce(words.madeNow);
    }
  }, [status, wasThere, words]);
  if (one.error) return <Failed error={one.error} again={() => void one.refetch()} />;
  if (!one.data) return <p className="empty">{shared.loading}</p>;
  const { purpose, reason, requestedBy, requestedAt, asOf, progress, package: made, failure, conversations } = one.data;
  return (
    <section className="card stack">
      <p className="row">
        <strong dir="auto">{purpose}</strong>
        <span className={`chip ${status === 'made' ? 'fine' : status === 'failed' || status === 'erased' ? 'late' : 'soon'}`}>
          {words.statuses[one.data.status]}
        </span>
      </p>
      <p dir="auto">{reason}</p>
      <p className="faint">
        {fill(words.askedBy, { who: requestedBy, at: dated(requestedAt) })} · {fill(words.asOf, { at: dated(asOf) })}
      </p>
      {failure && <p className="failed">{failure}</p>}
      {(status === 'waiting' || status === 'running') && (
        <>
          <progress aria-label={words.statuses.running} max={conversations} value={progress?.conversations} />
          {progress && <p className="faint">{fill(words.progress, { ...progress })}</p>}
        </>
      )}
      {made && (
        <>
          <dl className="compliance-facts">
            <dt>{words.size}</dt>
            <dd>
              {count(words.holds, made.events)} · {kilobytes(made.size)}
            </dd>
            <dt>SHA-256</dt>
            <dd>
              <code>{made.sha256}</code>
            </dd>
          </dl>
          <p className="row">
            {made.forms.map(({ form, file }) => (
              <a
                key={form}
                className={form === 'asice' ? 'button primary' : 'button'}
                href={`/v1/evidence/${id}/package?form=${form}`}
                download={file}
              >
                {form === 'asice' ? words.download : form.toUpperCase()}
              </a>
            ))}
          </p>
          <p className="faint">{words.downloadHint}</p>
        </>
      )}
    </section>
  );
}

const kilobytes = (bytes: number): string =>
  new Intl.NumberFormat(document.documentElement.lang, {
    ...{ style: 'unit', unit: 'kilobyte', unitDisplay: 'short', maximumFractionDigits: 1 },
  }).format(bytes / 1_000);

/** What was asked for before, as the trail has it. */
function Earlier() {
  const words = useComplianceWords();
  const asked = useQuery({
    queryKey: ['lists', 'evidence'],
    queryFn: ({ signal }) => ask('GET /v1/audit', { query: { type: 'EvidenceRequested', limit: 20 }, signal }),
  });
  return (
    <section className="card stack">
      <h2>{words.earlier}</h2>
      {asked.error && <Failed error={asked.error} again={() => void asked.refetch()} />}
      {asked.data?.items.length === 0 && <p className="faint">{words.noPackages}</p>}
      <ul className="stack">
        {asked.data?.items.map(({ event, at, actor, detail }) => {
          const { evidence, purpose } = detail as { evidence: string; purpose: string };
          return (
            <li key={event}>
              <Link to={`/evidence/${evidence}`}>{purpose}</Link>{' '}
              <span className="faint">
                {actor} · <Time at={at} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
