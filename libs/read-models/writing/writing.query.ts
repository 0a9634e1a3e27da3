/** What people keep while they write: drafts and saved replies. No events: they can be forgotten. */
import type { ReadModels } from '../shared/database';

/** A text that somebody has not sent yet. */
export interface Draft {
  readonly conversation: string;
  readonly kind: 'reply' | 'note';
  readonly body: string;
  /** ISO-8601. */
  readonly at: string;
}

/** A text that a seller sends often. */
export interface SavedReply {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly body: string;
}

/** Drafts that nobody touched so long are forgotten. */
const KEPT_DAYS = 90;
/** Of each seller, and of each person. */
const AT_MOST = 1_000;

/** The drafts of a person, the newest first. */
export async function draftsOf(models: ReadModels, person: string): Promise<Draft[]> {
  const rows = await models.query<Omit<Draft, 'at'> & { at: Date }>(
    'SELECT conversation, kind, body, at FROM drafts WHERE person = $1 ORDER BY at DESC LIMIT $2',
    [person, AT_MOST],
  );
  return rows.map(({ at, ...draft }) => ({ ...draft, at: at.toISOString() }));
}

/** Keeps a draft in place of the one before; null forgets it. */
export async function keepDraft(
  models: ReadModels,
  person: string,
  { conversation, kind, body }: Omit<Draft, 'at' | 'body'> & { readonly body: string | null },
): Promise<void> {
  if (body === null)
    await models.query('DELETE FROM drafts WHERE person = $1 AND conversation = $2 AND kind = $3', [person, conversation, kind]);
  else
    await models.query(
      `WITH old AS (DELETE FROM drafts WHERE at < now() - interval '${KEPT_DAYS} days')
       INSERT INTO drafts (person, conversation, kind, body, at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (person, conversation, kind) DO UPDATE SET body = excluded.body, at = excluded.at`,
      [person, conversation, kind, body],
    );
}

/** The saved replies of a seller, by name. */
export const savedReplies = (models: ReadModels, seller: string): Promise<SavedReply[]> =>
  models.query<SavedReply>('SELECT id, name, language, body FROM saved_replies WHERE seller = $1 ORDER BY name, id LIMIT $2', [
    seller,
    AT_MOST,
  ]);

/** Keeps a reply in place of the one with its id; null forgets it. Another seller's is not touched. */
export async function saveReply(
  models: ReadModels,
  seller: string,
  id: string,
  reply: Omit<SavedReply, 'id'> | null,
): Promise<void> {
  if (reply === null) await models.query('DELETE FROM saved_replies WHERE seller = $1 AND id = $2', [seller, id]);
  else
    await models.query(
      `INSERT INTO saved_replies (seller, id, name, language, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (seller, id) DO UPDATE SET name = excluded.name, language = excluded.language, body = excluded.body`,
      [seller, id, reply.name, reply.language, reply.body],
    );
}
