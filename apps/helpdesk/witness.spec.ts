import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, parseVerifier, printAddCheckpoint, printVerifier, verified } from '../../libs/proof';
import { GrowingLog, LOG } from '../../test/support/growing-log';
import { serveWitness } from './witness';

let directory: string;
let options: Parameters<typeof serveWitness>[0];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'witness-'));
  options = { directory: join(directory, 'w'), name: 'watcher.example', logs: [printVerifier(LOG)], host: '127.0.0.1', port: 0 };
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const post = async (address: string, body: string) => {
  const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('helpdesk witness', () => {
  it('signs what grows, and after a restart no tree but one that continues what it signed', async () => {
    const log = new GrowingLog();
    const first = await log.grown(0, 3);
    const witness = await serveWitness(options);
    const answer = await post(witness.address, first.body);
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    const cosigned = parseNote(first.note + answer.text);
    expect(verified(cosigned, [parseVerifier(witness.key)])).toEqual([cosigned.signatures[1]]);
    await witness.close();

    const again = await serveWitness(options);
    expect(again.key).toBe(witness.key);
    try {
      const fork = await new GrowingLog().grown(0, 5);
      const next = await log.grown(3, 6);
      expect(await post(again.address, fork.body)).toEqual({
        status: 409,
        type: 'text/x.tlog.size',
        text: '3\n',
      });
      expect((await post(again.address, printAddCheckpoint({ old: 3, proof: [], note: next.note }))).status).toBe(422);
      expect((await post(again.address, next.body)).status).toBe(200);
    } finally {
      await again.close();
    }
  });

  it('does not begin with a file that is not as it wrote it, and names that', async () => {
    const witness = await serveWitness(options);
    const { body, note } = await new GrowingLog().grown(0, 2);
    expect((await post(witness.address, body)).status).toBe(200);
    await witness.close();
    const signed = join(options.directory, 'signed.json');
    const text = readFileSync(signed, 'utf8');
    for (const other of [text.slice(0, 20), 'null', '{"log.example":5}', JSON.stringify({ other: parseNote(note).text })]) {
      writeFileSync(signed, other);
      await expect(serveWitness(options)).rejects.toThrow(`${signed} is not as a witness wrote it`);
    }
    writeFileSync(signed, text);
    const key = join(options.directory, 'key.pem');
    writeFileSync(key, 'x');
    await expect(serveWitness(options)).rejects.toThrow(`${key} is not as a witness wrote it`);
  });

  it('does not sign what it could not write down', async () => {
    const witness = await serveWitness(options);
    try {
      mkdirSync(join(options.directory, 'signed.json.new'));
      const { body } = await new GrowingLog().grown(0, 2);
      const refused = await post(witness.address, body);
      expect(refused.status).toBe(500);
      expect(refused.text).not.toContain('\u2014');
      rmSync(join(options.directory, 'signed.json.new'), { recursive: true });
      expect((await post(witness.address, body)).status).toBe(200);
      expect(readFileSync(join(options.directory, 'signed.json'), 'utf8')).toContain(LOG.name);
    } finally {
      await witness.close();
    }
  });

  it('is one process for one directory, and knows logs by their keys', async () => {
    const witness = await serveWitness(options);
    try {
      await expect(serveWitness(options)).rejects.toThrow('in use');
      expect((await post(witness.address, 'rubbish')).status).toBe(400);
      expect((await post(witness.address, 'x'.repeat(65 * 1024))).status).toBe(413);
    } finally {
      await witness.close();
    }
    await expect(serveWitness({ ...options, logs: ['nothing'] })).rejects.toThrow('is no key');
    await expect(serveWitness({ ...options, logs: [witness.key] })).rejects.toThrow("a witness's");
    await expect(serveWitness({ ...options, name: 'two words' })).rejects.toThrow('no blanks');
  });
});
