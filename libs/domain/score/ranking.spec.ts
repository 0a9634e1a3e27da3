/** R7: what search engines are told of a seller's visibility, each change once. */
import { admin, stamp, system, utc } from '../conversation/given';
import { type Assessment, type RankingEvent, RecordVisibility, ranking } from './ranking';

const T = Date.parse('2026-01-05T09:00:00.000Z');
const assessed = (visibility: number, more: Partial<Assessment> = {}): Assessment => ({
  ...{ visibility, score: null, effect: 'good', obligations: 3, weights: '2026-1', upTo: '10', asOf: utc(T), ...more },
});
const records = (assessment: Assessment, at = T) => new RecordVisibility('s1', stamp(system, at), assessment);
const changed = (assessment: Assessment, at = T): RankingEvent => ({
  type: 'VisibilityChanged',
  data: { seller: 's1', ...assessment, at: utc(at) },
});
const told = (...commands: RecordVisibility[]) => {
  let state = ranking.initial();
  let last: readonly RankingEvent[] = [];
  for (const command of commands) {
    last = ranking.decide(command, state);
    for (const event of last) state = ranking.evolve(state, event);
  }
  return last;
};

describe('R7 visibility', () => {
  const half = assessed(0.5);

  it('is recorded where it is another, whole', () => {
    expect(told(records(half))).toEqual([changed(half)]);
    const more = assessed(0.25, { score: 0, effect: 'restriction', upTo: '11' });
    expect(told(records(half), records(more, T + 1))).toEqual([changed(more, T + 1)]);
  });

  it('is not recorded again, nor where a new seller is as visible as any', () => {
    expect(told(records(half), records({ ...half, upTo: '20', asOf: utc(T + 5) }))).toEqual([]);
    expect(told(records(assessed(1)))).toEqual([]);
    expect(told(records(half), records(assessed(1, { upTo: '11' })))).toEqual([changed(assessed(1, { upTo: '11' }))]);
  });

  it('whoever looked earlier has nothing to say', () => {
    const first = records(assessed(0.5, { upTo: '100' }));
    expect(told(first, records(assessed(0.6, { upTo: '99' })))).toEqual([]);
    expect(told(first, records(assessed(0.6, { upTo: '100', asOf: utc(T - 1) })))).toEqual([]);
    expect(told(first, records(assessed(0.6, { upTo: '100' })))).toHaveLength(1);
  });

  it('nobody says it but the product', () => {
    expect(() => ranking.decide(new RecordVisibility('s1', stamp(admin, T), half), ranking.initial())).toThrow('computed');
  });

  it('a key that had nothing to do changes nothing', () => {
    const state = ranking.initial();
    expect(ranking.evolve(state, { type: 'CommandAcknowledged', data: { command: 'c', at: utc(T) } })).toBe(state);
  });
});
