/** `helpdesk start` as a stranger meets it: one command, real processes, lines to paste that work. */
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/stack';
import { MAIN, run, surroundings } from '../support/started';

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
  const { dataDir, env, start } = surroundings();
  /** What the first line asked. */
  let asked: string;

  it('prints lines to paste that work, and ends every child', async () => {
    const first = await start().ready();
    const lines = first.said.match(/^curl .*$/gm) ?? [];
    expect(lines).toHaveLength(4);
    const [post, inbox, overdue, audit] = lines as [string, string, string, string];
    const answer = JSON.parse((await run('sh', ['-c', post])).stdout);
    asked = answer.conversation;
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
  });

  it('keeps data over a restart; starts a child again that died, and says so; a killed supervisor leaves nothing in the way of the next', async () => {
    const rules = { JWT_ISSUER: 'https://shop.example', JWT_AUDIENCE: 'helpdesk' };
    const first = await start(rules).ready();
    const now = (first.said.match(/^curl .*$/gm) ?? [])[1];
    const again = JSON.parse((await run('sh', ['-c', now])).stdout);
    expect(again.items[0].conversation).toBe(asked);
    const strict = { env: { ...env, ...rules } };
    const { stdout } = await run(process.execPath, [MAIN, 'token', '--role', 'admin', '--sub', 'me'], strict);
    const audit = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/audit`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    expect(audit.status).toBe(200);

    for (const name of ['projector', 'eventstore', 'api']) {
      const pid = (await processesIn(dataDir)).map(async (one) => {
        const text = await readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => '');
        return text.includes(`apps/${name}/main.js`) ? one : 0;
      });
      const [victim] = (await Promise.all(pid)).filter(Boolean);
      process.kill(victim, 'SIGKILL');
      await eventually(`${name} is back`, async () => first.said.includes(`${name} is back`));
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
    await eventually('nothing is left', async () => (await processesIn(dataDir)).length === 0);
    const next = await start().ready();
    expect(await next.ended('SIGTERM')).toBe(0);
    expect(await processesIn(dataDir)).toEqual([]);
  });

  it('a port that was set and is taken is an error that names it', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const refused = start({ HELPDESK_PORT: String(port) });
    expect(await refused.ended()).toBe(1);
    expect(refused.said).toContain(`HELPDESK_PORT: port ${port} is in use`);
    taken.close();
  });

  it('where no ports are set, one that is taken gives way, and two started at once do not meet', async () => {
    const other = await mkdtemp(join(tmpdir(), 'helpdesk-start-'));
    await chmod(other, 0o755);
    const names = ['HELPDESK_PORT', 'EVENTSTORE_PORT', 'POSTGRES_PORT', 'PROJECTOR_PORT', 'TIMEKEEPER_PORT'];
    const none = Object.fromEntries(names.map((name) => [name, undefined]));
    // Where somebody has it already, a helpdesk in use say, they stand in.
    const squatter = createServer();
    await new Promise((resolve) => squatter.once('listening', resolve).once('error', resolve).listen(3000, '127.0.0.1'));
    try {
      const both = await Promise.all([start(none).ready(), start({ ...none, HELPDESK_DATA: other }).ready()]);
      const addresses = both.map(({ said }) => /^ {2}address +(\S+)/m.exec(said)?.[1]);
      expect(new Set(addresses).size).toBe(2);
      for (const address of addresses) expect((await fetch(`${address}/health/ready`)).status).toBe(200);
      for (const { said } of both) {
        expect(said).toMatch(/port 3000 is taken; the api listens on 3[01]\d\d/);
        expect(said).not.toContain('starting it again');
      }
      expect(await Promise.all(both.map((one) => one.ended('SIGINT')))).toEqual([0, 0]);
    } finally {
      if (squatter.listening) squatter.close();
      await rm(other, { recursive: true, force: true });
    }
  });
});
