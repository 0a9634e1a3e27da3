/** How many signs of a prefix are told. */
export const LONGEST_PREFIX = 3;

const MOST_PREFIXES = 2_000;
const REST = '\0';
const NOTHING: Prefixes = new Set(['']);
const ANYTHING: Prefixes = new Set([REST]);

/**
 * What a match of a regular expression can begin with: its first signs, fewer where any may follow; read from its source.
 * It may name too many, never too few: an empty one is a match that may begin with anything.
 */
export function prefixesOf(source: string): Set<string> {
  return new Set([...new Reader(source).alternatives()].map((prefix) => prefix.replace(REST, '')));
}

/** The alternatives of an expression that stand in no group. */
export function alternativesOf(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let inClass = false;
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === '|' && depth === 0) {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, source.slice(from)];
}

/** Beginnings: with `REST` at the end anything may follow, without it the next term does. */
type Prefixes = ReadonlySet<string>;

const CLASSES: Record<string, string> = { d: '0123456789', s: ' ', w: 'abcdefghijklmnopqrstuvwxyz0123456789_' };
const WIDEST_RANGE = 400;

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  alternatives(): Prefixes {
    let all = this.sequence();
    while (this.source[this.at] === '|') {
      this.at += 1;
      all = either(all, this.sequence());
    }
    return all;
  }

  private sequence(): Prefixes {
    let all = NOTHING;
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string))
      all = followed(all, this.quantified(this.term()));
    return all;
  }

  private term(): Prefixes {
    const sign = this.source[this.at++] as string;
    if (sign === '(') return this.group();
    if (sign === '[') return this.class();
    if (sign === '\\') return this.escape();
    if (sign === '^' || sign === '$') return NOTHING;
    return sign === '.' ? ANYTHING : new Set([sign.toLowerCase()]);
  }

  private group(): Prefixes {
    const head = /^\?(?::|=|!|<=|<!|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += head.length;
    const inside = this.alternatives();
    this.at += 1;
    return /[=!]$/.test(head) ? NOTHING : inside;
  }

  private class(): Prefixes {
    const negated = this.source[this.at] === '^';
    let signs: Prefixes = new Set();
    let last: string | undefined;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      const range = last !== undefined && this.source[this.at] === '-' && this.source[this.at + 1] !== ']';
      if (range) this.at += 1;
      const term = this.source[this.at] === '\\' ? this.escapeAfterSlash() : this.literal();
      const [one] = term.size === 1 ? term : [];
      signs = either(signs, range && one !== undefined ? between(last as string, one) : term);
      last = one;
    }
    this.at += 1;
    return negated ? ANYTHING : signs;
  }

  private escapeAfterSlash(): Prefixes {
    this.at += 1;
    return this.escape();
  }

  private literal(): Prefixes {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) as number);
    this.at += sign.length;
    return new Set([sign.toLowerCase()]);
  }

  private escape(): Prefixes {
    const sign = this.source[this.at++] as string;
    if (sign === 'b' || sign === 'B') return NOTHING;
    const code =
      sign === 'u' || sign === 'x' ? /^(?:\{[\da-f]+\}|[\da-f]{2,4})/i.exec(this.source.slice(this.at))?.[0] : undefined;
    if (code !== undefined) {
      this.at += code.length;
      return new Set([String.fromCodePoint(Number.parseInt(code.replace(/[{}]/g, ''), 16)).toLowerCase()]);
    }
    if ('pP'.includes(sign)) this.at = this.source.indexOf('}', this.at) + 1;
    return 'pPDSW'.includes(sign) ? ANYTHING : new Set(CLASSES[sign] ?? sign.toLowerCase());
  }

  private quantified(term: Prefixes): Prefixes {
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += quantifier.length;
    if (quantifier === '' || quantifier === '{1}') return term;
    const empty = /^(?:[*?]|\{0)/.test(quantifier) ? NOTHING : new Set<string>();
    if (quantifier.startsWith('?')) return either(empty, term);
    const twice = either(term, followed(term, term));
    return either(empty, either(twice, followed(twice, term)));
  }
}

function either(some: Prefixes, others: Prefixes): Prefixes {
  return few(new Set([...some, ...others]));
}

function followed(some: Prefixes, others: Prefixes): Prefixes {
  const all = new Set<string>();
  for (const one of some) {
    if (isClosed(one)) all.add(one);
    else for (const other of others) all.add((one + other).slice(0, LONGEST_PREFIX));
  }
  return few(all);
}

/** Where there are too many, only their first signs are told. */
function few(prefixes: Prefixes): Prefixes {
  return prefixes.size <= MOST_PREFIXES
    ? prefixes
    : new Set([...prefixes].map((prefix) => `${prefix.replace(REST, '').slice(0, 1)}${REST}`));
}

function isClosed(prefix: string): boolean {
  return prefix.length >= LONGEST_PREFIX || prefix.endsWith(REST);
}

function between(first: string, last: string): Prefixes {
  const [from, to] = [first.codePointAt(0) as number, last.codePointAt(0) as number];
  if (to - from > WIDEST_RANGE) return ANYTHING;
  return new Set(Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step).toLowerCase()));
}
