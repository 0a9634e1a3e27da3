import { request as httpRequest } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Caller } from '../application/caller';
import { beginEvents } from './event-stream';
import { takeTurns } from './turns';

const TOGETHER = 16;

describe('turns of those who call', () => {
  let server: FastifyInstance;
  /** What is worked on, by who asked, and what lets it go on. */
  let working: { who: string; goOn: () => void }[];
  beforeEach(async () => {
    working = [];
    server = fastify();
    server.decorateRequest('caller', undefined);
    server.addHook('onRequest', (request, _reply, done) => {
      const [role, seller, sub] = String(request.headers['x-who']).split(' ');
      request.caller = { role, sub, ...(role === 'seller' && { seller }) } as Caller;
      done();
    });
    // Who called once goes on calling: nothing depends on how fast this machine is.
    takeTurns(server, { together: TOGETHER, spanMs: 600_000 });
    const work = (request: { headers: Record<string, unknown> }) =>
      new Promise((resolve) => working.push({ who: String(request.headers['x-who']), goOn: () => resolve({}) }));
    server.get('/slow', work);
    server.post('/slow', work);
    server.post('/upload', { config: { multipart: true } }, work);
    server.get('/events', async (_request, reply: FastifyReply) => void beginEvents(reply).write('\n'));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    server.server.closeAllConnections();
    for (const { goOn } of working) goOn();
    await server.close();
  });

  const ask = (who: string, path = '/slow', method = 'GET') =>
    fetch(`${server.listeningOrigin}${path}`, { method, headers: { 'x-who': who } });
  const askOften = (who: string, count: number) => Array.from({ length: count }, () => ask(who).catch(() => undefined));
  const of = (who: string) => working.filter((one) => one.who === who);
  /** When all that was sent has come, since a request that has no turn to wait for comes behind it. */
  const allCame = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    await (await ask('nobody x', '/events')).body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('who calls alone has all of them, and what is beyond waits', async () => {
    const all = askOften('buyer - loud', 40);
    await allCame();
    expect(of('buyer - loud').length).toBeGreaterThanOrEqual(TOGETHER / 2);
    expect(of('buyer - loud').length).toBeLessThanOrEqual(TOGETHER);
    for (let done = 0; done < 40; done++) {
      working[done].goOn();
      await all[done];
    }
    expect(working).toHaveLength(40);
  });

  it('who asks all the time leaves room for those who call as well: members of a seller are one', async () => {
    const others = Array.from({ length: TOGETHER }, (_, index) => `buyer - ${index}`);
    for (const who of others) await (await ask(who, '/events')).body?.cancel();
    for (let before = 0; before < 20; before++) await (await ask('seller loud one', '/events')).body?.cancel();
    askOften('seller loud one', 100);
    askOften('seller loud two', 100);
    await allCame();
    expect(working).toHaveLength(1);
    // One request of somebody else waits for none of them, and as many as a page asks for do not wait for each other.
    askOften('seller quiet one', 4);
    await allCame();
    expect(of('seller quiet one')).toHaveLength(4);
    working[0].goOn();
    await allCame();
    expect(of('seller loud one').length + of('seller loud two').length).toBe(2);
  });

  it('who asks all the time has a larger part the fewer call', async () => {
    for (const other of ['a', 'b', 'c']) await (await ask(`buyer - ${other}`, '/events')).body?.cancel();
    for (let before = 0; before < 20; before++) await (await ask('seller busy one', '/events')).body?.cancel();
    askOften('seller busy one', 40);
    await allCame();
    expect(of('seller busy one')).toHaveLength(TOGETHER / 4);
  });

  it('reads hold up no writes, nothing holds up an upload, and a stream that has begun holds up nothing', async () => {
    const streams = await Promise.all(Array.from({ length: TOGETHER + 1 }, () => ask('buyer - me', '/events')));
    askOften('buyer - me', 40);
    await allCame();
    const reads = working.length;
    expect(reads).toBeGreaterThan(0);
    void ask('buyer - me', '/slow', 'POST').catch(() => undefined);
    void ask('buyer - me', '/upload', 'POST').catch(() => undefined);
    await allCame();
    expect(working).toHaveLength(reads + 2);
    for (const { body } of streams) await body?.cancel();
  });

  it('who left is not worked on when its turn comes', async () => {
    const left = Array.from({ length: TOGETHER * 2 }, () => {
      const one = httpRequest(`${server.listeningOrigin}/slow`, { headers: { 'x-who': 'buyer - me' } });
      one.on('error', () => undefined).end();
      return one;
    });
    await allCame();
    const begun = working.length;
    expect(begun).toBeLessThan(left.length);
    // The last come, who wait, go first.
    for (const one of left.slice(begun)) one.destroy();
    await allCame();
    for (const one of left) one.destroy();
    await allCame();
    expect(working).toHaveLength(begun);
    const next = ask('buyer - me');
    await allCame();
    expect(working).toHaveLength(begun + 1);
    working[begun].goOn();
    expect((await next).status).toBe(200);
  });
});
