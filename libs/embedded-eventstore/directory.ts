/** Directories of data: made where they are missing, and opened by one server each, with a file naming the process that holds it. */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a directory and those above it that are missing. Throws the system's error: Node's own `recursive` never returns where the
 * system says that a directory is missing although it is there, as in /proc.
 */
export function makeDirectory(directory: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = resolve(directory); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one, one === missing.at(-1) ? mode : 0o777);
    } catch (error) {
      // Another process may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Another server holds the directory. */
class DirectoryInUse extends Error {}

/** Makes a directory where it is missing, and takes it for this process; returns how to give it back. Throws {@link DirectoryInUse}. */
export function lockDirectory(directory: string, mode?: number): () => void {
  makeDirectory(directory, mode);
  const lock = join(directory, 'server.lock');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''} ${process.hrtime.bigint()}\n`;
  const draft = join(directory, `server.lock.${process.pid}`);
  writeFileSync(draft, mine);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(draft, lock);
        return () => {
          if (read(lock) === mine) rmSync(lock, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
        const held = read(lock);
        if (held !== undefined && isAlive(held)) throw inUse(directory, held);
        removeStale(lock, held);
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

const inUse = (directory: string, held: string): DirectoryInUse =>
  new DirectoryInUse(`${directory} is in use by process ${held.split(' ')[0]}`);

/** Moved before it is removed: if another process took the directory meanwhile, its lock is put back. */
function removeStale(lock: string, stale: string | undefined): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (read(aside) !== stale) linkSync(aside, lock);
  } catch {
    // Somebody else was faster; the next attempt sees what they left.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(held: string): boolean {
  const [pid, started] = held.trim().split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The number may belong to another process by now; its start time tells.
  const now = startOf(Number(pid));
  return now === undefined || now === started;
}

/** When a process was started, in the kernel's ticks; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // One that is dead but not buried, as in a container without an init, holds nothing.
  return fields?.[0] === 'Z' ? 'dead' : fields?.[19];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
