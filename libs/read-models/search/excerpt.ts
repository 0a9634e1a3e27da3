/** The passage of a text that shows best what was found in it. */
import type { Sequence } from './question';
import { compact, type Word, wordsOf } from './words';

const LENGTH = 240;
/** How much of a passage stands before its first word found. */
const BEFORE = 60;

/** Characters from `start` to before `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** What was found: words at these places (from 1), sequences of words, or a number however it is typed. */
interface Hits {
  readonly places?: readonly number[];
  readonly sequences?: readonly Sequence[];
  readonly number?: string;
}

/** About 240 characters of a text, what was found between « and ». */
export function excerptOf(body: string, { places = [], sequences = [], number }: Hits): string {
  const words = wordsOf(body);
  const hits = [...places.flatMap((place) => words[place - 1] ?? []), ...sequencesIn(words, sequences)];
  const numbered = number === undefined ? [] : numberIn(words, body, number);
  const found = joined(body, numbered.length > 0 ? numbered : hits);
  const { start, end } = passage(body, words, found);
  let excerpt = '';
  let at = start;
  for (const hit of found) {
    if (hit.start < start || hit.end > end) continue;
    excerpt += `${body.slice(at, hit.start)}«${body.slice(hit.start, hit.end)}»`;
    at = hit.end;
  }
  return (excerpt + body.slice(at, end)).trim();
}

/** Places in order; those with nothing but marks between them are one. */
function joined(body: string, hits: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const { start, end } of [...hits].sort((one, other) => one.start - other.start)) {
    const last = ranges.at(-1);
    if (last && (start <= last.end || !/\s/.test(body.slice(last.end, start)))) {
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(end, last.end) };
    } else ranges.push({ start, end });
  }
  return ranges;
}

const withoutAccents = <T extends { readonly text: string }>(word: T): T => ({
  ...word,
  text: word.text.normalize('NFD').replace(/\p{M}/gu, ''),
});

/** The words of these sequences, wherever all of one stand together. */
function sequencesIn(words: readonly Word[], sequences: readonly Sequence[]): Word[] {
  if (sequences.length === 0) return [];
  const plain = words.map(withoutAccents);
  return sequences.flatMap((accented) => {
    const sequence = accented.map(withoutAccents);
    const isAt = (from: number) =>
      sequence.every(({ text, at, open }) => {
        const word = plain[from + at]?.text;
        return word === text || (open && word?.startsWith(text));
      });
    return plain.flatMap((_, from) => (isAt(from) ? sequence.map(({ at }) => words[from + at]) : []));
  });
}

/** The words that are this number together. */
function numberIn(words: readonly Word[], body: string, number: string): Range[] {
  for (const [first, { start }] of words.entries())
    for (let last = first; last < words.length; last++) {
      const { end } = words[last];
      const typed = compact(body.slice(start, end));
      if (typed.startsWith(number)) return [{ start, end }];
      if (!number.startsWith(typed)) break;
    }
  return [];
}

/** Where most is found, from a word to a word. */
function passage(body: string, words: readonly Word[], found: readonly Range[]): Range {
  if (body.length <= LENGTH) return { start: 0, end: body.length };
  let best: Range = { start: 0, end: LENGTH };
  let most = 0;
  for (let first = 0, behind = 0; first < found.length; first++) {
    const start = Math.max(0, found[first].start - BEFORE);
    while (behind < found.length && found[behind].end <= start + LENGTH) behind++;
    if (behind - first > most) {
      most = behind - first;
      best = { start, end: Math.min(body.length, start + LENGTH) };
    }
  }
  const inside = words.filter(({ start, end }) => start >= best.start && end <= best.end);
  // A word longer than the passage is cut.
  return {
    start: best.start === 0 ? 0 : (inside[0]?.start ?? best.start),
    end: best.end === body.length ? best.end : (inside.at(-1)?.end ?? best.end),
  };
}
