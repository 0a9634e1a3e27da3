/** Where the helpdesk runs that a command works on: named by the environment, else the one started on this machine. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Addresses of what runs. They hold the database's password: the file is for its owner only. */
export interface Surroundings {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  /** Of the api, where it was started on this machine. */
  readonly address?: string;
}

const FILE = 'running.json';

/** The directory all data are under. */
export const dataDirectory = (env: NodeJS.ProcessEnv): string => resolve(env.HELPDESK_DATA || '.helpdesk');

/** Tells commands in other terminals where everything is; returns how to take it back. */
export function announceSurroundings(dataDir: string, surroundings: Surroundings): () => void {
  const file = join(dataDir, FILE);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(surroundings), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Where the api is that was started on this machine. Throws when none was. */
export function findAddress(env: NodeJS.ProcessEnv): string {
  const file = join(dataDirectory(env), FILE);
  const { address } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Surroundings) : {};
  if (!address) throw new Error(`no helpdesk runs in ${dataDirectory(env)}: start it with "npm start", or say --address`);
  return address;
}

/** EVENTSTORE_URL and DATABASE_URL where they are set, else what `helpdesk start` left. Throws when neither says. */
export function findSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  const file = join(dataDirectory(env), FILE);
  const running: Partial<Surroundings> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Surroundings) : {};
  const eventStoreUrl = env.EVENTSTORE_URL || running.eventStoreUrl;
  const databaseUrl = env.DATABASE_URL || running.databaseUrl;
  if (!eventStoreUrl || !databaseUrl)
    throw new Error(
      `no helpdesk runs in ${dataDirectory(env)}: start it with "npm start", or set EVENTSTORE_URL and DATABASE_URL`,
    );
  return { eventStoreUrl, databaseUrl };
}
