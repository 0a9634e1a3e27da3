import { evolveObligation, isObligationEvent, maskedAt, type ObligationEvent, screeningOf } from '../../domain';
import type { StoredEvent } from '../../event-store';
import { endedBy, endedPerson } from '../shared/erasure';
import { columnsOf, type ObligationColumns, obligationIn } from '../shared/obligation';
import { Past } from '../shared/past';
import { conversationId, conversationIn, type Projection, type Recorded, type Rows, type Touched } from '../shared/projection';
import {
  ALL_SELLERS,
  arrivedUpTo,
  authoredBy,
  firstOpen,
  heldOf,
  type InboxCountsRow,
  type InboxRow,
  inboxArrivals,
  inboxAuthors,
  inboxConversations,
  inboxCounted,
  inboxHeld,
  inboxObligations,
  inboxOf,
  NEVER,
  type OpenObligation,
} from './inbox.table';

const SIDES = ['buyer', 'seller'] as const;
const PREVIEW = 140;

/** The first characters of a text; half an emoji would be no text, and no row. */
const beginning = (text: string): string => [...text.slice(0, 2 * PREVIEW)].slice(0, PREVIEW).join('');

/** Which conversations wait for whom. */
export const inbox: Projection = {
  name: 'inbox',
  version: 14,
  tables: [
    inboxConversations as never,
    inboxObligations as never,
    inboxArrivals as never,
    inboxHeld as never,
    inboxAuthors as never,
    inboxCounted as never,
  ],
  touches(event) {
    const ended = endedPerson(event);
    if (ended)
      return [
        { lookup: authoredBy, given: ended },
        { lookup: inboxOf, given: ended },
        { lookup: heldOf, given: ended },
      ];
    const conversation = conversationIn(event);
    if (conversation === undefined) return [];
    const sides = SIDES.map((side): Touched => ({ table: inboxConversations as never, key: { conversation, side } }));
    return [...sides, ...besides(event as Recorded, conversation)];
  },
  on: {
    ConversationOpened(event, rows) {
      const { market, seller, buyer, order, topic, imported } = event.data;
      const { subject: masked } = screeningOf(event.data)?.masked ?? {};
      authored(rows, event, 'subject', imported ? buyer : event.metadata.actor);
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
          subject: (side !== event.metadata.role && masked) || event.data.subject,
          status: 'open',
          assignee: null,
          cared_for_by: 'seller',
          arrived: 0,
          read: 0,
          unread_count: 0,
          latest: null,
          latest_from: null,
          latest_position: Number(event.position),
          oldest: null,
          needs_reply: false,
          open_count: 0,
          due_sort: NEVER,
          overdue_after: NEVER,
          late: false,
          revision: event.revision,
          imported: imported === true,
          held: 0,
          opened_position: Number(event.position),
          due_position: Number(event.position),
        });
    },
    MessageSent(event, rows) {
      const { message, from, author, body, at, imported } = event.data;
      const masked = screeningOf(event.data)?.masked?.body;
      const seen = seenBy(event);
      if (seen) read(rows, event, seen);
      // What was brought in was read, or not, where it comes from.
      const latest = { message, from, at, preview: beginning(body) };
      said(rows, event, {
        latest,
        author,
        masked: masked === undefined ? undefined : beginning(masked),
        isNew: imported !== true,
      });
    },
    MessageHeld(event, rows) {
      const { message, author, body } = event.data;
      authored(rows, event, message, author);
      rows.put(inboxHeld, { conversation: conversationId(event), message, preview: beginning(body) });
      held(rows, event, 1);
    },
    MessageReleased(event, rows) {
      const { message, from, at } = event.data;
      // The text stands in the MessageHeld before.
      const { preview = '' } = rows.get(inboxHeld, { conversation: conversationId(event), message }) ?? {};
      const { author = '' } = rows.get(inboxAuthors, { conversation: conversationId(event), item: message }) ?? {};
      said(rows, event, { latest: { message, from, at, preview }, author });
      held(rows, event, -1);
    },
    MessageRejected: (event, rows) => held(rows, event, -1),
    MaskLifted: lifted,
    PersonErased: ended,
    PersonRestricted: ended,
    ConversationAssigned: (event, rows) =>
      each(rows, event, (row) => (row.side === 'seller' ? { ...row, assignee: event.data.assignee } : row)),
    ConversationTakenOver: (event, rows) => cared(rows, event, 'platform'),
    ConversationHandedBack: (event, rows) => cared(rows, event, 'seller'),
    ConversationClosed: (event, rows) => each(rows, event, (row) => ({ ...row, status: 'closed' })),
    ConversationReopened: (event, rows) => each(rows, event, (row) => ({ ...row, status: 'open' })),
    ConversationRead: (event, rows) => read(rows, event, { side: event.data.side, revision: event.data.upTo }),
    StatusUpdated: (event, rows) =>
      each(rows, event, (row) =>
        row.side === 'buyer' ? { ...arrived(rows, row, event.revision), latest_position: Number(event.position) } : row,
      ),
  },
  every(event, rows) {
    if (conversationIn(event) !== undefined && isObligationEvent(event)) changed(event as OfObligation, rows);
  },
  settle(rows) {
    for (const conversation of rows.marks.keys()) settle(rows, conversation);
    count(rows);
  },
};

