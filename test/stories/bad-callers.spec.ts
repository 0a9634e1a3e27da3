/** One caller, or one slow server, slows nobody else: what never ends is ended, what one has too much of is refused, and each is told. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { childrenOf, postgresOf } from '../support/process';
import { type Person, type Stack, startStack } from '../support/stack';

const CONNECTIONS = 100;

describe('bad callers', () => {
  let stack: Stack;
  let agent: Person;
  const port = () => Number(new URL(stack.url).port);
  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'], env: { CONNECTIONS_PER_ADDRESS: String(CONNECTIONS) } });
    agent = await stack.as('seller', 'agent', 'shop');
  });
  afterAll(() => stack.stop());

  const opened = async (said = ''): Promise<Socket> => {
    const socket = connect(port(), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write(said);
    return socket;
  };
  const answered = async (socket: Socket): Promise<string> => {
    let text = '';
    for await (const part of socket) text += String(part);
    return text;
  };

  it('a request that does not come whole is 408, and what a connection that says nothing holds is let go', async () => {
    const head = (path: string, type: string) =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${agent.token}\r\nIdempotency-Key: ${randomUUID()}\r\n` +
      `Content-Type: ${type}\r\nContent-Length: 9000\r\n\r\n`;
    const question = { market: 'de', seller: 'shop', topic: 'question', subject: 'x', message: { body: 'Is it blue?' } };
    const { conversation } = (await (await stack.as('buyer')).post('/v1/conversations', question).expect(201)).body;
    const began = Date.now();
    // Answered before it was whole.
    const nowhere = await opened(head(`/v1/conversations/${randomUUID()}/messages`, 'text/plain'));
    const slow = await Promise.all([
      opened(`${head('/v1/conversations', 'application/json')}{`),
      opened(`${head(`/v1/conversations/${conversation}/attachments`, 'multipart/form-data; boundary=x')}--x\r\n`),
      opened('GET /v1/inbox HTTP/1.1\r\nHo'),
      opened(),
    ]);
    // One byte now and then is no more than none.
    const drops = setInterval(() => slow[0].write(' '), 1_000);
    try {
      for (const text of await Promise.all(slow.map(answered))) {
        expect(text).toMatch(/^HTTP\/1\.1 408 /);
        expect(text).toContain('"code":"too-slow"');
      }
      expect(await answered(nowhere)).toMatch(/^HTTP\/1\.1 4/);
      expect(Date.now() - began).toBeLessThan(30_000);
    } finally {
      clearInterval(drops);
    }
  });

  it('who watches a package of evidence being made is held to the same, and no longer than the token counts', async () => {
    const question = { market: 'de', seller: 'shop', topic: 'question', subject: 'x', message: { body: 'Is it blue?' } };
    const { conversation } = (await (await stack.as('buyer')).post('/v1/conversations', question).expect(201)).body;
    const officer = await stack.as('compliance', 'cleo');
    const wanted = { conversations: [conversation], purpose: 'a court', reason: 'asked for' };
    // Nobody makes it here: it waits.
    const { id } = (await officer.post('/v1/evidence', wanted).expect(202)).body;
    const hangUp = new AbortController();
    const watch = (token: string) =>
      fetch(`${stack.url}/v1/evidence/${id}/events`, {
        headers: { authorization: `Bearer ${token}` },
        signal: hangUp.signal,
      });
    const open = await Promise.all(Array.from({ length: 20 }, () => watch(officer.token)));
    expect(open.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const refused = await watch(officer.token);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'too-many-streams']);
    const brief = await watch(await stack.token({ sub: 'briefly', role: 'compliance' }, '4 seconds'));
    expect(await brief.text()).toMatch(/^event: progress\ndata: [^\n]*"status":"waiting"[^\n]*\n\n$/);
    hangUp.abort();
  });

  it('streams are so many for one caller, and more for others', async () => {
    const hangUp = new AbortController();
    const follow = (token: string) =>
      fetch(`${stack.url}/v1/changes/stream`, { headers: { authorization: `Bearer ${token}` }, signal: hangUp.signal });
    const statuses = async (count: number, token: string) =>
      (await Promise.all(Array.from({ length: count }, () => follow(token)))).map(({ status }) => status);
    expect(await statuses(20, agent.token)).toEqual(Array(20).fill(200));
    const refused = await follow(agent.token);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'too-many-streams']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const colleague = await stack.as('seller', 'colleague', 'shop');
    expect(await statuses(2, colleague.token)).toEqual([200, 200]);
    hangUp.abort();
    // Who has left may come again.
    for (;;) {
      const again = new AbortController();
      const answer = await fetch(`${stack.url}/v1/changes/stream`, {
        headers: { authorization: `Bearer ${agent.token}` },
        signal: again.signal,
      });
      again.abort();
      if (answer.status === 200) break;
    }
  });

  it('connections are so many for one address', async () => {
    const sockets = await Promise.all(Array.from({ length: CONNECTIONS + 20 }, () => opened()));
    try {
      let closed = 0;
      await new Promise<void>((resolve) => {
        for (const socket of sockets)
          socket.resume().once('close', () => {
            closed += 1;
            if (closed >= 20) resolve();
          });
      });
      expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeGreaterThan(CONNECTIONS / 2);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  it('limits are told in headers', async () => {
    const { headers } = await agent.get('/v1/inbox').expect(200);
    expect(headers).toMatchObject({
      'ratelimit-limit': '1000000',
      'ratelimit-remaining': expect.stringMatching(/^\d+$/),
      'ratelimit-reset': expect.stringMatching(/^\d+$/),
    });
  });

  it('a frozen database: every read is answered, 503 with Retry-After, and goes on when it thaws', async () => {
    const postmaster = postgresOf(stack);
    const all = [postmaster, ...childrenOf(postmaster)];
    for (const pid of all) process.kill(pid, 'SIGSTOP');
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          agent.get(['/v1/inbox', '/v1/clock', '/v1/sellers/shop/response-times', '/v1/changes'][index % 4]),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(503));
      for (const { headers } of answers) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      for (const pid of all) process.kill(pid, 'SIGCONT');
    }
    await agent.get('/v1/inbox').expect(200);
  });

  it('whatever is open, the api ends within three seconds', async () => {
    const stream = await fetch(`${stack.url}/v1/changes/stream`, { headers: { authorization: `Bearer ${agent.token}` } });
    expect(stream.status).toBe(200);
    const open = await Promise.all([
      opened(),
      opened('POST /v1/conversations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{'),
      opened('GET /v1/inb'),
    ]);
    const began = Date.now();
    await stack.api.end();
    expect(Date.now() - began).toBeLessThan(3_500);
    for (const socket of open) socket.destroy();
  });
});
