import { evolveObligation, isObligationEvent, type Obligation, type ObligationEvent } from '../../domain';
import {
  conversationId,
  conversationIn,
  type Projection,
  partiesOf,
  type Recorded,
  type Rows,
  type Touched,
} from '../shared/projection';
import { type ClockRow, clockConversations, clockObligations } from './clock.table';

/** Which obligation is due when, and what became of it: each row is an obligation of the domain, in columns. */
export const clock: Projection = {
  name: 'clock',
  version: 3,
  tables: [clockConversations as never, clockObligations as never],
  touches(event) {
    const conversation = conversationIn(event);
    if (conversation === undefined || !isObligationEvent(event)) return [];
    const { message } = (event as unknown as ObligationEvent).data;
    const touched: Touched[] = [{ table: clockObligations as never, key: { conversation, message } }];
    if (event.type === 'ReplyObligationOpened') touched.push({ table: clockConversations as never, key: { conversation } });
    return touched;
  },
  on: { ConversationOpened: (event, rows) => rows.put(clockConversations, partiesOf(event)) },
  every(event, rows) {
    if (conversationIn(event) !== undefined && isObligationEvent(event)) changed(event as unknown as OfObligation, rows);
  },
};

type OfObligation = Recorded & ObligationEvent;

function changed(event: OfObligation, rows: Rows): void {
  const conversation = conversationId(event);
  const row = rows.get(clockObligations, { conversation, message: event.data.message });
  const parties = row ?? rows.get(clockConversations, { conversation });
  const next = evolveObligation(row && obligationIn(row), event, event.revision);
  if (parties && next) rows.put(clockObligations, rowOf(parties, next));
}

type Parties = Pick<ClockRow, 'conversation' | 'market' | 'seller' | 'buyer' | 'topic'>;

function rowOf({ conversation, market, seller, buyer, topic }: Parties, obligation: Obligation): ClockRow {
  return {
    ...{ conversation, market, seller, buyer, topic },
    message: obligation.message,
    kind: obligation.kind,
    revision: obligation.revision,
    state: obligation.status,
    is_open: obligation.endedAt === undefined,
    imported: obligation.imported,
    received_at: obligation.receivedAt,
    due_at: obligation.dueAt,
    overdue_after: obligation.overdueAfter,
    wake_at: obligation.wakeAt ?? null,
    allowance_ms: obligation.allowanceMs,
    calendar: obligation.calendar,
    pauses: obligation.pauses,
    level: obligation.level,
    reminded: obligation.reminded,
    overdue: obligation.overdue,
    excused: obligation.excused,
    declared_at: obligation.declaredAt ?? null,
    counted_ms: obligation.countedMs ?? null,
    answered_by: obligation.answeredBy ?? null,
    ended_at: obligation.endedAt ?? null,
  };
}

const obligationIn = (row: ClockRow): Obligation => ({
  message: row.message,
  kind: row.kind,
  revision: row.revision,
  receivedAt: row.received_at,
  allowanceMs: row.allowance_ms,
  imported: row.imported,
  calendar: row.calendar,
  dueAt: row.due_at,
  overdueAfter: row.overdue_after,
  wakeAt: row.wake_at ?? undefined,
  status: row.state,
  reminded: row.reminded,
  overdue: row.overdue,
  excused: row.excused,
  level: row.level,
  pauses: row.pauses,
  declaredAt: row.declared_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  answeredBy: row.answered_by ?? undefined,
  countedMs: row.counted_ms ?? undefined,
});
