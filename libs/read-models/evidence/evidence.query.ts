/** What packages of evidence are about, and how far they are. */
import type { ReadModels } from '../shared/database';

/** How far a package is: conversations and events that are in it so far. */
export interface EvidenceProgress {
  readonly conversations: number;
  readonly events: number;
}

/** Undefined where nothing is known: it waits, or is over. */
export async function evidenceProgress(models: ReadModels, id: string): Promise<EvidenceProgress | undefined> {
  const [row] = await models.query<EvidenceProgress>('SELECT conversations, events FROM evidence_progress WHERE evidence = $1', [
    id,
  ]);
  return row;
}

/** Notes how far one is. */
export async function noteEvidenceProgress(
  models: ReadModels,
  id: string,
  { conversations, events }: EvidenceProgress,
): Promise<void> {
  await models.query(
    `INSERT INTO evidence_progress (evidence, conversations, events) VALUES ($1, $2, $3)
     ON CONFLICT (evidence) DO UPDATE SET conversations = $2, events = $3, updated_at = now()`,
    [id, conversations, events],
  );
}

/** The conversations of an order, or of a seller in which something happened in a time (epoch milliseconds, `to` excluded); `limit` at most. */
export async function conversationsFor(
  models: ReadModels,
  of: { readonly order: string } | { readonly seller: string; readonly from: number; readonly to: number },
  limit: number,
): Promise<string[]> {
  const rows = await ('order' in of
    ? models.query<{ conversation: string }>(
        'SELECT conversation FROM conversation_headers WHERE order_ref = $1 ORDER BY conversation LIMIT $2',
        [of.order, limit],
      )
    : models.query<{ conversation: string }>(
        `SELECT DISTINCT conversation FROM audit_events WHERE seller = $1 AND conversation IS NOT NULL AND at >= $2 AND at < $3
         ORDER BY conversation LIMIT $4`,
        [of.seller, of.from, of.to, limit],
      ));
  return rows.map(({ conversation }) => conversation);
}