/** The inbox as it stood. */
export const inboxPast = (): Past => new Past(inbox, inboxConversations as never);

/** Subjects and previews of the person say what became of them. */
function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  const end = endedBy(event, 'conversation');
  if (!end) return;
  const { person, text } = end;
  for (const row of rows.here(inboxConversations)) {
    const { conversation, latest } = row;
    const isOf = (item: string) => rows.get(inboxAuthors, { conversation, item })?.author === person;
    const subject = isOf('subject') ? text(row.subject) : row.subject;
    const shown = latest && isOf('latest') ? { ...latest, preview: text(latest.preview) } : latest;
    rows.put(inboxConversations, { ...row, subject, latest: shown });
  }
  for (const row of rows.here(inboxHeld))
    if (rows.get(inboxAuthors, { conversation: row.conversation, item: row.message })?.author === person)
      rows.put(inboxHeld, { ...row, preview: text(row.preview) });
}

type OfObligation = StoredEvent & ObligationEvent;

/** What an event needs beside the two rows of its conversation. */
function besides(event: Recorded, conversation: string): Touched[] {
  const seen = seenBy(event);
  if (seen) return [{ lookup: arrivedUpTo, given: { conversation, ...seen } }];
  if (event.type === 'MessageReleased')
    return [
      { table: inboxHeld as never, key: { conversation, message: event.data.message } },
      { table: inboxAuthors as never, key: { conversation, item: event.data.message } },
    ];
  // One that opens is new; the others may take the place of the first from it.
  if (!isObligationEvent(event) || event.type === 'ReplyObligationOpened') return [];
  return [
    { table: inboxObligations as never, key: { conversation, message: event.data.message } },
    { lookup: firstOpen, given: { conversation } },
  ];
}

/** The side that has read up to a revision with an event. Who answers has read what is answered. */
function seenBy(event: Recorded): { readonly side: InboxRow['side']; readonly revision: number } | undefined {
  if (event.type === 'ConversationRead') return { side: event.data.side, revision: event.data.upTo };
  if (event.type !== 'MessageSent') return undefined;
  const { from, automatic, imported, seenRevision = event.revision } = event.data;
  return automatic || imported || from === 'admin' ? undefined : { side: from, revision: seenRevision };
}

function authored(rows: Rows, event: StoredEvent, item: string, author: string): void {
  rows.put(inboxAuthors, { conversation: conversationId(event), item, author });
}

function each(rows: Rows, event: StoredEvent, change: (row: InboxRow) => InboxRow): void {
  for (const side of SIDES) {
    const row = rows.get(inboxConversations, { conversation: conversationId(event), side });
    if (row) rows.put(inboxConversations, { ...change(row), revision: event.revision });
  }
}

