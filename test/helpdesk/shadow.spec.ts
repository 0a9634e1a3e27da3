/** R5.4: trying other rules over the messages on record is a dry run that writes nothing. */
import { randomUUID } from 'node:crypto';
import { type ShadowRun, shadowRun, shadowText } from '../../apps/helpdesk/shadow';
import { loadClockHours } from '../../libs/config';
import {
  type ConversationCommand,
  conversation,
  OpenConversation,
  orderStreamId,
  orders,
  RecordOrder,
  SendMessage,
} from '../../libs/domain';
import { EventStore } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { DEFAULT_RULES, type RuleSetData, ruleSet } from '../../libs/screening';
import { storeUnderTest } from '../event-store/store-under-test';
import { stampOf } from '../support/stamp';

type Side = 'buyer' | 'seller' | 'admin';

const BUYER = { mask: 0.65, flag: 0.4 };
const NONE = { 'external-contact': {}, 'off-platform-deal': {}, marketing: {}, 'abusive-language': {} };
const thresholds = (seller: Partial<RuleSetData['thresholds']['seller']>): RuleSetData => ({
  ...DEFAULT_RULES,
  thresholds: { ...DEFAULT_RULES.thresholds, seller: { ...DEFAULT_RULES.thresholds.seller, ...seller } },
});

