import { type Language, questionsIn, readBy, type Screening } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import { sideOfNote } from '../shared/projection';
import type { HeaderRow, ItemRow } from './conversation.table';

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
  extends Omit<
    HeaderRow,
    'order_ref' | 'opened_at' | 'opened_by' | 'screening' | 'closed' | 'status_updates' | 'continued_by' | 'cared_for_by'
  > {
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
  const [row] = await models.query<HeaderRow>('SELECT * FROM conversation_headers WHERE conversation = $1', [id], 'conversation');
  if (!row) return undefined;
  const { order_ref, opened_at, opened_by, screening, closed, status_updates, continued_by, cared_for_by, ...rest } = row;
  const read = <T extends { readonly screening?: Screening }>({ screening: found, ...told }: T, author: string) =>
    readBy(told, found, eyesOf(reader, author));
  return {
    ...readBy(rest, screening, eyesOf(reader, opened_by)),
    order: order_ref,
    openedAt: opened_at,
    continuedBy: continued_by,
    caredForBy: cared_for_by,
    closed: closed && read(closed, closed.role),
    statusUpdates: status_updates.map((told) => read(told, 'seller')),
  };
}

/** What of a conversation is read: from its first message on, behind a cursor, or half before and half behind a revision. */
export interface MessagesAsked {
  readonly around?: number;
  readonly cursor?: string;
  readonly limit: number;
}

/** A page of what was said, oldest first. Notes are seen by the side that wrote them, those of a seller by the platform, too; a held message by its own side and the platform. */
export async function messagesPage(
  models: ReadModels,
  id: string,
  reader: Reader,
  { around, cursor, limit }: MessagesAsked,
): Promise<Page<ConversationItem>> {
  const { role } = reader;
  const where = new Conditions().add('conversation = ?', id);
  if (role === 'buyer') where.add("kind = 'message'");
  if (role === 'seller') where.add("(kind = 'message' OR sender = 'seller')");
  if (role === 'buyer' || role === 'seller') where.add('(NOT held OR sender = ?)', role);
  const after = readCursor('messages', cursor, ['number']);
  if (after) where.add('revision > ?::bigint', after[0]);
  else if (around !== undefined)
    where.add(
      `revision >= (SELECT COALESCE(min(revision), 0) FROM (SELECT revision FROM conversation_items WHERE ${where}
        AND revision <= ?::bigint ORDER BY revision DESC LIMIT ?) AS before)`,
      around,
      Math.ceil(limit / 2),
    );
  const rows = await models.query<ItemRow>(
    `SELECT * FROM conversation_items WHERE ${where} ORDER BY revision LIMIT ${where.parameter(limit + 1)}`,
    where.values,
    `messages ${role} ${after ? 'after' : around === undefined ? 'first' : 'around'}`,
  );
  return pageOf('messages', rows, limit, ({ revision }) => [revision], itemFor(reader));
}

const itemFor =
  (reader: Reader) =>
  ({ item, kind, sender, author, body: original, at, revision, held, facts, screening }: ItemRow): ConversationItem => {
    const { body, ...found } = readBy({ body: original }, screening, eyesOf(reader, sender));
    const side = kind === 'note' ? { side: sideOfNote(sender) } : {};
    // Computed of the text that is shown: what is found is never more than what may be read.
    const questions = kind === 'message' && sender === 'buyer' ? questionsIn(body, facts.language as string | undefined) : [];
    const asked = questions.length > 0 ? { questions } : {};
    return {
      id: item,
      kind,
      from: sender,
      ...side,
      author,
      body,
      at,
      revision,
      ...(held && { held }),
      ...facts,
      ...found,
      ...asked,
    };
  };
