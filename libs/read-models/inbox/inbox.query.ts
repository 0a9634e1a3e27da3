import { type Language, spelled } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { Asking } from '../shared/past';
import { ALL_SELLERS, type InboxRow, type OpenObligation } from './inbox.table';

/** Who reads: a buyer sees its own, a seller its organisation's, admin and compliance all. */
interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
  /** What is masked is said in this one. */
  readonly language?: Language;
}

/** What a conversation may be, of which a filter takes several. `held`: a message of the reader's side is held back. */
export const INBOX_STATES = ['open', 'closed', 'overdue', 'waiting', 'unread', 'held'] as const;
type InboxState = (typeof INBOX_STATES)[number];

/** What to show; absent parts show all, of several values any will do. `now`: the product's time, epoch milliseconds. */
export interface InboxFilter {
  readonly now: number;
  readonly status?: readonly InboxState[];
  readonly needsReply?: boolean;
  readonly overdue?: boolean;
  /** ISO-8601. */
  readonly dueBefore?: string;
  readonly waiting?: boolean;
  readonly closed?: boolean;
  readonly unread?: boolean;
  readonly topic?: readonly string[];
  readonly market?: readonly string[];
  readonly order?: readonly string[];
  readonly assignee?: readonly string[];
  readonly unassigned?: boolean;
  readonly buyer?: readonly string[];
  /** Of the last that was written, ISO-8601; `to` is exclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly caredForBy?: 'seller' | 'platform';
  readonly seller?: readonly string[];
  readonly sort: 'due' | 'latest';
  readonly cursor?: string;
  readonly limit: number;
}

/** One conversation as an inbox shows it. */
export interface InboxItem {
  readonly conversation: string;
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order: string | null;
  readonly topic: string;
  readonly subject: string;
  readonly status: string;
  readonly assignee: string | null;
  readonly caredForBy: string;
  readonly unread: number;
  readonly latest: InboxRow['latest'];
  readonly oldestObligation: OpenObligation | null;
  readonly openObligations: number;
  readonly revision: number;
  readonly imported: boolean;
}

const COLUMNS =
  'conversation, market, seller, buyer, order_ref, topic, subject, status, assignee, cared_for_by, unread_count, latest, oldest, open_count, revision, imported, due_sort, due_position, latest_position';

type Selected = Pick<
  InboxRow,
  | 'conversation'
  | 'market'
  | 'seller'
  | 'buyer'
  | 'order_ref'
  | 'topic'
  | 'subject'
  | 'status'
  | 'assignee'
  | 'cared_for_by'
  | 'unread_count'
  | 'latest'
  | 'oldest'
  | 'open_count'
  | 'revision'
  | 'imported'
  | 'due_sort'
  | 'due_position'
  | 'latest_position'
>;

/** It is the other side's turn: for a buyer while an answer is owed, too. Never NULL, so that NOT is the rest. */
const WAITING = `(status = 'open' AND CASE side WHEN 'buyer' THEN needs_reply OR latest_from IS NOT DISTINCT FROM side
  ELSE NOT needs_reply AND latest_from IS NOT DISTINCT FROM side END)`;

/** A row that is in a state; `now` is a parameter. */
const IS: Readonly<Record<InboxState, (now: () => string) => string>> = {
  open: () => "status = 'open'",
  closed: () => "status = 'closed'",
  // What is overdue needs a reply, and few do: that way leads an index.
  overdue: (now) => `(needs_reply AND overdue_after < ${now()})`,
  waiting: () => WAITING,
  unread: () => 'unread_count > 0',
  held: () => 'held > 0',
};

/** What of an inbox is meant, by everything but page and order. */
function meant(reader: Reader, filter: Omit<InboxFilter, 'sort' | 'limit' | 'cursor'>): Conditions {
  const where = new Conditions();
  if (reader.role === 'buyer') where.add("owner = ? AND side = 'buyer'", reader.sub);
  else if (reader.role === 'seller') where.add("owner = ? AND side = 'seller'", reader.seller);
  else {
    where.add("side = 'seller'");
    where.oneOf('owner', filter.seller);
  }
  if (reader.role === 'buyer' || reader.role === 'seller') where.oneOf('seller', filter.seller);
  if (filter.status) where.add(`(${filter.status.map((state) => IS[state](() => where.parameter(filter.now))).join(' OR ')})`);
  if (filter.needsReply !== undefined) where.add(filter.needsReply ? 'needs_reply' : 'NOT needs_reply');
  if (filter.overdue !== undefined)
    where.add(filter.overdue ? '(needs_reply AND overdue_after < ?)' : 'overdue_after >= ?', filter.now);
  if (filter.dueBefore !== undefined) where.add('due_sort < ?', Date.parse(filter.dueBefore));
  if (filter.waiting !== undefined) where.add(filter.waiting ? WAITING : `NOT ${WAITING}`);
  if (filter.closed !== undefined) where.add('status = ?', filter.closed ? 'closed' : 'open');
  if (filter.unread !== undefined) where.add(filter.unread ? 'unread_count > 0' : 'unread_count = 0');
  // A constant, so that the index of the few that the platform cares for is used.
  if (filter.caredForBy !== undefined) where.add(`cared_for_by = '${filter.caredForBy}'`);
  where
    .oneOf('topic', filter.topic)
    .oneOf('market', filter.market)
    .oneOf('order_ref', filter.order)
    .oneOf('assignee', filter.assignee)
    .oneOf('buyer', filter.buyer)
    .when("latest->>'at' >= ?", filter.from && new Date(filter.from).toISOString())
    .when("latest->>'at' < ?", filter.to && new Date(filter.to).toISOString());
  if (filter.unassigned !== undefined) where.add(`assignee IS ${filter.unassigned ? '' : 'NOT '}NULL`);
  return where;
}

/** The statement of a page, so that a bench can run the very same. */
export function inboxStatement(reader: Reader, filter: InboxFilter): { text: string; values: unknown[] } {
  const where = meant(reader, filter);
  const byDue = filter.sort === 'due';
  const after = readCursor(filter.sort, filter.cursor, byDue ? ['number', 'number', 'uuid'] : ['number', 'uuid']);
  const order = byDue ? 'due_sort, due_position, conversation' : 'latest_position DESC, conversation';
  if (after && byDue) where.add('(due_sort, due_position, conversation) > (?, ?, ?::uuid)', ...after);
  else if (after)
    where.add('latest_position <= ? AND (latest_position < ? OR conversation > ?::uuid)', after[0], after[0], after[1]);
  const limit = where.parameter(filter.limit + 1);
  return {
    text: `SELECT ${COLUMNS} FROM inbox_conversations WHERE ${where} ORDER BY ${order} LIMIT ${limit}`,
    values: where.values,
  };
}

/** A page of an inbox; throws BadCursor. */
export async function inboxPage(models: Asking, reader: Reader, filter: InboxFilter): Promise<Page<InboxItem>> {
  const { text, values } = inboxStatement(reader, filter);
  const { now: _, sort, cursor, limit: __, ...chosen } = filter;
  // Each statement with a name is kept on every connection: only what is asked all day has one, a choice of filters is any of thousands.
  const isChosen = Object.values(chosen).some((value) => value !== undefined);
  const name = isChosen ? undefined : `inbox ${reader.role} ${sort}${cursor === undefined ? '' : ' after'}`;
  const rows = await models.query<Selected>(text, values, name);
  const key =
    filter.sort === 'due'
      ? (row: Selected) => [row.due_sort, row.due_position, row.conversation]
      : (row: Selected) => [row.latest_position, row.conversation];
  return pageOf(filter.sort, rows, filter.limit, key, (row) => itemOf(row, reader.language ?? 'en'));
}

function itemOf(row: Selected, language: Language): InboxItem {
  const { latest } = row;
  return {
    conversation: row.conversation,
    market: row.market,
    seller: row.seller,
    buyer: row.buyer,
    order: row.order_ref,
    topic: row.topic,
    subject: spelled(row.subject, language),
    status: row.status,
    assignee: row.assignee,
    caredForBy: row.cared_for_by,
    unread: row.unread_count,
    latest: latest && { ...latest, preview: spelled(latest.preview, language) },
    oldestObligation: row.oldest,
    openObligations: row.open_count,
    revision: row.revision,
    imported: row.imported,
  };
}

type CountsFilter = Omit<InboxFilter, 'sort' | 'limit' | 'cursor'>;

/** How many conversations of an inbox need what, among those that the filter means. */
export async function inboxCounts(
  models: ReadModels,
  reader: Reader,
  { now, ...filter }: CountsFilter,
): Promise<Record<string, number>> {
  const { market: _, topic: __, seller: ___, ...other } = filter;
  if (reader.role !== 'buyer' && Object.values(other).every((value) => value === undefined)) {
    const { text, values, name } = keptCounts(reader, { now, ...filter });
    const [row] = await models.query<Record<string, number>>(text, values, name);
    return row;
  }
  return inboxCountsByRow(models, reader, { now, ...filter });
}

/** The same of what has not been counted before: by row. */
export async function inboxCountsByRow(
  models: Asking,
  reader: Reader,
  { now, ...filter }: CountsFilter,
): Promise<Record<string, number>> {
  const where = meant(reader, { now, ...filter });
  const time = where.parameter(now);
  const [row] = await models.query<Record<string, number>>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE needs_reply) AS "needsReply",
       count(*) FILTER (WHERE overdue_after < ${time}) AS overdue,
       count(*) FILTER (WHERE ${WAITING}) AS waiting,
       count(*) FILTER (WHERE needs_reply AND assignee IS NULL) AS unassigned,
       count(*) FILTER (WHERE unread_count > 0) AS unread, count(*) FILTER (WHERE held > 0) AS held,
       count(*) FILTER (WHERE status = 'closed') AS closed
     FROM inbox_conversations WHERE ${where}`,
    where.values,
  );
  return row;
}

/**
 * What the projection has counted. Overdue is what is on record as that, and what is past its instant and not on record yet: the few that
 * the timekeeper comes to next.
 */
function keptCounts(
  reader: Reader,
  { now, seller, market, topic }: CountsFilter,
): { readonly text: string; readonly values: unknown[]; readonly name?: string } {
  const where = new Conditions();
  const sellers = reader.role === 'seller' ? [reader.seller ?? ''] : seller;
  // A seller asks of itself alone, whatever sellers it names.
  if (reader.role === 'seller' && seller && !seller.includes(sellers?.[0] ?? '')) where.add('FALSE');
  where.oneOf('owner', sellers).oneOf('market', market).oneOf('topic', topic);
  const rows = `FROM inbox_conversations WHERE ${where} AND side = 'seller' AND needs_reply`;
  const sums = where.toString();
  const counted = sellers ? sums : `owner = '${ALL_SELLERS}' AND ${sums}`;
  const time = where.parameter(now);
  const sum = (column: string) => `coalesce(sum(${column}), 0)`;
  const text = `SELECT ${sum('conversations')} AS "all", ${sum('needs_reply')} AS "needsReply",
      ${sum('late')} + (SELECT count(*) ${rows} AND NOT late AND overdue_after < ${time})
        - (SELECT count(*) ${rows} AND late AND overdue_after >= ${time}) AS overdue,
      ${sum('waiting')} AS waiting, ${sum('unassigned')} AS unassigned, ${sum('unread')} AS unread, ${sum('held')} AS held,
      ${sum('closed')} AS closed
    FROM inbox_counts WHERE ${counted}`;
  const isPlain = seller === undefined && market === undefined && topic === undefined;
  return {
    text,
    values: where.values,
    ...(isPlain && { name: `inbox counts ${reader.role === 'seller' ? 'of one' : 'of all'}` }),
  };
}

/** Ids of up to `limit` conversations that were in an inbox at some time, the oldest first, by what of a filter no event changes. */
export async function inboxEver(
  models: ReadModels,
  reader: Reader,
  { seller, buyer, order, market, topic }: Pick<InboxFilter, 'seller' | 'buyer' | 'order' | 'market' | 'topic'>,
  limit: number,
): Promise<string[]> {
  const where = meant(reader, { now: 0, seller, buyer, order, market, topic });
  const statement = `SELECT conversation FROM inbox_conversations WHERE ${where} ORDER BY opened_position LIMIT ${where.parameter(limit)}`;
  return (await models.query<{ conversation: string }>(statement, where.values)).map(({ conversation }) => conversation);
}

/** Ids of a seller's conversations in which something is open. */
export async function openConversationsOf(models: ReadModels, seller: string): Promise<string[]> {
  const rows = await models.query<{ conversation: string }>(
    "SELECT conversation FROM inbox_conversations WHERE owner = $1 AND side = 'seller' AND (status = 'open' OR needs_reply)",
    [seller],
  );
  return rows.map(({ conversation }) => conversation);
}
