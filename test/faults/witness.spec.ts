import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseNote, parseVerifier, printVerifier, verified } from '../../libs/proof';
import { mainOf } from '../support/compiled';
import { GrowingLog, LOG } from '../support/growing-log';
import { freePort } from '../support/stack';

describe('helpdesk witness, killed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'witness-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let witness: ChildProcess | undefined;
  let key = '';
  let address = '';

  const start = async () => {
    const port = await freePort();
    const args = ['witness', directory, '--name', 'watcher.example', '--log', printVerifier(LOG), '--port', String(port)];
    witness = spawn(process.execPath, [mainOf('helpdesk'), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    address = `http://127.0.0.1:${port}`;
    [key] = (await once(createInterface({ input: witness.stdout as Readable }), 'line')) as [string];
  };
  const kill = async () => {
    const killed = witness;
    witness = undefined;
    if (!killed) return;
    const exited = once(killed, 'exit');
    killed.kill('SIGKILL');
    await exited;
  };
  afterEach(kill);

  /** Whether it signs that a log grows; of what it signed last it is told by its answer, as anybody is who asks it. */
  const signs = async (log: GrowingLog, old: number, size: number): Promise<boolean> => {
    const { body, note } = await log.grown(old, size);
    const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
    const text = await answer.text();
    if (answer.status === 409 && Number(text) !== old) return signs(log, Number(text), size);
    return answer.status === 200 && verified(parseNote(note + text), [parseVerifier(key)]).length === 1;
  };

  it('is the same one again, and signs no second history of what it signed', async () => {
    const honest = new GrowingLog();
    await start();
    const first = key;
    // As soon as it answered, and at moments before.
    const moments = [0, 2, 'answered'];
    for (const [round, moment] of moments.entries()) {
      const [before, size] = [round * 3, round * 3 + 3];
      const asked = signs(honest, before, size).catch(() => false);
      await (moment === 'answered' ? asked : sleep(moment as number));
      await kill();
      const signed = await asked;
      if (moment === 'answered') expect(signed).toBe(true);

      await start();
      expect(key).toBe(first);
      const forked = new GrowingLog((index) => (index < before ? `leaf ${index}` : `another ${index}`));
      if (signed) expect(await signs(forked, before, size)).toBe(false);
      // Killed before it answered it may know of it or not; what it signs is then the only history there is.
      expect(await signs(honest, before, size)).toBe(true);
      expect(await signs(forked, before, size)).toBe(false);
    }
  });
});
