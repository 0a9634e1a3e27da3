/** What processes take while they run: nothing may grow without bound. */
import { readdirSync } from 'node:fs';
import type { ReadModels } from '../../libs/read-models';
import { residentMegabytes, type TestProcess } from '../support/process';

const LOOK_MS = 1_000;

/** The most that was seen of each process, and of all connections to the database. */
export class Watch {
  readonly most = new Map<string, { megabytes: number; files: number }>();
  /** Memory of each process as it was seen last. */
  readonly now = new Map<string, number>();
  connections = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly processes: Readonly<Record<string, TestProcess | undefined>>,
    private readonly models: ReadModels,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Open files of each process as they are now. */
  files(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.processes).flatMap(([name, one]) => (one?.pid === undefined ? [] : [[name, openFiles(one.pid)]])),
    );
  }

  async #look(): Promise<void> {
    for (const [name, one] of Object.entries(this.processes)) {
      if (one?.pid === undefined) continue;
      try {
        const { megabytes, files } = this.most.get(name) ?? { megabytes: 0, files: 0 };
        const [now, open] = [residentMegabytes(one.pid), openFiles(one.pid)];
        this.now.set(name, Math.round(now));
        this.most.set(name, { megabytes: Math.max(megabytes, now), files: Math.max(files, open) });
      } catch {
        // It was killed just now.
      }
    }
    const [row] = await this.models
      .query<{ count: number }>('SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()')
      .catch(() => []);
    this.connections = Math.max(this.connections, row?.count ?? 0);
  }
}

const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
