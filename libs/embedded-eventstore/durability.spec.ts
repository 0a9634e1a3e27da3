/** No append is answered before it would survive the machine's end, and what was not written is not assumed. */
import { randomFillSync } from 'node:crypto';
import { fstatSync, readFileSync, readlinkSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DISK, type Disk } from './journal';
import { LmdbStorage } from './lmdb-storage';
import { MemoryStorage } from './memory-storage';
import type { Appended } from './messages';
import { bodyOf, type Proposed } from './records';
import type { StreamRun } from './storage';
import { Streams } from './streams';
import { Writer } from './writer';

const nothing = Buffer.alloc(0);
const proposed = (bytes = 0): Proposed => ({
  id: randomFillSync(Buffer.alloc(16)),
  type: 'T',
  contentType: 'application/json',
  metadata: nothing,
  data: Buffer.alloc(bytes, 1),
});

/** The machine's disk, and beside it what of each file was synced: all that a power cut would leave. */
class PowerCutDisk implements Disk {
  readonly durable = new Map<string, Buffer>();
  readonly #unsynced = new Map<number, { bytes: Buffer; at: number }[]>();
  /** What happened, in order. */
  readonly log: string[] = [];
  /** A sync waits for it. */
  gate: Promise<void> | undefined;
  failure: Error | undefined;

  write(file: number, bytes: Buffer, at: number): void {
    if (!this.durable.has(nameOf(file))) this.durable.set(nameOf(file), readFileSync(readlinkSync(`/proc/self/fd/${file}`)));
    this.log.push('write');
    DISK.write(file, bytes, at);
    this.#unsynced.set(file, [...(this.#unsynced.get(file) ?? []), { bytes: Buffer.from(bytes), at }]);
  }

  async sync(file: number): Promise<void> {
    // What is written while it runs is not in it.
    const taken = this.#take(file);
    await this.gate;
    if (this.failure) throw this.failure;
    await DISK.sync(file);
    this.#keep(file, taken);
  }

  syncAtOnce(file: number): void {
    const taken = this.#take(file);
    DISK.syncAtOnce(file);
    this.#keep(file, taken);
  }

  #take(file: number): { bytes: Buffer; at: number }[] {
    const taken = this.#unsynced.get(file) ?? [];
    this.#unsynced.delete(file);
    return taken;
  }

  #keep(file: number, writes: readonly { bytes: Buffer; at: number }[]): void {
    const known = this.durable.get(nameOf(file)) ?? nothing;
    const size = Math.max(fstatSync(file).size, known.length);
    const image = Buffer.concat([known, Buffer.alloc(size - known.length)]);
    for (const { bytes, at } of writes) bytes.copy(image, at);
    this.durable.set(nameOf(file), image);
    this.log.push('sync');
  }
}

