/** The whole product for a test: real store, real database, real processes; or the servers that EVENTSTORE_URL and DATABASE_URL name. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import request from 'supertest';
import { ensureKeys, signToken, type TokenClaims } from '../../libs/config';
import { startPostgres } from '../../libs/embedded-postgres';
import { EventStore } from '../../libs/event-store';
import { migrate } from '../../libs/read-models';
import { givenStore } from '../event-store/store-under-test';
import { copyMadePostgres } from './made-postgres';
import { TestProcess } from './process';

/** Processes of the product beside the store. */
export type App = 'api' | 'projector' | 'timekeeper' | 'reactor' | 'notary';

/** What a stack is made of beside store and database. */
export interface StackOptions {
  /** Processes to start; default all but the notary, without which everything else goes on. */
  readonly run?: readonly App[];
  readonly env?: Readonly<Record<string, string>>;
  /** What stands between the processes and the embedded store at this port; they get its `url`. */
  readonly before?: (storePort: number) => Promise<{ readonly url: string; end(): Promise<void> }>;
}

/** A running product. */
export interface Stack {
  /** Address of the api. */
  readonly url: string;
  /** Where the timekeeper says how it is. */
  readonly timekeeperUrl: string;
  readonly eventStoreUrl: string;
  /** Where keys and, on the embedded one, the store's files are. */
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly api: TestProcess;
  readonly projector: TestProcess;
  readonly timekeeper: TestProcess;
  readonly reactor: TestProcess;
  readonly notary: TestProcess;
  /** The embedded store's process; undefined on a server of somebody else. */
  readonly eventStore?: TestProcess;
  /** `kill -9` of PostgreSQL and the same again; undefined on a server of somebody else. */
  readonly restartPostgres?: () => Promise<void>;
  /** A process beside the stack's own, with the same surroundings but for the variables given. */
  another(app: App, env?: Readonly<Record<string, string>>): Promise<TestProcess>;
  token(claims: TokenClaims, lifetime?: string): Promise<string>;
  /** Somebody who talks to the api. */
  as(role: TokenClaims['role'], sub?: string, seller?: string): Promise<Person>;
  stop(): Promise<void>;
}

/** A caller with a token. Writes carry a fresh idempotency key unless one is given. */
export interface Person {
  readonly sub: string;
  readonly token: string;
  get(path: string): request.Test;
  post(path: string, body?: object, key?: string): request.Test;
  put(path: string, body?: object, key?: string): request.Test;
}

