import { Status, StatusError } from './grpc';

const MAX_PATTERN = 1_000;
/** An expression may begin with options, as in `(?i)`. */
const OPTIONS = /^\(\?([ims]+)\)/;
const COMMENT = /^\(\?#[^)]*\)/;
const QUANTIFIER = /^\{\d+(,\d*)?\}/;
const PROPERTY = /^\\p\{\w+\}/i;
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
/** What a word is made of there. */
const WORD = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}';
/** Escapes that JavaScript has not, or has with a narrower meaning: beside others, and among the characters of a class. */
const ESCAPES: Readonly<Record<string, readonly [beside: string, inClass?: string]>> = {
  A: ['(?<![\\s\\S])'],
  z: ['(?![\\s\\S])'],
  Z: ['(?=\\n?(?![\\s\\S]))'],
  w: [`[${WORD}]`, WORD],
  W: [`[^${WORD}]`],
  d: ['\\p{Nd}', '\\p{Nd}'],
  D: ['\\P{Nd}', '\\P{Nd}'],
};

/** A filter's pattern, which is an expression of .NET. Throws StatusError for one that is none, or that JavaScript cannot be told. */
export function compile(pattern: string): RegExp {
  if (pattern.length > MAX_PATTERN) throw refused(`it has more than ${MAX_PATTERN} characters`);
  const [prefix, options] = OPTIONS.exec(pattern) ?? ['', ''];
  try {
    return new RegExp(translated(pattern.slice(prefix.length)), `${options}u`);
  } catch (error) {
    throw error instanceof StatusError ? error : refused(error instanceof Error ? error.message : '');
  }
}

/** By the code the engine has for it, with words. */
const refused = (why: string): StatusError => new StatusError(Status.unknown, `not a regular expression here: ${why}`);

function translated(pattern: string): string {
  let made = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') {
      const property = PROPERTY.exec(pattern.slice(at))?.[0];
      made += property ?? escaped(pattern[at + 1] ?? '', inClass);
      at += (property?.length ?? 2) - 1;
    } else if (inClass) {
      if (char === '-' && pattern[at + 1] === '[') throw refused('classes are not subtracted');
      if (char === ']') inClass = false;
      made += char === '[' ? '\\[' : char;
    } else if (char === '[') {
      inClass = true;
      made += char;
    } else if (COMMENT.test(pattern.slice(at))) {
      at = pattern.indexOf(')', at);
    } else {
      // Brackets that open or close nothing mean themselves.
      const quantifier = char === '{' ? QUANTIFIER.exec(pattern.slice(at))?.[0] : undefined;
      if (quantifier) at += quantifier.length - 1;
      made += quantifier ?? (/[\]{}]/.test(char) ? `\\${char}` : char);
    }
  }
  return made;
}

function escaped(char: string, inClass: boolean): string {
  const known = ESCAPES[char]?.[inClass ? 1 : 0];
  if (known) return known;
  const means = !/[\w\s]/.test(char) && char !== '' && !SYNTAX.test(char) && !(char === '-' && inClass);
  return means ? char : `\\${char}`;
}
