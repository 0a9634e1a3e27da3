import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenFile } from './screening';

describe('helpdesk screen', () => {
  const directory = mkdtempSync(join(tmpdir(), 'screening-'));
  const fileOf = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const screened = async (text: string, hosts?: string) => {
    const answers: string[] = [];
    const allow = hosts === undefined ? undefined : fileOf('hosts', hosts);
    const told = await screenFile(fileOf('lines', text), allow, async (line) => void answers.push(line));
    return { ...told, answers: answers.map((line) => JSON.parse(line)) };
  };
  const line = (more: object) => JSON.stringify({ text: 'hello', role: 'seller', language: 'en', ...more });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('answers each line in the order they came', async () => {
    const { answers, bad } = await screened(
      [line({}), line({ text: 'a@gmail.com' }), line({ before: ['x'], asked: null })].join('\n'),
    );
    expect(answers.map(({ action }) => action)).toEqual(['pass', 'hold', 'pass']);
    expect(answers[1].findings).toEqual([
      { kind: 'external-contact', rule: 'contact.email', from: 0, to: 11, score: 0.97, why: 'an e-mail address' },
    ]);
    expect(bad).toBe(0);
  });

  it('answers a line that says no message with its field and rule, and goes on', async () => {
    const lines = [
      '{',
      '[]',
      line({ text: 1 }),
      line({ role: 'admin' }),
      line({ language: '' }),
      line({ before: 'x' }),
      line({ asked: 1 }),
      line({ order: 1 }),
      '',
      line({}),
    ];
    const { answers, bad } = await screened(`${lines.join('\n')}\n`);
    expect(bad).toBe(9);
    expect(answers.map(({ error }) => error?.field)).toEqual([
      null,
      null,
      'text',
      'role',
      'language',
      'before',
      'asked',
      'order',
      null,
      undefined,
    ]);
    expect(answers[3].error).toEqual({ line: 4, field: 'role', detail: 'has to be buyer or seller' });
    expect(answers[9].action).toBe('pass');
  });

  it('takes links of allowed hosts for none, and says which line of the list is no host', async () => {
    const text = line({ text: 'see https://help.market.example.com/a and https://market.example.com.evil.com' });
    const { answers } = await screened(text, 'Market.Example.com\n\n');
    expect(answers[0].findings.map(({ from }: { from: number }) => from)).toEqual([42]);
    await expect(screened(text, 'dhl.de\nno host')).rejects.toThrow(
      '--allow: line 2 has to be a host such as dhl.de, is "no host"',
    );
  });
});
