/** How questions reach the read models: each by its own class over Nest's QueryBus, not before the rows are as new as they have to be. */
import { Inject, Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Language, type OrderShown, orderShown, Rejection, type ScoreWeights } from '../../../libs/domain';
import {
  type AccessFilter,
  type AttachmentFound,
  type AuditFilter,
  accessesPage,
  attachmentFound,
  auditPage,
  buyersOrders,
  type Change,
  type ConversationHead,
  changesAfter,
  clockEver,
  conversationOf,
  type InboxFilter,
  inboxCounts,
  inboxEver,
  inboxPage,
  type MessagesAsked,
  messagesPage,
  type ObligationFilter,
  obligations,
  orderOf,
  overdueBySeller,
  type Page,
  ReadModels,
  type ReviewBatch,
  type ReviewFilter,
  rankingAfter,
  responseTimes,
  reviewsNamed,
  reviewsPage,
  reviewsToDecide,
  rulePrecisions,
  type SanctionFilter,
  SCORE_PARTS,
  type ScoreAt,
  type ScoreEvent,
  type ScorePart,
  type Search,
  sanctionsPage,
  scoreEvents,
  scoresAt,
  searchMessages,
  sellerNames,
  sellerOf,
  sellerViolations,
  timelinePage,
  waitFor,
} from '../../../libs/read-models';
import { type Caller, nameOf } from './caller';
import { type OrderSeen, type SellerSeen, seenOrder, seenSeller } from './marketplace';
import { Turns } from './turns';

const HOPED_WITHIN_MS = 500;
const DEMANDED_WITHIN_MS = 2_000;

/** Who asks, and how new the answer has to be. */
export interface View {
  readonly caller: Caller;
  /** In which what is masked is said. */
  readonly language: Language;
  /** The answer knows what happened up to here, or is refused. */
  readonly demanded?: bigint;
  /** It does where that takes no longer than half a second; what is not there else is not said to be missing. */
  readonly hoped?: bigint;
}

/** An answer, and the position it is at least as new as; below 0: not known. */
export interface Answer<T> {
  readonly value: T;
  readonly asNewAs: bigint;
}

/** The read model has not come to the position demanded, or to what the caller wrote a moment ago and asks for. */
export class NotYetVisible extends Error {
  override readonly name = 'NotYetVisible';

  constructor(readonly projection: string) {
    super(`${projection} has not reached the position asked for`);
  }
}

/** A question to the read models. */
export abstract class ViewQuery<T> extends Query<Answer<T>> {
  constructor(readonly view: View) {
    super();
  }
}

/** What a function of the read models answers. */
type AnswerOf<F extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;

export class ListInbox extends ViewQuery<AnswerOf<typeof inboxPage>> {
  constructor(
    view: View,
    readonly filter: InboxFilter,
  ) {
    super(view);
  }
}

/** Conversations that were in the inbox at some time. */
export class ListInboxEver extends ViewQuery<AnswerOf<typeof inboxEver>> {
  constructor(
    view: View,
    readonly filter: Parameters<typeof inboxEver>[2],
    readonly limit: number,
  ) {
    super(view);
  }
}

export class CountInbox extends ViewQuery<AnswerOf<typeof inboxCounts>> {
  constructor(
    view: View,
    readonly filter: Parameters<typeof inboxCounts>[2],
  ) {
    super(view);
  }
}

export class SearchMessages extends ViewQuery<AnswerOf<typeof searchMessages>> {
  constructor(
    view: View,
    readonly filter: Search,
  ) {
    super(view);
  }
}

export class GetConversation extends ViewQuery<ConversationHead> {
  constructor(
    view: View,
    readonly id: string,
  ) {
    super(view);
  }
}

export class ListMessages extends ViewQuery<AnswerOf<typeof messagesPage>> {
  constructor(
    view: View,
    readonly id: string,
    readonly page: MessagesAsked,
  ) {
    super(view);
  }
}

/** An attachment that the caller may have. */
export class GetAttachment extends ViewQuery<AttachmentFound> {
  constructor(
    view: View,
    readonly id: string,
    readonly sha256: string,
  ) {
    super(view);
  }
}

export class ListTimeline extends ViewQuery<AnswerOf<typeof timelinePage>> {
  constructor(
    view: View,
    readonly id: string,
    readonly page: Parameters<typeof timelinePage>[3],
  ) {
    super(view);
  }
}

