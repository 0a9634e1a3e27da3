import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ClaimReview,
  ConfirmViolation,
  type ConversationCommand,
  DismissViolation,
  Rejection,
  RejectMessage,
  ReleaseMessage,
  ReviewMessage,
  type Stamp,
} from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import type { ReviewBatch, ReviewItem } from '../../../libs/read-models';
import { Commands } from '../application/commands';
import { GetBatch, GetReviews, ListReviews, ListViolations } from '../application/queries';
import { PLATFORM } from '../edge/access';
import { requireOwnSeller } from '../edge/caller';
import { derivedId, stampOf } from '../edge/idempotency';
import { Reads, tellPosition } from '../edge/positions';
import { invalid, notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { Nothing } from '../edge/shape';
import { IdPipe } from '../edge/shape.pipe';
import {
  ClaimedAnswer,
  type DECISIONS,
  Decisions,
  DecisionsAnswer,
  ReviewsPage,
  ReviewsQuery,
  ViolationsPage,
  ViolationsQuery,
} from './reviews.dto';

type Outcome = DecisionsAnswer['outcomes'][number];

/** The queue of reviewers (R5.2, R5.3), and what a seller is told of it. */
@ApiTags('violations')
@Controller('v1')
export class ReviewsController {
  constructor(
    private readonly commands: Commands,
    private readonly reads: Reads,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('reviews', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'Suspected violations and held messages, oldest first; by their source messages to look at',
    answer: ReviewsPage,
    fresh: true,
  })
  list(@Req() request: FastifyRequest, @Query() { limit = 50, ...filter }: ReviewsQuery): Promise<object> {
    return this.reads.ask(request, (view) => new ListReviews(view, { ...filter, limit, now: this.clock.now() }));
  }

  @Write('reviews/:id/claim', {
    command: 'ClaimReview',
    summary: 'Takes a review to work on, so that two do not; free again after ten minutes',
    answer: ClaimedAnswer,
  })
  async claim(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Body() _: Nothing,
  ): Promise<ClaimedAnswer> {
    const stamp = stampOf(request, this.clock.now());
    const found = (await this.#named(request, [id])).get(id);
    if (!found) throw notFound();
    const { events, position } = await this.commands.dispatch(new ClaimReview(found.conversation, stamp, found.subject));
    tellPosition(reply, position);
    for (const { type, data } of events) if (type === 'ReviewClaimed') return { review: id, by: data.by, until: data.until };
    throw new Error('a claim is an event');
  }

  @Write('reviews/decisions', {
    command: 'DismissViolation',
    summary:
      'Decides many reviews alike, named or by what they have in common, each by its own command: one that is refused stops none of the others',
    answer: DecisionsAnswer,
  })
  async decide(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() decisions: Decisions,
  ): Promise<DecisionsAnswer> {
    const stamp = stampOf(request, this.clock.now());
    if ((decisions.decision === 'violation') !== (decisions.kind !== undefined))
      throw invalid('kind', 'kind', 'kind is required where the decision is violation, and only there');
    const { names, found } = await this.#toDecide(request, decisions, stamp);
    let newest = 0n;
    const outcomes: Outcome[] = [];
    for (const review of names) {
      const item = found.get(review);
      if (!item) {
        outcomes.push({ review, outcome: 'not-found', detail: 'no such review' });
        continue;
      }
      const { conversation, subject } = item;
      try {
        const { position } = await this.commands.dispatch(this.#command(item, decisions, stamp));
        if (position > newest) newest = position;
        outcomes.push({ review, conversation, subject, outcome: 'decided' });
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        outcomes.push({ review, conversation, subject, outcome: error.code, detail: error.message });
      }
    }
    tellPosition(reply, newest);
    return { decided: outcomes.filter(({ outcome }) => outcome === 'decided').length, outcomes };
  }

  @Read('sellers/:id/violations', {
    roles: ['seller', ...PLATFORM],
    handsOut: true,
    summary: 'Violations of a seller with their evidence and what was decided, newest first',
    answer: ViolationsPage,
    fresh: true,
  })
  violations(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() { cursor, limit = 50 }: ViolationsQuery,
  ): Promise<object> {
    requireOwnSeller(request, seller);
    return this.reads.ask(request, (view) => new ListViolations(view, seller, { cursor, limit }));
  }

  /** What is to be decided: what is named, or what has something in common. */
  async #toDecide(request: FastifyRequest, { reviews, pattern, decision }: Decisions, { commandId, actor }: Stamp) {
    if ((reviews === undefined) === (pattern === undefined))
      throw invalid('reviews', 'one', 'either reviews or pattern is given');
    if (reviews?.length === 0) throw invalid('reviews', 'length', 'reviews names at least one');
    if (reviews) return { names: reviews, found: await this.#named(request, reviews) };
    const { before, ...common } = pattern ?? {};
    if (Object.values(common).every((part) => part === undefined))
      throw invalid('pattern', 'required', 'pattern says at least one of kind, language, rule, seller and source');
    const now = this.clock.now();
    const batch = {
      ...{ ...common, state: STATE_BEFORE[decision], before: before === undefined ? now + 1 : Date.parse(before) },
      ...{ limit: AT_ONCE, command: commandId, by: actor.id, now },
    };
    const items = await this.reads.ask(request, (view) => new GetBatch(view, batch));
    return { names: items.map(({ review }) => review), found: new Map(items.map((item) => [item.review, item])) };
  }

  async #named(request: FastifyRequest, names: readonly string[]): Promise<ReadonlyMap<string, ReviewItem>> {
    const found = await this.reads.ask(request, (view) => new GetReviews(view, names, this.clock.now()));
    return new Map(found.map((item) => [item.review, item]));
  }

  /** The command that decides one of several; its id is the same for each repetition of the request. */
  #command(
    { review, conversation, subject, what }: ReviewItem,
    { decision, reason, kind }: Decisions,
    stamp: Stamp,
  ): ConversationCommand {
    const own = { ...stamp, commandId: derivedId(stamp, review), causationId: stamp.commandId };
    const message = what === 'message' ? subject : NONE;
    const violation = what === 'violation' ? subject : NONE;
    switch (decision) {
      case 'confirm':
        return new ConfirmViolation(conversation, own, violation, reason);
      case 'dismiss':
        return new DismissViolation(conversation, own, violation, reason);
      case 'release':
        return new ReleaseMessage(conversation, own, this.clock, message);
      case 'reject':
        return new RejectMessage(conversation, own, message, reason);
      case 'clean':
      case 'violation':
        return new ReviewMessage(conversation, own, message, reason, kind);
    }
  }
}

/** What waits for a decision of each kind. */
const STATE_BEFORE = {
  ...{ confirm: 'suspected', dismiss: 'suspected', release: 'held', reject: 'held', clean: 'waiting', violation: 'waiting' },
} as const satisfies Record<(typeof DECISIONS)[number], ReviewBatch['state']>;

const AT_ONCE = 100;

/** What a decision of the other kind is about: nothing, and its rule says so. */
const NONE = '';
