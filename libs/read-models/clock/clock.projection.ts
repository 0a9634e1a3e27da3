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

const ms = (iso: string): number => Date.parse(iso);
const wake = (wakeAt: string | undefined): number | null => (wakeAt === undefined ? null : Date.parse(wakeAt));

/** Which obligation is due when, and what became of it. */
export const clock: Projection = {
  name: 'clock',
  version: 2,
  tables: [clockConversations as never, clockObligations as never],
  touches(event) {
    const conversation = conversationIn(event);
    if (conversation === undefined) return [];
    const touched: Touched[] = [];
    if (event.type === 'ReplyObligationOpened') touched.push({ table: clockConversations as never, key: { conversation } });
    if (event.type.startsWith('ReplyObligation') || event.type.startsWith('NoReplyNeeded'))
      touched.push({
        table: clockObligations as never,
        key: { conversation, message: (event.data as { message: string }).message },
      });
    return touched;
  },
  on: {
    ConversationOpened: (event, rows) => rows.put(clockConversations, partiesOf(event)),
    ReplyObligationOpened(event, rows) {
      const conversation = conversationId(event);
      const parties = rows.get(clockConversations, { conversation });
      if (!parties) return;
      const { message, kind, receivedAt, dueAt, overdueAfter, wakeAt, allowanceHours, calendar, imported } = event.data;
      rows.put(clockObligations, {
        ...parties,
        message,
        kind,
        state: 'open',
        is_open: true,
        imported: imported === true,
        received_at: ms(receivedAt),
        due_at: ms(dueAt),
        overdue_after: ms(overdueAfter),
        wake_at: wake(wakeAt),
        allowance_ms: Math.round(allowanceHours * 3_600_000),
        calendar,
        pauses: [],
        level: 0,
        overdue: false,
        counted_ms: null,
        answered_by: null,
        ended_at: null,
      });
    },
    ReplyObligationReminded: (event, rows) => change(event, rows, { state: 'reminded', wake_at: wake(event.data.wakeAt) }),
    ReplyObligationOverdue: (event, rows) =>
      change(event, rows, { state: 'overdue', overdue: true, wake_at: wake(event.data.wakeAt) }),
    ReplyObligationEscalated: (event, rows) =>
      change(event, rows, { state: 'escalated', level: event.data.level, wake_at: wake(event.data.wakeAt) }),
    ReplyObligationAnswered(event, rows) {
      const { by, countedMs, late, at } = event.data;
      change(event, rows, {
        state: late ? 'answered-late' : 'answered',
        overdue: late,
        answered_by: by,
        counted_ms: countedMs,
        ...ended(at),
      });
    },
    ReplyObligationWithdrawn: (event, rows) => change(event, rows, { state: 'withdrawn', ...ended(event.data.at) }),
    ReplyObligationExcused: (event, rows) =>
      change(event, rows, (row) => ({
        state: 'excused',
        overdue: false,
        ...ended(event.data.at),
        // A late answer that is excused keeps its time.
        ...(row.ended_at !== null && { ended_at: row.ended_at }),
      })),
    NoReplyNeededDeclared: (event, rows) =>
      change(event, rows, { state: 'no-reply-needed', counted_ms: event.data.countedMs, ...ended(event.data.at) }),
    NoReplyNeededContested(event, rows) {
      const { declaredAt, at, dueAt, overdueAfter, wakeAt, reminded } = event.data;
      change(event, rows, (row) => ({
        state: row.overdue ? (row.level > 0 ? 'escalated' : 'overdue') : reminded ? 'reminded' : 'open',
        is_open: true,
        pauses: [...row.pauses, { from: ms(declaredAt), to: ms(at) }],
        due_at: ms(dueAt),
        overdue_after: ms(overdueAfter),
        wake_at: wake(wakeAt),
        counted_ms: null,
        ended_at: null,
      }));
    },
    ReplyObligationMoved(event, rows) {
      const { dueAt, overdueAfter, wakeAt, calendar, allowanceHours, overdueVoid, reminded } = event.data;
      change(event, rows, {
        ...(allowanceHours !== undefined && { allowance_ms: Math.round(allowanceHours * 3_600_000) }),
        due_at: ms(dueAt),
        overdue_after: ms(overdueAfter),
        wake_at: wake(wakeAt),
        calendar,
        ...(overdueVoid && { state: reminded ? 'reminded' : 'open', overdue: false, level: 0 }),
      });
    },
  },
};

const ended = (at: string) => ({ is_open: false, ended_at: ms(at), wake_at: null });

type OfObligation = Recorded & { readonly data: { readonly message: string } };

function change(event: OfObligation, rows: Rows, by: Partial<ClockRow> | ((row: ClockRow) => Partial<ClockRow>)): void {
  const row = rows.get(clockObligations, { conversation: conversationId(event), message: event.data.message });
  if (row) rows.put(clockObligations, { ...row, ...(typeof by === 'function' ? by(row) : by) });
}
