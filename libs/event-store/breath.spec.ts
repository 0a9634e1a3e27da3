import { breath } from './breath';

/** Works for so long without a break. */
const work = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('long work', () => {
  it('goes on at once for a while, then lets the loop turn, one worker a turn', async () => {
    await breath();
    expect(breath()).toBeUndefined();
    work(11);
    const turns: string[] = [];
    const worker = async (name: string) => {
      for (let part = 0; part < 3; part++) {
        await breath();
        turns.push(name);
        work(11);
      }
    };
    let over = false;
    const others = () => {
      turns.push('others');
      if (!over) setImmediate(others);
    };
    const both = Promise.all([worker('a'), worker('b')]);
    setImmediate(others);
    await both;
    over = true;
    expect(turns.join(' ')).toMatch(/^a others b others a others b others a others b/);
  });
});
