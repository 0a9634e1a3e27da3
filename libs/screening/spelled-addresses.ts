import { type Address, addressesOf, type Hosts } from './addresses';
import { MAILBOXES, PLAIN_TLDS } from './hosts';
import { type LanguagePack, SYMBOLS } from './language-pack';
import { matchesOf } from './matches';
import { Beginnings, type Token } from './tokens';
import { isWordAt, originalSpan, Rewriting, type View, viewSpan } from './view';

type Sign = keyof typeof SYMBOLS;

const FEWEST_SINGLES = 4;
const LONGEST_LOCAL = 64;
const OPENING = '([{<*_-/|"\'';
const CLOSING = ')]}>*_-/|"\'';
const NEVER_A_DOMAIN = new Set(['de', 'es', 'me', 'to', 'us', 'io', 'pro', 'top', 'page', 'shop']);
const SIGNS_EVERYWHERE: [string, Sign][] = (
  [
    ['at', 'ät arroba affenschwanz klammeraffe arobase chiocciola małpa malpa zavináč zavinac kukac apenstaartje arond'],
    ['dot', 'dot punkt kropka tečka tecka bodka point punto punt punct pont'],
    ['dash', 'bindestrich minus tiret trattino guion guión streepje myślnik kreska pomlčka pomlcka cratima cratimă kötőjel'],
    ['underscore', 'unterstrich underscore podkreślnik podtržítko podtrzitko podčiarkovník alulvonás'],
  ] as [Sign, string][]
).flatMap(([sign, words]) => words.split(' ').map((word): [string, Sign] => [word, sign]));
const AT_APART = /@ | @|@[\p{L}\d-]{2,15},/u;
const IN_BRACKETS = /[([{<*][@.][)\]}>*]/;
/** What a word of the language is no ending for is asked here, where the sign is seen. */
const NONE: ReadonlySet<string> = new Set();
const SIGN_IN_BRACKETS = /[([{<] ?(?:\.|\p{L}{2,10}) ?[)\]}>]/u;
const SIGNS_WRITTEN = /@|(?<= )\.(?= )|(?<=[([{<*])\.(?=[)\]}>*])/g;
const MAILBOX_APART = /@ ?([a-z][a-z\d-]{1,14})(?: ?[.,] ?| )([a-z]{2,3})(?![\p{L}\p{N}])/gu;

/** The names of signs of some languages, as the engine looks them up. */
export class SpokenSigns {
  private readonly words = new Map<string, Sign>(SIGNS_EVERYWHERE);
  private readonly phrases: [string, Sign][] = [];
  private readonly starts = new Set<string>();
  private readonly starting: Beginnings;

  constructor(packs: readonly LanguagePack[]) {
    for (const { symbols } of packs)
      for (const sign of Object.keys(symbols) as Sign[])
        for (const word of symbols[sign]) {
          if (/[ -]/.test(word)) this.phrases.push([word, sign]);
          else if (!this.words.has(word)) this.words.set(word, sign);
          this.starts.add(word.split(/[ -]/)[0] as string);
        }
    for (const [word] of SIGNS_EVERYWHERE) this.starts.add(word);
    this.starting = new Beginnings(this.starts);
    this.phrases.sort(([one], [other]) => other.length - one.length);
  }

  at(text: string, token: Token): { sign: Sign; to: number } | undefined {
    if (!this.starting.may(token.text) || !this.starts.has(token.text)) return undefined;
    for (const [phrase, sign] of this.phrases)
      if (text.startsWith(phrase, token.from) && !isWordAt(text, token.from + phrase.length))
        return { sign, to: token.from + phrase.length };
    const sign = this.words.get(token.text);
    return sign && { sign, to: token.to };
  }
}

/** Addresses whose signs are named, in brackets, or apart: "max (at) gmail punkt com". */
export function spelledAddresses(
  view: View,
  tokens: readonly Token[],
  signs: SpokenSigns,
  original: string,
  hosts: Hosts,
): Address[] {
  const { text } = view;
  const isNamed = tokens.some((token) => signs.at(text, token));
  if (!isNamed && !(text.includes('@') && AT_APART.test(text)) && !IN_BRACKETS.test(text)) return [];
  const { signed, strong } = withSigns(view, tokens, signs);
  const found: Address[] = [];
  for (const address of addressesOf(signed, original, { ...hosts, wordTlds: NONE })) {
    const tld = address.host?.slice(address.host.lastIndexOf('.') + 1) ?? '';
    const from = signed.starts[address.from] as number;
    const to = signed.ends[address.to - 1] as number;
    const { from: written, to: end } = viewSpan(view, { from, to });
    if (text.slice(written, end) === signed.text.slice(address.from, address.to)) continue;
    const proved = strong.some((place) => place >= from && place < to);
    // "laden [punkt] de": nobody puts a sign into brackets but for an address.
    const bracketed = SIGN_IN_BRACKETS.test(text.slice(written, end));
    if (address.rule === 'contact.handle') continue;
    if (address.rule === 'contact.email') {
      const mailbox = MAILBOXES.has(address.host?.split('.')[0] ?? '');
      const dotted = address.host !== undefined && text.slice(written, end).includes(address.host);
      if (!proved && !mailbox && dotted) continue;
      if (!mailbox && !PLAIN_TLDS.has(tld)) continue;
    } else if (!PLAIN_TLDS.has(tld) || !isWordAt(text, written)) continue;
    else if (!bracketed && !address.host?.includes('-') && (NEVER_A_DOMAIN.has(tld) || hosts.wordTlds.has(tld))) continue;
    const linkScore = bracketed ? hosts.scores.linkBracketed : hosts.scores.linkSpelled;
    found.push({
      ...address,
      from: written,
      to: end,
      score: address.rule === 'contact.email' ? hosts.scores.emailSpelled : linkScore,
      why: `${address.why}, its signs spelled`,
    });
  }
  for (const match of matchesOf(MAILBOX_APART, signed.text)) {
    if (!MAILBOXES.has(match[1] as string) || !PLAIN_TLDS.has(match[2] as string)) continue;
    let start = match.index;
    while (start > 0 && match.index - start < LONGEST_LOCAL && /[\p{L}\p{N}._+-]/u.test(signed.text[start - 1] as string))
      start -= 1;
    const span = within(view, signed, start, match.index + match[0].length);
    found.push({ rule: 'contact.email', ...span, score: hosts.scores.emailApart, why: 'an e-mail address, its signs apart' });
  }
  return found;
}

