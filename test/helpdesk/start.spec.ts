/** `helpdesk start` as a stranger meets it: one command, real processes, lines to paste that work. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mainOf } from '../support/compiled';
import { eventually, freePort } from '../support/stack';

const MAIN = mainOf('helpdesk');
const run = promisify(execFile);

/** A helpdesk with data of its own; what it says is kept. */
class Started {
  said = '';
  readonly process: ChildProcess;

  constructor(readonly env: NodeJS.ProcessEnv) {
    this.process = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => {
        this.said += text.toString();
      });
  }

  async ready(): Promise<this> {
    await eventually('ready', async () => this.said.includes('Ctrl-C ends everything'), 60_000).catch((error) => {
      throw new Error(`${error.message}\n${this.said}`);
    });
    return this;
  }

  /** How it ended, after a signal if one is given. */
  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const exited = once(this.process, 'exit');
    if (signal) this.process.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }
}

/** Processes of this machine whose command line or environment names the data directory. */
async function processesIn(dataDir: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=']);
  const found: number[] = [];
  for (const pid of stdout.split('\n').map(Number).filter(Boolean)) {
    const text = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    const name = text[0].split('\0')[1] ?? '';
    if (pid !== process.pid && text.join('\0').includes(dataDir) && /apps|postgres/.test(text[0] + name)) found.push(pid);
  }
  return found;
}

// A product takes some seconds to start, and most stories start it several times.
jest.setTimeout(180_000);

