/** All of the product on this machine, under one supervisor. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureKeys, loadConfig, signToken } from '../../../libs/config';
import { lockDirectory } from '../../../libs/embedded-eventstore';
import { endLeftoverPostgres, startPostgres } from '../../../libs/embedded-postgres';
import { migrate } from '../../../libs/read-models';
import { announceSurroundings, dataDirectory } from '../surroundings';
import { Child, endLeftovers } from './children';
import { choosePort, onPort } from './ports';
import { welcome } from './welcome';

const LOCAL = '127.0.0.1';

const say = (line: string): void => void process.stderr.write(`helpdesk: ${line}\n`);

/** Starts event store, PostgreSQL, api, projector and timekeeper; resolves when they have ended after a signal. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const production = env.NODE_ENV === 'production';
  if (production && !env.JWT_JWKS_URL)
    throw new Error(
      'JWT_JWKS_URL: production does not start on the embedded keys; set the URL of the keys that tokens are signed with',
    );
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
  const taken = new Set<number>();
  const host = env.HELPDESK_HOST || LOCAL;
  const keys = env.JWT_JWKS_URL ? undefined : ensureKeys(join(dataDir, 'keys'));
  const trusted = { HELPDESK_HOST: host, ...(keys && { JWT_KEY_FILE: keys.publicKeyFile }) };
  // What makes no sense is said before anything runs.
  loadConfig({
    ...env,
    ...trusted,
    EVENTSTORE_URL: env.EVENTSTORE_URL || 'esdb://embedded',
    DATABASE_URL: env.DATABASE_URL || 'postgres://embedded',
  });
  await choosePort('HELPDESK_PORT', env, 3000, new Set(), host);
  let over = false;
  void signal.then(() => {
    over = true;
  });

  const child = async (name: string, args: readonly string[], own: Record<string, string>) => {
    const process = new Child(name, args, own, say, join(pidDir, name));
    endings.push(() => process.end());
    await Promise.race([process.start(), signal]);
  };
  const on = <T>(name: string, fallback: number, at: string, work: (port: number) => Promise<T>): Promise<T> =>
    onPort(
      {
        choose: () => choosePort(name, env, fallback, taken, at),
        set: Boolean(env[name]),
        host: at,
        taken: (port) => say(`port ${port} was taken meanwhile; trying the next`),
      },
      work,
    );

  let eventStoreUrl = env.EVENTSTORE_URL;
  if (!eventStoreUrl) {
    eventStoreUrl = await on('EVENTSTORE_PORT', 2113, LOCAL, async (port) => {
      await child('eventstore', ['--port', String(port), '--data', join(dataDir, 'eventstore')], {});
      return `esdb://${LOCAL}:${port}?tls=false`;
    });
  }
  let databaseUrl = env.DATABASE_URL;
  if (!databaseUrl && !over) {
    const directory = join(dataDir, 'postgres');
    await endLeftoverPostgres(directory);
    const database = await on('POSTGRES_PORT', 54_329, LOCAL, (port) => keepPostgres(directory, port));
    endings.push(database.end);
    databaseUrl = database.url;
  }
  if (over || !databaseUrl) return;
  await migrate(databaseUrl);

  const shared = { ...trusted, EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl };
  let apiPort = 0;
  for (const [name, variable, fallback] of [
    ['projector', 'PROJECTOR_PORT', 3101],
    ['timekeeper', 'TIMEKEEPER_PORT', 3102],
    ['api', 'HELPDESK_PORT', 3000],
  ] as const) {
    if (over) return;
    await on(variable, fallback, host, async (port) => {
      apiPort = port;
      await child(name, [], { ...shared, [variable]: String(port) });
    });
  }
  if (!env.HELPDESK_PORT && apiPort !== 3000) say(`port 3000 is taken; the api listens on ${apiPort}`);
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${apiPort}`;
  while (!over && !(await isReady(address))) await Promise.race([sleep(100), signal]);
  if (over) return;
  const silent = announceSurroundings(dataDir, { eventStoreUrl, databaseUrl });
  endings.push(async () => silent());
  const token = keys && ((claims: Parameters<typeof signToken>[1]) => signToken(keys, claims, '30d'));
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
          failures = 0;
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
