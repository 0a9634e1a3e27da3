import { type ReactNode, useState } from 'react';
import type { Picture, PictureObligation, ReplayChange } from '../../../../libs/domain';
import { CountedDays } from '../shared/due';
import { useLegible } from '../shared/legible';
import { Sideways } from '../shared/sideways';
import { dated, hours, instant, Time } from '../shared/times';
import { fill } from '../shared/words';
import { useConversationWords } from '../words/conversation';
import { useReplayWords } from '../words/replay';
import { useSharedWords } from '../words/shared';
import type { Moments } from './moments';
import { useTelling, useValues } from './telling';

const BESIDE = 4;
const BEGINNING = 40;

interface StepProps {
  readonly moments: Moments;
  readonly index: number;
  readonly steps: readonly number[];
  readonly at: number;
  readonly onShow: (at: number) => void;
  readonly onRevision: (revision: number) => void;
}

/** What one step did: among its neighbours, in a sentence, before and after, what led to it, the clock then, and its events. */
export function Step({ moments, index, steps, at, onShow, onRevision }: StepProps) {
  const words = useReplayWords();
  const { picture, step } = moments.at(index);
  const say = useTelling(picture.zone);
  const from = Math.max(0, at - BESIDE);
  const causes = [
    ...new Set(step.causes.flatMap(({ revision }) => (revision === undefined ? [] : [moments.ofRevision(revision)]))),
  ];
  return (
    <section className="stack" aria-label={words.thisStep}>
      <ol className="replay-steps">
        {steps.slice(from, at + BESIDE + 1).map((one, place) => (
          <li key={one} className={one > index ? 'later' : undefined}>
            <button
              type="button"
              className="quiet"
              aria-current={one === index ? 'step' : undefined}
              onClick={() => onShow(from + place)}
            >
              <span className="faint">{instant(moments.all[one].at, picture.zone)}</span>
              <span>{say(moments.telling(one))}</span>
            </button>
          </li>
        ))}
      </ol>
      <Changes changes={step.changes} picture={picture} onRevision={onRevision} />
      {(causes.length > 0 || step.causes.some(({ what }) => what === 'elsewhere')) && (
        <section>
          <h2>{words.causes}</h2>
          <ul>
            {causes.map((one) => (
              <li key={one}>
                <button type="button" className="quiet replay-cause" onClick={() => onRevision(moments.all[one].from)}>
                  {instant(moments.all[one].at, picture.zone)}: {say(moments.telling(one))}
                </button>
              </li>
            ))}
            {step.causes
              .filter(({ what }) => what === 'elsewhere')
              .map(({ id }) => (
                <li key={id} className="faint">
                  {fill(words.elsewhere, { id })}
                </li>
              ))}
          </ul>
        </section>
      )}
      {picture.obligations.length > 0 && (
        <section className="stack">
          <h2>{words.clockThen}</h2>
          {picture.obligations.map((obligation) => (
            <Clock
              key={obligation.message}
              obligation={obligation}
              text={picture.messages.find(({ id }) => id === obligation.message)?.body}
              later={(moments.corrections.get(obligation.message) ?? []).filter(({ revision }) => revision > step.to)}
              onRevision={onRevision}
            />
          ))}
        </section>
      )}
      <Folded summary={words.events}>
        {() => (
          <ol className="stack">
            {step.events.map((event) => (
              <li key={event.id}>
                <strong>
                  {event.revision} {event.type}
                </strong>{' '}
                <span className="faint">
                  {event.actor} · {fill(words.happened, { when: dated(event.at, picture.zone) })}
                  {Math.abs(Date.parse(event.recorded) - Date.parse(event.at)) > 1_000 &&
                    ` · ${fill(words.recordedAt, { when: dated(event.recorded, picture.zone) })}`}
                </span>
                <pre>{JSON.stringify(event.data, null, 2)}</pre>
              </li>
            ))}
          </ol>
        )}
      </Folded>
    </section>
  );
}

/** What is made only where somebody opens it: most of a step is looked at by few. */
function Folded({ summary, className, children }: { summary: ReactNode; className?: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={className} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}

/** What is another than before, with the event that changed it. */
export function Changes({
  changes,
  picture,
  onRevision,
}: {
  changes: readonly ReplayChange[];
  picture: Picture;
  onRevision: (revision: number) => void;
}) {
  const words = useReplayWords();
  const shown = useValues(picture.zone);
  /** A message by how it begins. */
  const begins = (id: unknown) => picture.messages.find((message) => message.id === id)?.body?.slice(0, BEGINNING);
  const value = (field: string, of: ReplayChange['before']) => begins(of) ?? shown(field, of);
  if (changes.length === 0) return <p className="faint">{words.noChanges}</p>;
  return (
    <Sideways label={words.changes}>
      <table className="replay-changes">
        <caption>{words.changes}</caption>
        <thead>
          <tr>
            <th>{words.of}</th>
            <th>{words.before}</th>
            <th>{words.after}</th>
            <th>{words.event}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ of, id, field, before, after, revision }) => (
            <tr key={`${of} ${id} ${field}`}>
              <td>
                {words.parts[of]}: {words.fields[field as 'status'] ?? field}{' '}
                {begins(id) && <q className="faint">{begins(id)}</q>}
              </td>
              <td>{value(field, before)}</td>
              <td>
                <strong>{value(field, after)}</strong>
              </td>
              <td>
                {revision !== undefined && (
                  <button type="button" className="quiet replay-revision" onClick={() => onRevision(revision)}>
                    {revision}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** By when an answer was owed, as that was counted then, and that it was corrected later. */
function Clock({ obligation, text, later, onRevision }: ClockProps) {
  const words = useReplayWords();
  const shared = useSharedWords();
  const quoted = useConversationWords();
  const legible = useLegible();
  const value = useValues(obligation.zone);
  const { state, receivedAt, dueAt, countedMs, remainingMs, days, calendar, zone, late, excused, pauses } = obligation;
  return (
    <Folded
      className="card"
      summary={
        <>
          <span className={`chip ${late ? 'late' : ''}`}>{value('state', state)}</span>{' '}
          {excused && <span className="chip">{words.fields.excused}</span>} <Time at={dueAt} zone={zone} />{' '}
          <span className="faint">{text === undefined ? quoted.unanswered : legible(text).slice(0, BEGINNING)}</span>
        </>
      }
    >
      {() => (
        <>
          <p>
            {fill(words.clockText, {
              received: instant(receivedAt, zone),
              due: instant(dueAt, zone),
              counted: countedMs === null ? '–' : hours(countedMs),
              left: remainingMs === null ? '–' : hours(remainingMs),
            })}
          </p>
          {pauses.map(({ from, to }) => (
            <p key={from} className="faint">
              {fill(words.paused, { from: instant(from, zone), to: instant(to, zone) })}
            </p>
          ))}
          <CountedDays days={days} />
          <p className="faint">
            {fill(shared.calendarUsed, {
              market: calendar.market,
              version: calendar.version,
              zone: `${zone}, ${calendar.tzdata}`,
            })}
          </p>
          {later.map(({ revision, at }) => (
            <p key={revision}>
              <button type="button" className="quiet replay-cause" onClick={() => onRevision(revision)}>
                {fill(words.correctedLater, { when: instant(at, zone) })}
              </button>
            </p>
          ))}
        </>
      )}
    </Folded>
  );
}

interface ClockProps {
  readonly obligation: PictureObligation;
  readonly text: string | undefined;
  readonly later: readonly { readonly revision: number; readonly at: string }[];
  readonly onRevision: (revision: number) => void;
}
