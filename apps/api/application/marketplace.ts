/** What of orders and sellers whom is shown (R1.3, R1.6). */
import { isParty, type KnownOrder, Rejection } from '../../../libs/domain';
import type { KnownSeller } from '../../../libs/read-models';
import { actorOf, type Caller } from './caller';

/** An order without what it has only for its seller. */
export interface OrderSeen extends Omit<KnownOrder, 'deliveryAddress'> {
  readonly deliveryAddress?: string;
}

/** A seller; who its members are, is not for buyers. */
export interface SellerSeen extends Omit<KnownSeller, 'members'> {
  readonly members?: KnownSeller['members'];
}

/** The order as this caller may see it: the delivery address is for the seller only. Throws {@link Rejection} `not-found`. */
export function seenOrder(order: KnownOrder | undefined, caller: Caller): OrderSeen {
  const isTeller = caller.role === 'platform';
  if (!order || !(isTeller || isParty(order, actorOf(caller)))) throw new Rejection('not-found', 'no such order');
  const { deliveryAddress, ...rest } = order;
  return caller.role === 'seller' && deliveryAddress !== undefined ? order : rest;
}

/** The seller as this caller may see it. Throws {@link Rejection} `not-found`. */
export function seenSeller(seller: KnownSeller | undefined, caller: Caller): SellerSeen {
  if (!seller || (caller.role === 'seller' && caller.seller !== seller.seller))
    throw new Rejection('not-found', 'no such seller');
  const { members, ...open } = seller;
  return caller.role === 'buyer' ? open : seller;
}
