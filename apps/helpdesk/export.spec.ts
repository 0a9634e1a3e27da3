import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Exported, exportPackage } from './export';

const BYTES = randomBytes(300_000);
const sha256 = createHash('sha256').update(BYTES).digest('hex');

describe('a package from the command line', () => {
  let directory: string;
  let server: Server;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'export-'));
  });
  afterEach(() => server.close());
  afterAll(() => rmSync(directory, { recursive: true }));

  /** Takes it from an api that sends so many bytes each time, then breaks the line; null: all of what was asked for. */
  async function taken(sent: readonly (number | null)[], { knowsRanges = true } = {}) {
    const asked: Pick<IncomingHttpHeaders, 'range' | 'if-range'>[] = [];
    server = createServer((request, reply) => {
      if (!request.url?.includes('/package'))
        return reply.end(
          JSON.stringify({
            id: 'p1',
            status: 'made',
            package: { events: 3, forms: [{ form: 'asice', file: 'x', sha256, size: 1 }] },
          }),
        );
      const { range, 'if-range': ifRange } = request.headers;
      asked.push({ range, 'if-range': ifRange });
      const from = knowsRanges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
      const part = BYTES.subarray(from);
      const most = sent[asked.length - 1];
      reply.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length });
      if (most === null) return reply.end(part);
      return reply.write(part.subarray(0, most), () => setTimeout(() => reply.destroy(), 20));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const said: string[] = [];
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const exporting = { address, token: 't', say: (line: string) => said.push(line), signal: new AbortController().signal };
    const into = join(directory, `${Math.random()}.asice`);
    const outcome: Exported | Error = await exportPackage(exporting, 'p1', 'asice', into).catch((error: Error) => error);
    return { outcome, asked, said, into };
  }

  it('goes on from what has come where the line breaks, and is whole', async () => {
    const { outcome, asked, said, into } = await taken([100_000, 50_000, null]);
    expect(outcome).toMatchObject({ file: into, sha256 });
    expect(readFileSync(into).equals(BYTES)).toBe(true);
    expect(asked[0]).toEqual({ range: undefined, 'if-range': undefined });
    for (const { range, 'if-range': ifRange } of asked.slice(1))
      expect([range, ifRange]).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/), `"${sha256}"`]);
    expect(said).toHaveLength(2);
  });

  it('is not asked for where it could not be written', async () => {
    const exporting = { address: 'http://127.0.0.1:1', token: 't', say: () => undefined, signal: new AbortController().signal };
    const wanted = { conversations: ['c'], purpose: 'p', reason: 'r' };
    for (const [into, why] of [
      [join(directory, 'nowhere', 'x.asice'), `there is no directory ${join(directory, 'nowhere')}`],
      [directory, 'is there already'],
    ])
      await expect(exportPackage(exporting, wanted, 'asice', into)).rejects.toThrow(
        `--out: ${into === directory ? `${directory} ` : ''}${why}`,
      );
    server = createServer();
  });

  it('begins anew where the whole is answered', async () => {
    const { into } = await taken([100_000, null], { knowsRanges: false });
    expect(readFileSync(into).equals(BYTES)).toBe(true);
  });

  it('ends where nothing comes any more, and leaves nothing', async () => {
    const { outcome, asked, into } = await taken([100_000, 0, 0, 0, 0, 0, 0]);
    expect(outcome).toHaveProperty('message');
    expect(asked).toHaveLength(6);
    for (const path of [into, `${into}.part`]) expect(existsSync(path)).toBe(false);
  });
});
