import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Coverage, type Covered, type Said, touches } from '../../../libs/domain';
import { breath } from '../../../libs/event-store';
import { ListMessages } from '../application/queries';
import { PEOPLE } from '../edge/access';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Check, Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { CoverageAnswer, Draft, QuestionsAnswer } from './answers.dto';
import { ConversationQuery } from './reading.dto';
import { isRecorded, RecordedAccess } from './recorded-access';

async function coverageOf(messages: readonly Said[]): Promise<Covered> {
  const coverage = new Coverage();
  for (const message of messages) {
    coverage.take(message);
    await breath();
  }
  return coverage;
}

const PAGE = 100;
const PAGES = 10;

/** What the buyer asked and what stayed open (R4.1): computed from the messages as the caller sees them. */
@ApiTags('messages')
@Controller('v1/conversations/:id')
export class AnswersController {
  constructor(
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
  ) {}

  @Read('questions', {
    roles: PEOPLE,
    handsOut: true,
    summary: "The buyer's questions with what stayed open; for the platform, also signs of evasion (R4)",
    answer: QuestionsAnswer,
    fresh: true,
  })
  async questions(
    @Req() request: FastifyRequest,
    @Param('id', IdPipe) id: string,
    @Query() { reason }: ConversationQuery,
  ): Promise<object> {
    const messages = await this.access.reading(request, id, { reason, what: 'messages' }, () => this.#messages(request, id));
    const { questions, evasive } = await coverageOf(messages);
    const items = questions.map(({ language: _, ...question }) => ({ ...question, open: question.touchedBy === null }));
    return {
      items,
      open: items.filter(({ open }) => open).length,
      ...(isRecorded(callerOf(request).role) && { evasive }),
    };
  }

  @Check('coverage', {
    roles: ['seller'],
    summary: 'Which open questions a draft does not touch yet; nothing is stored (R4.1)',
    answer: CoverageAnswer,
  })
  async coverage(@Req() request: FastifyRequest, @Param('id', IdPipe) id: string, @Body() { body }: Draft): Promise<object> {
    const { questions } = await coverageOf(await this.#messages(request, id));
    const items = questions
      .filter(({ touchedBy }) => touchedBy === null)
      .map(({ touchedBy: _, language, ...question }) => ({ ...question, touched: touches(body, question, language) }));
    return { items, untouched: items.filter(({ touched }) => !touched).length };
  }

  /** The first thousand messages that were delivered, as the caller may see them. */
  async #messages(request: FastifyRequest, id: string): Promise<Said[]> {
    const messages: Said[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < PAGES; pages++) {
      const page = await this.reads.ask(request, (view) => new ListMessages(view, id, { cursor, limit: PAGE }));
      for (const { kind, held, ...message } of page.items) if (kind === 'message' && !held) messages.push(message);
      if (page.next === null) break;
      cursor = page.next;
    }
    return messages;
  }
}
