import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ContestAnswer,
  ContestNoReplyNeeded,
  type ConversationCommand,
  conversation,
  DeclareNoReplyNeeded,
  ExcuseObligation,
  ReleaseMessage,
  RevokeExcuse,
} from '../../../libs/domain';
import { derivedId, type Intent, Writing } from '../edge/idempotency';
import { Write } from '../edge/routes';
import { lowered, Nothing } from '../edge/shape';
import { IdPipe } from '../edge/shape.pipe';
import { Excuse, NewMessage, NoReplyNeeded, Written } from './conversations.dto';
import { FollowUp } from './drafting';
import { written } from './written';

const ROUTE = '/v1/conversations/:id';

@ApiTags('messages')
@Controller('v1/conversations/:id')
export class MessagesController {
  constructor(
    private readonly writing: Writing,
    private readonly followUp: FollowUp,
  ) {}

  @Write('messages', {
    route: `${ROUTE}/messages`,
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
    const intent = this.writing.intent(request);
    const { answers, ...rest } = body;
    const draft = {
      id: derivedId(intent, 'message'),
      ...rest,
      ...(answers && { answers: lowered(answers) }),
    };
    const { conversation: where, handled } = await this.followUp.send(id, draft, intent);
    return written(reply, where, handled);
  }

  @Write('messages/:message/no-reply-needed', {
    route: `${ROUTE}/messages/:message/no-reply-needed`,
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
    return this.#write(
      request,
      reply,
      id,
      ({ stamp }) => new DeclareNoReplyNeeded(id, stamp, this.writing.clock, message, reason),
    );
  }

  @Write('messages/:message/contest', {
    route: `${ROUTE}/messages/:message/contest`,
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
    return this.#write(request, reply, id, ({ stamp }) => new ContestNoReplyNeeded(id, stamp, this.writing.clock, message));
  }

  @Write('messages/:message/unanswered', {
    route: `${ROUTE}/messages/:message/unanswered`,
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
    return this.#write(request, reply, id, ({ stamp }) => new ContestAnswer(id, stamp, this.writing.clock, message));
  }

  @Write('messages/:message/release', {
    route: `${ROUTE}/messages/:message/release`,
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
    return this.#write(request, reply, id, ({ stamp }) => new ReleaseMessage(id, stamp, this.writing.clock, message));
  }

  @Write('obligations/:message/excuse', {
    route: `${ROUTE}/obligations/:message/excuse`,
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
    return this.#write(request, reply, id, ({ stamp }) => new ExcuseObligation(id, stamp, this.writing.clock, message, reason));
  }

  @Write('obligations/:message/excuse/revocation', {
    route: `${ROUTE}/obligations/:message/excuse/revocation`,
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
    return this.#write(request, reply, id, ({ stamp }) => new RevokeExcuse(id, stamp, this.writing.clock, message, reason));
  }

  async #write(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    command: (intent: Intent) => ConversationCommand,
  ): Promise<Written> {
    const intent = this.writing.intent(request);
    return written(reply, id, await this.writing.send(conversation, command(intent)));
  }
}
