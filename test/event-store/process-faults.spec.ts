import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore } from '../../libs/event-store';
import { mainOf } from '../support/compiled';
import { freePort } from '../support/stack';
import { talking } from './registry';
import { newStream, said } from './store-under-test';
import { expectOnceUnder } from './under-load';

describe('a store process', () => {
  let dataDir: string;
  let port: number;
  let process: ChildProcess;
  let store: EventStore;

  const start = () => {
    process = spawn('node', [mainOf('eventstore'), '--port', String(port), '--data', dataDir], { stdio: 'ignore' });
  };

  const end = async (signal: NodeJS.Signals) => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const exit = once(process, 'exit');
    process.kill(signal);
    await exit;
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'store-process-'));
    port = await freePort();
    start();
    store = EventStore.connect({ url: `esdb://127.0.0.1:${port}?tls=false`, streams: talking(), tryMs: 800, budgetMs: 20_000 });
    await store.append(newStream(), [said('ready')], 'no-stream');
  });

  afterEach(async () => {
    await store.close();
    await end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  const under = (fault: () => Promise<void>) => expectOnceUnder(store, fault, 300);

  it('killed and started again under load loses and doubles nothing', () =>
    under(async () => {
      for (let n = 0; n < 3; n++) {
        await end('SIGKILL');
        await sleep(200);
        start();
        await sleep(700);
      }
    }));

  it('stopped and started again under load loses and doubles nothing', () =>
    under(async () => {
      await end('SIGTERM');
      start();
      await sleep(500);
    }));

  it('frozen and thawed under load loses and doubles nothing', () =>
    under(async () => {
      process.kill('SIGSTOP');
      await sleep(2_500);
      process.kill('SIGCONT');
      await sleep(500);
    }));
});
