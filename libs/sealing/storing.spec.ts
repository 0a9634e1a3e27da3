import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STREAMS } from '../domain';
import { OPEN_DOOR, type SealingDoor } from './door';
import { KeysUnavailable } from './key-service';
import { MasterKeyFile } from './master-key-file';
import { type KeyTable, PersonKeys } from './person-keys';
import { disclosuresOf, endedKeys, isSealed, opened, Sealing } from './sealing';

const ID = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
const AT = '2026-01-05T09:00:00.000Z';
const stream = `conversation-${ID}`;
const metadata = { actor: 'anna', role: 'buyer', commandId: 'c' };
const event = (type: string, data: object) => ({ id: '7f9c24e8-3b12-5fef-91e0-5d8c9b3d0001', type, data, metadata });
const sent = event('MessageSent', { message: ID, from: 'buyer', author: 'anna', body: 'Where is it?', at: AT });
const released = event('MessageReleased', { message: ID, from: 'buyer', by: 'eva', at: AT });
const erased = (what: string) => event('PersonErased', { person: 'anna', classes: ['conversation', 'order'], what, at: AT });
const restricted = event('PersonRestricted', { person: 'anna', classes: [{ class: 'conduct' }], at: AT });

describe('what is stored with keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'helpdesk-storing-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const away = async (): Promise<never> => {
    throw new Error('nobody asks');
  };
  const none: KeyTable = {
    named: async () => [],
    inUse: async () => [],
    add: async (row) => ({ ...row, restrictedOn: null, erasedOn: null }),
  };
  const keysOn = (table: KeyTable) => new PersonKeys(table, new MasterKeyFile(join(directory, 'master.key')));
  const unasked = () => keysOn({ named: away, inUse: away, add: away });

  /** Who goes through the door, and whose keys it closes. */
  const watched = (ids: readonly string[]) => {
    const seen: unknown[] = [];
    const door: SealingDoor = {
      async pass(work) {
        seen.push('pass');
        return work();
      },
      async close(owners, work) {
        seen.push(owners);
        return work(ids);
      },
    };
    return { seen, door };
  };
  const storing = async (events: readonly (typeof sent)[], ids: readonly string[] = [], seals = true) => {
    const { seen, door } = watched(ids);
    const stored: unknown[] = [];
    const answer = await new Sealing(unasked(), STREAMS, seals, door).storing(stream, events, async (all) => {
      stored.push(...all);
      return 'stored';
    });
    expect(answer).toBe('stored');
    return { seen, stored };
  };

  it('texts go through the door, one among others too, and what has none goes past it', async () => {
    expect(await storing([sent])).toEqual({ seen: ['pass'], stored: [sent] });
    expect(await storing([released, sent, released])).toEqual({ seen: ['pass'], stored: [released, sent, released] });
    expect(await storing([released])).toEqual({ seen: [], stored: [released] });
    expect(await storing([])).toEqual({ seen: [], stored: [] });
    // Where nothing is sealed any more nothing waits for keys.
    expect(await storing([sent], [], false)).toEqual({ seen: [], stored: [sent] });
  });

  it('what ends keys closes the door for them, and says which they were', async () => {
    const classes = ['conversation', 'order'].map((name) => ({ person: 'anna', class: name }));
    const ends = (one: typeof erased, all: string) => ({ ...one, metadata: { ...metadata, ends: all } });
    const everything = erased('everything');
    expect(await storing([everything], ['a', 'b'])).toEqual({ seen: [classes], stored: [ends(everything as never, 'a b')] });
    expect(await storing([released, restricted] as never, ['a'])).toEqual({
      seen: [[{ person: 'anna', class: 'conduct' }]],
      stored: [released, ends(restricted as never, 'a')],
    });
    expect(await storing([everything, restricted] as never, [])).toEqual({
      seen: [[...classes, { person: 'anna', class: 'conduct' }]],
      stored: [ends(everything as never, 'none'), ends(restricted as never, 'none')],
    });
    // What had been restricted is closed already.
    expect((await storing([erased('restricted')] as never, ['a'])).seen).toEqual([]);
    expect((await storing([everything] as never, ['a'], false)).seen).toEqual([classes]);
  });

  it('which keys ended is read as it was said; events from before said nothing: all there were', () => {
    expect(endedKeys({ ends: 'a b' })).toEqual(['a', 'b']);
    expect(endedKeys({ ends: 'none' })).toEqual([]);
    expect(endedKeys({})).toBeUndefined();
  });

  it('a process that is alone with its keys has a door that stands open', async () => {
    expect(await OPEN_DOOR.pass(async () => 'in')).toBe('in');
    expect(await OPEN_DOOR.close([], async (ids) => ids)).toEqual([]);
    expect(await new Sealing(unasked(), STREAMS).storing(stream, [sent], async (all) => all)).toEqual([sent]);
  });

  it('where nothing is sealed any more, nothing is asked for', () => {
    const sealing = new Sealing(unasked(), STREAMS, false);
    expect(sealing.seal(stream, [sent])).toEqual([sent]);
    expect(sealing.blind('anna', 'digest')).toBe('digest');
    expect(new Sealing(unasked(), STREAMS).keysOf([metadata, {}])).toEqual(new Map());
    expect(new Sealing(unasked(), STREAMS).seal(stream, [released])).toEqual([released]);
  });

  it('what people send is made unreadable by their key of conversations', async () => {
    const table = { ...none, inUse: jest.fn(none.inUse) };
    await new Sealing(keysOn(table), STREAMS).blind('anna', 'digest');
    expect(table.inUse).toHaveBeenCalledWith([{ person: 'anna', class: 'conversation' }]);
  });

  it('a key that cannot be had is told of, not stored around', async () => {
    const sealing = new Sealing(unasked(), STREAMS);
    await expect(sealing.seal(stream, [sent])).rejects.toThrow(KeysUnavailable);
    await expect(sealing.blind('anna', 'digest')).rejects.toThrow(KeysUnavailable);
  });

  it('a token that names no key opens nothing, and asks no table for it', async () => {
    const [sealed] = await new Sealing(keysOn(none), STREAMS).seal(stream, [sent]);
    const body = (read: object) => (read as { body: unknown }).body;
    const asked: (readonly string[])[] = [];
    const table: KeyTable = {
      ...none,
      async named(ids) {
        asked.push(ids);
        return [];
      },
    };
    for (const token of ['nonsense', '.x', `${ID}x.x`, `x${ID}.x`, '', `${ID.toUpperCase()}.x`, "'; drop table keys.x"]) {
      const stored = { ...sealed, metadata: { ...metadata, sealed: token }, stream };
      const found = await new Sealing(keysOn(table), STREAMS).keysOf([stored.metadata]);
      expect(body(opened(STREAMS, stored, found))).toBe('[unreadable]');
      expect([...disclosuresOf(stored, found)]).toEqual([]);
    }
    expect(new Set(asked.flat())).toEqual(new Set(['00000000-0000-0000-0000-000000000000']));
    expect([isSealed(sealed.metadata), isSealed(metadata)]).toEqual([true, false]);
    // What says it is sealed in another way is read as it stands.
    const odd = { ...sent, metadata: { ...metadata, sealed: 7 }, stream };
    expect(opened(STREAMS, odd)).toEqual(sent.data);
  });

  it('what is no text comes back as it was: nothing, numbers, lists and objects', async () => {
    const data = { ...sent.data, none: null, count: 0, list: [1, null, { a: [] }], inner: { deep: null } };
    const table: KeyTable = { ...none, named: async () => [...made.values()], add: async (row) => keep(row) };
    const made = new Map<string, Awaited<ReturnType<KeyTable['add']>>>();
    const keep = (row: Parameters<KeyTable['add']>[0]) => {
      const kept = { ...row, restrictedOn: null, erasedOn: null };
      made.set(row.id, kept);
      return kept;
    };
    const sealing = new Sealing(keysOn(table), STREAMS);
    const [sealed] = await sealing.seal(stream, [{ ...sent, data }]);
    expect(sealed.data).toEqual({ ...data, body: expect.any(Object) });
    expect(opened(STREAMS, { ...sealed, stream }, await sealing.keysOf([sealed.metadata]))).toEqual(data);
  });

  it('what only compliance may open has no disclosures for others', async () => {
    const rows = new Map<string, Awaited<ReturnType<KeyTable['add']>>>();
    const table: KeyTable = {
      named: async (ids) => ids.flatMap((id) => rows.get(id) ?? []),
      inUse: async () => [],
      async add(row) {
        const made = { ...row, restrictedOn: '2026-02-01', erasedOn: null };
        rows.set(row.id, made);
        return made;
      },
    };
    const sealing = new Sealing(keysOn(table), STREAMS);
    const [sealed] = await sealing.seal(stream, [sent]);
    const stored = { ...sealed, stream };
    const keys = await sealing.keysOf([sealed.metadata]);
    expect([...disclosuresOf(stored, keys).keys()]).toEqual([]);
    expect([...disclosuresOf(stored, keys, true).keys()]).toEqual(['body']);
    expect(opened(STREAMS, stored, keys)).toEqual({ ...sent.data, body: '[restricted since 2026-02-01]' });
    expect(opened(STREAMS, stored, keys, true)).toEqual(sent.data);
  });
});
