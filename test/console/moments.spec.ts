/** A replay in the browser: the moments of a conversation are those that the api has, and each costs few events however long it is. */
import { Calendars, Moments, type RecordedStep } from '../../apps/console/src/replay/moments';
import { emptyScene, evolveScene } from '../../libs/domain';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-05T09:00:00.000Z');
const EVENTS_BETWEEN_COPIES = 1_000;

/** A question and an answer an hour, each a command of its own. */
function long(messages: number): RecordedStep[] {
  const parties = { market: 'de', seller: 's1', buyer: 'b1', topic: 'shipping', subject: 'Where is it?' };
  let revision = -1;
  return Array.from({ length: messages }, (_, index) => {
    const from = index % 2 === 0 ? 'buyer' : 'seller';
    const at = new Date(START + index * HOUR).toISOString();
    const meta = { at, recorded: at, actor: from, role: from, command: `k${index}` };
    const sent = { type: 'MessageSent', data: { message: `m${index}`, from, author: from, body: `Is it ${index}?`, at } };
    const opened = { type: 'ConversationOpened', data: { conversation: 'c1', ...parties, at } };
    const events = (index === 0 ? [opened, sent] : [sent]).map((event) => {
      revision++;
      return { ...event, ...meta, revision, id: `e${revision}` };
    });
    return { changes: [], events } as unknown as RecordedStep;
  });
}

function momentsOf(steps: readonly RecordedStep[], lens: 'platform' | 'buyer' = 'platform'): Moments {
  const moments = new Moments(lens, 'en', new Calendars());
  for (const step of steps) moments.add(step);
  return moments;
}

it('each moment, gone to in whatever order, is what its events make', () => {
  const steps = long(2_500);
  const moments = momentsOf(steps);
  for (const index of [2_499, 0, 1, 1_200, 1_199, 2_300, 7, 8]) {
    const scene = emptyScene();
    for (const { events } of steps.slice(0, index + 1)) for (const event of events) evolveScene(scene, event);
    const { picture, step } = moments.at(index);
    expect(picture.messages.map(({ id }) => id)).toEqual([...scene.items.keys()].slice(-20));
    expect(picture.leftOut.messages).toBe(Math.max(0, scene.items.size - 20));
    const to = steps[index].events.at(-1)?.revision;
    expect(step.to).toBe(to);
    expect(step.changes).toContainEqual({
      ...{ of: 'message', id: `m${index}`, field: 'state', before: null, after: 'delivered', revision: to },
    });
  }
});

it('of ten thousand events a step on folds one, a step back and a leap at most as many as lie between two copies, and again none', () => {
  const moments = momentsOf(long(10_000));
  const cost = (index: number) => {
    const before = moments.folded;
    moments.at(index);
    return moments.folded - before;
  };
  expect(cost(9_998)).toBeLessThanOrEqual(EVENTS_BETWEEN_COPIES);
  expect(cost(9_999)).toBe(1);
  expect(cost(9_997)).toBeLessThanOrEqual(EVENTS_BETWEEN_COPIES);
  expect(cost(5_000)).toBeLessThanOrEqual(EVENTS_BETWEEN_COPIES);
  expect(cost(5_001)).toBe(1);
  expect(cost(9_999)).toBe(0);
});

it('while nobody waits, makes the moment behind the one that is shown and those before it, so that going there folds none', () => {
  const moments = momentsOf(long(3_000));
  const shown = moments.all.flatMap((_, index) => (index % 2 === 0 ? [index] : []));
  moments.at(shown[1_200]);
  while (moments.prepare(shown, 1_200));
  const { folded } = moments;
  expect(shown.slice(1_176, 1_202).map((index) => moments.at(index).step.to)).toEqual(
    shown.slice(1_176, 1_202).map((index) => moments.all[index].to),
  );
  expect(moments.folded).toBe(folded);
  // On the way back there is nothing to do until these are behind.
  expect(moments.prepare(shown, 1_180)).toBe(false);
  moments.at(shown[1_176]);
  expect(moments.prepare(shown, 1_176)).toBe(true);
});

it('while it is read, knows when the moment of an address and one behind it are there', () => {
  const moments = new Moments('platform', 'en', new Calendars());
  const goesPast = (address: string) => moments.goPast(new URLSearchParams(address));
  const at = new Date(START + 3 * HOUR).toISOString();
  const told = long(10).map((step) => {
    moments.add(step);
    return [goesPast('revision=4'), goesPast(`asOf=${at}`), goesPast('')];
  });
  expect(told.map(([revision]) => revision).indexOf(true)).toBe(4);
  expect(told.map(([, asOf]) => asOf).indexOf(true)).toBe(4);
  expect(told.some(([, , nothing]) => nothing)).toBe(false);
});

it('finds moments by revision and by instant, and tells what is another between two', () => {
  const moments = momentsOf(long(10));
  expect([-1, 0, 1, 2, 10, 99].map((revision) => moments.ofRevision(revision))).toEqual([-1, 0, 0, 1, 9, 9]);
  expect([START - 1, START, START + HOUR + 1, START + 99 * HOUR].map((at) => moments.ofInstant(at))).toEqual([-1, 0, 1, 9]);
  expect(moments.between(3, 5).map(({ of, id, after }) => [of, id, after])).toEqual([
    ['message', 'm4', 'delivered'],
    ['message', 'm5', 'delivered'],
  ]);
  expect(moments.telling(0).did.map(({ says }) => says)).toEqual(['opened', 'asked']);
});
