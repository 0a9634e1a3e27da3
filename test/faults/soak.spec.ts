/**
 * A day of a marketplace, with two of every process and each of them killed again and again: at the end the domain's fold of every stream
 * is what every read model says, every acknowledged message is there once, and nothing grew. `npm run soak -- --minutes N` goes on for longer.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../../libs/event-store';
import { projectionStatus, type ReadModels, reactionStatus } from '../../libs/read-models';
import { expectRowsAsFolded, folded } from '../soak/folded';
import { Market } from '../soak/market';
import { Watch } from '../soak/watch';
import { beside } from '../support/beside';
import { mainOf } from '../support/compiled';
import { letServe, type TestProcess } from '../support/process';
import { eventually, type Stack, startStack } from '../support/stack';
import { allCaughtUp, expectRowsEqualRebuild } from '../support/tables';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 0.25);
const DOUBLED = ['api', 'projector', 'timekeeper', 'reactor'] as const;
const MEGABYTES = 300;
/** Fewer acknowledged messages say nothing: a busy machine goes on for longer, but not for ever. */
const FEWEST = 6;
const LONGER_MS = 120_000;

const say = (what: string) => process.stdout.write(`soak: ${what}\n`);

describe('a day of a marketplace', () => {
  let stack: Stack;
  let seconds: readonly TestProcess[];
  beforeAll(async () => {
    stack = await startStack({ run: [...DOUBLED, 'notary'], env: { HELPDESK_TEST_CLOCK: '1' } });
    seconds = await Promise.all(DOUBLED.map((app) => stack.another(app)));
  });
  afterAll(() => stack.stop());

  it(
    'is on record whole, whatever was killed',
    async () => {
      const { store, models } = beside(stack);
      const watch = new Watch(
        {
          ...Object.fromEntries(
            DOUBLED.flatMap((app, index) => [
              [app, stack[app]],
              [`second ${app}`, seconds[index]],
            ]),
          ),
          ...{ notary: stack.notary, eventStore: stack.eventStore },
        },
        models,
      );
      let tellings: NodeJS.Timeout | undefined;
      try {
        const market = new Market(
          stack,
          seconds.filter(({ app }) => app === 'api').map(({ env }) => `http://127.0.0.1:${env.HELPDESK_PORT}`),
        );
        const end = Date.now() + MINUTES * 60_000;
        const said = () => [...market.acknowledged.values()].flat();
        const over = () => Date.now() >= end + (said().length < FEWEST ? LONGER_MS : 0);
        const going = market.run(over);
        const away = new Map<string, Away>();
        tellings = setInterval(() => tellHowFar(market, away, watch), 60_000);
        const killed = await killing(stack, seconds, over, going, away);
        // A run that never ends says by this what it waits for.
        say(`${killed} kills, and everybody is back`);
        await going;
        say('nobody asks any more');
        await eventually('every process is there', async () =>
          [...DOUBLED.map((app) => stack[app]), ...seconds].every(({ pid }) => pid),
        );
        await allCaughtUp(store, models);
        say('all caught up');
        const { states, written } = await folded(store);
        const acknowledged = said();
        say(
          `${MINUTES} min, ${killed} kills, ${states.size} conversations, ${acknowledged.length} acknowledged messages, ${JSON.stringify(market.done)}\n` +
            `answers: ${JSON.stringify(Object.fromEntries(market.apis.answers))}\n` +
            `most: ${JSON.stringify(Object.fromEntries(watch.most))}, ${watch.connections} connections`,
        );
        expect(market.apis.trouble).toEqual([]);
        expect(acknowledged.length).toBeGreaterThanOrEqual(FEWEST);
        expect(acknowledged.filter((message) => written.get(message) !== 1)).toEqual([]);
        // What is due meanwhile is still written.
        const agree = async () => {
          await allCaughtUp(store, models);
          await expectRowsAsFolded(models, (await folded(store)).states);
          return true;
        };
        await eventually('rows as the domain folds them', agree);
        expect(await wronglyHeard(market, stack)).toEqual([]);
        await expectRowsEqualRebuild(stack);
        await expectVerified(stack);
        for (const [name, { megabytes }] of watch.most) expect([name, megabytes < MEGABYTES]).toEqual([name, true]);
        expect(watch.connections).toBeLessThan(95);
        for (const [name, files] of Object.entries(watch.files())) expect([name, files < 200]).toEqual([name, true]);
      } catch (error) {
        await tell(stack, seconds, store, models);
        throw error;
      } finally {
        watch.stop();
        clearInterval(tellings);
        await Promise.all([store.close(), models.close()]);
      }
    },
    MINUTES * 60_000 + LONGER_MS + 240_000,
  );
});

