/** Health and metrics of the api: what stands still, what was passed over, and that reads go on where they can. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Stranger } from '../event-store/registry';
import { sharedStack } from '../support/shared-stack';
import { eventually, type Stack, startStack } from '../support/stack';

describe('the health of the api', () => {
  let stack: Stack;
  let database: pg.Client;
  beforeAll(async () => {
    stack = await startStack({ run: ['api'] });
    database = new pg.Client({ connectionString: stack.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await stack.stop();
  });

  const ready = async (path = '/v1/health/ready') => {
    const answer = await fetch(stack.url + path);
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  };
  const standStill = (name: string, position: number | null) =>
    database.query(
      'UPDATE projections SET poisoned_position = $2, poisoned_error = $3, poisoned_since = $4 WHERE name = $1 AND active',
      [name, position, position && 'it breaks', position && '2026-01-05T09:00:00Z'],
    );

  it('is not ready while the inbox stands still; what else stands still is shown with its since', async () => {
    await database.query(`INSERT INTO projections (name, version, generation, position, active)
      SELECT name, 1, 1, 5, true FROM unnest(ARRAY['inbox', 'search']) name ON CONFLICT DO NOTHING`);
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', standing: [] } });
    const stands = { position: '7', since: '2026-01-05T09:00:00.000Z', reason: 'it breaks' };
    await standStill('search', 7);
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', standing: [{ name: 'search', ...stands }] } });
    await standStill('search', null);
    await standStill('inbox', 7);
    for (const path of ['/v1/health/ready', '/health/ready'])
      expect(await ready(path)).toMatchObject({
        status: 503,
        body: { status: 'not-ready', standing: [{ name: 'inbox', ...stands }] },
      });
    expect(await (await fetch(`${stack.url}/metrics`)).text()).toContain('helpdesk_projection_poisoned{projection="inbox"} 1');
    await standStill('inbox', null);
    expect((await ready()).status).toBe(200);
  });

  it('tells what of the streams of the product was passed over, and how its clock stands', async () => {
    const stranger = new Stranger(stack.eventStoreUrl);
    await stranger.write('market-42', 'Anything', {}).finally(() => stranger.end());
    const { body } = await eventually('the event is passed over', async () => {
      const answer = await ready();
      return (answer.body.passedOver as { count: number }).count > 0 && answer;
    });
    expect(body.passedOver).toEqual({
      count: 1,
      latest: [{ stream: 'market-42', revision: 0, type: 'Anything', reason: expect.stringMatching(/metadata/) }],
    });
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    expect(metrics).toContain('helpdesk_passed_over_events 1');
    const buyer = await stack.as('buyer');
    await buyer
      .post('/v1/conversations', { market: 'de', seller: 'shop', topic: 'question', subject: 'a', message: { body: 'b' } })
      .expect(201);
    expect((await ready()).body.clock).toMatchObject({ status: 'agrees' });
  });

  it('counts refusals by code', async () => {
    const buyer = await stack.as('buyer');
    await buyer.get(`/v1/inbox?limit=0&x=${randomUUID()}`).expect(400);
    expect(await (await fetch(`${stack.url}/metrics`)).text()).toMatch(/helpdesk_problems_total\{code="invalid"\} [1-9]/);
  });
});

// A server of somebody else is not ours to stop.
(process.env.EVENTSTORE_URL ? describe.skip : describe)('with the store away', () => {
  it('an api that starts reads on from PostgreSQL, answers writes with 503, and goes on when it is back', async () => {
    const stack = await sharedStack();
    const { eventStore } = stack;
    try {
      const buyer = await stack.as('buyer');
      const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'a', message: { body: 'b' } };
      const opened = await buyer.post('/v1/conversations', opening).expect(201);
      const { conversation } = opened.body as { conversation: string };
      await buyer.get('/v1/inbox').set('X-Min-Position', opened.headers['x-position']).expect(200);
      await eventStore?.end();
      await stack.api.killAndRestart();
      const { body } = await buyer.get('/v1/inbox').expect(200);
      expect(body.items).toMatchObject([{ conversation }]);
      await buyer.get(`/v1/conversations/${conversation}/messages`).expect(200);
      const key = randomUUID();
      const refused = await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'c' }, key).expect(503);
      expect(refused.body.code).toBe('store-unavailable');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await fetch(`${stack.url}/health/ready`)).status).toBe(503);
      await eventStore?.start();
      await eventually('writes go on', async () => {
        const { status } = await buyer.post(`/v1/conversations/${conversation}/messages`, { body: 'c' }, key);
        return status === 201;
      });
    } finally {
      await stack.stop();
    }
  });
});
