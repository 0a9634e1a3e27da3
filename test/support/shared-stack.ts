/**
 * One running product for all stories of a worker of jest that set no variables: a start costs more than most of them. It is run by a
 * process of its own, this file, which ends with the worker, or is ended by `nothing-left.ts` where jest has none.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compiled } from './compiled';
import type { RunningProcess } from './process';
import { type App, callers, type Stack, startStack } from './stack';

const PROCESSES = ['api', 'projector', 'timekeeper', 'reactor', 'notary', 'eventStore'] as const;
type Shared = (typeof PROCESSES)[number];

const URLS = ['url', 'timekeeperUrl', 'eventStoreUrl', 'databaseUrl', 'dataDir'] as const;

/**
 * What a story that shares may do: talk to it, look into its store and database, and kill its processes as long as they run again in the
 * end. The notary runs only while a story has started it. Whoever sets variables has a process beside these, or starts its own stack.
 */
export interface SharedStack
  extends Pick<Stack, (typeof URLS)[number] | 'token' | 'as' | 'stop'>,
    Readonly<Record<Exclude<Shared, 'eventStore'>, RunningProcess>> {
  /** Undefined on a server of somebody else. */
  readonly eventStore?: RunningProcess;
  /** A process beside the stack's own, with other variables where they are given, which the story ends. */
  another(app: App, env?: Readonly<Record<string, string>>): Promise<RunningProcess>;
}

/** Set by the stories that share, forwards only, or the machine's. */
type Time = 'test clock' | 'real time';

interface DescribedProcess {
  readonly name: string;
  readonly env: RunningProcess['env'];
  readonly pid?: number;
}

interface Described extends Pick<Stack, (typeof URLS)[number]> {
  readonly pid: number;
  /** Who asked for it: a worker and what it works for, or jest itself. */
  readonly askedBy: readonly number[];
  /** Where its holder starts and ends processes. */
  readonly control: string;
}

/** With a test clock one market has hours of its own. */
const TEST_CLOCK = {
  HELPDESK_TEST_CLOCK: '1',
  HELPDESK_CLOCK: '{"pl":{"reminderHours":12,"escalationHours":[30,36,100]}}',
};

/**
 * The stack that this worker shares, started by the first who asks. Its time is the test clock's, which only goes forwards, or the real
 * one. On servers of somebody else each story has its own. `stop` leaves it to the next.
 */
export async function sharedStack(time: Time = 'real time'): Promise<SharedStack> {
  const env = time === 'test clock' ? TEST_CLOCK : undefined;
  if (process.env.EVENTSTORE_URL || process.env.DATABASE_URL) return startStack({ env });
  const file = join(tmpdir(), `helpdesk-shared-${process.pid}-${time.replace(' ', '-')}.json`);
  const described = running(file) ?? (await started(file, env));
  const held = async (order: string, more?: object) =>
    new HeldProcess(described.control, await ask(described.control, order, more));
  const [api, projector, timekeeper, reactor, notary, eventStore] = await Promise.all(
    PROCESSES.map((name) => held(`${name}/look`)),
  );
  return {
    ...described,
    ...callers(described.url, described.dataDir),
    ...{ api, projector, timekeeper, reactor, notary, eventStore },
    another: (app, env) => held(`${app}/another`, env),
    stop: async () => undefined,
  };
}

/** An api beside the stack's own that has other variables, and whoever talks to it. */
export async function anotherApi(
  stack: SharedStack,
  env: Readonly<Record<string, string>>,
): Promise<Pick<Stack, 'url' | 'token' | 'as'> & { end(): Promise<void> }> {
  const api = await stack.another('api', env);
  const url = `http://127.0.0.1:${api.env.HELPDESK_PORT}`;
  return { url, ...callers(url, stack.dataDir), end: () => api.end() };
}

/** A process of the shared stack: who holds it starts and ends it. */
class HeldProcess implements RunningProcess {
  readonly env: RunningProcess['env'];
  pid: number | undefined;
  readonly #name: string;
  readonly #control: string;

  constructor(control: string, { name, env, pid }: DescribedProcess) {
    this.#control = control;
    this.#name = name;
    this.env = env;
    this.pid = pid;
  }

  async start(): Promise<void> {
    this.pid = (await ask(this.#control, `${this.#name}/start`)).pid;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.pid = (await ask(this.#control, `${this.#name}/${signal}`)).pid;
  }

  async killAndRestart(): Promise<void> {
    await this.end('SIGKILL');
    await this.start();
  }
}

async function ask(control: string, order: string, more: object = {}): Promise<DescribedProcess> {
  const answer = await fetch(`${control}/${order}`, { method: 'POST', body: JSON.stringify(more) });
  if (!answer.ok) throw new Error(`the shared stack, asked for ${order}: ${await answer.text()}`);
  return (await answer.json()) as DescribedProcess;
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
  ])) as [Omit<Described, 'pid' | 'askedBy'>];
  const described = { ...message, pid: holder.pid as number, askedBy: [process.pid, process.ppid] };
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
    const ended = () => {
      rmSync(file, { force: true });
      process.exit();
    };
    starting.then(({ stop }) => stop()).finally(ended);
  };
  // Who asked may be gone before there is anything to have.
  process.once('disconnect', end).once('SIGTERM', end);
  // Ctrl-C goes to the whole group: what has to end first says when.
  process.on('SIGINT', () => undefined);
  const stack = await starting;
  const server = controlOf(stack).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const control = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (process.connected) process.send?.({ ...Object.fromEntries(URLS.map((name) => [name, stack[name]])), control });
}

/** `POST /{process}/{start | another | a signal}` does that; anything else only says what it is. What another has of its own is the body. */
function controlOf(stack: Stack): Server {
  const processes = new Map<string, RunningProcess>(PROCESSES.map((name) => [name, stack[name] as RunningProcess]));
  const obey = async (name: string, order: string, env: string): Promise<DescribedProcess> => {
    if (order === 'another') {
      const other = `${name}-${processes.size}`;
      processes.set(other, await stack.another(name as App, JSON.parse(env)));
      return obey(other, 'look', env);
    }
    const known = processes.get(name);
    if (!known) throw new Error(`there is no ${name}`);
    if (order === 'start') await known.start();
    else if (order.startsWith('SIG')) await known.end(order as NodeJS.Signals);
    return { name, env: known.env, pid: known.pid };
  };
  return createServer((request, answer) => {
    const [, name, order] = (request.url as string).split('/');
    text(request)
      .then((env) => obey(name, order, env))
      .then(
        (done) => answer.end(JSON.stringify(done)),
        (error: Error) => answer.writeHead(500).end(error.message),
      );
  });
}

if (require.main === module) void hold(process.argv[2], JSON.parse(process.argv[3]) as Readonly<Record<string, string>>);
