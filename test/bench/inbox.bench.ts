/** One page of an inbox, of a large seller and of a small one, against a bare route with the same statement. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { inboxStatement, ReadModels } from '../../libs/read-models';
import { startStack } from '../support/stack';
import { lean } from './http';

const IN_FLIGHT = 16;
const FILLED_AT_ONCE = 10_000;

export async function benchInbox(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api', 'projector'] });
  const models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
  const bare = fork(join(process.cwd(), 'dist', 'test', 'bench', 'bare-inbox.js'), { execArgv: [] });
  try {
    await fillInbox(models, 'large', scaled(100_000));
    await fillInbox(models, 'small', scaled(1_000));
    await models.query('VACUUM ANALYZE');
    const sellers = ['large', 'small'].map((seller) => ({ sub: 'agent', role: 'seller', seller }) as const);
    const statements = sellers.map((seller) => inboxStatement(seller, { now: Date.now(), sort: 'due', limit: 50 }));
    bare.send({ databaseUrl: stack.databaseUrl, text: statements[0].text, values: statements.map(({ values }) => values) });
    const [{ url }] = (await once(bare, 'message')) as [{ url: string }];
    const [large, small] = await Promise.all(
      sellers.map(async (seller) => lean(stack.url, await stack.token(seller), IN_FLIGHT)),
    );
    const other = lean(url, '', IN_FLIGHT);
    const count = scaled(2_000);
    const page = (http: typeof large, path: string) => () => rate(count, IN_FLIGHT, () => http.send('GET', path));
    for (const warm of [page(large, '/v1/inbox'), page(small, '/v1/inbox'), page(other, '/inbox/0')]) await warm();
    const against = await interleaved(5, page(large, '/v1/inbox'), page(other, '/inbox/0'));
    const growth = await interleaved(5, page(small, '/v1/inbox'), page(large, '/v1/inbox'));
    for (const http of [large, small, other]) http.close();
    return [
      {
        name: 'inbox page at 100,000 conversations',
        product: perSecond(against.product),
        baseline: `bare route ${perSecond(against.baseline)}`,
        value: against.ratio,
        unit: '×',
        bound: ['≥', 0.6, 0.8],
      },
      {
        name: 'time of a page at 100,000 to that at 1,000',
        product: perSecond(growth.baseline),
        baseline: `small inbox ${perSecond(growth.product)}`,
        value: growth.ratio,
        unit: '×',
        bound: ['≤', 1.3, 1.05],
      },
    ];
  } finally {
    bare.disconnect();
    await models.close();
    await stack.stop();
  }
}

/** Conversations of one seller as the projection writes them, a quarter of them waiting for an answer, the first since `from`. */
export async function fillInbox(models: ReadModels, seller: string, count: number, from = 1_793_613_600_000): Promise<void> {
  const [{ generation }] = await models.query<{ generation: number }>(
    "SELECT generation FROM projections WHERE name = 'inbox' AND active",
  );
  const obligation = `jsonb_build_object('revision', 1, 'message', md5('m' || i)::uuid, 'kind', 'reply', 'receivedAt', t,
    'dueAt', t + 86400000, 'overdueAfter', t + 86400000, 'allowanceMs', 86400000, 'pauses', '[]'::jsonb, 'state', 'open',
    'imported', false, 'calendar', '{"market":"de","version":"2026-1","tzdata":"2026a"}'::jsonb, 'excused', false)`;
  const latest = `jsonb_build_object('message', md5('m' || i)::uuid, 'from', 'buyer', 'at', '2026-11-02T10:00:00.000Z', 'preview',
    'The parcel should have come on Monday, and nobody at the shop answers the phone.')`;
  // A statement of all of them would run out of time on a busy machine.
  for (let first = 1; first <= count; first += FILLED_AT_ONCE)
    await models.query(
      `INSERT INTO inbox_conversations_g${generation}
       SELECT md5($1 || i)::uuid, 'seller', $1, 'de', $1, 'buyer-' || i, 'O-' || i, 'shipping', 'Where is my parcel?', 'open', NULL, 'seller', 1, 1,
         0, ${latest}, 'buyer', i, CASE WHEN i % 4 = 0 THEN ${obligation} END, i % 4 = 0, (i % 4 = 0)::int,
         CASE WHEN i % 4 = 0 THEN t + 86400000 ELSE 9000000000000000 END,
         CASE WHEN i % 4 = 0 THEN t + 86400000 ELSE 9000000000000000 END, false, 3, false
       FROM (SELECT i, $4::bigint + i * 1000::bigint AS t FROM generate_series($2::int, $3::int) AS i) AS s`,
      [seller, first, Math.min(count, first + FILLED_AT_ONCE - 1), from],
    );
}
