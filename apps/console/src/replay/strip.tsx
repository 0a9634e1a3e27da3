import { memo, useMemo } from 'react';
import { type Calendar, intervals } from '../../../../libs/domain';
import { instant } from '../shared/times';
import { count, fill } from '../shared/words';
import { useReplayWords } from '../words/replay';
import type { Moment, Moments } from './moments';

type Problem = 'overdue' | 'violation' | 'contest';
const PROBLEMS: readonly Problem[] = ['overdue', 'violation', 'contest'];
const READINGS: ReadonlySet<string> = new Set(['ConversationRead', 'HistoryAccessed']);
const HATCH = [3, 9, 15, 21, 27];
const SLIDER_KEYS = new Set(['n', 'p']);

/** Nothing but that somebody read. */
export const isReading = ({ events }: Moment): boolean => events.every(({ type }) => READINGS.has(type));

/** What went wrong in a moment. */
export function problemsOf({ events }: Moment): Problem[] {
  return events.flatMap(({ type, data }): Problem[] => {
    if (type === 'ReplyObligationOverdue' || type === 'ReplyObligationEscalated') return ['overdue'];
    if (type === 'ViolationRecorded') return ['violation'];
    const isContest = type === 'NoReplyNeededContested' || (type === 'ReplyObligationOpened' && data.kind === 'unanswered');
    return isContest ? ['contest'] : [];
  });
}

interface StripProps {
  readonly moments: Moments;
  readonly steps: readonly number[];
  readonly at: number;
  readonly other: number | undefined;
  readonly onShow: (at: number) => void;
  readonly onOther: (at: number) => void;
  /** A key that the slider does not know. */
  readonly onKey: (key: string) => void;
  readonly say: (at: number) => string;
  readonly calendar: Calendar | undefined;
  readonly zone: string;
}

/** The slider over the steps, and above it the days of the market and what went wrong. */
export function Strip({ moments, steps, at, other, onShow, onOther, onKey, say, calendar, zone }: StripProps) {
  const words = useReplayWords();
  const strip = useMemo(() => drawn(moments, steps, calendar), [moments, steps, calendar]);
  const { uncounted, marks } = strip;
  const when = (one: number) => instant(moments.all[steps[one]].at, zone);
  const speak = (one: number) => `${fill(words.stepOf, { step: one + 1, of: steps.length })}: ${when(one)}. ${say(one)}`;
  const slider = (label: string, value: number, onChange: (to: number) => void) => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={speak(value)}
      min={0}
      max={steps.length - 1}
      value={value}
      onChange={({ target }) => onChange(Number(target.value))}
      onKeyDown={(event) => {
        if (!SLIDER_KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onKey(event.key);
      }}
    />
  );
  return (
    <section className="replay-strip" aria-label={words.slider}>
      <div className="replay-days">
        <Days strip={strip} steps={steps.length} />
        <svg viewBox={boxOf(steps.length)} preserveAspectRatio="none" aria-hidden="true">
          <path d={`M${at + 0.5} 0v30`} className="here" />
        </svg>
      </div>
      {slider(words.slider, at, onShow)}
      {other !== undefined && (
        <>
          <span className="faint">
            {words.otherSlider}: {when(other)}
          </span>
          {slider(words.otherSlider, other, onOther)}
        </>
      )}
      <p className="row faint">
        <span>{fill(words.stepOf, { step: at + 1, of: steps.length })}</span>
        {PROBLEMS.filter((problem) => marks[problem].count > 0).map((problem) => (
          <span key={problem} className="row">
            <span className={`replay-key ${problem}`} aria-hidden="true" />
            {count(words.problems[problem], marks[problem].count)}
          </span>
        ))}
        {uncounted.length > 0 && (
          <span className="row">
            <span className="replay-key uncounted" aria-hidden="true" />
            {words.uncounted}
          </span>
        )}
      </p>
    </section>
  );
}

/** From the middle of the first step to that of the last, as the knob of the slider goes. */
const boxOf = (steps: number) => `0.5 0 ${Math.max(0.01, steps - 1)} 30`;

/** What stays as it is while one steps: drawn once, however much it is. */
const Days = memo(function Days({ strip, steps }: { strip: ReturnType<typeof drawn>; steps: number }) {
  const { uncounted, borders, marks } = strip;
  return (
    <svg viewBox={boxOf(steps)} preserveAspectRatio="none" aria-hidden="true">
      {/* Hatched, whatever the scale. */}
      <path
        d={uncounted
          .map(([from, to]) => HATCH.map((y) => `M${Math.max(0.5, from)} ${y}H${Math.min(steps - 0.5, to)}`).join(''))
          .join('')}
        className="uncounted"
      />
      <path d={borders} className="border" />
      {PROBLEMS.map((problem) => (
        <path key={problem} d={marks[problem].path} className={problem} />
      ))}
    </svg>
  );
});

/** Stretches of steps on days that do not count, borders of days, and the places of problems: as paths, however many there are. */
function drawn(moments: Moments, steps: readonly number[], calendar: Calendar | undefined) {
  const uncounted: [from: number, to: number][] = [];
  const marks = { overdue: { path: '', count: 0 }, violation: { path: '', count: 0 }, contest: { path: '', count: 0 } };
  let borders = '';
  const dayAt = daysOf(moments, calendar);
  let before: string | undefined;
  for (const [place, index] of steps.entries()) {
    const moment = moments.all[index];
    const day = dayAt(Date.parse(moment.at));
    if (before !== undefined && day && day.date !== before) borders += `M${place} 0v30`;
    before = day?.date;
    if (day && day.reason !== 'business-day') {
      const last = uncounted.at(-1);
      if (last?.[1] === place) last[1] = place + 1;
      else uncounted.push([place, place + 1]);
    }
    for (const problem of new Set(problemsOf(moment))) {
      marks[problem].count++;
      marks[problem].path += `M${place + 0.5} ${PROBLEMS.indexOf(problem) * 10}v10`;
    }
  }
  return { uncounted, borders, marks };
}

/** The day of the market at an instant, best asked in order. */
function daysOf({ all }: Moments, calendar: Calendar | undefined) {
  const [first, last] = [all[0], all.at(-1)];
  let place = 0;
  try {
    const days = calendar && first && last ? intervals(calendar, Date.parse(first.at), Date.parse(last.at) + 1) : [];
    return (at: number) => {
      while (place > 0 && days[place].from > at) place--;
      while (days[place + 1]?.from <= at) place++;
      return days[place];
    };
  } catch {
    // Outside of its years.
    return () => undefined;
  }
}