export class ListObligations extends ViewQuery<AnswerOf<typeof obligations>> {
  constructor(
    view: View,
    readonly filter: ObligationFilter,
  ) {
    super(view);
  }
}

/** Conversations that had obligations at some time. */
export class ListClockEver extends ViewQuery<AnswerOf<typeof clockEver>> {
  constructor(
    view: View,
    readonly filter: Parameters<typeof clockEver>[2],
    readonly limit: number,
  ) {
    super(view);
  }
}

export class ListOverdue extends ViewQuery<AnswerOf<typeof overdueBySeller>> {}

export class GetResponseTimes extends ViewQuery<AnswerOf<typeof responseTimes>> {
  constructor(
    view: View,
    readonly seller: string,
    readonly between: Parameters<typeof responseTimes>[2],
  ) {
    super(view);
  }
}

export class ListAudit extends ViewQuery<AnswerOf<typeof auditPage>> {
  constructor(
    view: View,
    readonly filter: AuditFilter,
  ) {
    super(view);
  }
}

export class ListAccesses extends ViewQuery<AnswerOf<typeof accessesPage>> {
  constructor(
    view: View,
    readonly filter: AccessFilter,
  ) {
    super(view);
  }
}

export class ListChanges extends ViewQuery<{ items: Change[] }> {
  constructor(
    view: View,
    readonly page: { readonly after: bigint; readonly limit: number },
  ) {
    super(view);
  }
}

export class ListReviews extends ViewQuery<AnswerOf<typeof reviewsPage>> {
  constructor(
    view: View,
    readonly filter: ReviewFilter,
  ) {
    super(view);
  }
}

/** An order as its parties and the platform see it. */
export class GetOrder extends ViewQuery<OrderSeen> {
  constructor(
    view: View,
    readonly order: string,
  ) {
    super(view);
  }
}

/** Orders of the caller, a buyer. */
export class ListOrders extends ViewQuery<Page<OrderSeen>> {
  constructor(
    view: View,
    readonly page: Parameters<typeof buyersOrders>[2],
  ) {
    super(view);
  }
}

export class GetReviews extends ViewQuery<AnswerOf<typeof reviewsNamed>> {
  constructor(
    view: View,
    readonly names: readonly string[],
    readonly now: number,
  ) {
    super(view);
  }
}

/** The reviews that one command decides. */
export class GetBatch extends ViewQuery<AnswerOf<typeof reviewsToDecide>> {
  constructor(
    view: View,
    readonly batch: ReviewBatch,
  ) {
    super(view);
  }
}

export class ListViolations extends ViewQuery<AnswerOf<typeof sellerViolations>> {
  constructor(
    view: View,
    readonly seller: string,
    readonly page: Parameters<typeof sellerViolations>[2],
  ) {
    super(view);
  }
}

/** Scores as of instants in growing order, and events behind the parts of the last one: of each up to `limit`. */
export class GetScore extends ViewQuery<{
  readonly scores: readonly ScoreAt[];
  readonly events: Readonly<Record<ScorePart, Page<ScoreEvent>>>;
}> {
  constructor(
    view: View,
    readonly seller: string,
    readonly instants: readonly number[],
    readonly page: { readonly limit: number; readonly upTo?: number },
  ) {
    super(view);
  }
}

export class ListScoreEvents extends ViewQuery<AnswerOf<typeof scoreEvents>> {
  constructor(
    view: View,
    readonly seller: string,
    readonly part: ScorePart,
    readonly page: Parameters<typeof scoreEvents>[3],
  ) {
    super(view);
  }
}

export class ListRanking extends ViewQuery<AnswerOf<typeof rankingAfter>> {
  constructor(
    view: View,
    readonly page: Parameters<typeof rankingAfter>[1],
  ) {
    super(view);
  }
}

export class ListSanctions extends ViewQuery<AnswerOf<typeof sanctionsPage>> {
  constructor(
    view: View,
    readonly filter: SanctionFilter,
  ) {
    super(view);
  }
}

/** The order of a conversation, as it is shown there. */
export class GetOrderWith extends ViewQuery<OrderShown | null> {
  constructor(
    view: View,
    readonly order: string,
    readonly parties: Pick<ConversationHead, 'buyer' | 'seller'>,
  ) {
    super(view);
  }
}

