import { iso } from '../../domain';
import { Conditions, type Page, pageOf, readCursor } from '../shared/cursor';
import type { ReadModels } from '../shared/database';
import type { ReviewRow } from './reviews.table';

/** Something to review, or reviewed; instants ISO-8601. */
export interface ReviewItem {
  readonly review: string;
  readonly what: 'violation' | 'message';
  readonly conversation: string;
  /** The id of the violation, or of the held message. */
  readonly subject: string;
  readonly message: string | null;
  readonly sender: string;
  readonly market: string;
  readonly seller: string;
  readonly topic: string;
  readonly kind: string | null;
  readonly rule: string | null;
  readonly source: string;
  readonly language: string | null;
  readonly evidence: object;
  /** Signs that the message evades (R4.2). */
  readonly signs: readonly string[];
  readonly recordedAt: string;
  readonly state: string;
  readonly decided: ReviewRow['decided'];
  readonly reviewRequestedAt: string | null;
  readonly claim: { readonly by: string; readonly until: string } | null;
}

/** What reviews have in common; absent parts are of any. */
export interface ReviewPattern {
  readonly kind?: string;
  readonly language?: string;
  readonly rule?: string;
  readonly seller?: string;
  readonly source?: string;
}

/** What to show; `state` absent shows what waits to be decided: accusations, and where their source is asked for messages to look at. */
export interface ReviewFilter extends ReviewPattern {
  readonly state?: string;
  readonly what?: string;
  readonly cursor?: string;
  readonly limit: number;
  /** Epoch milliseconds: claims that have run out are none. */
  readonly now: number;
}

/** A page of the queue, oldest first; throws BadCursor. */
export async function reviewsPage(models: ReadModels, filter: ReviewFilter): Promise<Page<ReviewItem>> {
  const where = new Conditions();
  const looks = filter.source !== undefined && LOOKS.has(filter.source);
  if (filter.state === undefined) where.add(looks ? "state = 'waiting'" : "state IN ('suspected', 'held')");
  having(where.when('state = ?', filter.state).when('what = ?', filter.what), filter);
  const after = readCursor('reviews', filter.cursor, ['number']);
  if (after) where.add('position > ?', after[0]);
  // Of one command several may be recorded, each at a position of its own.
  const rows = await models.query<ReviewRow>(
    `SELECT * FROM reviews_items WHERE ${where} ORDER BY position LIMIT ${where.parameter(filter.limit + 1)}`,
    where.values,
  );
  return pageOf('reviews', rows, filter.limit, ({ position }) => [position], itemAt(filter.now));
}

const LOOKS: ReadonlySet<string> = new Set(['sample', 'evasion']);

const having = (where: Conditions, { kind, language, rule, seller, source }: ReviewPattern): Conditions =>
  where
    .when('kind = ?', kind)
    .when('language = ?', language)
    .when('rule = ?', rule)
    .when('seller = ?', seller)
    .when('source = ?', source);

/** What is decided at once: what of it waits in `state`, was recorded before an instant, and nobody else works on. */
export interface ReviewBatch extends ReviewPattern {
  readonly state: 'suspected' | 'held' | 'waiting';
  /** Epoch milliseconds. */
  readonly before: number;
  readonly limit: number;
  /** The command that decides all of them: where it has, these are the ones. */
  readonly command: string;
  readonly by: string;
  readonly now: number;
}

/** The reviews that one command decides, oldest first: what it has decided, or else what waits. */
export async function reviewsToDecide(models: ReadModels, batch: ReviewBatch): Promise<ReviewItem[]> {
  const { state, before, limit, command, by, now } = batch;
  const what = state === 'suspected' ? 'violation' : 'message';
  const of = async (where: Conditions) =>
    models.query<ReviewRow>(
      `SELECT * FROM reviews_items WHERE ${where} ORDER BY position LIMIT ${where.parameter(limit)}`,
      where.values,
    );
  const decided = await of(new Conditions().add('decided_with = ?', command).add('what = ?', what));
  const waiting = () =>
    of(
      having(new Conditions().add('state = ?', state), batch)
        .add('recorded_at < ?', before)
        .add('(claimed_by IS NULL OR claimed_by = ? OR claimed_until <= ?::bigint)', by, now),
    );
  return (decided.length > 0 ? decided : await waiting()).map(itemAt(now));
}

/** The reviews of these names, in any order; what is not there is left out. */
export async function reviewsNamed(models: ReadModels, names: readonly string[], now: number): Promise<ReviewItem[]> {
  const rows = await models.query<ReviewRow>('SELECT * FROM reviews_items WHERE review = ANY($1::uuid[])', [names]);
  return rows.map(itemAt(now));
}

/** A violation of a seller, as the seller sees it. */
export type SellerViolation = Pick<
  ReviewItem,
  'conversation' | 'message' | 'kind' | 'rule' | 'source' | 'evidence' | 'recordedAt' | 'state' | 'decided'
> & { readonly violation: string };

/** Violations of a seller, newest first; what was only reported is nobody's business until it is confirmed (R5.5). Throws BadCursor. */
export async function sellerViolations(
  models: ReadModels,
  seller: string,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Promise<Page<SellerViolation>> {
  const where = new Conditions()
    .add("what = 'violation' AND sender = 'seller' AND seller = ?", seller)
    .add("(source <> 'report' OR state = 'confirmed')");
  const before = readCursor('violations', cursor, ['number']);
  if (before) where.add('position < ?', before[0]);
  const rows = await models.query<ReviewRow>(
    `SELECT * FROM reviews_items WHERE ${where} ORDER BY position DESC LIMIT ${where.parameter(limit + 1)}`,
    where.values,
  );
  return pageOf('violations', rows, limit, ({ position }) => [position], violationOf);
}

function violationOf(row: ReviewRow): SellerViolation {
  const { conversation, subject, message, kind, rule, source, evidence, recorded_at, state, decided } = row;
  return {
    ...{ violation: subject, conversation, message, kind, rule, source, evidence },
    ...{ recordedAt: iso(recorded_at), state, decided },
  };
}

const itemAt =
  (now: number) =>
  (row: ReviewRow): ReviewItem => {
    const { recorded_at, review_requested_at, claimed_by, claimed_until, decided_with: _, position: __, ...rest } = row;
    const claimed = claimed_by !== null && claimed_until !== null && claimed_until > now;
    return {
      ...rest,
      recordedAt: iso(recorded_at),
      reviewRequestedAt: review_requested_at,
      claim: claimed ? { by: claimed_by, until: iso(claimed_until) } : null,
    };
  };
