/**
 * R6, R7 Violations are confirmed, dismissed and fought over while everything is killed: each counts once, each sanction ends once, and
 * points, sanctions, scores and the ranking are what a fold of the streams gives. So many as `STANDING_VIOLATIONS` says
 * (`STANDING_VIOLATIONS=5000 npx jest test/faults/reactors`).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationEvent, RankingEvent, StandingEvent } from '../../libs/domain';
import type { EventStore, StoredEvent } from '../../libs/event-store';
import type { ReadModels } from '../../libs/read-models';
import type { Beside } from '../support/beside';
import { each, insist, notNow } from '../support/insist';
import { letServe, type TestProcess } from '../support/process';
import { eventually, type Person, type Stack } from '../support/stack';
import { allCaughtUp, expectRowsEqualRebuild } from '../support/tables';

const VIOLATIONS = Number(process.env.STANDING_VIOLATIONS ?? 35);
/** By hand, not from the rules: none of them skips a step. */
const POINTS: Readonly<Record<string, number>> = {
  ...{ 'external-contact': 5, marketing: 3, 'abusive-language': 4, 'evasive-answer': 2 },
};
const KINDS = Object.keys(POINTS);
const LADDER = [
  [8, 'warning imposed'],
  [16, 'restriction imposed'],
  [28, 'suspension proposed'],
] as const;
const IN_FLIGHT = 16;
/** With as many obligations a seller has a score: one shop in so many has them. */
const [SCORED, SCORED_SHOP] = [20, 6];
/** How long is waited for whatever so many violations lead to. */
const PATIENCE_MS = 120_000 + 60 * VIOLATIONS;
/** Of seven one is fought over by two admins, one is dismissed. */
const OUTCOMES = ['both', 'dismiss', 'confirm', 'confirm', 'confirm', 'confirm', 'confirm'];

interface Suspected {
  readonly path: string;
  readonly outcome: string;
}
type Answered = { readonly status: number; readonly detail?: string };

