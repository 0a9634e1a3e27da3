import {
  ADMIN,
  AT,
  asks,
  closes,
  history,
  holds,
  lifts,
  MASK,
  NOW,
  opens,
  parties,
  projected,
  reads,
  releases,
  reopens,
  replies,
  SELLER,
  screened,
  stranger,
  type Told,
  tells,
  touched,
} from '../shared/given';
import { inbox } from './inbox.projection';
import { type InboxRow, NEVER } from './inbox.table';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
/** The rows that are read; whose their texts are stands beside them. */
const shown = (...told: Told[]) => {
  const { inbox_authors: _, inbox_counts: __, ...read } = projected(inbox, history(...told));
  return read;
};
/** The two rows of the only conversation, of its buyer and its seller. */
const rowsOf = (...told: Told[]) => shown(...told).inbox_conversations;

const row = (side: 'buyer' | 'seller', more: Partial<InboxRow> = {}) => ({
  ...{ conversation: 'c1', side, owner: side === 'buyer' ? 'b1' : 's1', ...parties, order_ref: null, subject: 'Where?' },
  ...{
    status: 'open',
    assignee: null,
    cared_for_by: 'seller',
    arrived: 0,
    read: 0,
    unread_count: 0,
    latest: null,
    latest_from: null,
  },
  ...{ latest_position: 0, oldest: null, needs_reply: false, open_count: 0, due_sort: NEVER, overdue_after: NEVER },
  ...{ late: false, revision: 0, imported: false, held: 0, opened_position: 0, due_position: 0, ...more },
});
/** What is told of both sides, and of the seller's alone. */
const both = (more: Partial<InboxRow>, ofSeller: Partial<InboxRow> = {}, ofBuyer: Partial<InboxRow> = {}) => [
  row('buyer', { ...more, ...ofBuyer }),
  row('seller', { ...more, ...ofSeller }),
];
const latest = (message: string, from: string, revision: number, preview = 'Hello?') => ({
  ...{ latest: { message, from, at: AT, preview }, latest_from: from, latest_position: 10 * revision, revision },
});

