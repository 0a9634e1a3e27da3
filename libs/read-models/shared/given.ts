/** For the specs of projections: a history in a few words, and the rows that a projection makes of it. */
import type { StoredEvent } from '../../event-store';
import { apply, type Projection, Rows } from './projection';
import { keyOf, type Row } from './table';

/** When everything is told, where nothing else is said. */
export const AT = '2025-06-16T08:00:00.000Z';
/** The same in epoch milliseconds. */
export const NOW = Date.parse(AT);
/** Who causes it. */
export const BUYER = { role: 'buyer', actor: 'b1' };
export const SELLER = { role: 'seller', actor: 'anna' };
export const ADMIN = { role: 'admin', actor: 'root' };

/** An event to come: who causes it and in which stream, or conversation, where it is not the buyer in the first. */
export type Told = readonly [type: string, data: object, by?: object, stream?: string];

/** Events as they are stored: revisions count by stream, positions by tens. */
export function history(...told: readonly Told[]): StoredEvent[] {
  const revisions = new Map<string, number>();
  return told.map(([type, data, by = BUYER, id = 'c1'], index) => {
    const stream = id.includes('-') ? id : `conversation-${id}`;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const metadata = { origin: 'api', at: AT, commandId: `k${index}`, ...by };
    const place = { id: `e${index}`, stream, revision, position: BigInt(10 * index), created: new Date(NOW + index) };
    return { ...place, type, data: { at: AT, ...data }, metadata } as unknown as StoredEvent;
  });
}

/** The rows of each table. A handler gets the rows that the projection said its events touch, and no others; however the history is cut. */
export function projected(projection: Projection, events: readonly StoredEvent[]): Record<string, Row[]> {
  const tables = (batches: readonly (readonly StoredEvent[])[]) => {
    const stored = new Map(projection.tables.map((table) => [table, new Map<string, Row>()]));
    for (const batch of batches) {
      const rows = new Rows();
      for (const one of batch.flatMap((event) => projection.touches(event))) {
        const { table } = 'key' in one ? one : one.lookup;
        const known = stored.get(table) ?? new Map<string, Row>();
        // What a database looks up is among all there are.
        for (const key of 'key' in one ? [keyOf(table, one.key)] : known.keys()) rows.load(table, key, known.get(key));
      }
      for (const event of batch) apply(projection, event, rows);
      projection.settle?.(rows);
      for (const table of projection.tables)
        for (const row of rows.changed(table)) {
          const key = keyOf(table, row);
          const there = table.adds ? stored.get(table)?.get(key) : undefined;
          stored.get(table)?.set(key, there ? added(row, there) : row);
        }
    }
    return Object.fromEntries([...stored].map(([{ name }, rows]) => [name, [...rows.values()]]));
  };
  const each = tables(events.map((event) => [event]));
  for (const [cut] of events.entries()) {
    const [before, behind] = [events.slice(0, cut), events.slice(cut)];
    expect(tables([before, behind])).toEqual(each);
  }
  return each;
}

/** As the database adds them. */
const added = (row: Row, there: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value + Number(there[name]) : value]),
  );

/** What the events touch: tables and the values of the keys in them, or of what is looked up there. */
export const touched = (projection: Projection, events: readonly StoredEvent[]): string[][] =>
  events.map((event) => [
    event.type,
    ...projection
      .touches(event)
      .map((one) => ('key' in one ? [one.table, one.key] : [one.lookup.table, one.given]))
      .map(([table, by]) => [table.name, ...Object.values(by)].join(' ')),
  ]);

/** What screening found at the beginning of a text, and what is done for it. */
export const screened = (field: string, action: 'flag' | 'mask' | 'hold', to = 2) => {
  const found = { field, kind: 'external-contact', rule: 'contact.email', from: 0, to, score: 0.7, why: 'x', action } as const;
  return { ruleSet: 'f00', versions: {}, findings: [found] };
};
/** A reviewer lifts a mask from the texts of the event of this revision; `masks` are those that stay. */
export const lifts = (revision: number, more: object = {}): Told => [
  'MaskLifted',
  { violation: 'v1', revision, of: 'buyer', masks: [], by: 'root', ...more },
  ADMIN,
];
/** Stands where contact data are masked until a reader's language is known. */
export const MASK = '\ufdd0';

/** Of every conversation. */
export const parties = { market: 'de', seller: 's1', buyer: 'b1', topic: 'order' };
/** What is told of the conversation, as events. */
export const opens = (more: object = {}, id = 'c1'): Told => [
  'ConversationOpened',
  { conversation: id, ...parties, subject: 'Where?', ...more },
  BUYER,
  id,
];
export const asks = (message: string, more: object = {}): Told => [
  'MessageSent',
  { message, from: 'buyer', author: 'b1', body: 'Hello?', ...more },
];
export const replies = (message: string, author = 'anna', more: object = {}): Told => [
  'MessageSent',
  { message, from: 'seller', author, body: 'Hi.', ...more },
  SELLER,
];
export const holds = (message: string, from = 'seller', author = 'bob'): Told => [
  'MessageHeld',
  { message, from, author, body: 'Mail me.', reason: 'contact' },
  SELLER,
];
export const releases = (message: string, from = 'seller'): Told => [
  'MessageReleased',
  { message, from, submittedAt: AT, by: 'root' },
  ADMIN,
];
export const notes = (note: string, by: { role: string; actor: string } = SELLER): Told => [
  'NoteAdded',
  { note, body: 'Call.', by: by.actor },
  by,
];
export const tells = (update: string, more: object = {}): Told => [
  'StatusUpdated',
  { update, stage: 'return-received', facts: {}, by: 'anna', ...more },
  SELLER,
];
export const closes: Told = ['ConversationClosed', { role: 'buyer', by: 'b1', reason: 'solved' }];
export const reopens: Told = ['ConversationReopened', { by: 'b1' }];
export const reads: Told = ['ConversationRead', { side: 'buyer', upTo: 1, by: 'b1' }];
/** Of no conversation. */
export const stranger: Told = ['CalendarCorrected', { market: 'de' }, ADMIN, 'market-de'];
