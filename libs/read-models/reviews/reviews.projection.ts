import { isSampled } from '../../domain';
import { endedBy, endedPerson } from '../shared/erasure';
import { conversationId, conversationIn, type Projection, partiesOf, type Recorded, type Rows } from '../shared/projection';
import { type ReviewRow, reviewsConversations, reviewsItems, reviewsMessages, reviewsTalks, talksOf } from './reviews.table';
import { talkAfter } from './talk';

/** What waits for a reviewer, and what was made of it (R5.2, R5.3). */
export const reviews: Projection = {
  name: 'reviews',
  version: 2,
  unwatched: true,
  tables: [reviewsConversations as never, reviewsMessages as never, reviewsTalks as never, reviewsItems as never],
  touches(event) {
    const ended = endedPerson(event);
    if (ended) return [{ lookup: talksOf, given: ended }];
    const conversation = conversationIn(event);
    if (conversation === undefined) return [];
    const { type, data } = event as Recorded;
    const parties = { table: reviewsConversations as never, key: { conversation } };
    switch (type) {
      case 'ViolationRecorded': {
        const { message } = data.evidence;
        return message === undefined ? [parties] : [parties, { table: reviewsMessages as never, key: { conversation, message } }];
      }
      case 'MessageSent':
        return [parties, { table: reviewsTalks as never, key: { conversation } }];
      case 'MessageHeld':
        return [parties];
      case 'ViolationConfirmed':
      case 'ViolationDismissed':
      case 'ViolationVoided':
        return [{ table: reviewsItems as never, key: { conversation, subject: data.violation } }];
      case 'MessageReleased':
      case 'MessageRejected':
      case 'ReviewRequested':
      case 'MessageReviewed':
        return [{ table: reviewsItems as never, key: { conversation, subject: data.message } }];
      case 'ReviewClaimed':
        return [{ table: reviewsItems as never, key: { conversation, subject: data.subject } }];
      default:
        return [];
    }
  },
  on: {
    PersonErased: ended,
    PersonRestricted: ended,
    ConversationOpened: (event, rows) => rows.put(reviewsConversations, partiesOf(event)),
    MessageSent(event, rows) {
      const conversation = conversationId(event);
      const before = rows.get(reviewsTalks, { conversation }) ?? { conversation, questions: [], replies: [] };
      const { talk, signs } = talkAfter(before, event.data);
      if (talk !== before) rows.put(reviewsTalks, talk);
      said(event, rows, signs);
      lookedAt(event, rows, signs);
    },
    MessageHeld(event, rows) {
      said(event, rows, []);
      const { message, from, language = null, reason, screened, at } = event.data;
      const kind = screened?.findings.find(({ rule }) => rule === reason)?.kind ?? null;
      record(event, rows, {
        ...{ subject: message, what: 'message', sender: from, kind, rule: reason, source: 'screening' },
        ...{ language, message, evidence: { message, revision: event.revision }, signs: [], at, state: 'held' },
      });
    },
    ViolationRecorded(event, rows) {
      const { violation, kind, of: side, source, status, evidence, at } = event.data;
      const conversation = conversationId(event);
      const { message = null, rule = null } = evidence;
      const of = message === null ? undefined : rows.get(reviewsMessages, { conversation, message });
      record(event, rows, {
        // A late reply is the seller's, though its message is the buyer's.
        ...{ subject: violation, what: 'violation', sender: kind === 'late-reply' ? 'seller' : (side ?? of?.sender ?? 'seller') },
        ...{ kind, rule, source, language: of?.language ?? null, message, evidence, at, state: status },
        signs: kind === 'evasive-answer' ? (of?.signs ?? []) : [],
      });
    },
    ViolationConfirmed: (event, rows) => decided(event, rows, event.data.violation, 'confirmed'),
    ViolationDismissed: (event, rows) => decided(event, rows, event.data.violation, 'dismissed'),
    ViolationVoided: (event, rows) => decided(event, rows, event.data.violation, 'void'),
    MessageReleased: (event, rows) => decided(event, rows, event.data.message, 'released'),
    MessageRejected: (event, rows) =>
      decided(event, rows, event.data.message, event.data.replacedBy === undefined ? 'rejected' : 'replaced'),
    MessageReviewed: (event, rows) =>
      decided(event, rows, event.data.message, event.data.kind === undefined ? 'clean' : 'violation'),
    ReviewRequested: (event, rows) => change(event, rows, event.data.message, { review_requested_at: event.data.at }),
    ReviewClaimed: (event, rows) =>
      change(event, rows, event.data.subject, { claimed_by: event.data.by, claimed_until: Date.parse(event.data.until) }),
  },
};

/** What the buyer asked is not held against replies any more. */
function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  if (!endedBy(event, 'conversation')) return;
  for (const row of rows.here(reviewsTalks)) rows.put(reviewsTalks, { ...row, questions: [] });
}

/** R4.2, R5.2: a reply with signs of evasion, and one in a hundred messages in which screening found nothing, are looked at. */
function lookedAt(event: Recorded<'MessageSent'>, rows: Rows, signs: readonly string[]): void {
  const { message, from, language = null, screened, automatic, at } = event.data;
  const sampled = screened?.findings.length === 0 && !automatic && isSampled(message);
  if (signs.length === 0 && !sampled) return;
  const [source, kind] = signs.length > 0 ? ['evasion', 'evasive-answer'] : ['sample', null];
  record(event, rows, {
    ...{ subject: message, what: 'message', sender: from, kind, rule: null, source, language, message },
    ...{ evidence: { message, revision: event.revision }, signs, at, state: 'waiting' },
  });
}

function said(event: Recorded<'MessageSent' | 'MessageHeld'>, rows: Rows, signs: readonly string[]): void {
  const { message, from, language = null } = event.data;
  rows.put(reviewsMessages, { conversation: conversationId(event), message, sender: from, language, signs });
}

type Recording = Pick<
  ReviewRow,
  'subject' | 'what' | 'sender' | 'kind' | 'rule' | 'source' | 'language' | 'message' | 'evidence' | 'signs'
>;

function record(
  event: Recorded,
  rows: Rows,
  { at, state, ...rest }: Recording & { readonly at: string; readonly state: string },
): void {
  const parties = rows.get(reviewsConversations, { conversation: conversationId(event) });
  if (!parties) return;
  const { buyer: _, ...place } = parties;
  rows.put(reviewsItems, {
    ...{ ...place, ...rest, review: event.id, recorded_at: Date.parse(at), position: Number(event.position) },
    ...{ state, decided: null, decided_with: null, review_requested_at: null, claimed_by: null, claimed_until: null },
  });
}

type Decided =
  | 'ViolationConfirmed'
  | 'ViolationDismissed'
  | 'ViolationVoided'
  | 'MessageReleased'
  | 'MessageRejected'
  | 'MessageReviewed';

function decided(event: Recorded<Decided>, rows: Rows, subject: string, state: string): void {
  const { at, by, reason } = event.data as { at: string; by?: string; reason?: string };
  const decided_with = event.metadata.$causationId;
  change(event, rows, subject, { state, decided_with, decided: { ...(by !== undefined && { by }), at, reason: reason ?? '' } });
}

function change(event: Recorded, rows: Rows, subject: string, more: Partial<ReviewRow>): void {
  const row = rows.get(reviewsItems, { conversation: conversationId(event), subject });
  if (row) rows.put(reviewsItems, { ...row, ...more });
}
