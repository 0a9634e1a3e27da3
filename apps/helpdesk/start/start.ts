/** All of the product on this machine, under one supervisor. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureKeys, signToken } from '../../../libs/config';
import { lockDirectory } from '../../../libs/embedded-eventstore';
import { endLeftoverPostgres, startPostgres } from '../../../libs/embedded-postgres';
import { migrate } from '../../../libs/read-models';
import { announceSurroundings, dataDirectory } from '../surroundings';
import { Child, endLeftovers } from './children';
import { choosePort } from './ports';
import { welcome } from './welcome';

const say = (line: string): void => void process.stderr.write(`helpdesk: ${line}\n`);

/** Starts event store, PostgreSQL, api, projector and timekeeper; resolves when they have ended after a signal. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const production = env.NODE_ENV === 'production';
  if (production && !env.JWT_JWKS_URL)
    throw new Error(
      'JWT_JWKS_URL: production does not start on the embedded keys; set the URL of the keys that tokens are signed with',
    );
  const dataDir = dataDirectory(env);
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDirectory(dataDir);
  const endings: (() => Promise<void>)[] = [];
  const signal = ended();
  try {
    await run(env, dataDir, endings, signal);
  } finally {
    for (const end of endings.reverse()) await end().catch((error: Error) => say(error.message));
    unlock();
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
  const host = env.HELPDESK_HOST ?? '127.0.0.1';
  const apiPort = await choosePort('HELPDESK_PORT', env, 3000, taken, host);
  if (env.HELPDESK_PORT === undefined && apiPort !== 3000) say(`port 3000 is taken; the api listens on ${apiPort}`);
  let over = false;
  void signal.then(() => {
    over = true;
  });

  const child = async (name: string, args: readonly string[], own: Record<string, string>) => {
    const process = new Child(name, args, own, say, join(pidDir, name));
    endings.push(() => process.end());
    await Promise.race([process.start(), signal]);
  };

  let eventStoreUrl = env.EVENTSTORE_URL;
  if (!eventStoreUrl) {
    const port = await choosePort('EVENTSTORE_PORT', env, 2113, taken);
    await child('eventstore', ['--port', String(port), '--data', join(dataDir, 'eventstore')], {});
    eventStoreUrl = `esdb://127.0.0.1:${port}?tls=false`;
  }
  let databaseUrl = env.DATABASE_URL;
  if (!databaseUrl && !over) {
    const directory = join(dataDir, 'postgres');
    await endLeftoverPostgres(directory);
    const port = await choosePort('POSTGRES_PORT', env, 54_329, taken);
    const database = await keepPostgres(directory, port);
    endings.push(database.end);
    databaseUrl = database.url;
  }
  if (over || !databaseUrl) return;
  await migrate(databaseUrl);

  const keys = env.JWT_JWKS_URL ? undefined : ensureKeys(join(dataDir, 'keys'));
  const shared = {
    EVENTSTORE_URL: eventStoreUrl,
    DATABASE_URL: databaseUrl,
    HELPDESK_HOST: host,
    HELPDESK_PORT: String(apiPort),
    PROJECTOR_PORT: String(await choosePort('PROJECTOR_PORT', env, 3101, taken, host)),
    TIMEKEEPER_PORT: String(await choosePort('TIMEKEEPER_PORT', env, 3102, taken, host)),
    ...(keys && { JWT_KEY_FILE: keys.publicKeyFile }),
  };
  for (const name of ['projector', 'timekeeper', 'api']) if (!over) await child(name, [], shared);
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
