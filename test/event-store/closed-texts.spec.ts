/** A text that a reader does without stays closed, and opens as it would read then: also when its author was erased meanwhile (R9). */
import { randomUUID } from 'node:crypto';
import { Replays } from '../../apps/api/replay/replay';
import { loadClockHours } from '../../libs/config';
import type { ConversationEvent } from '../../libs/domain';
import type { EventStore, NewEvent, StoredEvent } from '../../libs/event-store';
import { ProductClock } from '../../libs/product-clock';
import type { ReadModels } from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { startBeside } from '../support/beside';

const AT = '2026-01-05T09:00:00.000Z';
const FINDING = { field: 'body', kind: 'marketing', rule: 'r', from: 0, to: 3, score: 1, why: 'Buy', action: 'flag' };

describe('closed texts', () => {
  let store: EventStore;
  let models: ReadModels;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, models, stop } = await startBeside({ run: [] }));
  });
  afterAll(() => stop());

  const said = (person: string, body: string, findings: object[] = []): NewEvent => {
    const id = randomUUID();
    const by = { actor: person, role: 'buyer', origin: 'test', at: AT, schema: '1' };
    const data = {
      ...{ message: id, from: 'buyer', author: person, body, at: AT },
      screened: { ruleSet: 'r', versions: {}, findings },
    };
    return {
      ...{ id, type: 'MessageSent', data },
      metadata: { $correlationId: id, $causationId: id, commandId: id, commandHash: 'h', ...by },
    };
  };
  const collected = async (events: AsyncIterable<StoredEvent<ConversationEvent>>) => {
    const all: StoredEvent<ConversationEvent>[] = [];
    for await (const event of events) all.push(event);
    return all;
  };
  const closedOf = async (stream: string) => {
    const all: StoredEvent<ConversationEvent>[] = [];
    for await (const { events } of store.readBatches<ConversationEvent>(stream, { closed: { MessageSent: 'body' } }))
      all.push(...events);
    return all;
  };
  const rawOf = (events: readonly StoredEvent[]) => events.flatMap(({ closed }) => closed ?? []);
  const bodies = (events: readonly StoredEvent<ConversationEvent>[]) => events.map(({ data }) => (data as { body: string }).body);

  it('R9 are asked no key for, and read as they are when they are opened', async () => {
    const [anna, ben] = [`anna-${randomUUID()}`, `ben-${randomUUID()}`];
    const stream = `conversation-${randomUUID()}`;
    await store.append(stream, [said(anna, 'Where is it?'), said(anna, 'Buy mine', [FINDING]), said(ben, 'Here.')], 'no-stream');
    const read = await collected(store.read<ConversationEvent>(stream));
    const other = `conversation-${randomUUID()}`;
    await store.append(other, [said(ben, 'Where is it?'), said(ben, 'Hello?')], 'no-stream');
    store.forget();
    const asked = jest.spyOn(models.pool, 'query');
    expect(bodies(await closedOf(other))).toEqual(['', '']);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    // Of one in which something was found that is sealed, too.
    const closed = await closedOf(stream);
    expect(bodies(closed)).toEqual(['', 'Buy mine', '']);
    const stored = rawOf(closed);
    expect(closed.map((event) => event.closed)).toEqual([stored[0], undefined, stored[1]]);
    expect(await store.opened(stored)).toEqual([read[0], read[2]]);
    expect(await store.opened([])).toEqual([]);
    await models.query("UPDATE person_keys SET wrapped = NULL, erased_on = '2026-02-01' WHERE person = $1", [anna]);
    store.forget(anna);
    expect(bodies(await store.opened(stored))).toEqual(['[erased on 2026-02-01]', 'Here.']);
    expect(bodies(await closedOf(stream))).toEqual(['', '[erased on 2026-02-01]', '']);
  });

  it.each([
    ['more messages than are shown', 1_100, 'Where is it?', 1_000],
    ['longer ones than are shown', 400, `“${'Ä'.repeat(9_998)}”`, 200],
  ])(
    'are open where a replay shows them, of %s',
    async (_, messages, body, shown) => {
      const onTrouble = (trouble: string) => expect(trouble).toBe('');
      const clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: process.versions.tz ?? '', onTrouble });
      await clock.start();
      try {
        const { stream, events } = dialogue('shop', messages, { buyer: 'anna', body, at: Date.parse(AT), every: 60_000 });
        await store.appendNew(stream, events);
        const asked = {
          conversation: stream.slice('conversation-'.length),
          revision: events.length - 1,
          last: events.length - 1,
        };
        const stood = async (...wanted: ((revision: number) => boolean)[]) => {
          const replayed = new Replays(store, clock).parts(
            { ...asked, lens: 'seller', language: 'en', changes: false },
            ...wanted,
          );
          for await (const part of replayed) if ('asItStood' in part) return part.asItStood;
          throw new Error('nothing was told');
        };
        const some = await stood(() => false);
        expect(some.state.messages.map((message) => message.body)).toEqual(Array.from({ length: shown }, () => body));
        expect(some.state.leftOut.messages).toBe(messages - shown);
        const whole = await stood();
        expect(some).toEqual(whole);
        expect(await stood((revision) => revision > events.length - 20)).toEqual(whole);
      } finally {
        await clock.stop();
      }
    },
    60_000,
  );

  it('open in parts, many at once', async () => {
    const stream = `conversation-${randomUUID()}`;
    const texts = Array.from({ length: 120 }, (_, index) => `${index} ${'x'.repeat(index * 20)}`);
    await store.append(
      stream,
      texts.map((text) => said('anna', text)),
      'no-stream',
    );
    expect(bodies(await store.opened(rawOf(await closedOf(stream))))).toEqual(texts);
  });
});
