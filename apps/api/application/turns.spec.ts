import { setTimeout as sleep } from 'node:timers/promises';
import { TooManyAtOnce, Turns } from './turns';

describe('turns', () => {
  const never = async () => 'never';

  it('a caller has so many running at once, the others in order, and nobody waits for another', async () => {
    const turns = new Turns({ caller: 2, all: 10, patienceMs: 5_000 });
    const begun: string[] = [];
    const work = (name: string) => async () => {
      begun.push(name);
      await sleep(10);
      return name;
    };
    const one = ['1', '2', '3', '4'].map((name) => turns.take('one', work(name)));
    const other = turns.take('other', work('other'));
    await sleep(0);
    expect(begun).toEqual(['1', '2', 'other']);
    expect(await Promise.all([...one, other])).toEqual(['1', '2', '3', '4', 'other']);
    expect(begun.slice(3)).toEqual(['3', '4']);
  });

  it('all together have so many', async () => {
    const turns = new Turns({ caller: 2, all: 3, patienceMs: 5_000 });
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, (_, at) => turns.take(`caller ${at % 5}`, work)));
    expect(most).toBe(3);
  });

  it('who waited too long is told for whom, and takes nobody the turn', async () => {
    const turns = new Turns({ caller: 1, all: 2, patienceMs: 20 });
    const endings: (() => void)[] = [];
    const lasting = () => new Promise<void>((resolve) => void endings.push(resolve));
    const first = turns.take('one', lasting);
    await expect(turns.take('one', never)).rejects.toThrow(new TooManyAtOnce('caller'));
    const second = turns.take('two', lasting);
    await expect(turns.take('three', never)).rejects.toThrow(new TooManyAtOnce('all'));
    for (const end of endings) end();
    await Promise.all([first, second]);
    for (const caller of ['one', 'two', 'three']) expect(await turns.take(caller, async () => 'then')).toBe('then');
  });

  it('what fails gives its turn on', async () => {
    const turns = new Turns({ caller: 1, all: 1, patienceMs: 5_000 });
    const failing = turns.take('one', async () => Promise.reject(new Error('no')));
    const behind = turns.take('one', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await behind).toBe('yes');
  });
});
