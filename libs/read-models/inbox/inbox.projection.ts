import { conversationId, conversationIn, type Projection, type Recorded, type Rows } from '../shared/projection';
import { type InboxRow, inboxConversations, NEVER, type OpenObligation } from './inbox.table';

const SIDES = ['buyer', 'seller'] as const;
const PREVIEW = 140;

/** The first characters of a text; half an emoji would be no text, and no row. */
const beginning = (text: string): string => [...text.slice(0, 2 * PREVIEW)].slice(0, PREVIEW).join('');

/** Which conversations wait for whom. */
export const inbox: Projection = {
  name: 'inbox',
  version: 6,
  tables: [inboxConversations as never],
  touches(event) {
    const conversation = conversationIn(event);
    return conversation === undefined
      ? []
      : SIDES.map((side) => ({ table: inboxConversations as never, key: { conversation, side } }));
  },
  on: {
    ConversationOpened(event, rows) {
      const { market, seller, buyer, order, topic, subject, imported } = event.data;
      for (const side of SIDES)
        rows.put(inboxConversations, {
          conversation: conversationId(event),
          side,
          owner: side === 'seller' ? seller : buyer,
          market,
          seller,
          buyer,
          order_ref: order ?? null,
          topic,
          subject,
          status: 'open',
          assignee: null,
          unread: [],
          unread_count: 0,
          latest: null,
          held: {},
          latest_from: null,
          latest_position: Number(event.position),
          obligations: [],
          paused: [],
          needs_reply: false,
          open_count: 0,
          due_sort: NEVER,
          overdue_after: NEVER,
          revision: event.revision,
          imported: imported === true,
        });
    },
    MessageSent(event, rows) {
      const { message, from, body, at, imported, automatic, seenRevision } = event.data;
      // Who answers has read what is answered.
      if (!automatic) seen(rows, event, from, seenRevision ?? event.revision);
      // What was brought in was read, or not, where it comes from.
      arrived(rows, event, from, { message, from, at, preview: beginning(body) }, imported !== true);
    },
    MessageHeld(event, rows) {
      const { message, body } = event.data;
      each(rows, event, (row) => ({ ...row, held: { ...row.held, [message]: beginning(body) } }));
    },
    MessageReleased(event, rows) {
      const { message, from, at } = event.data;
      // The text stands in the MessageHeld before.
      const { [message]: preview = '', ...held } = rows.get(inboxConversations, keyFor(event, from))?.held ?? {};
      each(rows, event, (row) => ({ ...row, held }));
      arrived(rows, event, from, { message, from, at, preview });
    },
    ReplyObligationOpened(event, rows) {
      const { message, kind, receivedAt, dueAt, overdueAfter, allowanceHours, calendar, imported } = event.data;
      const opened: OpenObligation = {
        message,
        kind,
        receivedAt: Date.parse(receivedAt),
        dueAt: Date.parse(dueAt),
        overdueAfter: Date.parse(overdueAfter),
        allowanceMs: Math.round(allowanceHours * 3_600_000),
        calendar,
        pauses: [],
        state: 'open',
        imported: imported === true,
        excused: false,
      };
      each(rows, event, (row) => withObligations(row, [...row.obligations, opened]));
    },
    ReplyObligationReminded: (event, rows) => become(rows, event, { state: 'reminded' }),
    ReplyObligationOverdue: (event, rows) => become(rows, event, { state: 'overdue' }),
    ReplyObligationEscalated: (event, rows) => become(rows, event, { state: 'escalated' }),
    ReplyObligationAnswered: ended,
    ReplyObligationWithdrawn: ended,
    ReplyObligationExcused: (event, rows) => become(rows, event, { excused: true }),
    ReplyObligationExcuseRevoked: (event, rows) => become(rows, event, { excused: false }),
    ReplyObligationMoved(event, rows) {
      const { dueAt, overdueAfter, calendar, allowanceHours, overdueVoid, reminded } = event.data;
      become(rows, event, {
        ...(allowanceHours !== undefined && { allowanceMs: Math.round(allowanceHours * 3_600_000) }),
        dueAt: Date.parse(dueAt),
        overdueAfter: Date.parse(overdueAfter),
        calendar,
        ...(overdueVoid && { state: reminded ? 'reminded' : 'open' }),
      });
    },
    NoReplyNeededDeclared(event, rows) {
      each(rows, event, (row) => {
        const declared = row.obligations.filter(({ message }) => message === event.data.message);
        return withObligations(ending(row, event.data.message), undefined, [...row.paused, ...declared]);
      });
    },
    NoReplyNeededContested(event, rows) {
      const { message, declaredAt, at, dueAt, overdueAfter } = event.data;
      each(rows, event, (row) => {
        const back = row.paused.find((obligation) => obligation.message === message);
        if (!back) return row;
        const resumed: OpenObligation = {
          ...back,
          dueAt: Date.parse(dueAt),
          overdueAfter: Date.parse(overdueAfter),
          pauses: [...back.pauses, { from: Date.parse(declaredAt), to: Date.parse(at) }],
        };
        return withObligations(
          row,
          [...row.obligations, resumed],
          row.paused.filter((obligation) => obligation !== back),
        );
      });
    },
    ConversationAssigned: (event, rows) =>
      each(rows, event, (row) => (row.side === 'seller' ? { ...row, assignee: event.data.assignee } : row)),
    ConversationClosed: (event, rows) => each(rows, event, (row) => ({ ...row, status: 'closed' })),
    ConversationReopened: (event, rows) => each(rows, event, (row) => ({ ...row, status: 'open' })),
    ConversationRead: (event, rows) => seen(rows, event, event.data.side, event.data.upTo),
    StatusUpdated: (event, rows) =>
      each(rows, event, (row) =>
        row.side === 'buyer'
          ? {
              ...row,
              unread: [...row.unread, event.revision],
              unread_count: row.unread_count + 1,
              latest_position: Number(event.position),
            }
          : row,
      ),
  },
};

