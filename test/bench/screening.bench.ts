/**
 * How well screening finds what the corpus says, by kind or class and language, and what it costs. Of the part that is held
 * back only totals are told: nobody fits rules to it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from '../../libs/embedded-eventstore/bench';
import { DEFAULT_RULES, type Finding, LANGUAGES, ruleSet, type ScreenedMessage, screen } from '../../libs/screening';

const CORPUS = 'test/screening';
const ROUNDS = 40;
const TRIES = 8;
/** How often that is done again where a bound is missed: the fastest of more tries is nearer to what a text costs, never below. */
const MORE_TRIES = 12;
const MOST_MS = 5;
const MOST_TIMES = 2.3;

interface Line extends ScreenedMessage {
  expect: { kind: string; class: string; quote: string }[];
}

/** The classes, with the least precision and recall (SCREENING.md). */
const GATES: Readonly<Record<string, [precision: number, recall: number]>> = {
  plain: [0.97, 0.97],
  spelled: [0.9, 0.8],
  obfuscated: [0.9, 0.75],
  asked: [0.9, 0.8],
  hinted: [0.9, 0.5],
  deal: [0.95, 0.75],
  marketing: [0.9, 0.7],
  abusive: [0.9, 0.6],
};

const KINDS: Readonly<Record<string, string[]>> = {
  'external-contact': ['plain', 'spelled', 'obfuscated', 'asked', 'hinted'],
  'off-platform-deal': ['deal'],
  marketing: ['marketing'],
  'abusive-language': ['abusive'],
};

const rules = ruleSet(DEFAULT_RULES);

/** Precision and recall on both parts, cost of a message, and of hostile and doubled ones. */
export function benchScreening(): Measurement[] {
  const corpus = linesOf('corpus');
  return [
    ...LANGUAGES.flatMap((language) =>
      quality(
        `corpus ${language}`,
        corpus.filter((line) => line.language === language),
        false,
      ),
    ),
    ...quality('corpus', corpus, true),
    ...quality('held back', linesOf('held-back'), true),
    ...cost(corpus),
  ];
}

function quality(name: string, lines: Line[], byClass: boolean): Measurement[] {
  const counts = new Map<string, { found: number; right: number; expected: number; met: number }>();
  const of = (kind: string) => counts.get(kind) ?? counts.set(kind, { found: 0, right: 0, expected: 0, met: 0 }).get(kind)!;
  let clean = 0;
  let disturbed = 0;
  for (const line of lines) {
    const { findings } = screen(line, rules);
    const places = line.expect.map(({ quote, ...expected }) => ({
      ...expected,
      from: line.text.indexOf(quote),
      to: line.text.indexOf(quote) + quote.length,
    }));
    if (line.expect.length === 0) {
      clean += 1;
      if (findings.length > 0) disturbed += 1;
    }
    for (const finding of findings) {
      of(finding.kind).found += 1;
      if (places.some((place) => place.kind === finding.kind && overlap(place, finding))) of(finding.kind).right += 1;
    }
    for (const place of places) {
      const met = findings.some((finding) => place.kind === finding.kind && overlap(place, finding)) ? 1 : 0;
      for (const key of new Set([place.kind, place.class])) {
        of(key).expected += 1;
        of(key).met += met;
      }
    }
  }
  const measured = (what: string, part: number, whole: number, bound: Measurement['bound']): Measurement[] =>
    whole === 0
      ? []
      : [{ name: `${name}: ${what}`, product: String(part), baseline: String(whole), value: part / whole, unit: '', bound }];
  return [
    ...Object.entries(KINDS).flatMap(([kind, classes]) => [
      ...measured(`${kind}, precision`, of(kind).right, of(kind).found, [
        '≥',
        Math.max(...classes.map((each) => GATES[each]![0])),
      ]),
      ...(byClass ? classes : [kind]).flatMap((each) =>
        measured(`${each}, recall`, of(each).met, of(each).expected, [
          '≥',
          Math.min(...classes.filter((one) => !byClass || one === each).map((one) => GATES[one]![1])),
        ]),
      ),
    ]),
    ...measured('clean messages with a finding', disturbed, clean, ['≤', 0.03]),
  ];
}

function overlap(place: { from: number; to: number }, finding: Finding): boolean {
  return place.from < finding.to && finding.from < place.to;
}

