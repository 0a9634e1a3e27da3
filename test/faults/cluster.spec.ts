/** Whatever happens to the leader of a cluster of three while messages are written: nothing is lost, doubled or answered with an error. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, FAULTS } from '../event-store/cluster';
import { type Stack, startStack } from '../support/stack';
import { expectRowsEqualRebuild } from '../support/tables';
import { expectNothingLost } from '../support/writers';

// Nodes of somebody else are not ours to strike.
(process.env.EVENTSTORE_URL ? describe.skip : describe)('writers while the leader of a cluster', () => {
  let stack: Stack;
  let cluster: Cluster;
  beforeAll(async () => {
    const before = async (storePort: number) => {
      cluster = await Cluster.before(storePort);
      return cluster;
    };
    stack = await startStack({ before });
  });
  afterAll(() => stack.stop());

  it.each(FAULTS)('%s', (fault) =>
    expectNothingLost(stack, async () => {
      await sleep(700);
      await cluster.strike(fault);
      await sleep(5_000);
    }),
  );

  it('afterwards every read model equals a fresh rebuild, row for row', async () => {
    await expectRowsEqualRebuild(stack);
  });
});