describe('what the inbox says of a conversation', () => {
  it('is what it was opened with', () => {
    expect(rowsOf(opens())).toEqual(both({}));
    expect(rowsOf(opens({ order: 'A 1', imported: true }))).toEqual(both({ order_ref: 'A 1', imported: true }));
  });

  it('is for the other side without what is masked', () => {
    const subject = opens({ screened: screened('subject', 'mask') });
    const preview = (side: object) => ({ latest: { message: 'm1', from: 'buyer', at: AT, preview: 'Hello?', ...side } });
    expect(rowsOf(subject, asks('m1', { screened: screened('body', 'mask') }))).toEqual(
      both(
        { ...latest('m1', 'buyer', 1) },
        { ...preview({ preview: `${MASK}llo?` }), subject: `${MASK}ere?`, arrived: 1, unread_count: 1 },
      ),
    );
    expect(rowsOf(opens(), asks('m1', { screened: screened('body', 'flag') }))).toMatchObject([preview({}), preview({})]);
    // Lifted, both read the same; of the message alone, the subject stays masked; of one before the last, all stays.
    const masked = [subject, asks('m1', { screened: screened('body', 'mask') })];
    const readOf = (...lifting: Told[]) =>
      (rowsOf(...masked, ...lifting) as InboxRow[]).map(({ subject, latest }) => [subject, latest?.preview]);
    const [own, others] = readOf();
    expect(readOf(lifts(0), lifts(1, { message: 'm1' }))).toEqual([own, own]);
    expect(readOf(lifts(1, { message: 'm1' }))).toEqual([own, [others[0], own[1]]]);
    expect(readOf(lifts(1, { message: 'm0' }), lifts(5))).toEqual([own, others]);
    const rest = [
      { field: 'body', kind: 'external-contact', from: 2, to: 4 },
      { field: 'body', kind: 'marketing', from: 9, to: 12 },
    ];
    expect(readOf(lifts(1, { message: 'm1', masks: rest }))).toEqual([own, [others[0], `He${MASK}o?`]]);
  });

  it('is the last that was said, which the other side has not read', () => {
    expect(shown(opens(), asks('m1'))).toMatchObject({
      inbox_conversations: both(latest('m1', 'buyer', 1), { arrived: 1, unread_count: 1 }),
      inbox_arrivals: [{ conversation: 'c1', side: 'seller', revision: 1, number: 1 }],
    });
    const admin: Told = ['MessageSent', { message: 'a1', from: 'admin', author: 'root', body: 'Hello?' }, ADMIN];
    expect(rowsOf(opens(), admin)).toEqual(both({ ...latest('a1', 'admin', 1), arrived: 1, unread_count: 1 }));
  });

  it('is read up to what its side has read, or answered, and stays read', () => {
    const twice = [opens(), asks('m1'), asks('m2')];
    const answered = (revision: number, more: Partial<InboxRow>) =>
      both(latest('r1', 'seller', revision, 'Hi.'), { arrived: 2, ...more }, { arrived: 1, unread_count: 1 });
    expect(rowsOf(...twice, replies('r1'))).toEqual(answered(3, { read: 2 }));
    expect(rowsOf(...twice, replies('r1', 'anna', { seenRevision: 1 }))).toEqual(answered(3, { read: 1, unread_count: 1 }));
    expect(rowsOf(...twice, replies('r1', 'anna', { automatic: true }))).toEqual(answered(3, { unread_count: 2 }));
    const sellerReads = (upTo: number): Told => ['ConversationRead', { side: 'seller', upTo, by: 'anna' }, SELLER];
    const asked = { ...latest('m2', 'buyer', 2), revision: 3 };
    expect(rowsOf(...twice, sellerReads(1))).toEqual([
      row('buyer', latest('m2', 'buyer', 2)),
      row('seller', { ...latest('m2', 'buyer', 2), arrived: 2, read: 1, unread_count: 1 }),
    ]);
    expect(rowsOf(...twice, sellerReads(2), sellerReads(1))[1]).toMatchObject({ read: 2, unread_count: 0 });
    expect(rowsOf(...twice, sellerReads(1), asks('m3'))[1]).toMatchObject({ arrived: 3, read: 1, unread_count: 2 });
    expect(rowsOf(...twice, closes)).toEqual(both({ ...asked, status: 'closed' }, { arrived: 2, unread_count: 2 }));
  });

  it('is nothing of a message that is held, until it is released: to the other side it comes then', () => {
    expect(shown(opens(), holds('r1'))).toEqual({
      ...{ inbox_conversations: both({ revision: 1 }, { held: 1 }), inbox_obligations: [], inbox_arrivals: [] },
      inbox_held: [{ conversation: 'c1', message: 'r1', preview: 'Mail me.' }],
    });
    const released = (preview: string, revision: number) =>
      both(latest('r1', 'seller', revision, preview), {}, { arrived: 1, unread_count: 1 });
    expect(rowsOf(opens(), holds('r1'), releases('r1'))).toEqual(released('Mail me.', 2));
    expect(rowsOf(opens(), releases('r1'))).toEqual(released('', 1));
    const rejects: Told = ['MessageRejected', { message: 'r1', from: 'seller', reason: 'No.', by: 'root', at: AT }, ADMIN];
    expect(rowsOf(opens(), holds('r1'), holds('r2'), rejects)).toEqual(both({ revision: 3 }, { held: 1 }));
  });

  it('begins with 140 characters, and cuts none of them in two', () => {
    const [buyers] = rowsOf(opens(), asks('m1', { body: `${'🙂'.repeat(140)}!` }));
    expect((buyers as InboxRow).latest?.preview).toBe('🙂'.repeat(140));
    const [{ preview }] = shown(opens(), ['MessageHeld', { message: 'm1', body: 'x'.repeat(141) }]).inbox_held;
    expect(preview).toBe('x'.repeat(140));
  });

  it('is who of the seller has it, for the seller; and whether it is open, for both', () => {
    const assigned: Told = ['ConversationAssigned', { assignee: 'anna', by: 'anna' }, SELLER];
    expect(rowsOf(opens(), assigned)).toEqual(both({ revision: 1 }, { assignee: 'anna' }));
    expect(rowsOf(opens(), closes)).toEqual(both({ revision: 1, status: 'closed' }));
    expect(rowsOf(opens(), closes, reopens)).toEqual(both({ revision: 2 }));
  });

  it('is news for the buyer where a stage was reported', () => {
    expect(rowsOf(opens(), tells('u1'))).toEqual(both({ revision: 1 }, {}, { arrived: 1, unread_count: 1, latest_position: 10 }));
  });

  it('R1.4 is nothing new where it was brought in, and the last word only where it is', () => {
    const brought = (message: string, hours: number) => asks(message, { imported: true, at: at(hours) });
    const said = (message: string, hours: number, revision: number) => ({
      ...{ ...latest(message, 'buyer', revision), latest: { message, from: 'buyer', at: at(hours), preview: 'Hello?' } },
    });
    expect(rowsOf(opens(), brought('i1', 1), brought('i2', 2))).toEqual(both(said('i2', 2, 2)));
    expect(rowsOf(opens(), brought('i1', 1), brought('i2', 1))).toEqual(both(said('i2', 1, 2)));
    expect(rowsOf(opens(), brought('i2', 2), brought('i1', 1))).toEqual(both({ ...said('i2', 2, 1), revision: 2 }));
    expect(rowsOf(opens(), asks('m1'), asks('m2', { at: at(-1) }))[1]).toMatchObject({ latest: { message: 'm2' } });
  });

  it('is counted as what its seller sees, for that one and for all', () => {
    const counts = (...told: Told[]) => projected(inbox, history(...told)).inbox_counts;
    const none = { needs_reply: 0, late: 0, waiting: 0, unassigned: 0, unread: 0, held: 0, closed: 0 };
    const kept = (more: object) =>
      ['s1', ''].map((owner) => ({ owner, market: 'de', topic: 'order', conversations: 1, ...none, ...more }));
    const assigned: Told = ['ConversationAssigned', { assignee: 'anna', by: 'anna' }, SELLER];
    const owed: Told = [
      'ReplyObligationOpened',
      { message: 'm1', kind: 'reply', receivedAt: AT, allowanceHours: 24, dueAt: at(24), overdueAfter: at(24), calendar: {} },
    ];
    const overdue: Told = ['ReplyObligationOverdue', { message: 'm1', dueAt: at(24), countedMs: 1, calendar: {} }, ADMIN];
    const excused: Told = ['ReplyObligationExcused', { message: 'm1', reason: 'flood', by: 'root' }, ADMIN];
    const answered: Told = ['ReplyObligationAnswered', { message: 'm1', by: 'r1', countedMs: 1, late: true }, SELLER];
    const asked = [opens(), asks('m1'), owed];
    expect(counts(opens())).toEqual(kept({}));
    expect(counts(...asked)).toEqual(kept({ needs_reply: 1, unassigned: 1, unread: 1 }));
    expect(counts(...asked, assigned, overdue)).toEqual(kept({ needs_reply: 1, late: 1, unread: 1 }));
    expect(counts(...asked, overdue, excused)).toEqual(kept({ needs_reply: 1, unassigned: 1, unread: 1 }));
    expect(counts(...asked, overdue, answered, replies('r1'))).toEqual(kept({ waiting: 1 }));
    expect(counts(...asked, replies('r1'))).toEqual(kept({ needs_reply: 1, unassigned: 1 }));
    expect(counts(opens(), replies('r1'), closes)).toEqual(kept({ closed: 1 }));
    expect(counts(opens(), holds('r1'), asks('m1'))).toEqual(kept({ held: 1, unread: 1 }));
    expect(counts(opens(), asks('m1'), opens({ seller: 's2' }, 'c2'), opens({ topic: 'claim' }, 'c3'))).toEqual([
      ...['s1', ''].map((owner, index) => ({ ...kept({ unread: 1 })[0], owner, conversations: 1 + index })),
      ...[{ ...kept({})[0], owner: 's2' }],
      ...['s1', ''].map((owner) => ({ ...kept({})[0], owner, topic: 'claim' })),
    ]);
  });

  it('is nothing without its opening, and nothing that is of no conversation', () => {
    const owed: Told = ['ReplyObligationAnswered', { message: 'm1', by: 'r1', countedMs: 1, late: false }];
    const nothing = { inbox_conversations: [], inbox_obligations: [], inbox_arrivals: [], inbox_held: [] };
    expect(shown(stranger, asks('m1'), reads, closes, tells('u1'), releases('r1'), owed)).toEqual(nothing);
    expect(shown(['ReplyObligationOpened', {}, ADMIN, 'market-de'])).toEqual(nothing);
  });
});

