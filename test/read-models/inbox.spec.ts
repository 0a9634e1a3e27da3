/** The inbox is what the domain folds: any history, in any batches, live and rebuilt. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  AssignConversation,
  type Clockwork,
  CloseConversation,
  ContestAnswer,
  ContestNoReplyNeeded,
  type Conversation,
  type ConversationCommand,
  type ConversationEvent,
  CorrectCalendar,
  calendarOf,
  compileCalendar,
  conversation,
  DeclareNoReplyNeeded,
  ExcuseObligation,
  importedHistory,
  KeepTime,
  MarkRead,
  OpenConversation,
  Rejection,
  ReleaseMessage,
  RevokeExcuse,
  SendMessage,
  UpdateStatus,
} from '../../libs/domain';
import { EventStore, type NewEvent, SharedSubscription } from '../../libs/event-store';
import {
  followProjection,
  inboxCounts,
  PROJECTIONS,
  type Projection,
  ReadModels,
  rebuild,
  waitFor,
} from '../../libs/read-models';
import { metadata } from '../event-store/store-under-test';
import { startBeside } from '../support/beside';
import { stampOf } from '../support/stamp';

const inbox = PROJECTIONS.find(({ name }) => name === 'inbox') as Projection;
const NEVER = 9_000_000_000_000_000;
const HOUR = 3_600_000;
const MONDAY = Date.parse('2025-06-16T10:00:00+02:00');
const data = calendarOf('de').data;
const mourning = compileCalendar({ ...data, version: 'm', holidays: { ...data.holidays, '2025-06-18': 'Mourning' } });
const clock: Clockwork = {
  current: () => ({ calendar: calendarOf('de'), ref: { market: 'de', version: calendarOf('de').version, tzdata: 't' } }),
  at: ({ version }) => (version === 'm' ? mourning : calendarOf('de')),
  rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
};
const corrected: Clockwork = {
  ...clock,
  current: () => ({ calendar: mourning, ref: { market: 'de', version: 'm', tzdata: 't' }, reason: 'm' }),
};

const WHAT = [
  ...[
    'asks',
    'asks',
    'asks',
    'replies',
    'partly',
    'automatic',
    'admin',
    'promises',
    'declares',
    'contests',
    'unanswered',
    'closes',
  ],
  ...[
    'keeps',
    'corrects',
    'corrects',
    'partly',
    'contests',
    'declares',
    'excuses',
    'revokes',
    'holds',
    'releases',
    'reads',
    'tells',
    'assigns',
  ],
];
const history = fc.record({
  /** Questions before anything else happens, an hour apart: something to choose the first from. */
  questions: fc.nat(6),
  /** Whether it was brought in, and behind which of its events the import was cut: the rest comes last (R1.4). */
  imported: fc.option(fc.record({ closed: fc.boolean(), cut: fc.integer({ min: 1, max: 12 }) }), { freq: 2 }),
  steps: fc.array(
    fc.record({
      what: fc.constantFrom(...WHAT),
      which: fc.nat(7),
      hours: fc.constantFrom(0, 0, 1, 6, 18, 23.9, 24.1, 49),
    }),
    { minLength: 1, maxLength: 20 },
  ),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
});

/** What the inbox shows of one side, by the domain alone. */
class Expected {
  state: Conversation = conversation.initial();
  readonly unread: Record<string, number[]> = { buyer: [], seller: [] };
  latest: string | null = null;
  from: string | null = null;
  at = '';
  readonly events: NewEvent[] = [];

  constructor(readonly id: string) {}

  tell(command: ConversationCommand): void {
    let decided: ReturnType<typeof conversation.decide> = [];
    try {
      decided = conversation.decide(command, this.state);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
    this.take(decided, command.stamp);
  }

  take(events: readonly ConversationEvent[], { actor, at }: Pick<ConversationCommand['stamp'], 'actor' | 'at'>): void {
    for (const event of events) {
      const revision = this.events.length;
      this.state = conversation.evolve(this.state, event, { revision });
      const about = { ...metadata, actor: actor.id, role: actor.role, at: new Date(at).toISOString() };
      this.events.push({ id: randomUUID(), ...event, metadata: about } as NewEvent);
      this.#note(event, revision);
    }
  }

  #note(event: ConversationEvent, revision: number): void {
    const arrives = (side: string) => this.unread[side].push(revision);
    const sees = (side: string, upTo: number) => {
      this.unread[side] = this.unread[side].filter((one) => one > upTo);
    };
    if (event.type === 'MessageSent' || event.type === 'MessageReleased') {
      const { from, message, at } = event.data;
      // What was brought in is nothing new, and the last word only where it is.
      if (event.type === 'MessageSent' && event.data.imported) {
        if (at >= this.at) [this.latest, this.from, this.at] = [message, from, at];
        return;
      }
      if (event.type === 'MessageSent' && !event.data.automatic && from !== 'admin')
        sees(from, event.data.seenRevision ?? revision);
      for (const side of ['buyer', 'seller']) if (side !== from) arrives(side);
      [this.latest, this.from, this.at] = [message, from, at];
    }
    if (event.type === 'StatusUpdated') arrives('buyer');
    if (event.type === 'ConversationRead') sees(event.data.side, event.data.upTo);
  }