type OfObligation =
  | 'ReplyObligationReminded'
  | 'ReplyObligationOverdue'
  | 'ReplyObligationEscalated'
  | 'ReplyObligationMoved'
  | 'ReplyObligationAnswered'
  | 'ReplyObligationWithdrawn'
  | 'ReplyObligationExcused'
  | 'ReplyObligationExcuseRevoked';

const keyFor = (event: Recorded, side: InboxRow['side']) => ({ conversation: conversationId(event), side });

function each(rows: Rows, event: Recorded, change: (row: InboxRow) => InboxRow): void {
  for (const side of SIDES) {
    const row = rows.get(inboxConversations, keyFor(event, side));
    if (row) rows.put(inboxConversations, { ...change(row), revision: event.revision });
  }
}

function arrived(rows: Rows, event: Recorded, from: string, latest: NonNullable<InboxRow['latest']>, isNew = true): void {
  each(rows, event, (row) => {
    const unread = row.side === from || !isNew ? row.unread : [...row.unread, event.revision];
    return { ...row, unread, unread_count: unread.length, latest, latest_from: from, latest_position: Number(event.position) };
  });
}

function seen(rows: Rows, event: Recorded, side: string, upTo: number): void {
  const row = side === 'admin' ? undefined : rows.get(inboxConversations, keyFor(event, side as InboxRow['side']));
  if (!row) return;
  const unread = row.unread.filter((revision) => revision > upTo);
  rows.put(inboxConversations, { ...row, unread, unread_count: unread.length });
}

function become(rows: Rows, event: Recorded<OfObligation>, change: Partial<OpenObligation>): void {
  const { message } = event.data;
  each(rows, event, (row) =>
    withObligations(
      row,
      row.obligations.map((obligation) => (obligation.message === message ? { ...obligation, ...change } : obligation)),
    ),
  );
}

function ended(event: Recorded<OfObligation>, rows: Rows): void {
  each(rows, event, (row) => ending(row, event.data.message));
}

const ending = (row: InboxRow, ended: string): InboxRow =>
  withObligations(
    row,
    row.obligations.filter(({ message }) => message !== ended),
  );

/** The columns that follow from the open obligations: the oldest stands for the conversation (R2.1). */
function withObligations(row: InboxRow, obligations = row.obligations, paused = row.paused): InboxRow {
  // Oldest first: of several that are due at one instant the first stands for the conversation.
  const sorted = [...obligations].sort((a, b) => a.receivedAt - b.receivedAt || a.dueAt - b.dueAt);
  const [oldest] = sorted;
  return {
    ...row,
    obligations: sorted,
    paused,
    needs_reply: oldest !== undefined,
    open_count: obligations.length,
    due_sort: oldest?.dueAt ?? NEVER,
    overdue_after: obligations.reduce(
      (least, { imported, excused, overdueAfter }) => (imported || excused ? least : Math.min(least, overdueAfter)),
      NEVER,
    ),
  };
}
