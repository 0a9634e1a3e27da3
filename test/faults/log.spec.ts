/** The log of proofs while its writer is killed, doubled, and its database put back: one leaf an event, no two signatures that contradict. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, open } from 'lmdb';
import pg from 'pg';
import type { Verified } from '../../apps/helpdesk/verify';
import { type LogEvent, VERIFICATIONS } from '../../libs/domain';
import { EventStore, type RawEvent } from '../../libs/event-store';
import {
  GrowingTree,
  isIncluded,
  leafHash,
  leafOf,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  type ReadHashes,
  readLeaf,
  tilePath,
  verified,
  widthAt,
} from '../../libs/proof';
import { type LogCheckpoint, logProofs, newestCheckpoint, ReadModels, rememberedHashes } from '../../libs/read-models';
import { Stranger } from '../event-store/registry';
import { mainOf } from '../support/compiled';
import { eventually, type Stack, startStack } from '../support/stack';

const KILLS = 4;
const MANY = 350;
const TABLES = ['log_state', 'log_leaves', 'log_tiles', 'log_streams', 'log_checkpoints'];

const nothing: ReadHashes = async () => [];

describe('the log of proofs', () => {
  let stack: Stack;
  let store: EventStore;
  let database: pg.Client;
  let models: ReadModels;
  let stranger: Stranger;
  /** Every note that was there at some time. */
  const notes = new Map<string, string>();
  beforeAll(async () => {
    stack = await startStack({ run: ['notary'] });
    store = EventStore.connect({ url: stack.eventStoreUrl });
    stranger = new Stranger(stack.eventStoreUrl);
    database = new pg.Client({ connectionString: stack.databaseUrl });
    await database.connect();
    models = ReadModels.connect(stack.databaseUrl);
  });
  afterAll(async () => {
    await Promise.all([database?.end(), models?.close(), store?.close(), stranger?.end()]);
    await stack?.stop();
  });

  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.query(sql, values)).rows as T[];
  const health = async (notary = stack.notary) => {
    const answer = await fetch(`http://127.0.0.1:${notary.env.NOTARY_PORT}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as { refuses?: string; stands?: string } };
  };
  const note = async () => {
    for (const { size, note } of await rows<{ size: string; note: string }>('SELECT size, note FROM log_checkpoints'))
      notes.set(`${size} ${note}`, note);
  };
  /**
   * Events of the product's streams, of others, of none at all, until `over`: many at first, then twenty a second. What is written is read
   * many times in the end, and where the machine is slow, the kills last longer.
   */
  const write = async (over: () => boolean): Promise<void> => {
    const streams = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? `conversation-${randomUUID()}` : `other ${at}`));
    for (let count = 0; !over(); count++) {
      await stranger.write(streams[count % 20], `Kind${count % 3}`, { count });
      if (count % 50 === 0) await note();
      if (count > MANY) await sleep(50);
    }
  };
  /** Everything there is, once the log has it; the tree at each size that a checkpoint is of. */
  const whole = async () => {
    let last = -1n;
    for await (const events of store.readRaw('start')) last = events[events.length - 1].position;
    await eventually('the log to have everything', async () => {
      const [{ position, size }] = await rows<{ position: string; size: string }>('SELECT position, size FROM log_state');
      const [newest] = await rows<{ size: string }>('SELECT size FROM log_checkpoints ORDER BY size DESC LIMIT 1');
      // What was signed last is itself a leaf, and nothing comes behind it.
      return BigInt(position) >= last && newest && Number(size) === Number(newest.size) + 1;
    });
    await note();
  };
  const expectOneLeafEach = async () => {
    const leaves = await rows<{ index: string; event: string; leaf: Buffer }>(
      'SELECT index, event, leaf FROM log_leaves ORDER BY index',
    );
    const tree = await GrowingTree.of(0, nothing);
    const roots = [tree.root().toString('base64')];
    const expected: typeof leaves = [];
    const hashes = new Map<string, Buffer>();
    for await (const events of store.readRaw('start'))
      for (const event of events) {
        const { bytes, hash } = leafOf(event as RawEvent, hashes.get(event.stream));
        hashes.set(event.stream, hash);
        expected.push({ index: String(tree.size), event: event.id, leaf: bytes });
        tree.add(hash);
        roots.push(tree.root().toString('base64'));
      }
    expect(leaves).toEqual(expected);
    const { size, root } = (await newestCheckpoint(models)) as LogCheckpoint;
    // A checkpoint is recorded, too, behind the leaves it is of.
    const some = leaves.filter(({ index }) => Number(index) % 37 === 0 && Number(index) < size);
    const proofs = await logProofs(models, rememberedHashes(models), size, [...some.map(({ event }) => event), randomUUID()]);
    expect(proofs.map(({ event }) => event)).toEqual(some.map(({ event }) => event));
    for (const { index, leaf, hashes: proof } of proofs) expect(isIncluded(leafHash(leaf), index, size, proof, root)).toBe(true);
    const [{ key }] = await rows<{ key: string }>('SELECT key FROM log_state');
    const verifier = parseVerifier(key);
    expect(notes.size).toBeGreaterThan(0);
    for (const text of notes.values()) {
      const parsed = parseNote(text);
      expect(verified(parsed, [verifier]).length).toBe(1);
      const { origin, size, root } = parseCheckpoint(parsed.text);
      expect({ origin, size, root: Buffer.from(root).toString('base64') }).toEqual({
        origin: verifier.name,
        size,
        root: roots[size],
      });
    }
  };

  it('has one leaf for each event and no two checkpoints that contradict, however often its writer is killed', async () => {
    let over = false;
    const writing = write(() => over);
    try {
      await eventually('a first checkpoint', async () => (await rows('SELECT 1 FROM log_checkpoints')).length > 0);
      // Two of them from here on.
      const other = await stack.another('notary');
      for (let kill = 0; kill < KILLS; kill++) {
        const victim = kill % 3 === 2 ? other : stack.notary;
        const [{ size }] = await rows<{ size: string }>('SELECT size FROM log_state');
        await victim.killAndRestart();
        await eventually('the log to go on', async () => {
          const [now] = await rows<{ size: string }>('SELECT size FROM log_state');
          return Number(now.size) > Number(size);
        });
      }
      await other.end();
    } finally {
      over = true;
      await writing;
    }
    await whole();
    await expectOneLeafEach();
  });

  it('comes to the same again on a database that was put back, or lost', async () => {
    for (const table of TABLES) await database.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    let count = 0;
    await write(() => ++count > 100);
    await whole();
    for (const kept of [true, false]) {
      await stack.notary.end('SIGKILL');
      for (const table of TABLES) {
        await database.query(`DELETE FROM ${table}`);
        if (kept) await database.query(`INSERT INTO ${table} TABLE kept_${table}`);
      }
      if (!kept) await database.query('INSERT INTO log_state DEFAULT VALUES');
      await stack.notary.start();
      await whole();
      await expectOneLeafEach();
    }
  });

  /** `helpdesk verify`, as an operator runs it. */
  const verify = async (...args: string[]) => {
    const env = {
      ...process.env,
      EVENTSTORE_URL: stack.eventStoreUrl,
      DATABASE_URL: stack.databaseUrl,
      HELPDESK_DATA: stack.dataDir,
    };
    const child = spawn(process.execPath, [mainOf('helpdesk'), 'verify', '--json', ...args], { env });
    let out = '';
    child.stdout.on('data', (part) => (out += part));
    const [code] = await once(child, 'close');
    return { code, ...(out ? (JSON.parse(out) as Verified) : undefined) };
  };

  it('shows by helpdesk verify the first event that was altered, removed, inserted or moved in the files of the store', async () => {
    if (!stack.eventStore) return;
    const kept = join(stack.dataDir, 'kept');
    const files = join(stack.dataDir, 'eventstore');
    const inOrder = await verify('--by', 'vera');
    expect(inOrder.code).toBe(0);
    expect(inOrder.checkpoints).toBeGreaterThan(1);
    expect(inOrder.finding).toBeUndefined();
    // Who verified, and that all was as it had been, is a leaf itself.
    await whole();
    const verifications: unknown[] = [];
    for await (const { type, data } of store.read<LogEvent>(VERIFICATIONS)) verifications.push([type, data]);
    const { events, checkpoints } = inOrder;
    expect(verifications).toEqual([
      ['StoreVerified', { by: 'vera', whole: true, events, checkpoints, at: expect.stringMatching(/Z$/) }],
    ]);
    const leaves = await rows<{ index: string; leaf: Buffer }>('SELECT index, leaf FROM log_leaves ORDER BY index');
    const at = leaves.findIndex(({ leaf }, index) => index > 30 && readLeaf(leaf).stream.startsWith('other'));
    const { id, stream, revision } = readLeaf(leaves[at].leaf);
    const here = { index: at, stream, revision, event: id };
    const next = readLeaf(leaves[at + 1].leaf);

    // A copy of the log's files, as a monitor has it, needs no database.
    const copy = join(stack.dataDir, 'copy');
    const { note: newest, size } = (await newestCheckpoint(models)) as LogCheckpoint;
    const put = (level: 0 | 'entries', index: number, bytes: Buffer) => {
      const path = join(copy, tilePath({ level, index, width: widthAt(size, { level: 0, index }) }));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    };
    for (let index = 0; index * 256 < size; index++) {
      const some = leaves.slice(index * 256, Math.min(size, (index + 1) * 256)).map(({ leaf }) => leaf);
      put(0, index, Buffer.concat(some.map(leafHash)));
      put('entries', index, Buffer.concat(some.flatMap((leaf) => [Buffer.of(leaf.length >> 8, leaf.length & 255), leaf])));
    }
    writeFileSync(join(copy, 'checkpoint'), newest);

    await stack.notary.end();
    await stack.eventStore.end();
    cpSync(files, kept, { recursive: true });
    const key = (position: string) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt(position));
      return bytes;
    };
    /** As the store's records have numbers. */
    const varint = (number: number): string =>
      number < 128 ? String.fromCharCode(number) : String.fromCharCode(128 + (number % 128)) + varint(Math.floor(number / 128));
    type Log = Database<Buffer, Buffer>;
    const [own, following] = [key(readLeaf(leaves[at].leaf).position), key(next.position)];
    const other = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    const tampering: [check: string, found: object, tamper: (log: Log) => unknown][] = [
      [
        'altered',
        here,
        (log) =>
          log.put(
            own,
            Buffer.from(
              log
                .get(own)!
                .toString('latin1')
                .replace(/"count":./, '"count":x'),
              'latin1',
            ),
          ),
      ],
      ['removed', here, (log) => log.remove(own)],
      [
        'reordered',
        here,
        (log) => [log.get(own)!, log.get(following)!].map((value, which) => log.put(which ? own : following, value)),
      ],
      [
        'inserted',
        { ...here, event: other },
        (log) => {
          const place = Number(readLeaf(leaves[at].leaf).position);
          const text = log
            .get(own)!
            .toString('latin1')
            .replace(id, other)
            .replaceAll(varint(place), varint(place - 1));
          return log.put(key(String(place - 1)), Buffer.from(text, 'latin1'));
        },
      ],
    ];
    for (const [check, found, tamper] of tampering) {
      const root = open<Buffer, Buffer>({ path: files, noSubdir: false, encoding: 'binary', keyEncoding: 'binary', maxDbs: 4 });
      const log = root.openDB<Buffer, Buffer>({ name: 'log', encoding: 'binary', keyEncoding: 'binary' });
      await tamper(log);
      await log.committed;
      await root.close();
      await stack.eventStore.start();
      expect(await verify()).toMatchObject({ code: 2, finding: { check, ...found } });
      if (check === 'removed') expect(await verify('--log', copy)).toMatchObject({ code: 2, finding: { check, ...found } });
      await stack.eventStore.end();
      rmSync(files, { recursive: true });
      cpSync(kept, files, { recursive: true });
    }
    await stack.eventStore.start();
    expect(await verify('--log', copy)).toMatchObject({ code: 0, events: size });

    // Of a store and a log that were changed alike only a checkpoint tells that was kept elsewhere.
    const [first] = [...notes.values()];
    const file = join(stack.dataDir, 'checkpoint');
    writeFileSync(file, first);
    expect(await verify('--checkpoint', file)).toMatchObject({ code: 0 });
    const changed = Buffer.from(leaves[at].leaf.toString().replace('Kind', 'Kynd'));
    await database.query('UPDATE log_leaves SET leaf = $1 WHERE index = $2', [changed, at]);
    expect(await verify()).toMatchObject({ code: 2, finding: { check: 'altered', ...here } });
    await database.query('UPDATE log_leaves SET leaf = $1 WHERE index = $2', [leaves[at].leaf, at]);
    writeFileSync(file, first.replace(/\n\d+\n/, '\n999999\n'));
    expect((await verify('--checkpoint', file)).code).toBe(1);
    await stack.notary.start();
  });

  it('signs nothing, and says so, where the tree is not what was signed, or the store not what it was', async () => {
    await stack.notary.end();
    const flip =
      'UPDATE log_tiles SET hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) WHERE index = 0 AND level = (SELECT max(level) FROM log_tiles)';
    await database.query(flip);
    await stack.notary.start();
    const refused = await eventually('the contradiction', async () => {
      const { status, body } = await health();
      return status === 503 && body.refuses;
    });
    expect(refused).toContain('are not those of the checkpoint that was signed');
    await database.query(flip);
    await eventually('it to go on', async () => (await health()).status === 200);

    await stack.notary.end();
    await database.query('UPDATE log_leaves SET event = gen_random_uuid() WHERE index = (SELECT max(index) FROM log_leaves)');
    await stack.notary.start();
    const stands = await eventually('the other store', async () => (await health()).body.stands);
    expect(stands).toContain('it was put back or changed');
  });
});