  row(side: 'buyer' | 'seller'): object {
    const open = [...this.state.obligations.values()].filter(({ endedAt, imported }) => endedAt === undefined && !imported);
    const oldest = [...open].sort((a, b) => a.receivedAt - b.receivedAt || a.dueAt - b.dueAt || a.revision - b.revision)[0];
    const counting = open.filter(({ excused }) => !excused);
    return {
      side,
      status: this.state.status,
      assignee: side === 'seller' ? this.state.assignee : null,
      unread_count: this.unread[side].length,
      latest: this.latest,
      latest_from: this.from,
      open_count: open.length,
      needs_reply: open.length > 0,
      due_sort: oldest?.dueAt ?? NEVER,
      held: [...this.state.messages.values()].filter((one) => one.held && !one.decided && one.from === side).length,
      overdue_after: Math.min(NEVER, ...counting.map(({ overdueAfter }) => overdueAfter)),
      oldest: oldest
        ? {
            message: oldest.message,
            state: oldest.status,
            excused: oldest.excused,
            pauses: oldest.pauses,
            overdueAfter: oldest.overdueAfter,
          }
        : null,
    };
  }
}

interface Told {
  readonly questions: number;
  readonly imported: { readonly closed: boolean; readonly cut: number } | null;
  readonly steps: readonly { readonly what: string; readonly which: number; readonly hours: number }[];
}

/** Two questions and an answer between them, of the year before. */
function brought(conversation: string, closed: boolean): ConversationEvent[] {
  const at = MONDAY - 300 * 24 * HOUR;
  const messages = (['buyer', 'seller', 'buyer'] as const).map((from, day) => ({
    ...{ id: randomUUID(), from, at: at + day * 24 * HOUR, body: 'brought' },
  }));
  const opening = { market: 'de', seller: 's1', buyer: 'b1', topic: 'order' as const, subject: 's' };
  return importedHistory({ conversation, ...opening, messages, ...(closed && { closedAt: MONDAY - 24 * HOUR }) }, clock);
}

function played({ questions, imported, steps }: Told): Expected {
  const id = randomUUID();
  const expected = new Expected(id);
  const buyer = { id: 'b1', role: 'buyer' as const };
  const seller = { id: 'anna', role: 'seller' as const, seller: 's1' };
  const admin = { id: 'root', role: 'admin' as const };
  const system = { id: 'timekeeper', role: 'system' as const };
  const opening = { market: 'de', seller: 's1', buyer: 'b1', topic: 'order' as const, subject: 's' };
  let at = MONDAY;
  let by = clock;
  const history = imported ? brought(id, imported.closed) : [];
  if (imported) expected.take(history.slice(0, imported.cut), stampOf(system, at));
  else expected.tell(new OpenConversation(id, stampOf(buyer, at), by, opening, { id: randomUUID(), body: 'first' }));
  for (let count = 0; count < questions; count++) {
    at += HOUR;
    expected.tell(new SendMessage(id, stampOf(buyer, at), by, { id: randomUUID(), body: 'asks' }));
  }
  for (const { what, which, hours } of steps) {
    at += hours * HOUR;
    const messages = [...expected.state.messages.keys()];
    const message = messages[which % messages.length] ?? randomUUID();
    const draft = { id: randomUUID(), body: what };
    const [buys, sells, rules] = [buyer, seller, admin].map((actor) => stampOf(actor, at));
    const revision = Math.min(which * 2, expected.state.revision);
    const promisedBy = new Date(at + which * 24 * HOUR).toISOString().slice(0, 10);
    const acts: Readonly<Record<string, () => ConversationCommand>> = {
      asks: () => new SendMessage(id, buys, by, draft),
      replies: () => new SendMessage(id, sells, by, draft),
      partly: () => new SendMessage(id, sells, by, { ...draft, seenRevision: revision }),
      automatic: () => new SendMessage(id, sells, by, { ...draft, automatic: true }),
      admin: () => new SendMessage(id, rules, by, draft),
      promises: () => new SendMessage(id, sells, by, { ...draft, promisedBy }),
      declares: () => new DeclareNoReplyNeeded(id, sells, by, message, 'thanks'),
      contests: () => new ContestNoReplyNeeded(id, buys, by, message),
      unanswered: () => new ContestAnswer(id, buys, by, message),
      closes: () => new CloseConversation(id, which < 3 ? buys : sells, by),
      keeps: () => new KeepTime(id, stampOf(system, at), by, message),
      excuses: () => new ExcuseObligation(id, rules, by, message, 'x'),
      revokes: () => new RevokeExcuse(id, rules, by, message, 'x'),
      holds: () => new SendMessage(id, which < 4 ? sells : buys, by, { ...draft, held: 'review' }),
      releases: () => new ReleaseMessage(id, rules, by, message),
      reads: () => new MarkRead(id, which < 4 ? buys : sells, revision),
      tells: () => new UpdateStatus(id, sells, by, { id: randomUUID(), stage: 'return-received', facts: {}, answers: [message] }),
      assigns: () => new AssignConversation(id, sells, which < 2 ? null : `agent-${which}`),
    };
    if (what === 'corrects') {
      by = corrected;
      for (const one of messages) expected.tell(new CorrectCalendar(id, rules, by, one, 'decree'));
    } else expected.tell(acts[what]());
  }
  if (imported) expected.take(history.slice(imported.cut), stampOf(system, at));
  return expected;
}

