import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AddNote,
  AssignConversation,
  CloseConversation,
  type ConversationCommand,
  conversation,
  MarkRead,
  OpenConversation,
  ReportViolation,
  UpdateStatus,
} from '../../../libs/domain';
import { callerOf } from '../edge/caller';
import { derivedId, type Intent, Writing } from '../edge/idempotency';
import { invalid } from '../edge/problem';
import { Write } from '../edge/routes';
import { lowered, Nothing } from '../edge/shape';
import { IdPipe } from '../edge/shape.pipe';
import { Assignment, NewConversation, NewNote, NewReport, NewStatusUpdate, ReadMark, Written } from './conversations.dto';
import { written } from './written';

const ROUTE = '/v1/conversations';

@ApiTags('conversations')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(private readonly writing: Writing) {}

  @Write('', { route: ROUTE, summary: 'Opens a conversation with its first message', status: 201, answer: Written })
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
    const intent = this.writing.intent(request);
    const id = derivedId(intent, 'conversation');
    const opening = { market, seller, buyer, ...(order !== undefined && { order }), topic, subject };
    const draft = { id: derivedId(intent, 'message'), ...message };
    const command = new OpenConversation(id, intent.stamp, this.writing.clock, opening, draft);
    const handled = await this.writing.send(conversation, command);
    void reply.header('location', `${ROUTE}/${id}`);
    return written(reply, id, handled);
  }

  @Write(':id/status-updates', {
    route: `${ROUTE}/:id/status-updates`,
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
    return this.#write(request, reply, id, (intent) => {
      const update = {
        id: derivedId(intent, 'update'),
        stage,
        facts: { ...facts },
        ...(answers && { answers: lowered(answers) }),
      };
      return new UpdateStatus(id, intent.stamp, this.writing.clock, update);
    });
  }

  @Write(':id/notes', {
    route: `${ROUTE}/:id/notes`,
    summary: 'Adds an internal note, never shown to the buyer',
    status: 201,
    answer: Written,
  })
  note(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { body }: NewNote,
  ): Promise<Written> {
    return this.#write(request, reply, id, (intent) => new AddNote(id, intent.stamp, { id: derivedId(intent, 'note'), body }));
  }

  @Write(':id/assignment', {
    route: `${ROUTE}/:id/assignment`,
    summary: 'Hands the conversation to a member of the seller, or to nobody',
    answer: Written,
  })
  assign(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { assignee }: Assignment,
  ): Promise<Written> {
    return this.#write(request, reply, id, ({ stamp }) => new AssignConversation(id, stamp, assignee));
  }

  @Write(':id/close', {
    route: `${ROUTE}/:id/close`,
    summary: "Closes; a buyer's closing withdraws open obligations (R2.11)",
    answer: Written,
  })
  close(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() _: Nothing,
  ): Promise<Written> {
    return this.#write(request, reply, id, ({ stamp }) => new CloseConversation(id, stamp, this.writing.clock));
  }

  @Write(':id/reports', {
    route: `${ROUTE}/:id/reports`,
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
    return this.#write(request, reply, id, (intent) => {
      const report = { id: derivedId(intent, 'report'), ...body, message: body.message.toLowerCase() };
      return new ReportViolation(id, intent.stamp, report);
    });
  }

  @Write(':id/read', { route: `${ROUTE}/:id/read`, summary: "Marks as read for the caller's side", answer: Written })
  read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() { upTo }: ReadMark,
  ): Promise<Written> {
    return this.#write(request, reply, id, ({ stamp }) => new MarkRead(id, stamp, upTo));
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
