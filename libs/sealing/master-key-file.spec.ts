import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KEY_BYTES, random } from './envelope';
import { KeysUnavailable } from './key-service';
import { addMasterKey, MasterKeyFile, retireMasterKeys } from './master-key-file';

describe('master keys in a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'helpdesk-master-'));
  let files = 0;
  const newFile = () => join(directory, String(files++), 'keys', 'master.key');
  afterAll(() => rmSync(directory, { recursive: true }));
  const namesIn = (file: string) =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it('are made where there are none, for their owner alone, and stay', () => {
    const file = newFile();
    const one = new MasterKeyFile(file);
    const written = readFileSync(file, 'utf8');
    expect(written).toMatch(/^[0-9a-f]{8} [\w+/]{43}=\n$/);
    expect(one.current()).toBe(written.slice(0, 8));
    expect([modeOf(file), modeOf(dirname(file))]).toEqual(['600', '700']);
    expect(new MasterKeyFile(file).current()).toBe(one.current());
    expect(readFileSync(file, 'utf8')).toBe(written);
    // Nothing of the way it was made is left beside it.
    expect(readdirSync(dirname(file))).toEqual(['master.key']);
  });

  it('the newest wraps, the others still open, also what another process wrapped by one that it added', async () => {
    const file = newFile();
    const one = new MasterKeyFile(file);
    const key = random(KEY_BYTES);
    const before = { name: one.current(), wrapped: await one.wrap(key) };
    addMasterKey(file);
    expect(modeOf(file)).toBe('600');
    const other = new MasterKeyFile(file);
    const after = { name: other.current(), wrapped: await other.wrap(key) };
    expect(namesIn(file)).toEqual([before.name, after.name]);
    for (const service of [one, other])
      for (const { name, wrapped } of [after, before]) expect(await service.unwrap(wrapped, name)).toEqual(key);
    expect(one.current()).toBe(after.name);
  });

  it('of those that are retired only the newest is left', async () => {
    const file = newFile();
    const one = new MasterKeyFile(file);
    const [name, wrapped] = [one.current(), await one.wrap(random(KEY_BYTES))];
    addMasterKey(file);
    addMasterKey(file);
    const last = one.current();
    retireMasterKeys(file);
    expect([namesIn(file), modeOf(file)]).toEqual([[last], '600']);
    expect(one.current()).toBe(last);
    const refused = one.unwrap(wrapped, name);
    await expect(refused).rejects.toThrow(KeysUnavailable);
    await expect(refused).rejects.toThrow(`the master key ${name} is not in ${file}`);
  });

  it.each([
    ['no key', 'a1b2c3d4\n'],
    ['a key that is too short', `a1b2c3d4 ${Buffer.alloc(31).toString('base64')}\n`],
    ['a key that is too long', `a1b2c3d4 ${Buffer.alloc(33).toString('base64')}\n`],
    ['no name', ` ${Buffer.alloc(32).toString('base64')}\n`],
    ['nothing', ''],
    ['a line that is none among others', `a1b2c3d4 ${Buffer.alloc(32).toString('base64')}\nnonsense\n`],
  ])('a file with %s is refused', (_, text) => {
    const file = join(directory, `wrong-${files++}`);
    writeFileSync(file, text);
    expect(() => new MasterKeyFile(file)).toThrow(`${file}: a line has to be a name and a key of 256 bits`);
  });
});