describe('what waits for an answer', () => {
  const calendar = { market: 'de', version: '1', tzdata: 'x' };
  const owed = (message: string, received = 0, due = received + 24, more: object = {}): Told => [
    'ReplyObligationOpened',
    {
      ...{ message, kind: 'reply', receivedAt: at(received), allowanceHours: 24, dueAt: at(due), overdueAfter: at(due + 1) },
      ...{ calendar, ...more },
    },
  ];
  const answered = (message: string): Told => [
    'ReplyObligationAnswered',
    { message, by: 'r1', countedMs: 1, late: false },
    SELLER,
  ];
  const excused = (message: string): Told => ['ReplyObligationExcused', { message, reason: 'flood', by: 'root' }, ADMIN];
  /** The one that stands for the conversation. */
  const first = (message: string, revision: number, received = 0, due = received + 24, overdue = due + 1) => ({
    oldest: {
      ...{ message, revision, kind: 'reply' as const, receivedAt: NOW + received * HOUR, dueAt: NOW + due * HOUR },
      ...{ overdueAfter: NOW + (due + 1) * HOUR, allowanceMs: 24 * HOUR, calendar, pauses: [], state: 'open' },
      ...{ imported: false, excused: false },
    },
    ...{ needs_reply: true, due_sort: NOW + due * HOUR, overdue_after: NOW + overdue * HOUR },
    due_position: 10 * revision,
  });

  it('is on record, and stands for its conversation', () => {
    expect(rowsOf(opens(), owed('m1'))).toEqual(both({ ...first('m1', 1), open_count: 1, revision: 1 }));
    expect(shown(opens(), owed('m1')).inbox_obligations).toMatchObject([{ conversation: 'c1', message: 'm1', is_open: true }]);
  });

  it('is the first that was received, is due or came, and overdue where any is', () => {
    for (const [told, expected] of [
      [[owed('m1', 1), owed('m2', 0)], first('m2', 2)],
      [[owed('m1', 0), owed('m2', 1)], first('m1', 1)],
      [[owed('m1', 0, 30), owed('m2', 0, 20)], first('m2', 2, 0, 20)],
      [[owed('m1', 0, 20), owed('m2', 0, 30)], first('m1', 1, 0, 20)],
      [[owed('m1'), owed('m2')], first('m1', 1)],
      [[owed('m1', 0, 30), owed('m2', 1, 20)], first('m1', 1, 0, 30, 21)],
    ] as const)
      expect(rowsOf(opens(), ...told)).toEqual(both({ ...expected, open_count: 2, revision: 2 }));
    const reminded: Told = ['ReplyObligationReminded', { message: 'm2', countedMs: 1, dueAt: AT }];
    expect(rowsOf(opens(), owed('m1'), owed('m2'), reminded)).toEqual(both({ ...first('m1', 1), open_count: 2, revision: 3 }));
  });

  it('is the next where the first was answered, and nothing where all were', () => {
    const told = [opens(), owed('m1'), owed('m2', 1)];
    expect(rowsOf(...told, answered('m1'))).toEqual(both({ ...first('m2', 2, 1), open_count: 1, revision: 3 }));
    expect(rowsOf(...told, answered('m2'))).toEqual(both({ ...first('m1', 1), open_count: 1, revision: 3 }));
    expect(rowsOf(...told, answered('m1'), answered('m2'))).toEqual(both({ revision: 4 }));
    expect(rowsOf(...told, answered('m1'), answered('m1'))[1]).toMatchObject({ open_count: 1 });
    expect(rowsOf(...told, answered('m1'), answered('m2'), owed('m3', 2))).toEqual(
      both({ ...first('m3', 5, 2), open_count: 1, revision: 5 }),
    );
  });

  it('is nothing in a conversation that was never opened', () => {
    expect(shown(owed('m1')).inbox_conversations).toEqual([]);
  });

  it('R2.14 waits on where it is excused, and is never overdue', () => {
    const { oldest, ...rest } = first('m1', 1);
    const never = { ...rest, oldest: { ...oldest, excused: true }, overdue_after: NEVER };
    expect(rowsOf(opens(), owed('m1'), excused('m1'))).toEqual(both({ ...never, open_count: 1, revision: 2 }));
    expect(rowsOf(opens(), owed('m1'), excused('m1'), owed('m2', 1))[1]).toMatchObject({ overdue_after: NOW + 26 * HOUR });
  });

  it('R1.4 is nothing of what was brought in', () => {
    const brought = owed('i1', 0, 24, { imported: true });
    expect(rowsOf(opens(), brought)).toEqual(both({ revision: 1 }));
    expect(rowsOf(opens(), brought, owed('m1', 1))).toEqual(both({ ...first('m1', 2, 1), open_count: 1, revision: 2 }));
    expect(rowsOf(opens(), brought, answered('i1'))).toEqual(both({ revision: 2 }));
  });

  it('is derived from the obligation that changes and the first that are open; from one that opens alone', () => {
    const two = ['inbox_conversations c1 buyer', 'inbox_conversations c1 seller'];
    const admin: Told = ['MessageSent', { message: 'a1', from: 'admin' }, ADMIN];
    const events = history(
      ...[opens(), asks('m1'), replies('r1', 'anna', { seenRevision: 0 }), replies('r2', 'anna', { automatic: true })],
      ...[
        asks('i1', { imported: true }),
        admin,
        holds('r3'),
        releases('r3'),
        reads,
        owed('m1'),
        answered('m1'),
        closes,
        stranger,
      ],
    );
    expect(touched(inbox, events)).toEqual([
      ['ConversationOpened', ...two],
      ['MessageSent', ...two, 'inbox_arrivals c1 buyer 1'],
      ['MessageSent', ...two, 'inbox_arrivals c1 seller 0'],
      ...Array.from({ length: 3 }, () => ['MessageSent', ...two]),
      ['MessageHeld', ...two],
      ['MessageReleased', ...two, 'inbox_held c1 r3', 'inbox_authors c1 r3'],
      ['ConversationRead', ...two, 'inbox_arrivals c1 buyer 1'],
      ['ReplyObligationOpened', ...two],
      ['ReplyObligationAnswered', ...two, 'inbox_obligations c1 m1', 'inbox_obligations c1'],
      ['ConversationClosed', ...two],
      ['CalendarCorrected'],
    ]);
  });
});
