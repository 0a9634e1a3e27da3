/** Read your own writes: waiting ends when the projection commits, with or without a notification. */
import { randomUUID } from 'node:crypto';
import { type ReadModels, waitFor } from '../../libs/read-models';
import { type Follower, type Ground, opening, projectionNamed, record, startFollower, startGround } from './support';

describe('waiting for a position', () => {
  let ground: Ground;
  let follower: Follower;
  beforeAll(async () => {
    ground = await startGround();
    follower = startFollower(ground, projectionNamed('inbox'));
    const id = randomUUID();
    expect(await waitFor(ground.models, 'inbox', await record(ground.store, id, opening(id)), 10_000)).toBe(true);
  });
  afterAll(async () => {
    await follower.stop();
    await ground.stop();
  });

  const write = () => {
    const id = randomUUID();
    return record(ground.store, id, opening(id));
  };
  const rowsAt = async (models: ReadModels, position: bigint) =>
    (await models.query('SELECT 1 FROM inbox_conversations WHERE latest_position <= $1', [String(position)])).length;

  it('resolves as soon as it is there, and the rows are', async () => {
    const times: number[] = [];
    for (let round = 0; round < 10; round++) {
      const position = await write();
      const started = performance.now();
      expect(await waitFor(ground.models, 'inbox', position)).toBe(true);
      times.push(performance.now() - started);
      expect(await rowsAt(ground.models, position)).toBe(2 * (round + 2));
    }
    // Well below the 200 ms after which it would look again without having been told.
    expect(times.sort((a, b) => a - b)[5]).toBeLessThan(150);
  });

  it('without notifications too: the connection they come by is cut again and again', async () => {
    for (let round = 0; round < 5; round++) {
      await ground.models.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
      );
      expect(await waitFor(ground.models, 'inbox', await write())).toBe(true);
    }
  });

  it('gives up when the time is over, and at once where nothing is to be waited for', async () => {
    const position = (await write()) + 1_000_000n;
    const started = Date.now();
    expect(await waitFor(ground.models, 'inbox', position, 300)).toBe(false);
    const took = Date.now() - started;
    expect(took).toBeGreaterThanOrEqual(290);
    expect(took).toBeLessThan(1_000);
    expect(await waitFor(ground.models, 'no such projection', 0n, 100)).toBe(false);
    expect(await waitFor(ground.models, 'inbox', 0n, 0)).toBe(true);
  });
});
