import { createHmac } from 'node:crypto';
import { KEY_BYTES, random } from './envelope';
import { type KeyService, KeysUnavailable } from './key-service';
import { type KeyRow, type KeyTable, nameOf, PersonKeys } from './person-keys';

const anna = { person: 'anna', class: 'conversation' } as const;
const ben = { person: 'ben', class: 'conversation' } as const;

/** A table in memory and a service that wraps nothing, which tell how often they were asked. */
function given() {
  const all = new Map<string, KeyRow>();
  const asked = { named: 0, inUse: 0, unwrapped: 0 };
  let before: Promise<unknown> = Promise.resolve();
  const usable = ({ person, class: kind }: { person: string; class: string }) =>
    [...all.values()].filter((row) => row.person === person && row.class === kind && !row.erasedOn && !row.restrictedOn);
  const table: KeyTable = {
    async named(ids) {
      asked.named++;
      const rows = ids.flatMap((id) => all.get(id) ?? []);
      await before;
      return rows;
    },
    async inUse(owners) {
      asked.inUse++;
      const rows = owners.flatMap(usable);
      await before;
      return rows;
    },
    async add(row) {
      const made = { ...row, restrictedOn: null, erasedOn: null };
      all.set(row.id, made);
      return made;
    },
  };
  const service: KeyService = {
    current: () => 'm',
    wrap: async (key) => key,
    async unwrap(wrapped) {
      asked.unwrapped++;
      return wrapped;
    },
  };
  const keys = new PersonKeys(table, service);
  return {
    ...{ all, asked, table, service, keys },
    /** The table has read its rows, and answers when `answer` is called. */
    slow() {
      let answer: () => void = () => undefined;
      before = new Promise<void>((resolve) => {
        answer = resolve;
      });
      return () => answer();
    },
    idFor: async (owner: typeof anna | typeof ben) => (await keys.sealing([owner])).get(nameOf(owner))?.id as string,
    change: (id: string, more: Partial<KeyRow>) => all.set(id, { ...(all.get(id) as KeyRow), ...more }),
  };
}

