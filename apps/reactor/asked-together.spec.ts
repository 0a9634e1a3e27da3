import { setImmediate as turn } from 'node:timers/promises';
import { askedTogether } from './asked-together';

describe('what is asked together', () => {
  const together = () => {
    const asked: (readonly number[])[] = [];
    const double = askedTogether(async (numbers: readonly number[]) => {
      asked.push(numbers);
      if (numbers.includes(13)) throw new Error('no such number');
      return numbers.map((number) => 2 * number);
    });
    return { asked, double };
  };

  it('is answered at once, each by its own answer', async () => {
    const { asked, double } = together();
    expect(await Promise.all([3, 1, 2].map(double))).toEqual([6, 2, 4]);
    expect(asked).toEqual([[3, 1, 2]]);
  });

  it('is what one turn of the loop asked: what comes later is asked later', async () => {
    const { asked, double } = together();
    const first = double(1);
    await turn();
    const second = double(2);
    expect([await first, await second, await double(3)]).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1], [2], [3]]);
  });

  it('fails together, and nothing else does', async () => {
    const { double } = together();
    const failed = await Promise.allSettled([1, 13].map(double));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await double(4)).toBe(8);
  });
});
