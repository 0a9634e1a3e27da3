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
const TRIES = 5;

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
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const message of messages) {
      const begun = performance.now();
      screen(message, rules);
      if (round >= ROUNDS / 2) times.push((performance.now() - begun) * 1_000);
    }
  times.sort((one, other) => one - other);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const measured = (name: string, value: number, unit: string, most: number): Measurement => {
    return { name, product: '', baseline: 'none', value, unit, bound: ['≤', most] };
  };
  const hostile = Object.entries(HOSTILE).flatMap(([name, sign]) => {
    const once = fastest(sign.repeat(Math.ceil(4_000 / sign.length)).slice(0, 4_000));
    const [half, whole] = [16_000, 32_000].map((length) =>
      fastest(sign.repeat(Math.ceil(length / sign.length)).slice(0, length)),
    );
    return [measured(`4,000 of ${name}`, once, 'ms', 5), measured(`${name}, twice as much`, whole! / half!, '×', 2.3)];
  });
  return [
    measured('a message of at most 150 signs, mean', mean, 'µs', 40),
    measured('a message of at most 150 signs, p99', times[Math.floor(times.length * 0.99)]!, 'µs', 250),
    ...hostile,
  ];
}

const HOSTILE: Readonly<Record<string, string>> = {
  '"1 "': '1 ',
  '"a@"': 'a@',
  '"a."': 'a.',
  '"a"': 'a',
  '"7"': '7',
  '"1l o"': '1l o',
  emoji: '😀',
  zalgo: 'z\u0335\u0322\u0321',
  'single letters': 'a b @ c . ',
  'number words': 'null eins zwei ',
  codes: 'ab12 ',
  sentences: 'Bitte schreib mir an. Danke (at) punkt 12:30 am 12.03.2025 für 12,50 € ',
};

function fastest(text: string): number {
  const message = { text, role: 'seller' as const, language: 'de' };
  return Math.min(
    ...Array.from({ length: TRIES }, () => {
      const begun = performance.now();
      screen(message, rules);
      return performance.now() - begun;
    }),
  );
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
