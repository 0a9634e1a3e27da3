/**
 * Learns how much each family of words says for a deal outside, from the corpus and what is written every day, and writes
 * libs/screening/deal-weights.ts. Of what is held back nothing is read. Run it when words of deals or the corpus change:
 * npm run build && node dist/test/screening/learn.js
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULES, familiesIn, type Language } from '../../libs/screening';

const CORPUS = 'test/screening/corpus';
const EVERY_DAY = 'libs/screening/every-day.txt';
const WEIGHTS = 'libs/screening/deal-weights.ts';
const ROUNDS = 300;
const PACE = 0.3;
/** How much a weight costs: of a family, and of two together, which are rarer. */
const COST = { family: 0.5, together: 1 };
/** How many of a thousand texts without a deal may be found, of those that nothing was learned from. */
const FALSE_OF_THOUSAND = 5;
/** Into how many parts the texts are split, each to be judged by what is learned from the others. */
const FOLDS = 4;
/** Two families that say less together are left out. */
const LEAST_TOGETHER = 0.15;
/** What speaks against a deal; all else speaks for one, or says nothing. */
const AGAINST = new Set(
  'not cannot checkout already mend moneyBack keep coupon pickupPoint contact review warn someone sawElsewhere third shipping parcel via several'.split(
    ' ',
  ),
);
/** What speaks for one beside another: "not through the platform". */
const TURNED = new Set(['not', 'via', 'parcel', 'shipping']);
/** What says too little to say more with another. */
const ALONE = new Set('give platform me'.split(' '));

/** A text: the features of each of its windows, and whether a deal is in it. */
interface Example {
  windows: number[][];
  deal: boolean;
}

const families = Object.keys(DEFAULT_RULES.concepts.evidence?.families ?? {});
const joining = families.filter((family) => !ALONE.has(family) && (!AGAINST.has(family) || TURNED.has(family)));
const together = joining.flatMap((one, at) => joining.slice(at + 1).map((other): [string, string] => [one, other]));
const featureOf = new Map([...families, ...together.map((pair) => pair.join(' '))].map((name, at) => [name, at]));
/** Which features each two sentences have that follow each other. */
function windowsOf(text: string, language: Language): number[][] {
  return familiesIn(text, language).map((weighed) => {
    const said = weighed
      .filter((family) => joining.includes(family))
      .sort((one, other) => joining.indexOf(one) - joining.indexOf(other));
    const pairs = said.flatMap((one, at) => said.slice(at + 1).map((other) => `${one} ${other}`));
    return [...weighed, ...pairs].map((name) => featureOf.get(name) as number);
  });
}

function examples(): Example[] {
  const corpus = readdirSync(CORPUS).flatMap((file) =>
    readFileSync(join(CORPUS, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; language: Language; expect: { class: string }[] })
      .map(({ text, language, expect }) => ({
        windows: windowsOf(text, language),
        deal: expect.some((each) => each.class === 'deal'),
      })),
  );
  const everyDay = readFileSync(EVERY_DAY, 'utf8')
    .split(/^# /m)
    .slice(2)
    .flatMap((part) =>
      part
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => ({
          windows: windowsOf(line.slice(line.indexOf(' ')).replace(/[⟦⟧]/g, ''), part.slice(0, 2) as Language),
          deal: line.startsWith('deal '),
        })),
    );
  return [...corpus, ...everyDay];
}

const sumOf = (window: readonly number[], weights: Float64Array, base: number): number =>
  window.reduce((sum, feature) => sum + (weights[feature] as number), base);
const highest = (windows: readonly number[][], weights: Float64Array, base: number): number =>
  windows.reduce((most, window) => Math.max(most, sumOf(window, weights, base)), Number.NEGATIVE_INFINITY);

/** Logistic regression, of a text with a deal by its likeliest window, of others by all of them. */
function learned(all: readonly Example[]): { weights: Float64Array; base: number } {
  const weights = new Float64Array(featureOf.size);
  const squares = new Float64Array(featureOf.size + 1).fill(1e-3);
  let base = -3;
  const paced = (at: number, slope: number): number => {
    squares[at] = (squares[at] as number) + slope * slope;
    return (PACE * slope) / Math.sqrt(squares[at] as number);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const slopes = new Float64Array(featureOf.size);
    let slope = 0;
    for (const { windows, deal } of all) {
      const sums = windows.map((window) => sumOf(window, weights, base));
      const best = sums.indexOf(Math.max(...sums));
      windows.forEach((window, at) => {
        if (deal && at !== best) return;
        const wrong = 1 / (1 + Math.exp(-(sums[at] as number))) - (deal ? 1 : 0);
        slope += wrong;
        for (const feature of window) slopes[feature] = (slopes[feature] as number) + wrong;
      });
    }
    for (let at = 0; at < weights.length; at += 1) {
      const cost = at < families.length ? COST.family : COST.together;
      const weight = (weights[at] as number) - paced(at, (slopes[at] as number) + cost * (weights[at] as number));
      weights[at] = AGAINST.has(families[at] ?? '') ? Math.min(0, weight) : Math.max(0, weight);
    }
    base -= paced(weights.length, slope);
  }
  return { weights, base };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const all = examples();
/** How each text is judged by what was learned without it. */
const unseen = all.map(() => 0);
for (let fold = 0; fold < FOLDS; fold += 1) {
  const known = learned(all.filter((_, at) => at % FOLDS !== fold));
  for (let at = fold; at < all.length; at += FOLDS) unseen[at] = highest((all[at] as Example).windows, known.weights, known.base);
}
const others = unseen.filter((_, at) => !all[at]?.deal).sort((one, other) => other - one);
const least = rounded(others[Math.floor((others.length * FALSE_OF_THOUSAND) / 1_000)] as number);
const deals = unseen.filter((_, at) => all[at]?.deal);
const { weights, base } = learned(all);
for (const [pair, at] of featureOf) {
  if (pair.includes(' ') && (weights[at] as number) < LEAST_TOGETHER) weights[at] = 0;
  weights[at] = rounded(weights[at] as number);
}
const weightOf = (name: string): number => weights[featureOf.get(name) as number] as number;
writeFileSync(
  WEIGHTS,
  `/** What was learned by test/screening/learn.ts: how much each family says, and two of them together. */
export const DEAL_WEIGHTS: {
  base: number;
  least: number;
  families: Readonly<Record<string, number>>;
  together: readonly (readonly [one: string, other: string, weight: number])[];
} = {
  base: ${rounded(base)},
  least: ${least},
  families: {
${families.map((name) => `    ${name}: ${weightOf(name)},\n`).join('')}  },
  together: [
${together
  .filter((pair) => weightOf(pair.join(' ')) !== 0)
  .map((pair) => `    ['${pair.join("', '")}', ${weightOf(pair.join(' '))}],\n`)
  .join('')}  ],
};
`,
);
process.stdout.write(
  `unseen: ${deals.filter((sum) => sum >= least).length} of ${deals.length} deals, ${others.filter((sum) => sum >= least).length} of ${others.length} others\n`,
);
