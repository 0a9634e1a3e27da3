import { useMemo } from 'react';
import { dated } from '../shared/times';
import { count, fill } from '../shared/words';
import { useReplayWords } from '../words/replay';
import type { Moments } from './moments';
import { Changes } from './step';

const SHOWN = 100;

/** What is another at one moment than at an earlier one. */
export function Difference({
  moments,
  from,
  to,
  onShow,
}: {
  moments: Moments;
  from: number;
  to: number;
  onShow: (revision: number) => void;
}) {
  const words = useReplayWords();
  const changes = useMemo(() => moments.between(from, to), [moments, from, to]);
  const { picture } = moments.at(to);
  const { zone } = picture;
  return (
    <section className="stack" aria-label={words.compare}>
      <h2>{fill(words.between, { from: dated(moments.all[from].at, zone), to: dated(moments.all[to].at, zone) })}</h2>
      <Changes changes={changes.slice(0, SHOWN)} picture={picture} onRevision={onShow} />
      {changes.length > SHOWN && <p className="faint">{count(words.moreChanges, changes.length - SHOWN)}</p>}
    </section>
  );
}
