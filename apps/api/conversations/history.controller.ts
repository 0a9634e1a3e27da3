import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Conversation, type ConversationEvent, conversation, initialConversation } from '../../../libs/domain';
import { EventStore, type StoredEvent } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { cursorOf, readCursor } from '../../../libs/read-models';
import { PLATFORM } from '../edge/access';
import { asOfGiven, beforeTheBeginning, requireOneMoment } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { asksForLines, LINES, linesAs } from '../edge/lines';
import { inParts } from '../edge/parts';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { HistoryAnswer, HistoryQuery } from './reading.dto';
import { RecordedAccess } from './recorded-access';

const EVENTS_AT_MOST = 1_000;
/** Of their data: a page is made at once. */
const BYTES_AT_MOST = 2_000_000;

/** The record itself, straight from the store: complete even while the read models are away. */
@ApiTags('history')
@Controller('v1/conversations/:id/history')
export class HistoryController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
    private readonly access: RecordedAccess,
  ) {}

  @Read('', {
    roles: PLATFORM,
    handsOut: true,
    summary:
      'Every event in order with its data, a page at a time, and the state they fold to; an event a line with Accept: application/x-ndjson. The access becomes an event itself',
    answer: HistoryAnswer,
    also: [LINES],
    refusals: true,
  })
  async history(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Query() query: HistoryQuery,
  ): Promise<object> {
    const { reason, asOf, revision, cursor, limit = EVENTS_AT_MOST } = query;
    requireOneMoment(asOf, revision);
    const until = asOfGiven(asOf, this.clock.now());
    const from = Number(readCursor('history', cursor, ['number'])?.[0] ?? 0);
    const inLines = asksForLines(request, cursor);
    if (until !== undefined) await this.#requireBegun(id, until);
    const recorded = (await this.access.record(request, id, { reason, what: 'history', asOf, revision })) as number;
    const record = this.store.read<ConversationEvent>(`${conversation.category}-${id}`, {
      maxCount: revision === undefined ? recorded : revision + 1,
      restricted: callerOf(request).role === 'compliance',
    });
    void reply.header('vary', 'accept');
    if (inLines) return linesAs(reply, linesOf(record, until));
    const events: object[] = [];
    const state = initialConversation();
    let next: string | null = null;
    let bytes = 0;
    for await (const event of record) {
      if (isLater(event, until)) break;
      if (event.revision >= from) {
        bytes += event.bytes.data.length;
        if (events.length >= limit || (bytes > BYTES_AT_MOST && events.length > 0)) {
          next = cursorOf('history', [event.revision]);
          break;
        }
        events.push(entryOf(event));
      }
      conversation.evolve(state, event, event);
    }
    const folded = { revision: state.revision, events, next, state: plain(state) };
    return inParts(reply, { conversation: id, ...(asOf !== undefined && { asOf }), ...folded });
  }

  async #requireBegun(id: string, until: number): Promise<void> {
    for await (const first of this.store.read<ConversationEvent>(`${conversation.category}-${id}`, { maxCount: 1 }))
      if (isLater(first, until)) throw beforeTheBeginning(first.metadata.at);
  }
}

/** What was known then: imported history counts from when it was imported, not from when it happened. */
const isLater = ({ metadata }: StoredEvent, until: number | undefined): boolean =>
  until !== undefined && Date.parse(metadata.at) > until;

function entryOf({ type, data, position, metadata, created, revision, id }: StoredEvent<ConversationEvent>): object {
  const { actor, role, origin, at, commandId } = metadata;
  return { revision, position: String(position), id, type, data, actor, role, origin, at, commandId, created };
}

/** An event a line, then the state they fold to. */
async function* linesOf(
  record: AsyncIterable<StoredEvent<ConversationEvent>>,
  until: number | undefined,
): AsyncGenerator<string, void> {
  const state = initialConversation();
  for await (const event of record) {
    if (isLater(event, until)) break;
    conversation.evolve(state, event, event);
    yield `${JSON.stringify({ event: entryOf(event) })}\n`;
  }
  yield `${JSON.stringify({ revision: state.revision, state: plain(state) })}\n`;
}

/** The folded state as JSON: its maps become lists of their values, each with its key. */
function plain({ messages, attachments, obligations, updates, notes, violations, ...rest }: Conversation): object {
  return {
    ...rest,
    messages: [...messages].map(([message, known]) => ({ message, ...known })),
    attachments: [...attachments.values()],
    obligations: [...obligations.values()],
    updates: [...updates],
    notes: [...notes],
    violations: [...violations].map(([violation, known]) => ({ violation, ...known })),
  };
}