describe('keys of people', () => {
  afterEach(() => jest.restoreAllMocks());

  it('one for each person and class, made once and found again', async () => {
    const { keys, all, idFor, table, service } = given();
    const [one, other] = [await idFor(anna), await idFor(ben)];
    expect([...all.values()]).toEqual(
      [one, other].map((id, at) => ({
        ...{ id, person: ['anna', 'ben'][at], class: 'conversation', master: 'm', restrictedOn: null, erasedOn: null },
        wrapped: expect.any(Buffer),
      })),
    );
    expect(keys.sealing([anna, ben])).not.toBeInstanceOf(Promise);
    const later = await new PersonKeys(table, service).sealing([anna, ben, anna]);
    expect([...later].map(([name, { id }]) => [name, id])).toEqual([
      ['conversation\nanna', one],
      ['conversation\nben', other],
    ]);
    expect(nameOf({ ...anna, class: 'order' as never })).not.toBe(nameOf(anna));
  });

  it('what is asked for by its name is read once, and is nothing where there is none', async () => {
    const { keys, asked, idFor } = given();
    const id = await idFor(anna);
    keys.forget();
    const found = await keys.named([id, id, 'none']);
    expect([...found.keys()]).toEqual([id]);
    expect(asked.named).toBe(1);
    expect(keys.named([id, id])).not.toBeInstanceOf(Promise);
    expect(keys.named([id, 'none'])).toBeInstanceOf(Promise);
  });

  it('one that was closed seals no more, however it came to be known', async () => {
    const { keys, change, idFor } = given();
    const id = await idFor(anna);
    change(id, { restrictedOn: '2026-02-01' });
    keys.forget('anna');
    // Somebody reads what it sealed, so that it is in memory again.
    expect((await keys.named([id])).get(id)).toMatchObject({ restrictedOn: '2026-02-01', key: expect.any(Buffer) });
    const next = await idFor(anna);
    expect(next).not.toBe(id);
    change(next, { wrapped: null, erasedOn: '2026-03-01' });
    keys.forget('anna');
    expect((await keys.named([next])).get(next)).toMatchObject({ erasedOn: '2026-03-01', key: undefined, blinding: undefined });
    expect([id, next]).not.toContain(await idFor(anna));
  });

  it('which seal is looked up again where one may have been closed', async () => {
    const { keys, change, idFor } = given();
    const id = await idFor(anna);
    change(id, { restrictedOn: '2026-02-01' });
    keys.lookAgain();
    expect(await idFor(anna)).not.toBe(id);
  });

  it.each(['forget', 'lookAgain'] as const)('%s counts for what is being read: it seals nothing later', async (how) => {
    const { change, idFor, slow, table, service } = given();
    const id = await idFor(anna);
    const fresh = new PersonKeys(table, service);
    const answer = slow();
    const reading = fresh.sealing([anna]) as Promise<ReadonlyMap<string, { id: string }>>;
    change(id, { restrictedOn: '2026-02-01' });
    if (how === 'forget') fresh.forget('anna');
    else fresh.lookAgain();
    answer();
    expect((await reading).get(nameOf(anna))?.id).toBe(id);
    expect((await fresh.sealing([anna])).get(nameOf(anna))?.id).not.toBe(id);
  });

  it('what was read before a deletion was told of is not kept', async () => {
    const { keys, change, idFor, slow, asked } = given();
    const id = await idFor(anna);
    keys.forget();
    const answer = slow();
    const reading = keys.named([id]);
    change(id, { wrapped: null, erasedOn: '2026-03-01' });
    keys.forget('anna');
    answer();
    await reading;
    expect((await keys.named([id])).get(id)?.key).toBeUndefined();
    expect(asked.named).toBe(2);
  });

  it('are looked at again after half a minute, and unwrapped again only where they changed', async () => {
    const { keys, change, idFor, asked } = given();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const id = await idFor(anna);
    await idFor(ben);
    const begun = { ...asked };
    clock.mockReturnValue(1_029_999);
    await keys.named([id]);
    await idFor(anna);
    expect(asked).toEqual(begun);
    clock.mockReturnValue(1_030_000);
    const found = (await keys.named([id])).get(id);
    expect(asked).toEqual({ ...begun, named: begun.named + 1 });
    expect(found).toMatchObject({ key: expect.any(Buffer), blinding: expect.any(Buffer) });
    clock.mockReturnValue(1_090_000);
    change(id, { wrapped: random(KEY_BYTES) });
    const other = (await keys.named([id])).get(id);
    expect(asked.unwrapped).toBe(begun.unwrapped + 1);
    expect([other?.key, other?.blinding]).not.toEqual([found?.key, found?.blinding]);
    clock.mockReturnValue(1_150_000);
    change(id, { wrapped: null, erasedOn: '2026-03-01' });
    expect((await keys.named([id])).get(id)).toMatchObject({ key: undefined, blinding: undefined });
  });

  it('what is compared is made from the key in one way for ever: commands that came before are known by it', async () => {
    const { keys, idFor } = given();
    const id = await idFor(anna);
    const { key, blinding } = (await keys.named([id])).get(id) as { key: Uint8Array; blinding: Uint8Array };
    expect(blinding).toEqual(createHmac('sha256', key).update('helpdesk command hash').digest());
  });

  it('a table that does not answer is told as what it is', async () => {
    const { service } = given();
    const away = async () => {
      throw new Error('no route to host');
    };
    const keys = new PersonKeys({ named: away, inUse: away, add: away }, service);
    for (const asking of [keys.sealing([anna]), keys.named(['a'])]) {
      await expect(asking).rejects.toThrow(KeysUnavailable);
      await expect(asking).rejects.toThrow('the table of keys: no route to host');
    }
  });
});
