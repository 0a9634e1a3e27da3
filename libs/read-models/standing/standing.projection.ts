import { sanctionAfter } from '../../domain';
import { endedBy, endedPerson } from '../shared/erasure';
import type { Projection, Recorded, Rows } from '../shared/projection';
import { reasonsOf, standingSanctions } from './standing.table';

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
  version: 2,
  unwatched: true,
  tables: [standingSanctions as never],
  touches(event) {
    const ended = endedPerson(event);
    if (ended) return [{ lookup: reasonsOf, given: ended }];
    const { data } = event;
    return 'sanction' in data
      ? [{ table: standingSanctions as never, key: { sanction: (data as { sanction: string }).sanction } }]
      : [];
  },
  on: {
    PersonErased: ended,
    PersonRestricted: ended,
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

/** Reasons that the person gave. */
function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  const end = endedBy(event, 'conduct');
  if (!end) return;
  const said = <T extends { readonly by: string; readonly reason: string }>(told: T): T =>
    told.by === end.person ? { ...told, reason: end.text(told.reason) } : told;
  for (const row of rows.here(standingSanctions)) {
    const { decision, appeal } = row.facts;
    const exception = decision?.by === end.person && decision.withoutNotice !== undefined;
    rows.put(standingSanctions, {
      ...row,
      facts: {
        ...row.facts,
        ...(decision && {
          decision: { ...said(decision), ...(exception && { withoutNotice: end.text(decision.withoutNotice ?? '') }) },
        }),
        ...(appeal && { appeal: { ...said(appeal), ...(appeal.decision && { decision: said(appeal.decision) }) } }),
      },
    });
  }
}
