import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ConversationEvent, isParty, type Lens, Rejection, type ReplayStep } from '../../../libs/domain';
import { EventStore, type StoredEvent } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { cursorOf, readCursor } from '../../../libs/read-models';
import { actorOf } from '../application/caller';
import { isRecorded, RecordedAccess } from '../conversations/recorded-access';
import { languageOf } from '../edge/accept';
import { PEOPLE } from '../edge/access';
import { asOfGiven, beforeTheBeginning, requireOneMoment } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { asksForLines, LINES, linesAs } from '../edge/lines';
import { inParts } from '../edge/parts';
import { invalid, notFound, Problem } from '../edge/problem';
import { Read } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { type AsItStood, type Asked, Replays } from './replay';
import { ReplayAnswer, ReplayQuery } from './replay.dto';

/** Characters that are sent at once: a line of its own each would cost more than what it says. */
const AT_ONCE = 64 * 1_024;
/** A page of steps is full with so many: a page is made at once. */
const PAGE_AT_MOST = 1_000_000;

/** A conversation exactly as it stood (R1.2), straight from the record. */
@ApiTags('history')
@Controller('v1/conversations/:id/replay')
export class ReplayController {
  constructor(
    private readonly replays: Replays,
    private readonly access: RecordedAccess,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', {
    roles: PEOPLE,
    handsOut: true,
    summary:
      'The conversation exactly as it stood at a moment, the commands that led there with what each changed and why, and the one that came next; a line a step with Accept: application/x-ndjson',
    answer: ReplayAnswer,
    also: [LINES],
    refusals: true,
  })
  async replay(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) conversation: string,
    @Query() query: ReplayQuery,
  ): Promise<object> {
    const { cursor, limit = 50, changes } = query;
    const from = Number(readCursor('steps', cursor, ['number'])?.[0] ?? 0);
    const inLines = asksForLines(request, cursor);
    if (!inLines && changes === false) throw invalid('changes', 'lines-only', 'only lines come without changes');
    const asked = await this.#asked(request, conversation, query);
    void reply.header('vary', 'accept, accept-language');
    if (inLines) return linesAs(reply, this.#lines(asked));
    const items: ReplayStep[] = [];
    let next: string | null = null;
    let size = 0;
    const wanted = (revision: number) => {
      if (revision < from) return false;
      if (items.length < limit && size < PAGE_AT_MOST) return true;
      next ??= cursorOf('steps', [revision]);
      return false;
    };
    let stood: AsItStood | undefined;
    for await (const part of this.replays.parts(asked, wanted)) {
      if ('step' in part && 'told' in part.step) {
        items.push(part.step);
        size += JSON.stringify(part.step).length;
      }
      if ('asItStood' in part) stood = part.asItStood;
    }
    if (!stood) throw notFound();
    return inParts(reply, { ...stood, steps: { items, next } });
  }

  async *#lines(asked: Asked): AsyncGenerator<string, void> {
    let lines = '';
    for await (const part of this.replays.parts(asked)) {
      lines += `${JSON.stringify(part)}\n`;
      if (lines.length < AT_ONCE) continue;
      yield lines;
      lines = '';
    }
    yield lines;
  }

  /** What may be replayed for this caller; once it is known to be there, the access of the platform is on record (R1.3). */
  async #asked(
    request: FastifyRequest,
    conversation: string,
    { reason, asOf, revision, lens, changes = true }: ReplayQuery,
  ): Promise<Asked> {
    requireOneMoment(asOf, revision);
    const until = asOfGiven(asOf, this.clock.now());
    const caller = callerOf(request);
    const own: Lens = caller.role === 'buyer' || caller.role === 'seller' ? caller.role : 'platform';
    if (own !== 'platform' && lens !== undefined && lens !== own)
      throw new Problem(403, 'forbidden', `A ${own} sees with its own eyes only.`, { field: 'lens' });
    const eyes = lens ?? own;
    const read = async (): Promise<Asked> => {
      const [first, last] = await Promise.all([this.#one(conversation, 'forwards'), this.#one(conversation, 'backwards')]);
      if (first?.type !== 'ConversationOpened' || !last || !isParty(first.data, actorOf(caller))) throw notFound();
      if (until !== undefined && Date.parse(first.metadata.at) > until) throw beforeTheBeginning(first.metadata.at);
      if (revision !== undefined && revision > last.revision)
        throw new Rejection('revision-unknown', `the last revision is ${last.revision}`, 'revision');
      const language = languageOf(request.headers['accept-language']);
      // What is recorded of this reading stands behind it.
      return { conversation, lens: eyes, language, until, revision, last: last.revision, changes };
    };
    const what = eyes === 'platform' || !isRecorded(caller.role) ? 'replay' : `replay as the ${eyes} saw it`;
    return this.access.reading(request, conversation, { reason, what, asOf, revision }, read);
  }

  async #one(id: string, direction: 'forwards' | 'backwards'): Promise<StoredEvent<ConversationEvent> | undefined> {
    for await (const event of this.store.read<ConversationEvent>(`conversation-${id}`, { direction, maxCount: 1 })) return event;
    return undefined;
  }
}
