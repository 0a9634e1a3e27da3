import { Gauge, Registry } from 'prom-client';
import { serveHealth } from '../../libs/config';
import { type EventStore, observeStore, storeHealth } from '../../libs/event-store';
import { logOutlets, logState, newestCheckpoint, type ReadModels } from '../../libs/read-models';

/** What a notary says of itself. */
export interface NotaryState {
  /** Leaves this process wrote. */
  leaves: number;
  /** Why it signs nothing; undefined while it does. */
  refuses?: string;
  /** Why it writes nothing; undefined while it does. */
  stands?: string;
}

interface Told {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly state: NotaryState;
  readonly outlets: readonly string[];
}

/** Health and metrics of the notary, for load balancers and Prometheus. */
export function serveNotaryHealth(host: string, port: number, { store, models, state, outlets }: Told) {
  const registry = new Registry();
  observeStore([registry], store);
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `helpdesk_log_${name}`, help, labelNames, registers: [registry] });
  const [size, signed, cosigned] = [
    gauge('size', 'Leaves of the log'),
    gauge('signed_size', 'Leaves of the newest checkpoint'),
    gauge('cosignatures', 'Cosignatures of the newest checkpoint'),
  ];
  const leaves = gauge('leaves', 'Leaves that this process wrote');
  const refuses = gauge('refuses', '1 when nothing is signed: the log is not what was signed before');
  const trouble = gauge('outlet_trouble', '1 while something is wrong with a witness or another place outside', ['outlet']);

  const look = () => Promise.all([logState(models), newestCheckpoint(models), logOutlets(models, outlets)]);

  const health = async () => {
    const [log, checkpoint, places] = await look();
    return {
      ready: state.refuses === undefined && state.stands === undefined && (await store.ready()),
      ...(state.refuses !== undefined && { refuses: state.refuses }),
      ...(state.stands !== undefined && { stands: state.stands }),
      size: log.size,
      position: String(log.position),
      key: log.key,
      checkpoint: checkpoint ? { size: checkpoint.size, witnesses: checkpoint.witnesses } : null,
      outlets: places,
      ...storeHealth(store),
    };
  };
  const collect = async () => {
    try {
      const [log, checkpoint, places] = await look();
      size.set(log.size);
      signed.set(checkpoint?.size ?? 0);
      cosigned.set(checkpoint?.witnesses.length ?? 0);
      for (const { name, trouble: what } of places) trouble.set({ outlet: name }, what === null ? 0 : 1);
    } catch {
      // Shown by what health says.
    }
    leaves.set(state.leaves);
    refuses.set(state.refuses === undefined ? 0 : 1);
  };
  return serveHealth(host, port, { health, collect, registry });
}
