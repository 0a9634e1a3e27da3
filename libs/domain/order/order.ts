/**
 * Orders, facts of the platform that its systems tell (R1.6): the streams `order-<id>`. What is told is the whole order, and the last
 * word holds; the same again is none.
 */
import { iso } from '../clock';
import { commandEvents, type EventsOf, event } from '../event';
import { requireDecimals } from '../money';
import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, mark, matching, name, type Of, object, oneOf, optional, text, whole, written } from '../shape';
import { ORDER_ID } from '../text';
import { isKnown, type Told } from '../told';

/** How far an order is. */
export const ORDER_STATES = ['placed', 'confirmed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded'] as const;
/** One of {@link ORDER_STATES}. */
export type OrderState = (typeof ORDER_STATES)[number];

const facts = {
  buyer: text,
  seller: name,
  state: oneOf(ORDER_STATES),
  market: optional(text),
  items: list(object({ title: text, quantity: whole, sku: optional(text), price: optional(text) })),
  /** What is paid for all of it: a decimal, and ISO 4217. */
  amount: optional(text),
  currency: optional(text),
  deliveryAddress: optional(written),
  trackingNumbers: list(text),
};
const order = object(facts);
/** What is told of an order. */
export type OrderFacts = Of<typeof order>;

/** What happens to an order. */
export const ORDER_EVENTS = {
  /** All that is known of it from now on. */
  OrderRecorded: event(
    { order: matching(ORDER_ID, 'the number of an order'), ...facts, imported: optional(mark), by: text, at: instant },
    ['platform', 'system'],
  ),
  ...commandEvents,
};
/** An event of an order. */
export type OrderEvent = EventsOf<typeof ORDER_EVENTS>;

/**
 * The id of an order's stream. Numbers of orders may hold any printable ASCII, and tools of event stores read `/`, `?`, `%` and blanks in a
 * stream's name in their own way: these are percent-encoded, so that no two numbers meet in one stream and most read as they are.
 */
export const orderStreamId = (order: string): string => encodeURIComponent(order);

/** Records an order as it stands; with `importedAt` it is history from before (R1.4). */
export class RecordOrder {
  readonly type = 'RecordOrder';
  readonly id: string;
  constructor(
    readonly order: string,
    readonly stamp: Stamp,
    readonly facts: OrderFacts,
    /** Of history: since when it is so, in epoch milliseconds (R1.4). */
    readonly importedAt?: number,
  ) {
    this.id = orderStreamId(order);
  }
}

/** Who may give which command to an order. */
export const ORDER_ROLES: Readonly<Record<RecordOrder['type'], readonly Role[]>> = { RecordOrder: ['platform', 'system'] };

/** An order as it was told last. */
export type Order = Told<OrderFacts>;

/** The decider of the streams `order-<id>`. */
export const orders = {
  category: 'order' as const,
  initial: (): Order => ({}),
  whose: ({ facts }: RecordOrder): string => facts.buyer,
  /** Throws {@link Rejection} `amount-invalid`. `[]`: that is known, or history that newer word stands above. */
  decide(command: RecordOrder, state: Order): readonly OrderEvent[] {
    const { type, stamp, order, facts, importedAt } = command;
    if (!ORDER_ROLES[type].includes(stamp.actor.role))
      throw new Rejection('forbidden', 'a system of the platform tells of orders');
    requireAmounts(facts);
    if (isKnown(command, state)) return [];
    const data = {
      order,
      ...facts,
      ...(importedAt !== undefined && { imported: true as const }),
      by: stamp.actor.id,
      at: iso(importedAt ?? stamp.at),
    };
    return [{ type: 'OrderRecorded', data }];
  },
  evolve(state: Order, { type, data }: OrderEvent): Order {
    if (type === 'CommandAcknowledged') return state;
    const { order: _, imported, by: __, at: ___, ...told } = data;
    return { told, ...(imported && { imported }) };
  },
};

/** Throws {@link Rejection} `amount-invalid` for an amount without a currency, or with more decimals than that has. */
export function requireAmounts({ amount, currency, items }: OrderFacts): void {
  const amounts = [['amount', amount], ...items.map(({ price }, at) => [`items[${at}].price`, price])];
  for (const [field, value] of amounts) {
    if (value === undefined) continue;
    if (currency === undefined) throw new Rejection('amount-invalid', 'an amount has a currency', 'currency');
    requireDecimals(value, currency, field as string);
  }
}
