/** What one seller of a thousand that posts and reads at full speed costs all others, who do what they do all day. */
import { type Measurement, perSecond, scaled } from '../../libs/embedded-eventstore/bench';
import { ReadModels } from '../../libs/read-models';
import { type Stack, startStack } from '../support/stack';
import { lean } from './http';
import { fillMarketplace, LARGEST } from './marketplace';

/** Requests a second of all others together. */
const OTHERS_A_SECOND = 50;
const OTHERS = 20;
const ROUNDS = 3;
/** Requests that the loud one has open at any time. */
const LOUD = 32;

type Api = ReturnType<typeof lean>;

/** A seller with a conversation of its own. */
interface Shop {
  readonly http: Api;
  readonly conversation: string;
}

const body = 'Where is my parcel? It should have come on Monday. '.repeat(4);

export async function benchNeighbours(): Promise<Measurement[]> {
  const stack = await startStack();
  const models = ReadModels.connect(stack.databaseUrl);
  try {
    await stack.projector.end();
    await fillMarketplace(models, 0, scaled(100_000));
    await models.query('VACUUM ANALYZE');
    await stack.projector.start();
    const loud = await shopOf(stack, LARGEST, LOUD);
    const others = await Promise.all(Array.from({ length: OTHERS }, (_, index) => shopOf(stack, `shop-${index + 1}`, 8)));
    const quiet: number[] = [];
    const beside: number[] = [];
    let loudly = 0;
    await delays(others, scaled(500));
    for (let round = 0; round < ROUNDS; round++) {
      quiet.push(...(await delays(others, scaled(1_000))));
      const calling = shouting(loud);
      beside.push(...(await delays(others, scaled(1_000))));
      loudly += (await calling.end()) / ROUNDS;
    }
    for (const { http } of [loud, ...others]) http.close();
    const [p99, p99Beside] = [p99Of(quiet), p99Of(beside)];
    return [
      {
        name: "others' p99 beside a loud seller, to alone",
        product: `${p99Beside.toFixed(0)} ms`,
        baseline: `${p99.toFixed(0)} ms, the loud one ${perSecond(loudly)}`,
        value: p99Beside / p99,
        unit: '×',
        bound: ['≤', 2],
      },
    ];
  } finally {
    await models.close();
    await stack.stop();
  }
}

async function shopOf(stack: Stack, seller: string, inFlight: number): Promise<Shop> {
  const buyer = await stack.as('buyer');
  const opening = { market: 'de', seller, topic: 'question', subject: 'Parcel', message: { body } };
  const answer = await buyer.post('/v1/conversations', opening).expect(201);
  const http = lean(stack.url, await stack.token({ sub: `agent of ${seller}`, role: 'seller', seller }), inFlight);
  return { http, conversation: (answer.body as { conversation: string }).conversation };
}

/** What a seller does, one after the other. */
const WORK: readonly ((shop: Shop) => Promise<unknown>)[] = [
  ({ http }) => http.send('GET', '/v1/inbox'),
  ({ http, conversation }) => http.send('POST', `/v1/conversations/${conversation}/messages`, { body }),
  ({ http, conversation }) => http.send('GET', `/v1/conversations/${conversation}/messages`),
  ({ http }) => http.send('GET', '/v1/inbox/counts'),
];

const doing = (shop: Shop, index: number) => WORK[index % WORK.length](shop);

/** How long each of so many requests took, which come whether those before are answered or not, in milliseconds. */
async function delays(shops: readonly Shop[], count: number): Promise<number[]> {
  const began = performance.now();
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const due = began + (index * 1_000) / OTHERS_A_SECOND;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const asked = performance.now();
      await doing(shops[index % shops.length], Math.floor(index / shops.length));
      return performance.now() - asked;
    }),
  );
}

/** A seller that has so many requests open at any time; `end` resolves with how many a second were answered. */
function shouting(shop: Shop): { end(): Promise<number> } {
  let over = false;
  let answered = 0;
  const began = performance.now();
  const all = Array.from({ length: LOUD }, async (_, one) => {
    for (let index = one; !over; index++) {
      await doing(shop, index);
      answered++;
    }
  });
  return {
    end: async () => {
      over = true;
      await Promise.all(all);
      return (answered * 1_000) / (performance.now() - began);
    },
  };
}

const p99Of = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * 0.99)];