describe('helpdesk start', () => {
  let dataDir: string;
  let env: NodeJS.ProcessEnv;
  const running: Started[] = [];
  const start = (more: NodeJS.ProcessEnv = {}) => {
    const started = new Started({ ...env, ...more });
    running.push(started);
    return started;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'helpdesk-start-'));
    // Where tests run as root, PostgreSQL runs as another account, which has to get there.
    await chmod(dataDir, 0o755);
    const { EVENTSTORE_URL: _store, DATABASE_URL: _database, ...rest } = process.env;
    env = { ...rest, HELPDESK_DATA: dataDir };
    for (const name of ['HELPDESK_PORT', 'EVENTSTORE_PORT', 'POSTGRES_PORT', 'PROJECTOR_PORT', 'TIMEKEEPER_PORT'])
      env[name] = String(await freePort());
  });
  // A case that fails leaves nothing running in the way of the next.
  afterEach(() => Promise.all(running.splice(0).map((one) => one.ended('SIGINT'))));
  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it('prints lines to paste that work, keeps data over a restart, and ends every child', async () => {
    const first = await start().ready();
    const lines = first.said.match(/^curl .*$/gm) ?? [];
    expect(lines).toHaveLength(4);
    const [post, inbox, overdue, audit] = lines as [string, string, string, string];
    const answer = JSON.parse((await run('sh', ['-c', post])).stdout);
    expect(answer.obligation.dueAt).toEqual(expect.any(String));
    const listed = await eventually('the inbox', async () => {
      const { items } = JSON.parse((await run('sh', ['-c', inbox])).stdout);
      return items.length === 1 && items;
    });
    expect(listed[0]).toMatchObject({ conversation: answer.conversation, oldestObligation: { dueAt: answer.obligation.dueAt } });
    expect(JSON.parse((await run('sh', ['-c', overdue])).stdout).items).toEqual([]);
    // The three of the conversation, and the calendar that was used for the first time.
    expect(JSON.parse((await run('sh', ['-c', audit])).stdout).items).toHaveLength(4);
    expect((await fetch(/API page +(\S+)/.exec(first.said)?.[1] ?? '')).status).toBe(200);

    expect((await processesIn(dataDir)).length).toBeGreaterThan(4);
    expect(await first.ended('SIGINT')).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);

    const rules = { JWT_ISSUER: 'https://shop.example', JWT_AUDIENCE: 'helpdesk' };
    const second = await start(rules).ready();
    const now = (second.said.match(/^curl .*$/gm) ?? [])[1];
    const again = JSON.parse((await run('sh', ['-c', now])).stdout);
    expect(again.items[0].conversation).toBe(answer.conversation);
    const strict = { env: { ...env, ...rules } };
    const { stdout } = await run(process.execPath, [MAIN, 'token', '--role', 'admin', '--sub', 'me'], strict);
    const asked = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/audit`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    expect(asked.status).toBe(200);
    expect(await second.ended('SIGTERM')).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);
  });

  it('starts a child again that died, and says so; a killed supervisor leaves nothing in the way of the next', async () => {
    const first = await start().ready();
    for (const name of ['projector', 'eventstore', 'api']) {
      const pid = (await processesIn(dataDir)).map(async (one) => {
        const text = await readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => '');
        return text.includes(`apps/${name}/main.js`) ? one : 0;
      });
      const [victim] = (await Promise.all(pid)).filter(Boolean);
      process.kill(victim, 'SIGKILL');
      await eventually(`${name} is back`, async () => first.said.includes(`${name} is back`), 30_000);
      expect(first.said).toContain(`${name} ended by SIGKILL; starting it again in 250 ms`);
    }
    await eventually('ready', async () => (await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/health/ready`)).ok);
    // Such as of listeners that pile up while the store is away.
    expect(first.said).not.toContain('Warning');

    const other = start();
    expect(await other.ended()).toBe(1);
    expect(other.said).toContain(dataDir);
    expect(other.said).toMatch(/in use|runs/);

    await first.ended('SIGKILL');
    await eventually('nothing is left', async () => (await processesIn(dataDir)).length === 0, 30_000);
    const next = await start().ready();
    expect(await next.ended('SIGINT')).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);
  });

  it('a port that is taken: one that was set is an error that names it, another gives way', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const refused = start({ HELPDESK_PORT: String(port) });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toContain(`HELPDESK_PORT: port ${port} is in use`);
    taken.close();

    // Where somebody has it already, a helpdesk in use say, they stand in.
    const squatter = createServer();
    await new Promise((resolve) => squatter.once('listening', resolve).once('error', resolve).listen(3000, '127.0.0.1'));
    const started = await start({ HELPDESK_PORT: undefined }).ready();
    expect(started.said).toMatch(/port 3000 is taken; the api listens on 3[01]\d\d/);
    if (squatter.listening) squatter.close();
    expect(await started.ended('SIGINT')).toBe(0);
  });

  it('two started at once without ports set do not meet', async () => {
    const other = await mkdtemp(join(tmpdir(), 'helpdesk-start-'));
    await chmod(other, 0o755);
    const names = ['HELPDESK_PORT', 'EVENTSTORE_PORT', 'POSTGRES_PORT', 'PROJECTOR_PORT', 'TIMEKEEPER_PORT'];
    const none = Object.fromEntries(names.map((name) => [name, undefined]));
    try {
      const both = await Promise.all([start(none).ready(), start({ ...none, HELPDESK_DATA: other }).ready()]);
      const addresses = both.map(({ said }) => /^ {2}address +(\S+)/m.exec(said)?.[1]);
      expect(new Set(addresses).size).toBe(2);
      for (const address of addresses) expect((await fetch(`${address}/health/ready`)).status).toBe(200);
      for (const { said } of both) expect(said).not.toContain('starting it again');
      expect(await Promise.all(both.map((one) => one.ended('SIGINT')))).toEqual([0, 0]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it.each([
    ['RATE_LIMIT_PER_MINUTE', 'many'],
    ['HELPDESK_CLOCK', 'null'],
    ['HELPDESK_HOST', '203.0.113.7'],
    ['HELPDESK_PORT', '0'],
    ['HELPDESK_PORT', 'http'],
    ['EVENTSTORE_URL', 'http://store'],
    ['EVENTSTORE_URL', 'esdb://'],
    ['EVENTSTORE_URL', 'esdb://store?nodePreference=boss'],
    ['DATABASE_URL', 'mysql://rows'],
    ['DATABASE_URL', 'postgres:///rows'],
    ['JWT_JWKS_URL', 'keys'],
  ])('a setting that makes no sense ends the start before anything runs: %s=%s', async (name, value) => {
    const refused = start({ [name]: value });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toMatch(new RegExp(`^helpdesk: ${name}: `));
    expect(refused.said.trim().split('\n')).toHaveLength(1);
  });

  it('two ports that are one, and a database that is not there, are told by the name of the variable', async () => {
    const twice = start({ EVENTSTORE_PORT: env.HELPDESK_PORT });
    expect(await twice.ended()).toBe(1);
    expect(twice.said).toBe(`helpdesk: HELPDESK_PORT: port ${env.HELPDESK_PORT} is that of EVENTSTORE_PORT\n`);
    const away = start({ DATABASE_URL: `postgres://127.0.0.1:${await freePort()}/rows` });
    expect(await away.ended()).toBe(1);
    expect(away.said).toMatch(/^helpdesk: DATABASE_URL: .*ECONNREFUSED/m);
  });

  it.each([
    ['--lifetime', ['--lifetime', '0s']],
    ['--lifetime', ['--lifetime', 'nonsense']],
    ['--sub', ['--sub', ' me']],
    ['--sub', ['--sub', 'zoë']],
    ['--seller', ['--seller', '']],
  ])('no token is signed that nobody would take: %s', async (name, args) => {
    const command = [MAIN, 'token', '--role', 'seller', '--sub', 'me', '--seller', 'shop', ...args];
    await expect(run(process.execPath, command, { env })).rejects.toMatchObject({
      stderr: expect.stringMatching(`^helpdesk: ${name}: `),
    });
  });

  it.each([
    ['cannot be made, however long one tries', '/proc/helpdesk/data'],
    ['would lie below a file', '/dev/null/data'],
    ['is a file', MAIN],
    ['is there and takes nothing', '/proc'],
  ])('a data directory that %s is refused in one line: %s', async (_, directory) => {
    const refused = start({ HELPDESK_DATA: directory });
    const late = setTimeout(() => refused.process.kill('SIGKILL'), 10_000);
    expect(await refused.ended()).toBe(1);
    clearTimeout(late);
    expect(refused.said.replace(directory, 'IT')).toMatch(/^helpdesk: HELPDESK_DATA: IT cannot be made or written \(.+\)\n$/);
  });

  it('production does not start on the embedded keys', async () => {
    const refused = start({ NODE_ENV: 'production' });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toContain('JWT_JWKS_URL');
  });

  it('imports: bad lines are reported with their numbers and left out; twice adds nothing; then a rebuild', async () => {
    const started = await start().ready();
    const file = join(dataDir, 'old.jsonl');
    const dialogue = (id: string, more: object = {}) =>
      JSON.stringify({
        id,
        market: 'de',
        buyer: 'buyer-1',
        seller: 'old-shop',
        order: null,
        topic: 'question',
        subject: 'Zebra',
        messages: [
          { from: 'buyer', at: '2026-01-02T08:00:00Z', body: 'Is the zebra striped?' },
          { from: 'seller', at: '2026-01-09T08:00:00Z', body: 'It is.' },
        ],
        ...more,
      });
    const lines = [
      dialogue('one'),
      '{"id":',
      dialogue('two', { market: 'xx' }),
      dialogue('three', { messages: [] }),
      dialogue('four', { subject: 'half \ud83d'.replace('\ud83d', '') }).replace('half ', 'half \\ud83d'),
      dialogue('five', { messages: [{ from: 'buyer', at: '2026-02-30T08:00:00Z', body: 'x' }] }),
      dialogue('six', { status: 'open', messages: [{ from: 'buyer', at: '2026-01-02T08:00:00Z', body: 'Where is the zebra?' }] }),
      dialogue('seven', { market: 'fr-mq', messages: [{ from: 'buyer', at: '2020-01-01T00:30:00Z', body: '' }] }),
    ];
    await writeFile(file, lines.join('\n'));
    const command = (...args: string[]) => run(process.execPath, [MAIN, ...args], { env });
    /** A command that ends with this code. */
    const ending = async (code: number, ...args: string[]) => {
      const ended = await command(...args).catch((error) => error);
      expect(ended.code ?? 0).toBe(code);
      return ended as { stdout: string; stderr: string };
    };
    const first = await ending(2, 'import', file);
    expect(first.stdout).toContain('4 conversations with 6 messages imported (2 with something odd, 4 lines left out)');
    for (const [number, told] of [
      [2, 'is not JSON'],
      [3, 'market: '],
      [4, 'messages: '],
      [5, 'kept, but subject: has what cannot be stored'],
      [6, 'messages: has none that can be kept; messages[0].at'],
      [8, 'kept, but messages[0].body: is empty'],
    ])
      expect(first.stderr).toContain(`line ${number}: ${told}`);
    const { stdout: help } = await command('import', '--help');
    expect(help).toMatch(/Exit codes: 0 .*1 .*\n.*2 some lines were left out; 3 all lines were left out/);
    await expect(command('import', dataDir)).rejects.toMatchObject({ stderr: expect.stringContaining('helpdesk: FILE: ') });
    await expect(command('import', `${file}.no`)).rejects.toMatchObject({ stderr: expect.stringContaining('helpdesk: FILE: ') });
    const second = await ending(2, 'import', file);
    expect(second.stdout).toContain('0 conversations with 0 messages imported (4 were there already');

    // Another content under an id that is there is no repetition.
    await writeFile(file, dialogue('one', { subject: 'Another' }));
    const third = await ending(3, 'import', file);
    expect(third.stdout).toContain('0 conversations with 0 messages imported (1 lines left out)');
    expect(third.stderr).toContain('line 1: id: conversation');

    const { stdout: token } = await command('token', '--role', 'seller', '--sub', 'me', '--seller', 'old-shop');
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${env.HELPDESK_PORT}${path}`, { headers: { authorization: `Bearer ${token.trim()}` } }).then(
        (answer) =>
          answer.json() as Promise<{
            items: { conversation: string; imported?: boolean; status?: string; where?: string; latest?: { at: string } }[];
          }>,
      );
    const { stdout: many } = await command('token', '--role', 'seller', '--sub', 'me', '--seller', 'many-shop');
    const counted = async () => {
      const headers = { authorization: `Bearer ${many.trim()}` };
      const answer = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/inbox/counts`, { headers });
      return ((await answer.json()) as { all: number }).all;
    };
    // In three subjects, and in three of the messages.
    expect((await ask('/v1/search?q=zebra')).items.map(({ where }) => where).sort()).toEqual([
      ...['message', 'message', 'message', 'subject', 'subject', 'subject'],
    ]);
    // R1.4 it keeps its times, is marked, is nothing new to read, and is never overdue.
    const { items } = await ask('/v1/inbox');
    expect(items).toHaveLength(4);
    for (const item of items)
      expect(item).toMatchObject({ imported: true, unread: 0, openObligations: 0, oldestObligation: null });
    expect(items.map(({ status }) => status).sort()).toEqual(['closed', 'closed', 'closed', 'open']);
    const open = items.find(({ status }) => status === 'open');
    expect(open?.latest?.at).toBe('2026-01-02T08:00:00.000Z');
    // What was left unanswered makes no work.
    expect((await ask('/v1/inbox?needsReply=true')).items).toEqual([]);
    expect((await ask('/v1/clock?state=open')).items).toMatchObject([{ imported: true }]);
    expect((await ask('/v1/inbox?unread=true')).items).toEqual([]);
    expect((await ask('/v1/inbox?overdue=true')).items).toEqual([]);
    expect((await ask('/v1/clock?state=answered-late')).items).toEqual([]);
    const { stdout: admin } = await command('token', '--role', 'admin', '--sub', 'admin-1');
    const outage = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/markets/de/calendar-corrections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        outage: { from: '2026-01-01T00:00:00Z', to: '2026-01-05T00:00:00Z' },
        reason: 'an outage',
        dryRun: true,
      }),
    });
    expect(await outage.json()).toMatchObject({ count: 0, voided: 0 });

    // What is written in it from now on is new.
    const { stdout: buyer } = await command('token', '--role', 'buyer', '--sub', 'buyer-1');
    const written = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/conversations/${open?.conversation}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${buyer.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: 'And the other one?' }),
    });
    expect(written.status).toBe(201);
    await eventually('the new message', async () => (await ask('/v1/inbox?unread=true')).items.length === 1);
    // The live question stands before all history, and is the only work.
    expect((await ask('/v1/inbox')).items[0]).toMatchObject({ conversation: open?.conversation, openObligations: 1 });
    expect((await ask('/v1/inbox?needsReply=true')).items).toHaveLength(1);

    expect((await command('rebuild', 'inbox')).stdout).toMatch(/inbox rebuilt in/);
    expect((await ask('/v1/inbox')).items).toHaveLength(4);
    await expect(command('rebuild', 'nothing')).rejects.toThrow('there is no projection nothing');
    await expect(command('import', join(dataDir, 'missing.jsonl'))).rejects.toThrow('missing.jsonl');
    // Interrupted, then killed, then whole: everything is there once.
    await writeFile(file, Array.from({ length: 3_000 }, (_, at) => dialogue(`many-${at}`, { seller: 'many-shop' })).join('\n'));
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const importing = spawn(process.execPath, [MAIN, 'import', file], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      importing.stderr.on('data', (text: Buffer) => {
        said += text.toString();
      });
      const before = await counted();
      await eventually('some of it', async () => (await counted()) > before, 30_000);
      const exited = once(importing, 'exit');
      importing.kill(signal);
      expect((await exited)[0]).toBe(signal === 'SIGINT' ? 1 : null);
      if (signal === 'SIGINT') expect(said).toContain('the same command again goes on from there');
      expect(await counted()).toBeLessThan(3_000);
    }
    const rest = await command('import', file);
    expect(Number(/imported \((\d+) were there/.exec(rest.stdout)?.[1])).toBeGreaterThan(0);
    expect(await counted()).toBe(3_000);
    expect(await started.ended('SIGINT')).toBe(0);
    await expect(command('import', file)).rejects.toThrow('start it with "npm start"');
  });
});