const nameOf = (file: number): string => basename(readlinkSync(`/proc/self/fd/${file}`));

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('what was acknowledged', () => {
  let directory: string;
  let disk: PowerCutDisk;
  let storage: LmdbStorage;
  let writer: Writer;
  const acknowledged: Buffer[] = [];
  const append = (stream: string, events: readonly Proposed[]) =>
    new Promise<Appended>((resolve) => {
      const bytes = events.reduce((sum, { data }) => sum + data.length, 0);
      writer.submit({ kind: 'append', stream, expected: 'any', events }, bytes, (result) => {
        disk.log.push('answer');
        if (result.ok) acknowledged.push(...events.map(({ id }) => id));
        resolve(result);
      });
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'durability-'));
    disk = new PowerCutDisk();
    storage = await LmdbStorage.open(directory, disk);
    // Made ready and synced before anything is taken.
    for (const name of ['journal.0', 'journal.1']) disk.durable.set(name, readFileSync(join(directory, name)));
    writer = new Writer(storage, new Streams(storage));
    acknowledged.length = 0;
    disk.log.length = 0;
  });
  afterEach(async () => {
    await writer.finish();
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Ids of the events in a directory that holds only what was synced. */
  const afterPowerCut = async (): Promise<Set<string>> => {
    const left = await mkdtemp(join(tmpdir(), 'durability-'));
    try {
      await copyFile(join(directory, 'data.mdb'), join(left, 'data.mdb'));
      for (const [name, bytes] of disk.durable) await writeFile(join(left, name), bytes);
      const opened = await LmdbStorage.open(left);
      try {
        const events = opened.ofAll(0, false, 100_000);
        return new Set(events.map(({ record }) => bodyOf(record).id.toString('hex')));
      } finally {
        await opened.close();
      }
    } finally {
      await rm(left, { recursive: true });
    }
  };

  it('is there after a power cut at any moment: alone, together, in large groups, over several turns of the journal', async () => {
    const streams = ['a', 'b', 'c'];
    for (let step = 0; step < 25; step++) {
      const together = [1, 1, 1, 40, 3][step % 5];
      const size = [10, 600_000, 10, 2_000, 300_000][step % 5];
      await Promise.all(
        Array.from({ length: together }, (_, index) => append(streams[index % 3], [proposed(size), proposed(1)])),
      );
      const there = await afterPowerCut();
      expect(acknowledged.filter((id) => !there.has(id.toString('hex')))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(400);
  });

  it('was synced before it was answered, each time', async () => {
    // The first goes to a thread, those that follow alone are synced at once.
    for (let step = 0; step < 5; step++) await append('s', [proposed()]);
    expect(disk.log).toEqual(Array.from({ length: 5 }, () => ['write', 'sync', 'answer']).flat());
  });

  it('is neither answered nor readable while its sync lasts', async () => {
    let open: () => void = () => undefined;
    disk.gate = new Promise((resolve) => {
      open = resolve;
    });
    const answer = append('s', [proposed()]);
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(disk.log).toEqual(['write']);
    expect(storage.ofAll(0, false, 10)).toEqual([]);
    expect(storage.stream('s')).toBeUndefined();
    open();
    expect(await answer).toMatchObject({ ok: true, last: 0 });
    expect(storage.ofAll(0, false, 10)).toHaveLength(1);
  });

  it('is nothing once a sync failed: nobody knows what the disk has until it is opened again', async () => {
    await append('s', [proposed()]);
    disk.failure = new Error('I/O error');
    const errors = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await Promise.all([append('s', [proposed()]), append('t', [proposed()])])).toEqual([
      { ok: false, error: 'unavailable' },
      { ok: false, error: 'unavailable' },
    ]);
    disk.failure = undefined;
    expect(await append('s', [proposed()])).toEqual({ ok: false, error: 'unavailable' });
    errors.mockRestore();
    expect(storage.ofAll(0, false, 10)).toHaveLength(1);
  });
});

describe('a group that was not written', () => {
  /** A storage that cannot write for a while, as one whose disk is full. */
  class FullStorage extends MemoryStorage {
    full = false;
    override write(group: readonly StreamRun[]): Promise<void> {
      return this.full ? Promise.reject(new Error('no space left')) : super.write(group);
    }
  }

  it('is not assumed by the next: revisions, positions, ids and ends of streams are what they were', async () => {
    const storage = new FullStorage();
    const writer = new Writer(storage, new Streams(storage));
    const send = (write: Parameters<Writer['submit']>[0]) =>
      new Promise<Appended>((resolve) => {
        writer.submit(write, 0, resolve);
      });
    const errors = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const once = [proposed()];
    const first = await send({ kind: 'append', stream: 's', expected: 'no-stream', events: [proposed()] });
    expect(first).toMatchObject({ ok: true, last: 0 });
    storage.full = true;
    const lost = { ok: false, error: 'unavailable' };
    expect(await send({ kind: 'append', stream: 's', expected: 0, events: [proposed(), proposed()] })).toEqual(lost);
    expect(await send({ kind: 'append', stream: 's', expected: 'any', events: once })).toEqual(lost);
    expect(await send({ kind: 'append', stream: 'new', expected: 'no-stream', events: [proposed()] })).toEqual(lost);
    expect(await send({ kind: 'tombstone', stream: 's', expected: 'any' })).toEqual(lost);
    storage.full = false;
    errors.mockRestore();
    expect(await send({ kind: 'append', stream: 's', expected: 0, events: [proposed()] })).toMatchObject({ ok: true, last: 1 });
    // Not taken for a repetition of what was lost.
    expect(await send({ kind: 'append', stream: 's', expected: 'any', events: once })).toMatchObject({ ok: true, last: 2 });
    const made = await send({ kind: 'append', stream: 'new', expected: 'no-stream', events: [proposed()] });
    expect(made).toMatchObject({ ok: true, last: 0, position: storage.lastPosition });
    // Positions follow one another by the sizes of events: what was lost left no gap.
    const positions = storage.ofAll(0, false, 10).map(({ position }) => position);
    const steps = positions.slice(1).map((position, index) => position - positions[index]);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan('new'.length + 1);
    expect(storage.ofAll(0, false, 10)).toHaveLength(4);
    await writer.finish();
  });
});
