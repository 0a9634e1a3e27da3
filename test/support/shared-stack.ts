/**
 * One running product for all stories of a worker of jest that leave its processes alone: a start costs more than most of them. It is run
 * by a process of its own, this file, which ends with the worker, or is ended by `nothing-left.ts` where jest has none.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from './compiled';
import { callers, type Stack, startStack } from './stack';

/** What a story that shares may do: talk to it, and look into its store and database. Whoever kills or sets variables starts its own. */
export type SharedStack = Pick<
  Stack,
  'url' | 'timekeeperUrl' | 'eventStoreUrl' | 'databaseUrl' | 'dataDir' | 'token' | 'as' | 'stop'
>;

/** Set by the stories that share, forwards only, or the machine's. */
type Time = 'test clock' | 'real time';

interface Described {
  readonly pid: number;
  readonly url: string;
  readonly timekeeperUrl: string;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/**
 * The stack that this worker shares, started by the first who asks. Its time is the test clock's, which only goes forwards, or the real
 * one. On servers of somebody else each story has its own. `stop` leaves it to the next.
 */
export async function sharedStack(time: Time = 'real time'): Promise<SharedStack> {
  const env = time === 'test clock' ? { HELPDESK_TEST_CLOCK: '1' } : undefined;
  if (process.env.EVENTSTORE_URL || process.env.DATABASE_URL) return startStack({ env });
  const file = join(tmpdir(), `helpdesk-shared-${process.pid}-${time.replace(' ', '-')}.json`);
  const described = running(file) ?? (await started(file, env));
  return { ...described, ...callers(described.url, described.dataDir), stop: async () => undefined };
}

function running(file: string): Described | undefined {
  if (!existsSync(file)) return undefined;
  const described = JSON.parse(readFileSync(file, 'utf8')) as Described;
  return existsSync(`/proc/${described.pid}`) ? described : undefined;
}

async function started(file: string, env: Readonly<Record<string, string>> = {}): Promise<Described> {
  const holder = fork(join(compiled(), 'test', 'support', 'shared-stack.js'), [file, JSON.stringify(env)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const [message] = (await Promise.race([
    once(holder, 'message'),
    once(holder, 'exit').then(() => {
      throw new Error('the shared stack did not start: see above');
    }),
  ])) as [Omit<Described, 'pid'>];
  const described = { ...message, pid: holder.pid as number };
  writeFileSync(file, JSON.stringify(described));
  // The worker ends when its specs have: then the channel closes, and the holder ends all of it.
  holder.unref();
  holder.channel?.unref();
  return described;
}

async function hold(file: string, env: Readonly<Record<string, string>>): Promise<void> {
  const starting = startStack({ env });
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    rmSync(file, { force: true });
    starting.then(({ stop }) => stop()).finally(() => process.exit());
  };
  // Who asked may be gone before there is anything to have.
  process.once('disconnect', end).once('SIGTERM', end);
  // Ctrl-C goes to the whole group: what has to end first says when.
  process.on('SIGINT', () => undefined);
  const { url, timekeeperUrl, eventStoreUrl, databaseUrl, dataDir } = await starting;
  if (process.connected) process.send?.({ url, timekeeperUrl, eventStoreUrl, databaseUrl, dataDir });
}

if (require.main === module) void hold(process.argv[2], JSON.parse(process.argv[3]) as Readonly<Record<string, string>>);
