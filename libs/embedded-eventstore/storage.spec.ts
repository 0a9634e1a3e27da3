/** What the embedded store's storage keeps by itself: the latest events are in the log only, and found all the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { encodeRecord } from './messages';
import { LmdbStorage } from './storage';

const nothing = Buffer.alloc(0);
const event = { id: Buffer.alloc(16, 7), type: 'T', contentType: 'application/json', metadata: nothing, data: nothing };
const FIRST = 100;

describe('storage on LMDB', () => {
  let directory: string;
  let storage: LmdbStorage;
  let length = 0;
  const extend = async (count: number) => {
    const first = length;
    length += count;
    const list = Array.from({ length: count }, (_, index) => {
      const revision = first + index;
      const position = FIRST + 10 * revision;
      return { position, record: encodeRecord(event, 's', revision, position, 0), stream: FIRST, revision };
    });
    await storage.write({
      events: list,
      streams: first === 0 ? [{ name: 's', entry: { number: FIRST, tombstoned: false } }] : [],
    });
  };
  const revisions = (from: number, limit: number, backwards: boolean) =>
    storage.ofStream(FIRST, from, limit, backwards).map(({ revision }) => revision);
  const expectWhole = () => {
    const all = Array.from({ length }, (_, index) => index);
    expect(storage.stream('s')).toEqual({ number: FIRST, tombstoned: false });
    expect(storage.lastRevision(FIRST)).toBe(length - 1);
    expect(revisions(0, length + 1, false)).toEqual(all);
    expect(revisions(Number.MAX_SAFE_INTEGER, length + 1, true)).toEqual([...all].reverse());
    // Across the place where the index ends, whichever revision that is.
    for (let from = 0; from < length; from += 97) {
      expect(revisions(from, 100, false)).toEqual(all.slice(from, from + 100));
      expect(revisions(from, 50, true)).toEqual(all.slice(Math.max(0, from - 49), from + 1).reverse());
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

  it('has every event in both directions before and after the index got it, and when opened again', async () => {
    for (const count of [3, 2_000, 2_500, 7, 4_100, 11]) {
      await extend(count);
      expectWhole();
      await storage.close();
      storage = new LmdbStorage(directory);
      expectWhole();
    }
  });

  it('knows a tombstone the index has not got when opened again', async () => {
    await extend(2);
    const position = 1_000;
    const record = encodeRecord({ ...event, type: '$streamDeleted' }, 's', 9223372036854775807n, position, 0);
    const entry = { number: FIRST, tombstoned: true };
    await storage.write({ events: [{ position, record, stream: FIRST }], streams: [{ name: 's', entry }] });
    await storage.close();
    storage = new LmdbStorage(directory);
    expect(storage.stream('s')).toEqual(entry);
    expect(storage.lastRevision(FIRST)).toBe(1);
    expect(storage.lastPosition).toBe(position);
  });

  it('reads a directory written when every group went to the index', async () => {
    await extend(4_200);
    // The second group moves the first to the index; without its mark the store is as it was then.
    await extend(1);
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
    await extend(5);
    expectWhole();
  });
});
