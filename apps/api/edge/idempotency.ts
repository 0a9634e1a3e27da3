/** How a request becomes a command: its identity, its way to the store, and what is told about it. */
import { hash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type Conversation, RecordAccess, type Stamp } from '../../../libs/domain';
import { CommandHandling, type Decider, type EventShape, type Handled, type Stamped, uuidV5 } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { LatelyWritten } from '../application/recent-writes';
import { type Caller, callerOf } from './caller';
import { networkOf } from './network';
import { invalid } from './problem';

/** One domain command on one stream. */
export class Handle<S, C extends Stamped, E extends EventShape> extends Command<Handled<E, S>> {
  constructor(
    readonly decider: Decider<S, C, E>,
    readonly command: C,
  ) {
    super();
  }
}

/** Every command goes the same way: a new one needs no handler of its own. */
@CommandHandler(Handle)
export class HandleHandler implements ICommandHandler<Handle<unknown, Stamped, EventShape>, Handled> {
  constructor(@Inject(CommandHandling) private readonly handling: CommandHandling) {}

  execute({ decider, command }: Handle<unknown, Stamped, EventShape>): Promise<Handled> {
    return this.handling.handle(decider, command);
  }
}

// Changing it would make repetitions of earlier requests look new.
const REQUESTS = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';

/** Who asks, when, and under which id: the same for every repetition of a request but for the time. */
export interface Intent {
  readonly stamp: Stamp;
}

/** An id that belongs to a request: the same for its repetitions. */
export const derivedId = (intent: Intent, what: string): string => uuidV5(what, intent.stamp.commandId);

@Injectable()
export class Writing {
  constructor(
    private readonly commands: CommandBus,
    private readonly lately: LatelyWritten,
    @Inject(ProductClock) readonly clock: ProductClock,
  ) {}

  /** What a request wants. Throws 400 for a key that is none. */
  intent(request: FastifyRequest): Intent {
    const caller = callerOf(request);
    // Reading for a recorded reason is one access each time, whatever is sent with it.
    const given = request.method === 'GET' || request.method === 'HEAD' ? undefined : request.headers['idempotency-key'];
    const key = given ?? randomUUID();
    if (typeof key !== 'string' || !/^[ -~]{1,200}$/.test(key))
      throw invalid('Idempotency-Key', 'printable', 'Idempotency-Key has 1 to 200 printable ASCII characters');
    // Two headers come as one, with a comma between.
    if (key.includes(', ') && (request.raw.headersDistinct['idempotency-key']?.length ?? 0) > 1)
      throw invalid('Idempotency-Key', 'single', 'Idempotency-Key is given once');
    const { sub, role, seller = '' } = caller;
    // The path in full names the target, however it is encoded; the query takes no part in a write.
    const path = decodeURIComponent(request.url.split('?', 1)[0]).toLowerCase();
    const commandId = uuidV5([sub, role, seller, request.method, path, key].join('\n'), REQUESTS);
    return {
      stamp: {
        actor: actorOf(caller),
        at: this.clock.now(),
        commandId,
        commandHash: hash('sha256', canonical(request.body ?? {}), 'base64url'),
        origin: `api ${networkOf(request.ip)}`,
        correlationId: commandId,
        ...(given !== undefined && { keyed: true as const }),
      },
    };
  }

  /** Sends one command. A rule's refusal, a reused key and an absent store are thrown. */
  async send<S, C extends Stamped, E extends EventShape>(decider: Decider<S, C, E>, command: C): Promise<Handled<E, S>> {
    const handled = await this.commands.execute(new Handle(decider, command));
    // To have looked changes nothing that anybody waits to see.
    if (!(command instanceof RecordAccess)) this.lately.note(handled.position, partiesOf(handled.state));
    return handled;
  }
}

/** The caller as the rules know people. */
export const actorOf = ({ sub, role, seller }: Caller): Actor => ({ id: sub, role, ...(seller !== undefined && { seller }) });

/** Whose conversation it is; of other streams nobody's. */
const partiesOf = (state: unknown): Conversation['opened'] => (state as Partial<Conversation>).opened;

/** Tells the position a write reached. */
export function reached(reply: FastifyReply, position: bigint): void {
  if (position > 0n) void reply.header('x-position', position.toString());
}

/** JSON with its keys in order: the same content is the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
