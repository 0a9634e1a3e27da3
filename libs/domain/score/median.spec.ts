/** R7: the middle of counted answer times. */
import fc from 'fast-check';
import { medianOf } from './median';

describe('R7 the middle of answer times', () => {
  it.each<[readonly (readonly number[])[], number | null]>([
    [[], null],
    [[[], []], null],
    [[[7]], 7],
    [[[0, 0, 0]], 0],
    [[[1, 2, 9, 20]], 5.5],
    [[[9], [12, 100]], 12],
    [[[3, 3], [3], [4]], 3],
    [[[100], [], [9, 12]], 12],
  ])('of %j is %s', (lists, middle) => {
    expect(medianOf(lists)).toBe(middle);
  });

  it('is that of all in one list, by size and not by name', () => {
    const growing = fc.array(fc.nat({ max: 400_000_000 })).map((list) => list.sort((one, other) => one - other));
    fc.assert(
      fc.property(fc.array(growing), (lists) => {
        const all = lists.flat().sort((one, other) => one - other);
        const [low, high] = [all[Math.floor((all.length - 1) / 2)], all[all.length >>> 1]];
        expect(medianOf(lists)).toBe(all.length === 0 ? null : (low + high) / 2);
      }),
    );
  });
});