/** A view in which single letters with blanks between are words again, or undefined where there are none. */
export function joinedLetters(view: View, tokens: readonly Token[]): View | undefined {
  const { text } = view;
  let rewriting: Rewriting | undefined;
  let kept = 0;
  for (let index = 0; index < tokens.length; ) {
    let last = index;
    while (
      last + 1 < tokens.length &&
      isSingle(tokens[last]) &&
      isSingle(tokens[last + 1]) &&
      isNear(text, tokens[last], tokens[last + 1])
    )
      last += 1;
    if (last - index + 1 >= FEWEST_SINGLES && tokens.slice(index, last + 1).some(({ digits }) => !digits)) {
      rewriting ??= new Rewriting(view);
      rewriting.keep(kept, (tokens[index] as Token).from);
      let dotted = false;
      for (let at = (tokens[index] as Token).from; at < (tokens[last] as Token).to; at += 1) {
        const isSign = text[at - 1] === ' ' || text[at + 1] === ' ';
        dotted ||= isSign && text[at] === '.';
        // Behind a dot a slash ends the host; elsewhere it stands between letters as a blank does.
        if (isWordAt(text, at) || text[at] === '@' || (isSign && (text[at] === '.' || (dotted && text[at] === '/'))))
          rewriting.keep(at, at + 1);
      }
      kept = (tokens[last] as Token).to;
    }
    index = last + 1;
  }
  rewriting?.keep(kept, text.length);
  return rewriting?.done();
}

/** The span in a view of what was found in a view of it. */
export function within(view: View, inner: View, from: number, to: number): { from: number; to: number } {
  return viewSpan(view, originalSpan(inner, from, to));
}

function withSigns(view: View, tokens: readonly Token[], signs: SpokenSigns): { signed: View; strong: number[] } {
  const { text } = view;
  const rewriting = new Rewriting(view);
  const strong: number[] = [];
  let kept = 0;
  const say = (sign: string, from: number, to: number, sure: boolean): void => {
    if (from < kept) return;
    const bracketed =
      OPENING.includes(text[from - 1] ?? ' ') && CLOSING.includes(text[to] ?? ' ') && from > 0 && to < text.length;
    const [start, end] = bracketed && from - 1 >= kept ? [from - 1, to + 1] : [from, to];
    rewriting.keep(kept, start);
    rewriting.trimEnd();
    rewriting.say(sign, start, end);
    if (sure || bracketed) strong.push(view.starts[start] as number);
    kept = text[end] === ' ' ? end + 1 : end;
  };
  const places: { from: number; to: number; sign: string; sure: boolean }[] = [];
  for (const token of tokens) {
    const found = signs.at(text, token);
    // "punkt at": Austria.
    const isEnding = token.text === 'at' && places.at(-1)?.sign === '.' && token.from - (places.at(-1)?.to ?? 0) <= 1;
    if (found && !isEnding)
      places.push({
        from: token.from,
        to: found.to,
        sign: SYMBOLS[found.sign],
        sure: found.sign === 'at' && token.text.length > 2,
      });
  }
  for (const match of matchesOf(SIGNS_WRITTEN, text))
    places.push({ from: match.index, to: match.index + 1, sign: match[0], sure: match[0] === '@' });
  for (const { from, to, sign, sure } of places.sort((a, b) => a.from - b.from)) say(sign, from, to, sure);
  rewriting.keep(kept, text.length);
  return { signed: rewriting.done(), strong };
}

function isSingle(token: Token | undefined): boolean {
  return token !== undefined && token.to - token.from === 1;
}

function isNear(text: string, one: Token | undefined, other: Token | undefined): boolean {
  const gap = text.slice((one as Token).to, (other as Token).from);
  return gap.length >= 1 && gap.length <= 3 && /^[ .\-_@*|/]+$/.test(gap);
}
