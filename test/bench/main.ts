/** `npm run bench [-- GROUP…]`: ratios against a bare baseline taken in the same run. Ends with 1 when a bound is missed. */
import { cpus, totalmem } from 'node:os';
import { benchEngine, benchFullStore, benchStore, type Measurement } from '../../libs/embedded-eventstore/bench';
import { benchCapacity } from './capacity.bench';
import { benchClockMath } from './clock-math.bench';
import { benchConsole } from './console.bench';
import { benchEvidence } from './evidence.bench';
import { benchInbox } from './inbox.bench';
import { benchLog } from './log.bench';
import { benchMillion } from './million.bench';
import { benchNeighbours } from './neighbours.bench';
import { benchPost, benchSealing } from './post.bench';
import { benchLatency, benchMemory, benchRebuild } from './projecting.bench';
import { benchReactor } from './reactor.bench';
import { benchReading } from './reading.bench';
import { benchReplay } from './replay.bench';
import { benchRunaway } from './runaway.bench';
import { benchScore } from './score.bench';
import { benchScreening } from './screening.bench';
import { benchSearch } from './search.bench';
import { benchStreams } from './streams.bench';
import { benchCorrection, benchDue, benchPass } from './timekeeping.bench';

const GROUPS: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  store: benchStore,
  'store-full': benchFullStore,
  engine: benchEngine,
  post: benchPost,
  sealing: benchSealing,
  inbox: benchInbox,
  million: benchMillion,
  capacity: benchCapacity,
  neighbours: benchNeighbours,
  streams: benchStreams,
  search: benchSearch,
  evidence: benchEvidence,
  score: benchScore,
  screening: async () => benchScreening(),
  rebuild: benchRebuild,
  latency: benchLatency,
  runaway: benchRunaway,
  memory: benchMemory,
  reading: benchReading,
  replay: benchReplay,
  log: benchLog,
  console: benchConsole,
  reactor: async () => [...(await benchReactor()), ...(await benchCorrection())],
  clock: async () => [...benchClockMath(), ...(await benchPass()), ...(await benchDue())],
};

/** Only when asked for: three take ten minutes to fill, one needs another server, one a browser. */
const NAMED_ONLY = ['store-full', 'million', 'log', 'engine', 'console'];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in GROUPS));
  if (unknown) throw new Error(`there is no group ${unknown}: ${Object.keys(GROUPS).join(', ')}`);
  const [cpu] = cpus();
  const scale = process.env.BENCH_SCALE ? `, scale ${process.env.BENCH_SCALE}` : '';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  process.stdout.write(`${cpus().length} × ${cpu?.model.trim()}, ${memory}, Node ${process.version}${scale}\n\n`);
  let missed = 0;
  for (const name of wanted.length > 0 ? wanted : Object.keys(GROUPS).filter((name) => !NAMED_ONLY.includes(name)))
    for (const measurement of await GROUPS[name]()) if (!told(measurement)) missed++;
  process.exitCode = missed > 0 ? 1 : 0;
}

/** Prints a line; false when the bound is missed. */
function told({ name, product, baseline, value, unit, bound }: Measurement): boolean {
  const [sign, must, after] = bound;
  const holds = sign === '≥' ? value >= must : value <= must;
  const wish = after === undefined ? '' : ` [${after}]`;
  const line = [
    name.padEnd(46),
    `${value.toFixed(2)} ${unit}`.padStart(12),
    `${sign} ${must}${wish}`.padEnd(14),
    holds ? 'ok    ' : 'MISSED',
    product === '' ? '' : `${product} to ${baseline}`,
  ];
  process.stdout.write(`${line.join('  ').trimEnd()}\n`);
  return holds;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
