import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, ask, Refusal } from '../shared/api';
import { Failed } from '../shared/failed';
import { dated } from '../shared/times';
import { fill } from '../shared/words';
import { useComplianceWords } from '../words/compliance';
import { useEventWords } from '../words/events';
import { Copy } from './copy';
import { Deed } from './deed';

type Report = Answer<'GET /v1/persons/{id}/erasure'>;
type Class = keyof ReturnType<typeof useComplianceWords>['classes'];
interface Blocked {
  readonly class: Class;
  readonly because: 'hold' | 'retention';
  readonly ground: string;
  readonly until?: string;
}
interface Hold {
  readonly hold: string;
  readonly reason: string;
  readonly ground: string;
  readonly until?: string;
  readonly by: string;
  readonly at: string;
}
type Erased = { readonly classes: readonly Class[]; readonly at: string };
type Asked = { readonly type: string; readonly at: string; readonly by: string; readonly reason: string };

/** How it stands with a person, and what can be done. */
export function Standing({ person }: { person: string }) {
  const words = useComplianceWords();
  const names = useEventWords();
  const [doing, setDoing] = useState<'copy' | 'erase' | 'hold' | Hold>();
  const path = { id: person };
  const report = useQuery({
    queryKey: ['lists', 'person', person],
    queryFn: ({ signal }) => ask('GET /v1/persons/{id}/erasure', { path, signal }),
  });
  const onClose = () => setDoing(undefined);
  const why = { reason: { label: words.reasonField }, ground: { label: words.ground } };
  if (report.error) return <Failed error={report.error} again={() => void report.refetch()} />;
  if (!report.data) return null;
  const holds = report.data.holds as unknown as readonly Hold[];
  const requests = report.data.requests as unknown as readonly Asked[];
  return (
    <section className="card stack">
      <h2>{person}</h2>
      <Told report={report.data} />
      {holds.map((hold) => (
        <p key={hold.hold} className="row between">
          <span>
            <strong>{words.held}</strong> <q>{hold.reason}</q> · {hold.ground} ·{' '}
            {hold.until ? fill(words.untilThen, { at: dated(hold.until) }) : words.untilReleased}
          </span>
          <button type="button" onClick={() => setDoing(hold)}>
            {words.release}
          </button>
        </p>
      ))}
      <div className="row">
        <button type="button" onClick={() => setDoing('hold')}>
          {words.hold}
        </button>
        <button type="button" onClick={() => setDoing('copy')}>
          {words.copy}
        </button>
        <button type="button" className="danger" onClick={() => setDoing('erase')}>
          {words.erase}
        </button>
      </div>
      {requests.length > 0 && (
        <details>
          <summary>{words.allAsked}</summary>
          <ul className="stack">
            {requests.map(({ type, at, by, reason }) => (
              <li key={`${type} ${at}`}>
                {names[type as keyof typeof names] ?? type} · {by} · {dated(at)} <q className="faint">{reason}</q>
              </li>
            ))}
          </ul>
        </details>
      )}
      {doing === 'copy' && <Copy person={person} onClose={onClose} />}
      {doing === 'erase' && (
        <Deed
          title={words.erase}
          fields={why}
          act={({ reason = '', ground = '' }, dryRun, key) =>
            ask('POST /v1/persons/{id}/erasure', { path, body: { reason, ground, dryRun }, key }).catch(restricted)
          }
          told={(would) => <Told report={would} />}
          onClose={onClose}
        />
      )}
      {doing === 'hold' && (
        <Deed
          title={words.hold}
          fields={{ ...why, until: { label: words.holdUntil, kind: 'instant' } }}
          act={({ reason = '', ground = '', until }, dryRun, key) =>
            ask('POST /v1/holds', { body: { person, reason, ground, until: until || undefined, dryRun }, key })
          }
          told={({ persons, reports = [] }) => (
            <>
              <p>{fill(words.wouldHold, { who: persons.join(', ') })}</p>
              {reports.map((one) => (
                <Told key={one.person} report={one} />
              ))}
            </>
          )}
          onClose={onClose}
        />
      )}
      {typeof doing === 'object' && (
        <Deed
          title={words.release}
          fields={{ reason: why.reason }}
          act={({ reason = '' }, dryRun, key) =>
            ask('POST /v1/holds/{hold}/release', { path: { hold: doing.hold }, body: { person, reason, dryRun }, key })
          }
          told={(would) => <Told report={would} />}
          onClose={onClose}
        />
      )}
    </section>
  );
}

/** What a hold keeps is restricted, as was told before; anything else is refused. */
function restricted(error: unknown): Report {
  if (error instanceof Refusal && error.code === 'under-hold') return error.body.happened as Report;
  throw error;
}

/** What is erased, and what is not yet and why. */
function Told({ report }: { report: Report }) {
  const words = useComplianceWords();
  const { state } = report;
  const blocked = report.blocked as unknown as readonly Blocked[];
  const erased = report.erased as unknown as readonly Erased[];
  return (
    <>
      <p className="row">
        <span className={`chip ${state === 'none' ? '' : state === 'erased' ? 'fine' : 'soon'}`}>
          {words.states[state as 'none'] ?? state}
        </span>
        {state !== 'none' && !report.dryRun && !report.carriedOut && <span className="chip soon">{words.underWay}</span>}
      </p>
      {erased.map(({ classes, at }) => (
        <p key={at}>{fill(words.erasedAt, { what: classes.map((one) => words.classes[one]).join(', '), at: dated(at) })}</p>
      ))}
      {blocked.map((one) => (
        <p key={one.class}>
          {fill(words.blocks[one.because], { what: words.classes[one.class], ground: one.ground })}{' '}
          {one.until ? fill(words.untilThen, { at: dated(one.until) }) : words.untilReleased}
        </p>
      ))}
    </>
  );
}
