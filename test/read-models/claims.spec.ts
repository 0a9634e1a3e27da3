/** R2.13 Who asks which obligation: no two ask the same at once, and the projection is never held up by it. */
import { randomUUID } from 'node:crypto';
import { claimTimers, ReadModels } from '../../libs/read-models';
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
});
