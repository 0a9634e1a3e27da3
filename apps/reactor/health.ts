import { Gauge, Registry } from 'prom-client';
import { serveHealth } from '../../libs/config';
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
export function serveReactorHealth(host: string, port: number, { store, models, counts, commands }: Told) {
  const registry = new Registry();
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

  const health = async () => {
    const [reactions, answers] = await Promise.all([reactionStatus(models), store.ready()]);
    const ready = answers && reactions.every(({ standing }) => standing === undefined);
    const shown = reactions.map((reaction) => ({ ...reaction, position: String(reaction.position) }));
    return { ready, reactions: shown, ...storeHealth(store) };
  };
  const collect = async () => {
    for (const [name, one] of Object.entries(gauges)) one.set(counts[name as keyof Told['counts']]);
    for (const reaction of await reactionStatus(models).catch(() => [])) {
      position.set({ reaction: reaction.name }, Number(reaction.position));
      stands.set({ reaction: reaction.name }, reaction.standing ? 1 : 0);
    }
  };
  return serveHealth(host, port, { health, collect, registry });
}
