/** Whatever is killed while messages are written: every acknowledged one is in its stream exactly once, in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Stack, startStack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';
import { expectNothingLost } from '../support/writers';

const KILLS = 3;

describe('writers while something is killed', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
    // Two of them at once must change nothing.
    await stack.another('projector');
  });
  afterAll(() => stack.stop());

  const victims: [name: string, kill: (on: Stack) => Promise<unknown>][] = [
    ['api', (on) => on.api.killAndRestart()],
    ['projector', (on) => on.projector.killAndRestart()],
  ];
  // Servers of somebody else are not ours to kill.
  if (!process.env.EVENTSTORE_URL) victims.push(['event store', (on) => on.eventStore!.killAndRestart()]);
  if (!process.env.DATABASE_URL) victims.push(['database', (on) => on.restartPostgres!()]);

  it.each(victims)('the %s, three times', (_, kill) =>
    expectNothingLost(stack, async () => {
      for (let count = 0; count < KILLS; count++) {
        await sleep(700);
        await kill(stack);
      }
      await sleep(500);
    }),
  );

  it('afterwards every read model equals a fresh rebuild, row for row', async () => {
    await expectRowsEqualRebuild(stack);
  });
});
