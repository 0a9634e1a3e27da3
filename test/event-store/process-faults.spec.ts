import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStore } from '../../libs/event-store';
import { eventually, freePort } from '../support/stack';
import { newStream, type Said, said, wordsOf } from './store-under-test';

describe('a store process', () => {
  let dataDir: string;
  let port: number;
  let process: ChildProcess;
  let store: EventStore;

  const start = () => {
    const main = join(__dirname, '../../dist/apps/eventstore/main.js');
    process = spawn('node', [main, '--port', String(port), '--data', dataDir], { stdio: 'ignore' });
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
    store = EventStore.connect({ url: `esdb://127.0.0.1:${port}?tls=false`, tryMs: 800, budgetMs: 20_000 });
    await store.append(newStream(), [said('ready')], 'no-stream');
  });

  afterEach(async () => {
    await store.close();
    await end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  /** 16 writers and one follower go on while the fault happens; then what was acknowledged is there exactly once and was seen exactly once. */
  async function under(fault: () => Promise<void>) {
    let writing = true;
    const written = new Map<string, number>();
    const writers = Array.from({ length: 16 }, async () => {
      const stream = newStream('faulty');
      for (let n = 0; writing; n++) {
        await store.append(stream, [said(`${n}`)], n === 0 ? 'no-stream' : n - 1);
        written.set(stream, n + 1);
      }
    });
    const seen = new Map<string, string[]>();
    const stop = new AbortController();
    const follower = (async () => {
      let after: bigint | 'start' = 'start';
      while (!stop.signal.aborted) {
        try {
          for await (const { event, checkpoint } of store.subscribeAll<Said>({
            after,
            streamPrefixes: ['faulty-'],
            signal: stop.signal,
          })) {
            if (event) seen.set(event.stream, [...(seen.get(event.stream) ?? []), event.data.words]);
            after = checkpoint ?? event?.position ?? after;
          }
        } catch {
          await sleep(50);
        }
      }
    })();
    try {
      await sleep(300);
      await fault();
      await sleep(300);
      writing = false;
      await Promise.all(writers);
      for (const [stream, count] of written) {
        const words = Array.from({ length: count }, (_, n) => `${n}`);
        expect(await wordsOf(store.read<Said>(stream))).toEqual(words);
        await eventually(`all of ${stream}`, async () => (seen.get(stream)?.length ?? 0) >= count, 30_000);
        expect(seen.get(stream)).toEqual(words);
      }
    } finally {
      writing = false;
      stop.abort();
      await follower;
    }
  }

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
