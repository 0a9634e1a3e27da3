/** What the embedded store's storage keeps by itself: the latest events are in the log only, and found all the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { encodeRun, MAX_REVISION, placeOf } from './records';
import { LmdbStorage, type StreamRun } from './storage';

const nothing = Buffer.alloc(0);
const event = { id: Buffer.alloc(16, 7), type: 'T', contentType: 'application/json', metadata: nothing, data: nothing };

describe('storage on LMDB', () => {
  let directory: string;
  let storage: LmdbStorage;
  let length = 0;
  let number = 0;
  /** Appends events in runs of these lengths, over and over. */
  const extend = async (count: number, lengths: readonly number[]) => {
    const isNew = length === 0;
    const runs: StreamRun[] = [];
    for (let left = count; left > 0; ) {
      const inRun = Math.min(left, lengths[runs.length % lengths.length]);
      left -= inRun;
      const run = encodeRun(new Array(inRun).fill(event), 's', length, runs.at(-1)?.position ?? storage.lastPosition, 0);
      if (length === 0) number = run.position;
      length += inRun;
      runs.push({ ...run, stream: number, count: inRun, revision: length - 1 });
    }
    await storage.write({ runs, streams: isNew ? [{ name: 's', entry: { number, tombstoned: false } }] : [] });
  };
  const revisions = (from: number, limit: number, backwards: boolean) =>
    storage.ofStream(number, from, limit, backwards).map(({ revision }) => revision);
  const expectWhole = () => {
    const all = Array.from({ length }, (_, index) => index);
    expect(storage.stream('s')).toEqual({ number, tombstoned: false });
    expect(storage.lastRevision(number)).toBe(length - 1);
    expect(revisions(0, length + 1, false)).toEqual(all);
    expect(revisions(Number.MAX_SAFE_INTEGER, length + 1, true)).toEqual([...all].reverse());
    // Across the place where the index ends, whichever revision that is.
    for (let from = 0; from < length; from += 97) {
      expect(revisions(from, 100, false)).toEqual(all.slice(from, from + 100));
      expect(revisions(from, 50, true)).toEqual(all.slice(Math.max(0, from - 49), from + 1).reverse());
    }
    const log = storage.ofAll(0, length + 1, false);
    expect(log.map(({ record }) => Number(placeOf(record).revision))).toEqual(all);
    const positions = log.map(({ position }) => position);
    const inLog = (from: number, limit: number, backwards: boolean) =>
      storage.ofAll(from, limit, backwards).map(({ position }) => position);
    expect(inLog(storage.lastPosition + 1, length + 1, true)).toEqual([...positions].reverse());
    for (let from = 0; from < length; from += 97) {
      // Between two events, too, a reader starts at the next.
      for (const at of [positions[from], positions[from] - 1])
        expect(inLog(at, 10, false)).toEqual(positions.slice(from, from + 10));
      expect(inLog(positions[from], 10, true)).toEqual(positions.slice(Math.max(0, from - 10), from).reverse());
    }
  };

  beforeEach(async () => {
    length = 0;
    directory = await mkdtemp(join(tmpdir(), 'storage-'));
    storage = new LmdbStorage(directory);
  });
  afterEach(async () => {
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  it.each([
    ['alone', [1]],
    ['together', [100]],
    ['both ways', [1, 1, 100, 3, 128, 2]],
  ])('has every event in both directions before and after the index got it, and when opened again: %s', async (_, lengths) => {
    for (const count of [3, 2_000, 2_500, 7, 4_100, 11]) {
      await extend(count, lengths);
      expectWhole();
      await storage.close();
      storage = new LmdbStorage(directory);
      expectWhole();
    }
  });

  it('knows a tombstone the index has not got when opened again', async () => {
    await extend(2, [1]);
    const run = encodeRun([{ ...event, type: '$streamDeleted' }], 's', MAX_REVISION, storage.lastPosition, 0);
    const entry = { number, tombstoned: true };
    await storage.write({ runs: [{ ...run, stream: number, count: 1 }], streams: [{ name: 's', entry }] });
    await storage.close();
    storage = new LmdbStorage(directory);
    expect(storage.stream('s')).toEqual(entry);
    expect(storage.lastRevision(number)).toBe(1);
    expect(storage.lastPosition).toBe(run.position);
  });

  it('reads a directory written when every group went to the index', async () => {
    await extend(4_200, [1]);
    // The second group moves the first to the index; without its mark the store is as it was then.
    await extend(1, [1]);
    await storage.close();
    const root = open({ path: directory, maxDbs: 4 });
    const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
    root.openDB({ name: 'state', ...binary }).removeSync(Buffer.from('indexed'));
    const log = root.openDB<Buffer, Buffer>({ name: 'log', ...binary });
    for (const key of log.getKeys({ reverse: true, limit: 1 })) log.removeSync(Buffer.from(key));
    await root.close();
    length--;
    storage = new LmdbStorage(directory);
    expectWhole();
    await extend(5, [1, 4]);
    expectWhole();
  });
});
