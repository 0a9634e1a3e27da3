import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { answerInTime } from './late-answers';

const WITHIN_MS = 50;

describe('an answer that does not come', () => {
  let server: FastifyInstance;
  let goOn: () => void;
  beforeAll(async () => {
    server = fastify();
    answerInTime(server, WITHIN_MS);
    server.get('/never', () => new Promise(() => undefined));
    server.get('/late', () => new Promise((resolve) => (goOn = () => resolve({ late: true }))));
    server.get('/long', async (_request, reply) => {
      async function* lines() {
        yield 'first\n';
        await sleep(4 * WITHIN_MS);
        yield 'last\n';
      }
      return reply.send(Readable.from(lines()));
    });
    server.post('/upload', { config: { multipart: true } }, async () => {
      await sleep(4 * WITHIN_MS);
      return 'kept';
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const ask = (path: string, method = 'GET') => fetch(`${server.listeningOrigin}${path}`, { method });

  it('is a 503 that says when to ask again', async () => {
    const answer = await ask('/never');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.json()).toMatchObject({ code: 'too-long' });
  });

  it('and comes after all disturbs nobody', async () => {
    const { status } = await ask('/late');
    goOn();
    expect([status, (await ask('/upload', 'POST')).status]).toEqual([503, 200]);
  });

  it('is none that began, and none to a file that is uploaded', async () => {
    expect(await (await ask('/long')).text()).toBe('first\nlast\n');
    expect(await (await ask('/upload', 'POST')).text()).toBe('kept');
  });
});
