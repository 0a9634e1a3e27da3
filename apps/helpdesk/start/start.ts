/** All of the product on this machine, under one supervisor. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureKeys, loadConfig, loadLog, lockDirectory, signToken } from '../../../libs/config';
import { endLeftoverPostgres, startPostgres } from '../../../libs/embedded-postgres';
import { parseEventStoreUrl } from '../../../libs/event-store';
import { migrate } from '../../../libs/read-models';
import { migrateNamed } from '../operate';
import { announceSurroundings, dataDirectory } from '../surroundings';
import { Child, endLeftovers } from './children';
import { choosePort, namedPorts, onPort } from './ports';
import { welcome } from './welcome';

const LOCAL = '127.0.0.1';
const WORD_AFTER_MS = 10_000;

/** Where each part listens that is not told to. */
const PORTS = {
  EVENTSTORE_PORT: 2113,
  POSTGRES_PORT: 54_329,
  PROJECTOR_PORT: 3101,
  TIMEKEEPER_PORT: 3102,
  REACTOR_PORT: 3203,
  NOTARY_PORT: 3204,
  HELPDESK_PORT: 3000,
} as const;
type PortName = keyof typeof PORTS;

const say = (line: string): void => void process.stderr.write(`helpdesk: ${line}\n`);

/** Starts event store, PostgreSQL, api, projector, timekeeper, reactor and notary; resolves when they have ended after a signal. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const dataDir = dataDirectory(env);
  const unlock = hold(dataDir);
  const endings: (() => Promise<void>)[] = [];
  const signal = ended();
  try {
    await run(env, dataDir, endings, signal);
  } finally {
    for (const end of endings.reverse()) await end().catch((error: Error) => say(error.message));
    unlock();
  }
}

/** Makes the directory of all data and takes it for this process; returns how to give it back. Throws one line that names the variable. */
function hold(dataDir: string): () => void {
  try {
    return lockDirectory(dataDir);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`HELPDESK_DATA: ${code === undefined ? message : `${dataDir} cannot be made or written (${message})`}`);
  }
}

