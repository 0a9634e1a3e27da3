import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clockwork, ConversationCommand, Stamp } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import type { Written } from './conversations.dto';
import { written } from './written';

/** How a request becomes a command of a conversation, and what that did its answer. */
@Injectable()
export class Writing {
  constructor(
    private readonly commands: Commands,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  /** Who writes, now, and under which id. Throws 400 for an Idempotency-Key that is none. */
  stamp(request: FastifyRequest): Stamp {
    return stampOf(request, this.clock.now());
  }

  /** Gives the command that is made of the stamp. Throws what dispatching throws. */
  async give(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (stamp: Stamp, clock: Clockwork) => ConversationCommand | Promise<ConversationCommand>,
  ): Promise<Written> {
    const command = await make(this.stamp(request), this.clock);
    return written(reply, command.id, await this.commands.dispatch(command));
  }
}
