import './admin.css';
import { useQuery } from '@tanstack/react-query';
import { type Answer, ask, Refusal } from '../shared/api';
import { Failed } from '../shared/failed';
import { Sideways } from '../shared/sideways';
import { dated } from '../shared/times';
import { fill } from '../shared/words';
import { useMarketplaceWords } from '../words/marketplace';
import { useSharedWords } from '../words/shared';
import { Parking } from './parking';

type Health = Answer<'GET /v1/health/ready'>;
const EVERY_MS = 5_000;

/** How the programs are: what follows the log and how far, what stands still before which event, and what was let pass over. */
export default function Operations() {
  const words = useMarketplaceWords();
  const shared = useSharedWords();
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: EVERY_MS });
  if (health.error) return <Failed error={health.error} again={() => void health.refetch()} />;
  if (!health.data) return <p className="empty">{shared.loading}</p>;
  const { dependencies, projections, passedOver, clock } = health.data;
  return (
    <div className="page stack">
      <h1>{shared.operations}</h1>
      <p className="row">
        <State fine={dependencies.eventStore.ready} what={words.eventStore} />
        <State fine={dependencies.database.ready} what={words.database} />
        <State fine={clock.status !== 'off'} what={words.clock} />
      </p>
      <Parking />
      <section className="stack">
        <h2>{words.followers}</h2>
        <Sideways label={words.followers}>
          <table>
            <thead>
              <tr>
                <th>{words.name}</th>
                <th className="number">{words.lag}</th>
                <th className="number">{words.position}</th>
                <th className="number">{words.retries}</th>
                <th className="number">{words.parkedOnes}</th>
                <th>{words.progress}</th>
              </tr>
            </thead>
            <tbody>
              {projections.map(({ name, lagSeconds, position, retries, parked: passed, updatedAt, poisoned }) => (
                <tr key={name}>
                  <td>
                    {name} {poisoned && <span className="chip late">⚠ {words.stopped}</span>}
                  </td>
                  <td className="number">{fill(shared.seconds, { count: Math.round(lagSeconds) })}</td>
                  <td className="number">{position}</td>
                  <td className="number">{retries}</td>
                  <td className="number">{passed}</td>
                  <td>{dated(updatedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      </section>
      <section className="stack">
        <h2>{fill(words.passedOver, { count: passedOver.count })}</h2>
        <ul className="stack">
          {passedOver.latest.map(({ stream, revision, type, reason }) => (
            <li key={`${stream} ${revision}`}>
              <code>
                {stream} {revision} {type}
              </code>{' '}
              {reason}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What is not ready answers too, and says what it is. */
async function readHealth(): Promise<Health> {
  try {
    return await ask('GET /v1/health/ready');
  } catch (error) {
    if (error instanceof Refusal && error.status === 503 && 'projections' in error.body) return error.body as unknown as Health;
    throw error;
  }
}

function State({ fine, what }: { fine: boolean; what: string }) {
  const words = useMarketplaceWords();
  return (
    <span className={`chip ${fine ? 'fine' : 'late'}`}>
      {fine ? '✓' : '⚠'} {what}: {fine ? words.fine : words.notFine}
    </span>
  );
}
