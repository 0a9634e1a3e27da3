/** The log of proofs: its writer against a bare subscription, and proofs and checkpoints where it has ten million leaves. */
import { createPublicKey, generateKeyPairSync, randomInt } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Proofs } from '../../apps/api/log/proofs';
import { signNext } from '../../apps/notary/signing';
import { writeLog } from '../../apps/notary/writing';
import { interleaved, type Measurement, perSecond, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { GrowingTree, isConsistent, isIncluded, leafHash, verifierOf } from '../../libs/proof';
import { GrownTiles, logHashes, type ReadModels } from '../../libs/read-models';
import { beside } from '../support/beside';
import { postgresOf } from '../support/process';
import { type Stack, startStack } from '../support/stack';
import { subscribing } from './bare-subscription';
import { familyOf, takenBy } from './cpu';
import { dialogue } from './history';
import { collector } from './memory';

const EVENTS = 100_000;
const LEAVES = 10_000_000;
const FEW = 1_000;
const BATCH = 16_384;
const PROOFS = 2_000;
const ROUNDS = 3;

export async function benchLog(): Promise<Measurement[]> {
  const stack = await startStack({ run: [] });
  const { store, models } = beside(stack);
  const vendor = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  try {
    const conversations = Math.ceil(scaled(EVENTS) / 201);
    await rate(conversations, 8, async () => {
      const { stream, events } = dialogue('shop', 100);
      await store.append(stream, events, 'no-stream');
    });
    const events = conversations * 201;
    const written = async () => {
      await emptied(models);
      const ending = new AbortController();
      const started = performance.now();
      let leaves = 0;
      const onGrown = (more: number) => {
        leaves += more;
        if (leaves >= events) ending.abort();
      };
      const onTrouble = (message: string) => void process.stderr.write(`${message}\n`);
      await writeLog({ store, models, onTrouble, onOpened: () => undefined, onGrown }, ending.signal);
      return (events * 1_000) / (performance.now() - started);
    };
    const bare = () => subscribing(vendor, events);
    await bare();
    const { product, baseline, ratio } = await interleaved(ROUNDS, written, bare);
    await emptied(models);
    return [
      {
        name: `${events} events into the log`,
        ...{ product: perSecond(product), baseline: `bare subscription ${perSecond(baseline)}` },
        ...{ value: ratio, unit: '×', bound: ['≥', 0.5] },
      },
      ...(await proving({ stack, store, models }, scaled(LEAVES))),
    ];
  } finally {
    await Promise.all([store.close(), models.close(), vendor.dispose()]);
    await stack.stop();
  }
}

/** A log without leaves, as before its first writer. */
async function emptied(models: ReadModels): Promise<void> {
  await models.query('TRUNCATE log_leaves, log_tiles, log_streams, log_checkpoints');
  await models.query('UPDATE log_state SET position = -1, size = 0, told = 0');
}

type Given = ReturnType<typeof beside> & { readonly stack: Stack };

/** Proofs out of a log of so many leaves, and the checkpoint over it. */
async function proving({ stack, store, models }: Given, leaves: number): Promise<Measurement[]> {
  const { privateKey: key } = generateKeyPairSync('ed25519');
  const signing = { store, models, key, verifier: verifierOf('bench.example/log', 'note', createPublicKey(key)) };
  const sign = async () => void (await signNext(signing));
  const grow = await growing(models);
  // The first one loads what all of them need.
  await grow(FEW);
  await sign();
  await grow(2 * FEW);
  const ofFew = await memoryOf(sign);
  const started = performance.now();
  await grow(leaves);
  process.stdout.write(`${named(leaves)} leaves took ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
  const ofAll = await memoryOf(sign);

  const proofs = new Proofs(models);
  /** Milliseconds of each of many, sorted, and of a core for one, here and in the database. */
  const timed = async (ask: (time: <T>(work: () => Promise<T>) => Promise<T>) => Promise<void>) => {
    const took: number[] = [];
    const core = () => takenBy(process.pid) + familyOf(postgresOf(stack));
    const before = core();
    for (let n = 0; n < PROOFS; n++)
      await ask(async (work) => {
        const began = performance.now();
        const answer = await work();
        took.push(performance.now() - began);
        return answer;
      });
    return { took: took.sort((a, b) => a - b), core: ((core() - before) * 1_000) / PROOFS };
  };
  const row = (index: number) => models.query<{ event: string }>('SELECT event FROM log_leaves WHERE index = $1', [index]);
  const bare = await timed(async (time) => void (await time(() => row(randomInt(leaves)))));
  const included = await timed(async (time) => {
    const [{ event }] = await row(randomInt(leaves));
    const { index, size, root, leafHash, hashes } = await time(() => proofs.inclusion({ event }));
    if (!isIncluded(bytes(leafHash), index, size, hashes.map(bytes), bytes(root))) throw new Error(`leaf ${index} is not proven`);
  });
  const continued = await timed(async (time) => {
    const from = 1 + randomInt(leaves - 1);
    const { fromRoot, to, toRoot, hashes } = await time(() => proofs.consistency({ from }));
    const [older, newer] = [
      { size: from, root: bytes(fromRoot) },
      { size: to, root: bytes(toRoot) },
    ];
    if (!isConsistent(older, newer, hashes.map(bytes))) throw new Error(`the tree of ${from} is not proven to be continued`);
  });
  const at = ({ took }: typeof bare, share: number) => took[Math.floor(took.length * share)] as number;
  const proof = (name: string, all: typeof bare): Measurement => ({
    name,
    product: `median ${at(all, 0.5).toFixed(2)}, ${all.core.toFixed(2)} of a core`,
    baseline: `a row by its key ${at(bare, 0.99).toFixed(2)}, median ${at(bare, 0.5).toFixed(2)}, ${bare.core.toFixed(2)} of a core`,
    ...{ value: at(all, 0.99), unit: 'ms', bound: ['≤', 5] },
  });
  return [
    proof(`an event is among ${named(leaves)}, proof p99`, included),
    proof('a tree continues another, proof p99', continued),
    {
      name: `memory of a checkpoint of ${named(leaves)}`,
      ...{ product: `${ofAll.toFixed(2)} MB`, baseline: `of ${named(2 * FEW)} ${ofFew.toFixed(2)} MB` },
      ...{ value: ofAll, unit: 'MB', bound: ['≤', 8] },
    },
  ];
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const named = (count: number): string => count.toLocaleString('en');

/** The most that work has at a time, in MB, garbage included. */
async function memoryOf(work: () => Promise<void>): Promise<number> {
  const collect = collector();
  const memory = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  // What lies outside of the heap goes a turn later.
  for (let n = 0; n < 3; n++) {
    collect();
    await turn();
  }
  const before = memory();
  let largest = before;
  const watching = setInterval(() => {
    largest = Math.max(largest, memory());
  }, 1);
  await work();
  clearInterval(watching);
  return Math.max(largest, memory()) - before;
}

/** What makes the log as long as it is told: its own tree and tiles, over leaves of few bytes that the database writes by itself. */
async function growing(models: ReadModels): Promise<(leaves: number) => Promise<void>> {
  const tree = await GrowingTree.of(0, logHashes(models));
  const tiles = new GrownTiles();
  return async (leaves) => {
    while (tree.size < leaves) {
      const first = tree.size;
      const next = Math.min(leaves, first + BATCH);
      const rows = models.query(
        `INSERT INTO log_leaves (index, event, position, leaf)
         SELECT n, gen_random_uuid(), n, convert_to(format('{"position":"%s"}', n), 'UTF8') FROM generate_series($1::bigint, $2) n`,
        [first, next - 1],
      );
      while (tree.size < next) tiles.keep(tree.add(leafHash(Buffer.from(`{"position":"${tree.size}"}`))));
      await Promise.all([rows, tiles.write(models.pool as never)]);
    }
    await models.query('UPDATE log_state SET position = $1, size = $2, told = $2', [tree.size - 1, tree.size]);
  };
}
