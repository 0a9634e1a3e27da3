import { type Language, questionsIn, readBy } from '../../domain';
import { breath } from '../../event-store';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import { sideOfNote } from '../shared/projection';
import type { AttachmentRow, HeaderRow, ItemRow } from './conversation.table';

/** Who reads: of what the other side wrote only what is not masked, with words of this language in its place. */
interface Reader {
  readonly role: string;
  readonly language?: Language;
}

const eyesOf = ({ role, language = 'en' }: Reader, author: string) => ({
  isOther: (role === 'buyer' || role === 'seller') && role !== author,
  language,
});

/** A conversation's head. */
export interface ConversationHead
  extends Omit<HeaderRow, 'order_ref' | 'opened_at' | 'opened_by' | 'screening' | 'closed' | 'continued_by' | 'cared_for_by'> {
  readonly order: string | null;
  /** The platform in place of a seller that is removed (R6.4). */
  readonly caredForBy: 'seller' | 'platform';
  readonly openedAt: string;
  readonly continuedBy: string | null;
  readonly closed: object | null;
  readonly statusUpdates: readonly object[];
}

/** A message or a note. */
export interface ConversationItem {
  readonly id: string;
  readonly kind: 'message' | 'note';
  readonly from: string;
  readonly author: string;
  readonly body: string;
  readonly at: string;
  readonly revision: number;
  readonly held?: true;
  readonly [fact: string]: unknown;
}

/** The head of a conversation as somebody reads it; undefined if there is none. */
export async function conversationOf(models: ReadModels, id: string, reader: Reader): Promise<ConversationHead | undefined> {
  const [row] = await models.query<HeaderRow & { readonly updates: readonly ItemRow[] | null }>(
    `SELECT *, (SELECT json_agg(i ORDER BY revision) FROM conversation_items i
       WHERE i.conversation = h.conversation AND kind = 'status') AS updates
     FROM conversation_headers h WHERE conversation = $1`,
    [id],
    'conversation',
  );
  if (!row) return undefined;
  const { order_ref, opened_at, opened_by, screening, closed, updates, continued_by, cared_for_by, ...rest } = row;
  return {
    ...readBy(rest, screening, eyesOf(reader, opened_by)),
    order: order_ref,
    openedAt: opened_at,
    continuedBy: continued_by,
    caredForBy: cared_for_by,
    closed: closed && closingFor(closed, reader),
    statusUpdates: (updates ?? []).map((update) => updateFor(update, reader)),
  };
}

const closingFor = ({ screening, ...told }: NonNullable<HeaderRow['closed']>, reader: Reader): object =>
  readBy(told, screening, eyesOf(reader, told.role));

const updateFor = ({ item, facts, author, at, revision, screening }: ItemRow, reader: Reader): object =>
  readBy({ update: item, ...facts, by: author, at, revision }, screening, eyesOf(reader, 'seller'));

/** What of a conversation is read: from its first message on, behind a cursor, or half before and half behind a revision. */
export interface MessagesAsked {
  readonly around?: number;
  readonly cursor?: string;
  readonly limit: number;
}

/** A row with the attachments it names. */
type Shown = ItemRow & { readonly attached: readonly AttachmentRow[] | null };

const SHOWN = `*, CASE WHEN facts->'attachments' IS NOT NULL THEN (
    SELECT json_agg(a ORDER BY a.named DESC, a.uploaded_at DESC) FROM conversation_attachments a
    WHERE a.conversation = i.conversation AND a.sender = i.sender AND a.author = i.author
      AND a.sha256 IN (SELECT jsonb_array_elements_text(i.facts->'attachments'))) END AS attached`;

/** What of a conversation somebody may see: notes the side that wrote them, those of a seller the platform, too; what is held its own side and the platform. */
function seenBy({ role }: Reader, id: string): Conditions {
  const where = new Conditions().add('conversation = ?', id);
  if (role === 'buyer') where.add("kind <> 'note'");
  if (role === 'seller') where.add("(kind <> 'note' OR sender = 'seller')");
  if (role === 'buyer' || role === 'seller') where.add('(NOT held OR sender = ?)', role);
  return where;
}

