import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STREAMS } from '../domain';
import { digestOf, readDisclosure } from '../proof';
import { KeysUnavailable } from './key-service';
import { addMasterKey, MasterKeyFile, retireMasterKeys } from './master-key-file';
import { type KeyRow, type KeyTable, PersonKeys } from './person-keys';
import { disclosuresOf, opened, Sealing } from './sealing';

const ID = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
const AT = '2026-01-05T09:00:00.000Z';
const stream = `conversation-${ID}`;
const metadata = { actor: 'anna', role: 'buyer', commandId: 'c' };
const finding = { field: 'body', kind: 'external-contact', rule: 'phone', from: 0, to: 4, score: 1, why: '0171', action: 'mask' };
const screened = (findings: object[]) => ({ ruleSet: 'r', versions: {}, findings });
const sent = {
  id: '7f9c24e8-3b12-5fef-91e0-5d8c9b3d0001',
  type: 'MessageSent',
  data: { message: ID, from: 'buyer', author: 'anna', body: 'Where is it? 😀', screened: screened([finding]), at: AT },
  metadata,
};
type Event = Omit<typeof sent, 'data' | 'metadata'> & {
  readonly data: object;
  readonly metadata: Readonly<Record<string, string>>;
};

/** A table of keys in memory. */
function rows(): KeyTable & { readonly all: Map<string, KeyRow>; asked: number } {
  const all = new Map<string, KeyRow>();
  const inUse = ({ person, class: kind }: { person: string; class: string }) =>
    [...all.values()].filter((row) => row.person === person && row.class === kind && !row.erasedOn && !row.restrictedOn);
  return {
    all,
    asked: 0,
    async named(ids) {
      this.asked++;
      return ids.flatMap((id) => all.get(id) ?? []);
    },
    async inUse(owners) {
      this.asked++;
      return owners.flatMap(inUse);
    },
    async add(row) {
      const [first] = inUse(row);
      if (first) return first;
      const made = { ...row, restrictedOn: null, erasedOn: null };
      all.set(row.id, made);
      return made;
    },
  };
}

