import { attachmentEvents, HIDDEN_FROM, iso } from '../../domain';
import { Conditions, newestPage, type Page } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { AuditRow } from './audit.table';

/** Who reads: a party sees changes of its own conversations only. */
interface Reader {
  readonly sub: string;
  readonly role: string;
  readonly seller?: string;
}

/** One event of the trail; `at` ISO-8601. */
export interface AuditItem extends Omit<AuditRow, 'position' | 'at'> {
  readonly position: string;
  readonly at: string;
}

/** A change as a party or the platform sees it. */
export interface Change {
  readonly position: string;
  readonly conversation: string | null;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly detail: AuditRow['detail'];
}

/** What to show; absent parts show all. Instants ISO-8601. */
export interface AuditFilter {
  readonly conversation?: string;
  readonly actor?: string;
  readonly role?: string;
  readonly type?: string;
  /** Where from, as the trail shows it. */
  readonly origin?: string;
  /** Positions, exclusive. */
  readonly after?: bigint;
  readonly before?: bigint;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** A page of the trail, newest first; throws BadCursor. */
export async function auditPage(models: ReadModels, filter: AuditFilter): Promise<Page<AuditItem>> {
  const where = new Conditions()
    .when('conversation = ?', filter.conversation)
    .when('actor = ?', filter.actor)
    .when('role = ?', filter.role)
    .when('type = ?', filter.type)
    .when('origin = ?', filter.origin)
    .when('position > ?', filter.after?.toString())
    .when('position < ?', filter.before?.toString())
    .when('at >= ?', filter.from && Date.parse(filter.from))
    .when('at < ?', filter.to && Date.parse(filter.to));
  return newestPage<AuditRow, AuditItem>(models, { kind: 'audit', table: 'audit_events' }, where, filter, (row) => ({
    ...row,
    position: String(row.position),
    at: iso(row.at),
  }));
}

const COLUMNS = 'position, conversation, revision, type, at, actor, role, detail, seller, buyer';

type Read = Pick<
  AuditRow,
  'position' | 'conversation' | 'revision' | 'type' | 'at' | 'actor' | 'role' | 'detail' | 'seller' | 'buyer'
>;

/** A change, and whose conversation it is in: each reader is shown it, or not. */
export interface RecordedChange {
  readonly position: bigint;
  readonly buyer: string | null;
  readonly seller: string | null;
  /** What the reader sees of it, or undefined where it is not the reader's to see. */
  shownTo(reader: Reader): Change | undefined;
}

/** Up to `limit` changes after a position (exclusive), in commit order, whoever may see them. */
export async function recordedChanges(
  models: ReadModels,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<RecordedChange[]> {
  const rows = await models.query<Read>(
    `SELECT ${COLUMNS} FROM audit_events WHERE position > $1 ORDER BY position LIMIT $2`,
    [positionIn(after), limit],
    'changes',
  );
  return rows.map((row) => ({
    position: BigInt(row.position),
    buyer: row.buyer,
    seller: row.seller,
    shownTo: (reader) => (isShown(row, reader) ? changeOf(row, reader) : undefined),
  }));
}

/** Up to `limit` changes after a position (exclusive), in commit order, as far as the reader may see them. */
export async function changesAfter(
  models: ReadModels,
  reader: Reader,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<{ items: Change[] }> {
  const items: Change[] = [];
  // What is not the reader's to see is passed over here, where the rule stands: a page may take more than one look.
  for (let from = positionIn(after); ; ) {
    const where = new Conditions().add('position > ?', from);
    if (reader.role === 'buyer') where.add('buyer = ?', reader.sub);
    if (reader.role === 'seller') where.add('seller = ?', reader.seller);
    const rows = await models.query<Read>(
      `SELECT ${COLUMNS} FROM audit_events WHERE ${where} ORDER BY position LIMIT ${where.parameter(limit)}`,
      where.values,
      `changes ${reader.role}`,
    );
    for (const row of rows) {
      from = row.position;
      if (isShown(row, reader)) items.push(changeOf(row, reader));
      if (items.length === limit) return { items };
    }
    if (rows.length < limit) return { items };
  }
}

const positionIn = (position: bigint): number =>
  position > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(position);

/** R1.3, R5.3, R5.5: what of a conversation a party of it is told. */
function isShown({ type, role, detail, buyer, seller }: Read, reader: Reader): boolean {
  if (!isOfParty(reader)) return true;
  if (reader.role === 'buyer' ? buyer !== reader.sub : seller !== reader.seller) return false;
  if ((HIDDEN_FROM[reader.role] as readonly string[]).includes(type)) return false;
  // What the other side uploaded is seen with the message that names it.
  if (type in attachmentEvents) return detail.from === reader.role;
  if (reader.role === 'buyer') return true;
  // A report is nobody's business but its author's and the platform's, nor is what screening suspects of the other side.
  if (type === 'ViolationRecorded') return detail.source !== 'report' && detail.of !== 'buyer';
  if (type === 'MessageHeld' || type === 'MessageRejected' || type === 'ReviewRequested') return detail.from === 'seller';
  return type !== 'NoteAdded' || role === 'seller';
}

const changeOf = ({ position, conversation, revision, type, at, actor, role, detail }: Read, reader: Reader): Change => ({
  position: String(position),
  conversation,
  revision,
  type,
  at: iso(at),
  by: actor,
  role,
  detail: isOfParty(reader) && type === 'MaskLifted' ? withoutViolation(detail) : detail,
});

const isOfParty = (reader: Reader): reader is Reader & { readonly role: 'buyer' | 'seller' } =>
  reader.role === 'buyer' || reader.role === 'seller';

/** Which violation was dismissed is the platform's to know. */
const withoutViolation = ({ violation: _, ...detail }: Read['detail']) => detail;