function cost(corpus: Line[]): Measurement[] {
  const messages = corpus.map((line) => ({ ...line, text: line.text.slice(0, 150) }));
  const times = messages.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, message] of messages.entries()) {
      const took = timed(message);
      if (round >= ROUNDS / 2) times[index]!.push(took * 1_000);
    }
  // Of each message the middle one: what else the machine does falls on some of its rounds, on all of them what it costs.
  const usual = times.map((of) => of.toSorted((one, other) => one - other)[of.length >> 1]!).sort((one, other) => one - other);
  const mean = usual.reduce((sum, time) => sum + time, 0) / usual.length;
  return [
    measured('a message of at most 150 signs, mean', mean, 'µs', 40),
    measured('a message of at most 150 signs, p99', usual[Math.floor(usual.length * 0.99)]!, 'µs', 250),
    ...Object.entries(HOSTILE).flatMap(([name, sign]) => hostile(name, [sign], 'de')),
    ...LANGUAGES.flatMap((language) => hostile(`words of patterns, ${language}`, wordsOf(language), language)),
  ];
}

/** The most that 4,000 signs of any of some texts cost, and how much more twice as long a one of that text costs. */
function hostile(name: string, texts: readonly string[], language: string): Measurement[] {
  let worst = { text: '', took: 0 };
  for (const text of texts) {
    let took = fastest(text, 4_000, language);
    for (let more = 0; took > MOST_MS && more < MORE_TRIES; more += 1) took = Math.min(took, fastest(text, 4_000, language));
    if (took > worst.took) worst = { text, took };
  }
  let [half, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  // One after the other, so that what else the machine does falls on both.
  for (let more = 0; more === 0 || (whole / half > MOST_TIMES && more < MORE_TRIES); more += 1) {
    half = Math.min(half, fastest(worst.text, 16_000, language));
    whole = Math.min(whole, fastest(worst.text, 32_000, language));
  }
  return [
    measured(`4,000 of ${name}`, worst.took, 'ms', MOST_MS),
    measured(`${name}, twice as much`, whole / half, '×', MOST_TIMES),
  ];
}

const measured = (name: string, value: number, unit: string, most: number): Measurement => ({
  name,
  product: '',
  baseline: 'none',
  value,
  unit,
  bound: ['≤', most],
});

/** What is repeated to be a hostile text. */
const HOSTILE: Readonly<Record<string, string>> = {
  '"1 "': '1 ',
  '"a@"': 'a@',
  '"a."': 'a.',
  '"a.b@"': 'a.b@',
  '"a"': 'a',
  '"7"': '7',
  '"1l o"': '1l o',
  '"0o"': '0o',
  '"(("': '(',
  '"(at)"': '(at)',
  '"+49 "': '+49 ',
  '"s/n. "': 's/n. ',
  emoji: '😀',
  zalgo: 'z\u0335\u0322\u0321',
  'overrides of direction': '\u202e1510 5432\u202c',
  'mixed scripts': 'аbсdе ж',
  'lone surrogates': '\ud800',
  'invisible signs': 'a\u200b\u00ad',
  ligatures: 'ﬃ',
  'signs for many': 'ﷺ',
  'signs for units': '㎞',
  fractions: '½',
  'signs of two units': '𝟘𝔞',
  blanks: ' \n\u00a0',
  'a long word': 'donaudampfschifffahrt',
  'single letters': 'a b @ c . ',
  'number words': 'null eins zwei ',
  'number words in one': 'nulleinszwei',
  'names of signs': 'dot dot dot ',
  doubled: 'doppel ',
  codes: 'ab12 ',
  phones: '0151 23456789, ',
  accounts: 'DE89 3704 0044 0532 0130 00 ',
  hosts: 'a.b.c.d.de ',
  names: '@abc ',
  prices: '12,50 € ',
  sentences: 'Bitte schreib mir an. Danke (at) punkt 12:30 am 12.03.2025 für 12,50 € ',
};

/** The words of each pattern of a language in their order, and the other way round. */
function wordsOf(language: (typeof LANGUAGES)[number]): string[] {
  const { patterns, context, nearby } = DEFAULT_RULES.packs[language];
  return Object.values({ ...patterns, ...context, ...nearby })
    .flat()
    .flatMap(({ pattern }) => {
      const words = [...new Set(pattern.replaceAll(/\\\w(?:\{[^}]*\})?/g, ' ').match(/\p{L}{2,}/gu) ?? [])];
      return [`${words.join(' ')} `, `${words.toReversed().join(' ')}. `];
    })
    .filter((text) => text.length > 3);
}

/** Milliseconds of processor time that a text of that length takes where nothing disturbs it. */
function fastest(text: string, length: number, language: string): number {
  const message = { text: text.repeat(Math.ceil(length / text.length)).slice(0, length), role: 'seller' as const, language };
  return Math.min(
    ...Array.from({ length: TRIES }, () => {
      const begun = process.cpuUsage();
      screen(message, rules);
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1_000;
    }),
  );
}

function timed(message: ScreenedMessage): number {
  const begun = performance.now();
  screen(message, rules);
  return performance.now() - begun;
}

function linesOf(part: string): Line[] {
  const directory = join(CORPUS, part);
  return readdirSync(directory).flatMap((file) =>
    readFileSync(join(directory, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line),
  );
}
