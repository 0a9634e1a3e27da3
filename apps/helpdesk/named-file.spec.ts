import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCORE_WEIGHTS } from '../../libs/domain';
import { printVerifier, verifierOf } from '../../libs/proof';
import { verifyFile } from './evidence';
import { type Importing, importFile } from './import/import';
import { readTried } from './score';
import { rulesIn, rulesOfRelease, screenFile } from './screening';
import { claimsIn, entriesIn } from './verify';

describe('a file that a command is given', () => {
  const here = mkdtempSync(join(tmpdir(), 'named-'));
  const missing = join(here, 'missing');
  afterAll(() => rmSync(here, { recursive: true }));

  const key = printVerifier(verifierOf('log.example', 'note', generateKeyPairSync('ed25519').publicKey));
  const commands: [option: string, be: string, command: (file: string) => unknown][] = [
    ['FILE', 'a package of evidence', (file) => verifyFile(file, {})],
    ['--trust', 'PEM', (trust) => verifyFile(__filename, { trust })],
    ['--authority', 'PEM', (authority) => verifyFile(__filename, { authority })],
    ['--log-key', 'PEM', (logKey) => verifyFile(__filename, { logKey })],
    ['--weights', 'a JSON object of numbers', (file) => readTried(file, SCORE_WEIGHTS[0])],
    ['--shadow', 'rules as --print-ruleset writes them', rulesIn],
    ['--allow', 'one host a line', rulesOfRelease],
    ['FILE', 'one JSON object a line', (file) => screenFile(file, undefined, async () => undefined)],
    ['FILE', 'one JSON object a line', (file) => importFile(file, {} as Importing)],
    ['--checkpoint', 'a signed checkpoint (C2SP)', (file) => claimsIn([file], key)],
  ];

  it.each(commands)('%s: is told with what it has to be, %s, where it cannot be read', async (option, be, command) => {
    const run = async (file: string) => await command(file);
    await expect(run(missing)).rejects.toThrow(`${option}: ${missing} is not there; it has to be ${be}`);
    await expect(run(here)).rejects.toThrow(`${option}: ${here} is a directory; it has to be ${be}`);
    const below = join(__filename, 'x');
    await expect(run(below)).rejects.toThrow(`${option}: ${below} is not there; it has to be ${be}`);
  });

  it('--log names the file of the directory', () => {
    const be = "a copy of the log's own (C2SP tlog-tiles)";
    expect(() => entriesIn(here)).toThrow(`--log: ${join(here, 'checkpoint')} is not there; it has to be ${be}`);
  });
});
