/** Scores are what a fold of the streams says: any history, as of any instant, in any batches, live and rebuilt (R7). */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  type Clockwork,
  CloseConversation,
  ContestNoReplyNeeded,
  type Conversation,
  type ConversationCommand,
  type ConversationEvent,
  CountViolation,
  calendarOf,
  conversation,
  DeclareNoReplyNeeded,
  ExcuseObligation,
  importedHistory,
  KeepTime,
  OpenConversation,
  Rejection,
  ReleaseMessage,
  RemindOfUpdate,
  RevokeExcuse,
  SCORE_WEIGHTS,
  type ScoreParts,
  type ScoreWeights,
  SendMessage,
  STANDING_RULES,
  type StandingCommand,
  type StandingEvent,
  standing,
  UpdateStatus,
  VoidPoints,
} from '../../libs/domain';
import { EventStore, type NewEvent, SharedSubscription } from '../../libs/event-store';
import {
  followProjection,
  PROJECTIONS,
  type Projection,
  ReadModels,
  rebuild,
  SCORE_PARTS,
  type ScoreAt,
  scoreEvents,
  scoresAt,
  sellersToAssess,
  type ToAssess,
  waitFor,
} from '../../libs/read-models';
import { metadata } from '../event-store/store-under-test';
import { startBeside } from '../support/beside';
import { stampOf } from '../support/stamp';

const score = PROJECTIONS.find(({ name }) => name === 'score') as Projection;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2025-06-16T10:00:00+02:00');
/** With few obligations, too, so that short histories have a score. */
const VERSIONS: readonly ScoreWeights[] = [
  { ...SCORE_WEIGHTS[0], minObligations: 1 },
  { ...SCORE_WEIGHTS[0], version: 'later', from: MONDAY + 60 * DAY, inTime: 20, told: 40, minObligations: 2 },
];
const clock: Clockwork = {
  current: () => ({ calendar: calendarOf('de'), ref: { market: 'de', version: calendarOf('de').version, tzdata: 't' } }),
  at: () => calendarOf('de'),
  rules: () => ({ allowanceHours: 24, reminderHours: 18, escalationHours: [48, 72] }),
};

const WHAT = [
  ...[
    'opens',
    'asks',
    'asks',
    'asks',
    'replies',
    'replies',
    'partly',
    'promises',
    'declares',
    'contests',
    'closes',
    'keeps',
    'keeps',
  ],
  ...['excuses', 'revokes', 'holds', 'releases', 'tells', 'tells', 'missing', 'missing', 'counts', 'counts', 'voids'],
] as const;
const history = fc.record({
  steps: fc.array(
    fc.record({
      what: fc.constantFrom(...WHAT),
      which: fc.nat(7),
      hours: fc.constantFrom(0, 1, 6, 18, 24.1, 49, 24 * 20, 24 * 50),
    }),
    { minLength: 1, maxLength: 30 },
  ),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
  /** Shares of it, in hundredths: when it is looked at, and how much of it there is then. */
  looks: fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 4 }),
});

interface Written {
  readonly stream: string;
  readonly revision: number;
  readonly at: number;
  readonly event: NewEvent<ConversationEvent | StandingEvent>;
}

/** A seller's history in the order it is written, over several conversations and its standing. */
class Told {
  readonly seller = `s-${randomUUID()}`;
  readonly written: Written[] = [];
  readonly positions: number[] = [];
  readonly conversations = new Map<string, Conversation>();
  #standing = standing.initial();
  at = MONDAY;

