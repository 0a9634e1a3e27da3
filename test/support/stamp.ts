import type { Actor, Stamp } from '../../libs/domain';

/** The stamp of a command given by `actor` at an instant, each under an id of its own. */
export function stampOf(actor: Actor, at: number): Stamp {
  const commandId = crypto.randomUUID();
  return { actor, at, commandId, commandHash: 'test', origin: 'test', correlationId: commandId };
}
