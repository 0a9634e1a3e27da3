/** PostgreSQL refuses to run as root: the account it runs as then, and the places that account can reach. */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Another account than the caller's; undefined where the caller's own will do. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The account PostgreSQL is to run as: the caller's own unless that is root, then `postgres` or `nobody`. */
export function accountForPostgres(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(([name]) => name === wanted);
    if (found) return { name: wanted, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody": add one');
}

/**
 * What stands before a command that wants its user to have a name, as `initdb` does: nothing where it has one; where it is a mere number, as
 * in some containers, `nobody` of a user namespace, whose files are the number's. Throws where there are none of these.
 */
export function withName(account: Pick<Account, 'uid' | 'gid'> | undefined): readonly string[] {
  const as = { ...(account && { uid: account.uid, gid: account.gid }), cwd: '/', stdio: 'ignore' } as const;
  if (spawnSync('id', ['-un'], as).status === 0) return [];
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const nobody = lines.find((line) => line.startsWith('nobody:'))?.split(':')[2];
  const before = ['unshare', '--user', `--map-user=${nobody}`, '--'];
  if (nobody !== undefined && spawnSync('unshare', [...before.slice(1), 'true'], as).status === 0) return before;
  const uid = account?.uid ?? process.getuid?.();
  throw new Error(
    `PostgreSQL wants an account with a name, and ${uid} has none on this machine: add a line to /etc/passwd for it`,
  );
}

/** Whether the account may enter a directory. */
function canEnter(account: Account, directory: string): boolean {
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether the account may run the binaries in a directory. */
function canRun({ uid, gid }: Account, native: string): boolean {
  return spawnSync(join(native, 'bin', 'postgres'), ['--version'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

const digest = (text: string): string => hash('sha256', text).slice(0, 12);

/** The binaries where the account can run them: where they are, or a copy below `parent`. */
export function reachableBinaries(native: string, account: Account | undefined, version: string, parent = '/var/lib'): string {
  if (!account || canRun(account, native)) return native;
  const copy = join(parent, `helpdesk-postgres-${version}`);
  if (canRun(account, copy)) return copy;
  // Renamed when whole: a copy cut short is never used.
  const draft = `${copy}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  // Installed under a strict umask they are for their owner alone.
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(draft, copy);
  } catch {
    // Another start was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}

/** A directory for data that the account owns and can reach: the one asked for, or one below /var/lib named after it. */
export function reachableData(wanted: string, account: Account | undefined): string {
  mkdirSync(dirname(wanted), { recursive: true });
  if (!account || canEnter(account, dirname(wanted))) return wanted;
  const parent = `/var/lib/helpdesk-${digest(wanted)}`;
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  chownSync(parent, account.uid, account.gid);
  return join(parent, basename(wanted));
}

/**
 * Data that are not in the directory asked for go with it all the same: where that was removed, they belong to a past that is gone.
 * Returns how to note, in that directory, that they are there.
 */
export function settleElsewhere(wanted: string, dataDir: string): () => void {
  if (wanted === dataDir) return () => undefined;
  const note = `${wanted}.elsewhere`;
  if (!existsSync(note)) for (const one of [dataDir, `${dataDir}.password`]) rmSync(one, { recursive: true, force: true });
  return () => writeFileSync(note, dataDir);
}