/** What helps to find out why: how far everybody is, and what they said last. */
async function tell(stack: Stack, seconds: readonly TestProcess[], store: EventStore, models: ReadModels): Promise<void> {
  const states = await Promise.all([store.head(), reactionStatus(models), projectionStatus(models)]).catch(String);
  process.stdout.write(`${JSON.stringify(states, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`);
  const [log] = await models.query('SELECT *, (SELECT max(size) FROM log_checkpoints) AS signed FROM log_state').catch(() => []);
  const health = await fetch(`http://127.0.0.1:${stack.notary.env.NOTARY_PORT}/health/ready`).then(
    (answer) => answer.text(),
    String,
  );
  process.stdout.write(`log: ${JSON.stringify(log)}, notary: ${health}\n`);
  for (const one of [...DOUBLED.map((app) => stack[app]), ...seconds, stack.notary])
    process.stdout.write(`${one.app} ${one.pid}: ${one.said.split('\n').slice(-8).join('\n  ')}\n`);
}

/**
 * One process after the other is killed every second or two, whether the one before is back or not; the second ones in the first half alone, so that
 * they get old. How long one takes to come back is the machine's affair: it is left alone as long, and of two apis one is there, so that
 * whoever asks gets an answer however slow that is. Gives how often.
 */
async function killing(
  stack: Stack,
  seconds: readonly TestProcess[],
  over: () => boolean,
  going: Promise<unknown>,
  away: Map<string, Away>,
): Promise<number> {
  const half = Date.now() + MINUTES * 30_000;
  const again = (one: TestProcess) => () => one.killAndRestart();
  const firsts = [
    stack.api,
    stack.projector,
    stack.timekeeper,
    stack.reactor,
    stack.notary,
    ...(stack.eventStore ? [stack.eventStore] : []),
  ];
  const always: Victim[] = [
    ...firsts.map((one) => ({ place: one.app, restart: again(one) })),
    ...(stack.restartPostgres ? [{ place: 'postgres', restart: stack.restartPostgres }] : []),
  ];
  const victims = [
    ...always,
    ...seconds.map((one) => ({ place: one.app === 'api' ? 'api' : `second ${one.app}`, restart: again(one) })),
  ];
  let failed = false;
  const fail = () => {
    failed = true;
  };
  going.catch(fail);
  let killed = 0;
  // In an order that no two runs share.
  for (let turn = Math.floor(Math.random() * victims.length); !over() && !failed; turn += 4) {
    await sleep(1_000 + Math.random() * 1_000);
    const victim = turn % victims.length;
    const { place, restart } = victims[victim] as Victim;
    if (away.has(place) || (victim >= always.length && Date.now() > half)) continue;
    killed++;
    const served = letServe(restart).then(() => away.delete(place));
    served.catch(fail);
    away.set(place, { since: Date.now(), served });
  }
  await Promise.all([...away.values()].map(({ served }) => served));
  return killed;
}

/** What was killed, or came back just now. */
interface Away {
  readonly since: number;
  readonly served: Promise<unknown>;
}

/** Once a minute: who waits, for what and how long, and what everybody takes. */
function tellHowFar(market: Market, away: ReadonlyMap<string, Away>, watch: Watch): void {
  const age = (since: number) => `${Math.round((Date.now() - since) / 1_000)} s`;
  const waits = [...market.apis.waits]
    .filter(({ since }) => Date.now() - since > 5_000)
    .map(({ what, since }) => `${what} ${age(since)}`);
  say(
    `${new Date().toISOString()} ${[...market.acknowledged.values()].flat().length} acknowledged, ` +
      `away: ${[...away].map(([place, { since }]) => `${place} ${age(since)}`).join(', ')}; waits: ${waits.join(', ')}; ` +
      `MB: ${JSON.stringify(Object.fromEntries(watch.now))}`,
  );
}

/** Of one place one is killed at a time. */
interface Victim {
  readonly place: string;
  readonly restart: () => Promise<void>;
}

/** Changes that the platform's stream told twice, not in their order, or not at all. */
async function wronglyHeard({ heard }: Market, stack: Stack): Promise<string[]> {
  const admin = await stack.as('admin');
  const last = heard.at(-1);
  const wrong = heard.filter((position, index) => index > 0 && BigInt(position) <= BigInt(heard[index - 1] as string));
  if (last === undefined) return ['nothing'];
  const known = new Set(heard);
  for (let from = '0'; BigInt(from) < BigInt(last); ) {
    const { body } = await admin.get(`/v1/changes?after=${from}&limit=100`);
    for (const { position } of body.items as { position: string }[]) {
      from = position;
      if (BigInt(position) <= BigInt(last) && !known.has(position)) wrong.push(`not ${position}`);
    }
    if (body.items.length === 0) break;
  }
  return wrong;
}

/** Every event is the leaf of the log that it was, by the operator's own command. */
async function expectVerified(stack: Stack): Promise<void> {
  const verifying = spawn(process.execPath, [mainOf('helpdesk'), 'verify'], { env: { ...process.env, ...stack.api.env } });
  let said = '';
  for (const stream of [verifying.stdout, verifying.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  const [code] = await once(verifying, 'exit');
  expect([code, code === 0 ? '' : said]).toEqual([0, '']);
}
