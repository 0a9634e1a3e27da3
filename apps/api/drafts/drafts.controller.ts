import { Body, Controller, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { draftsOf, keepDraft, ReadModels, savedReplies, saveReply } from '../../../libs/read-models';
import { GetConversation } from '../application/queries';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Keep, Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { DraftsAnswer, NewDraft, NewSavedReply, SavedRepliesAnswer } from './drafts.dto';

const PARTIES = ['buyer', 'seller'] as const;

/** What is being written: of one person only, and no part of the record. */
@ApiTags('drafts')
@Controller('v1')
export class DraftsController {
  constructor(
    @Inject(ReadModels) private readonly models: ReadModels,
    private readonly reads: Reads,
  ) {}

  @Read('drafts', { roles: PARTIES, summary: "The caller's drafts", answer: DraftsAnswer })
  async drafts(@Req() request: FastifyRequest): Promise<DraftsAnswer> {
    return { items: await draftsOf(this.models, personOf(request)) };
  }

  @Keep('drafts', { roles: PARTIES, summary: 'Keeps a draft in place of the one before', answer: DraftsAnswer })
  async keep(@Req() request: FastifyRequest, @Body() draft: NewDraft): Promise<DraftsAnswer> {
    await this.reads.ask(request, (view) => new GetConversation(view, draft.conversation));
    await keepDraft(this.models, personOf(request), draft);
    return this.drafts(request);
  }

  @Read('saved-replies', { roles: ['seller'], summary: "The seller's saved replies", answer: SavedRepliesAnswer })
  async replies(@Req() request: FastifyRequest): Promise<SavedRepliesAnswer> {
    return { items: await savedReplies(this.models, sellerOf(request)) };
  }

  @Keep('saved-replies/:reply', {
    roles: ['seller'],
    summary: 'Keeps a reply in place of the one with this id',
    answer: SavedRepliesAnswer,
  })
  async save(
    @Req() request: FastifyRequest,
    @Param('reply', IdPipe) id: string,
    @Body() { name, language, body }: NewSavedReply,
  ): Promise<SavedRepliesAnswer> {
    await saveReply(this.models, sellerOf(request), id, body === null ? null : { name, language, body });
    return this.replies(request);
  }
}

/** Names of people are of their role: a buyer and a member of a seller may be called the same. */
const personOf = (request: FastifyRequest): string => `${callerOf(request).role} ${callerOf(request).sub}`;
const sellerOf = (request: FastifyRequest): string => callerOf(request).seller ?? '';
