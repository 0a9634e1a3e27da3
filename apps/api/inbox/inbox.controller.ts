import { Controller, Inject, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { iso } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { type Asking, type InboxFilter, type InboxItem, inboxCountsByRow, inboxPage, inboxPast } from '../../../libs/read-models';
import { CountInbox, ListInbox, ListInboxEver } from '../application/queries';
import { countedTimes } from '../clock/obligation-answer';
import { isRecorded, RecordedAccess } from '../conversations/recorded-access';
import { languageOf } from '../edge/accept';
import { PEOPLE } from '../edge/access';
import { asOfGiven } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { Reads } from '../edge/positions';
import { Read } from '../edge/routes';
import { PAST_LIMITS, Pasts } from '../replay/past';
import { CountsQuery, InboxCounts, InboxPage, InboxQuery } from './inbox.dto';

@ApiTags('inbox')
@Controller('v1')
export class InboxController {
  constructor(
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
    private readonly pasts: Pasts,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('inbox', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'Conversations of the caller, what is due first on top; as it stood with asOf',
    refusals: true,
    answer: InboxPage,
    fresh: true,
  })
  async inbox(
    @Req() request: FastifyRequest,
    @Query() { asOf, reason, sort = 'due', limit = 50, ...query }: InboxQuery,
  ): Promise<object> {
    const until = asOfGiven(asOf, this.clock.now());
    const now = until ?? this.clock.now();
    const filter: InboxFilter = { ...query, sort, limit, now };
    const { items, next } = await (until === undefined
      ? this.reads.ask(request, (view) => new ListInbox(view, filter))
      : this.access.readingEach(request, { reason, what: 'inbox', asOf }, async () =>
          inboxPage(await this.#asOf(request, until, filter), this.#reader(request), filter),
        ));
    const language = languageOf(request.headers['accept-language']);
    // A list is no reading of conversations: where that is recorded, the list has no text of theirs (R1.3).
    const withText = !isRecorded(callerOf(request).role);
    return { items: items.map((item) => this.#withCountedTime(item, now, language, withText)), next };
  }

  /** The inbox as it stood, of what of the filter no event changes. */
  async #asOf(request: FastifyRequest, at: number, filter: Omit<InboxFilter, 'sort' | 'limit'>): Promise<Asking> {
    const conversations = await this.reads.ask(request, (view) => new ListInboxEver(view, filter, PAST_LIMITS.conversations + 1));
    const narrowedBy = (isRecorded(callerOf(request).role) && !filter.seller && 'seller') || (filter.buyer ? 'order' : 'buyer');
    return this.pasts.asOf(at, inboxPast(), { conversations, narrowedBy });
  }

  #reader(request: FastifyRequest) {
    return { ...callerOf(request), language: languageOf(request.headers['accept-language']) };
  }

  @Read('inbox/counts', {
    roles: PEOPLE,
    handsOut: true,
    summary: 'How many conversations need what, of those that a filter means; as it stood with asOf',
    refusals: true,
    answer: InboxCounts,
    fresh: true,
  })
  async counts(@Req() request: FastifyRequest, @Query() { asOf, ...query }: CountsQuery): Promise<object> {
    const until = asOfGiven(asOf, this.clock.now());
    if (until === undefined) return this.reads.ask(request, (view) => new CountInbox(view, { ...query, now: this.clock.now() }));
    // Numbers tell nothing of what anybody wrote: who sees them has read no conversation.
    const filter = { ...query, now: until };
    return inboxCountsByRow(await this.#asOf(request, until, filter), this.#reader(request), filter);
  }

  // Written out field by field: spreading fifty rows three deep costs more than the query.
  #withCountedTime(item: InboxItem, now: number, language: ReturnType<typeof languageOf>, withText: boolean): object {
    const { conversation, market, seller, latest, oldestObligation: open } = item;
    const times = open && countedTimes(open, this.clock, now, language);
    return {
      conversation,
      market,
      seller,
      buyer: item.buyer,
      order: item.order,
      topic: item.topic,
      subject: withText ? item.subject : null,
      status: item.status,
      assignee: item.assignee,
      caredForBy: item.caredForBy,
      unread: item.unread,
      latest: withText ? latest : latest && { ...latest, preview: null },
      oldestObligation: open && {
        conversation,
        message: open.message,
        market,
        seller,
        kind: open.kind,
        state: open.state,
        receivedAt: iso(open.receivedAt),
        dueAt: iso(open.dueAt),
        overdueAfter: iso(open.overdueAfter),
        endedAt: null,
        imported: open.imported,
        excused: open.excused,
        calendar: open.calendar,
        allowance: times?.allowance,
        counted: times?.counted,
        remaining: times?.remaining,
      },
      openObligations: item.openObligations,
      revision: item.revision,
      imported: item.imported,
    };
  }
}
