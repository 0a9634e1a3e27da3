/** What sellers may not do by their standing (R6.4). */

import { Rejection } from '../rejection';
import type { ProductCommand } from '../streams';
import { effectAt, type Standing } from './standing';

/**
 * R6.4: a suspended seller opens no conversation, and answers all; a removed one writes nothing more: its conversations are the admin's.
 * Throws {@link Rejection} `seller-suspended`, `seller-removed`. An appeal is always open.
 */
export function requireStanding({ type, stamp }: ProductCommand, state: Standing): void {
  if (stamp.actor.role !== 'seller' || type === 'LodgeAppeal') return;
  const effect = effectAt(state, stamp.at);
  if (effect === 'removal') throw new Rejection('seller-removed', 'this seller is removed: what is open goes to the platform');
  if (effect === 'suspension' && type === 'OpenConversation')
    throw new Rejection('seller-suspended', 'a suspended seller opens no conversation; open ones are to be answered');
}
