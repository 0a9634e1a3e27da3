import { CODES, kindOf } from './expression';
import { isWordAt } from './view';

/** A run of letters or of digits. */
export interface Token {
  from: number;
  to: number;
  text: string;
  digits: boolean;
}

/** How words begin, by the kinds of their first two signs: what is not among them is not looked up. */
export class Beginnings {
  private readonly known = new Uint8Array(CODES * CODES);

  constructor(words: Iterable<string>) {
    for (const word of words) this.known[beginningOf(word)] = 1;
  }

  /** Whether a word could be one of them. */
  may(word: string): boolean {
    return this.known[beginningOf(word)] === 1;
  }
}

function beginningOf(word: string): number {
  return kindOf(word.charCodeAt(0)) * CODES + (word.length > 1 ? kindOf(word.charCodeAt(1)) : 0);
}

/** The words and numbers of a text, in order; a number that stands in a word is a token of its own. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (!isWordAt(text, at)) {
      at += 1;
      continue;
    }
    const digits = isDigitAt(text, at);
    let to = at + 1;
    while (to < text.length && isWordAt(text, to) && isDigitAt(text, to) === digits) to += 1;
    tokens.push({ from: at, to, text: text.slice(at, to), digits });
    at = to;
  }
  return tokens;
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