/** Resolves when the supervisor is asked to end. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => resolve();
    process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
  });
}

async function run(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  endings: (() => Promise<void>)[],
  signal: Promise<void>,
): Promise<void> {
  const pidDir = join(dataDir, 'pids');
  await endLeftovers(pidDir);
  const host = env.HELPDESK_HOST || LOCAL;
  const keys = env.JWT_JWKS_URL ? undefined : ensureKeys(join(dataDir, 'keys'));
  const trusted = {
    HELPDESK_HOST: host,
    ...(keys && { JWT_KEY_FILE: keys.publicKeyFile, SESSION_SECRET: env.SESSION_SECRET || keys.sessionSecret }),
  };
  // What makes no sense is said before anything runs.
  const needed = (Object.keys(PORTS) as PortName[]).filter(
    (name) => !((name === 'EVENTSTORE_PORT' && env.EVENTSTORE_URL) || (name === 'POSTGRES_PORT' && env.DATABASE_URL)),
  );
  const taken = namedPorts(needed, env);
  const { tokens } = loadConfig({
    ...env,
    ...trusted,
    EVENTSTORE_URL: env.EVENTSTORE_URL || 'esdb://embedded',
    DATABASE_URL: env.DATABASE_URL || 'postgres://embedded',
  });
  loadLog(env);
  if (env.EVENTSTORE_URL) parseEventStoreUrl(env.EVENTSTORE_URL);
  const postgresDir = join(dataDir, 'postgres');
  if (!env.DATABASE_URL) await endLeftoverPostgres(postgresDir);
  const hostOf = (name: PortName) => (name === 'EVENTSTORE_PORT' || name === 'POSTGRES_PORT' ? LOCAL : host);
  for (const name of needed) await choosePort(name, env, PORTS[name], new Set(taken), hostOf(name));
  let over = false;
  void signal.then(() => {
    over = true;
  });

  const child = async (name: string, args: readonly string[], own: Record<string, string>) => {
    const process = new Child(name, args, own, say, join(pidDir, name));
    endings.push(() => process.end());
    await patiently(`${name} to start`, Promise.race([process.start(), signal]));
  };
  const on = <T>(name: PortName, work: (port: number) => Promise<T>): Promise<T> =>
    onPort(
      {
        choose: () => choosePort(name, env, PORTS[name], taken, hostOf(name)),
        set: Boolean(env[name]),
        host: hostOf(name),
        taken: (port) => say(`port ${port} was taken meanwhile; trying the next`),
      },
      work,
    );

  let eventStoreUrl = env.EVENTSTORE_URL;
  if (!eventStoreUrl) {
    eventStoreUrl = await on('EVENTSTORE_PORT', async (port) => {
      const where = ['--port', String(port), '--host', LOCAL, '--data', join(dataDir, 'eventstore')];
      await child('eventstore', where, {});
      return `esdb://${LOCAL}:${port}?tls=false`;
    });
  }
  let databaseUrl = env.DATABASE_URL;
  if (!databaseUrl && !over) {
    const database = await on('POSTGRES_PORT', (port) => keepPostgres(postgresDir, port));
    endings.push(database.end);
    databaseUrl = database.url;
  }
  if (over || !databaseUrl) return;
  await (env.DATABASE_URL ? migrateNamed(databaseUrl) : migrate(databaseUrl));

  const shared = { ...trusted, EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl };
  let apiPort = 0;
  for (const [name, variable] of [
    ['projector', 'PROJECTOR_PORT'],
    ['timekeeper', 'TIMEKEEPER_PORT'],
    ['reactor', 'REACTOR_PORT'],
    ['notary', 'NOTARY_PORT'],
    ['api', 'HELPDESK_PORT'],
  ] as const) {
    if (over) return;
    await on(variable, async (port) => {
      apiPort = port;
      await child(name, [], { ...shared, [variable]: String(port) });
    });
  }
  if (!env.HELPDESK_PORT && apiPort !== 3000) say(`port 3000 is taken; the api listens on ${apiPort}`);
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${apiPort}`;
  const ready = async () => {
    while (!over && !(await isReady(address))) await Promise.race([sleep(100), signal]);
  };
  await patiently('the api to be ready', ready());
  if (over) return;
  const silent = announceSurroundings(dataDir, { eventStoreUrl, databaseUrl, address });
  endings.push(async () => silent());
  const token = keys && ((claims: Parameters<typeof signToken>[1]) => signToken(keys, claims, '30d', tokens));
  process.stdout.write(await welcome(address, token));
  await signal;
  say('ending');
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** What it waits for is said while it lasts: servers of somebody else may be away. */
async function patiently(what: string, waiting: Promise<unknown>): Promise<void> {
  const timer = setInterval(() => say(`still waiting for ${what}`), WORD_AFTER_MS);
  await waiting.finally(() => clearInterval(timer));
}

/** PostgreSQL, started again when it dies. */
async function keepPostgres(dataDir: string, port: number): Promise<{ url: string; end(): Promise<void> }> {
  let server = await startPostgres({ dataDir, port });
  if (server.dataDir !== dataDir) say(`PostgreSQL cannot reach ${dataDir}; its data are in ${server.dataDir}`);
  let ending = false;
  const watch = async () => {
    for (let failures = 0; ; ) {
      await server.exited;
      if (ending) return;
      say('PostgreSQL ended; starting it again');
      while (!ending) {
        try {
          server = await startPostgres({ dataDir, port });
          // Asked to end meanwhile, nobody else would end this one.
          if (ending) await server.stop();
          failures = 0;
          if (!ending) say('PostgreSQL is back');
          break;
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
          await sleep(Math.min(10_000, 250 * 2 ** failures++));
        }
      }
    }
  };
  const watching = watch();
  return {
    url: server.url,
    async end() {
      ending = true;
      await server.stop();
      await watching;
    },
  };
}
