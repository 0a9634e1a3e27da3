/** One query a request, by an index: no question walks through a large table. */
import { randomUUID } from 'node:crypto';
import { SCORE_WEIGHTS } from '../../libs/domain';
import {
  auditPage,
  buyersOrders,
  changesAfter,
  claimTimers,
  conversationOf,
  dueMarkets,
  inboxCounts,
  inboxPage,
  lateRepliesOf,
  messagesPage,
  obligations,
  overdueBySeller,
  ReadModels,
  rankingAfter,
  responseTimes,
  sanctionsPage,
  scoreEvents,
  scoresAt,
  searchMessages,
  sellersIn,
  sellersToAssess,
  timelinePage,
} from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';

const CONVERSATIONS = 20_000;

describe('the plans of questions', () => {
  let stack: Stack;
  let models: ReadModels;
  beforeAll(async () => {
    stack = await startStack({ run: ['projector'] });
    models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
    // The tables are there once the projector has made them; it is not needed any more.
    await stack.projector.end();
    await fill(models);
  });
  afterAll(async () => {
    await models.close();
    await stack.stop();
  });

  const seller = { sub: 'agent', role: 'seller', seller: 'shop-1' };
  const buyer = { sub: 'buyer-7', role: 'buyer' };
  const admin = { sub: 'root', role: 'admin' };
  const now = Date.now();
  const soon = new Date(now).toISOString();
  const page = { now, limit: 50, sort: 'due' } as const;

  const questions: [name: string, ask: () => Promise<unknown>][] = [
    ['orders of a buyer', () => buyersOrders(models, 'buyer-7', { limit: 25 })],
    ...(['due', 'latest'] as const).flatMap((sort): [string, () => Promise<unknown>][] => [
      [`inbox of a seller by ${sort}`, () => inboxPage(models, seller, { ...page, sort })],
      [`inbox of a buyer by ${sort}`, () => inboxPage(models, buyer, { ...page, sort })],
      [`inbox of an admin by ${sort}`, () => inboxPage(models, admin, { ...page, sort })],
      [`inbox unread by ${sort}`, () => inboxPage(models, seller, { ...page, sort, unread: true })],
      [`inbox needing a reply by ${sort}`, () => inboxPage(models, seller, { ...page, sort, needsReply: true })],
      [`inbox by topic and ${sort}`, () => inboxPage(models, seller, { ...page, sort, topic: ['return'] })],
      [`inbox by topics and ${sort}`, () => inboxPage(models, seller, { ...page, sort, topic: ['return', 'claim'] })],
      [`inbox held by ${sort}`, () => inboxPage(models, seller, { ...page, sort, status: ['held'] })],
    ]),
    ['counts of a seller', () => inboxCounts(models, seller, { now })],
    ['counts of an admin', () => inboxCounts(models, admin, { now })],
    ['counts of sellers by topic', () => inboxCounts(models, admin, { now, seller: ['shop-1', 'shop-7'], topic: ['order'] })],
    ['counts of a buyer', () => inboxCounts(models, buyer, { now })],
    ['inbox overdue', () => inboxPage(models, seller, { ...page, overdue: true })],
    ['inbox due before', () => inboxPage(models, seller, { ...page, dueBefore: soon })],
    ['inbox by order', () => inboxPage(models, seller, { ...page, order: ['O-77'] })],
    ['inbox taken over', () => inboxPage(models, admin, { ...page, caredForBy: 'platform' })],
    ['inbox by assignee', () => inboxPage(models, seller, { ...page, assignee: ['agent-3'] })],
    ['sanctions', () => sanctionsPage(models, { limit: 50 })],
    ['sanctions of a seller', () => sanctionsPage(models, { seller: 'shop-7', limit: 50 })],
    ['proposed sanctions', () => sanctionsPage(models, { state: 'proposed', limit: 50 })],
    ['open appeals', () => sanctionsPage(models, { appeal: 'open', limit: 50 })],
    ['clock of a seller', () => obligations(models, seller, { limit: 50 })],
    ['clock by state', () => obligations(models, admin, { state: 'overdue', limit: 50 })],
    ['clock by due', () => obligations(models, admin, { dueBefore: soon, limit: 50 })],
    ['clock by market and state', () => obligations(models, admin, { market: 'de', state: 'open', limit: 50 })],
    ['clock of a conversation', () => obligations(models, admin, { conversation: randomUUID(), limit: 50 })],
    ['where something is due', () => dueMarkets(models, now)],
    ['what is due', () => claimTimers(models, now, ['de', 'fr'], 50)],
    ['overdue by seller', () => overdueBySeller(models)],
    [
      'late replies',
      () =>
        lateRepliesOf(
          models,
          ['shop-5', 'shop-7'].map((of) => ({ seller: of, from: now - 1, to: now })),
        ),
    ],
    ['sellers of conversations', () => sellersIn(models, [randomUUID(), randomUUID()])],
    ['response times', () => responseTimes(models, 'shop-5', { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', now })],
    ['a conversation', () => conversationOf(models, randomUUID(), seller)],
    ['its messages', () => messagesPage(models, randomUUID(), seller, { limit: 50 })],
    ['all that stands there, newest first', () => timelinePage(models, randomUUID(), buyer, { newest: true, limit: 50 })],
    ['its messages around one', () => messagesPage(models, randomUUID(), seller, { around: 7, limit: 50 })],
    ['search of a large seller', () => searchMessages(models, seller, { q: '77', limit: 50 })],
    ['search of a buyer', () => searchMessages(models, buyer, { q: 'some', limit: 50 })],
    ['search of the platform', () => searchMessages(models, admin, { q: '77 wor', prefix: true, limit: 50 })],
    ['search for the best', () => searchMessages(models, seller, { q: 'some', sort: 'best', limit: 50 })],
    [
      'search with filters',
      () => searchMessages(models, seller, { q: '77', topic: 'order', state: 'open', from: soon, limit: 50 }),
    ],
    ['the trail', () => auditPage(models, { limit: 50 })],
    ['the trail of a conversation', () => auditPage(models, { conversation: randomUUID(), limit: 50 })],
    ['the trail of somebody', () => auditPage(models, { actor: 'buyer-7', limit: 50 })],
    ['the trail from somewhere', () => auditPage(models, { origin: 'import', limit: 50 })],
    ['the trail between positions', () => auditPage(models, { after: 10n, before: 90n, limit: 50 })],
    ['inbox that waits', () => inboxPage(models, seller, { ...page, waiting: true })],
    ['the trail by type', () => auditPage(models, { type: 'ConversationClosed', limit: 50 })],
    ['changes of a seller', () => changesAfter(models, seller, { after: 19_000n, limit: 50 })],
    ['scores of a seller', () => scoresAt(models, 'shop-7', [now - 1, now], SCORE_WEIGHTS)],
    ['events behind a score', () => scoreEvents(models, 'shop-7', 'in-time', { at: now, limit: 50 })],
    ['violations behind a score', () => scoreEvents(models, 'shop-7', 'points', { at: now, limit: 50 })],
    ['the ranking', () => rankingAfter(models, { after: 19_000n, limit: 50 })],
    ['sellers to assess', () => sellersToAssess(models, { after: 19_900, from: 1_767_225_600_000, to: 1_767_225_700_000 })],
    ['changes of a buyer', () => changesAfter(models, buyer, { after: 0n, limit: 50 })],
  ];

  it.each(questions)('%s', async (_, ask) => {
    const statements: { text: string; values: unknown[] }[] = [];
    const original = models.pool.query.bind(models.pool);
    const query = jest.spyOn(models, 'query').mockImplementation(async (text: string, values: readonly unknown[] = []) => {
      statements.push({ text, values: [...values] });
      return (await original(text, [...values])).rows as never[];
    });
    const transaction = jest.spyOn(models, 'transaction').mockImplementation(async (work) =>
      work({
        query: async (text: string, values: unknown[] = []) => {
          statements.push({ text, values });
          return original(text, values);
        },
      } as never),
    );
    await ask().finally(() => query.mockRestore());
    transaction.mockRestore();
    expect(statements.length).toBeGreaterThan(0);
    for (const { text, values } of statements) {
      const { rows } = await original(`EXPLAIN (FORMAT JSON) ${text}`, values);
      // How far the read models are is a line each.
      const plan = JSON.stringify(rows[0]).replaceAll(/"Seq Scan"(?=[^{}]*"Relation Name":"projections")/g, '"A few lines"');
      expect([text, plan.includes('"Seq Scan"') ? plan : 'by index']).toEqual([text, 'by index']);
    }
  });

  it('a thousand choices of filters leave no more statements on a connection than the plain questions', async () => {
    const bit = (number: number, at: number) => (number >> at) % 2 === 1;
    for (let choice = 0; choice < 1_000; choice++)
      await inboxPage(models, choice % 3 === 0 ? buyer : seller, {
        ...{ now, limit: 5, sort: bit(choice, 0) ? ('due' as const) : ('latest' as const) },
        ...(bit(choice, 1) && { needsReply: bit(choice, 9) }),
        ...(bit(choice, 2) && { overdue: bit(choice, 8) }),
        ...(bit(choice, 3) && { topic: ['return'] }),
        ...(bit(choice, 4) && { market: ['de'] }),
        ...(bit(choice, 5) && { unread: true }),
        ...(bit(choice, 6) && { closed: false }),
        ...(bit(choice, 7) && { assignee: ['agent-1'] }),
        ...(bit(choice, 8) && { order: ['O-1'] }),
        ...(bit(choice, 9) && { dueBefore: soon }),
      });
    const [{ count }] = await models.query<{ count: number }>(
      "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'inbox%'",
    );
    expect(count).toBeLessThanOrEqual(4);
  });
});

/** Rows as projections write them, many: one large seller, many small ones. */
async function fill(models: ReadModels): Promise<void> {
  const tables = await models.query<{ name: string; generation: number }>(
    'SELECT name, generation FROM projections WHERE active',
  );
  const generation = (name: string) => tables.find((table) => table.name === name)?.generation;
  const parts = `md5('c' || i)::uuid AS conversation, CASE WHEN i % 2 = 0 THEN 'shop-1' ELSE 'shop-' || i % 500 END AS seller,
    'buyer-' || i % 1000 AS buyer, (ARRAY['de','fr','pl'])[1 + i % 3] AS market, 1767225600000 + i * 1000::bigint AS t`;
  const source = `(SELECT i, ${parts} FROM generate_series(1, ${CONVERSATIONS}) AS i) AS s`;
  await models.query(`INSERT INTO inbox_conversations_g${generation('inbox')}
    SELECT conversation, side, CASE side WHEN 'seller' THEN seller ELSE buyer END, market, seller, buyer, 'O-' || i,
      (ARRAY['order','return','claim'])[1 + i % 3], 's', CASE WHEN i % 9 = 0 THEN 'closed' ELSE 'open' END,
      CASE WHEN i % 50 = 0 THEN 'agent-' || i % 7 END, CASE WHEN i % 500 = 0 THEN 'platform' ELSE 'seller' END, 1, (i % 20 <> 0)::int, (i % 20 = 0)::int, NULL, 'buyer', i, NULL, i % 4 = 0,
      (i % 4 = 0)::int, CASE WHEN i % 4 = 0 THEN t ELSE 9000000000000000 END, CASE WHEN i % 4 = 0 THEN t ELSE 9000000000000000 END, i % 4 = 0,
      3, false, 0, i, i
    FROM ${source}, unnest(ARRAY['seller','buyer']) AS side`);
  await models.query(`INSERT INTO marketplace_orders_g${generation('marketplace')} (order_ref, facts, at)
    SELECT 'O-' || i, jsonb_build_object('buyer', buyer, 'seller', seller, 'state', 'paid'), to_timestamp(t / 1000)::text FROM ${source}`);
  await models.query(`INSERT INTO inbox_counts_g${generation('inbox')}
    SELECT whose, market, topic, count(*), count(*), 0, 0, 0, 0, 0, 0
    FROM inbox_conversations, unnest(ARRAY[seller, '']) AS whose WHERE side = 'seller' GROUP BY whose, market, topic`);
  await models.query(`INSERT INTO clock_obligations_g${generation('clock')} (conversation, message, kind, market, seller, buyer, topic,
      state, is_open, imported, received_at, due_at, overdue_after, allowance_ms, calendar, pauses, level, overdue)
    SELECT conversation, md5('m' || i)::uuid, 'reply', market, seller, buyer, 'order',
      CASE WHEN i % 100 = 0 THEN 'overdue' WHEN i % 10 = 0 THEN 'open' ELSE 'answered' END, i % 10 = 0, false, t, t + 86400000,
      t + 86400000, 86400000, '{}', '[]', 0, i % 100 = 0
    FROM ${source}`);
  await models.query(`INSERT INTO clock_conversations_g${generation('clock')} (conversation, market, seller, buyer, topic)
    SELECT conversation, market, seller, buyer, 'order' FROM ${source}`);
  await models.query(`INSERT INTO standing_sanctions_g${generation('standing')} (sanction, seller, step, state, appeal, facts, position)
    SELECT seller || '.' || i, seller, 'warning', CASE WHEN i % 500 = 0 THEN 'proposed' ELSE 'imposed' END,
      CASE WHEN i % 500 = 1 THEN 'open' END, '{"grounds":{}}', i FROM ${source}`);
  await models.query(`INSERT INTO timers_due_g${generation('timers')} (stream, key, command, market, wake_at)
    SELECT 'conversation-' || conversation, md5('m' || i), 'KeepTime', market,
      CASE WHEN i % 10 = 0 THEN t + 86400000 * 400::bigint END FROM ${source}`);
  await models.query(`INSERT INTO timer_claims (stream, key, command, wake_at, until)
    SELECT 'conversation-' || conversation, md5('m' || i), 'KeepTime', t, now() + interval '1 hour' FROM ${source}`);
  await models.query(`INSERT INTO conversation_headers_g${generation('conversation')} (conversation, market, seller, buyer)
    SELECT conversation, market, seller, buyer FROM ${source}`);
  await models.query(`INSERT INTO conversation_items_g${generation('conversation')} (conversation, item, revision, kind, sender, held)
    SELECT conversation, md5('m' || i)::uuid, 1, 'message', 'buyer', false FROM ${source}`);
  await models.query(`INSERT INTO conversation_attachments_g${generation('conversation')} (conversation, sender, author, sha256, attachment)
    SELECT conversation, 'buyer', buyer, md5('a' || i), md5('a' || i)::uuid FROM ${source}`);
  await models.query(`INSERT INTO search_entries_g${generation('search')} (conversation, place, item, market, seller, buyer, sender, author,
      body, cut, config, labels, at, ordinal, masked)
    SELECT conversation, 'message', md5('m' || i)::uuid, market, seller, buyer, 'buyer', buyer, 'some word ' || i % 1000,
      'some word ' || i % 1000, 'german', ARRAY['seller:' || seller, 'buyer:' || buyer, 'topic:order'], '', i, false FROM ${source}`);
  await models.query(`INSERT INTO search_conversations_g${generation('search')} (conversation, market, seller, buyer, topic, state)
    SELECT conversation, market, seller, buyer, 'order', 'open' FROM ${source}`);
  await models.query(`INSERT INTO audit_events_g${generation('audit')} (position, stream, revision, event, type, at, actor, role, origin,
      command, conversation, market, seller, buyer, detail)
    SELECT i, 's', 0, conversation, CASE WHEN i % 500 = 0 THEN 'ConversationClosed' ELSE 'MessageSent' END, t, buyer, 'buyer', 'api', '',
      conversation, market, seller, buyer, '{}' FROM ${source}`);
  const fact = `conversation, md5('m' || i)::uuid, 'answers', seller, t, i % 9 > 0, 1000, t, i, 3, conversation, 'x'`;
  await models.query(`INSERT INTO score_facts_g${generation('score')} SELECT ${fact} FROM ${source}`);
  await models.query(`INSERT INTO score_past_g${generation('score')} SELECT ${fact}, t + 1, i + 1 FROM ${source}`);
  await models.query(`INSERT INTO score_standings_g${generation('score')} SELECT seller, i, i, conversation, 'CommandAcknowledged',
      '{"at":"2026-01-05T09:00:00.000Z"}', t, t FROM ${source}`);
  await models.query(`INSERT INTO score_sellers_g${generation('score')} SELECT 'shop-' || i, i FROM ${source}`);
  await models.query(
    `INSERT INTO score_visibility_g${generation('score')} SELECT i, seller, t, '{"visibility":1}' FROM ${source}`,
  );
  await models.query('ANALYZE');
}
