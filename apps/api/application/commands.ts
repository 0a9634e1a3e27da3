/** How commands reach the rules: each by its own class over Nest's CommandBus to the decider of its stream. */
import { Inject, Injectable, type Type } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  AdoptCalendar,
  CONVERSATION_COMMANDS,
  CompleteErasure,
  type Conversation,
  CorrectMarketCalendar,
  CountReview,
  conversation,
  EVIDENCE_COMMANDS,
  evidence,
  FollowCorrection,
  marketCalendar,
  type Order,
  orders,
  ParkEvent,
  PlaceHold,
  type ProductCommand,
  parking,
  people,
  precision,
  profiles,
  RecordExport,
  RecordOrder,
  RecordRefusal,
  RecordSeller,
  RecordVisibility,
  ReleaseHold,
  RequestErasure,
  RestoreRule,
  RetryEvent,
  ranking,
  refusals,
  requireStanding,
  retention,
  SetRetention,
  SetTestClock,
  STANDING_COMMANDS,
  standing,
  testClock,
} from '../../../libs/domain';
import { CommandHandling, type Decider, type EventShape, type Handled } from '../../../libs/event-store';
import { RecentWrites } from './recent-writes';

/** Any class of commands: their constructors differ. */
type CommandClass<C = unknown> = new (...given: never[]) => C;
type AnyDecider = Decider<unknown, never, EventShape>;

const to = <D, C extends Readonly<Record<string, CommandClass>>>(decider: D, classes: C) =>
  Object.fromEntries(Object.entries(classes).map(([type, command]) => [type, { command, decider }])) as {
    readonly [T in keyof C]: { readonly command: C[T]; readonly decider: D };
  };

/** Which decider handles which command. One that is left out does not compile. */
const COMMANDS = {
  ...to(conversation, CONVERSATION_COMMANDS),
  ...to(marketCalendar, { AdoptCalendar, CorrectMarketCalendar, FollowCorrection }),
  ...to(orders, { RecordOrder }),
  ...to(profiles, { RecordSeller }),
  ...to(precision, { CountReview, RestoreRule }),
  ...to(people, { PlaceHold, ReleaseHold, RequestErasure, CompleteErasure, RecordExport }),
  ...to(retention, { SetRetention }),
  ...to(testClock, { SetTestClock }),
  ...to(parking, { ParkEvent, RetryEvent }),
  ...to(refusals, { RecordRefusal }),
  ...to(standing, STANDING_COMMANDS),
  ...to(ranking, { RecordVisibility }),
  ...to(evidence, EVIDENCE_COMMANDS),
} satisfies { readonly [T in ProductCommand['type']]: { readonly command: CommandClass<Extract<ProductCommand, { type: T }>> } };

/** What a seller does that writes nothing to anybody. */
const WHATEVER_ITS_STANDING: readonly ProductCommand['type'][] = ['MarkRead', 'RecordRefusal'];

/** What a command of type `T` leads to. */
type Outcome<T extends ProductCommand['type']> =
  (typeof COMMANDS)[T]['decider'] extends Decider<infer S, never, infer E> ? Handled<E, S> : never;

/** A handler for each row of the table. */
export const COMMAND_HANDLERS: readonly Type<ICommandHandler>[] = Object.values(COMMANDS).map(({ command, decider }) =>
  handlerOf(command, decider as unknown as AnyDecider),
);

function handlerOf(command: CommandClass, decider: AnyDecider): Type<ICommandHandler> {
  @CommandHandler(command as Type<ProductCommand>)
  class Handler {
    constructor(
      @Inject(CommandHandling) private readonly handling: CommandHandling,
      @Inject(RecentWrites) private readonly recent: RecentWrites,
    ) {}

    async execute(given: ProductCommand): Promise<Handled> {
      const isOfSeller = given.stamp.actor.role === 'seller' && !WHATEVER_ITS_STANDING.includes(given.type);
      const rules = isOfSeller ? await this.#underStanding(given) : decider;
      const handled = await this.handling.handle(rules, given as never);
      // To have looked changes nothing that anybody waits to see.
      if (given.type !== 'RecordAccess') this.recent.note(handled.position, partiesOf(handled.state));
      return handled;
    }

    /** The same rules behind those of the seller's standing, as its own stream has it now; what was done before is answered as it was. */
    async #underStanding({ stamp }: ProductCommand): Promise<AnyDecider> {
      const state = await this.handling.stateOf(standing, stamp.actor.seller ?? '', stamp.at);
      return {
        ...decider,
        decide(command: never, before: unknown) {
          requireStanding(command, state);
          return decider.decide(command, before);
        },
      };
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${command.name}Handler` });
  return Handler;
}

/** Whose conversation or order it is; of other streams nobody's. */
function partiesOf(state: unknown): { readonly buyer: string; readonly seller: string } | undefined {
  const { opened, told } = state as Partial<Conversation> & Order;
  return opened ?? (told && 'buyer' in told ? told : undefined);
}

/** The CommandBus, typed by the table. */
@Injectable()
export class Commands {
  constructor(private readonly bus: CommandBus) {}

  /** Dispatches one command. A rule's refusal, a reused key and an absent store are thrown. */
  dispatch<C extends ProductCommand>(command: C): Promise<Outcome<C['type']>> {
    return this.bus.execute<ProductCommand, Outcome<C['type']>>(command);
  }
}
