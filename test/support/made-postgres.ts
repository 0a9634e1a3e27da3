/** A fresh data directory of PostgreSQL with the product's own tables, made once and copied for each stack: `initdb` takes longer than all the rest of a start. */
import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../../libs/embedded-postgres';
import { migrate } from '../../libs/read-models';

const run = promisify(execFile);
// What is built or compiled stands deeper.
const ROOT = findRoot(__dirname);
const CACHE = join(ROOT, 'node_modules', '.cache', 'helpdesk-postgres');

/** Puts a data directory at `dataDir`, with the password beside it, as the first start of `startPostgres` and the migrations would. */
export async function copyMadePostgres(dataDir: string): Promise<void> {
  const made = await madeOnce();
  // With their owner: as root PostgreSQL runs as another account.
  await run('cp', ['-Rp', join(made, 'postgres'), dataDir]);
  await run('cp', ['-p', join(made, 'postgres.password'), `${dataDir}.password`]);
}

/** The directory copied from, named by what it depends on. Under its name it stands only when it is whole. */
async function madeOnce(): Promise<string> {
  const made = join(CACHE, nameOfMade());
  if (existsSync(made)) return made;
  const making = await mkdtemp(join(tmpdir(), 'helpdesk-made-'));
  await chmod(making, 0o755);
  const server = await startPostgres({ dataDir: join(making, 'postgres') });
  await migrate(server.url);
  await server.stop();
  await mkdir(CACHE, { recursive: true });
  // Named by itself: another start of this process may make one, too.
  const copy = `${made}-${basename(making)}`;
  await run('cp', ['-Rp', making, copy]);
  await rm(making, { recursive: true });
  try {
    renameSync(copy, made);
  } catch (error) {
    // Another was faster.
    if (!existsSync(made)) throw error;
    await rm(copy, { recursive: true });
  }
  return made;
}

/** Who makes it, what is in it, and with which server. */
function nameOfMade(): string {
  const [maker, tables] = ['embedded-postgres/embedded-postgres', 'read-models/shared/migrate'].map((file) =>
    readFileSync(require.resolve(`../../libs/${file}`), 'utf8'),
  );
  return hash('sha256', maker + tables + readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).slice(0, 16);
}

function findRoot(directory: string): string {
  return existsSync(join(directory, 'package-lock.json')) ? directory : findRoot(join(directory, '..'));
}
