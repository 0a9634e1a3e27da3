import { createServer } from 'node:net';

/** Whether a port can be listened on; throws where no port of this host can, or not by this user. */
function isFree(name: string, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EADDRINUSE') resolve(false);
      else
        reject(new Error(code === 'EACCES' ? `${name}: port ${port} may not be used: ${message}` : `HELPDESK_HOST: ${message}`));
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** The port that a variable names, if it does. Throws for what is no port. */
function namedPort(name: string, env: NodeJS.ProcessEnv): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`${name}: has to be a port from 1 to 65535, is "${text}"`);
  return port;
}

/** The ports that variables name: nothing else gets them. Throws for what is no port, and for one named twice. */
export function namedPorts(names: readonly string[], env: NodeJS.ProcessEnv): Set<number> {
  const named = new Map<number, string>();
  for (const name of names) {
    const port = namedPort(name, env);
    if (port === undefined) continue;
    if (named.has(port)) throw new Error(`${name}: port ${port} is that of ${named.get(port)}`);
    named.set(port, name);
  }
  return new Set(named.keys());
}

/** The port a variable names, or else the first free one from `fallback` on that is not taken. Throws where that cannot be had. */
export async function choosePort(
  name: string,
  env: NodeJS.ProcessEnv,
  fallback: number,
  taken: Set<number>,
  host: string,
): Promise<number> {
  const named = namedPort(name, env);
  if (named !== undefined) {
    if (await isFree(name, host, named)) return named;
    throw new Error(`${name}: port ${named} is in use by another process`);
  }
  for (let port = fallback; port < fallback + 200 && port <= 65_535; port++) {
    if (taken.has(port) || !(await isFree(name, host, port))) continue;
    taken.add(port);
    return port;
  }
  throw new Error(`${name}: no free port from ${fallback} on`);
}

/**
 * Starts something on the port chosen. Where another process took one that was only a default (`set` is false) between the look and
 * the start, `taken` is told and the next free one is tried.
 */
export async function onPort<T>(
  { choose, set, host, taken }: { choose: () => Promise<number>; set: boolean; host: string; taken: (port: number) => void },
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const port = await choose();
    try {
      return await start(port);
    } catch (error) {
      if (set || tries === 5 || (await isFree('', host, port))) throw error;
      taken(port);
    }
  }
}