describe('sealing', () => {
  const directory = mkdtempSync(join(tmpdir(), 'helpdesk-keys-'));
  const file = join(directory, 'master.key');
  afterAll(() => rmSync(directory, { recursive: true }));

  const given = (table = rows()) => {
    const keys = new PersonKeys(table, new MasterKeyFile(file));
    return { table, keys, sealing: new Sealing(keys, STREAMS) };
  };
  const seal = async (sealing: Sealing, event: Event = sent): Promise<Event> => (await sealing.seal(stream, [event]))[0];
  const read = async (sealing: Sealing, event: Event, restricted = false, where = stream) =>
    opened(STREAMS, { ...event, stream: where }, await sealing.keysOf([event.metadata]), restricted);

  it('leaves no text in what is stored, and nothing that a text could be tried against', async () => {
    const { sealing } = given();
    const [one, other] = [await seal(sealing), await seal(sealing)];
    expect(JSON.stringify(one)).not.toMatch(/Where|0171|phone/);
    expect(one.data).toEqual({
      ...sent.data,
      body: { sealed: expect.any(String), digest: expect.any(String) },
      screened: { sealed: expect.any(String), digest: expect.any(String) },
    });
    expect(one.metadata).toEqual({ ...metadata, sealed: expect.stringMatching(/^[0-9a-f-]{36}\.[\w-]{54}$/) });
    expect((one.data as typeof sent.data).body).not.toEqual((other.data as typeof sent.data).body);
    expect(await read(sealing, one)).toEqual(sent.data);
  });

  it('leaves what tells of no text, and events without texts, as they are', async () => {
    const { sealing, table } = given();
    const clean = { ...sent, data: { ...sent.data, screened: screened([]) } };
    expect((await seal(sealing, clean)).data).toEqual({ ...clean.data, body: expect.any(Object) });
    const released = { id: ID, type: 'MessageReleased', data: { message: ID, from: 'buyer', by: 'eva', at: AT }, metadata };
    expect(await seal(sealing, released)).toBe(released);
    expect([...table.all.values()]).toEqual([expect.objectContaining({ person: 'anna', class: 'conversation' })]);
  });

  it('opens a field only where it stands, and never instead of another', async () => {
    const { sealing } = given();
    const event = await seal(sealing);
    const { body, screened: told } = event.data as { body: object; screened: object };
    const unreadable = { ...sent.data, body: '[unreadable]' };
    expect(await read(sealing, event, false, stream.replace('0', '1'))).toEqual({ ...unreadable, screened: undefined });
    expect(await read(sealing, { ...event, id: ID })).toEqual({ ...unreadable, screened: undefined });
    expect(await read(sealing, { ...event, data: { ...event.data, body: told, screened: body } })).toEqual({
      ...unreadable,
      screened: undefined,
    });
    // The cipher does not commit to its key: what the event proves does.
    const other = { ...body, digest: digestOf('another') };
    expect(await read(sealing, { ...event, data: { ...event.data, body: other } })).toEqual(unreadable);
  });

  it('opens by a key what is whole, also behind what is not', async () => {
    const { sealing } = given();
    const event = await seal(sealing);
    const token = event.metadata.sealed;
    const other = { ...event.metadata, sealed: `${token.slice(0, -5)}${token.endsWith('AAAAA') ? 'BBBBB' : 'AAAAA'}` };
    for (let times = 0; times < 2; times++) {
      expect(await read(sealing, { ...event, metadata: other })).toMatchObject({ body: '[unreadable]' });
      expect(await read(sealing, event)).toEqual(sent.data);
    }
  });

  it('leaves out what opens to something that may not stand there: no event is refused for what is sealed in it', async () => {
    const { sealing } = given();
    const data = { ...sent.data, body: 5, screened: screened([{ ...finding, score: 'high' }]) };
    expect(await read(sealing, await seal(sealing, { ...sent, data }))).toEqual({
      ...sent.data,
      body: '[unreadable]',
      screened: undefined,
    });
  });

  it('proves a field by its disclosure', async () => {
    const { sealing } = given();
    const event = await seal(sealing);
    const disclosures = disclosuresOf({ ...event, stream }, await sealing.keysOf([event.metadata]));
    const body = disclosures.get('body') as string;
    expect(digestOf(body)).toBe((event.data as unknown as { body: { digest: string } }).body.digest);
    expect(readDisclosure(body)).toEqual({ salt: expect.stringMatching(/^[\w-]{22}$/), name: 'body', value: sent.data.body });
    expect([...disclosures.keys()]).toEqual(['body', 'screened']);
  });

  it('says of what was erased when, and of what is restricted that it is, and counts both', async () => {
    const { sealing, table } = given();
    const event = await seal(sealing);
    const [row] = table.all.values();
    table.all.set(row.id, { ...row, restrictedOn: '2026-02-01' });
    sealing.forget('anna');
    expect(await read(sealing, event)).toEqual({ ...sent.data, body: '[restricted since 2026-02-01]', screened: undefined });
    expect(await read(sealing, event, true)).toEqual(sent.data);
    table.all.set(row.id, { ...row, wrapped: null, restrictedOn: '2026-02-01', erasedOn: '2026-03-01' });
    sealing.forget('anna');
    for (const restricted of [false, true])
      expect(await read(sealing, event, restricted)).toEqual({
        ...sent.data,
        body: '[erased on 2026-03-01]',
        screened: undefined,
      });
    // What the person writes from now on has a key of its own.
    expect(await read(sealing, await seal(sealing))).toEqual(sent.data);
    expect(table.all.size).toBe(2);
  });

  it('asks for keys once, also when many events are read at once, and not of others when one is deleted', async () => {
    const { table, sealing } = given();
    const events = await Promise.all(['anna', 'ben'].map((author) => seal(sealing, { ...sent, data: { ...sent.data, author } })));
    table.asked = 0;
    const later = given(table).sealing;
    await later.keysOf(events.map((event) => event.metadata));
    expect(table.asked).toBe(1);
    expect(later.keysOf([events[0].metadata])).not.toBeInstanceOf(Promise);
    later.forget('ben');
    expect(later.keysOf([events[0].metadata])).not.toBeInstanceOf(Promise);
    expect(later.keysOf([events[1].metadata])).toBeInstanceOf(Promise);
    later.forget();
    expect(later.keysOf([events[0].metadata])).toBeInstanceOf(Promise);
  });

  it('makes of a digest one that only the key of the person makes again', async () => {
    const { sealing, table } = given();
    const blinded = await sealing.blind('anna', 'digest');
    expect(blinded).not.toContain('digest');
    expect(await sealing.blind('anna', 'digest')).toBe(blinded);
    expect(await given(table).sealing.blind('anna', 'digest')).toBe(blinded);
    expect(await sealing.blind('ben', 'digest')).not.toBe(blinded);
    expect(await sealing.blind('anna', 'other')).not.toBe(blinded);
  });

  it('wraps by the newest master key, and opens by those before until they are retired', async () => {
    const { sealing, table } = given();
    const before = await seal(sealing);
    addMasterKey(file);
    const after = await seal(sealing, { ...sent, data: { ...sent.data, author: 'ben' } });
    expect(new Set([...table.all.values()].map(({ master }) => master)).size).toBe(2);
    expect(statSync(file).mode & 0o077).toBe(0);
    const later = given(table).sealing;
    expect(await read(later, before)).toEqual(sent.data);
    retireMasterKeys(file);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    const last = given(table).sealing;
    await expect(read(last, before)).rejects.toThrow(KeysUnavailable);
    expect(await read(last, after)).toEqual({ ...sent.data, author: 'ben' });
  });
});
