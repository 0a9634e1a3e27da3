/** R3.3 over a real store and a clock that can be set: a stage that should have followed is missed, once for each level. */
import { Settings } from 'luxon';
import type { RunningProcess } from '../../support/process';
import { eventually } from '../../support/stack';
import { type Asked, ClockStory } from './clock-story';

Settings.throwOnInvalid = true;

describe('missing status updates', () => {
  let story: ClockStory;
  let second: RunningProcess;
  beforeAll(async () => {
    story = await ClockStory.shared();
    // Two of them ask: nothing is said twice.
    second = await story.stack.another('timekeeper');
  });
  afterAll(async () => {
    await second?.end();
    await story.stop();
  });

  /** What was said of missing updates, as the agent hears of it. */
  const said = async ({ agent, conversation }: Asked) =>
    (await agent.get('/v1/changes?limit=100').expect(200)).body.items
      .filter(
        (item: Record<string, string>) => item.conversation === conversation && /^StatusUpdate(Missing|Settled)/.test(item.type),
      )
      .map(({ type, detail }: { type: string; detail: Record<string, unknown> }) => [type, detail.stage, detail.level ?? null]);

  const hears = async (asked: Asked, expected: readonly unknown[]) => {
    await eventually('a missing update', async () => (await said(asked)).length >= expected.length);
    expect(await said(asked)).toEqual(expected);
  };

  it('R3.3 three business days after the stage and twice that, exactly once each, whatever the timekeepers', async () => {
    const monday = await story.plainMonday();
    const told = monday.set({ hour: 10 });
    await story.goTo(told);
    const asked = await story.asks();
    await asked.agent.post(`${asked.path}/status-updates`, { stage: 'repair-started' }).expect(201);
    await story.goTo(told.plus({ days: 2, hours: 23 }));
    await story.timekeeperLooked();
    expect(await said(asked)).toEqual([]);
    const first = ['StatusUpdateMissing', 'repair-started', 1];
    await story.goTo(told.plus({ days: 3, minutes: 1 }));
    await hears(asked, [first]);
    // Thursday and Friday count, the days of the weekend do not.
    await story.goTo(told.plus({ days: 7, hours: 23 }));
    await story.timekeeperLooked();
    expect(await said(asked)).toEqual([first]);
    await story.goTo(told.plus({ days: 8, minutes: 1 }));
    const second = ['StatusUpdateMissing', 'repair-started', 2];
    await hears(asked, [first, second]);
    await story.goTo(told.plus({ days: 9 }));
    await story.timekeeperLooked();
    expect(await said(asked)).toEqual([first, second]);
    const [update] = (await asked.agent.get(asked.path).expect(200)).body.statusUpdates;
    expect(update).toMatchObject({ stage: 'repair-started', missing: 2 });
    const buyers = (await asked.buyer.get('/v1/changes?limit=100').expect(200)).text;
    expect(buyers).not.toContain('StatusUpdateMissing');
  });

  it('R3.3 is not said of a stage that was followed', async () => {
    const monday = await story.plainMonday();
    const told = monday.set({ hour: 10 });
    await story.goTo(told);
    const asked = await story.asks();
    await asked.agent.post(`${asked.path}/status-updates`, { stage: 'repair-started' }).expect(201);
    const refund = { stage: 'refund-issued', facts: { amount: '9.99', currency: 'EUR' } };
    await asked.agent.post(`${asked.path}/status-updates`, refund).expect(201);
    await story.goTo(told.plus({ days: 9 }));
    await story.timekeeperLooked();
    expect(await said(asked)).toEqual([['StatusUpdateSettled', 'repair-started', null]]);
  });
});
