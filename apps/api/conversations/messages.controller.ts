import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ContestAnswer,
  ContestNoReplyNeeded,
  type ConversationCommand,
  DeclareNoReplyNeeded,
  ExcuseObligation,
  RejectMessage,
  ReleaseMessage,
  RequestReview,
  RevokeExcuse,
} from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import { Write } from '../edge/routes';
import { Nothing } from '../edge/shape';
import { IdPipe } from '../edge/shape.pipe';
import { Decided, Excuse, NewMessage, NoReplyNeeded, Written } from './conversations.dto';
import { Drafting } from './drafting';
import { written } from './written';

@ApiTags('messages')
@Controller('v1/conversations/:id')
export class MessagesController {
  constructor(
    private readonly commands: Commands,
    private readonly drafting: Drafting,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write('messages', {
    command: 'SendMessage',
    summary: 'Sends a message; 30 days after closing it opens a linked conversation (R2.11)',
    status: 201,
    answer: Written,
  })
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() body: NewMessage,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    const { conversation: where, handled } = await this.drafting.send(id, stamp, body);
    return written(reply, where, handled);
  }

  @Write('messages/:message/no-reply-needed', {
    command: 'DeclareNoReplyNeeded',
    summary: 'The seller says that no reply is needed (R2.10)',
    answer: Written,
  })
  noReply(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() { reason }: NoReplyNeeded,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new DeclareNoReplyNeeded(id, stamp, this.clock, message, reason));
  }

  @Write('messages/:message/contest', {
    command: 'ContestNoReplyNeeded',
    summary: 'The buyer contests that no reply is needed (R2.10)',
    answer: Written,
  })
  contest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() _: Nothing,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new ContestNoReplyNeeded(id, stamp, this.clock, message));
  }

  @Write('messages/:message/unanswered', {
    command: 'ContestAnswer',
    summary: "The buyer says that a seller's message did not answer (R4.2)",
    answer: Written,
  })
  unanswered(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() _: Nothing,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new ContestAnswer(id, stamp, this.clock, message));
  }

  @Write('messages/:message/release', {
    command: 'ReleaseMessage',
    summary: 'A reviewer delivers a held message unchanged (R2.12)',
    answer: Written,
  })
  release(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() _: Nothing,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new ReleaseMessage(id, stamp, this.clock, message));
  }

  @Write('messages/:message/reject', {
    command: 'RejectMessage',
    summary: 'A reviewer rejects a held message: it is never delivered (R5.3)',
    answer: Written,
  })
  reject(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() { reason }: Decided,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new RejectMessage(id, stamp, message, reason));
  }

  @Write('messages/:message/review', {
    command: 'RequestReview',
    summary: 'The side whose message is held asks for a review (R5.3)',
    answer: Written,
  })
  review(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() _: Nothing,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new RequestReview(id, stamp, message));
  }

  @Write('obligations/:message/excuse', {
    command: 'ExcuseObligation',
    summary: 'An admin excuses an obligation (R2.14)',
    answer: Written,
  })
  excuse(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() { reason }: Excuse,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new ExcuseObligation(id, stamp, this.clock, message, reason));
  }

  @Write('obligations/:message/excuse/revocation', {
    command: 'RevokeExcuse',
    summary: 'An admin takes an excuse back: what was late is late again (R2.14)',
    answer: Written,
  })
  revokeExcuse(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('message', IdPipe) message: string,
    @Body() { reason }: Excuse,
  ): Promise<Written> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, new RevokeExcuse(id, stamp, this.clock, message, reason));
  }

  async #dispatch(reply: FastifyReply, command: ConversationCommand): Promise<Written> {
    return written(reply, command.id, await this.commands.dispatch(command));
  }
}
