/** The read models of a large marketplace, filled as the projections would: a thousand sellers, of which one has a fifth of all. */
import type { ReadModels } from '../../libs/read-models';

/** The seller that has a fifth. */
export const LARGEST = 'shop-0';
/** One of those that share the rest. */
export const ONE_OF_MANY = 'shop-7';

/** So many are all of these two: a page of few is as long as one of many. */
export const FEW = 1_000;

/** Statements have ten seconds. */
const AT_ONCE = 10_000;
const BEGAN = Date.parse('2026-11-02T08:00:00Z');

const BODY = 'The parcel should have come on Monday, and nobody at the shop answers the phone. Order';

/**
 * Adds conversations numbered from `from` up to `to`, the later the newer, with a message each, of which a quarter waits for its answer. Of
 * the first thousand each is one of the two's: so few fill a page, too.
 */
export async function fillMarketplace(models: ReadModels, from: number, to: number): Promise<void> {
  const rows = await models.query<{ name: string; generation: number }>('SELECT name, generation FROM projections WHERE active');
  const generations = new Map(rows.map(({ name, generation }) => [name, generation]));
  const table = (name: string) => `${name}_g${generations.get(name.slice(0, name.indexOf('_')))}`;
  for (let begin = from; begin < to; begin += AT_ONCE)
    for (const statement of statements(table, begin, Math.min(to, begin + AT_ONCE))) await models.query(statement);
}

