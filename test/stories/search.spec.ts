/** What the search finds, where, for whom, in which order, and that it costs nobody else. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { EventStore } from '../../libs/event-store';
import { metadata } from '../event-store/store-under-test';
import { anotherApi, type SharedStack, sharedStack } from '../support/shared-stack';
import type { Person } from '../support/stack';

interface Found {
  readonly conversation: string;
  readonly where: string;
  readonly item: string;
  readonly message: string | null;
  readonly from: string;
  readonly author: string;
  readonly excerpt: string;
}

describe('search', () => {
  let stack: SharedStack;
  let api: Awaited<ReturnType<typeof anotherApi>>;
  let buyer: Person;
  let agent: Person;
  let admin: Person;
  let compliance: Person;
  const shop = `shop-${randomUUID()}`;
  beforeAll(async () => {
    stack = await sharedStack();
    api = await anotherApi(stack, { SCREENING: '0' });
    [buyer, agent, admin, compliance] = await Promise.all([
      api.as('buyer'),
      api.as('seller', 'agent', shop),
      api.as('admin'),
      api.as('compliance'),
    ]);
  });
  afterAll(() => api.end());

  const open = async (
    body: string,
    more: { market?: string; topic?: string; subject?: string; order?: string; language?: string } = {},
  ) => {
    const { language, ...rest } = more;
    const message = { body, ...(language && { language }) };
    const answer = await buyer
      .post('/v1/conversations', { market: 'de', seller: shop, topic: 'question', subject: 'Anfrage', ...rest, message })
      .expect(201);
    const path = `/v1/conversations/${answer.body.conversation}`;
    return {
      ...(answer.body as { conversation: string; message: string }),
      path,
      position: answer.headers['x-position'] as string,
    };
  };
  const ask = async (person: Person, q: string, position: string, more = '') => {
    const reason = person === admin || person === compliance ? '&reason=dispute' : '';
    const path = `/v1/search?q=${encodeURIComponent(q)}${more}${reason}`;
    return (await person.get(path).set('X-Min-Position', position).expect(200)).body as { items: Found[]; next: string | null };
  };
  const find = async (person: Person, q: string, position: string, more = '') => (await ask(person, q, position, more)).items;
  /** A word of no language, with an end that no language takes for one. */
  const unique = () => `zq${randomUUID().replaceAll(/[^a-f]/g, '')}qzq`;

  it.each<[text: string, ...questions: string[]]>([
    ['Die Ware ist kaputt.Bitte um Umtausch.Danke', 'kaputt', 'Bitte', 'Danke', 'umtausch', 'kaputt.Bitte', 'kaputt Danke'],
    ['siehe rechnung_2027.pdf', 'rechnung', '2027', 'pdf', 'rechnung_2027.pdf', 'Rechnungen', '"rechnung 2027"'],
    ['Artikel 4711.0815', '4711', '0815', '4711.0815', '4711 0815', '0815 4711'],
    ['Bestellung 304-1234567-8901234', '304', '1234567-8901234', '8901234', '1234567', '304-1234567-8901234', '304 8901234'],
    [
      'Schreiben Sie an max.mustermann+shop@mail.example.com!',
      'max',
      'mustermann',
      'shop',
      'example',
      'mustermann+shop@mail',
      'mail.example.com',
    ],
    [
      'https://shop.example.com/warenkorb/artikel-77?farbe=blau&x=1#bewertung',
      'shop',
      'warenkorb',
      '77',
      'farbe',
      'blau',
      'bewertung',
      'artikel-77',
    ],
    ['unter /home/anna/Bilder/schaden.jpeg', 'anna', 'bilder', 'schaden', 'jpeg'],
    ['C:\\Daten\\foto.png', 'daten', 'foto', 'png'],
    ['Version 8.3.1-rc2, -12 Grad, +3.14, 1e5, 6.02E-23', '8', '3', '1', 'rc2', '12', '14', '1e5', '02', '23', '-rc2x 8.3.1'],
    [
      'IBAN DE89370400440532013000, Tel. +49(0)170/1234567',
      '89370400440532013000',
      'DE89370400440532013000',
      '170',
      '1234567',
      '49',
    ],
    ['<b>fett</b>&nbsp;gedruckt &amp; <a href="seite.html">hier</a>', 'fett', 'gedruckt', 'seite', 'hier', 'href'],
    ['A4-Papier im 3er-Pack, E-Mail-Adresse, DIN-A4', 'papier', 'pack', 'mail', 'adresse', 'a4', 'DIN-A4', '3er'],
    ['19.999,50 EUR am 01.02.2027 um 12:30', '999', '50', '19.999,50', '2027', '01.02.2027', '12:30'],
    ["L'article d’accord, aujourd'hui don't", 'article', 'accord', 'aujourd', "aujourd'hui", "l'article", "don't"],
    ['wow😀toll👍🏽super❤️', 'wow', 'toll', 'super'],
    ['Straße STRASSE Ärger', 'strasse', 'straße', 'ärger', 'arger', 'ÄRGER'],
    ['İstanbul ışık ağaç', 'istanbul', 'isik', 'ağaç', 'agac'],
    ['Łódź źdźbło zażółć', 'lodz', 'Łódź', 'zdzblo', 'zazolc'],
    ['příliš žluťoučký kůň', 'prilis', 'zlutoucky', 'kun', 'kůň'],
    ['árvíztűrő tükörfúrógép', 'arvizturo', 'tukorfurogep', 'tükörfúrógép'],
    ['țară și apă', 'tara', 'apa', 'țară'],
    ['שָׁלוֹם לכם', 'שלום', 'לכם'],
    ['مَرْحَبًا بكم', 'مرحبا', 'بكم'],
    ['Παράδοση ΟΔΟΣ', 'παραδοση', 'οδός'],
    ['Посылка пришла', 'посылка', 'ПРИШЛА'],
    ['日本語で返品したい商品です', '返品', '商品', '返品したい', '品', '返品 商品', 'です'],
    ['我想退货因为手机坏了', '退货', '手机坏了', '坏', '因为手机'],
    ['배송이지연되었습니다', '지연', '배송', '되었습니다'],
    ['สินค้าชำรุดต้องการคืนเงิน', 'ชำรุด', 'คืนเงิน', 'ต้องการ'],
    ['mein iPhone手机12 geht nicht', 'iphone', '手机', '手机12', '12'],
    ['ﾊﾞｯｸﾞ １２３ ＡＢＣ', 'バッグ', '123', 'abc'],
    ['die der das', 'die', 'der'],
    ['the and of', 'the', 'and of'],
    [`${'wort '.repeat(1_990)}ende`, 'ende', 'wort'],
    ['x'.repeat(150), 'x'.repeat(150)],
    ['商'.repeat(9_000), '商商商', '商'],
  ])('every part of %.60j is found', async (text, ...questions) => {
    const mark = unique();
    const { conversation, message, position } = await open(`${mark} ${text}`);
    for (const q of questions) {
      const found = await find(buyer, `${mark} ${q}`, position);
      expect([q, found]).toEqual([q, [expect.objectContaining({ conversation, message, where: 'message' })]]);
    }
    expect(await find(buyer, `${mark} ${mark}x`, position)).toEqual([]);
  });

  it('what is not there is not found: another number, another order of a phrase, what was left out', async () => {
    const mark = unique();
    const { position } = await open(`${mark} rechnung_2027.pdf, 304-1234567-8901234, R2A`, { language: 'en' });
    for (const q of ['2028', '0815', '8901234-1234567', '"pdf rechnung"', '-pdf', '-1234567-8901234', 'R2B', 'R3A', 'rech'])
      expect([q, await find(buyer, `${mark} ${q}`, position)]).toEqual([q, []]);
  });

  it('the beginning of a word finds it while typing', async () => {
    const mark = unique();
    const { conversation, position } = await open(`${mark} Rücksendung an Lager7, Nummer JJD00034000`, { language: 'de' });
    for (const q of ['R', 'rü', 'Ruck', 'Rücksend', 'Rücksendung', 'an Lag', 'Lager7', 'JJD000', 'jjd00034000', 'ruck numm'])
      expect([q, await find(agent, `${mark} ${q}`, position, '&prefix=true')]).toEqual([
        q,
        [expect.objectContaining({ conversation })],
      ]);
    expect(await find(agent, mark.slice(0, -1), position, '&prefix=true')).toHaveLength(1);
    expect(await find(agent, mark.slice(0, -1), position)).toEqual([]);
    expect(await find(agent, `${mark} sendung`, position, '&prefix=true')).toEqual([]);
    expect((await find(agent, `${mark} rücks`, position, '&prefix=true'))[0].excerpt).toContain(`«${mark}» «Rücksendung» an`);
  });

  it('subject, order number and status facts are found by both parties, and where they were found is said', async () => {
    const mark = unique();
    const order = `O-${mark}-2027`;
    const { conversation, path } = await open('Hallo', { subject: `Frage zu ${mark}`, order });
    const facts = { carrier: `Post${mark}`, trackingNumber: `JJD ${mark} 0003`, estimatedDelivery: '2099-12-01' };
    const { headers, body } = await agent.post(`${path}/status-updates`, { stage: 'shipped', facts }).expect(201);
    const position = headers['x-position'];
    for (const person of [buyer, agent, admin, compliance]) {
      const all = await find(person, mark, position);
      expect(all.map(({ where }) => where)).toEqual(['status', 'order', 'subject']);
      expect(all.every((found) => found.conversation === conversation && found.message === null)).toBe(true);
    }
    const [status] = await find(buyer, `post${mark}`, position);
    expect(status).toMatchObject({ where: 'status', item: body.update, from: 'seller', author: 'agent' });
    for (const number of [facts.trackingNumber, `jjd${mark}0003`, ` JJD-${mark}-0003 `.toUpperCase(), `JJD${mark} 0003`])
      expect([number, await find(buyer, number, position)]).toEqual([number, [expect.objectContaining({ where: 'status' })]]);
    const [{ excerpt }] = await find(buyer, `jjd${mark}0003`, position);
    expect(excerpt).toContain(`«JJD ${mark} 0003»`);
    for (const number of [
      order,
      order.toLowerCase(),
      order.replaceAll('-', ''),
      order.replaceAll('-', ' '),
      '2027 '.concat(mark),
    ])
      expect([number, await find(agent, number, position)]).toEqual([number, [expect.objectContaining({ where: 'order' })]]);
    expect(await find(agent, order.replaceAll('-', '').slice(0, -1), position, '&prefix=true')).toHaveLength(1);
  });

  it("a note is found by the side that wrote it, a seller's by the platform too, and never by a buyer", async () => {
    const mark = unique();
    const { path } = await open('Hallo');
    await agent.post(`${path}/notes`, { body: `${mark} vom Laden` }).expect(201);
    const { headers } = await admin.post(`${path}/notes`, { body: `${mark} von der Plattform` }).expect(201);
    const bodies = async (person: Person) => (await find(person, mark, headers['x-position'])).map(({ excerpt }) => excerpt);
    expect(await bodies(buyer)).toEqual([]);
    expect(await bodies(agent)).toEqual([`«${mark}» vom Laden`]);
    for (const person of [admin, compliance])
      expect(await bodies(person)).toEqual([`«${mark}» von der Plattform`, `«${mark}» vom Laden`]);
    expect((await find(agent, mark, headers['x-position']))[0]).toMatchObject({ where: 'note', from: 'seller' });
  });

  it('nothing of a conversation is found by somebody else', async () => {
    const mark = unique();
    const { path } = await open(`${mark} Hallo`, { subject: mark, order: mark });
    const facts = { newDate: '2099-12-01', reason: mark };
    const { headers } = await agent.post(`${path}/status-updates`, { stage: 'delayed', facts }).expect(201);
    const strangers = await Promise.all([
      api.as('buyer'),
      api.as('seller', 'agent', `shop-${randomUUID()}`),
      // Named like the other side.
      api.as('buyer', shop),
      api.as('seller', 'agent', buyer.sub.slice(0, 64)),
    ]);
    for (const person of strangers) expect(await find(person, mark, headers['x-position'])).toEqual([]);
    expect(await find(buyer, mark, headers['x-position'])).toHaveLength(4);
  });

  it('filters by topic, market, author side, state and time', async () => {
    const mark = unique();
    const before = new Date().toISOString();
    const one = await open(`${mark} eins`, { topic: 'return', market: 'de' });
    const two = await open(`${mark} dwa`, { topic: 'claim', market: 'pl' });
    await agent.post(`${two.path}/messages`, { body: `${mark} odpowiedź` }).expect(201);
    await admin.post(`${two.path}/messages`, { body: `${mark} platforma` }).expect(201);
    const { headers } = await buyer.post(`${one.path}/close`, {}).expect(200);
    const counts = async (more: string) =>
      (await find(agent, mark, headers['x-position'], more)).map(({ excerpt }) => excerpt.split(' ')[1]);
    const all = ['platforma', 'odpowiedź', 'dwa', 'eins'];
    expect(await counts('')).toEqual(all);
    expect(await counts('&topic=return')).toEqual(['eins']);
    expect(await counts('&market=pl')).toEqual(['platforma', 'odpowiedź', 'dwa']);
    expect(await counts('&market=pl&topic=return')).toEqual([]);
    expect(await counts('&side=buyer')).toEqual(['dwa', 'eins']);
    expect(await counts('&side=seller')).toEqual(['odpowiedź']);
    expect(await counts('&side=platform')).toEqual(['platforma']);
    expect(await counts('&state=closed')).toEqual(['eins']);
    expect(await counts('&state=open')).toEqual(['platforma', 'odpowiedź', 'dwa']);
    expect(await counts(`&from=${before}`)).toEqual(all);
    expect(await counts(`&to=${before}`)).toEqual([]);
    expect(
      await counts(`&from=${encodeURIComponent('2020-01-01T00:00:00+01:00')}&to=2099-01-01T00:00:00Z&topic=claim`),
    ).toHaveLength(3);
    const { headers: later } = await agent.post(`${one.path}/messages`, { body: 'wieder offen' }).expect(201);
    expect(await find(agent, mark, later['x-position'], '&state=closed')).toEqual([]);
  });

  it('the newest first or the best first, page by page, each once', async () => {
    const mark = unique();
    const { conversation, path } = await open(`${mark} ${mark} ${mark}`);
    await buyer
      .post(`${path}/messages`, { body: `${mark} unter vielen anderen Worten, die nichts damit zu tun haben` })
      .expect(201);
    const { headers } = await buyer.post(`${path}/messages`, { body: `noch ${mark} ${mark}` }).expect(201);
    const excerpts = async (sort: string) => {
      const all: Found[] = [];
      for (let cursor = ''; ; ) {
        const page = await ask(agent, mark, headers['x-position'], `&sort=${sort}&limit=1${cursor}`);
        expect(page).toMatchObject({ bounded: false, bound: null });
        all.push(...page.items);
        if (page.next === null) break;
        cursor = `&cursor=${page.next}`;
      }
      expect(all.every((found) => found.conversation === conversation)).toBe(true);
      return all.map(({ excerpt }) => excerpt.replaceAll(/[«»]/g, '').replaceAll(mark, 'x').slice(0, 8));
    };
    expect(await excerpts('newest')).toEqual(['noch x x', 'x unter ', 'x x x']);
    expect(await excerpts('best')).toEqual(['x x x', 'noch x x', 'x unter ']);
  });

  it('searches that do not come to an end take nobody else what they need, and say when to try again', async () => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      const [{ table }] = (
        await client.query("SELECT 'search_entries_g' || generation AS table FROM projections WHERE name = 'search' AND active")
      ).rows;
      await client.query('BEGIN');
      await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const many = [buyer, agent].flatMap((person) => Array.from({ length: 15 }, () => person.get('/v1/search?q=Paket')));
      const ended = Promise.all(many.map(async (search) => await search));
      const started = Date.now();
      for (let count = 0; count < 5; count++) await agent.get('/v1/inbox').expect(200);
      expect(Date.now() - started).toBeLessThan(5_000);
      for (const { status, headers, body } of await ended) {
        expect([429, 503]).toContain(status);
        expect(Number(headers['retry-after'])).toBeGreaterThan(0);
        expect(['too-many-at-once', 'search-unavailable']).toContain(body.code);
      }
      await client.query('ROLLBACK');
      await buyer.get('/v1/search?q=Paket').expect(200);
    } finally {
      await client.end();
    }
  });

  it('many searches of one caller at once are answered or told to wait, and nobody else waits for them', async () => {
    const mark = unique();
    const { position } = await open(`${mark} eins`);
    const many = Array.from({ length: 60 }, () => buyer.get(`/v1/search?q=${mark}`).set('X-Min-Position', position));
    const other = agent.get('/v1/inbox').expect(200);
    const answers = await Promise.all(many);
    await other;
    for (const { status, headers } of answers)
      if (status !== 200) expect([status, Number(headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10);
  });

  it('R5.3 a held message is found by the other side once it is released', async () => {
    const mark = unique();
    const { conversation, position } = await open('Hallo');
    const store = EventStore.connect({ url: stack.eventStoreUrl });
    try {
      const message = randomUUID();
      const at = new Date().toISOString();
      const about = { ...metadata, role: 'seller', actor: 'agent' };
      const data = { message, from: 'seller', author: 'agent', body: `${mark} gehalten`, reason: 'contact', at };
      const stream = `conversation-${conversation}`;
      const { position: held } = await store.append(
        stream,
        [{ id: randomUUID(), type: 'MessageHeld', data, metadata: about } as never],
        'any',
      );
      expect(await find(buyer, mark, held.toString())).toEqual([]);
      for (const person of [agent, admin]) expect(await find(person, mark, held.toString())).toHaveLength(1);
      const { headers } = await admin.post(`/v1/conversations/${conversation}/messages/${message}/release`, {}).expect(200);
      for (const person of [buyer, agent, admin]) expect(await find(person, mark, headers['x-position'])).toHaveLength(1);
      expect(BigInt(position)).toBeLessThan(held);
    } finally {
      await store.close();
    }
  });
});
