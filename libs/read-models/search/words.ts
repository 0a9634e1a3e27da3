/**
 * Where a text is cut into words: the same for what is asked and for what is looked through. PostgreSQL's own parser would take
 * `kaputt.Bitte` for a host, `rechnung_2027.pdf` for a file and `-8901234` for a negative number, each as a whole.
 */

/** A word of a text: how it is looked for, and where it stands. */
export interface Word {
  /** In lower case and one form, letters or digits only. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In scripts without blanks each character is a word with the one behind it: `pair`, and the last one by itself: `last`. */
  readonly part?: 'pair' | 'last';
}

// Scripts whose words stand without blanks, or whose parts are looked for (Korean).
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}\\p{scx=Tibetan}';
// Soft hyphens and the like stand inside a word and are no part of it; so do the marks of half-width kana.
const WITHIN = '\\p{M}\\u00ad\\u200c\\u200d\\u2060\\ufeff\\uff9e\\uff9f';
const LETTER = `[\\p{L}--[${UNSPACED}]]`;
/** A run without blanks, of letters, or of digits. */
const RUN = new RegExp(
  `([\\p{L}&&[${UNSPACED}]][[\\p{L}&&[${UNSPACED}]]${WITHIN}]*)|${LETTER}[${LETTER}${WITHIN}]*|\\p{N}[\\p{N}${WITHIN}]*`,
  'gv',
);
const CHARACTER = new RegExp(`[^${WITHIN}][${WITHIN}]*`, 'gu');
/** Longer runs are cut: PostgreSQL leaves out words of more than two kilobytes. */
const PIECE = /.{1,64}/gsu;

const SIMPLE = /^[A-Za-z0-9]+$/;
const NO_LETTER_OR_DIGIT = /[^\p{L}\p{M}\p{N}]/gu;
// What Arabic, Hebrew and Turkish write over letters or leave out.
const LEFT_OUT = /[\u0307\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;

/**
 * Letters and digits of a text in one form, however they are typed: a word, or a number with or without blanks and hyphens. Accents
 * stay, which some languages need for their stems.
 */
export function compact(run: string): string {
  if (SIMPLE.test(run)) return run.toLowerCase();
  const one = run.normalize('NFKC').toLowerCase().replace(NO_LETTER_OR_DIGIT, '');
  // Turkish capital İ is i with a dot in lower case, and there is a capital ß.
  return one.replace(LEFT_OUT, '').normalize('NFC').replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

/** The words of a text in order: every run of letters and every run of digits. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { index, 0: run, 1: unspaced } of text.matchAll(RUN)) {
    if (unspaced !== undefined) words.push(...pairsOf(run, index));
    else for (const piece of compact(run).match(PIECE) ?? []) words.push({ text: piece, start: index, end: index + run.length });
  }
  return words;
}

function pairsOf(run: string, start: number): Word[] {
  const isPlain = compact(run) === run;
  const characters = [...run.matchAll(CHARACTER)].map(({ index, 0: one }) => ({ index, one, end: index + one.length }));
  return characters.map(({ index, one, end }, at): Word => {
    const next = characters[at + 1];
    const text = next ? one + next.one : one;
    return {
      text: isPlain ? text : compact(text),
      start: start + index,
      end: start + (next?.end ?? end),
      part: next ? 'pair' : 'last',
    };
  });
}
