import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '../shared/address';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { usePerson } from '../shared/session';
import { Sideways } from '../shared/sideways';
import { dated, decimal, hours, percent } from '../shared/times';
import { useWhy } from '../shared/why';
import { fill } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

/** Where the own shop stands: the score with its parts, points with the violations behind them, sanctions and appeals. */
export default function Standing() {
  const words = useSellerWords();
  const shared = useSharedWords();
  const kinds = useConversationWords().kinds;
  const { seller } = usePerson();
  const path = { id: seller ?? '' };
  const score = useQuery({ queryKey: ['lists', 'score', seller], queryFn: () => ask('GET /v1/sellers/{id}/score', { path }) });
  const standing = useQuery({
    queryKey: ['lists', 'standing', seller],
    queryFn: () => ask('GET /v1/sellers/{id}/standing', { path }),
  });
  const failed = score.error ?? standing.error;
  if (failed) return <Failed error={failed} again={() => void Promise.all([score.refetch(), standing.refetch()])} />;
  if (!score.data || !standing.data) return <p className="empty">{shared.loading}</p>;
  const { parts, weights } = score.data;
  const shareOf = (share: number | null) => (share === null ? '–' : percent(share));
  const rows = [
    [words.inTime, shareOf(parts.inTime.share), parts.inTime],
    [words.median, parts.median.medianMs === null ? '–' : hours(parts.median.medianMs), parts.median],
    [words.points, decimal(parts.points.points), parts.points],
    [words.toldSteps, shareOf(parts.told.share), parts.told],
  ] as const;
  return (
    <div className="page stack">
      <h1>{shared.standing}</h1>
      <dl className="numbers">
        <div className="card">
          <dt>{words.score}</dt>
          <dd>{score.data.score === null ? '–' : decimal(score.data.score)}</dd>
        </div>
        <div className="card">
          <dt>{words.points}</dt>
          <dd>{decimal(standing.data.points)}</dd>
        </div>
        <div className="card">
          <dt>{words.effect}</dt>
          <dd>{words.effects[standing.data.effect as 'good']}</dd>
        </div>
        <div className="card">
          <dt>{words.visibility}</dt>
          <dd>{percent(score.data.visibility)}</dd>
        </div>
      </dl>
      {score.data.score === null && <p className="faint">{fill(words.noScore, { count: weights.minObligations })}</p>}
      <History days={score.data.history} />
      <Sideways label={shared.standing}>
        <table>
          <thead>
            <tr>
              <th>{words.part}</th>
              <th className="number">{words.value}</th>
              <th className="number">{words.gives}</th>
              <th className="number">{words.most}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, value, { gives, weight }]) => (
              <tr key={label}>
                <td>{label}</td>
                <td className="number">{value}</td>
                <td className="number">{decimal(gives)}</td>
                <td className="number">{decimal(weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <h2>{words.violations}</h2>
      {standing.data.violations.length === 0 && <p className="empty">{words.noViolations}</p>}
      <ul className="stack">
        {standing.data.violations.map(({ violation, conversation, kind, points, occurredAt, counts }) => (
          <li key={violation} className="card row between">
            <Link to={`/inbox/${conversation}?tab=all`}>{kinds[String(kind) as 'marketing']}</Link>
            <span className="faint">{dated(occurredAt)}</span>
            <span className="chip">{counts ? fill(words.pointsGiven, { count: points }) : words.countsNoMore}</span>
          </li>
        ))}
      </ul>
      <h2>{shared.sanctions}</h2>
      {standing.data.sanctions.length === 0 && <p className="empty">{words.noSanctions}</p>}
      <ul className="stack">
        {standing.data.sanctions.map((sanction) => (
          <Sanction key={sanction.id} sanction={sanction} />
        ))}
      </ul>
    </div>
  );
}

type SanctionAnswer = Answer<'GET /v1/sellers/{id}/standing'>['sanctions'][number];

function Sanction({ sanction: { id, step, at, state, reasons, appeal } }: { sanction: SanctionAnswer }) {
  const words = useSellerWords();
  const client = useQueryClient();
  const why = useWhy();
  const [reason, setReason] = useState('');
  const lodge = async () => {
    try {
      await ask('POST /v1/sanctions/{id}/appeal', { path: { id }, body: { reason } });
      announce(words.appealed);
      await client.invalidateQueries({ queryKey: ['lists'] });
    } catch (error) {
      announce(why(error));
    }
  };
  return (
    <li className="card stack">
      <p>
        <strong>{words.effects[step as 'warning'] ?? step}</strong> <span className="faint">{dated(at)}</span>
      </p>
      {reasons && (
        <p className="body" lang={reasons.language}>
          {reasons.text}
        </p>
      )}
      {appeal ? (
        <p className="chip">{words.appealed}</p>
      ) : (
        state !== 'proposed' && (
          <details>
            <summary>{words.appeal}</summary>
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                void lodge();
              }}
            >
              <label>
                {words.appealWhy}
                <textarea required rows={4} value={reason} onChange={({ target }) => setReason(target.value)} />
              </label>
              <button type="submit">{words.appeal}</button>
            </form>
          </details>
        )
      )}
    </li>
  );
}

/** The score of the last days as a line. */
function History({ days }: { days: Answer<'GET /v1/sellers/{id}/score'>['history'] }) {
  const words = useSellerWords();
  const known = [...days].reverse().flatMap(({ score }, index) => (score === null ? [] : [{ score, index }]));
  if (known.length < 2) return null;
  const x = (index: number) => (index / Math.max(1, days.length - 1)) * 600 + 20;
  return (
    <figure className="card">
      <svg viewBox="0 0 640 130" role="img" aria-label={words.history} className="chart">
        <title>{words.history}</title>
        <polyline points={known.map(({ score, index }) => `${x(index)},${115 - score}`).join(' ')} />
      </svg>
      <figcaption className="faint">{words.history}</figcaption>
    </figure>
  );
}
