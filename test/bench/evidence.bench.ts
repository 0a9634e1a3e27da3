/** A package of evidence of 10,000 events with all its renderings and forms, against hashing and zipping the same bytes; and its memory. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleaved, type Measurement, scaled } from '../../libs/embedded-eventstore/bench';
import {
  type Happened,
  html,
  logOf,
  type MadeEvent,
  makePackage,
  ownSigner,
  type PackagedEvent,
  pdf,
  rsmf,
  Showing,
  type Shown,
  vcon,
  zipped,
} from '../../libs/evidence';
import { leafHash } from '../../libs/proof';
import { collector } from './memory';

type Evident = PackagedEvent & { readonly shown: Shown };

const CONVERSATION = '00000000-0000-4000-8000-000000000001';
const TOLD = {
  ...{ id: 'bench', selection: 'one conversation', asOf: '2026-03-03T12:00:00.000Z', purpose: 'a court', reason: 'a bench' },
  ...{ requestedBy: 'compliance cleo', requestedAt: '2026-03-03T12:00:00.000Z' },
};
const WORDS = (
  'Where is my parcel? It should have come on Monday, and the page says that it was delivered. I ordered two weeks ago, ' +
  'nobody could tell me when the shop sends it; tracking shows nothing. Please look again: wrong size, broken, refund. Thanks, regards'
).split(' ');
const cpuMs = (): number => process.cpuUsage().user / 1_000;

/** Texts of some 280 letters that differ, as those of people do: one and the same would cost a ZIP nothing. */
function texts(): () => string {
  let seed = 1;
  return () => {
    const words: string[] = [];
    for (let n = 0; n < 52; n++) {
      seed = (seed * 48_271) % 2_147_483_647;
      words.push(WORDS[seed % WORDS.length]);
    }
    return words.join(' ');
  };
}

export async function benchEvidence(): Promise<Measurement[]> {
  const collect = collector();
  const directory = mkdtempSync(join(tmpdir(), 'bench-evidence-'));
  try {
    const count = scaled(10_000);
    const said = texts();
    const made = Array.from(
      { length: count },
      (_, at): MadeEvent => ({
        ...{ stream: `conversation-${CONVERSATION}`, revision: at, type: 'MessageSent', role: 'buyer' },
        ...{
          at: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
          data: { message: `m${at}`, from: 'buyer' },
          sealed: said(),
        },
      }),
    );
    const log = await logOf(made);
    const signer = await ownSigner(join(directory, 'seal.pem'), 'bench', new Date());
    let largest = 0;
    let isWatched = true;
    const into = join(directory, 'package.asice');
    const product = async (): Promise<number> => {
      const started = cpuMs();
      await makePackage<Evident>(
        {
          told: TOLD,
          events: (async function* () {
            const showing = new Showing('en', ['body']);
            for (const [at, event] of log.events.entries()) {
              const { id, leaf, made: one } = event;
              const metadata = { at: one.at, actor: 'bea', role: 'buyer' };
              const hash = leafHash(leaf).toString('hex');
              const happened = { id, hash, metadata, ...one, data: { ...one.data, body: one.sealed } } as unknown as Happened;
              yield { ...event, shown: showing.show(happened) };
              if (!isWatched || at % 1_000 !== 999) continue;
              collect();
              largest = Math.max(largest, process.memoryUsage().heapUsed);
            }
          })(),
          ...{ checkpoint: log.checkpoint, logKey: log.logKey, language: 'en' },
          renderings: async (begin) => [
            ...[await html(begin, TOLD, 'en'), await pdf(begin, TOLD, 'en')],
            ...[await rsmf(begin, TOLD, 'en', join(directory, 'rsmf')), await vcon(begin, TOLD, 'en', join(directory, 'vcon'))],
          ],
          leftOut: () => [],
        },
        { signer, sealedAt: new Date(), directory: join(directory, 'making'), into },
      );
      return cpuMs() - started;
    };
    collect();
    const before = process.memoryUsage().heapUsed;
    await product();
    isWatched = false;
    const grown = (largest - before) / 2 ** 20;
    const files = join(directory, 'files');
    execFileSync('unzip', ['-q', into, '-d', files]);
    const paths = [
      ...readdirSync(files, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
      ...[join(directory, 'rsmf'), join(directory, 'vcon')],
    ];
    const baseline = async (): Promise<number> => {
      const started = cpuMs();
      for (const path of paths) {
        const hash = createHash('sha256');
        for await (const bytes of createReadStream(path)) hash.update(bytes);
        hash.digest();
      }
      await zipped(
        paths.map((path, at) => ({ name: String(at), path })),
        join(directory, 'bare.zip'),
      );
      return cpuMs() - started;
    };
    const { product: own, baseline: bare, ratio } = await interleaved(3, product, baseline);
    const each = (ms: number) => `${(ms / count).toFixed(2)} ms an event`;
    return [
      {
        name: `package of ${count} events, to hash and zip`,
        ...{ product: each(own), baseline: each(bare), value: ratio, unit: '×', bound: ['≤', 3] },
      },
      { name: 'heap that it takes', product: '', baseline: '', value: grown, unit: 'MB', bound: ['≤', 32] },
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}
