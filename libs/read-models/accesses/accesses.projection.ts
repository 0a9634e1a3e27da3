import { conversationId, conversationIn, type Projection, type Recorded, type Rows } from '../shared/projection';
import { type AccessRow, accessesConversations, accessesEntries } from './accesses.table';

/** Every reading by admin and compliance with its reason (R1.3), and what anybody was refused; once proofs had refusals of their own. */
export const accesses: Projection = {
  name: 'accesses',
  version: 2,
  unwatched: true,
  tables: [accessesConversations as never, accessesEntries as never],
  touches(event) {
    const { type, data } = event as Recorded;
    if (type !== 'HistoryAccessed' && type !== 'AccessRefused') return [];
    const conversation = type === 'AccessRefused' ? data.conversation : conversationIn(event);
    return conversation === undefined ? [] : [{ table: accessesConversations as never, key: { conversation } }];
  },
  on: {
    ConversationOpened(event, rows) {
      const { seller, buyer, order = null } = event.data;
      rows.put(accessesConversations, { conversation: conversationId(event), seller, buyer, order_ref: order });
    },
    HistoryAccessed(event, rows) {
      const { what, reason, asOf = null, revision = null, search = null } = event.data;
      entry(event, rows, conversationId(event), { what, reason, about: search, as_of: asOf, revision, refused: null });
    },
    AccessRefused(event, rows) {
      const { what, reason = null, of = null, status, code, field, conversation = null } = event.data;
      const refused = { status, code, ...(field !== undefined && { field }) };
      entry(event, rows, conversation, { what, reason, about: of, as_of: null, revision: null, refused });
    },
    ProofRefused(event, rows) {
      const { proof, asked, reason: code, by } = event.data;
      const { at, role, origin } = event.metadata;
      rows.put(accessesEntries, {
        ...{
          position: Number(event.position),
          at: Date.parse(at),
          person: by,
          role,
          origin,
          what: `proof/${proof}`,
          reason: null,
        },
        ...{ conversation: null, seller: null, buyer: null, order_ref: null, about: asked, as_of: null, revision: null },
        refused: { status: code.endsWith('-unknown') ? 404 : 422, code },
      });
    },
  },
};

type Facts = Pick<AccessRow, 'what' | 'reason' | 'about' | 'as_of' | 'revision' | 'refused'>;

/** Parties are those of a conversation that is there: whoever guesses at one names none. */
function entry(
  event: Recorded<'HistoryAccessed' | 'AccessRefused'>,
  rows: Rows,
  conversation: string | null,
  facts: Facts,
): void {
  const parties = conversation === null ? undefined : rows.get(accessesConversations, { conversation });
  rows.put(accessesEntries, {
    position: Number(event.position),
    at: Date.parse(event.data.at),
    person: event.data.by,
    role: event.data.role,
    origin: event.metadata.origin,
    conversation,
    seller: parties?.seller ?? null,
    buyer: parties?.buyer ?? null,
    order_ref: parties?.order_ref ?? null,
    ...facts,
  });
}
