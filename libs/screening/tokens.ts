import { CODES, kindOf } from './expression';
import { isWordAt } from './view';

/** A run of letters or of digits. */
export interface Token {
  from: number;
  to: number;
  text: string;
  digits: boolean;
}

/** How words begin, by the kinds of their first three signs: what is not among them is not looked up. */
export class Beginnings {
  private readonly known = new Uint8Array(CODES ** 3 / 8 + 1);

  /** `compounds` may have others of them behind them, however short they are. */
  constructor(words: Iterable<string>, compounds: Iterable<string> = []) {
    for (const word of words) this.add(beginningOf(word));
    for (const word of compounds)
      if (word.length === 2) for (let kind = 0; kind < CODES; kind += 1) this.add(beginningOf(word) + kind);
  }

  /** Whether a word could be one of them. */
  may(word: string): boolean {
    const beginning = beginningOf(word);
    return ((this.known[beginning >> 3] as number) & (1 << (beginning & 7))) !== 0;
  }

  private add(beginning: number): void {
    this.known[beginning >> 3] = (this.known[beginning >> 3] as number) | (1 << (beginning & 7));
  }
}

function beginningOf(word: string): number {
  const { length } = word;
  const two = kindOf(word.charCodeAt(0)) * CODES + (length > 1 ? kindOf(word.charCodeAt(1)) : 0);
  return two * CODES + (length > 2 ? kindOf(word.charCodeAt(2)) : 0);
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
