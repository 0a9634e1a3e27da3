/** What the embedded store's storage keeps by itself: the latest events are in the journal and in memory, the others in LMDB. */
import { cp, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, open } from 'lmdb';
import { LmdbStorage } from './lmdb-storage';
import { encodeRun, MAX_REVISION, placeOf } from './records';
import type { StreamRun } from './storage';

const JOURNALS = ['journal.0', 'journal.1'];
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
      const name = isNew && runs.length === 0 ? { name: 's' } : {};
      runs.push({ ...run, stream: number, count: inRun, revision: length - 1, ...name });
    }
    await storage.write(runs);
  };
  const revisions = (from: number, limit: number, backwards: boolean) =>
    storage.ofStream(number, from, backwards, limit).map(({ revision }) => revision);
  const expectWhole = () => {
    const all = Array.from({ length }, (_, index) => index);
    expect(storage.stream('s')).toEqual({ number, tombstoned: false });
    expect(storage.lastRevision(number)).toBe(length - 1);
    expect(revisions(0, length + 1, false)).toEqual(all);
    expect(revisions(Number.MAX_SAFE_INTEGER, length + 1, true)).toEqual([...all].reverse());
    // Across the place where LMDB ends, whichever revision that is.
    for (let from = 0; from < length; from += 97) {
      expect(revisions(from, 100, false)).toEqual(all.slice(from, from + 100));
      expect(revisions(from, 50, true)).toEqual(all.slice(Math.max(0, from - 49), from + 1).reverse());
    }
    const log = storage.ofAll(0, false, length + 1);
    expect(log.map(({ record }) => Number(placeOf(record).revision))).toEqual(all);
    const positions = log.map(({ position }) => position);
    const inLog = (from: number, limit: number, backwards: boolean) =>
      storage.ofAll(from, backwards, limit).map(({ position }) => position);
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
    storage = await LmdbStorage.open(directory);
  });
  afterEach(async () => {
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  it.each([
    ['alone', [1]],
    ['together', [100]],
    ['both ways', [1, 1, 100, 3, 128, 2]],
  ])('has every event in both directions before and after LMDB got it, and when opened again: %s', async (_, lengths) => {
    for (const count of [3, 2_000, 2_500, 7, 4_100, 11]) {
      await extend(count, lengths);
      expectWhole();
      await storage.close();
      storage = await LmdbStorage.open(directory);
      expectWhole();
    }
  });

  it('knows a tombstone when opened again', async () => {
    await extend(2, [1]);
    const run = encodeRun([{ ...event, type: '$streamDeleted' }], 's', MAX_REVISION, storage.lastPosition, 0);
    const entry = { number, tombstoned: true };
    await storage.write([{ ...run, stream: number, count: 1, name: 's' }]);
    await storage.close();
    storage = await LmdbStorage.open(directory);
    expect(storage.stream('s')).toEqual(entry);
    expect(storage.lastRevision(number)).toBe(1);
    expect(storage.lastPosition).toBe(run.position);
  });

  /** Changes what LMDB has of a store that is closed. */
  const change = async (how: (database: (name: string) => Database<Buffer, Buffer>) => void) => {
    const root = open({ path: directory, maxDbs: 4 });
    how((name) => root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' }));
    await root.close();
  };

  it('reads a directory written when every group went to the index', async () => {
    await extend(4_200, [1]);
    await storage.close();
    await change((database) => database('state').removeSync(Buffer.from('indexed')));
    storage = await LmdbStorage.open(directory);
    expectWhole();
    await extend(5, [1, 4]);
    expectWhole();
  });

  it('reads a directory written when there was no journal and the log was ahead of the index', async () => {
    await extend(300, [1]);
    await storage.close();
    await change((database) => {
      const index = [...database('index').getRange()].map(({ key, value }) => [Buffer.from(key), Buffer.from(value)]);
      for (const [key] of index.slice(200)) database('index').removeSync(key);
      database('state').putSync(Buffer.from('indexed'), index[199][1]);
    });
    for (const name of JOURNALS) await rm(join(directory, name));
    storage = await LmdbStorage.open(directory);
    expectWhole();
  });

  /** The directory as a process killed now would leave it, opened. */
  const afterKill = async <T>(work: (storage: LmdbStorage) => T, damage?: (directory: string) => Promise<void>): Promise<T> => {
    const left = await mkdtemp(join(tmpdir(), 'storage-'));
    await cp(directory, left, { recursive: true });
    await damage?.(left);
    const opened = await LmdbStorage.open(left).finally(() => rm(left, { recursive: true }));
    try {
      return work(opened);
    } finally {
      await opened.close();
    }
  };
  const bigEvent = { ...event, data: Buffer.alloc(600_000, 1) };
  /** Appends one event of 600 kB: three fill a file of the journal. */
  const extendBig = async (count = 1) => {
    const run = encodeRun(new Array(count).fill(bigEvent), 's', length, storage.lastPosition, 0);
    length += count;
    await storage.write([{ ...run, stream: number, count, revision: length - 1 }]);
  };

  it('has after a kill what was acknowledged, wherever it stood', async () => {
    await extend(1, [1]);
    for (let step = 0; step < 12; step++) {
      // Behind one that is too large for the journal, too.
      await extendBig(step === 8 ? 5 : 1);
      await extend(10, [1, 3]);
      expect(await afterKill((left) => [left.lastPosition, left.ofAll(0, false, length + 1).length])).toEqual([
        storage.lastPosition,
        length,
      ]);
      expectWhole();
    }
  });

  it('says which file was cut off, wherever, and reads none of it', async () => {
    await extend(4_200, [1]);
    await storage.close();
    const { size } = await stat(join(directory, 'data.mdb'));
    const cutTo = async (length: number, path = 'data.mdb') => {
      const cut = (left: string) => truncate(join(left, path), length);
      return await afterKill((left) => left.ofAll(0, false, 5_000).length, cut).catch(({ message }: Error) => message);
    };
    expect(await cutTo(size)).toBe(4_200);
    const remedy = 'put back a copy of the whole directory';
    // Nothing may lead to the last page.
    for (const length of [size - 1, size - 4_096]) expect(String(await cutTo(length))).toMatch(/^4200$|is cut off/);
    for (const length of [size >> 1, 20_000, 8_192])
      expect(await cutTo(length)).toMatch(new RegExp(`data.mdb is cut off, it has ${length} of ${size} bytes: ${remedy}$`));
    for (const length of [1, 100, 4_096, 4_200])
      expect(await cutTo(length)).toMatch(new RegExp(`data.mdb does not begin as a file of LMDB does: ${remedy}$`));
    expect(await cutTo(0)).toMatch(new RegExp(`data.mdb is gone, or empty: ${remedy}$`));
    storage = await LmdbStorage.open(directory);
    expectWhole();
  });

  it('reads a file that lacks only what was freed at its end', async () => {
    await extend(4_200, [1]);
    await storage.close();
    // As if its last commit had told of a page more, which nothing leads to.
    const file = join(directory, 'data.mdb');
    const bytes = await readFile(file);
    for (const page of [0, bytes.readUInt32LE(48)]) bytes.writeBigUInt64LE(bytes.readBigUInt64LE(page + 144) + 1n, page + 144);
    await writeFile(file, bytes);
    storage = await LmdbStorage.open(directory);
    expectWhole();
  });

  /** Spoils a byte of the file of the journal that has a text last. */
  const spoil = (which: 'first' | 'last', text: Buffer) => async (left: string) => {
    const files = await Promise.all(
      JOURNALS.map(async (name) => ({ path: join(left, name), bytes: await readFile(join(left, name)) })),
    );
    const places = files.map(({ bytes }) => (which === 'first' ? bytes.indexOf(text) : bytes.lastIndexOf(text)));
    const at = places.findIndex((place) => place >= 0);
    files[at].bytes[places[at]] ^= 1;
    await writeFile(files[at].path, files[at].bytes);
  };

  it('a group that the end of the machine cut is not there, and what was before it is', async () => {
    await extend(20, [4]);
    const before = storage.lastPosition;
    const cut = { ...event, data: Buffer.from('this one was cut') };
    const run = encodeRun([event, cut], 's', length, before, 0);
    await storage.write([{ ...run, stream: number, count: 2, revision: length + 1 }]);
    const read = (left: LmdbStorage) => [left.lastPosition, left.lastRevision(number), left.ofAll(0, false, 100).length];
    expect(await afterKill(read)).toEqual([run.position, 21, 22]);
    expect(await afterKill(read, spoil('last', cut.data))).toEqual([before, 19, 20]);
  });

  it('tells a first group that was cut from what an earlier lap left behind it', async () => {
    await extend(1, [1]);
    for (let step = 0; step < 12; step++) await extendBig();
    const before = storage.lastPosition;
    const files = await Promise.all(JOURNALS.map((name) => readFile(join(directory, name))));
    const cut = { ...event, data: Buffer.alloc(600_000, 2) };
    const run = encodeRun([cut], 's', length, before, 0);
    await storage.write([{ ...run, stream: number, count: 1, revision: length }]);
    const read = (left: LmdbStorage) => [left.lastPosition, left.lastRevision(number)];
    expect(await afterKill(read)).toEqual([run.position, length]);
    // Of the new group the beginning reached the disk; behind it are the groups of the lap before, of the same lengths.
    const tear = async (left: string) => {
      for (const [at, name] of JOURNALS.entries()) {
        const bytes = await readFile(join(left, name));
        files[at].copy(bytes, 100_000, 100_000);
        await writeFile(join(left, name), bytes);
      }
    };
    expect(await afterKill(read, tear)).toEqual([before, length - 1]);
  });

  it('is not opened where a group in the middle is spoilt', async () => {
    const spoilt = { ...event, data: Buffer.from('this one is spoilt') };
    await extend(20, [4]);
    const run = encodeRun([spoilt], 's', length, storage.lastPosition, 0);
    await storage.write([{ ...run, stream: number, count: 1, revision: length++ }]);
    await extend(20, [4]);
    await expect(afterKill(() => undefined, spoil('last', spoilt.data))).rejects.toThrow('is damaged between');
  });

  it('is not opened where groups that were acknowledged are missing between others', async () => {
    await extend(1, [1]);
    for (let step = 0; step < 3; step++) await extendBig();
    await storage.close();
    storage = await LmdbStorage.open(directory);
    // As if LMDB had not got what is in the first file before the second was written.
    const lost = { ...event, data: Buffer.from('this one is lost') };
    const run = encodeRun([lost], 's', length, storage.lastPosition, 0);
    await storage.write([{ ...run, stream: number, count: 1, revision: length++ }]);
    const data = await readFile(join(directory, 'data.mdb'));
    for (let step = 0; step < 4; step++) await extendBig();
    await expect(
      afterKill(
        () => undefined,
        async (left) => {
          await writeFile(join(left, 'data.mdb'), data);
          await spoil('first', lost.data)(left);
        },
      ),
    ).rejects.toThrow('is damaged between');
  });
});