describe('a shadow run', () => {
  let server: Awaited<ReturnType<typeof storeUnderTest>>;
  let store: EventStore;
  let clock: ProductClock;
  let commands: Dispatch;
  beforeAll(async () => {
    server = await storeUnderTest();
    store = EventStore.connect({ url: server.url });
    clock = new ProductClock(store, { numbers: loadClockHours({}), tzdata: 'test', onTrouble: () => undefined });
    await clock.start();
    commands = new Dispatch(store, clock);
    const order = 'A-77';
    const facts = { buyer: 'b1', seller: 's1', state: 'paid' as const, items: [], trackingNumbers: ['0171 1234567'] };
    await commands.handle(orders, new RecordOrder(order, stampOf({ id: 'shop', role: 'platform' }, clock.now()), facts));
    await talk('de', { order }, [
      ['buyer', 'Wo ist das Paket?'],
      ['seller', 'Schreib an max@gmx.de, dann klappt es.'],
      ['seller', 'Du Idiot!'],
      ['admin', 'Bitte bleibt freundlich.'],
      ['buyer', 'Die Nummer 0171 1234567 kenne ich.'],
      ['seller', '0151 2'],
      ['seller', '345 67 89'],
    ]);
    await talk('fr', {}, [
      ['buyer', 'Bonjour'],
      ['seller', 'www.ma-boutique.fr'],
    ]);
  });
  afterAll(async () => {
    await clock?.stop();
    await store?.close();
    await server?.stop();
  });

  async function talk(market: string, more: { order?: string }, texts: [from: Side, body: string][]): Promise<void> {
    const id = randomUUID();
    const stamp = (from: Side) => {
      const actor =
        from === 'seller' ? { id: 'm1', role: from, seller: 's1' } : { id: from === 'buyer' ? 'b1' : 'root', role: from };
      return stampOf(actor, clock.now());
    };
    const gives = (command: ConversationCommand) => commands.handle(conversation, command);
    const [[, first], ...rest] = texts as [[Side, string], ...[Side, string][]];
    const opening = { market, seller: 's1', buyer: 'b1', topic: 'question' as const, subject: 'x', ...more };
    await gives(new OpenConversation(id, stamp('buyer'), clock, opening, { id: randomUUID(), body: first }));
    for (const [from, body] of rest)
      await gives(
        new SendMessage(id, stamp(from), clock, {
          id: randomUUID(),
          body,
          ...(body.includes('@') && from === 'seller' && { held: 'contact.email' }),
        }),
      );
  }

  const run = (data: RuleSetData, now: RuleSetData = DEFAULT_RULES): Promise<ShadowRun> =>
    shadowRun(store, ruleSet(now), ruleSet(data), new AbortController().signal, () => undefined);
  const different = ({ compared }: ShadowRun) =>
    compared
      .filter(({ harder, milder, changed }) => harder + milder + changed > 0)
      .map(({ language, kind, harder, milder, changed }) => ({ language, kind, harder, milder, changed }));

  it('of the same rules finds no difference, and counts what they do by language and kind', async () => {
    const same = await run(DEFAULT_RULES);
    expect(same).toMatchObject({ now: ruleSet().hash, shadow: ruleSet().hash, messages: 8, different: 0 });
    expect(different(same)).toEqual([]);
    const of = (language: string, kind: string) => same.compared.find((one) => one.language === language && one.kind === kind);
    // The number of its order is none of a contact; the end of a number that is split over two messages is masked.
    expect(of('de', 'external-contact')?.now).toEqual({ pass: 3, flag: 1, mask: 1, hold: 1 });
    expect(of('de', 'abusive-language')?.now).toEqual({ pass: 5, flag: 0, mask: 1, hold: 0 });
    expect(of('fr', 'external-contact')?.now).toEqual({ pass: 1, flag: 0, mask: 0, hold: 1 });
  });

  it('tells what others treat harder and milder, with examples', async () => {
    const others = thresholds({ 'external-contact': BUYER, 'abusive-language': { hold: 0.6 } });
    const told = await run(others);
    expect(told.different).toBe(3);
    expect(different(told)).toEqual([
      { language: 'de', kind: 'external-contact', harder: 0, milder: 1, changed: 0 },
      { language: 'de', kind: 'abusive-language', harder: 1, milder: 0, changed: 0 },
      { language: 'fr', kind: 'external-contact', harder: 0, milder: 1, changed: 0 },
    ]);
    const text = shadowText(told);
    expect(text).toContain(ruleSet(others).hash);
    expect(text).toContain('8 messages, 3 treated differently');
    expect(text).toMatch(/^de +external-contact +1 → 0 +1 → 2 +1 → 1 +0 +1 +0$/m);
    expect(text).toMatch(
      /^de abusive-language: mask → hold, message \S+ of conversation \S+\n {2}now .* Du Idiot!\n {2}shadow .* Du Idiot!$/m,
    );
  });

  it('tells what they find elsewhere or not at all, with the words', async () => {
    const none = await run({ ...DEFAULT_RULES, allow: [...DEFAULT_RULES.allow, 'ma-boutique.fr'] });
    expect(different(none)).toEqual([{ language: 'fr', kind: 'external-contact', harder: 0, milder: 1, changed: 0 }]);
    const [example] = none.compared.flatMap(({ examples }) => examples);
    expect(example).toMatchObject({ now: 'hold', shadow: 'pass' });
    expect(example?.findings).toEqual([{ by: 'now', rule: 'contact.link', score: 0.95, excerpt: 'www.ma-boutique.fr' }]);
    const nothing = { ...DEFAULT_RULES, thresholds: { seller: NONE, buyer: NONE }, orderStates: {} };
    expect((await run(DEFAULT_RULES, nothing)).different).toBe(5);
  });

  it('writes nothing, and can be interrupted', async () => {
    const head = await store.head();
    await run(thresholds({ marketing: { flag: 0.1 } }));
    expect(await store.head()).toBe(head);
    const stopping = new AbortController();
    const interrupted = shadowRun(store, ruleSet(), ruleSet(), stopping.signal, () => stopping.abort());
    await expect(interrupted).rejects.toThrow('abort');
  });

  it('reads the order as it was told last', async () => {
    const cancelled = { buyer: 'b1', seller: 's1', state: 'cancelled' as const, items: [], trackingNumbers: [] };
    await commands.handle(orders, new RecordOrder('A-77', stampOf({ id: 'shop', role: 'platform' }, clock.now()), cancelled));
    expect(orderStreamId('A-77')).toBe('A-77');
    const { compared } = await run(DEFAULT_RULES);
    expect(compared.find(({ language, kind }) => language === 'de' && kind === 'external-contact')?.now).toMatchObject({
      flag: 0,
      mask: 2,
    });
  });
});
