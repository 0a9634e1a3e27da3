import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ContestAnswer,
  ContestNoReplyNeeded,
  DeclareNoReplyNeeded,
  ExcuseObligation,
  RejectMessage,
  ReleaseMessage,
  RequestReview,
  RevokeExcuse,
} from '../../../libs/domain';
import { Write } from '../edge/routes';
import { Nothing } from '../edge/shape';
import { IdPipe } from '../edge/shape.pipe';
import { Decided, Excuse, NewMessage, NoReplyNeeded, Written } from './conversations.dto';
import { Drafting } from './drafting';
import { Writing } from './writing';
import { written } from './written';

@ApiTags('messages')
@Controller('v1/conversations/:id')
export class MessagesController {
  constructor(
    private readonly writing: Writing,
    private readonly drafting: Drafting,
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
    @Body() { ifRevision, ...words }: NewMessage,
  ): Promise<Written> {
    const stamp = this.writing.stamp(request);
    const { conversation: where, handled } = await this.drafting.send(id, stamp, words, ifRevision);
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
    return this.writing.give(request, reply, (stamp, clock) => new DeclareNoReplyNeeded(id, stamp, clock, message, reason));
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
    return this.writing.give(request, reply, (stamp, clock) => new ContestNoReplyNeeded(id, stamp, clock, message));
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
    return this.writing.give(request, reply, (stamp, clock) => new ContestAnswer(id, stamp, clock, message));
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
    return this.writing.give(request, reply, (stamp, clock) => new ReleaseMessage(id, stamp, clock, message));
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
    return this.writing.give(request, reply, (stamp) => new RejectMessage(id, stamp, message, reason));
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
    return this.writing.give(request, reply, (stamp) => new RequestReview(id, stamp, message));
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
    return this.writing.give(request, reply, (stamp, clock) => new ExcuseObligation(id, stamp, clock, message, reason));
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
    return this.writing.give(request, reply, (stamp, clock) => new RevokeExcuse(id, stamp, clock, message, reason));
  }
}
