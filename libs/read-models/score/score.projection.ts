import {
  answerFact,
  evolveObligation,
  type Fact,
  type FactPart,
  isObligationEvent,
  isStepEvent,
  type Obligation,
  type ObligationEvent,
  type StepEvent,
  stepFact,
  withoutTexts,
} from '../../domain';
import type { StoredEvent } from '../../event-store';
import { conversationId, conversationIn, type Projection, partiesOf, type Recorded, type Rows } from '../shared/projection';
import {
  type FactRow,
  scoreConversations,
  scoreFacts,
  scorePast,
  scoreSellers,
  scoreStandings,
  scoreVisibility,
} from './score.table';

const STANDING = 'seller-';

/** What counts in a seller's score, since when and by which event (R7). The score itself is computed where it is asked for. */
export const score: Projection = {
  name: 'score',
  version: 1,
  unwatched: true,
  tables: [
    ...[scoreConversations as never, scoreFacts as never, scorePast as never],
    ...[scoreStandings as never, scoreSellers as never, scoreVisibility as never],
  ],
  touches(event) {
    const conversation = conversationIn(event);
    const fact = subjectOf(event);
    if (conversation === undefined || fact === undefined) return [];
    return [
      { table: scoreConversations as never, key: { conversation } },
      { table: scoreFacts as never, key: { conversation, ...fact } },
    ];
  },
  on: {
    ConversationOpened: (event, rows) => rows.put(scoreConversations, partiesOf(event)),
    VisibilityChanged({ position, data: { seller, at, ...assessment } }, rows) {
      rows.put(scoreVisibility, { position: Number(position), seller, at: Date.parse(at), assessment });
    },
  },
  every(event, rows) {
    if (event.stream.startsWith(STANDING)) judged(event, rows);
    else if (conversationIn(event) !== undefined && subjectOf(event) !== undefined) changed(event as OfFact, rows);
  },
};

type OfFact = StoredEvent & (ObligationEvent | StepEvent);

/** What of a conversation an event is about, where it may count. */
function subjectOf(event: Pick<StoredEvent, 'type' | 'data'>): { readonly subject: string; readonly part: FactPart } | undefined {
  const { message, update } = event.data as { readonly message: string; readonly update: string };
  if (isObligationEvent(event)) return { subject: message, part: 'answers' };
  return isStepEvent(event) ? { subject: update, part: 'steps' } : undefined;
}

function changed(event: OfFact, rows: Rows): void {
  const conversation = conversationId(event);
  const key = { conversation, ...subjectOf(event) } as Pick<FactRow, 'conversation' | 'subject' | 'part'>;
  const parties = rows.get(scoreConversations, { conversation });
  const before = rows.get(scoreFacts, key);
  const next = nextFact(before, event);
  if (!parties || !next) return;
  const { fact, obligation } = next;
  const { seller } = parties;
  const position = Number(event.position);
  const columns = { counts_at: fact.countsAt ?? null, good: fact.good, counted_ms: fact.countedMs ?? null };
  if (before && isSame(before, columns) && event.type !== 'ReplyObligationOverdue') {
    rows.put(scoreFacts, { ...before, obligation });
    return;
  }
  const knownAt = Date.parse(event.metadata.at);
  if (before && before.counts_at !== null) {
    const { obligation: _, ...past } = before;
    rows.put(scorePast, { ...past, until_at: knownAt, until_position: position });
  }
  const about = { known_at: knownAt, position, revision: event.revision, event: event.id, type: event.type };
  rows.put(scoreFacts, { ...key, seller, ...columns, ...about, obligation });
  rows.put(scoreSellers, { seller, position });
}

/** Imported history counts nowhere (R1.4), nor does an update that nothing has to follow. */
function nextFact(
  before: FactRow | undefined,
  event: OfFact,
): { readonly fact: Fact; readonly obligation: Obligation | null } | undefined {
  if (isStepEvent(event)) {
    const fact = stepFact(before && factIn(before), event);
    return fact && { fact, obligation: null };
  }
  const obligation = evolveObligation(before?.obligation ?? undefined, event, event.revision);
  return obligation && !obligation.imported ? { fact: answerFact(obligation), obligation } : undefined;
}

const factIn = ({ counts_at, good }: FactRow): Fact => ({ ...(counts_at !== null && { countsAt: counts_at }), good });

type Counting = Pick<FactRow, 'counts_at' | 'good' | 'counted_ms'>;

const isSame = (one: Counting, other: Counting): boolean =>
  one.counts_at === other.counts_at && one.good === other.good && one.counted_ms === other.counted_ms;

function judged(event: StoredEvent, rows: Rows): void {
  const seller = event.stream.slice(STANDING.length);
  const { revision, id, type, metadata } = event;
  const position = Number(event.position);
  const ends = type === 'PointsRecorded' ? Date.parse((event as Recorded<'PointsRecorded'>).data.until) : null;
  const data = withoutTexts(event) as Record<string, unknown>;
  rows.put(scoreStandings, {
    ...{ seller, revision, position, event: id, type, data, known_at: Date.parse(metadata.at), ends_at: ends },
  });
  rows.put(scoreSellers, { seller, position });
}