describe('the inbox', () => {
  let store: EventStore;
  let models: ReadModels;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, models, stop } = await startBeside({ run: [] }));
  });
  afterAll(() => stop());

  const shown = (id: string) =>
    models.query<Record<string, unknown>>(
      `SELECT side, status, assignee, unread_count, latest->>'message' AS latest, latest_from, open_count, needs_reply, due_sort,
         overdue_after, held, oldest FROM inbox_conversations WHERE conversation = $1 ORDER BY side`,
      [id],
    );
  const expectShown = async (expected: Expected) => {
    const rows = (await shown(expected.id)).map((row) => {
      const oldest = row.oldest as Record<string, unknown> | null;
      if (!oldest) return row;
      const { message, state, excused, pauses, overdueAfter } = oldest;
      return { ...row, oldest: { message, state, excused, pauses, overdueAfter } };
    });
    expect(rows).toEqual([expected.row('buyer'), expected.row('seller')]);
  };

  // Each question by what is kept, and by counting the rows: any filter more makes it do that.
  const expectCounted = async () => {
    const [{ opened }] = await models.query<{ opened: number }>('SELECT count(*) AS opened FROM inbox_conversations');
    const everything = { status: ['open', 'closed'] as const };
    for (const reader of [{ sub: 'anna', role: 'seller', seller: 's1' } as const, { sub: 'root', role: 'admin' } as const])
      for (const filter of [
        {},
        { seller: ['s1'] },
        { seller: ['s2'] },
        { market: ['de'], topic: ['order', 'claim'] },
        { topic: ['claim'] },
      ])
        for (const hours of [0, 20, 24, 48, 72, 24_000]) {
          const asked = { now: MONDAY + hours * HOUR, ...filter };
          const counts = await inboxCounts(models, reader, asked);
          expect([asked, counts]).toEqual([asked, await inboxCounts(models, reader, { ...asked, ...everything })]);
          if (!('seller' in filter || 'topic' in filter)) expect(2 * counts.all).toBe(opened);
        }
  };

  it('is what the domain folds, for any history, however it is cut into batches, and when it is rebuilt', async () => {
    const stopping = new AbortController();
    const following = { models, store, projection: inbox, owner: 'test', signal: stopping.signal, onTrouble: () => undefined };
    const loop = followProjection(following, new SharedSubscription(store));
    const all: Expected[] = [];
    await fc.assert(
      fc.asyncProperty(history, async ({ batches, ...told }) => {
        const expected = played(told);
        all.push(expected);
        const stream = `conversation-${expected.id}`;
        let from = 0;
        for (let turn = 0; from < expected.events.length; turn++) {
          const part = expected.events.slice(from, from + batches[turn % batches.length]);
          const { position } = await store.append(stream, part, from === 0 ? 'no-stream' : from - 1);
          from += part.length;
          // A batch of its own, or several together.
          if (turn % 2 === 0) expect(await waitFor(models, 'inbox', position, 60_000)).toBe(true);
        }
        expect(await waitFor(models, 'inbox', await store.head(), 60_000)).toBe(true);
        await expectShown(expected);
        if (all.length % 20 === 0) await expectCounted();
      }),
      { numRuns: 120 },
    );
    stopping.abort();
    await loop;
    await rebuild({ ...following, signal: new AbortController().signal }, () => undefined);
    for (const expected of all) await expectShown(expected);
    await expectCounted();
  });
});
