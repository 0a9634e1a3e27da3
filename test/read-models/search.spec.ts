/** Words are found in each language the product writes in, with their stems where PostgreSQL knows them, without accents elsewhere. */
import { randomUUID } from 'node:crypto';
import { type Person, type Stack, startStack } from '../support/stack';

describe('search', () => {
  let stack: Stack;
  let buyer: Person;
  let agent: Person;
  const shop = `shop-${randomUUID()}`;
  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'] });
    [buyer, agent] = await Promise.all([stack.as('buyer'), stack.as('seller', 'agent', shop)]);
  });
  afterAll(() => stack.stop());

  const say = async (market: string, body: string, language?: string) => {
    const message = { body, ...(language && { language }) };
    const answer = await buyer
      .post('/v1/conversations', { market, seller: shop, topic: 'question', subject: 'x', message })
      .expect(201);
    return { conversation: answer.body.conversation as string, position: answer.headers['x-position'] };
  };
  const find = async (q: string, position: string, more = '') => {
    const { body } = await agent
      .get(`/v1/search?q=${encodeURIComponent(q)}${more}`)
      .set('X-Min-Position', position)
      .expect(200);
    return body.items.map(({ conversation }: { conversation: string }) => conversation) as string[];
  };

  it.each([
    ['de', 'de', 'Die Rücksendungen kamen beschädigt an', 'rücksendung'],
    ['en', 'ie', 'The parcels were delivered broken', 'parcel'],
    ['pl', 'pl', 'Paczka dotarła uszkodzona', 'dotarla'],
    ['cs', 'cz', 'Zásilka přišla poškozená', 'poskozena'],
    ['sk', 'sk', 'Zásielka prišla poškodená', 'poskodena'],
    ['fr', 'fr', 'Les commandes sont arrivées abîmées', 'commande'],
    ['it', 'it', 'I pacchi sono arrivati danneggiati', 'pacco'],
    ['es', 'es', 'Los paquetes llegaron dañados', 'paquete'],
    ['nl', 'nl', 'De pakketten zijn beschadigd aangekomen', 'pakket'],
    ['ro', 'ro', 'Coletele au ajuns deteriorate', 'coletele'],
    ['hu', 'hu', 'A csomagok sérülten érkeztek', 'csomag'],
  ])('finds words of %s', async (language, market, body, word) => {
    const mark = `zz${randomUUID().slice(0, 8)}`;
    const own = await say(market, `${body} ${mark}`, language);
    expect(await find(`${mark} ${word}`, own.position)).toEqual([own.conversation]);
    expect(await find(`${mark} ${word}`, own.position, `&language=${language}`)).toEqual([own.conversation]);
    // Without its language a message is taken to be in that of its market.
    const other = await say(market, `${body} ${mark}x`);
    expect(await find(`${mark}x ${word}`, other.position)).toEqual([other.conversation]);
    const { body: found } = await agent.get(`/v1/search?q=${mark}`).expect(200);
    expect(found.items[0].excerpt).toContain(`«${mark}»`);
  });

  it('understands quotes, OR and minus, and never fails over what people type', async () => {
    const mark = `yy${randomUUID().slice(0, 8)}`;
    const { conversation, position } = await say('de', `${mark} alpha beta gamma`, 'en');
    expect(await find(`${mark} "alpha beta"`, position)).toEqual([conversation]);
    expect(await find(`${mark} "beta alpha"`, position)).toEqual([]);
    expect(await find(`${mark} delta OR gamma`, position)).toEqual([conversation]);
    expect(await find(`${mark} -gamma`, position)).toEqual([]);
    for (const rubbish of ['"', '&|!', '()', "'; DROP TABLE x;--", '😀', '-', ':*', '\\', 'a'.repeat(200), 'ÄÖÜß'])
      await find(rubbish, position);
  });

  it('pages through many, newest first, each once', async () => {
    const mark = `ww${randomUUID().slice(0, 8)}`;
    const all: string[] = [];
    let last = '';
    for (let count = 0; count < 7; count++) {
      const { conversation, position } = await say('de', `${mark} ${count}`);
      all.unshift(conversation);
      last = position;
    }
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const path = `/v1/search?q=${mark}&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await agent.get(path).set('X-Min-Position', last).expect(200);
      seen.push(...body.items.map(({ conversation }: { conversation: string }) => conversation));
      if (!body.next) break;
      cursor = body.next;
    }
    expect(seen).toEqual(all);
  });
});
