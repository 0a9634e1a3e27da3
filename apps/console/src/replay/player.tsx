import { useEffect, useMemo, useRef, useState } from 'react';
import { type Lens, withQuestions } from '../../../../libs/domain';
import { go, Link, useAddress, withQuery } from '../shared/address';
import { useActions } from '../shared/keys';
import { useLegible } from '../shared/legible';
import { saveAs } from '../shared/save-as';
import { dated } from '../shared/times';
import { fill, useLanguage } from '../shared/words';
import { useReplayWords } from '../words/replay';
import { useSharedWords } from '../words/shared';
import { Difference } from './difference';
import { Moments } from './moments';
import type { Record } from './replay';
import { Step } from './step';
import { Stood } from './stood';
import { isReading, problemsOf, Strip } from './strip';
import { useTelling } from './telling';

const LENSES = ['platform', 'seller', 'buyer'] as const;
const ADDRESS_AFTER_MS = 200;

interface PlayerProps {
  readonly conversation: string;
  readonly record: Record;
  /** How far the rest is read; undefined once all is here. */
  readonly reading: string | undefined;
  readonly onAgain: () => void;
}

/** A conversation at a moment, with a slider over its steps; moment, lens and what it is compared with stand in the address. */
export function Player({ conversation, record, reading, onAgain }: PlayerProps) {
  const words = useReplayWords();
  const shared = useSharedWords();
  const language = useLanguage();
  const address = useAddress();
  const { query } = address;
  const lens: Lens = LENSES.find((one) => one === query.get('lens')) ?? 'platform';
  const seen = useMemo(() => {
    if (lens === 'platform') return { moments: record.moments };
    const moments = new Moments(lens, language, record.calendars);
    for (const step of record.steps) moments.add(step);
    return { moments };
  }, [lens, language, record]);
  const { moments } = seen;
  const withReadings = query.get('readings') === '1';
  /** The moments that are stepped through: reading changes nothing, and is left out unless asked for. */
  const steps = useMemo(
    () => seen.moments.all.flatMap((moment, index) => (withReadings || !isReading(moment) ? [index] : [])),
    [seen, withReadings],
  );
  const problems = useMemo(
    () => steps.flatMap((index, at) => (problemsOf(moments.all[index]).length > 0 ? [at] : [])),
    [moments, steps],
  );
  const { at, show } = usePinned(moments, steps);
  const other = query.has('with') ? nearest(steps, moments.ofRevision(Number(query.get('with')))) : undefined;
  const index = steps[at];
  const [messages, setMessages] = useState(20);
  const { picture, step } = moments.at(index, messages);
  const say = useTelling(picture.zone);
  const moment = moments.all[index];
  const isLast = at === steps.length - 1;
  // Where one is likely to go is there before the key.
  useEffect(() => {
    const prepare = () => {
      if (moments.prepare(steps, at, messages)) idle = requestIdleCallback(prepare);
    };
    let idle = requestIdleCallback(prepare);
    return () => cancelIdleCallback(idle);
  }, [moments, steps, at, messages]);
  const toRevision = (revision: number) => show(nearest(steps, moments.ofRevision(revision)));
  const jump = (by: number) => {
    const next = by > 0 ? problems.find((one) => one > at) : problems.findLast((one) => one < at);
    if (next !== undefined) show(next);
  };
  const set = (changes: { readonly [name: string]: string | undefined }) =>
    go(withQuery(address, { revision: String(moment.to), asOf: undefined, ...changes }), { replace: true });
  const save = () => {
    const state = { ...picture, messages: picture.messages.map(withQuestions) };
    const text = JSON.stringify({ conversation, lens, asOf: moment.at, revision: moment.to, state, step }, null, 2);
    saveAs(`${conversation}-${moment.to}-${lens}.json`, [text], 'application/json');
  };
  const actions = [
    { id: 'step-on', label: words.stepOn, key: 'ArrowRight', run: () => show(at + 1) },
    { id: 'step-back', label: words.stepBack, key: 'ArrowLeft', run: () => show(at - 1) },
    { id: 'first', label: words.toFirst, key: 'Home', run: () => show(0) },
    { id: 'last', label: words.toLast, key: 'End', run: () => show(steps.length - 1) },
    { id: 'next-problem', label: words.nextProblem, key: 'n', run: () => jump(1) },
    { id: 'previous-problem', label: words.previousProblem, key: 'p', run: () => jump(-1) },
    { id: 'save-moment', label: words.save, run: save },
  ];
  useActions(actions);
  const legible = useLegible();
  return (
    <>
      <header className="row between replay-head">
        <h2>{legible(picture.subject)}</h2>
        <fieldset className="plain row">
          <legend className="unseen">{words.lens}</legend>
          {LENSES.map((one) => (
            <label key={one} className="check">
              <input
                type="radio"
                name="lens"
                checked={one === lens}
                onChange={() => set({ lens: one === 'platform' ? undefined : one })}
              />
              {fill(words.asSeenBy, { who: shared[one] })}
            </label>
          ))}
        </fieldset>
      </header>
      <p className={`replay-band ${isLast && !reading ? '' : 'past'}`}>
        {fill(isLast && !reading ? words.asItStandsLast : words.asItStood, {
          when: dated(moment.at, picture.zone),
          zone: picture.zone,
        })}{' '}
        {reading}
      </p>
      <Strip
        moments={moments}
        steps={steps}
        at={at}
        other={other}
        onShow={show}
        onOther={(one) => set({ with: String(moments.all[steps[one]].to) })}
        onKey={(key) => actions.find((action) => action.key === key)?.run()}
        say={(one) => say(moments.telling(steps[one]))}
        calendar={record.calendars.first}
        zone={picture.zone}
      />
      <div className="row">
        <button type="button" onClick={() => show(at - 1)} disabled={at === 0} aria-label={words.stepBack}>
          ←
        </button>
        <button type="button" onClick={() => show(at + 1)} disabled={isLast} aria-label={words.stepOn}>
          →
        </button>
        <button type="button" onClick={() => jump(1)} disabled={!problems.some((one) => one > at)}>
          {words.nextProblem} <kbd>n</kbd>
        </button>
        <button type="button" onClick={() => set({ with: other === undefined ? String(moments.all[0].to) : undefined })}>
          {other === undefined ? words.compare : words.compareNot}
        </button>
        <button type="button" onClick={save}>
          {words.save}
        </button>
        <Link className="button" to={`/evidence?conversations=${conversation}&asOf=${encodeURIComponent(moment.at)}`}>
          {words.evidence}
        </Link>
        <button type="button" onClick={onAgain}>
          {words.readAgain}
        </button>
        <label className="check">
          <input
            type="checkbox"
            checked={withReadings}
            onChange={({ target }) => set({ readings: target.checked ? '1' : undefined })}
          />
          {words.withReadings}
        </label>
      </div>
      <div className="replay-two">
        <Stood
          picture={picture}
          changed={new Set(step.changes.flatMap(({ id }) => id ?? []))}
          onMore={() => setMessages(messages + 40)}
        />
        {other !== undefined && other !== at ? (
          <Difference moments={moments} from={steps[Math.min(at, other)]} to={steps[Math.max(at, other)]} onShow={toRevision} />
        ) : (
          <Step moments={moments} index={index} steps={steps} at={at} onShow={show} onRevision={toRevision} />
        )}
      </div>
    </>
  );
}