  talk(command: ConversationCommand): void {
    const state = this.conversations.get(command.id) ?? conversation.initial();
    try {
      this.take(command.id, conversation.decide(command, state), command.stamp.at);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }

  take(id: string, events: readonly ConversationEvent[], at: number): void {
    let state = this.conversations.get(id) ?? conversation.initial();
    for (const event of events) {
      const revision = this.#write(`conversation-${id}`, event, at);
      state = conversation.evolve(state, event, { revision });
    }
    this.conversations.set(id, state);
  }

  judge(command: StandingCommand): void {
    for (const event of standing.decide(command, this.#standing)) {
      this.#write(`seller-${this.seller}`, event, command.stamp.at);
      this.#standing = standing.evolve(this.#standing, event);
    }
  }

  #write(stream: string, event: ConversationEvent | StandingEvent, at: number): number {
    const revision = this.written.filter((one) => one.stream === stream).length;
    const about = { ...metadata, role: 'system', at: new Date(at).toISOString() };
    const role = Object.entries({
      buyer: /Sent$|Opened$|Contested$|Withdrawn$|Closed$|Reopened$/,
      seller: /Declared$|Answered$|Updated$|Settled$|Held$/,
    }).find(([, types]) => types.test(event.type))?.[0];
    this.written.push({
      ...{ stream, revision, at },
      event: {
        id: randomUUID(),
        ...event,
        metadata: { ...about, role: role ?? (/Excuse|Released/.test(event.type) ? 'admin' : 'system') },
      },
    });
    return revision;
  }
}

function played(
  steps: readonly { readonly what: (typeof WHAT)[number]; readonly which: number; readonly hours: number }[],
): Told {
  const told = new Told();
  const { seller } = told;
  const opening = { market: 'de', seller, buyer: 'b1', topic: 'order' as const, subject: 's' };
  const member = { id: 'anna', role: 'seller' as const, seller };
  const [buyer, admin, system] = [
    { id: 'b1', role: 'buyer' as const },
    { id: 'root', role: 'admin' as const },
    { id: 'timekeeper', role: 'system' as const },
  ];
  const opens = () => {
    const id = randomUUID();
    told.talk(new OpenConversation(id, stampOf(buyer, told.at), clock, opening, { id: randomUUID(), body: 'first' }));
  };
  const brought = randomUUID();
  const messages = (['buyer', 'seller', 'buyer'] as const).map((from, day) => ({
    id: randomUUID(),
    from,
    at: MONDAY + day * HOUR,
    body: 'x',
  }));
  told.take(brought, importedHistory({ conversation: brought, ...opening, messages }, clock), MONDAY);
  opens();
  const violations: CountViolation['violation'][] = [];
  for (const { what, which, hours } of steps) {
    told.at += hours * HOUR;
    const { at } = told;
    const all = [...told.conversations];
    const [id, state] = all[(which + 1) % all.length];
    const known = [...state.messages.keys()];
    const message = known[which % known.length];
    const [buys, sells, rules, keeps] = [buyer, member, admin, system].map((actor) => stampOf(actor, at));
    const draft = { id: randomUUID(), body: what };
    const promisedBy = new Date(at + (which % 4) * DAY).toISOString().slice(0, 10);
    const stage = (['return-received', 'repair-started', 'order-confirmed', 'delayed'] as const)[which % 4];
    const facts = stage === 'delayed' ? { newDate: promisedBy, reason: 'x' } : {};
    if (what === 'opens') opens();
    else if (what === 'missing')
      for (const [id, { awaited }] of all)
        for (const update of [...awaited.keys()]) told.talk(new RemindOfUpdate(id, stampOf(system, at), clock, update));
    else if (what === 'counts') {
      const kinds = ['marketing', 'external-contact', 'off-platform-deal', 'late-reply'] as const;
      violations.push({
        conversation: id,
        violation: `v${violations.length}`,
        kind: kinds[which % 4],
        source: 'report',
        at: at - which * HOUR,
      });
      told.judge(new CountViolation(seller, keeps, STANDING_RULES, violations[violations.length - 1]));
    } else if (what === 'voids') {
      const none = violations[which % Math.max(1, violations.length)];
      if (none) told.judge(new VoidPoints(seller, keeps, STANDING_RULES, none, 'was none'));
    } else {
      const acts: Readonly<Record<typeof what, () => ConversationCommand>> = {
        asks: () => new SendMessage(id, buys, clock, draft),
        replies: () => new SendMessage(id, sells, clock, draft),
        partly: () => new SendMessage(id, sells, clock, { ...draft, seenRevision: Math.min(which * 2, state.revision) }),
        promises: () => new SendMessage(id, sells, clock, { ...draft, promisedBy }),
        declares: () => new DeclareNoReplyNeeded(id, sells, clock, message, 'thanks'),
        contests: () => new ContestNoReplyNeeded(id, buys, clock, message),
        closes: () => new CloseConversation(id, which < 3 ? buys : sells, clock),
        keeps: () => new KeepTime(id, keeps, clock, message),
        excuses: () => new ExcuseObligation(id, rules, clock, message, 'x'),
        revokes: () => new RevokeExcuse(id, rules, clock, message, 'x'),
        holds: () => new SendMessage(id, sells, clock, { ...draft, held: 'review' }),
        releases: () => new ReleaseMessage(id, rules, clock, message),
        tells: () => new UpdateStatus(id, sells, clock, { id: randomUUID(), stage, facts }),
      };
      told.talk(acts[what]());
    }
  }
  return told;
}

/** The parts of the score as of an instant, by what was written until then and is among so many events, in the plainest way there is. */
function folded({ written, conversations }: Told, at: number, count: number): ScoreParts & { readonly violations: number } {
  const known = written.slice(0, count).filter((one) => one.at <= at);
  const counts = (since: number) => since <= at && since > at - 90 * DAY;
  const answers: { readonly good: boolean; readonly ms?: number }[] = [];
  const steps: boolean[] = [];
  for (const id of conversations.keys()) {
    const events = known.filter(({ stream }) => stream === `conversation-${id}`);
    let state = conversation.initial();
    for (const { event, revision } of events) state = conversation.evolve(state, event as ConversationEvent, { revision });
    for (const { imported, excused, overdue, status, endedAt, overdueAfter, countedMs, kind } of state.obligations.values()) {
      if (imported || excused) continue;
      const missed = overdue || (endedAt === undefined && overdueAfter < at);
      const answered = /^answered/.test(status);
      if (!missed && !answered) continue;
      if (!counts(missed ? overdueAfter + 1 : (endedAt as number))) continue;
      answers.push({ good: !missed, ...(answered && kind !== 'promise' && { ms: countedMs }) });
    }
    const told = events.map(({ event }) => event as ConversationEvent);
    for (const { type, data } of told) {
      if (type !== 'StatusUpdated' || data.wakeAt === undefined) continue;
      const second = told.find(
        (one) => one.type === 'StatusUpdateMissing' && one.data.update === data.update && one.data.level === 2,
      );
      const end = told.find((one) => one.type === 'StatusUpdateSettled' && one.data.update === data.update);
      const followed = end?.type === 'StatusUpdateSettled' && end.data.followedBy !== undefined ? end : undefined;
      const decided = second ?? followed;
      if (decided && counts(Date.parse(decided.data.at))) steps.push(!second);
    }
  }
  let judged = standing.initial();
  for (const { event } of known.filter(({ stream }) => stream.startsWith('seller-')))
    judged = standing.evolve(judged, event as StandingEvent);
  const counting = [...judged.points.values()].filter((one) => !one.void && one.points > 0 && one.until > at);
  const force = [...judged.sanctions.values()].filter(
    ({ state, statement }) =>
      state === 'imposed' &&
      statement &&
      Date.parse(statement.effectiveAt) <= at &&
      at < Date.parse(statement.endsAt ?? '9999-01-01'),
  );
  const effect = (['removal', 'suspension', 'restriction', 'warning'] as const).find((step) =>
    force.some((one) => one.step === step),
  );
  const times = answers.flatMap(({ ms }) => ms ?? []).sort((a, b) => a - b);
  const half = (times.length - 1) / 2;
  return {
    obligations: answers.length,
    inTime: answers.filter(({ good }) => good).length,
    answers: times.length,
    medianMs: times.length === 0 ? null : (times[Math.floor(half)] + times[Math.ceil(half)]) / 2,
    steps: steps.length,
    told: steps.filter(Boolean).length,
    points: counting.reduce((sum, { points }) => sum + points, 0),
    effect: effect ?? 'good',
    violations: counting.length,
  };
}

/** R7 once more, term by term. */
function scored({ obligations, inTime, medianMs, points, steps, told }: ScoreParts, at: number): number | null {
  const [w] = VERSIONS.filter(({ from }) => from <= at).slice(-1);
  if (obligations < w.minObligations) return null;
  const sum =
    w.inTime * (inTime / obligations) +
    w.median * Math.max(0, 1 - (medianMs ?? DAY) / DAY) +
    w.points * Math.max(0, 1 - points / 40) +
    w.told * (steps === 0 ? 1 : told / steps);
  return Math.round(sum * 10_000) / 10_000;
}

describe('scores', () => {
  let store: EventStore;
  let models: ReadModels;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, models, stop } = await startBeside({ run: [] }));
  });
  afterAll(() => stop());

  const shown = async (told: Told, at: number, upTo?: number): Promise<ScoreAt> =>
    (await scoresAt(models, told.seller, [at], VERSIONS, upTo)).scores[0];
  /** `count`: by so many of its events; all, where left out. */
  const expectShown = async (told: Told, at: number, count?: number) => {
    const upTo = count === undefined ? undefined : (told.positions[count - 1] ?? -1);
    const { score, violations, parts } = await shown(told, at, upTo);
    const expected = folded(told, at, count ?? told.written.length);
    expect({ ...parts, violations }).toEqual(expected);
    expect(score).toBe(scored(expected, at));
    const counts = { obligations: expected.obligations, answered: expected.answers, violations };
    const found: Record<string, number> = {};
    for (const part of SCORE_PARTS) {
      const { items } = await scoreEvents(models, told.seller, part, { at, upTo, limit: 1_000 });
      found[part] = items.length;
      for (const { stream, revision, event, type, countsAt } of items) {
        const source = told.written.find((one) => one.event.id === event);
        expect({ stream, revision, type }).toEqual({
          stream: source?.stream,
          revision: source?.revision,
          type: source?.event.type,
        });
        expect(Date.parse(countsAt)).toBeLessThanOrEqual(at);
        expect(source?.at).toBeLessThanOrEqual(at);
      }
    }
    expect(found).toEqual({
      'in-time': expected.inTime,
      missed: counts.obligations - expected.inTime,
      answered: counts.answered,
      told: expected.told,
      untold: expected.steps - expected.told,
      points: counts.violations,
    });
  };

  it('R7 are what the streams fold to, as of any instant, for any history, however it is cut, and when rebuilt', async () => {
    const stopping = new AbortController();
    const following = { models, store, projection: score, owner: 'test', signal: stopping.signal, onTrouble: () => undefined };
    const loop = followProjection(following, new SharedSubscription(store));
    const all: { readonly told: Told; readonly at: readonly number[]; readonly was: ScoreAt[] }[] = [];
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, batches, looks }) => {
        const told = played(steps);
        const parts = [...told.written];
        const last = new Map<string, number>();
        for (let turn = 0; parts.length > 0; turn++) {
          let position = 0n;
          for (const { stream, event } of parts.splice(0, batches[turn % batches.length])) {
            const before = last.get(stream);
            ({ position } = await store.append(stream, [event], before ?? 'no-stream'));
            last.set(stream, (before ?? -1) + 1);
            told.positions.push(Number(position));
          }
          if (turn % 2 === 0) expect(await waitFor(models, 'score', position, 60_000)).toBe(true);
        }
        expect(await waitFor(models, 'score', await store.head(), 60_000)).toBe(true);
        const at = [told.at, ...looks.map((share) => Math.round(MONDAY + (share / 100) * (told.at - MONDAY + 2 * DAY)))];
        for (const instant of at) await expectShown(told, instant);
        const instants = [...at].sort((one, other) => one - other);
        const together = (await scoresAt(models, told.seller, instants, VERSIONS)).scores;
        expect(together).toEqual(await Promise.all(instants.map((instant) => shown(told, instant))));
        for (const share of looks)
          await expectShown(told, told.at, Math.min(told.written.length, Math.round((share / 100) * told.written.length)));
        all.push({ told, at, was: await Promise.all(at.map((instant) => shown(told, instant))) });
      }),
      { numRuns: 30 },
    );
    stopping.abort();
    await loop;
    await rebuild({ ...following, signal: new AbortController().signal }, () => undefined);
    for (const { told, at, was } of all)
      for (const [index, instant] of at.entries()) {
        expect(await shown(told, instant)).toEqual(was[index]);
        await expectShown(told, instant);
      }
  });

  it('R7 several instants at once are each as one alone; who has to be looked at again is who time has changed', async () => {
    const told = played([{ what: 'counts', which: 0, hours: 1 }]);
    for (const { stream, event, revision } of told.written)
      await store.append(stream, [event], revision === 0 ? 'no-stream' : revision - 1);
    const instants = [MONDAY, MONDAY + DAY, MONDAY + DAY + 1, MONDAY + 91 * DAY, MONDAY + 91 * DAY + 1];
    const stopping = new AbortController();
    const following = { models, store, projection: score, owner: 'test', signal: stopping.signal, onTrouble: () => undefined };
    const loop = followProjection(following, new SharedSubscription(store));
    const head = await store.head();
    expect(await waitFor(models, 'score', head, 60_000)).toBe(true);
    stopping.abort();
    await loop;
    const { scores, upTo } = await scoresAt(models, told.seller, instants, VERSIONS);
    expect(scores.map(({ at, parts, weights }) => [at, parts.obligations, weights.version])).toEqual([
      [MONDAY, 0, '2026-1'],
      [MONDAY + DAY, 0, '2026-1'],
      [MONDAY + DAY + 1, 1, '2026-1'],
      [MONDAY + 91 * DAY, 1, 'later'],
      [MONDAY + 91 * DAY + 1, 0, 'later'],
    ]);
    expect(BigInt(upTo)).toBe(head);
    const all = await sellersToAssess(models, { after: -1, from: 0, to: 0 });
    expect(all.map(({ seller }) => seller)).toContain(told.seller);
    const last = Math.max(...all.map(({ position }) => position));
    const looked = async (after: number, from: number, to = from + 1) => {
      const found = await sellersToAssess(models, { after, from, to });
      return found.some(({ seller }) => seller === told.seller);
    };
    const { position } = all.find(({ seller }) => seller === told.seller) as ToAssess;
    expect([await looked(position - 1, 0), await looked(position, 0)]).toEqual([true, false]);
    // It runs out after a day, leaves after ninety more, and the points end ninety after they were counted.
    const [out, points] = [MONDAY + DAY, MONDAY + HOUR + 90 * DAY];
    for (const instant of [out, out + 90 * DAY, points - 1])
      expect([await looked(last, instant - 1), await looked(last, instant), await looked(last, instant + 1)]).toEqual([
        ...[false, true, false],
      ]);
  });
});
