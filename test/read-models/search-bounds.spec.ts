/** How much of a large table one search looks at, and what it says of that. */
import pg from 'pg';
import { ReadModels, type Search, SearchUnavailable, searchMessages } from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';

const ENTRIES = 15_000;
/** The oldest, every one of which has this word, and the newest, of which every one has the other. */
const OLD = 11_000;

describe('the bounds of a search', () => {
  let stack: Stack;
  let models: ReadModels;
  let table: string;
  beforeAll(async () => {
    stack = await startStack({ run: ['projector'] });
    models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
    await stack.projector.end();
    const [{ generation }] = await models.query<{ generation: number }>(
      "SELECT generation FROM projections WHERE name = 'search' AND active",
    );
    table = `search_entries_g${generation}`;
    await models.query(
      `INSERT INTO ${table} (conversation, place, item, market, seller, buyer, sender, author, body, cut, config, labels, at, ordinal, masked)
       SELECT md5('c' || i)::uuid, 'message', md5('m' || i)::uuid, 'de', seller, buyer, 'buyer', buyer, body, body, 'german',
         ARRAY['seller:' || seller, 'buyer:' || buyer, 'market:de', 'side:buyer'],
         CASE WHEN i % 2 = 0 THEN '2026-01-01T00:00:00.000Z' ELSE '2025-01-01T00:00:00.000Z' END, 10 * i, false
       FROM (SELECT i, CASE WHEN i % 4 = 0 THEN 'large' ELSE 'small-' || i % 1000 END AS seller, 'buyer-' || i % 1000 AS buyer,
         CASE WHEN i <= $2 THEN 'damals ' ELSE 'heute ' END || i AS body FROM generate_series(1, $1::int) AS i) AS s`,
      [ENTRIES, OLD],
    );
    await models.query('ANALYZE');
  });
  afterAll(async () => {
    await models.close();
    await stack.stop();
  });

  const platform = { sub: 'root', role: 'admin' };
  const large = { sub: 'agent', role: 'seller', seller: 'large' };
  const ask = (reader: typeof platform, search: Partial<Search> & { q: string }) =>
    searchMessages(models, reader, { limit: 100, ...search });
  const numbers = ({ items }: Awaited<ReturnType<typeof ask>>) =>
    items.map(({ excerpt }) => Number(excerpt.replaceAll(/\D/g, '')));

  it('a page of what is frequent among the newest is whole, as is one of what is rare', async () => {
    const page = await ask(platform, { q: 'heute' });
    expect(page).toMatchObject({ bounded: false, bound: null, next: expect.any(String) });
    expect(numbers(page)).toEqual(Array.from({ length: 100 }, (_, at) => ENTRIES - at));
    expect(await ask(platform, { q: 'damals 77' })).toMatchObject({
      bounded: false,
      next: null,
      items: [{ excerpt: '«damals» «77»' }],
    });
    expect(numbers(await ask(platform, { q: `damals 7 OR 77 OR ${ENTRIES}` }))).toEqual([77, 7]);
  });

  it('what only too many old ones have, the platform finds page by page, and each page says how much was looked at', async () => {
    const found: number[] = [];
    let pages = 0;
    for (let cursor: string | undefined; ; pages++) {
      const page = await ask(platform, { q: 'damals', cursor });
      found.push(...numbers(page));
      if (pages === 0) expect(page).toMatchObject({ items: [], bounded: true, bound: 2_000, next: expect.any(String) });
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(found).toEqual(Array.from({ length: OLD }, (_, at) => OLD - at));
    expect(pages).toBeLessThan(OLD / 100 + 5);
  });

  it('a party finds all of its own at once, however it is filtered', async () => {
    const page = await ask(large, { q: 'damals' });
    expect(page).toMatchObject({ bounded: false, bound: null });
    expect(numbers(page).slice(0, 3)).toEqual([OLD, OLD - 4, OLD - 8]);
    expect(await ask(large, { q: 'damals', from: '2026-06-01T00:00:00Z' })).toMatchObject({
      items: [],
      bounded: false,
      next: null,
    });
    expect(numbers(await ask({ sub: 'buyer-77', role: 'buyer' }, { q: 'damals' }))).toEqual(
      Array.from({ length: 11 }, (_, at) => 10_077 - 1_000 * at),
    );
  });

  it('the best are weighed among the newest thousand', async () => {
    const page = await ask(platform, { q: 'heute', sort: 'best' });
    expect(page).toMatchObject({ bounded: true, bound: 1_000 });
    const found = numbers(page);
    for (let { next } = page; next !== null; ) {
      const more = await ask(platform, { q: 'heute', sort: 'best', cursor: next });
      found.push(...numbers(more));
      next = more.next;
    }
    expect(new Set(found).size).toBe(1_000);
    expect(Math.min(...found)).toBe(ENTRIES - 999);
  });

  it('reads of a small party no more than it has', async () => {
    const pages = async (where: string) => {
      const rows = await models.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) SELECT ordinal FROM (SELECT * FROM search_entries WHERE ${where} ORDER BY ordinal DESC LIMIT 2000) AS e
         WHERE words @@ 'damals'::tsquery`,
      );
      return Number(/Buffers: shared hit=(\d+)/.exec(rows.map((row) => row['QUERY PLAN']).join('\n'))?.[1]);
    };
    expect(await pages("buyer = 'buyer-77'")).toBeLessThan(40);
  });

  it('what takes too long behind the newest is left for the next page; a search that gets nowhere says so', async () => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    const view = (rows: string) => client.query(`CREATE OR REPLACE VIEW search_entries AS SELECT * FROM ${table} WHERE ${rows}`);
    try {
      await view(`ordinal > ${10 * (ENTRIES - 4_000)} OR pg_sleep(0.1) IS NOT NULL`);
      expect(await ask(platform, { q: 'damals', market: 'de' })).toMatchObject({
        items: [],
        bounded: true,
        bound: 2_000,
        next: expect.any(String),
      });
      await view('true');
      await client.query('BEGIN');
      await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      await expect(ask(platform, { q: 'heute' })).rejects.toThrow(SearchUnavailable);
      await client.query('ROLLBACK');
      await client.query('ALTER VIEW search_entries RENAME TO search_messages');
      await expect(ask(platform, { q: 'heute' })).rejects.toThrow('being filled anew');
    } finally {
      await client.end();
    }
  });
});