/** The place among the steps at or before a moment. */
function nearest(steps: readonly number[], index: number): number {
  const place = steps.findLastIndex((one) => one <= index);
  return Math.max(0, place);
}

/** Where we are: what the address says, which follows a little later. */
function usePinned(moments: Moments, steps: readonly number[]) {
  const address = useAddress();
  const { query } = address;
  const [revision, asOf] = [query.get('revision'), query.get('asOf')];
  const wanted =
    revision !== null && revision !== ''
      ? moments.ofRevision(Number(revision))
      : asOf
        ? moments.ofInstant(Date.parse(asOf))
        : moments.all.length - 1;
  const [local, setLocal] = useState<{ readonly pinned: string; readonly to: number }>();
  const pinned = `${revision} ${asOf}`;
  const current = useRef(address);
  current.current = address;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // What was slid to counts until the address says something else.
  const index = local?.pinned === pinned ? moments.ofRevision(local.to) : wanted;
  const at = nearest(steps, index);
  const show = (place: number) => {
    const next = moments.all[steps[Math.max(0, Math.min(steps.length - 1, place))]];
    if (!next) return;
    setLocal({ pinned, to: next.to });
    clearTimeout(timer.current);
    // A browser allows so many addresses a second.
    timer.current = setTimeout(() => {
      setLocal({ pinned: `${next.to} null`, to: next.to });
      go(withQuery(current.current, { revision: String(next.to), asOf: undefined }), { replace: true });
    }, ADDRESS_AFTER_MS);
  };
  return { at, show };
}