/** How often rules of screening are right. */
export class ListRules extends ViewQuery<AnswerOf<typeof rulePrecisions>> {
  constructor(
    view: View,
    readonly language: string | undefined,
  ) {
    super(view);
  }
}

/** A seller as it, its buyers and the platform see it. */
export class GetSeller extends ViewQuery<SellerSeen> {
  constructor(
    view: View,
    readonly seller: string,
  ) {
    super(view);
  }
}

/** What sellers are called. */
export class ListSellerNames extends ViewQuery<AnswerOf<typeof sellerNames>> {
  constructor(
    view: View,
    readonly sellers: Parameters<typeof sellerNames>[1],
  ) {
    super(view);
  }
}

type QueryClass<Q> = new (...given: never[]) => Q;
interface Row {
  readonly query: QueryClass<ViewQuery<unknown>>;
  readonly projection: string;
  readonly answer: (models: ReadModels, query: never, weights: readonly ScoreWeights[]) => Promise<unknown>;
}

const row = <T, Q extends ViewQuery<T>>(
  query: QueryClass<Q>,
  projection: string,
  answer: (models: ReadModels, query: Q, weights: readonly ScoreWeights[]) => Promise<T>,
): Row => ({ query, projection, answer });

/** Searches cost more than other questions: they have fewer connections than there are, and one caller not all of these. */
const SEARCHES = new Turns({ caller: 2, all: 4, patienceMs: 2_000 });

/** Under which the weights of scores are provided. */
export const WEIGHTS = Symbol('weights');

/** Which read model answers which question, and by which of its functions. queries.spec.ts finds one that is left out. */
export const QUERIES: readonly Row[] = [
  row(ListInbox, 'inbox', (models, { view, filter }) => inboxPage(models, readerOf(view), filter)),
  row(ListInboxEver, 'inbox', (models, { view, filter, limit }) => inboxEver(models, readerOf(view), filter, limit)),
  row(CountInbox, 'inbox', (models, { view, filter }) => inboxCounts(models, readerOf(view), filter)),
  row(SearchMessages, 'search', (models, { view, filter }) =>
    SEARCHES.take(nameOf(view.caller), () => searchMessages(models, readerOf(view), filter)),
  ),
  row(GetConversation, 'conversation', (models, { view, id }) => visible(models, view, id)),
  row(ListMessages, 'conversation', async (models, { view, id, page }) => {
    await visible(models, view, id);
    return messagesPage(models, id, readerOf(view), page);
  }),
  row(GetAttachment, 'conversation', async (models, { view, id, sha256 }) => {
    await visible(models, view, id);
    const found = await attachmentFound(models, id, sha256, readerOf(view));
    if (!found) throw new Rejection('not-found', 'no such attachment');
    return found;
  }),
  row(ListTimeline, 'conversation', async (models, { view, id, page }) => {
    await visible(models, view, id);
    return timelinePage(models, id, readerOf(view), page);
  }),
  row(ListObligations, 'clock', (models, { view, filter }) => obligations(models, view.caller, filter)),
  row(ListClockEver, 'clock', (models, { view, filter, limit }) => clockEver(models, view.caller, filter, limit)),
  row(ListOverdue, 'clock', (models) => overdueBySeller(models)),
  row(GetResponseTimes, 'clock', (models, { seller, between }) => responseTimes(models, seller, between)),
  row(GetOrder, 'marketplace', async (models, { view: { caller }, order }) => seenOrder(await orderOf(models, order), caller)),
  row(ListOrders, 'marketplace', async (models, { view: { caller }, page }) => {
    const { items, next } = await buyersOrders(models, caller.sub, page);
    return { items: items.map((order) => seenOrder(order, caller)), next };
  }),
  row(GetOrderWith, 'marketplace', async (models, { view: { caller }, order, parties }) =>
    orderShown(await orderOf(models, order), parties, caller.role),
  ),
  row(GetSeller, 'marketplace', async (models, { view: { caller }, seller }) =>
    seenSeller(await sellerOf(models, seller), caller),
  ),
  row(ListSellerNames, 'marketplace', (models, { sellers }) => sellerNames(models, sellers)),
  row(ListAudit, 'audit', (models, { filter }) => auditPage(models, filter)),
  row(ListAccesses, 'accesses', (models, { filter }) => accessesPage(models, filter)),
  row(ListReviews, 'reviews', (models, { filter }) => reviewsPage(models, filter)),
  row(GetReviews, 'reviews', (models, { names, now }) => reviewsNamed(models, names, now)),
  row(GetBatch, 'reviews', (models, { batch }) => reviewsToDecide(models, batch)),
  row(ListViolations, 'reviews', (models, { seller, page }) => sellerViolations(models, seller, page)),
  row(ListRules, 'precision', (models, { language }) => rulePrecisions(models, language)),
  row(ListSanctions, 'standing', (models, { filter }) => sanctionsPage(models, filter)),
  row(ListChanges, 'audit', (models, { view, page }) => changesAfter(models, view.caller, page)),
  row(GetScore, 'score', async (models, { seller, instants, page }, weights) => {
    const at = instants[instants.length - 1];
    const behind = async (part: ScorePart) => [part, await scoreEvents(models, seller, part, { at, ...page })] as const;
    const [{ scores }, events] = await Promise.all([
      scoresAt(models, seller, instants, weights, page.upTo),
      Promise.all(SCORE_PARTS.map(behind)),
    ]);
    return { scores, events: Object.fromEntries(events) as Record<ScorePart, Page<ScoreEvent>> };
  }),
  row(ListScoreEvents, 'score', (models, { seller, part, page }) => scoreEvents(models, seller, part, page)),
  row(ListRanking, 'score', (models, { page }) => rankingAfter(models, page)),
];

