import { LETTER_RANGES } from './expression';

const DIGITS = '0-9';

/** What a match must not be followed by: it ends at the edge of a word. */
export const EDGE = `(?![${LETTER_RANGES}${DIGITS}])`;

/**
 * The same expression for lower case text, with `\p{L}` and `\p{N}` as short ranges. What the engine of regular expressions makes
 * of the full ones takes a hundred times as much memory.
 */
export function compact(source: string): string {
  let inClass = false;
  return source.replace(/\\[pP]\{[LN]\}|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)|\[|\]|[^\\[\]]+/gsu, (part) => {
    if (part === '[' || part === ']') inClass = part === '[';
    const letters = /^\\(p|P)\{([LN])\}$/.exec(part);
    if (!letters) return part.startsWith('\\') ? part : part.toLowerCase();
    const ranges = letters[2] === 'L' ? LETTER_RANGES : DIGITS;
    if (letters[1] === 'P') return inClass ? part : `[^${ranges}]`;
    return inClass ? ranges : `[${ranges}]`;
  });
}