interface Said {
  readonly author: string;
  readonly latest: NonNullable<InboxRow['latest']>;
  /** The preview for the other side. */
  readonly masked?: string;
  readonly isNew?: boolean;
}

function said(rows: Rows, event: StoredEvent, { latest: whole, author, masked, isNew = true }: Said): void {
  each(rows, event, (row) => {
    const latest = row.side === whole.from || masked === undefined ? whole : { ...whole, preview: masked };
    // An import that is completed later brings in what was said before.
    if (!isNew && row.latest && row.latest.at > latest.at) return row;
    authored(rows, event, 'latest', author);
    const next = row.side === latest.from || !isNew ? row : arrived(rows, row, event.revision);
    return { ...next, latest, latest_from: latest.from, latest_position: Number(event.position) };
  });
}

/** The other side reads in subject and preview what is not masked any more. What was erased meanwhile says so to both. */
function lifted(event: Recorded<'MaskLifted'>, rows: Rows): void {
  const { revision, message, of, masks } = event.data;
  const own = rows.get(inboxConversations, { conversation: conversationId(event), side: of });
  const now = (before: string, whole: string | undefined) =>
    whole === undefined || whole === before ? before : maskedAt(whole, masks);
  each(rows, event, (row) => {
    if (row.side === of) return row;
    const { latest } = row;
    return {
      ...row,
      subject: revision === 0 ? now(row.subject, own?.subject) : row.subject,
      latest: latest && latest.message === message ? { ...latest, preview: now(latest.preview, own?.latest?.preview) } : latest,
    };
  });
}

/** More or fewer messages of a side are held back. */
function held(rows: Rows, event: Recorded<'MessageHeld' | 'MessageReleased' | 'MessageRejected'>, more: number): void {
  each(rows, event, (row) => (row.side === event.data.from ? { ...row, held: Math.max(0, row.held + more) } : row));
}

/** The buyer is told as if something had been written. */
function cared(rows: Rows, event: StoredEvent, by: InboxRow['cared_for_by']): void {
  each(rows, event, (row) => ({ ...(row.side === 'buyer' ? arrived(rows, row, event.revision) : row), cared_for_by: by }));
}

function arrived(rows: Rows, row: InboxRow, revision: number): InboxRow {
  const { conversation, side } = row;
  const number = row.arrived + 1;
  rows.put(inboxArrivals, { conversation, side, revision, number });
  return { ...row, arrived: number, unread_count: number - row.read };
}

function read(rows: Rows, event: StoredEvent, upTo: { readonly side: InboxRow['side']; readonly revision: number }): void {
  const conversation = conversationId(event);
  const { side } = upTo;
  const row = rows.get(inboxConversations, { conversation, side });
  if (!row) return;
  let reached = row.read;
  for (const { revision, number } of rows.group(inboxArrivals, { conversation, side }))
    if (revision <= upTo.revision && number > reached) reached = number;
  rows.put(inboxConversations, { ...row, read: reached, unread_count: row.arrived - reached });
}

function changed(event: OfObligation, rows: Rows): void {
  const conversation = conversationId(event);
  const before = rows.get(inboxObligations, { conversation, message: event.data.message });
  const next = evolveObligation(before && obligationIn(before), event, event.revision);
  if (!next) return;
  const after = columnsOf(next);
  const opened_position = before?.opened_position ?? Number(event.position);
  rows.put(inboxObligations, { conversation, ...after, opened_position });
  const more = after.imported ? 0 : Number(after.is_open) - Number(before?.is_open === true);
  each(rows, event, (row) => ({ ...row, open_count: row.open_count + more }));
  if (event.type !== 'ReplyObligationOpened') rows.marks.set(conversation, 'changed');
  else if (!rows.marks.has(conversation)) rows.marks.set(conversation, 'opened');
}

