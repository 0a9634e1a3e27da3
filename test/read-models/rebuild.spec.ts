/** Rows are a function of the events: whatever happened, however it was batched, a rebuild makes the same ones. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';

/** Numbers that look random and come again with the seed: a failure can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe('read models', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { HELPDESK_TEST_CLOCK: '1' } });
  });
  afterAll(() => stack.stop());

  it('of a history in which everything happens equal a rebuild of it', async () => {
    const seed = Number(process.env.SEED ?? 20_261_124);
    const roll = dice(seed);
    const shops = Array.from({ length: 3 }, () => `shop-${randomUUID()}`);
    const [admin, buyer, ...agents] = await Promise.all([
      stack.as('admin'),
      stack.as('buyer'),
      ...shops.map((shop) => stack.as('seller', 'agent', shop)),
    ]);
    const open: { path: string; agent: Person; buyers: string[]; sellers: string[] }[] = [];
    const seen = new Set<string>();
    const note = (answer: { status: number; body: { events?: string[] } }) => {
      expect([seed, answer.status < 500]).toEqual([seed, true]);
      for (const type of answer.body.events ?? []) seen.add(type);
      return answer.body as { message?: string };
    };
    for (let step = 0; step < 240; step++) {
      if (open.length < 12) {
        const shop = roll(3);
        const market = ['de', 'fr', 'pl', 'de-by'][roll(4)];
        const opening = { market, seller: shops[shop], topic: 'order', subject: `s${step}`, message: { body: `b${step}` } };
        const { body } = await buyer.post('/v1/conversations', opening).expect(201);
        open.push({ path: `/v1/conversations/${body.conversation}`, agent: agents[shop], buyers: [body.message], sellers: [] });
        continue;
      }
      const { path, agent, buyers, sellers } = open[roll(open.length)];
      const theirs = buyers[roll(buyers.length)];
      const ours = sellers[roll(Math.max(1, sellers.length))] ?? randomUUID();
      const say = async (person: Person, list: string[], body: object) => {
        const { message } = note(await person.post(`${path}/messages`, body));
        if (message) list.push(message);
      };
      const acts: (() => Promise<unknown>)[] = [
        () => say(buyer, buyers, { body: `more ${step}` }),
        () => say(buyer, buyers, { body: `more ${step}`, language: 'pl' }),
        () => say(agent, sellers, { body: `reply ${step}` }),
        () => say(agent, sellers, { body: 'automatic', automatic: true }),
        () => say(agent, sellers, { body: 'only this', answers: [theirs], seenRevision: 1 }),
        () => say(admin, sellers, { body: 'we look into it' }),
        () => agent.post(`${path}/messages/${theirs}/no-reply-needed`, { reason: 'thanks' }).then(note),
        () => buyer.post(`${path}/messages/${theirs}/contest`, {}).then(note),
        () => buyer.post(`${path}/messages/${ours}/unanswered`, {}).then(note),
        () => agent.post(`${path}/status-updates`, { stage: 'return-received', answers: [theirs] }).then(note),
        () => agent.post(`${path}/notes`, { body: 'n' }).then(note),
        () => agent.post(`${path}/assignment`, { assignee: roll(2) ? 'agent' : null }).then(note),
        () => agent.post(`${path}/read`, {}).then(note),
        () => buyer.post(`${path}/read`, {}).then(note),
        () => buyer.post(`${path}/reports`, { message: ours, kind: 'evasive-answer' }).then(note),
        () => admin.post(`${path}/obligations/${theirs}/excuse`, { reason: 'outage' }).then(note),
        () => (roll(3) ? Promise.resolve() : (roll(2) ? buyer : agent).post(`${path}/close`, {}).then(note)),
        () => admin.get(`${path}/history?reason=dispute`).expect(200),
        async () => {
          if (roll(3)) return;
          const { now } = (await admin.get('/v1/test-clock').expect(200)).body;
          const hours = 1 + roll(40);
          await admin.put('/v1/test-clock', { now: new Date(Date.parse(now) + hours * 3_600_000).toISOString() }).expect(200);
        },
      ];
      await acts[roll(acts.length)]();
    }
    // Enough happened for the comparison to mean something.
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'ReplyObligationAnswered',
        'ReplyObligationWithdrawn',
        'ReplyObligationExcused',
        'NoReplyNeededDeclared',
        'NoReplyNeededContested',
        'ConversationReopened',
        'ViolationRecorded',
        'StatusUpdated',
      ]),
    );
    await stack.timekeeper.end();
    await expectRowsEqualRebuild(stack);
  });
});
