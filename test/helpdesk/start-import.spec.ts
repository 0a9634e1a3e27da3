/** `helpdesk import` as an operator runs it beside a started helpdesk: what is left out is told, and what is in is there once (R1.4). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callers, eventually } from '../support/stack';
import { MAIN, run, surroundings } from '../support/started';

/** So many dialogues that a command is interrupted in the middle of them. */
const MANY = 1_500;

// A product takes some seconds to start.
jest.setTimeout(180_000);

describe('helpdesk import', () => {
  const { dataDir, env, start } = surroundings();

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
    await expect(command('import', `${file}.no`)).rejects.toThrow(/helpdesk: FILE: .*old\.jsonl\.no/);
    const second = await ending(2, 'import', file);
    expect(second.stdout).toContain('0 conversations with 0 messages imported (4 were there already');

    // Another content under an id that is there is no repetition.
    await writeFile(file, dialogue('one', { subject: 'Another' }));
    const third = await ending(3, 'import', file);
    expect(third.stdout).toContain('0 conversations with 0 messages imported (1 lines left out)');
    expect(third.stderr).toContain('line 1: id: conversation');

    const { token: tokenOf } = callers('', dataDir);
    const token = await tokenOf({ role: 'seller', sub: 'me', seller: 'old-shop' });
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${env.HELPDESK_PORT}${path}`, { headers: { authorization: `Bearer ${token}` } }).then(
        (answer) =>
          answer.json() as Promise<{
            items: { conversation: string; imported?: boolean; status?: string; where?: string; latest?: { at: string } }[];
          }>,
      );
    const many = await tokenOf({ role: 'seller', sub: 'me', seller: 'many-shop' });
    const counted = async () => {
      const headers = { authorization: `Bearer ${many}` };
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
    const admin = await tokenOf({ role: 'admin', sub: 'admin-1' });
    const outage = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/markets/de/calendar-corrections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        outage: { from: '2026-01-01T00:00:00Z', to: '2026-01-05T00:00:00Z' },
        reason: 'an outage',
        dryRun: true,
      }),
    });
    expect(await outage.json()).toMatchObject({ count: 0, voided: 0 });
    // It is on record since it came in, and was not when it happened: a package of then would be empty.
    const { status: early } = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/evidence/preview`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      body: JSON.stringify({ conversations: [open?.conversation], asOf: '2026-01-03T00:00:00Z' }),
    });
    expect(early).toBe(422);

    // What is written in it from now on is new.
    const buyer = await tokenOf({ role: 'buyer', sub: 'buyer-1' });
    const written = await fetch(`http://127.0.0.1:${env.HELPDESK_PORT}/v1/conversations/${open?.conversation}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${buyer}`, 'content-type': 'application/json' },
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
    // Interrupted, then killed, then whole: everything is there once.
    await writeFile(file, Array.from({ length: MANY }, (_, at) => dialogue(`many-${at}`, { seller: 'many-shop' })).join('\n'));
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const importing = spawn(process.execPath, [MAIN, 'import', file], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      importing.stderr.on('data', (text: Buffer) => {
        said += text.toString();
      });
      const before = await counted();
      await eventually('some of it', async () => (await counted()) > before);
      const exited = once(importing, 'exit');
      importing.kill(signal);
      expect((await exited)[0]).toBe(signal === 'SIGINT' ? 1 : null);
      if (signal === 'SIGINT') expect(said).toContain('the same command again goes on from there');
      expect(await counted()).toBeLessThan(MANY);
    }
    const rest = await command('import', file);
    expect(Number(/imported \((\d+) were there/.exec(rest.stdout)?.[1])).toBeGreaterThan(0);
    expect(await counted()).toBe(MANY);
    expect(await started.ended('SIGINT')).toBe(0);
    await expect(command('import', file)).rejects.toThrow('start it with "npm start"');
  });
});
