/** Words are found in each language the product writes in, with their stems where PostgreSQL knows them, without accents elsewhere. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../libs/read-models';
import { type Person, type Stack, startStack } from '../support/stack';

describe('search', () => {
  let stack: Stack;
  let buyer: Person;
  let agent: Person;
  const shop = `shop-${randomUUID()}`;
  beforeAll(async () => {
    stack = await startStack({ run: ['api', 'projector'], env: { SCREENING: '0' } });
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

  it('is in no database that does not keep texts as UTF-8', async () => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    const name = `ascii_${randomUUID().replaceAll('-', '')}`;
    try {
      await client.query(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`);
      const url = new URL(stack.databaseUrl);
      url.pathname = `/${name}`;
      await expect(migrate(url.href)).rejects.toThrow('the encoding of the database is SQL_ASCII; it has to be UTF8');
    } finally {
      await client.query(`DROP DATABASE IF EXISTS ${name}`);
      await client.end();
    }
  });

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

  it.each(['DE/', 'ABC-', '2025-', 'R-2025-', '#', 'ORD_'])('finds a number behind %s', async (before) => {
    const number = String(Math.floor(1e9 + Math.random() * 9e9));
    const { conversation, position } = await say('de', `Meine Nummer ist ${before}${number}.`);
    expect(await find(number, position)).toEqual([conversation]);
    expect(await find(`${before}${number}`, position)).toEqual([conversation]);
  });

  it('marks a word found without its accents, whichever marks the text has of its own', async () => {
    const mark = `uu${randomUUID().slice(0, 8)}`;
    const { position } = await say('it', `« Sì » Perché ${mark}o è già arrivato`, 'it');
    const { body } = await agent.get('/v1/search?q=perche').set('X-Min-Position', position).expect(200);
    expect(body.items[0].excerpt).toBe(`« Sì » «Perché» ${mark}o è già arrivato`);
  });

  it('shows what looks like HTML as it was written', async () => {
    const mark = `ww${randomUUID().slice(0, 8)}`;
    const { position } = await say('de', `${mark} <b>fett</b> & 100 %`);
    const { body } = await agent.get(`/v1/search?q=${mark}`).set('X-Min-Position', position).expect(200);
    expect(body.items[0].excerpt).toBe(`«${mark}» <b>fett</b> & 100 %`);
    expect(await find(`${mark} fett`, position)).toHaveLength(1);
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

  it.each(['„', '“', '”', '»', '«', '‹', '›', '"'])('takes %s for a quotation mark', async (mark) => {
    const own = `qq${randomUUID().slice(0, 8)}`;
    const { conversation, position } = await say('de', `${own} gamma delta`, 'de');
    const closing = { '„': '“', '“': '”', '»': '«', '«': '»', '‹': '›', '›': '‹' }[mark] ?? mark;
    expect(await find(`${own} ${mark}gamma delta${closing}`, position)).toEqual([conversation]);
    expect(await find(`${own} ${mark}delta gamma${closing}`, position)).toEqual([]);
    expect(await find(`${own} -${mark}gamma delta${closing}`, position)).toEqual([]);
  });

  it.each([
    ['„%s“'],
    ['“%s”'],
    ['«\u00a0%s\u00a0»'],
    ['»%s«'],
    ['gut – %s…'],
    ['gut—%s'],
    ['l’%s'],
    ['¿%s?'],
    ['wow😀%s😀'],
    ['9€\u202f%s'],
  ])('finds and shows a word inside %j as it finds a word between spaces', async (around) => {
    const word = `vv${randomUUID().slice(0, 8)}`;
    const text = `Es war ${around.replace('%s', word)} und mehr`;
    const { conversation, position } = await say('de', text);
    expect(await find(word, position)).toEqual([conversation]);
    const { body } = await agent.get(`/v1/search?q=${word}`).expect(200);
    expect(body.items[0].excerpt).toContain(`«${word}»`);
    expect(body.items[0].excerpt.replace(`«${word}»`, word)).toBe(text);
  });

  it('accents count the same in one piece and in two, and a soft hyphen not at all', async () => {
    const mark = `uu${randomUUID().slice(0, 8)}`;
    const { conversation, position } = await say('de', `${mark} Größe`.normalize('NFD'));
    expect(await find(`${mark} Größe`.normalize('NFC'), position)).toEqual([conversation]);
    expect(await find(`${mark} Größe`.normalize('NFD'), position)).toEqual([conversation]);
    const hyphenated = await say('de', `${mark} Liefer\u00adschein`);
    expect(await find(`${mark} Lieferschein`, hyphenated.position)).toEqual([hyphenated.conversation]);
  });

  it('a lonely minus turns no question round', async () => {
    const mark = `tt${randomUUID().slice(0, 8)}`;
    const { conversation, position } = await say('de', `${mark} alpha`);
    await say('de', 'something else');
    for (const q of [`- ${mark}`, `(-${mark}`, `${mark} – alpha`, `${mark} -`])
      expect(await find(q, position)).toEqual([conversation]);
  });

  it('many words in a long text are found and shown at once', async () => {
    const words = Array.from({ length: 24 }, (_, at) => `ss${at}x`);
    const { position } = await say('de', `${words.join(' ')} `.repeat(60), 'en');
    for (const q of [words.join(' '), 'ss1x '.repeat(40), '"ss1x" '.repeat(28)]) {
      const started = Date.now();
      expect(await find(q, position)).toHaveLength(1);
      expect(Date.now() - started).toBeLessThan(3_000);
    }
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
