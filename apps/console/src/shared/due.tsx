import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSharedWords } from '../words/shared';
import { type Answer, ask } from './api';
import { Reasoned } from './case';
import { Dialog } from './dialog';
import { Failed } from './failed';
import { Sideways } from './sideways';
import { hours, instant, onDay } from './times';
import { fill } from './words';

type Obligation = NonNullable<Answer<'GET /v1/inbox'>['items'][number]['oldestObligation']>;

const SOON_SECONDS = 6 * 3_600;

/**
 * By when an answer is due: the instant in the market's zone and the counted time that is left, both by the server's clock. A click says
 * why, day by day.
 */
export function DueChip({ obligation, zone }: { obligation: Obligation; zone: string | undefined }) {
  const words = useSharedWords();
  const [open, setOpen] = useState(false);
  const { dueAt, remaining, state } = obligation;
  const late = state === 'overdue' || state === 'escalated' || remaining?.seconds === 0;
  const soon = !late && (remaining?.seconds ?? Number.POSITIVE_INFINITY) < SOON_SECONDS;
  return (
    <>
      <button
        type="button"
        className={`chip ${late ? 'late' : soon ? 'soon' : 'fine'}`}
        title={words.dueWhy}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {late && <span aria-hidden="true">⚠ </span>}
        {late ? words.late : remaining ? fill(words.left, { time: hours(remaining.seconds * 1_000) }) : words.due}
        <span className="faint">{instant(dueAt, zone)}</span>
      </button>
      {open && <Explanation obligation={obligation} onClose={() => setOpen(false)} />}
    </>
  );
}

function Explanation({ obligation, onClose }: { obligation: Obligation; onClose: () => void }) {
  const words = useSharedWords();
  return (
    <Dialog title={words.dueWhy} onClose={onClose}>
      <Reasoned about={obligation.conversation}>{(reason) => <Explained obligation={obligation} reason={reason} />}</Reasoned>
    </Dialog>
  );
}

function Explained({ obligation: { conversation, message }, reason }: { obligation: Obligation; reason: string | undefined }) {
  const words = useSharedWords();
  const { data, error, refetch } = useQuery({
    queryKey: [reason === undefined ? 'conversation' : 'case', conversation, 'explanation', message],
    queryFn: () =>
      ask('GET /v1/conversations/{id}/obligations/{message}/explanation', {
        path: { id: conversation, message },
        query: { reason },
      }),
  });
  return (
    <>
      {error && <Failed error={error} again={() => void refetch()} />}
      {data && (
        <>
          <p>
            {fill(words.dueText, {
              received: instant(data.receivedAt, data.zone),
              allowed: data.allowance.text,
              due: instant(data.dueAt, data.zone),
            })}
          </p>
          <CountedDays days={data.days} />
          <p className="faint">
            {fill(words.calendarUsed, { market: data.calendar.market, version: data.calendar.version, zone: data.zone })}
          </p>
        </>
      )}
    </>
  );
}

interface Counted {
  readonly date: string;
  readonly from: string | number;
  readonly countedMs: number;
  readonly reason: 'business-day' | 'weekend' | { readonly holiday: string } | { readonly outage: string };
}

/** Which days count how much, and why. */
export function CountedDays({ days }: { days: readonly Counted[] }) {
  const words = useSharedWords();
  return (
    <Sideways label={words.why}>
      <table>
        <thead>
          <tr>
            <th>{words.day}</th>
            <th className="number">{words.counts}</th>
            <th>{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, from, countedMs, reason }) => (
            <tr key={from}>
              <td>{onDay(date)}</td>
              <td className="number">{countedMs > 0 ? hours(countedMs) : '–'}</td>
              <td>
                {reason === 'business-day'
                  ? words.businessDay
                  : reason === 'weekend'
                    ? words.weekend
                    : 'holiday' in reason
                      ? reason.holiday
                      : fill(words.outage, { why: reason.outage })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}
