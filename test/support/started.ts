/** `helpdesk start` as a stranger meets it: one command, with data of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mainOf } from './compiled';
import { eventually, freePort } from './stack';

/** What runs as `helpdesk`. */
export const MAIN = mainOf('helpdesk');
/** A command until it has ended; rejects where it fails. */
export const run = promisify(execFile);

/** A helpdesk that was started; what it says is kept. */
class Started {
  said = '';
  readonly process: ChildProcess;

  constructor(readonly env: NodeJS.ProcessEnv) {
    this.process = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text: Buffer) => {
        this.said += text.toString();
      });
  }

  async ready(): Promise<this> {
    await eventually('ready', async () => this.said.includes('Ctrl-C ends everything')).catch((error) => {
      throw new Error(`${error.message}\n${this.said}`);
    });
    return this;
  }

  /** How it ended, after a signal if one is given. */
  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const exited = once(this.process, 'exit');
    if (signal) this.process.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }
}

/** Variables under which a helpdesk has data and ports of its own. */
export interface Surroundings {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Starts it, with more of them. What is running after a test, also after one that failed, is ended. */
  start(more?: NodeJS.ProcessEnv): Started;
}

/** A fresh directory, and ports nobody has, for the tests of a `describe`: they are there when the first begins, and gone behind the last. */
export function surroundings(): Surroundings {
  const dataDir = join(tmpdir(), `helpdesk-start-${randomUUID()}`);
  const { EVENTSTORE_URL: _store, DATABASE_URL: _database, ...rest } = process.env;
  const env: NodeJS.ProcessEnv = { ...rest, HELPDESK_DATA: dataDir };
  const running: Started[] = [];
  beforeAll(async () => {
    await mkdir(dataDir);
    // Where tests run as root, PostgreSQL runs as another account, which has to get there.
    await chmod(dataDir, 0o755);
    for (const name of ['HELPDESK_PORT', 'EVENTSTORE_PORT', 'POSTGRES_PORT', 'PROJECTOR_PORT', 'TIMEKEEPER_PORT'])
      env[name] = String(await freePort());
  });
  afterEach(() => Promise.all(running.splice(0).map((one) => one.ended('SIGINT'))));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  return {
    dataDir,
    env,
    start: (more = {}) => {
      const started = new Started({ ...env, ...more });
      running.push(started);
      return started;
    },
  };
}
