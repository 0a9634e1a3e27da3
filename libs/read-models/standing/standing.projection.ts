import { sanctionAfter } from '../../domain';
import type { Projection, Recorded, Rows } from '../shared/projection';
import { standingSanctions } from './standing.table';

type About = Recorded<
  | 'SanctionImposed'
  | 'SanctionProposed'
  | 'SanctionDecided'
  | 'SanctionBegun'
  | 'SanctionEnded'
  | 'SanctionRevoked'
  | 'AppealLodged'
  | 'AppealDecided'
>;

/** Sanctions (R6.3) beyond their seller: what waits for a decision, and what was decided. */
export const standingModel: Projection = {
  name: 'standing',
  version: 1,
  tables: [standingSanctions as never],
  touches: ({ data }) =>
    'sanction' in data ? [{ table: standingSanctions as never, key: { sanction: (data as { sanction: string }).sanction } }] : [],
  on: {
    SanctionImposed: folded,
    SanctionProposed: folded,
    SanctionDecided: folded,
    SanctionBegun: folded,
    SanctionEnded: folded,
    SanctionRevoked: folded,
    AppealLodged: folded,
    AppealDecided: folded,
  },
};

function folded(event: About, rows: Rows): void {
  const { sanction, seller } = event.data;
  const before = rows.get(standingSanctions, { sanction });
  const facts = sanctionAfter(before?.facts, event);
  if (!facts) return;
  const { step, state, appeal } = facts;
  const position = before?.position ?? Number(event.position);
  const lodged = appeal ? (appeal.decision?.outcome ?? 'open') : null;
  rows.put(standingSanctions, { sanction, seller, step, state, appeal: lodged, facts, position });
}