/** A page of messages and notes, oldest first. */
export async function messagesPage(
  models: ReadModels,
  id: string,
  reader: Reader,
  { around, cursor, limit }: MessagesAsked,
): Promise<Page<ConversationItem>> {
  const where = seenBy(reader, id).add("kind IN ('message', 'note')");
  const after = readCursor('messages', cursor, ['number']);
  if (after) where.add('revision > ?::bigint', after[0]);
  else if (around !== undefined)
    where.add(
      `revision >= (SELECT COALESCE(min(revision), 0) FROM (SELECT revision FROM conversation_items WHERE ${where}
        AND revision <= ?::bigint ORDER BY revision DESC LIMIT ?) AS before)`,
      around,
      Math.ceil(limit / 2),
    );
  const rows = await models.query<Shown>(
    `SELECT ${SHOWN} FROM conversation_items i WHERE ${where} ORDER BY revision LIMIT ${where.parameter(limit + 1)}`,
    where.values,
    `messages ${reader.role} ${after ? 'after' : around === undefined ? 'first' : 'around'}`,
  );
  return shownPage('messages', rows, limit, itemFor(reader));
}

/** A page whose items are made one at a time: looking for questions in long texts takes long. */
async function shownPage<T>(kind: string, rows: readonly Shown[], limit: number, item: (row: Shown) => T): Promise<Page<T>> {
  const page = pageOf(
    kind,
    rows,
    limit,
    ({ revision }) => [revision],
    (row) => row,
  );
  const items: T[] = [];
  for (const row of page.items) {
    items.push(item(row));
    await breath();
  }
  return { items, next: page.next };
}

/** Something that stands in a conversation, with what it is under the name of its kind. */
export interface TimelineEntry {
  readonly kind: 'message' | 'note' | 'status-update' | 'closed' | 'reopened';
  readonly revision: number;
  readonly at: string;
  readonly [what: string]: unknown;
}

/** A page of all that stands in a conversation, in the order in which it happened, or the newest first. */
export async function timelinePage(
  models: ReadModels,
  id: string,
  reader: Reader,
  { newest, cursor, limit }: { readonly newest: boolean; readonly cursor?: string; readonly limit: number },
): Promise<Page<TimelineEntry>> {
  const kind = newest ? 'newest' : 'oldest';
  const where = seenBy(reader, id);
  const behind = readCursor(kind, cursor, ['number']);
  if (behind) where.add(`revision ${newest ? '<' : '>'} ?::bigint`, behind[0]);
  const rows = await models.query<Shown>(
    `SELECT ${SHOWN} FROM conversation_items i WHERE ${where} ORDER BY revision ${newest ? 'DESC' : ''}
     LIMIT ${where.parameter(limit + 1)}`,
    where.values,
    `timeline ${reader.role} ${kind} ${behind ? 'behind' : 'first'}`,
  );
  return shownPage(kind, rows, limit, entryFor(reader));
}

const entryFor =
  (reader: Reader) =>
  (row: Shown): TimelineEntry => {
    const { kind, revision, at, sender: role, author: by, body, screening } = row;
    switch (kind) {
      case 'message':
      case 'note':
        return { kind, revision, at, message: itemFor(reader)(row) };
      case 'status':
        return { kind: 'status-update', revision, at, update: updateFor(row, reader) };
      case 'closed': {
        const closing = { role, by, reason: body || null, at, ...(screening && { screening }) };
        return { kind, revision, at, closing: closingFor(closing, reader) };
      }
      case 'reopened':
        return { kind, revision, at, reopening: { role, by, at } };
    }
  };

const itemFor =
  (reader: Reader) =>
  (row: Shown): ConversationItem => {
    const { item, kind, sender, author, body: original, at, revision, held, facts, screening } = row;
    const { body, ...found } = readBy({ body: original }, screening, eyesOf(reader, sender));
    const side = kind === 'note' ? { side: sideOfNote(sender) } : {};
    // Computed of the text that is shown: what is found is never more than what may be read.
    const questions = kind === 'message' && sender === 'buyer' ? questionsIn(body, facts.language as string | undefined) : [];
    const asked = questions.length > 0 ? { questions } : {};
    return {
      id: item,
      kind: kind === 'note' ? kind : 'message',
      from: sender,
      ...side,
      author,
      body,
      at,
      revision,
      ...(held && { held }),
      ...facts,
      ...(row.attached && { attachments: inOrder(row.attached, facts).map((one) => attachmentFor(one, reader)) }),
      ...found,
      ...asked,
    };
  };

const inOrder = (attached: readonly AttachmentRow[], { attachments }: ItemRow['facts']): readonly AttachmentRow[] =>
  (attachments as readonly string[]).flatMap((sha256) => attached.find((one) => one.sha256 === sha256) ?? []);