const readerOf = ({ caller, language }: View) => ({ ...caller, language });

/** The conversation if this caller may see it; a foreign one looks like a missing one. */
async function visible(models: ReadModels, view: View, id: string): Promise<ConversationHead> {
  const { role, sub, seller } = view.caller;
  const found = await conversationOf(models, id, readerOf(view));
  if (!found || (role === 'buyer' && found.buyer !== sub) || (role === 'seller' && found.seller !== seller))
    throw new Rejection('not-found', 'no such conversation');
  // Who of the seller answers is the seller's business; the inbox keeps it from a buyer, too.
  return role === 'buyer' ? { ...found, assignee: null } : found;
}

/** A handler for each row of the table. */
export const QUERY_HANDLERS: readonly Type<IQueryHandler>[] = QUERIES.map(handlerOf);

function handlerOf({ query, projection, answer }: Row): Type<IQueryHandler> {
  @QueryHandler(query as Type<ViewQuery<unknown>>)
  class Handler implements IQueryHandler<ViewQuery<unknown>, Answer<unknown>> {
    constructor(
      @Inject(ReadModels) private readonly models: ReadModels,
      @Inject(WEIGHTS) private readonly weights: readonly ScoreWeights[],
    ) {}

    async execute(given: ViewQuery<unknown>): Promise<Answer<unknown>> {
      const { demanded, hoped } = given.view;
      if (demanded !== undefined && !(await waitFor(this.models, projection, demanded, DEMANDED_WITHIN_MS)))
        throw new NotYetVisible(projection);
      const isNewEnough = hoped === undefined || (await waitFor(this.models, projection, hoped, HOPED_WITHIN_MS));
      // Looked at before the rows are read: the answer is at least as new.
      const asNewAs = this.models.reached(projection);
      try {
        return { value: await answer(this.models, given as never, this.weights), asNewAs };
      } catch (error) {
        // What somebody wrote a moment ago is there: only the rows are behind it.
        const isMissing = error instanceof Rejection && error.code === 'not-found';
        throw isMissing && !isNewEnough ? new NotYetVisible(projection) : error;
      }
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${query.name}Handler` });
  return Handler;
}

/** From the start on it is known how far each projection is; a database that is away is asked again later. */
@Injectable()
export class ProjectedPositions implements OnModuleInit {
  constructor(@Inject(ReadModels) private readonly models: ReadModels) {}

  onModuleInit(): void {
    this.models.onProjected(() => undefined).catch(() => undefined);
  }
}

/** The QueryBus, typed by the questions. */
@Injectable()
export class Queries {
  constructor(private readonly bus: QueryBus) {}

  /** Asks. Throws {@link NotYetVisible}, and {@link Rejection} `not-found` for what the caller may not see. */
  ask<T>(query: ViewQuery<T>): Promise<Answer<T>> {
    return this.bus.execute(query);
  }
}
