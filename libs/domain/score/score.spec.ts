/** R7: a seller's score and visibility from its parts. */
import { rule } from '../conversation/given';
import { type ScoreParts, scoreOf } from './score';
import { changedWeights, SCORE_WEIGHTS, weightsAt } from './weights';

const HOUR = 3_600_000;
const [WEIGHTS] = SCORE_WEIGHTS;
const none: ScoreParts = { obligations: 0, inTime: 0, answers: 0, medianMs: null, steps: 0, told: 0, points: 0, effect: 'good' };
const best: ScoreParts = { ...none, obligations: 20, inTime: 20, answers: 3, medianMs: 0 };
const of = (more: Partial<ScoreParts>, weights = WEIGHTS) => scoreOf({ ...best, ...more }, weights);

describe('R7 the score', () => {
  it.each<[string, Partial<ScoreParts>, number, number]>([
    ['all of everything', {}, 100, 1],
    ['nothing of anything', { inTime: 0, medianMs: 24 * HOUR, points: 40, steps: 1 }, 0, 0.5],
    ['19 of 20 in time', { inTime: 19 }, 97.5, 0.9875],
    ['two thirds in time: rounded once', { obligations: 30, inTime: 20 }, 83.3333, 0.9166665],
    ['six hours', { medianMs: 6 * HOUR }, 95, 0.975],
    ['eight hours: rounded once', { medianMs: 8 * HOUR }, 93.3333, 0.9666665],
    ['more than 24 hours is as bad as 24', { medianMs: 90 * HOUR }, 80, 0.9],
    ['no answer at all', { medianMs: null }, 80, 0.9],
    ['eight points', { points: 8 }, 96, 0.98],
    ['40 points', { points: 40 }, 80, 0.9],
    ['more than 40 are as bad as 40', { points: 90 }, 80, 0.9],
    ['three of four steps told', { steps: 4, told: 3 }, 97.5, 0.9875],
    ['no step told', { steps: 4 }, 90, 0.95],
    ['all together', { inTime: 18, medianMs: 6 * HOUR, points: 10, steps: 2, told: 1 }, 80, 0.9],
  ])('%s', (_, parts, score, visibility) => {
    expect(of(parts)).toMatchObject({ score, visibility });
  });

  it('tells what each part gives, and what of', () => {
    expect(of({ inTime: 18, medianMs: 6 * HOUR, points: 10, steps: 3, told: 1 })).toEqual({
      ...{ score: 78.3333, visibility: 0.8916665, inTimeShare: 0.9, toldShare: 1 / 3 },
      gives: { inTime: 45, median: 15, points: 15, told: 3.3333 },
    });
    expect(scoreOf(none, WEIGHTS)).toEqual({
      ...{ score: null, visibility: 1, inTimeShare: null, toldShare: null },
      gives: { inTime: 0, median: 0, points: 20, told: 10 },
    });
  });

  it.each([
    [0, null],
    [19, null],
    [20, 100],
    [21, 100],
  ])('with %d obligations it is %s', (obligations, score) => {
    expect(of({ obligations, inTime: obligations })).toMatchObject({ score, visibility: 1 });
  });

  it.each([
    ['good', 0.95, 1],
    ['warning', 0.95, 1],
    ['restriction', 0.475, 0.5],
    ['suspension', 0, 0],
    ['removal', 0, 0],
  ] as const)('with the effect %s a score of 90 is seen by %d, none by %d', (effect, visibility, neutral) => {
    expect(of({ inTime: 16, effect })).toMatchObject({ score: 90, visibility });
    expect(of({ obligations: 19, inTime: 19, effect })).toMatchObject({ score: null, visibility: neutral });
  });
});

describe('weights', () => {
  const later = { ...changedWeights(WEIGHTS, { inTime: 30, told: 30, minObligations: 5 }), version: '2027-1', from: 1_000 };

  rule('are those of the version that has begun', () => {
    expect([0, 999, 1_000, 5_000].map((at) => weightsAt([WEIGHTS, later], at).version)).toEqual([
      ...['2026-1', '2026-1', '2027-1', '2027-1'],
    ]);
    expect(weightsAt([WEIGHTS], -1)).toBe(WEIGHTS);
    expect(of({ inTime: 10, steps: 1 }, later)).toMatchObject({ score: 55 });
    expect(of({ obligations: 5, inTime: 5 }, later)).toMatchObject({ score: 100 });
  });

  it.each([
    ['speed is no weight', { speed: 1 }],
    ['version is no weight', { version: 'x' }],
    ['inTime has to be a number from 0 to 100', { inTime: '50' }],
    ['inTime has to be a number from 0 to 100', { inTime: -1, told: 61 }],
    ['neutral has to be a number from 0 to 1', { neutral: 1.1 }],
    ['allowanceHours has to be a number from 1', { allowanceHours: 0 }],
    ['minObligations has to be a whole number', { minObligations: 1.5 }],
    ['have to add up to 100, not 110', { told: 20 }],
    ['pointsLimit has to be a number from 1', { pointsLimit: Number.NaN }],
  ])('%s', (why, changes) => {
    expect(() => changedWeights(WEIGHTS, changes)).toThrow(why);
  });
});
