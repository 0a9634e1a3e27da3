/** Questions in what a buyer writes, and whether a reply touches them (R4.1). Pure: texts in, places out, nothing is kept. */
import { QUESTION_WORDS, type QuestionWords, STOP_WORDS } from './question-words';

/** A question and its place in the text, in UTF-16 code units. */
export interface Question {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Signs that a reply evades: a hint for reviewers, never a sanction by themselves (R4.2). */
export const EVASION_SIGNS = ['no-question-touched', 'puts-off-without-date', 'same-as-before'] as const;
/** One of {@link EVASION_SIGNS}. */
export type EvasionSign = (typeof EVASION_SIGNS)[number];

/** What a rule of a language looks for, compiled. */
interface Wording {
  readonly begins: RegExp;
  readonly asks: RegExp;
  readonly putsOff: RegExp;
  readonly agrees: RegExp;
  readonly when: RegExp;
  readonly times: RegExp;
}

const word = (source: string, at = '(?<![\\p{L}\\p{N}])') =>
  // A blank at the end of a wording is the end of its last word.
  new RegExp(`${at}(?:${source.replaceAll(/ +(?=\||$|\)(?!\?))/g, '')})(?![\\p{L}\\p{N}])`, 'iu');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const START = '^[^\\p{L}\\p{N}]*';

// Made on first use: most processes look at no text, and would pay for eleven languages at each start.
const made = new Map<string, Wording>();

function wordingOf(language: string): Wording {
  const known = made.get(language) ?? compiled(language, QUESTION_WORDS[language]);
  made.set(language, known);
  return known;
}

function compiled(language: string, { begins, asks, putsOff, agrees, when }: QuestionWords): Wording {
  return {
    begins: word(begins, START),
    asks: word(asks),
    putsOff: new RegExp(`(?<![\\p{L}\\p{N}])(?:${putsOff})`, 'iu'),
    agrees: word(agrees, START),
    when: word(when),
    times: word(timesIn(language).map(escaped).join('|')),
  };
}

/** Days of the week, months, today, tomorrow, next week, as the language calls them. */
function timesIn(language: string): string[] {
  const names = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return dates.map((date) => format.format(date));
  };
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return [
    ...names(
      { weekday: 'long' },
      Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day))),
    ),
    ...names(
      { month: 'long' },
      Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15))),
    ),
    ...[0, 1, 2].map((days) => relative.format(days, 'day')),
    ...[0, 1].map((weeks) => relative.format(weeks, 'week')),
  ].filter((name) => !/\d/.test(name));
}

/** The wordings of a language such as `de` or `pt-BR`; of one that is not known, all. */
function wordingsOf(language: string | undefined): Wording[] {
  const known = (language ?? '').split('-')[0].toLowerCase();
  return (Object.hasOwn(QUESTION_WORDS, known) ? [known] : Object.keys(QUESTION_WORDS)).map(wordingOf);
}

const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;
const QUOTED = /^[ \t]*>.*$/gmu;
const SENTENCE_END = /[?？]+[!?？.]*|[.!…]+(?=\s|$)|[\r\n]+/gu;

/** Every sentence with its place, and whether it ends with a question mark. */
function* sentences(text: string): Generator<Question & { readonly marked: boolean }> {
  // Addresses have marks of their own, and what is quoted somebody else has asked; both keep their length.
  const plain = text
    .replaceAll(ADDRESS, (found) => 'x'.repeat(found.length))
    .replaceAll(QUOTED, (found) => ' '.repeat(found.length));
  let from = 0;
  const cut = (to: number, mark: string) => {
    // From here on alone: a text of thousands of sentences is looked through once.
    const begin = from + Math.max(0, plain.slice(from, to).lastIndexOf('¿'));
    const said = plain.slice(begin, to);
    const first = begin + said.search(/\S|$/u);
    return {
      text: text.slice(first, begin + said.trimEnd().length),
      from: first,
      to: begin + said.trimEnd().length,
      marked: /[?？]/.test(mark),
    };
  };
  for (const end of plain.matchAll(SENTENCE_END)) {
    const to = end.index + end[0].length;
    const sentence = cut(to, end[0]);
    // Marks alone belong to what stands before.
    if (/[\p{L}\p{N}]/u.test(sentence.text)) yield sentence;
    from = to;
  }
  const rest = cut(plain.length, '');
  if (/[\p{L}\p{N}]/u.test(rest.text)) yield rest;
}

/** The questions in a text, in order: by their mark, by how they begin, or asked within a sentence. */
export function questionsIn(text: string, language?: string): Question[] {
  const wordings = wordingsOf(language);
  const found: Question[] = [];
  for (const { marked, ...sentence } of sentences(text))
    if (marked || wordings.some(({ begins, asks }) => begins.test(sentence.text) || asks.test(sentence.text)))
      found.push(sentence);
  return found;
}

/** Stems of the words that say what a text is about, and its numbers. */
function subjectsOf(text: string): Set<string> {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/\p{L}{3,}|\d+/gu) ?? [];
  // Endings differ from a question to its answer: the first five letters are the word.
  return new Set(words.filter((one) => !STOP_WORDS.has(one)).map((one) => one.slice(0, 5)));
}

/**
 * Whether a reply touches a question: it has a word or number of it; or a time, where that is asked for; or begins with yes or no. That it
 * touches it does not say that it answers it.
 */
export function touches(reply: string, question: Question, language?: string): boolean {
  const about = subjectsOf(question.text);
  for (const subject of subjectsOf(reply)) if (about.has(subject)) return true;
  const wordings = wordingsOf(language);
  const asking = wordings.filter(({ when }) => when.test(question.text));
  if (asking.some(({ times }) => /\d/.test(reply) || times.test(reply))) return true;
  return asking.length === 0 && [...sentences(reply)].some(({ text }) => wordings.some(({ agrees }) => agrees.test(text)));
}

/** A text by its words and numbers alone: two that say the same in other signs are one. */
export const sameWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Signs that a reply evades what is asked: the questions that were open, and what the same author had written before. */
export function evasionSigns(
  reply: string,
  questions: readonly Question[],
  earlier: readonly string[],
  { language, promised }: { readonly language?: string; readonly promised?: boolean } = {},
): EvasionSign[] {
  const signs: EvasionSign[] = [];
  if (questions.length > 0 && !questions.some((question) => touches(reply, question, language)))
    signs.push('no-question-touched');
  const wordings = wordingsOf(language);
  const dated = promised || /\d/.test(reply) || wordings.some(({ times }) => times.test(reply));
  if (!dated && wordings.some(({ putsOff }) => putsOff.test(reply))) signs.push('puts-off-without-date');
  const said = sameWords(reply);
  if (earlier.some((text) => sameWords(text) === said)) signs.push('same-as-before');
  return signs;
}
