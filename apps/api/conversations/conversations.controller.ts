import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddNote, AssignConversation, CloseConversation, MarkRead, ReportViolation, UpdateStatus } from '../../../libs/domain';
import { OnRecord } from '../application/on-record';
import { callerOf } from '../edge/caller';
import { derivedId } from '../edge/idempotency';
import { invalid } from '../edge/problem';
import { Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { Screens } from '../screening/screens';
import {
  Assignment,
  Closing,
  NewConversation,
  NewNote,
  NewReport,
  NewStatusUpdate,
  ReadMark,
  Written,
} from './conversations.dto';
import { Drafting } from './drafting';
import { Writing } from './writing';
import { written } from './written';

@ApiTags('conversations')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    private readonly writing: Writing,
    private readonly drafting: Drafting,
    private readonly record: OnRecord,
    @Inject(Screens) private readonly screens: Screens,
  ) {}

  @Write('', {
    command: 'OpenConversation',
    summary: 'Opens a conversation with its first message',
    status: 201,
    answer: Written,
  })
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: NewConversation,
  ): Promise<Written> {
    const caller = callerOf(request);
    const { market, topic, subject, order, message } = body;
    const seller = body.seller ?? caller.seller;
    if (seller === undefined) throw invalid('seller', 'required', 'seller is required');
    const buyer = body.buyer ?? (caller.role === 'buyer' ? caller.sub : undefined);
    if (buyer === undefined) throw invalid('buyer', 'required', 'buyer is required');
    const stamp = this.writing.stamp(request);
    const opening = { market, seller, buyer, ...(order !== undefined && { order }), topic, subject };
    const { conversation: id, handled } = await this.drafting.open(stamp, opening, message);
    void reply.header('location', `/v1/conversations/${id}`);
    return written(reply, id, handled);
  }

  @Write(':id/status-updates', {
    command: 'UpdateStatus',
    summary: 'Tells the buyer a stage of the case (R3)',
    status: 201,
    answer: Written,
  })
  update(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() body: NewStatusUpdate,
  ): Promise<Written> {
    const { stage, facts = {}, answers } = body;
    const told = { stage, facts: { ...facts }, ...(answers && { answers }) };
    return this.writing.give(request, reply, async (stamp, clock) => {
      const { carrier, trackingNumber, reason } = facts;
      const texts = { 'facts.carrier': carrier, 'facts.trackingNumber': trackingNumber, 'facts.reason': reason };
      const found = await this.screens.texts(stamp, id, texts, trackingNumber);
      return new UpdateStatus(id, stamp, clock, { id: derivedId(stamp, 'update'), ...told, ...found });
    });
  }

  @Write(':id/notes', {
    command: 'AddNote',
    summary: 'Adds an internal note: a seller sees those of its own members, the platform all, a buyer none',
    status: 201,
    answer: Written,
  })
  note(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { body }: NewNote,
  ): Promise<Written> {
    return this.writing.give(request, reply, (stamp) => new AddNote(id, stamp, { id: derivedId(stamp, 'note'), body }));
  }

  @Write(':id/assignment', {
    command: 'AssignConversation',
    summary: 'Hands the conversation to a member of the seller, or to nobody',
    answer: Written,
  })
  async assign(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { assignee }: Assignment,
  ): Promise<Written> {
    const members = await this.#membersOf(request, id);
    return this.writing.give(request, reply, (stamp) => new AssignConversation(id, stamp, assignee, members));
  }

  @Write(':id/close', {
    command: 'CloseConversation',
    summary: "Closes; a buyer's closing withdraws open obligations (R2.11)",
    answer: Written,
  })
  close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: Closing,
  ): Promise<Written> {
    return this.writing.give(request, reply, async (stamp, clock) => {
      const { screened } = reason === undefined ? {} : await this.screens.texts(stamp, id, { reason });
      return new CloseConversation(id, stamp, clock, reason, screened);
    });
  }

  @Write(':id/reports', {
    command: 'ReportViolation',
    summary: 'Reports a message as a violation; recorded as suspected (R5.2)',
    status: 201,
    answer: Written,
  })
  report(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() body: NewReport,
  ): Promise<Written> {
    return this.writing.give(
      request,
      reply,
      (stamp) => new ReportViolation(id, stamp, { id: derivedId(stamp, 'report'), ...body }),
    );
  }

  @Write(':id/read', { command: 'MarkRead', summary: "Marks as read for the caller's side", answer: Written })
  read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { upTo }: ReadMark,
  ): Promise<Written> {
    return this.writing.give(request, reply, (stamp) => new MarkRead(id, stamp, upTo));
  }

  /** The members of the seller of a conversation; undefined where they were not told. */
  async #membersOf(request: FastifyRequest, id: string): Promise<string[] | undefined> {
    const seller = callerOf(request).seller ?? (await this.record.openingOf(id)).seller;
    return (await this.record.seller(seller))?.members.map((member) => member.id);
  }
}
