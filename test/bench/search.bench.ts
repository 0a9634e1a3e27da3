/** A search of one party among the messages of few and of many others, of a large seller, and of the platform. */
import { interleaved, type Measurement, scaled } from '../../libs/embedded-eventstore/bench';
import { ReadModels, type Search, searchMessages } from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';

const MESSAGES_OF_A_PARTY = 20;
const FILLING_MS = 600_000;
const BUYER = { sub: 'buyer-7', role: 'buyer' };
const LARGE = { sub: 'agent', role: 'seller', seller: 'large' };
const PLATFORM = { sub: 'root', role: 'admin' };

export async function benchSearch(): Promise<Measurement[]> {
  const stacks: Stack[] = [];
  const pools: ReadModels[] = [];
  try {
    for (const count of [scaled(1_000_000), scaled(10_000)]) {
      const stack = await startStack({ run: ['projector'] });
      stacks.push(stack);
      await stack.projector.end();
      const models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
      pools.push(models);
      await fill(models, count);
    }
    const [many, few] = pools;
    const time =
      (models: ReadModels, reader: typeof BUYER, search: Partial<Search> & { q: string }, times: number) => async () => {
        const started = performance.now();
        for (let count = 0; count < times; count++) await searchMessages(models, reader, { limit: 50, ...search });
        return (performance.now() - started) / times;
      };
    const measured: Measurement[] = [];
    const compared = async (
      name: string,
      must: number,
      one: () => Promise<number>,
      other: () => Promise<number>,
      what: string,
    ) => {
      for (const warm of [one, other]) await warm();
      const { product, baseline, ratio } = await interleaved(5, one, other);
      const baselineText = `${what} ${baseline.toFixed(1)} ms`;
      measured.push({
        name,
        product: `${product.toFixed(1)} ms`,
        baseline: baselineText,
        value: ratio,
        unit: '×',
        bound: ['≤', must],
      });
    };
    const common = { q: 'Paket' };
    await compared(
      'search among 1,000,000 messages to 10,000',
      2,
      time(many, BUYER, common, 50),
      time(few, BUYER, common, 50),
      'among few',
    );
    const others: [name: string, reader: typeof BUYER, search: Partial<Search> & { q: string }, must: number][] = [
      ['large seller, frequent word', LARGE, common, 5],
      ['large seller, rare words', LARGE, { q: 'Nummer 777' }, 30],
      ['large seller, best first', LARGE, { ...common, sort: 'best' }, 15],
      ['platform, frequent word', PLATFORM, common, 5],
      ['platform, rare words', PLATFORM, { q: 'Nummer 777' }, 30],
      ['platform, beginnings of words', PLATFORM, { q: 'num 77', prefix: true }, 200],
    ];
    for (const [name, reader, search, must] of others)
      await compared(`${name}, to a party`, must, time(many, reader, search, 5), time(many, BUYER, common, 50), 'party');
    return measured;
  } finally {
    for (const models of pools) await models.close();
    for (const stack of stacks) await stack.stop();
  }
}

/** Messages as the projection writes them: a tenth of one large seller, the others of parties with twenty each. */
async function fill(models: ReadModels, count: number): Promise<void> {
  const [{ generation }] = await models.query<{ generation: number }>(
    "SELECT generation FROM projections WHERE name = 'search' AND active",
  );
  // All of it takes longer than a statement of the product may, by its server's limit and by its own.
  const patiently = (text: string, values: unknown[] = []) =>
    models.pool.query({ text, values, query_timeout: FILLING_MS } as never);
  await models.query('SET statement_timeout = 0');
  // An index is sooner made than kept.
  const index = `search_entries_g${generation}_i0`;
  const [{ indexdef }] = await models.query<{ indexdef: string }>('SELECT indexdef FROM pg_indexes WHERE indexname = $1', [
    index,
  ]);
  await models.query(`DROP INDEX ${index}`);
  const parties = Math.max(1, Math.round(count / MESSAGES_OF_A_PARTY));
  const body = `'Wo bleibt mein Paket? Es sollte am Montag kommen, und niemand geht ans Telefon. Meine Nummer ' || i % 5000 || ', Bestellung ' || i`;
  await patiently(
    `INSERT INTO search_entries_g${generation} (conversation, place, item, market, seller, buyer, sender, author, body, cut, config, labels, at, ordinal, masked)
     SELECT md5('c' || i)::uuid, 'message', md5('m' || i)::uuid, 'de', seller, buyer, 'buyer', buyer, ${body},
       translate(lower(${body}), '?,.', ''), 'german',
       ARRAY['seller:' || seller, 'buyer:' || buyer, 'market:de', 'topic:shipping', 'side:buyer'], '2026-11-02T10:00:00.000Z', 2 * i, false
     FROM (SELECT i, CASE WHEN i % 10 = 0 THEN 'large' ELSE 'seller-' || i % $2::int END AS seller, 'buyer-' || i % $2::int AS buyer
       FROM generate_series(1, $1::int) AS i) AS s`,
    [count, parties],
  );
  await models.query("SET maintenance_work_mem = '256MB'");
  await patiently(indexdef);
  await patiently('VACUUM ANALYZE');
}
