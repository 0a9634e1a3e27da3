/** R2.13 Who asks which obligation: no two ask the same at once, and the projection is never held up by it. */
import { randomUUID } from 'node:crypto';
import { claimTimers, dueMarkets, ReadModels, type Timer, timerFailed, timersSetAside } from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';

const OBLIGATIONS = 200;
const WAKE = 1_767_225_600_000;

describe('claims', () => {
  let stack: Stack;
  let models: ReadModels;
  let table: string;
  beforeAll(async () => {
    stack = await startStack({ run: ['projector'] });
    models = ReadModels.connect(stack.databaseUrl);
    await stack.projector.end();
    const [{ generation }] = await models.query<{ generation: number }>(
      "SELECT generation FROM projections WHERE name = 'timers' AND active",
    );
    table = `timers_due_g${generation}`;
  });
  afterAll(async () => {
    await models.close();
    await stack.stop();
  });

  /** Obligations that wake one after the other, as the projection writes them. */
  const fill = (market: string) =>
    models.query(
      `INSERT INTO ${table} (stream, key, command, market, wake_at)
       SELECT 'conversation-' || gen_random_uuid(), gen_random_uuid(), 'KeepTime', $1, w + i
       FROM generate_series(1, $2::int) AS i, CAST($3 AS bigint) AS w`,
      [market, OBLIGATIONS, WAKE],
    );
  const market = () => `m-${randomUUID()}`;
  const later = WAKE + 10 * OBLIGATIONS;

  it('are earliest first, in the markets asked for, and only of what is to be woken', async () => {
    const [here, there] = [market(), market()];
    await Promise.all([fill(here), fill(there)]);
    expect(await dueMarkets(models, WAKE)).toEqual([]);
    expect((await dueMarkets(models, WAKE + 1)).toSorted()).toEqual([here, there].toSorted());
    const first = await claimTimers(models, later, [here], 10);
    expect(first.map(({ wakeAt }) => wakeAt - WAKE)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await claimTimers(models, WAKE + 15, [here], 100)).map(({ wakeAt }) => wakeAt - WAKE)).toEqual([11, 12, 13, 14, 15]);
    expect(await claimTimers(models, WAKE, [here, there], 100)).toEqual([]);
    expect(await claimTimers(models, later, [here, there], 500)).toHaveLength(2 * OBLIGATIONS - 15);
  });

  it('of many timekeepers at once do not meet', async () => {
    const here = market();
    await fill(here);
    const asked: string[] = [];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (
          let due = await claimTimers(models, later, [here], 7);
          due.length > 0;
          due = await claimTimers(models, later, [here], 7)
        )
          asked.push(...due.map(({ stream }) => stream));
      }),
    );
    expect(asked).toHaveLength(OBLIGATIONS);
    expect(new Set(asked).size).toBe(OBLIGATIONS);
  });

  it('hold no row that the projection has to write, and end when it has', async () => {
    const here = market();
    await fill(here);
    const due = await claimTimers(models, later, [here], 500);
    expect(due).toHaveLength(OBLIGATIONS);
    await models.transaction(async (client) => {
      await client.query('SET LOCAL lock_timeout = 100');
      await client.query(`UPDATE ${table} SET wake_at = wake_at + 5 WHERE market = $1 AND wake_at <= $2`, [here, WAKE + 3]);
    });
    expect((await claimTimers(models, later, [here], 500)).map(({ wakeAt }) => wakeAt - WAKE)).toEqual([6, 7, 8]);
  });

  it('of a timekeeper that died are free again after their time', async () => {
    const here = market();
    await fill(here);
    expect(await claimTimers(models, later, [here], 500)).toHaveLength(OBLIGATIONS);
    expect(await claimTimers(models, later, [here], 500)).toEqual([]);
    await models.query("UPDATE timer_claims SET until = until - interval '5 seconds'");
    expect(await claimTimers(models, later, [here], 500)).toHaveLength(OBLIGATIONS);
  });

  it('of no market are made whatever time counts', async () => {
    await fill('');
    expect(await claimTimers(models, later, [], 500)).toHaveLength(OBLIGATIONS);
    // Other tests would get them too.
    await models.query(`DELETE FROM ${table} WHERE market = ''`);
  });

  it('do not wait for rows that are being written: those come next time', async () => {
    const here = market();
    await fill(here);
    await models.transaction(async (client) => {
      await client.query(`UPDATE ${table} SET wake_at = wake_at WHERE market = $1 AND wake_at <= $2`, [here, WAKE + 3]);
      const due = await claimTimers(models, later, [here], 2);
      expect(due.map(({ wakeAt }) => wakeAt - WAKE)).toEqual([4, 5]);
    });
    expect((await claimTimers(models, later, [here], 2)).map(({ wakeAt }) => wakeAt - WAKE)).toEqual([1, 2]);
  });

  it('of what is done are forgotten by a pass that finds nothing', async () => {
    const here = market();
    await fill(here);
    await claimTimers(models, later, [here], 500);
    await pass(here, '5 seconds');
    await claimTimers(models, WAKE, [here], 500);
    expect(await models.query(CLAIMS, [here])).toEqual([]);
  });

  describe('that could not be handled', () => {
    const failing = async (here: string, times: number): Promise<boolean[]> => {
      const told: boolean[] = [];
      for (let time = 0; time < times; time++) {
        const [timer] = await claimTimers(models, WAKE + 1, [here], 500);
        told.push(await timerFailed(models, timer, `reason ${time} ${'x'.repeat(600)}`));
        expect(await claimTimers(models, WAKE + 1, [here], 500)).toEqual([]);
        // A pass that finds nothing forgets what is done, not what failed.
        await pass(here, '1 second');
        expect(await claimTimers(models, WAKE - 10, [here], 500)).toEqual([]);
      }
      return told;
    };
    const again = (here: string) => claimTimers(models, WAKE + 1, [here], 500);
    const asideOf = async ([{ stream }]: readonly Timer[]) =>
      (await timersSetAside(models)).some.filter((aside) => aside.stream === stream);

    it('are tried again in a second, twice, and then set aside for a quarter of an hour, alone', async () => {
      const here = market();
      await fill(here);
      expect(await failing(here, 2)).toEqual([false, false]);
      const before = await timersSetAside(models);
      const timers = await again(here);
      expect(await timerFailed(models, timers[0], 'no such calendar')).toBe(true);
      expect((await timersSetAside(models)).count).toBe(before.count + 1);
      const [aside] = await asideOf(timers);
      expect(aside).toMatchObject({ key: timers[0].key, command: 'KeepTime', reason: 'no such calendar' });
      const minutes = (Date.parse(aside.until) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(14);
      expect(minutes).toBeLessThan(16);
      expect(await claimTimers(models, later, [here], 500)).toHaveLength(OBLIGATIONS - 1);

      await pass(here, '15 minutes');
      expect(await asideOf(timers)).toEqual([]);
      expect(await again(here)).toHaveLength(1);
    });

    it('begin again when there is something new to do', async () => {
      const here = market();
      await fill(here);
      expect(await failing(here, 2)).toEqual([false, false]);
      await models.query(`UPDATE ${table} SET wake_at = wake_at - 1 WHERE market = $1 AND wake_at = $2`, [here, WAKE + 1]);
      expect(await failing(here, 3)).toEqual([false, false, true]);
    });

    it('hold up no other timer of the same stream', async () => {
      const here = market();
      await models.query(
        `INSERT INTO ${table} (stream, key, command, market, wake_at)
         SELECT $1, key, command, $2, $3 FROM unnest(ARRAY['a', 'b']) AS key, unnest(ARRAY['KeepTime', 'Other']) AS command`,
        [`conversation-${randomUUID()}`, here, WAKE + 1],
      );
      const [timer] = await again(here);
      await timerFailed(models, timer, 'no');
      const failed = await models.query<Timer>(`${CLAIMS} AND c.failures > 0`, [here]);
      expect(failed.map(({ stream, key, command }) => ({ stream, key, command, wakeAt: WAKE + 1 }))).toEqual([timer]);
    });

    it('say why in at most 500 characters', async () => {
      const here = market();
      await fill(here);
      await failing(here, 1);
      const [{ reason }] = await models.query<{ reason: string }>(CLAIMS, [here]);
      expect(reason).toHaveLength(500);
    });
  });

  /** Claims of a market's timers. */
  const CLAIMS = 'SELECT c.* FROM timer_claims c JOIN timers_due t USING (stream, key, command) WHERE t.market = $1';
  /** As if that much time had passed for a market's claims. */
  const pass = (here: string, time: string) =>
    models.query(
      `UPDATE timer_claims c SET until = until - $2::interval FROM timers_due t
       WHERE t.stream = c.stream AND t.key = c.key AND t.command = c.command AND t.market = $1`,
      [here, time],
    );
});
