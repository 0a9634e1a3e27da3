/** What load balancers and Prometheus ask of a process of the product. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { loadMetrics } from './metrics';

/** What a process says of itself. */
export interface Operations {
  /** Whether it does its work, and what else health tells. What it throws is the reason why not. */
  readonly health: () => Promise<{ readonly ready: boolean; readonly [more: string]: unknown }>;
  /** Brings the numbers in `registry` up to date before they are read; never throws. */
  readonly collect: () => Promise<void>;
  /** Its numbers; those of every process are added. */
  readonly registry: Registry;
}

/**
 * Serves `/health/live`, `/health/ready` (503 where it is not) and `/metrics`, by Node's own server: three addresses need no more, and each
 * process would load it. Throws the system's error for a port in use.
 */
export async function serveHealth(
  host: string,
  port: number,
  { health, collect, registry }: Operations,
): Promise<{ close(): Promise<void> }> {
  // Loaded here: processes and commands that serve no health would carry it for nothing.
  const { collectDefaultMetrics } = await import('prom-client');
  collectDefaultMetrics({ register: registry, ...loadMetrics() });
  const answers: Readonly<Record<string, (answer: ServerResponse) => Promise<unknown>>> = {
    '/health/live': async (answer) => json(answer, 200, { status: 'live' }),
    '/health/ready': async (answer) => {
      try {
        const { ready, ...more } = await health();
        json(answer, ready ? 200 : 503, { status: ready ? 'ready' : 'not-ready', ...more });
      } catch (error) {
        json(answer, 503, { status: 'not-ready', reason: error instanceof Error ? error.message : String(error) });
      }
    },
    '/metrics': async (answer) => {
      await collect();
      answer.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    },
  };
  const server = createServer((request, answer) => {
    const [path] = (request.url as string).split('?');
    const found = request.method === 'GET' || request.method === 'HEAD' ? answers[path] : undefined;
    if (!found) return json(answer, 404, { status: 'not-found' });
    found(answer).catch((error: unknown) => json(answer, 500, { status: 'failed', reason: String(error) }));
  });
  await once(server.listen(port, host), 'listening');
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

function json(answer: ServerResponse, status: number, body: object): void {
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
