/**
 * Learns how much each family of words says for a deal outside, and for a hint at a contact, from the corpus and what is written
 * every day, and writes libs/screening/deal-weights.ts and hint-weights.ts. Of what is held back nothing is read. Run it when
 * words of theirs or the corpus change: npm run build && node dist/test/screening/learn.js
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULES, familiesIn, type Language } from '../../libs/screening';

const CORPUS = 'test/screening/corpus';
const EVERY_DAY = 'libs/screening/every-day.txt';
const ROUNDS = 300;
const PACE = 0.3;
/** Into how many parts the texts are split, each to be judged by what is learned from the others. */
const FOLDS = 4;
/** Two families that say less together are left out. */
const LEAST_TOGETHER = 0.15;

/** What is learned, and from what. */
interface Subject {
  /** where its families stand in the rules */
  of: 'evidence' | 'hints';
  /** the file that is written, and the name it exports */
  file: string;
  name: string;
  class: string;
  /** how much a weight costs: of a family, and of two together, which are rarer */
  cost: { family: number; together: number };
  /** how many of a thousand texts without one may be found, of those that nothing was learned from */
  falseOfThousand: number;
  /** how lines of every day call it */
  everyDay: string;
  /** classes that say neither */
  neither: readonly string[];
}

const SUBJECTS: readonly Subject[] = [
  {
    of: 'evidence',
    file: 'libs/screening/deal-weights.ts',
    name: 'DEAL_WEIGHTS',
    class: 'deal',
    cost: { family: 0.5, together: 1 },
    falseOfThousand: 5,
    everyDay: 'deal',
    neither: [],
  },
  {
    of: 'hints',
    file: 'libs/screening/hint-weights.ts',
    name: 'HINT_WEIGHTS',
    class: 'hinted',
    cost: { family: 1, together: 4 },
    falseOfThousand: 1.5,
    everyDay: 'contact',
    neither: ['plain', 'spelled', 'obfuscated', 'asked'],
  },
];

/** A text: the features of each of its windows, and whether what is learned is in it. */
interface Example {
  windows: number[][];
  broken: boolean;
}

/** The features of a subject: its families, and two of them together. */
function featuresOf({ of }: Subject) {
  const families = Object.keys(DEFAULT_RULES.concepts[of]?.families ?? {});
  const together = families.flatMap((one, at) => families.slice(at + 1).map((other): [string, string] => [one, other]));
  const featureOf = new Map([...families, ...together.map((pair) => pair.join(' '))].map((name, at) => [name, at]));
  /** Which features each two sentences have that follow each other. */
  const windowsOf = (text: string, language: Language): number[][] =>
    familiesIn(text, language, of).map((weighed) => {
      const said = [...weighed].sort((one, other) => families.indexOf(one) - families.indexOf(other));
      const pairs = said.flatMap((one, at) => said.slice(at + 1).map((other) => `${one} ${other}`));
      return [...weighed, ...pairs].map((name) => featureOf.get(name) as number);
    });
  return { families, together, featureOf, windowsOf };
}

function examples(subject: Subject, windowsOf: (text: string, language: Language) => number[][]): Example[] {
  const corpus = readdirSync(CORPUS).flatMap((file) =>
    readFileSync(join(CORPUS, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; language: Language; expect: { class: string }[] })
      .map(({ text, language, expect }) => ({ text, language, classes: expect.map((each) => each.class) }))
      .filter(({ classes }) => classes.includes(subject.class) || !classes.some((each) => subject.neither.includes(each)))
      .map(({ text, language, classes }) => ({
        windows: windowsOf(text, language),
        broken: classes.includes(subject.class),
      })),
  );
  const everyDay = readFileSync(EVERY_DAY, 'utf8')
    .split(/^# /m)
    .slice(2)
    .flatMap((part) =>
      part
        .split('\n')
        .slice(1)
        .filter((line) => line !== '' && !(subject.neither.length > 0 && line.startsWith(`${subject.everyDay} `)))
        .map((line) => ({
          windows: windowsOf(line.slice(line.indexOf(' ')).replace(/[⟦⟧]/g, ''), part.slice(0, 2) as Language),
          broken: line.startsWith(`${subject.everyDay} `),
        })),
    );
  return [...corpus, ...everyDay];
}

const sumOf = (window: readonly number[], weights: Float64Array, base: number): number =>
  window.reduce((sum, feature) => sum + (weights[feature] as number), base);
const highest = (windows: readonly number[][], weights: Float64Array, base: number): number =>
  windows.reduce((most, window) => Math.max(most, sumOf(window, weights, base)), Number.NEGATIVE_INFINITY);

/** Logistic regression, of a text that breaks a rule by its likeliest window, of others by all of them. */
function learned(
  all: readonly Example[],
  { families, featureOf }: { families: readonly string[]; featureOf: ReadonlyMap<string, number> },
  { cost }: Subject,
): { weights: Float64Array; base: number } {
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
    for (const { windows, broken } of all) {
      const sums = windows.map((window) => sumOf(window, weights, base));
      const best = sums.indexOf(Math.max(...sums));
      windows.forEach((window, at) => {
        if (broken && at !== best) return;
        const wrong = 1 / (1 + Math.exp(-(sums[at] as number))) - (broken ? 1 : 0);
        slope += wrong;
        for (const feature of window) slopes[feature] = (slopes[feature] as number) + wrong;
      });
    }
    for (let at = 0; at < weights.length; at += 1) {
      const weight = weights[at] as number;
      weights[at] = weight - paced(at, (slopes[at] as number) + (at < families.length ? cost.family : cost.together) * weight);
    }
    base -= paced(weights.length, slope);
  }
  return { weights, base };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function learn(subject: Subject): void {
  const { families, together, featureOf, windowsOf } = featuresOf(subject);
  const learnedFrom = (some: readonly Example[]) => learned(some, { families, featureOf }, subject);
  const all = examples(subject, windowsOf);
  /** How each text is judged by what was learned without it. */
  const unseen = all.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const known = learnedFrom(all.filter((_, at) => at % FOLDS !== fold));
    for (let at = fold; at < all.length; at += FOLDS)
      unseen[at] = highest((all[at] as Example).windows, known.weights, known.base);
  }
  const others = unseen.filter((_, at) => !all[at]?.broken).sort((one, other) => other - one);
  const least = rounded(others[Math.floor((others.length * subject.falseOfThousand) / 1_000)] as number);
  const broken = unseen.filter((_, at) => all[at]?.broken);
  const { weights, base } = learnedFrom(all);
  for (const [pair, at] of featureOf) {
    if (pair.includes(' ') && Math.abs(weights[at] as number) < LEAST_TOGETHER) weights[at] = 0;
    weights[at] = rounded(weights[at] as number);
  }
  const weightOf = (name: string): number => weights[featureOf.get(name) as number] as number;
  writeFileSync(
    subject.file,
    `import type { Learned } from './evidence';

/** What was learned by test/screening/learn.ts: how much each family says, and two of them together. */
export const ${subject.name}: Learned = {
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
    `${subject.class}, unseen: ${broken.filter((sum) => sum >= least).length} of ${broken.length}, ${others.filter((sum) => sum >= least).length} of ${others.length} others\n`,
  );
}

SUBJECTS.forEach(learn);
