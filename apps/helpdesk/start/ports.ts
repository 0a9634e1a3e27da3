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

/** The port asked for; one that was only a default gives way to the next free one. Throws for one that was set and is taken. */
export async function choosePort(
  name: string,
  env: NodeJS.ProcessEnv,
  fallback: number,
  taken: Set<number>,
  host = '127.0.0.1',
): Promise<number> {
  const set = env[name] || undefined;
  const wanted = Number(set ?? fallback);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error(`${name}: has to be a port from 1 to 65535, is "${set}"`);
  for (let port = wanted; port < wanted + 200 && port <= 65_535; port++) {
    if (!taken.has(port) && (await isFree(name, host, port))) {
      taken.add(port);
      return port;
    }
    if (set !== undefined) throw new Error(`${name}: port ${wanted} is in use by another process`);
  }
  throw new Error(`${name}: no free port from ${wanted} on`);
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