/** The columns that follow from the open obligations. Where some only opened, what stood for the conversation is still open. */
function settle(rows: Rows, conversation: string): void {
  // Imported history makes no work (R1.4).
  const here = rows.group(inboxObligations, { conversation }).filter(({ is_open, imported }) => is_open && !imported);
  const onlyOpened = rows.marks.get(conversation) === 'opened';
  const first = here.reduce<(typeof here)[number] | undefined>(
    (least, one) => (least && !isOlder(one, least) ? least : one),
    undefined,
  );
  const soonest = here
    .filter(({ excused }) => !excused)
    .reduce<(typeof here)[number] | undefined>((least, one) => (least && !isSooner(one, least) ? least : one), undefined);
  const overdue = { overdue_after: soonest?.overdue_after ?? NEVER, late: soonest?.overdue === true };
  for (const side of SIDES) {
    const row = rows.get(inboxConversations, { conversation, side });
    if (!row) continue;
    const stays = onlyOpened && row.oldest !== null && !(first && isOlder(first, agesOf(row.oldest)));
    const oldest = stays ? row.oldest : first ? shown(first) : null;
    rows.put(inboxConversations, {
      ...row,
      oldest,
      needs_reply: oldest !== null,
      due_sort: oldest?.dueAt ?? NEVER,
      due_position: stays ? row.due_position : (first?.opened_position ?? row.opened_position),
      ...(!onlyOpened || overdue.overdue_after < row.overdue_after ? overdue : {}),
    });
  }
}

/** Adds what the rows of sellers are now, and takes off what they were before the batch: once for each seller and all of them. */
function count(rows: Rows): void {
  for (const row of rows.changed(inboxConversations)) {
    if (row.side !== 'seller') continue;
    const { owner, market, topic } = row;
    const before = rows.before(inboxConversations, row);
    const [now, then] = [tallyOf(row), before && tallyOf(before)];
    for (const one of [owner, ALL_SELLERS]) {
      const key = { owner: one, market, topic };
      const sums = rows.get(inboxCounted, key);
      const next = COUNTED.map((column) => [column, (sums?.[column] ?? 0) + now[column] - (then?.[column] ?? 0)]);
      rows.put(inboxCounted, { ...key, ...(Object.fromEntries(next) as Tally) });
    }
  }
}

type Tally = Omit<InboxCountsRow, 'owner' | 'market' | 'topic'>;

/** What a conversation of a seller counts as: 0 or 1 each. */
const tallyOf = (row: InboxRow): Tally => ({
  conversations: 1,
  needs_reply: Number(row.needs_reply),
  late: Number(row.late),
  waiting: Number(row.status === 'open' && !row.needs_reply && row.latest_from === row.side),
  unassigned: Number(row.needs_reply && row.assignee === null),
  unread: Number(row.unread_count > 0),
  held: Number(row.held > 0),
  closed: Number(row.status === 'closed'),
});

const COUNTED = Object.keys(inboxCounted.columns).filter(
  (column) => !(inboxCounted.key as readonly string[]).includes(column),
) as (keyof Tally)[];

type Ages = Pick<ObligationColumns, 'received_at' | 'due_at' | 'revision'>;

/** Of several that were received and are due at one instant the first stands for the conversation. */
const isOlder = (one: Ages, other: Ages): boolean =>
  (one.received_at - other.received_at || one.due_at - other.due_at || one.revision - other.revision) < 0;

/** Of several that are overdue at one instant the first is meant. */
const isSooner = (one: ObligationColumns, other: ObligationColumns): boolean =>
  (one.overdue_after - other.overdue_after || one.revision - other.revision) < 0;

const agesOf = ({ receivedAt, dueAt, revision }: OpenObligation): Ages => ({ received_at: receivedAt, due_at: dueAt, revision });

const shown = (row: ObligationColumns): OpenObligation => ({
  message: row.message,
  revision: row.revision,
  kind: row.kind,
  receivedAt: row.received_at,
  dueAt: row.due_at,
  overdueAfter: row.overdue_after,
  allowanceMs: row.allowance_ms,
  calendar: row.calendar,
  pauses: row.pauses,
  state: row.state,
  imported: row.imported,
  excused: row.excused,
});
