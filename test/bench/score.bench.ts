/** A seller's score among many answers: its history to the score alone, and a page of the events behind it to that of a small seller. */
import { DAY_MS, SCORE_WEIGHTS } from '../../libs/domain';
import { interleaved, type Measurement, scaled } from '../../libs/embedded-eventstore/bench';
import { ReadModels, SCORE_PARTS, scoreEvents, scoresAt } from '../../libs/read-models';
import { startStack } from '../support/stack';

const HISTORY_DAYS = 30;

/** So many answers of a seller, evenly over the days that a history looks at. */
async function fill(models: ReadModels, seller: string, answers: number, now: number): Promise<void> {
  const [{ generation }] = await models.query<{ generation: number }>(
    "SELECT generation FROM projections WHERE name = 'score' AND active",
  );
  await models.query(
    `INSERT INTO score_facts_g${generation} (conversation, subject, part, seller, counts_at, good, counted_ms, known_at, position,
       revision, event, type, obligation)
     SELECT md5($1 || i)::uuid, md5($1 || i)::uuid, 'answers', $1, at, i % 20 > 0, 1 + i::bigint * 7919 % 86400000, at, i, 3,
       md5($1 || i)::uuid, 'ReplyObligationAnswered', '{}'
     FROM (SELECT i, $3::bigint - i * ${(90 + HISTORY_DAYS) * DAY_MS} / $2::bigint AS at FROM generate_series(1, $2::bigint) AS i) AS answer`,
    [seller, answers, now],
  );
}

export async function benchScore(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['projector'] });
  await stack.projector.end();
  const models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
  try {
    const now = Date.now();
    await fill(models, 'large', scaled(100_000), now);
    await fill(models, 'small', scaled(1_000), now);
    await models.query('VACUUM ANALYZE');
    const instants = Array.from({ length: HISTORY_DAYS + 1 }, (_, day) => now - (HISTORY_DAYS - day) * DAY_MS);
    const time = (work: () => Promise<unknown>) => async () => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    const score = (at: readonly number[]) => time(() => scoresAt(models, 'large', at, SCORE_WEIGHTS));
    const page = (seller: string) =>
      time(async () => {
        for (let count = 0; count < 10; count++)
          for (const part of SCORE_PARTS) await scoreEvents(models, seller, part, { at: now, limit: 10 });
      });
    const history = await interleaved(7, score(instants), score([now]));
    const pages = await interleaved(7, page('large'), page('small'));
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    return [
      {
        name: 'score of 100,000 answers with 30 days, to alone',
        product: ms(history.product),
        baseline: ms(history.baseline),
        value: history.ratio,
        unit: '×',
        bound: ['≤', 3],
      },
      {
        name: 'events behind it, 100,000 answers to 1,000',
        product: ms(pages.product),
        baseline: ms(pages.baseline),
        value: pages.ratio,
        unit: '×',
        bound: ['≤', 2],
      },
    ];
  } finally {
    await models.close();
    await stack.stop();
  }
}
