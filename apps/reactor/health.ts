import fastify from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type CommandHandling, type EventStore, observeStore, storeHealth } from '../../libs/event-store';
import { type ReadModels, reactionStatus } from '../../libs/read-models';
import type { WorkCounts } from './correction-work';
import type { ReactorCounts } from './reactor';

/** What is told of a reactor. */
interface Told {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly commands: CommandHandling;
  readonly counts: ReactorCounts & WorkCounts;
}

/** Health and metrics of the reactor, for load balancers and Prometheus. */
export async function serveHealth(host: string, port: number, { store, models, counts, commands }: Told) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  observeStore([registry], store, commands);
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `helpdesk_reactor_${name}`, help, labelNames, registers: [registry] });
  const gauges: Readonly<Record<keyof Told['counts'], Gauge>> = {
    events: gauge('events', 'Events looked at'),
    commands: gauge('commands', 'Commands that followed from them'),
    failures: gauge('failures', 'Times a loop started again after trouble'),
    pages: gauge('pages', 'Pages of corrections worked off'),
    moved: gauge('moved', 'Obligations that corrections moved'),
    setAside: gauge('set_aside', 'Obligations that could not be moved'),
  };
  const position = gauge('position', 'Checkpoint of a reaction', ['reaction']);
  const stands = gauge('stands', '1 when a reaction stands before an event it cannot handle', ['reaction']);

  const server = fastify();
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      const [reactions, answers] = await Promise.all([reactionStatus(models), store.ready()]);
      const ready = answers && reactions.every(({ standing }) => standing === undefined);
      void reply.code(ready ? 200 : 503);
      const shown = reactions.map((reaction) => ({ ...reaction, position: String(reaction.position) }));
      return { status: ready ? 'ready' : 'not-ready', reactions: shown, ...storeHealth(store) };
    } catch (error) {
      void reply.code(503);
      return { status: 'not-ready', reason: error instanceof Error ? error.message : String(error) };
    }
  });
  server.get('/metrics', async (_request, reply) => {
    for (const [name, one] of Object.entries(gauges)) one.set(counts[name as keyof Told['counts']]);
    for (const reaction of await reactionStatus(models).catch(() => [])) {
      position.set({ reaction: reaction.name }, Number(reaction.position));
      stands.set({ reaction: reaction.name }, reaction.standing ? 1 : 0);
    }
    void reply.type(registry.contentType);
    return registry.metrics();
  });
  await server.listen({ host, port });
  return server;
}
