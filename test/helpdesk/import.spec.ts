/** An import that was cut in the middle of a dialogue, in which somebody has written since, is completed (R1.4). */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDialogue } from '../../apps/helpdesk/import/dialogue';
import { type Imported, importFile } from '../../apps/helpdesk/import/import';
import { loadClockHours } from '../../libs/config';
import {
  type ConversationCommand,
  type ConversationEvent,
  conversation,
  type OrderEvent,
  RecordAccess,
  SendMessage,
} from '../../libs/domain';
import { EventStore } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { all, storeUnderTest } from '../event-store/store-under-test';
import { stampOf } from '../support/stamp';

const CUT = 3;

describe('an import that was cut', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let clock: ProductClock;
  let commands: Dispatch;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'helpdesk-import-'));
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url });
    clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'test', onTrouble: () => undefined });
    await clock.start();
    commands = new Dispatch(store, clock);
  });
  afterAll(async () => {
    await clock?.stop();
    await store?.close();
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** A file of one dialogue with a question that was answered, and its place. */
  async function file(more: object = {}) {
    const line = JSON.stringify({
      ...{ id: randomUUID(), market: 'de', buyer: 'b1', seller: 's1', order: null, topic: 'question', subject: 'Zebra' },
      messages: [
        { from: 'buyer', at: '2026-01-02T08:00:00Z', body: 'Is it striped?' },
        { from: 'seller', at: '2026-01-03T08:00:00Z', body: 'It is.' },
        { from: 'buyer', at: '2026-01-04T08:00:00Z', body: 'Thanks.' },
      ],
      ...more,
    });
    const path = join(directory, `${randomUUID()}.jsonl`);
    await writeFile(path, line);
    return { path, id: readDialogue(JSON.parse(line), clock.now()).dialogue.conversation };
  }

  const imports = (path: string, into: EventStore = store, said: string[] = []): Promise<Imported> =>
    importFile(path, {
      store: into,
      clock,
      commands,
      by: 'operator',
      say: (line) => said.push(line),
      signal: new AbortController().signal,
    });

  /** A store at which an import is cut off after its first events. */
  const cutting = new Proxy({} as EventStore, {
    get(_, name) {
      if (name === 'appendNew')
        return async (stream: string, events: never[]) => {
          await store.appendNew(stream, events.slice(0, CUT));
          throw new Error('cut');
        };
      const member = store[name as keyof EventStore] as unknown;
      return typeof member === 'function' ? member.bind(store) : member;
    },
  });

  const typesIn = async (id: string) => (await all(store.read<ConversationEvent>(`conversation-${id}`))).map(({ type }) => type);
  const gives = (command: ConversationCommand) => commands.handle(conversation, command);
  const HISTORY = [
    ...['ConversationOpened', 'MessageSent', 'ReplyObligationOpened', 'MessageSent', 'ReplyObligationAnswered'],
    ...['MessageSent', 'ReplyObligationOpened', 'ConversationClosed'],
  ];
  const told = (more: Partial<Imported>) => ({
    conversations: 0,
    messages: 0,
    orders: 0,
    sellers: 0,
    known: 0,
    bad: 0,
    odd: 0,
    ...more,
  });

  it('goes on where it was cut', async () => {
    const { path, id } = await file();
    await expect(imports(path, cutting)).rejects.toThrow('cut');
    expect(await typesIn(id)).toEqual(HISTORY.slice(0, CUT));
    expect(await imports(path)).toMatchObject(told({ conversations: 1, messages: 3 }));
    expect(await typesIn(id)).toEqual(HISTORY);
    expect(await imports(path)).toMatchObject(told({ known: 1 }));
  });

  it('goes on behind what the buyer has written since, and does not close what is used again', async () => {
    const { path, id } = await file();
    await expect(imports(path, cutting)).rejects.toThrow('cut');
    const stamp = stampOf({ id: 'b1', role: 'buyer' }, clock.now());
    await gives(new SendMessage(id, stamp, clock, { id: randomUUID(), body: 'Hello?' }));
    const before = await typesIn(id);
    expect(await imports(path)).toMatchObject(told({ conversations: 1, messages: 3 }));
    expect(await typesIn(id)).toEqual([...before, ...HISTORY.slice(CUT, -1)]);
    expect(await imports(path)).toMatchObject(told({ known: 1 }));
    expect(await typesIn(id)).toHaveLength(before.length + HISTORY.length - CUT - 1);
  });

  it('closes what was only looked at', async () => {
    const { path, id } = await file();
    await expect(imports(path, cutting)).rejects.toThrow('cut');
    const stamp = stampOf({ id: 'root', role: 'admin' }, clock.now());
    await gives(new RecordAccess(id, stamp, { reason: 'a look', what: 'history' }));
    await imports(path);
    expect((await typesIn(id)).at(-1)).toBe('ConversationClosed');
  });

  it('takes nothing for its own that has other content, or is a live conversation', async () => {
    const { path, id } = await file();
    await imports(path);
    const line = { messages: [{ from: 'buyer', at: '2026-01-02T08:00:00Z', body: 'Another question' }] };
    const other = await file(line);
    const changed = JSON.parse(await (await import('node:fs/promises')).readFile(path, 'utf8'));
    await writeFile(other.path, JSON.stringify({ ...changed, ...line }));
    expect(await imports(other.path)).toMatchObject(told({ bad: 1 }));
    expect(await typesIn(id)).toEqual(HISTORY);
  });

  it('keeps a dialogue whose closing is told later, and one that stays open', async () => {
    const open = await file({ status: 'open' });
    await imports(open.path);
    expect(await typesIn(open.id)).toEqual(HISTORY.slice(0, -1));
    expect(await imports(open.path)).toMatchObject(told({ known: 1 }));
  });

  it('brings in orders and sellers, adds nothing twice, and tells the field of a line that is left out', async () => {
    const [id, shop] = [randomUUID(), `shop-${randomUUID()}`];
    const order = { kind: 'order', id, buyer: 'b1', seller: shop, at: '2024-01-05T09:00:00Z' };
    const seller = { kind: 'seller', id: shop, name: 'Kettles', markets: ['de'], languages: ['de'], members: [] };
    const lines = [
      ...[{ ...order, state: 'placed' }, seller, { ...order, state: 'shipped', colour: 'red' }],
      ...[{ ...order, state: 'lost' }, { ...seller, markets: ['xx'] }, { kind: 'refund' }],
    ];
    const path = join(directory, `${randomUUID()}.jsonl`);
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const said: string[] = [];
    expect(await imports(path, store, said)).toMatchObject(told({ orders: 2, sellers: 1, bad: 3, odd: 1 }));
    expect(said.sort()).toEqual([
      'line 3: kept, but colour: is not taken',
      expect.stringMatching(/^line 4: state: has to be one of placed,/),
      'line 5: markets[0]: has to be a market that exists',
      'line 6: kind: is none of dialogue, order, seller',
    ]);
    const states = async () =>
      (await all(store.read<OrderEvent>(`order-${id}`))).map(
        ({ data }) => data as Extract<OrderEvent, { type: 'OrderRecorded' }>['data'],
      );
    const recorded = { imported: true, by: 'operator', at: '2024-01-05T09:00:00.000Z' };
    expect(await states()).toMatchObject([
      { ...recorded, state: 'placed' },
      { ...recorded, state: 'shipped' },
    ]);
    // Again, and from another process.
    commands = new Dispatch(store, clock);
    expect(await imports(path)).toMatchObject(told({ known: 3, bad: 3, odd: 1 }));
    expect(await states()).toHaveLength(2);
  });
});
