/** What broken rules lead to (R6), as sellers and admins meet it: points, sanctions, appeals, and what a sanctioned seller may still do. */
import { randomUUID } from 'node:crypto';
import { eventually, type Person } from '../support/stack';
import { ClockStory } from './clock/clock-story';

interface Sanction {
  readonly id: string;
  readonly step: string;
  readonly state: string;
}
interface Standing {
  readonly points: number;
  readonly effect: string;
  readonly violations: readonly { readonly points: number; readonly weighed?: object; readonly void?: object }[];
  readonly sanctions: readonly Sanction[];
}

describe('standing', () => {
  let story: ClockStory;
  let second: Person;
  beforeAll(async () => {
    story = await ClockStory.shared();
    second = await story.stack.as('admin', 'second');
  });
  afterAll(() => story.stop());

  const of = async (shop: string, reader = story.admin, query = ''): Promise<Standing> =>
    (await reader.get(`/v1/sellers/${shop}/standing${query}`).expect(200)).body;
  const becomes = (shop: string, what: string, fine: (standing: Standing) => boolean) =>
    eventually(`${what} of ${shop}`, async () => {
      const standing = await of(shop);
      if (!fine(standing)) throw new Error(JSON.stringify(standing).slice(0, 600));
      return standing;
    });
  /** So many deals outside, each reported by its buyer and confirmed by an admin. */
  const deals = async (shop: string, count: number) => {
    for (let n = 0; n < count; n++) {
      const asked = await story.asks({ shop });
      const { body } = await asked.agent.post(`${asked.path}/messages`, { body: `It is as you say, ${n}.` }).expect(201);
      const report = { message: body.message, kind: 'off-platform-deal' };
      const reported = await asked.buyer.post(`${asked.path}/reports`, report).expect(201);
      const path = `${asked.path}/violations/${reported.body.violation}/confirm`;
      await story.admin.post(path, { reason: 'seen' }).expect(200);
    }
  };

  it('R6.2 late replies become points once they are more than two, and a warning that the seller sees with its reasons', async () => {
    const shop = `shop-${randomUUID()}`;
    await story.goTo((await story.plainMonday()).set({ hour: 10 }));
    const all = [];
    for (let n = 0; n < 8; n++) all.push(await story.asks({ shop }));
    const began = new Date(await story.now()).toISOString();
    expect(await of(shop)).toMatchObject({ points: 0, effect: 'good', violations: [], sanctions: [] });
    await story.goTo((await story.plainMonday()).minus({ days: 5 }).set({ hour: 11 }));
    const { violations, sanctions } = await becomes(shop, 'a warning', ({ effect }) => effect === 'warning');
    expect(violations).toHaveLength(8);
    expect(violations[0]).toMatchObject({ kind: 'late-reply', source: 'clock', points: 1, weighed: { late: 8, of: 8 } });
    expect(sanctions).toMatchObject([
      { step: 'warning', state: 'imposed', statement: { rule: 'R6.2', points: 8, threshold: 8, decided: 'automatically' } },
    ]);
    // The statement is text in the seller's language, unless another is asked for.
    const { agent } = all[0];
    const told = { name: 'Sklep', markets: ['pl'], languages: ['pl', 'de'], members: [{ id: agent.sub, role: 'owner' }] };
    await (await story.stack.as('platform', 'shop-system')).put(`/v1/sellers/${shop}`, told).expect(200);
    const path = `/v1/sanctions/${sanctions[0].id}`;
    expect((await agent.get(path).expect(200)).body.reasons).toMatchObject({
      language: 'pl',
      text: expect.stringMatching(/^Uzasadnienie .*: ostrzeżenie\n/),
    });
    const { body: czech } = await agent.get(path).set('accept-language', 'cs-CZ,pl;q=0.5').expect(200);
    expect(czech.reasons.text).toMatch(/^Odůvodnění .*: varování\n/);
    expect(await of(shop, agent)).toMatchObject({ points: 8, effect: 'warning' });
    expect(await of(shop, agent, `?asOf=${began}`)).toMatchObject({ points: 0, effect: 'good', sanctions: [] });
    await (await story.stack.as('seller', 'x', 'another')).get(`/v1/sellers/${shop}/standing`).expect(404);
    // Excused, it is none: no point, and no warning for the seven that are left.
    const excuse = { reason: 'The shop was flooded.' };
    await story.admin.post(`${all[3].path}/obligations/${all[3].message}/excuse`, excuse).expect(200);
    const after = await becomes(shop, 'no warning', ({ points }) => points === 7);
    expect(after).toMatchObject({ effect: 'good', sanctions: [{ step: 'warning', state: 'revoked' }] });
  });

  it('R6.3, R6.4 a removal is proposed, decided, appealed and undone; meanwhile the seller writes nothing', async () => {
    const shop = `shop-${randomUUID()}`;
    await deals(shop, 3);
    const proposed = await becomes(shop, 'a proposal', ({ sanctions }) => sanctions.length === 3);
    expect(proposed.sanctions.map(({ step, state }) => `${step} ${state}`)).toEqual([
      ...['warning imposed', 'restriction imposed', 'removal proposed'],
    ]);
    const path = `/v1/sanctions/${proposed.sanctions[2].id}`;
    const open = await story.asks({ shop });
    const listed = async (query: string) =>
      (await second.get(`/v1/sanctions?seller=${shop}${query}`).expect(200)).body as { items: Sanction[]; next: string | null };
    expect((await listed('&state=proposed')).items).toMatchObject([
      { id: proposed.sanctions[2].id, step: 'removal', decidedBy: null },
    ]);
    const first = await listed('&limit=2');
    expect([...first.items, ...(await listed(`&limit=2&cursor=${first.next}`)).items].map(({ step }) => step)).toEqual([
      ...['warning', 'restriction', 'removal'],
    ]);
    const decision = { outcome: 'imposed', reason: 'Three deals.', withoutNotice: 'fraud' };
    // What would go out is read before it does, and writes nothing.
    const tried = (await story.admin.post(`${path}/decision`, { ...decision, dryRun: true }).expect(200)).body;
    expect(tried).toMatchObject({ state: 'imposed', reasons: { text: expect.stringContaining('Three deals.') } });
    expect((await story.admin.get(path).expect(200)).body).toMatchObject({ state: 'proposed' });
    const { body } = await story.admin.post(`${path}/decision`, decision).expect(200);
    expect(body.reasons.text.split('\n')[0]).toBe(tried.reasons.text.split('\n')[0]);
    expect(body).toMatchObject({ state: 'imposed', decision: { by: story.admin.sub }, statement: { decided: 'by-a-person' } });
    const again = await second.post(`${path}/decision`, { outcome: 'declined', reason: 'No.' }).expect(409);
    expect(again.body).toMatchObject({ code: 'sanction-not-proposed', detail: expect.stringContaining(story.admin.sub) });
    const refused = await open.agent.post(`${open.path}/messages`, { body: 'Here I am.' }).expect(403);
    expect(refused.body.code).toBe('seller-removed');
    // R6.4: what is open is the platform's: its answer ends the question, the buyer sees who cares, and nothing of it is late for the seller.
    const cared = async (by: string) =>
      eventually(`${open.path} is the ${by}'s`, async () => {
        const { body } = await open.buyer.get(open.path).expect(200);
        expect(body.caredForBy).toBe(by);
        return body;
      });
    await cared('platform');
    const inbox = `/v1/inbox?caredForBy=platform&seller=${shop}&needsReply=true`;
    await eventually('the inbox of the platform', async () =>
      JSON.stringify((await second.get(inbox)).body).includes(open.conversation),
    );
    await second.post(`${open.path}/messages`, { body: 'The shop is gone; we see to it.' }).expect(201);
    await eventually('an answer that is late for nobody', async () => {
      const { body } = await open.buyer.get(`/v1/clock?conversation=${open.conversation}`).expect(200);
      expect(body.items).toMatchObject([{ state: 'answered', excused: true }]);
      return true;
    });
    const late = await story.asks({ shop });
    await eventually('a later one, too', async () => (await late.buyer.get(late.path)).body.caredForBy === 'platform');
    // Buyers go on writing there, also where they had closed it.
    await late.buyer.post(`${late.path}/messages`, { body: 'Is anybody there?' }).expect(201);
    await late.buyer.post(`${late.path}/close`).expect(200);
    await late.buyer.post(`${late.path}/messages`, { body: 'Still nobody?' }).expect(201);
    const reason = 'They were none.';
    await open.agent.post(`${path}/appeal`, { reason }).expect(201);
    const { items } = await listed('&appeal=open');
    expect(items).toMatchObject([{ id: proposed.sanctions[2].id, state: 'imposed', appeal: { state: 'open' } }]);
    expect(JSON.stringify(items)).not.toContain(reason);
    const judged = { outcome: 'granted', reason: 'Right.' };
    expect((await story.admin.post(`${path}/appeal/decision`, judged).expect(403)).body.code).toBe('another-human');
    expect((await second.post(`${path}/appeal/decision`, judged).expect(200)).body.state).toBe('revoked');
    expect(await of(shop)).toMatchObject({ points: 0, effect: 'good' });
    await cared('seller');
    await open.agent.post(`${open.path}/messages`, { body: 'Here I am again.' }).expect(201);
  });
});
