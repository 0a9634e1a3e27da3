import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { answerInTime, endUnreadAnswers } from './late-answers';

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

describe('an answer whose reader stops reading', () => {
  const AFTER_MS = 300;
  const PART = 'x'.repeat(64 * 1_024);
  let server: FastifyInstance;
  let ended: () => void;
  const end = () => new Promise<void>((resolve) => (ended = resolve));
  beforeAll(async () => {
    server = fastify();
    endUnreadAnswers(server, AFTER_MS);
    async function* parts(count: number, pauseMs: number) {
      try {
        for (let part = 0; part < count; part++) {
          yield PART;
          await sleep(pauseMs);
        }
      } finally {
        ended();
      }
    }
    server.get('/long', async (_request, reply) => reply.send(Readable.from(parts(10_000, 0))));
    server.get('/slow', async (_request, reply) => reply.send(Readable.from(parts(3, 2 * AFTER_MS))));
    server.get('/text', async () => PART.repeat(500));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  const asked = async (path: string): Promise<Socket> => {
    const socket = connect(Number(new URL(server.listeningOrigin).port), '127.0.0.1');
    socket.on('error', () => undefined).write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'readable');
    return socket;
  };

  it('is ended with what it is made from, and its connection closed, also where all of it was made', async () => {
    const left = end();
    const sockets = await Promise.all([asked('/long'), asked('/text')]);
    await left;
    for (const socket of sockets) {
      socket.resume();
      await once(socket, 'close');
    }
  });

  it('goes on where it is made slowly', async () => {
    const whole = end();
    const slow = await fetch(`${server.listeningOrigin}/slow`);
    expect(await slow.text()).toBe(PART.repeat(3));
    await whole;
  });
});
