import type { Projection } from '../shared/projection';
import { marketplaceOrders, marketplaceSellers } from './marketplace.table';

/** Orders and sellers as the platform's systems told of them last (R1.6). */
export const marketplace: Projection = {
  name: 'marketplace',
  version: 1,
  tables: [marketplaceOrders as never, marketplaceSellers as never],
  touches: () => [],
  on: {
    OrderRecorded({ data: { order, imported: _, by: __, at, ...facts } }, rows) {
      rows.put(marketplaceOrders, { order_ref: order, facts, at });
    },
    SellerRecorded({ data: { seller, imported: _, by: __, at, ...facts } }, rows) {
      rows.put(marketplaceSellers, { seller, facts, at });
    },
  },
};
