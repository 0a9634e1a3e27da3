import type { Actor } from '../people';
import { AssignConversation } from './assignment';
import { admin, asks, buyer, compliance, event, given, MONDAY, opens, rule, run, seller, stamp, system, utc } from './given';
import { AddNote } from './notes';
import { MarkRead, RecordAccess } from './reading';

const at = utc(MONDAY);
const reads = (upTo?: number, actor: Actor = seller) => new MarkRead('c1', stamp(actor, MONDAY), upTo);
const read = (upTo: number, side: 'buyer' | 'seller' = 'seller', by = 'anna') =>
  event('ConversationRead', { side, upTo, by, at });

describe('reading', () => {
  rule('marks the last that a reader would want to see, or as far as it says', () => {
    given(opens()).when(reads()).yields(read(2));
    given(opens()).when(reads(1)).yields(read(1));
    given(opens()).when(reads(0)).yields(read(0));
    given(opens())
      .when(reads(0, buyer))
      .yields(read(0, 'buyer', 'b1'));
    given(opens()).when(reads(2)).yields(read(2));
    given(opens()).when(reads(3)).rejectedWith('revision-unknown', 'upTo', 'the last revision is 2');
  });
  rule('goes forwards only, each side by itself', () => {
    given(opens(), reads()).when(reads(1)).yields();
    given(opens(), reads()).when(reads()).yields();
    given(opens(), reads())
      .when(reads(undefined, buyer))
      .yields(read(2, 'buyer', 'b1'));
    given(opens(), reads(), asks(MONDAY, 'm2')).when(reads()).yields(read(5));
    expect(run([opens(), reads(1), reads(2, buyer)]).state.readUpTo).toEqual({ buyer: 2, seller: 1 });
  });
  rule('is itself nothing to read, and nor is an access or what was asked in vain', () => {
    const access = new RecordAccess('c1', stamp(admin, MONDAY), { reason: 'dispute', what: 'history' });
    const { state } = run([opens(), reads(), access]);
    expect([state.revision, state.contentRevision]).toEqual([4, 2]);
    given(opens(), reads(1), access).when(reads()).yields(read(2));
  });
});

describe('what the platform reads (R1.3)', () => {
  rule('R1.3 is on record, with who, why and what', () => {
    for (const [actor, access] of [
      [admin, { reason: 'dispute', what: 'history' }],
      [compliance, { reason: 'audit', what: 'as of', asOf: at, revision: 2 }],
    ] as const)
      given(opens())
        .when(new RecordAccess('c1', stamp(actor, MONDAY), access))
        .yields(event('HistoryAccessed', { role: actor.role, by: actor.id, ...access, at }));
    given(opens())
      .when(new RecordAccess('c1', stamp(admin, MONDAY), { reason: 'x', what: 'x', revision: 3 }))
      .rejectedWith('revision-unknown', 'revision', 'the last revision is 2');
  });
  rule('R1.3 nobody else reads as the platform, and the platform marks nothing as read', () => {
    for (const actor of [buyer, seller, system])
      given(opens())
        .when(new RecordAccess('c1', stamp(actor, MONDAY), { reason: 'x', what: 'x' }))
        .rejectedWith('forbidden');
    given(opens()).when(reads(1, admin)).rejectedWith('forbidden');
  });
});

describe('notes and assignments', () => {
  const note = (actor: Actor) => new AddNote('c1', stamp(actor, MONDAY), { id: 'n1', body: 'call the carrier' });
  const assigns = (assignee: string | null, actor: Actor = seller) =>
    new AssignConversation('c1', stamp(actor, MONDAY), assignee);
  rule('a note is there once, from the seller or the platform', () => {
    for (const { role, id, ...more } of [seller, admin, compliance])
      given(opens())
        .when(note({ role, id, ...more }))
        .yields(event('NoteAdded', { note: 'n1', body: 'call the carrier', by: id, at }));
    given(opens(), note(seller)).when(note(seller)).yields();
    for (const actor of [buyer, system]) given(opens()).when(note(actor)).rejectedWith('forbidden');
  });
  rule('an assignment is made once, to somebody or nobody', () => {
    given(opens())
      .when(assigns('anna'))
      .yields(event('ConversationAssigned', { assignee: 'anna', by: 'anna', at }));
    given(opens(), assigns('anna')).when(assigns('anna')).yields();
    given(opens()).when(assigns(null)).yields();
    given(opens(), assigns('anna'))
      .when(assigns(null, admin))
      .yields(event('ConversationAssigned', { assignee: null, by: 'root', at }));
    for (const actor of [buyer, compliance, system]) given(opens()).when(assigns('x', actor)).rejectedWith('forbidden');
  });
  rule('R1.6 where the members were told, it is one of them, or nobody', () => {
    const among = (assignee: string | null, ...members: string[]) =>
      new AssignConversation('c1', stamp(seller, MONDAY), assignee, members);
    given(opens())
      .when(among('ben', 'anna', 'ben'))
      .yields(event('ConversationAssigned', { assignee: 'ben', by: 'anna', at }));
    for (const members of [['anna'], []])
      given(opens())
        .when(among('ben', ...members))
        .rejectedWith('assignee-unknown', 'assignee', 'no member of the seller');
    given(opens(), assigns('ben'))
      .when(among(null, 'anna'))
      .yields(event('ConversationAssigned', { assignee: null, by: 'anna', at }));
    given(opens(), assigns('ben')).when(among('ben', 'anna')).yields();
  });
});
