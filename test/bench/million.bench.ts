/** What everybody asks all day, at a million conversations of a thousand sellers, to the same at a thousand. */
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { ReadModels } from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';
import { lean } from './http';
import { FEW, fillMarketplace, LARGEST, ONE_OF_MANY } from './marketplace';

const MANY = 1_000_000;
const IN_FLIGHT = 4;
const REQUESTS = 200;
const ROUNDS = 3;

/** Who asks what. */
const QUESTIONS: readonly [name: string, who: 'largest' | 'one of many' | 'admin', path: string][] = [
  ['inbox page of the largest seller', 'largest', '/v1/inbox'],
  ['inbox page of one of many', 'one of many', '/v1/inbox'],
  ['inbox page of the platform', 'admin', '/v1/inbox'],
  ['counts of the largest seller', 'largest', '/v1/inbox/counts'],
  ['counts of the platform', 'admin', '/v1/inbox/counts'],
  ['filter by topic and need', 'largest', '/v1/inbox?needsReply=true&topic=return'],
  ['filter by what is overdue', 'largest', '/v1/inbox?overdue=true'],
  ['filter by what is unread, latest first', 'largest', '/v1/inbox?unread=true&sort=latest'],
  ['changes', 'largest', '/v1/changes?after=AFTER'],
  ['clock of the largest seller', 'largest', '/v1/clock?state=overdue'],
  ['clock of the platform', 'admin', '/v1/clock?state=overdue'],
  ['search', 'largest', '/v1/search?q=parcel'],
  ['reviews', 'admin', '/v1/reviews'],
  ['score', 'one of many', `/v1/sellers/${ONE_OF_MANY}/score`],
];

export async function benchMillion(): Promise<Measurement[]> {
  const many = scaled(MANY);
  const small = await filling(FEW);
  const large = await filling(many);
  try {
    const asking = async ({ stack, count }: Filled) => {
      const as = async (role: 'seller' | 'admin', seller?: string) =>
        lean(stack.url, await stack.token({ sub: 'bench', role, ...(seller !== undefined && { seller }) }), IN_FLIGHT);
      const callers = {
        largest: await as('seller', LARGEST),
        'one of many': await as('seller', ONE_OF_MANY),
        admin: await as('admin'),
      };
      const ask = (who: keyof typeof callers, path: string) => () => {
        const asked = path.replace('AFTER', String(Math.max(0, count - 500)));
        return rate(REQUESTS, IN_FLIGHT, () => callers[who].send('GET', asked));
      };
      return { ask, close: () => Object.values(callers).map((http) => http.close()) };
    };
    const [little, much] = [await asking(small), await asking(large)];
    const measured: Measurement[] = [large.growth];
    for (const [name, who, path] of QUESTIONS) {
      const [few, all] = [little.ask(who, path), much.ask(who, path)];
      await few();
      await all();
      const { product, baseline, ratio } = await interleaved(ROUNDS, few, all);
      measured.push({
        name: `${name}, ${many.toLocaleString('en')} to ${FEW.toLocaleString('en')}`,
        product: perSecond(baseline),
        baseline: `few ${perSecond(product)}`,
        value: ratio,
        unit: '×',
        bound: ['≤', 1.3],
      });
    }
    little.close();
    much.close();
    return measured;
  } finally {
    await Promise.all([small.stack.stop(), large.stack.stop()]);
  }
}

interface Filled {
  readonly stack: Stack;
  readonly count: number;
  /** The rate of the last tenth to that of the first. */
  readonly growth: Measurement;
}

async function filling(count: number): Promise<Filled> {
  const stack = await startStack({ run: ['api', 'projector'] });
  const models = ReadModels.connect(stack.databaseUrl);
  try {
    await stack.projector.end();
    const part = Math.ceil(count / 10);
    const rates: number[] = [];
    for (let from = 0; from < count; from += part) {
      const began = performance.now();
      await fillMarketplace(models, from, Math.min(count, from + part));
      rates.push((part * 1_000) / (performance.now() - began));
    }
    await models.pool.query({ text: 'VACUUM ANALYZE', query_timeout: 600_000 } as never);
    const [first, last] = [rates[0] as number, rates[rates.length - 1] as number];
    const growth: Measurement = {
      name: 'filling with conversations, the last tenth to the first',
      product: perSecond(last),
      baseline: `first ${perSecond(first)}`,
      value: last / first,
      unit: '×',
      bound: ['≥', 0.7],
    };
    return { stack, count, growth };
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    await models.close();
  }
}
