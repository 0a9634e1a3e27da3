/** A seller's score (R7) over months, as the seller and a search engine meet it: every part with its events, each change once. */

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DateTime } from 'luxon';
import { mainOf } from '../support/compiled';
import { eventually, type Person, type Stack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';
import { type Asked, ClockStory } from './clock/clock-story';

const HOUR = 3_600_000;

interface Change {
  readonly position: string;
  readonly seller: string;
  readonly visibility: number;
  readonly score: number | null;
  readonly effect: string;
  readonly asOf: string;
  readonly upTo: string;
}

describe('the score', () => {
  let story: ClockStory<Stack>;
  let engine: Person;
  const shop = `shop-${randomUUID()}`;
  const heard: Change[] = [];
  beforeAll(async () => {
    story = await ClockStory.start();
    engine = await story.stack.as('platform', 'search-engine');
  });
  afterAll(() => story.stop());

  const scoreOf = async (query = '', reader = story.admin) =>
    (await reader.get(`/v1/sellers/${shop}/score${query}`).expect(200)).body;
  const changes = async (after: string): Promise<Change[]> =>
    (await engine.get(`/v1/ranking?after=${after}`).expect(200)).body.items.filter(({ seller }: Change) => seller === shop);
  /** Takes up the ranking where it was left until it says what is awaited. */
  const hears = (what: string, fine: (change: Change) => boolean): Promise<Change> =>
    eventually(what, async () => {
      heard.push(...(await changes(heard.at(-1)?.position ?? '0')));
      const last = heard.at(-1);
      if (!last || !fine(last)) throw new Error(JSON.stringify(heard).slice(-600));
      return last;
    });
  const answers = ({ agent, path }: Asked) => agent.post(`${path}/messages`, { body: 'It is blue.' }).expect(201);

  it('R7 begins with twenty obligations, and shows what it is made of', async () => {
    const monday = (await story.plainMonday()).set({ hour: 10 });
    await story.goTo(monday);
    const asked: Asked[] = [];
    for (let n = 0; n < 20; n++) asked.push(await story.asks({ shop }));
    for (const one of asked.slice(0, 18)) await answers(one);
    const { agent, path } = asked[0];
    const { headers } = await agent.post(`${path}/status-updates`, { stage: 'return-received' }).expect(201);
    const told = await agent.post(`${path}/status-updates`, { stage: 'repair-started' }).expect(201);
    const few = (await agent.get(`/v1/sellers/${shop}/score`).set('X-Min-Position', told.headers['x-position']).expect(200)).body;
    expect(BigInt(headers['x-position'])).toBeLessThan(BigInt(told.headers['x-position']));
    expect(few).toMatchObject({ score: null, visibility: 1, effect: 'good', obligations: 18, weights: { version: '2026-1' } });
    await story.goTo(monday.plus({ hours: 6 }));
    await answers(asked[18]);
    await story.goTo(monday.plus({ days: 1, hours: 3 }));
    const { score, visibility, obligations, parts, history } = await eventually('an overdue', async () => {
      const now = await scoreOf();
      return now.parts.inTime.events[1].items[0]?.type === 'ReplyObligationOverdue' && now;
    });
    expect(obligations).toBe(20);
    expect(parts.inTime).toMatchObject({ weight: 50, gives: 47.5, share: 0.95, inTime: 19, missed: 1 });
    expect(parts.inTime.events).toMatchObject([
      { part: 'in-time', count: 19 },
      { part: 'missed', count: 1, items: [{ conversation: asked[19].conversation, subject: asked[19].message }] },
    ]);
    expect(parts.inTime.events[0].items).toHaveLength(10);
    expect(parts.inTime.events[0].items[0]).toMatchObject({
      ...{
        conversation: asked[18].conversation,
        type: 'ReplyObligationAnswered',
        stream: `conversation-${asked[18].conversation}`,
      },
    });
    expect(parts.inTime.events[0].items[0].countedMs).toBeGreaterThan(5.9 * HOUR);
    expect(parts.median).toMatchObject({ weight: 20, answers: 19 });
    expect(parts.points).toMatchObject({ weight: 20, gives: 20, points: 0, limit: 40 });
    expect(parts.told).toMatchObject({ weight: 10, gives: 10, share: 1, told: 1, untold: 0 });
    expect(score).toBeCloseTo(47.5 + 20 * (1 - parts.median.medianMs / (24 * HOUR)) + 20 + 10, 3);
    expect(visibility).toBeCloseTo(0.5 + score / 200, 7);
    expect(history).toHaveLength(31);
    expect(history[0]).toMatchObject({ score, visibility, obligations: 20, inTimeShare: 0.95, weights: '2026-1' });
    // The day before, eighteen and one were decided.
    expect(history[1]).toMatchObject({ asOf: `${history[1].day}T23:59:59.999Z`, score: null, visibility: 1, obligations: 19 });
    expect(history[2]).toMatchObject({ score: null, obligations: 0 });
    const { items, next } = (await agent.get(`/v1/sellers/${shop}/score/events?part=in-time&limit=15`).expect(200)).body;
    const rest = (await agent.get(`/v1/sellers/${shop}/score/events?part=in-time&cursor=${next}`).expect(200)).body;
    expect([items.length, rest.items.length, rest.next]).toEqual([15, 4, null]);
    expect(new Set([...items, ...rest.items].map(({ event }) => event)).size).toBe(19);
    const change = await hears('the score of twenty', ({ score }) => score !== null);
    expect(await scoreOf(`?asOf=${change.asOf}&upTo=${change.upTo}&days=0`)).toMatchObject({
      score: change.score,
      visibility: change.visibility,
    });
  });

  it('R7, R6.4 points and sanctions take from it at once, and what time takes away comes by itself', async () => {
    const before = heard.at(-1) as Change;
    for (let n = 0; n < 4; n++) {
      const asked = await story.asks({ shop });
      const { body } = await answers(asked);
      const report = { message: body.message, kind: 'external-contact' };
      const { violation } = (await asked.buyer.post(`${asked.path}/reports`, report).expect(201)).body;
      await story.admin.post(`${asked.path}/violations/${violation}/confirm`, { reason: 'seen' }).expect(200);
    }
    const restricted = await hears('a restriction', ({ effect }) => effect === 'restriction');
    expect(restricted.visibility).toBeCloseTo((0.5 + (restricted.score as number) / 200) / 2, 7);
    expect(restricted.score).toBeLessThan((before.score as number) - 5);
    const { parts } = await scoreOf();
    expect(parts.points).toMatchObject({ points: 20, gives: 10, events: [{ part: 'points', count: 4 }] });
    expect(parts.points.events[0].items[0]).toMatchObject({ type: 'PointsRecorded', stream: `seller-${shop}`, points: 5 });
    await story.goTo(DateTime.fromMillis(await story.now()).plus({ days: 8 }));
    const free = await hears('the end of the restriction', ({ effect }) => effect === 'warning');
    expect(free.visibility).toBeCloseTo(0.5 + (free.score as number) / 200, 7);
    await story.goTo(DateTime.fromMillis(await story.now()).plus({ days: 100 }));
    const gone = await hears('that nothing counts any more', ({ score }) => score === null);
    expect(gone).toMatchObject({ visibility: 1, effect: 'good' });
  });

  it('R7 each change comes once, page by page or as a stream, and is the same when read models are rebuilt', async () => {
    const positions = heard.map(({ position }) => BigInt(position));
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
    for (const [index, { visibility }] of heard.entries()) expect(visibility).not.toBe(heard[index - 1]?.visibility ?? 1);
    expect(await changes('0')).toEqual(heard);
    const hangUp = new AbortController();
    const answer = await fetch(`${story.stack.url}/v1/ranking/stream`, {
      signal: hangUp.signal,
      headers: { authorization: `Bearer ${engine.token}`, 'last-event-id': heard[0].position },
    });
    let text = '';
    const decoder = new TextDecoder();
    for (
      const reader = answer.body!.getReader();
      text.split('\n\ndata: ').length + text.split('\nid: ').length < 2 || !text.includes(`id: ${heard.at(-1)?.position}\n`);
    )
      text += decoder.decode((await reader.read()).value, { stream: true });
    hangUp.abort();
    const streamed = [...text.matchAll(/^id: (.*)\nevent: visibility\ndata: (.*)$/gm)].map(([, id, data]) => ({
      id,
      data: JSON.parse(data),
    }));
    expect(streamed.map(({ data }) => data)).toEqual(heard.slice(1));
    const scores = () => Promise.all(heard.map(({ asOf, upTo }) => scoreOf(`?asOf=${asOf}&upTo=${upTo}&days=3`)));
    const was = await scores();
    expect(was.map(({ score, visibility, effect }) => ({ score, visibility, effect }))).toEqual(
      heard.map(({ score, visibility, effect }) => ({ score, visibility, effect })),
    );
    await expectRowsEqualRebuild(story.stack);
    expect(await changes('0')).toEqual(heard);
    expect(await scores()).toEqual(was);
  });

  it('R6.2, R7 helpdesk score tells what other numbers would have made of it, and writes nothing', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'score-'));
    const file = join(directory, 'weights.json');
    const env = { ...process.env, ...story.stack.api.env };
    const tries = async (numbers: object, ...more: string[]) => {
      writeFileSync(file, JSON.stringify(numbers));
      const args = [mainOf('helpdesk'), 'score', '--weights', file, ...more];
      return promisify(execFile)(process.execPath, args, { env }).then(
        ({ stdout }) => stdout,
        ({ stderr }) => stderr as string,
      );
    };
    const head = (await story.admin.get('/v1/audit?limit=1').expect(200)).body.items[0].position;
    const numbers = { points: { 'external-contact': 10 }, ladder: [{ step: 'warning', points: 12 }] };
    const [row] = JSON.parse(`[${(await tries(numbers, '--json')).trim().replaceAll('\n', ',')}]`);
    const steps = (sanctions: { readonly step: string; readonly state: string }[]) =>
      sanctions.map(({ step, state }) => `${step} ${state}`);
    expect(row).toMatchObject({
      seller: shop,
      now: { score: null, visibility: 1, points: 0 },
      tried: { points: 0, effect: 'good' },
    });
    expect(steps(row.now.sanctions)).toEqual(['warning ended', 'restriction ended']);
    expect(steps(row.tried.sanctions)).toEqual(['warning ended', 'restriction ended', 'suspension proposed']);
    const lines = (await tries(numbers)).trim().split('\n');
    expect(lines[0]).toMatch(/^seller +score now +tried +visibility now +tried/);
    expect(lines[1]).toMatch(new RegExp(`^${shop} .* warning \\(ended\\), restriction \\(ended\\) .*suspension \\(proposed\\)$`));
    expect(await tries({ score: { told: 20 } })).toContain(
      '--weights: score.inTime, median, points and told have to add up to 100',
    );
    expect(await tries({ ladder: [{ step: 'warning', points: 'few' }] })).toContain(
      '--weights: ladder[0].points has to be a whole',
    );
    expect((await story.admin.get('/v1/audit?limit=1').expect(200)).body.items[0].position).toBe(head);
    rmSync(directory, { recursive: true });
  });
});
