/** Who acts (R1.3), and what every command says of that. */

/**
 * Roles (R1.3). The first four are people's; `system` is the helpdesk's own processes, `operator` who runs its commands, `platform` the
 * programs of the marketplace that tell of orders and sellers (R1.6) and read nothing that people wrote; `monitor` watches the log of proofs
 * and gives no command: what it is refused is on record.
 */
export const ROLES = ['buyer', 'seller', 'admin', 'compliance', 'system', 'operator', 'platform', 'monitor'] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Who acts: `id` is the token's subject; `seller` is the organisation a seller's member belongs to. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly seller?: string;
}

/**
 * Who gives a command, when, and under which id: what the metadata of its events tell. Every command carries one, so that the same
 * command makes the same events wherever it is handled.
 */
export interface Stamp {
  readonly actor: Actor;
  /** Epoch milliseconds of the product's time. */
  readonly at: number;
  /** The same id on the same stream is the same command. */
  readonly commandId: string;
  /** Digest of its content, to tell a repetition from another command under the same id. */
  readonly commandHash: string;
  /** Where it came in, such as `api 203.0.113.0`. */
  readonly origin: string;
  readonly correlationId: string;
  /** What led to it; without one, the command itself. */
  readonly causationId?: string;
  /** Its giver may ask again under this id: that there was nothing to do is recorded, too, and answered for ever. */
  readonly keyed?: true;
}
