import { createServer } from 'node:net';

/** Whether a port can be listened on. */
function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
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
  const set = env[name];
  const wanted = Number(set ?? fallback);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new Error(`${name}: has to be a port from 0 to 65535, is "${set}"`);
  for (let port = wanted; port < wanted + 200 && port <= 65_535; port++) {
    if (!taken.has(port) && (await isFree(host, port))) {
      taken.add(port);
      return port;
    }
    if (set !== undefined) throw new Error(`${name}: port ${wanted} is in use by another process`);
  }
  throw new Error(`${name}: no free port from ${wanted} on`);
}
