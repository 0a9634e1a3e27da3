/** Real processes of the product. They end with the test that started them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainOf } from './compiled';

/** A process that can be killed and started again, with the same arguments and environment. */
export class TestProcess {
  #child: ChildProcess | undefined;
  /** What it said on standard error, the last 20,000 characters. */
  said = '';

  constructor(
    readonly app: 'api' | 'eventstore' | 'projector' | 'timekeeper' | 'reactor' | 'notary',
    readonly args: readonly string[],
    readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  /** Resolves when it is ready; rejects with what it said when it ends before. */
  async start(): Promise<void> {
    const child = fork(mainOf(this.app), [...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    child.stderr?.on('data', (text: Buffer) => {
      this.said = (this.said + text.toString()).slice(-20_000);
    });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code, signal]) => {
        throw new Error(`${this.app} ended (${code ?? signal}): ${this.said}`);
      }),
    ]);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Ends it; SIGKILL as a power cut would. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  /** `kill -9`, then the same again. */
  async killAndRestart(): Promise<void> {
    await this.end('SIGKILL');
    await this.start();
  }
}

const LONGEST_REST_MS = 30_000;

/**
 * Does what kills something and starts it again, and leaves it alone for as long as that took: how long is the machine's affair, and
 * whoever comes back has time to serve before it is killed again.
 */
export async function letServe(restart: () => Promise<unknown>): Promise<void> {
  const since = performance.now();
  await restart();
  await sleep(Math.min(performance.now() - since, LONGEST_REST_MS));
}

/** One of them, whoever holds it. */
export type RunningProcess = Pick<TestProcess, 'pid' | 'env' | 'start' | 'end' | 'killAndRestart'>;

/** Memory of a process with what it maps of files, in megabytes. */
export const residentMegabytes = (pid: number | undefined): number => megabytes(pid, 'VmRSS');

/** Memory of a process that is its own, in megabytes: the measure of growth, which code mapped into every process would hide. */
export const anonymousMegabytes = (pid: number | undefined): number => megabytes(pid, 'RssAnon');

const megabytes = (pid: number | undefined, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** What the system says of a process behind its name, which may have blanks: the parent comes second. Throws where it has ended. */
export const statOf = (pid: number | undefined): readonly string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');

/** Processes that one has started and that have not ended. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(statOf(pid)[1]) === parent;
      } catch {
        return false;
      }
    });
}

/** The embedded PostgreSQL whose files are in a stack's directory. */
export const postgresOf = ({ dataDir }: { readonly dataDir: string }): number =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