function statements(table: (name: string) => string, from: number, to: number): string[] {
  const source = `(SELECT i, md5('c' || i)::uuid AS conversation, md5('m' || i)::uuid AS message,
      CASE WHEN i % 5 = 0 THEN '${LARGEST}' WHEN i < ${FEW} THEN '${ONE_OF_MANY}' ELSE 'shop-' || 1 + i % 999 END AS seller, 'buyer-' || i % 50000 AS buyer,
      (ARRAY['de','fr','pl'])[1 + i % 3] AS market, (ARRAY['order','return','claim','shipping'])[1 + i % 4] AS topic,
      i % 4 = 1 AS waits, i % 40 IN (1, 5) OR (i < ${FEW} AND i % 20 = 5) AS late, ${BEGAN} + i * 1000::bigint AS t
    FROM generate_series(${from}, ${to - 1}) AS i) AS s`;
  const calendar = `'{"market":"de","version":"2026-1","tzdata":"2026a"}'::jsonb`;
  const due = `t + CASE WHEN late THEN -86400000 ELSE 86400000 * 1000::bigint END`;
  const obligation = `jsonb_build_object('revision', 1, 'message', message, 'kind', 'reply', 'receivedAt', t, 'dueAt', ${due},
    'overdueAfter', ${due}, 'allowanceMs', 86400000, 'pauses', '[]'::jsonb, 'state', 'open', 'imported', false, 'calendar', ${calendar},
    'excused', false)`;
  const latest = `jsonb_build_object('message', message, 'from', 'buyer', 'at', '2026-11-02T10:00:00.000Z', 'preview', '${BODY} ' || i)`;
  const sort = `CASE WHEN waits THEN ${due} ELSE 9000000000000000 END`;
  const parties = 'conversation, market, seller, buyer, topic';
  const fact = `conversation, message, 'answers', seller, t, i % 9 > 0, 1000, t, i, 3, conversation, 'x'`;
  return [
    `INSERT INTO ${table('inbox_conversations')}
     SELECT conversation, side, CASE side WHEN 'seller' THEN seller ELSE buyer END, market, seller, buyer, 'O-' || i, topic,
       'Where is my parcel?', CASE WHEN i % 9 = 0 THEN 'closed' ELSE 'open' END, CASE WHEN i % 50 = 0 THEN 'agent-' || i % 7 END,
       'seller', 1, 1 - (i % 20 = 0)::int, (i % 20 = 0)::int, ${latest}, 'buyer', i, CASE WHEN waits THEN ${obligation} END, waits,
       waits::int, ${sort}, ${sort}, late, 3, false, (i % 500 = 0)::int, i, i
     FROM ${source}, unnest(ARRAY['seller', 'buyer']) AS side`,
    `INSERT INTO ${table('inbox_counts')} AS t
     SELECT whose, market, topic, count(*), count(*) FILTER (WHERE waits), count(*) FILTER (WHERE late), 0,
       count(*) FILTER (WHERE waits AND i % 50 <> 0), count(*) FILTER (WHERE i % 20 = 0), count(*) FILTER (WHERE i % 500 = 0),
       count(*) FILTER (WHERE i % 9 = 0)
     FROM ${source}, unnest(ARRAY[seller, '']) AS whose GROUP BY whose, market, topic
     ON CONFLICT (owner, market, topic) DO UPDATE SET conversations = t.conversations + EXCLUDED.conversations,
       needs_reply = t.needs_reply + EXCLUDED.needs_reply, late = t.late + EXCLUDED.late, unassigned = t.unassigned + EXCLUDED.unassigned,
       unread = t.unread + EXCLUDED.unread, held = t.held + EXCLUDED.held, closed = t.closed + EXCLUDED.closed`,
    `INSERT INTO ${table('inbox_obligations')} (conversation, message, kind, revision, state, is_open, imported, received_at, due_at,
       overdue_after, allowance_ms, calendar, pauses, level, reminded, overdue, excused, opened_position)
     SELECT conversation, message, 'reply', 1, CASE WHEN waits THEN 'open' ELSE 'answered' END, waits, false, t, ${due}, ${due}, 86400000,
       ${calendar}, '[]', 0, false, late, false, i FROM ${source}`,
    `INSERT INTO ${table('clock_obligations')} (${parties}, message, kind, revision, state, is_open, imported, received_at, due_at,
       overdue_after, allowance_ms, calendar, pauses, level, reminded, overdue, excused)
     SELECT ${parties}, message, 'reply', 1, CASE WHEN late THEN 'overdue' WHEN waits THEN 'open' ELSE 'answered' END, waits, false, t,
       ${due}, ${due}, 86400000, ${calendar}, '[]', 0, false, late, false FROM ${source}`,
    `INSERT INTO ${table('conversation_headers')} (${parties}) SELECT ${parties} FROM ${source}`,
    `INSERT INTO ${table('conversation_items')} (conversation, item, revision, kind, sender, author, body, at, held, facts)
     SELECT conversation, message, 1, 'message', 'buyer', buyer, '${BODY} ' || i, '2026-11-02T10:00:00.000Z', false, '{}' FROM ${source}`,
    `INSERT INTO ${table('search_conversations')} (${parties}, state) SELECT ${parties}, 'open' FROM ${source}`,
    `INSERT INTO ${table('search_entries')} (conversation, place, item, market, seller, buyer, sender, author, body, cut, config, labels, at,
       ordinal, masked)
     SELECT conversation, 'message', message, market, seller, buyer, 'buyer', buyer, '${BODY} ' || i, '${BODY} ' || i, 'english',
       ARRAY['seller:' || seller, 'buyer:' || buyer, 'topic:' || topic], '2026-11-02T10:00:00.000Z', i, false FROM ${source}`,
    `INSERT INTO ${table('audit_events')} (position, stream, revision, event, type, at, actor, role, origin, command, conversation, market,
       seller, buyer, detail)
     SELECT i, 'conversation-' || conversation, 1, message, 'MessageSent', t, buyer, 'buyer', 'api', message, conversation, market, seller,
       buyer, '{}' FROM ${source}`,
    `INSERT INTO ${table('reviews_items')} (conversation, subject, review, what, sender, market, seller, topic, kind, rule, source, message,
       evidence, signs, recorded_at, position, state)
     SELECT conversation, message, message, 'violation', 'seller', market, seller, topic, 'external-contact', 'contact.email', 'screening',
       message, '{}', '[]', t, i, CASE WHEN i % 100 = 0 OR i < ${FEW} THEN 'suspected' ELSE 'dismissed' END FROM ${source} WHERE i % 10 = 0`,
    // A score is of the last ninety days: a seller has some thousand answers in them, however many before.
    `INSERT INTO ${table('score_facts')} SELECT ${fact} FROM ${source} WHERE i % 50 = 7`,
  ];
}