/** Starts it; on a failure everything already started is ended. */
export async function startStack({
  run = ['projector', 'timekeeper', 'reactor', 'api'],
  env = {},
  before,
}: StackOptions = {}): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'helpdesk-test-'));
  // Where tests run as root, PostgreSQL runs as another account, which has to get there.
  await chmod(dataDir, 0o755);
  const endings: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    let trouble: unknown;
    // Whatever fails to end, the others are ended.
    for (const end of endings.splice(0).reverse()) await end().catch((error: unknown) => (trouble ??= error));
    if (trouble !== undefined) throw trouble;
  };
  try {
    let eventStore: TestProcess | undefined;
    let eventStoreUrl = givenStore();
    let urlForProcesses = process.env.EVENTSTORE_URL;
    if (!eventStoreUrl) {
      const port = await freePort();
      eventStore = new TestProcess('eventstore', ['--port', String(port), '--data', join(dataDir, 'eventstore')], {});
      await eventStore.start();
      endings.push(() => eventStore?.end() as Promise<void>);
      eventStoreUrl = `esdb://127.0.0.1:${port}?tls=false`;
      const between = await before?.(port);
      if (between) endings.push(() => between.end());
      urlForProcesses = between?.url ?? eventStoreUrl;
    }
    const database = await databaseUnderTest(join(dataDir, 'postgres'), endings);
    if (process.env.EVENTSTORE_URL) await beginAtHead(eventStoreUrl, database.url);
    const keys = ensureKeys(join(dataDir, 'keys'));
    const surroundings = {
      EVENTSTORE_URL: urlForProcesses,
      DATABASE_URL: database.url,
      HELPDESK_HOST: '127.0.0.1',
      JWT_KEY_FILE: keys.publicKeyFile,
      HELPDESK_DATA: dataDir,
      SESSION_SECRET: keys.sessionSecret,
      RATE_LIMIT_PER_MINUTE: '1000000',
      // On a store that lasts, each has its own time.
      HELPDESK_TEST_CLOCK_NAME: randomUUID(),
      ...env,
    };
    const make = async (app: App, own: Readonly<Record<string, string>> = {}) => {
      const name = {
        api: 'HELPDESK_PORT',
        projector: 'PROJECTOR_PORT',
        timekeeper: 'TIMEKEEPER_PORT',
        reactor: 'REACTOR_PORT',
        notary: 'NOTARY_PORT',
      }[app];
      const made = new TestProcess(app, [], { ...surroundings, ...own, [name]: String(await freePort()) });
      endings.push(() => made.end());
      return made;
    };
    const processes = {
      api: await make('api'),
      projector: await make('projector'),
      timekeeper: await make('timekeeper'),
      reactor: await make('reactor'),
      notary: await make('notary'),
    };
    await Promise.all(run.map((app) => processes[app].start()));
    const url = `http://127.0.0.1:${processes.api.env.HELPDESK_PORT}`;
    return {
      url,
      timekeeperUrl: `http://127.0.0.1:${processes.timekeeper.env.TIMEKEEPER_PORT}`,
      ...callers(url, dataDir),
      eventStoreUrl,
      dataDir,
      databaseUrl: database.url,
      ...processes,
      ...(eventStore && { eventStore }),
      ...(database.restart && { restartPostgres: database.restart }),
      another: async (app, own) => {
        const made = await make(app, own);
        await made.start();
        return made;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who talks to the api at `url`, with tokens of the keys of its stack's directory. */
export function callers(url: string, dataDir: string): Pick<Stack, 'token' | 'as'> {
  const keys = ensureKeys(join(dataDir, 'keys'));
  const token = (claims: TokenClaims, lifetime = '12h') => signToken(keys, claims, lifetime);
  return {
    token,
    as: async (role, sub = `${role}-${randomUUID()}`, seller) => person(url, sub, await token({ role, sub, seller })),
  };
}

function person(url: string, sub: string, token: string): Person {
  const write =
    (method: 'post' | 'put') =>
    (path: string, body?: object, key: string = randomUUID()) =>
      request(url)[method](path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body);
  return {
    sub,
    token,
    get: (path) => request(url).get(path).set('Authorization', `Bearer ${token}`),
    post: write('post'),
    put: write('put'),
  };
}

async function databaseUnderTest(
  dataDir: string,
  endings: (() => Promise<unknown>)[],
): Promise<{ url: string; restart?: () => Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (!given) {
    const port = await freePort();
    // With the product's tables.
    await copyMadePostgres(dataDir);
    let server = await startPostgres({ dataDir, port });
    endings.push(async () => {
      await server.stop();
      await rm(server.dataDir, { recursive: true, force: true });
    });
    return {
      url: server.url,
      restart: async () => {
        await server.kill();
        server = await startPostgres({ dataDir, port });
      },
    };
  }
  // A database of its own on the server given, so that tests do not meet.
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await ask(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  endings.push(() => ask(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(given);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return { url: url.href };
}

/** What others wrote to a store of somebody else is not this test's: here the read models, rebuilt ones too, begin behind it. */
async function beginAtHead(eventStoreUrl: string, databaseUrl: string): Promise<void> {
  const store = EventStore.connect({ url: eventStoreUrl });
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await client.query(`ALTER TABLE projections ALTER position SET DEFAULT ${await store.head()}`);
  } finally {
    await Promise.all([store.close(), client.end()]);
  }
}

/** A hundred ports of this process, and which of them is next: others that run tests on this machine have others. */
const PORTS = 10_000 + (process.pid % 200) * 100;
let nextPort = Math.floor(Math.random() * 100);

/**
 * A port nobody listens on now, below those from which the system takes a caller's end of a connection: while a server that was
 * killed is away, nobody gets its port by chance.
 */
export async function freePort(): Promise<number> {
  const port = PORTS + (nextPort++ % 100);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}

/**
 * Asks again until `look` gives something, soon at first and then four times a second, since each time may be a whole request; at most
 * `withinMs`, which is long, since a busy machine is. Throws the last reason with `what`.
 */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>, withinMs = 60_000): Promise<T> {
  let last: unknown;
  let pause = 50;
  for (const until = Date.now() + withinMs; Date.now() < until; pause = Math.min(1.3 * pause, 250)) {
    try {
      const found = await look();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${what}: not within ${withinMs} ms${last ? ` (${(last as Error).message})` : ''}`);
}
