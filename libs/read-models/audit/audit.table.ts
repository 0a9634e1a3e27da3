import { partiesTable } from '../shared/projection';
import type { Table } from '../shared/table';

/** One event: who, when, what, from where. */
export type AuditRow = {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly event: string;
  readonly type: string;
  readonly at: number;
  readonly actor: string;
  readonly role: string;
  readonly origin: string;
  readonly command: string;
  readonly conversation: string | null;
  readonly market: string | null;
  readonly seller: string | null;
  readonly buyer: string | null;
  /** What the event says, without the texts of buyers and sellers. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Parties of conversations, for who may see which change. */
export const auditConversations = partiesTable('audit');

/** Every event of the product. */
export const auditEvents: Table<AuditRow> = {
  name: 'audit_events',
  columns: {
    position: 'bigint',
    stream: 'text',
    revision: 'integer',
    event: 'uuid',
    type: 'text',
    at: 'bigint',
    actor: 'text',
    role: 'text',
    origin: 'text',
    command: 'text',
    conversation: 'uuid',
    market: 'text',
    seller: 'text',
    buyer: 'text',
    detail: 'jsonb',
  },
  key: ['position'],
  indexes: [
    '(conversation, position)',
    '(seller, position)',
    '(buyer, position)',
    '(actor, position)',
    '(type, position)',
    '(origin, position)',
    '(at, position)',
  ],
  writeOnly: true,
};
