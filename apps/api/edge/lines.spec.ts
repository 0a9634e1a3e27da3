import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { LINES, limitLines, linesAs } from './lines';
import { Problem } from './problem';
import { answer } from './problem.filter';

describe('answers in lines', () => {
  let server: FastifyInstance;
  const made: Readable[] = [];
  beforeAll(async () => {
    server = fastify();
    server.setErrorHandler((error, _request, reply) => answer(reply, error as Problem));
    server.addHook('onRequest', (request, _reply, done) => {
      const { who } = request.query as { who?: string };
      if (who) request.caller = { sub: who, role: 'admin' };
      done();
    });
    limitLines(server);
    async function* lines() {
      for (;;) yield `${'x'.repeat(10_000)}\n`;
    }
    server.get('/lines', async (_request, reply) => {
      made.push(linesAs(reply, lines()));
      return made.at(-1);
    });
    server.get('/bytes', async (_request, reply) => reply.type('application/zip').send(Readable.from(lines())));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const sockets: Socket[] = [];
  /** The head of the answer to who stops reading there. */
  const head = async (path: string): Promise<string> => {
    const socket = connect(Number(new URL(server.listeningOrigin).port), '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined).write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const [bytes] = await once(socket, 'data');
    socket.pause();
    return String(bytes);
  };
  const statuses = async (path: string, count: number) =>
    (await Promise.all(Array.from({ length: count }, () => head(path)))).map((text) => text.slice(9, 12));

  it('are so many for one caller, and more for others; who has left may come again', async () => {
    expect(await statuses('/lines?who=ada', 20)).toEqual(Array(20).fill('200'));
    const refused = await head('/lines?who=ada');
    expect(refused).toMatch(/^HTTP\/1\.1 429 /);
    expect(refused).toMatch(/^retry-after: 5\r$/m);
    expect(refused).toContain('"code":"too-many-streams"');
    expect(refused).not.toContain(LINES);
    // What it would have said is let go of.
    expect(made.map(({ destroyed }) => destroyed)).toEqual([...Array(20).fill(false), true]);
    // Neither anything else, nor anybody else.
    expect(await statuses('/bytes?who=ada', 2)).toEqual(['200', '200']);
    expect(await statuses('/lines?who=bob', 2)).toEqual(['200', '200']);
    expect(await statuses('/lines', 21)).toEqual(Array(21).fill('200'));
    for (const socket of sockets) socket.destroy();
    let again = '';
    for (let tried = 0; tried < 50 && !again.startsWith('HTTP/1.1 200'); tried++) again = await head('/lines?who=ada');
    expect(again).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of sockets) socket.destroy();
  });
});
