import { endedBy, endedPerson } from '../shared/erasure';
import type { Projection, Recorded, Rows } from '../shared/projection';
import { marketplaceOrders, marketplaceSellers, ordersOf } from './marketplace.table';

/** Orders and sellers as the platform's systems told of them last (R1.6). */
export const marketplace: Projection = {
  name: 'marketplace',
  version: 2,
  unwatched: true,
  tables: [marketplaceOrders as never, marketplaceSellers as never],
  touches(event) {
    const ended = endedPerson(event);
    return ended ? [{ lookup: ordersOf, given: ended }] : [];
  },
  on: {
    PersonErased: ended,
    PersonRestricted: ended,
    OrderRecorded({ data: { order, imported: _, by: __, at, ...facts } }, rows) {
      rows.put(marketplaceOrders, { order_ref: order, facts, at });
    },
    SellerRecorded({ data: { seller, imported: _, by: __, at, ...facts } }, rows) {
      rows.put(marketplaceSellers, { seller, facts, at });
    },
  },
};

function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  const end = endedBy(event, 'order');
  if (!end) return;
  for (const row of rows.here(marketplaceOrders)) {
    const { deliveryAddress } = row.facts;
    // Those of the batch are of others, too.
    if (deliveryAddress === undefined || row.facts.buyer !== end.person) continue;
    rows.put(marketplaceOrders, { ...row, facts: { ...row.facts, deliveryAddress: end.text(deliveryAddress) } });
  }
}
