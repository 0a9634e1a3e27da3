/** What load balancers and Prometheus ask of a process of the product. */
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** What a process says of itself. */
export interface Operations {
  /** Whether it does its work, and what else health tells. What it throws is the reason why not. */
  readonly health: () => Promise<{ readonly ready: boolean; readonly [more: string]: unknown }>;
  /** Brings the numbers in `registry` up to date before they are read; never throws. */
  readonly collect: () => Promise<void>;
  /** Its numbers; those of every process are added. */
  readonly registry: Registry;
}

/** Serves `/health/live`, `/health/ready` (503 where it is not) and `/metrics`. Throws the system's error for a port in use. */
export async function serveHealth(
  host: string,
  port: number,
  { health, collect, registry }: Operations,
): Promise<FastifyInstance> {
  // Loaded here: processes and commands that serve no health would carry them for nothing.
  const [{ fastify }, { collectDefaultMetrics }] = await Promise.all([import('fastify'), import('prom-client')]);
  collectDefaultMetrics({ register: registry });
  const server = fastify();
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      const { ready, ...more } = await health();
      void reply.code(ready ? 200 : 503);
      return { status: ready ? 'ready' : 'not-ready', ...more };
    } catch (error) {
      void reply.code(503);
      return { status: 'not-ready', reason: error instanceof Error ? error.message : String(error) };
    }
  });
  server.get('/metrics', async (_request, reply) => {
    await collect();
    void reply.type(registry.contentType);
    return registry.metrics();
  });
  await server.listen({ host, port });
  return server;
}
