import { useQuery } from '@tanstack/react-query';
import { go, useAddress, withQuery } from '../shared/address';
import { ask } from '../shared/api';
import { Failed } from '../shared/failed';
import { nameOfMarket } from '../shared/markets';
import { usePerson } from '../shared/session';
import { Sideways } from '../shared/sideways';
import { hours } from '../shared/times';
import { useInboxWords } from '../words/inbox';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

const ALLOWED_SECONDS = 24 * 3_600;

/** How fast the own shop answers, in counted time: by topic and by market. */
export default function Times() {
  const words = useSellerWords();
  const shared = useSharedWords();
  const inbox = useInboxWords();
  const address = useAddress();
  const { seller } = usePerson();
  const by = address.query.get('by') === 'market' ? 'market' : 'topic';
  const { data, error, refetch } = useQuery({
    queryKey: ['lists', 'times', seller],
    queryFn: () => ask('GET /v1/sellers/{id}/response-times', { path: { id: seller ?? '' } }),
  });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <p className="empty">{shared.loading}</p>;
  const groups = Object.entries(by === 'topic' ? data.byTopic : data.byMarket);
  const name = (group: string) => (by === 'topic' ? (inbox.topics[group as 'order'] ?? group) : nameOfMarket(group));
  return (
    <div className="page stack">
      <h1>{shared.times}</h1>
      <p>{words.last90}</p>
      <dl className="numbers">
        {[
          [words.median, data.medianSeconds === null ? '–' : hours(data.medianSeconds * 1_000)],
          [words.p90, data.p90Seconds === null ? '–' : hours(data.p90Seconds * 1_000)],
          [words.inTime, data.answeredInTime],
          [words.lateOnes, data.late],
          [words.openOnes, data.open + data.overdue],
        ].map(([label, value]) => (
          <div key={label} className="card">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        {(['topic', 'market'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === by} onClick={() => go(withQuery(address, { by: one }))}>
            {inbox[one]}
          </button>
        ))}
      </div>
      {groups.length > 0 && (
        <Chart
          groups={groups.map(([group, { medianSeconds, p90Seconds }]) => ({ name: name(group), medianSeconds, p90Seconds }))}
        />
      )}
      <Sideways label={shared.times}>
        <table>
          <thead>
            <tr>
              <th>{inbox[by]}</th>
              <th className="number">{words.median}</th>
              <th className="number">{words.p90}</th>
              <th className="number">{words.inTime}</th>
              <th className="number">{words.lateOnes}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(([group, { medianSeconds, p90Seconds, answeredInTime, late }]) => (
              <tr key={group}>
                <td>{name(group)}</td>
                <td className="number">{medianSeconds === null ? '–' : hours(medianSeconds * 1_000)}</td>
                <td className="number">{p90Seconds === null ? '–' : hours(p90Seconds * 1_000)}</td>
                <td className="number">{answeredInTime}</td>
                <td className="number">{late}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </div>
  );
}

interface Group {
  readonly name: string;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}
const ROW = 48;
const LEFT = 2;
const WIDTH = 400;

/** Bars from nothing to the 24 hours that are allowed; the table below says the same in numbers. */
function Chart({ groups }: { groups: readonly Group[] }) {
  const words = useSellerWords();
  const most = Math.max(ALLOWED_SECONDS, ...groups.map(({ p90Seconds }) => p90Seconds ?? 0));
  const x = (seconds: number) => LEFT + (seconds / most) * (WIDTH - LEFT - 10);
  const height = groups.length * ROW + 30;
  return (
    <figure className="card">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.chart} className="chart">
        <title>{words.chart}</title>
        {groups.map(({ name, medianSeconds, p90Seconds }, index) => (
          <g key={name} transform={`translate(0 ${index * ROW + 8})`}>
            <text x={LEFT} y={10}>
              {name}
            </text>
            <rect className="p90" x={LEFT} y={16} width={x(p90Seconds ?? 0) - LEFT} height={20} rx={3} />
            <rect className="median" x={LEFT} y={21} width={x(medianSeconds ?? 0) - LEFT} height={10} rx={3} />
          </g>
        ))}
        <line x1={x(ALLOWED_SECONDS)} x2={x(ALLOWED_SECONDS)} y1={0} y2={height - 20} />
        <text x={x(ALLOWED_SECONDS)} y={height - 4} textAnchor="end">
          {hours(ALLOWED_SECONDS * 1_000)}
        </text>
      </svg>
      <figcaption className="row faint">
        <span className="key median" /> {words.median} <span className="key p90" /> {words.p90}
      </figcaption>
    </figure>
  );
}
