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

const ATTACHMENT_EVENTS = Object.keys(attachmentEvents);

/** Up to `limit` changes after a position (exclusive), in commit order, as far as the reader may see them. */
export async function changesAfter(
  models: ReadModels,
  reader: Reader,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<{ items: Change[] }> {
  const where = new Conditions().add(
    'position > ?',
    after > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(after),
  );
  if (reader.role === 'buyer') where.add('buyer = ?', reader.sub);
  if (reader.role === 'seller') where.add('seller = ?', reader.seller);
  if (reader.role === 'buyer' || reader.role === 'seller') where.add('type <> ALL(?)', HIDDEN_FROM[reader.role]);
  // A report is nobody's business but its author's and the platform's, nor is what screening suspects of the other side.
  if (reader.role === 'seller')
    where.add("NOT (type = 'ViolationRecorded' AND (detail->>'source' = 'report' OR coalesce(detail->>'of' = 'buyer', FALSE)))");
  if (reader.role === 'seller')
    where.add("NOT (type IN ('MessageHeld', 'MessageRejected', 'ReviewRequested') AND detail->>'from' = 'buyer')");
  if (reader.role === 'seller') where.add("NOT (type = 'NoteAdded' AND role <> 'seller')");
  // What the other side uploaded is seen with the message that names it.
  if (reader.role === 'buyer' || reader.role === 'seller')
    where.add("NOT (type = ANY(?) AND detail->>'from' <> ?)", ATTACHMENT_EVENTS, reader.role);
  const rows = await models.query<AuditRow>(
    `SELECT position, conversation, revision, type, at, actor, role, detail FROM audit_events
     WHERE ${where} ORDER BY position LIMIT ${where.parameter(limit)}`,
    where.values,
    `changes ${reader.role}`,
  );
  return {
    items: rows.map(({ position, conversation, revision, type, at, actor, role, detail }) => ({
      position: String(position),
      conversation,
      revision,
      type,
      at: iso(at),
      by: actor,
      role,
      detail,
    })),
  };
}