/** On the product that `get` gives, whose timekeeper it starts: nothing is due before. */
export function standingStories(get: () => Beside): void {
  let stack: Stack;
  let store: EventStore;
  let models: ReadModels;
  beforeAll(async () => {
    ({ stack, store, models } = get());
    await stack.timekeeper.start();
  });

  /** Shops with one to three messages each, and each message reported as every kind. */
  async function suspects(): Promise<{ shops: Map<string, string>; suspected: Suspected[] }> {
    const shops = new Map<string, string>();
    const suspected: Suspected[] = [];
    const buyer = await stack.as('buyer');
    let left = VIOLATIONS;
    const sizes: number[] = [];
    for (let shop = 0; left > 0; shop++) {
      sizes.push(Math.min(left, KINDS.length * (1 + (shop % 3))));
      left -= sizes[shop];
    }
    const shopsToMake = sizes.map((size, shop) => ({ size, asked: shop % SCORED_SHOP === 2 ? SCORED : 1 }));
    await each(shopsToMake, IN_FLIGHT, async ({ size, asked }) => {
      const shop = `shop-${randomUUID()}`;
      const agent = await stack.as('seller', 'agent', shop);
      const opening = { market: 'de', seller: shop, topic: 'question', subject: 'x', message: { body: 'x' } };
      const { conversation } = await insist<{ conversation: string }>(stack, buyer, '/v1/conversations', opening, notNow);
      shops.set(shop, conversation);
      const at = `/v1/conversations/${conversation}`;
      for (let count = 1; count < asked; count++) await insist(stack, buyer, `${at}/messages`, { body: 'x' }, notNow);
      let message = '';
      for (let index = 0; index < size; index++) {
        if (index % KINDS.length === 0)
          ({ message } = await insist<{ message: string }>(stack, agent, `${at}/messages`, { body: `Answer ${index}.` }, notNow));
        const report = { message, kind: KINDS[index % KINDS.length] };
        const { violation } = await insist<{ violation: string }>(stack, buyer, `${at}/reports`, report, notNow);
        suspected.push({ path: `${at}/violations/${violation}`, outcome: OUTCOMES[suspected.length % OUTCOMES.length] });
      }
    });
    return { shops, suspected };
  }

  /** The same request under one key until it is decided; what is told then. */
  async function decide(who: Person, path: string): Promise<Answered> {
    const key = randomUUID();
    return eventually(
      path,
      async () => {
        const { status, body } = await who.post(path, { reason: 'looked at' }, key);
        return (status === 200 || status === 409) && { status, detail: body.detail };
      },
      PATIENCE_MS,
    );
  }

  /** All reactions have seen whatever there is, and nothing came of it meanwhile. */
  const settled = () =>
    eventually(
      'the reactions',
      async () => {
        const head = await store.head();
        const rows = await models.query<{ position: number }>('SELECT position FROM reactions');
        return rows.every(({ position }) => BigInt(position) >= head) && (await store.head()) === head;
      },
      PATIENCE_MS,
    );

  async function told<E extends ConversationEvent | StandingEvent | RankingEvent>(stream: string): Promise<StoredEvent<E>[]> {
    const events: StoredEvent<E>[] = [];
    for await (const event of store.read<E>(stream)) events.push(event);
    return events;
  }

  /** What a seller deserves, by its conversation alone: violations confirmed, their points, the steps these reach, and its score. */
  async function deserved(
    conversation: string,
  ): Promise<{ confirmed: string[]; points: number; steps: string[]; score: number | null }> {
    const kinds = new Map<string, string>();
    const confirmed: string[] = [];
    const answers: { readonly countedMs: number; readonly late: boolean }[] = [];
    for (const { type, data } of await told<ConversationEvent>(`conversation-${conversation}`)) {
      if (type === 'ViolationRecorded') kinds.set(data.violation, data.kind);
      if (type === 'ViolationConfirmed') confirmed.push(data.violation);
      if (type === 'ReplyObligationAnswered') answers.push(data);
    }
    const points = confirmed.reduce((sum, violation) => sum + POINTS[kinds.get(violation) as string], 0);
    return {
      confirmed,
      points,
      steps: LADDER.filter(([least]) => points >= least).map(([, step]) => step),
      score: scored(answers, points),
    };
  }

  /** R7 by hand: 50 for what was in time, 20 for the median of a day, 20 for points up to 40, 10 for steps, of which there are none. */
  function scored(answers: readonly { readonly countedMs: number; readonly late: boolean }[], points: number): number | null {
    if (answers.length < SCORED) return null;
    const times = answers.map(({ countedMs }) => countedMs).sort((one, other) => one - other);
    const middle = (times[Math.floor((times.length - 1) / 2)] + times[times.length >> 1]) / 2;
    const inTime = answers.filter(({ late }) => !late).length / answers.length;
    const sum = 50 * inTime + 20 * Math.max(0, 1 - middle / 86_400_000) + 20 * Math.max(0, 1 - points / 40) + 10;
    return Math.round(sum * 10_000) / 10_000;
  }

  /** Scores are as deserved, and so is what the ranking heard last of each seller, and nothing twice in a row. */
  async function expectScores(admin: Person, shops: ReadonlyMap<string, string>, isRestricted: (shop: string) => boolean) {
    await allCaughtUp(store, models, PATIENCE_MS);
    let withScore = 0;
    for (const [shop, conversation] of shops) {
      const { score, points } = await deserved(conversation);
      const visibility = Math.round((score === null ? 1 : 0.5 + score / 200) * (isRestricted(shop) ? 0.5 : 1) * 1e8) / 1e8;
      const { body } = await admin.get(`/v1/sellers/${shop}/score`).expect(200);
      expect([shop, body.score, body.parts.points.points, body.visibility]).toEqual([shop, score, points, visibility]);
      const heard = async () =>
        (await told<RankingEvent>(`ranking-${shop}`)).flatMap(({ type, data }) =>
          type === 'VisibilityChanged' ? data.visibility : [],
        );
      await eventually(`the ranking of ${shop}`, async () => ((await heard()).at(-1) ?? 1) === visibility, PATIENCE_MS);
      const all = [1, ...(await heard())];
      expect(all.filter((one, index) => one === all[index - 1])).toEqual([]);
      if (score !== null) withScore++;
    }
    expect(withScore).toBeGreaterThan(0);
  }

  it(
    'each violation counts once, what two decide is decided by one, and each sanction ends by one event',
    async () => {
      const { shops, suspected } = await suspects();
      const [one, other] = await Promise.all([stack.as('admin', 'one'), stack.as('admin', 'other')]);
      const [reactor, timekeeper] = await Promise.all([stack.another('reactor'), stack.another('timekeeper')]);
      // Timekeepers have nothing to say of it until sanctions end.
      const victims: TestProcess[] = [
        ...[stack.reactor, stack.api, stack.projector, reactor],
        ...(stack.eventStore ? [stack.eventStore] : []),
      ];
      const share = Math.ceil(suspected.length / victims.length);
      let fought = 0;
      for (const [turn, victim] of victims.entries()) {
        let over = false;
        const deciding = each(suspected.slice(turn * share, (turn + 1) * share), IN_FLIGHT, async ({ path, outcome }) => {
          if (outcome !== 'both') {
            expect((await decide(one, `${path}/${outcome}`)).status).toBe(200);
            return;
          }
          const both = await Promise.all([decide(one, `${path}/confirm`), decide(other, `${path}/dismiss`)]);
          expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
          const loser = both.findIndex(({ status }) => status === 409);
          expect(both[loser].detail).toMatch(loser === 0 ? /dismissed by other/ : /confirmed by one/);
          fought++;
        }).finally(() => {
          over = true;
        });
        const killing = (async () => {
          for (let wait = 200; !over; wait = 1_500) {
            await sleep(Math.random() * wait);
            await letServe(() => victim.killAndRestart());
          }
        })();
        await Promise.all([deciding, killing]);
      }
      expect(fought).toBe(suspected.filter(({ outcome }) => outcome === 'both').length);
      await settled();

      const restricted: string[] = [];
      for (const [shop, conversation] of shops) {
        const { confirmed, points, steps } = await deserved(conversation);
        const events = await told<StandingEvent>(`seller-${shop}`);
        const counted = events.flatMap(({ type, data }) => (type === 'PointsRecorded' ? data.violation : []));
        expect(counted.sort()).toEqual(confirmed.sort());
        const { body } = await one.get(`/v1/sellers/${shop}/standing`).expect(200);
        const had = (body.sanctions as { step: string; state: string; statement?: object }[]).map(
          ({ step, state, statement }) => `${step} ${state}${statement || state === 'proposed' ? '' : ' without a statement'}`,
        );
        expect([shop, body.points, had]).toEqual([shop, points, steps]);
        if (steps.length >= 2) restricted.push(shop);
      }
      expect(restricted.length).toBeGreaterThan(0);
      await expectScores(one, shops, (shop) => restricted.includes(shop));

      // Eight days later restrictions are over, also where whoever has to say so is killed meanwhile.
      const now = (await one.get('/v1/test-clock').expect(200)).body.now as string;
      await one.put('/v1/test-clock', { now: new Date(Date.parse(now) + 8 * 86_400_000).toISOString() }).expect(200);
      for (const victim of [stack.timekeeper, timekeeper, stack.timekeeper]) await victim.killAndRestart();
      const ends = async (shop: string) =>
        (await told<StandingEvent>(`seller-${shop}`)).filter(({ type }) => type === 'SanctionEnded').length;
      for (const shop of restricted) await eventually(`an end for ${shop}`, async () => (await ends(shop)) > 0, PATIENCE_MS);
      await settled();
      for (const shop of restricted) expect([shop, await ends(shop)]).toEqual([shop, 1]);
      await expectScores(one, shops, () => false);
      await expectRowsEqualRebuild(stack);
    },
    900_000 + 200 * VIOLATIONS,
  );
}
