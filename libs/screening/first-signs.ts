/**
 * The signs that a match of a regular expression can begin with, or undefined where it can be any; read from its source.
 * It may name too many, never too few.
 */
export function firstSigns(source: string): Set<string> | undefined {
  const { signs, empty } = new Reader(source).alternatives();
  return empty ? undefined : signs;
}

interface First {
  signs: Set<string> | undefined;
  empty: boolean;
}

const NOTHING: First = { signs: new Set(), empty: true };
const CLASSES: Record<string, string> = { d: '0123456789', s: ' ', w: 'abcdefghijklmnopqrstuvwxyz0123456789_' };
const WIDEST_RANGE = 400;

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  alternatives(): First {
    let all = this.sequence();
    while (this.source[this.at] === '|') {
      this.at += 1;
      const next = this.sequence();
      all = { signs: joined(all.signs, next.signs), empty: all.empty || next.empty };
    }
    return all;
  }

  private sequence(): First {
    let signs: Set<string> | undefined = new Set();
    let empty = true;
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string)) {
      const term = this.quantified(this.term());
      if (!empty) continue;
      signs = joined(signs, term.signs);
      empty = term.empty;
    }
    return { signs, empty };
  }

  private term(): First {
    const sign = this.source[this.at++] as string;
    if (sign === '(') return this.group();
    if (sign === '[') return this.class();
    if (sign === '\\') return this.escape();
    if (sign === '^' || sign === '$') return NOTHING;
    return { signs: sign === '.' ? undefined : new Set([sign.toLowerCase()]), empty: false };
  }

  private group(): First {
    const head = /^\?(?::|=|!|<=|<!|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += head.length;
    const inside = this.alternatives();
    this.at += 1;
    return /[=!]$/.test(head) ? NOTHING : inside;
  }

  private class(): First {
    const negated = this.source[this.at] === '^';
    let signs: Set<string> | undefined = new Set();
    let last: string | undefined;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      const range = last !== undefined && this.source[this.at] === '-' && this.source[this.at + 1] !== ']';
      if (range) this.at += 1;
      const term = this.source[this.at] === '\\' ? this.escapeAfterSlash() : this.literal();
      const [one] = term.signs?.size === 1 ? term.signs : [];
      signs = joined(signs, range && one !== undefined ? between(last as string, one) : term.signs);
      last = one;
    }
    this.at += 1;
    return { signs: negated ? undefined : signs, empty: false };
  }

  private escapeAfterSlash(): First {
    this.at += 1;
    return this.escape();
  }

  private literal(): First {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) as number);
    this.at += sign.length;
    return { signs: new Set([sign.toLowerCase()]), empty: false };
  }

  private escape(): First {
    const sign = this.source[this.at++] as string;
    if (sign === 'b' || sign === 'B') return NOTHING;
    const code =
      sign === 'u' || sign === 'x' ? /^(?:\{[\da-f]+\}|[\da-f]{2,4})/i.exec(this.source.slice(this.at))?.[0] : undefined;
    if (code !== undefined) {
      this.at += code.length;
      return {
        signs: new Set([String.fromCodePoint(Number.parseInt(code.replace(/[{}]/g, ''), 16)).toLowerCase()]),
        empty: false,
      };
    }
    if ('pP'.includes(sign)) this.at = this.source.indexOf('}', this.at) + 1;
    if ('pPDSW'.includes(sign)) return { signs: undefined, empty: false };
    return { signs: new Set(CLASSES[sign] ?? sign.toLowerCase()), empty: false };
  }

  private quantified(term: First): First {
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += quantifier.length;
    return /^(?:[*?]|\{0)/.test(quantifier) ? { signs: term.signs, empty: true } : term;
  }
}

function joined(some: Set<string> | undefined, others: Set<string> | undefined): Set<string> | undefined {
  return some && others ? new Set([...some, ...others]) : undefined;
}

function between(first: string, last: string): Set<string> | undefined {
  const [from, to] = [first.codePointAt(0) as number, last.codePointAt(0) as number];
  if (to - from > WIDEST_RANGE) return undefined;
  return new Set(Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step).toLowerCase()));
}