/** An attachment as somebody reads of it. */
export interface AttachmentSeen {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail: boolean;
  readonly scan: Exclude<AttachmentRow['scan'], 'erased'>;
}

const GONE: ReadonlySet<AttachmentRow['scan']> = new Set(['infected', 'erased', 'removed']);

function attachmentFor(
  { sha256, name, media_type, size, width, height, thumbnail, scan, screening, sender }: AttachmentRow,
  reader: Reader,
): AttachmentSeen {
  const told = readBy({ name }, screening, eyesOf(reader, sender));
  return {
    ...{ sha256, ...told, mediaType: media_type, size },
    ...(width !== null && height !== null && { width, height }),
    ...{ thumbnail: thumbnail && !GONE.has(scan), scan: scan === 'erased' ? 'removed' : scan },
  };
}

/** An attachment with where its file is. */
export interface AttachmentFound extends AttachmentSeen {
  readonly conversation: string;
  readonly attachment: string;
}

/**
 * The attachment of this content that somebody may have: of the other side what a message that was delivered names, of the own side all.
 * Undefined where there is none.
 */
export async function attachmentFound(
  models: ReadModels,
  conversation: string,
  sha256: string,
  reader: Reader,
): Promise<AttachmentFound | undefined> {
  const [row] = await models.query<AttachmentRow>(
    `SELECT a.* FROM conversation_attachments a
     WHERE a.conversation = $1 AND a.sha256 = $2 AND (a.scan <> 'removed' OR a.named)
       AND ($3 NOT IN ('buyer', 'seller') OR a.sender = $3 OR a.named AND EXISTS (
         SELECT FROM conversation_items i
         WHERE i.conversation = a.conversation AND i.sender = a.sender AND i.author = a.author AND NOT i.held
           AND facts->'attachments' IS NOT NULL AND jsonb_exists(i.facts->'attachments', a.sha256)))
     ORDER BY (a.scan IN ('clean', 'none')) DESC, a.sender = $3 DESC, a.uploaded_at DESC LIMIT 1`,
    [conversation, sha256, reader.role],
    'attachment',
  );
  return row && { ...attachmentFor(row, reader), conversation, attachment: row.attachment };
}

/** A file about which something is to be done. */
export interface AttachmentDue {
  readonly conversation: string;
  readonly attachment: string;
  readonly sha256: string;
  readonly size: number;
  readonly scan: AttachmentRow['scan'];
}

/** Up to `limit` attachments that wait for the scanner, as many whose person was erased, and as many that came before `before` (epoch milliseconds) and are named by no message; the oldest first. */
export async function attachmentsDue(models: ReadModels, before: number, limit: number): Promise<readonly AttachmentDue[]> {
  const columns = 'conversation, attachment, sha256, size, scan';
  return models.query<AttachmentDue>(
    `(SELECT ${columns} FROM conversation_attachments WHERE scan = 'waiting' ORDER BY uploaded_at LIMIT $2)
     UNION (SELECT ${columns} FROM conversation_attachments WHERE scan = 'erased' ORDER BY uploaded_at LIMIT $2)
     UNION (SELECT ${columns} FROM conversation_attachments
       WHERE NOT named AND scan NOT IN ('infected', 'erased', 'removed') AND uploaded_at <= $1 ORDER BY uploaded_at LIMIT $2)`,
    [before, limit],
    'attachments due',
  );
}

/** How many attachments wait for the scanner, a thousand at most. */
export async function attachmentsWaiting(models: ReadModels): Promise<number> {
  const [{ count }] = await models.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM (SELECT FROM conversation_attachments WHERE scan = 'waiting' LIMIT 1000) w",
    [],
    'attachments waiting',
  );
  return count;
}

/** A page of all attachments whose files are to be there, behind one, by their names. */
export async function attachmentsKept(
  models: ReadModels,
  after: string | undefined,
  limit: number,
): Promise<readonly AttachmentDue[]> {
  return models.query<AttachmentDue>(
    `SELECT conversation, attachment, sha256, size, scan FROM conversation_attachments
     WHERE ($1::uuid IS NULL OR attachment > $1) AND scan NOT IN ('infected', 'erased', 'removed') ORDER BY attachment LIMIT $2`,
    [after ?? null, limit],
    'attachments kept',
  );
}
