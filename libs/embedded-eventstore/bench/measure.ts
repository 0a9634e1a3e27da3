/** One measured number against its bare baseline, and the bound it has to keep. */
export interface Measurement {
  readonly name: string;
  readonly product: string;
  readonly baseline: string;
  readonly value: number;
  readonly unit: string;
  /** `at least` or `at most`, what must hold, and what we are after. */
  readonly bound: readonly ['≥' | '≤', must: number, after?: number];
}

/** BENCH_SCALE=0.1 makes everything a tenth as large, for a quick look. */
export const scaled = (count: number): number => Math.max(1, Math.round(count * Number(process.env.BENCH_SCALE ?? 1)));

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Product and baseline in turn, so that a busy moment of the machine meets both; medians of each and of their ratios. */
export async function interleaved(
  rounds: number,
  product: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ product: number; baseline: number; ratio: number }> {
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await product(), await baseline()]);
  return {
    product: median(pairs.map(([one]) => one)),
    baseline: median(pairs.map(([, other]) => other)),
    ratio: median(pairs.map(([one, other]) => one / other)),
  };
}

/** How often a second `work` is done, `count` times, so many at once. */
export async function rate(count: number, inFlight: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return (count * 1_000) / (performance.now() - started);
}

export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
