/** R2.12, R5.3: a message that is held back is its author's side's and the platform's; only the platform lets it go. */
import { randomUUID } from 'node:crypto';
import { EventStore } from '../../libs/event-store';
import { type SharedStack, sharedStack } from '../support/shared-stack';
import { type Person } from '../support/stack';

type Side = 'buyer' | 'seller';

describe('a held message', () => {
  let stack: SharedStack;
  let store: EventStore;
  const shop = `shop-${randomUUID()}`;
  let people: { buyer: Person; seller: Person; admin: Person; compliance: Person };

  beforeAll(async () => {
    stack = await sharedStack();
    store = EventStore.connect({ url: stack.eventStoreUrl });
    const [buyer, seller, admin, compliance] = await Promise.all([
      stack.as('buyer'),
      stack.as('seller', 'agent', shop),
      stack.as('admin'),
      stack.as('compliance'),
    ]);
    people = { buyer, seller, admin, compliance };
  });
  afterAll(async () => {
    await store.close();
    await stack.stop();
  });

  /** A conversation in which `from` wrote a message that was held: nothing holds one yet, so it is written as screening will. */
  async function held(from: Side) {
    const { body } = await people.buyer
      .post('/v1/conversations', {
        market: 'de',
        seller: shop,
        topic: 'question',
        subject: 'Hello',
        message: { body: 'Is it blue?' },
      })
      .expect(201);
    const { conversation } = body as { conversation: string };
    const message = randomUUID();
    const word = `w${randomUUID().replaceAll('-', '')}`;
    const author = people[from].sub;
    const at = new Date().toISOString();
    const data = { message, from, author, body: `Call ${word}.`, reason: 'contact', at };
    const { position } = await store.append(
      `conversation-${conversation}`,
      [
        {
          id: randomUUID(),
          type: 'MessageHeld',
          data,
          metadata: {
            $correlationId: message,
            $causationId: message,
            commandId: message,
            commandHash: 'held',
            actor: author,
            role: from,
            origin: 'test',
            at,
            schema: '1',
          },
        },
      ],
      body.revision as number,
    );
    return { conversation, message, word, position: position.toString() };
  }

  /** Everything a person can read that could show a message, as one text. */
  async function everything(person: Person, conversation: string, word: string, position: string, reason = ''): Promise<string> {
    const paths = [
      `/v1/conversations/${conversation}?${reason}`,
      `/v1/conversations/${conversation}/messages?${reason}`,
      '/v1/inbox',
      '/v1/inbox?unread=true',
      `/v1/search?q=${word}&${reason}`,
      '/v1/changes?limit=100',
    ];
    const answers = await Promise.all(paths.map((path) => person.get(path).set('X-Min-Position', position).expect(200)));
    return answers.map(({ text }) => text).join('\n');
  }

  it.each<[from: Side, other: Side]>([
    ['seller', 'buyer'],
    ['buyer', 'seller'],
  ])(
    'of the %s is not shown to the %s in any place, is shown to its own side as held, and to the platform',
    async (from, other) => {
      const { conversation, message, word, position } = await held(from);
      const theirs = await everything(people[other], conversation, word, position);
      expect(theirs).toContain('Is it blue?');
      expect(theirs).not.toContain(word);
      expect(theirs).not.toContain(message);
      for (const [person, reason] of [
        [people[from], ''],
        [people.admin, 'reason=review'],
        [people.compliance, 'reason=review'],
      ] as const) {
        const { body } = await person
          .get(`/v1/conversations/${conversation}/messages?${reason}`)
          .set('X-Min-Position', position)
          .expect(200);
        expect(body.items.at(-1)).toMatchObject({ id: message, held: true, body: `Call ${word}.` });
      }
    },
  );

  it.each<[from: Side, other: Side]>([
    ['seller', 'buyer'],
    ['buyer', 'seller'],
  ])('of the %s is released by an admin alone, unchanged, and then seen by the %s', async (from, other) => {
    const { conversation, message, word, position } = await held(from);
    const path = `/v1/conversations/${conversation}/messages/${message}/release`;
    for (const person of [people.buyer, people.seller, people.compliance]) await person.post(path, {}).expect(403);
    expect(await everything(people[other], conversation, word, position)).not.toContain(word);
    const released = await people.admin.post(path, {}).expect(200);
    expect(released.body.events[0]).toBe('MessageReleased');
    const { body } = await people[other]
      .get(`/v1/conversations/${conversation}/messages`)
      .set('X-Min-Position', released.headers['x-position'])
      .expect(200);
    const [shown] = body.items.filter(({ id }: { id: string }) => id === message);
    expect(shown).toMatchObject({ from, body: `Call ${word}.` });
    expect(shown).not.toHaveProperty('held');
    // Once only.
    expect((await people.admin.post(path, {})).body.code).toBe('message-not-held');
  });
});
