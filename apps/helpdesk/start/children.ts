/** Child processes under a supervisor: started again when they die, ended in order when it ends. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const RESTART_AFTER_MS = 250;
const RESTART_AT_MOST_MS = 10_000;
const LIVED_LONG_MS = 30_000;
const END_PATIENCE_MS = 12_000;

/** One process of the product, kept alive. */
export class Child {
  #process: ChildProcess | undefined;
  #ending = false;
  #failures = 0;
  #wasReady = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    readonly args: readonly string[],
    readonly env: Readonly<Record<string, string>>,
    readonly say: (line: string) => void,
    readonly pidFile: string,
  ) {}

  /** Starts it; resolves when it says that it is ready, rejects when it ends before. */
  start(): Promise<void> {
    const started = Date.now();
    const child = fork(join(__dirname, '..', '..', this.name, 'main.js'), [...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A Ctrl-C in the terminal is for the supervisor, which ends its children in order.
      detached: true,
    });
    this.#process = child;
    writeFileSync(this.pidFile, String(child.pid));
    return new Promise((resolve, reject) => {
      child.once('message', () => {
        this.#wasReady = true;
        resolve();
      });
      const over = (how: string) => {
        if (this.#process !== child) return;
        this.#process = undefined;
        reject(new Error(`${this.name} ended ${how}`));
        // What never came up is a mistake of the surroundings: whoever started it decides.
        if (this.#ending || !this.#wasReady) return;
        this.#failures = Date.now() - started > LIVED_LONG_MS ? 1 : this.#failures + 1;
        const wait = Math.min(RESTART_AT_MOST_MS, RESTART_AFTER_MS * 2 ** (this.#failures - 1));
        this.say(`${this.name} ended ${how}; starting it again in ${wait} ms`);
        this.#timer = setTimeout(() => void this.start().then(() => this.say(`${this.name} is back`), ignore), wait);
      };
      child.once('exit', (code, signal) => over(signal ? `by ${signal}` : `with code ${code}`));
      // One that could not be made never exits.
      child.once('error', ({ message }) => over(`before it began: ${message}`));
    });
  }

  /** Ends it and does not start it again. */
  async end(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    const child = this.#process;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE_MS);
    await ended;
    clearTimeout(hard);
    rmSync(this.pidFile, { force: true });
  }
}

/** Children of a supervisor that was killed end by themselves, but not at once: until then they hold ports and data. */
export async function endLeftovers(pidDir: string): Promise<void> {
  mkdirSync(pidDir, { recursive: true });
  for (const name of readdirSync(pidDir)) {
    const file = join(pidDir, name);
    const pid = Number(readFileSync(file, 'utf8'));
    for (const until = Date.now() + END_PATIENCE_MS; pid > 0 && isStill(pid, name); await sleep(50))
      process.kill(pid, Date.now() < until ? 'SIGTERM' : 'SIGKILL');
    rmSync(file, { force: true });
  }
}

/** Whether a process runs and is the child of that name: its number may belong to somebody else by now. */
function isStill(pid: number, name: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(name, 'main.js'));
  } catch {
    return false;
  }
}

const ignore = () => undefined;
