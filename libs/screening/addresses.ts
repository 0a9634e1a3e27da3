import { parse } from 'tldts';
import { MAILBOXES, PLAIN_TLDS } from './hosts';
import type { Scores } from './scores';
import { isWordAt, type View } from './view';

const LONGEST_LOCAL = 64;
const LONGEST_HOST = 253;
const MOST_LABELS_CUT = 2;
const LOCAL = /[\p{L}\p{N}._%+-]/u;
const HOST = /[\p{L}\p{N}.-]/u;
const SCHEME = /(?:https?|hxxps?):\/{1,2}$/;
const REST = /(?::\d{2,5})?(?:[/?#][^\s<>"]{0,300})?/uy;
const ASCII_HOST = /^[a-z\d.-]+$/;
/** Names that are written with "@" in programs, style sheets and to everybody: nobody is reached by them. */
const NO_HANDLES: ReadonlySet<string> = new Set(
  `override nullable notnull nonnull deprecated test before after beforeeach aftereach autowired bean entity table column id inject
   injectable component service controller module input output getter setter data builder value param params return returns type
   types typedef throws see since author version link example todo property prop class constructor interface private public
   protected static readonly enum const default import media charset font keyframes supports layer page include mixin extend use
   forward apply tailwind container namespace if else for each while switch case break end using model section foreach suppress
   suppresswarnings functionalinterface safevarargs requestmapping getmapping postmapping pathvariable requestbody
   restcontroller repository configuration transactional async await decorator dataclass classmethod staticmethod
   abstractmethod property.setter pytest functools wraps cached lru_cache login_required app.route objc selector available
   mainactor state binding published escaping discardableresult ts js babel angular vue nestjs reduxjs mui storybook here all
   everyone everybody channel team home work support admin moderator seller buyer verkäufer käufer händler kundenservice
   kundendienst vendeur acheteur venditore acquirente vendedor comprador verkoper koper sprzedawca kupujący prodejce predajca
   vânzător cumpărător eladó vevő`
    .trim()
    .split(/\s+/),
);
const HANDLE = /[\p{L}\p{N}_.]{2,30}(?:#\d{4})?/uy;

/** What a reader knows of hosts, and how sure addresses are. */
export interface Hosts {
  scores: Scores;
  /** whether links to it are no contact */
  allowed: (host: string) => boolean;
  /** top level domains that are words of the language */
  wordTlds: ReadonlySet<string>;
}

/** An e-mail address, link or handle that was found. */
export interface Address {
  rule: 'contact.email' | 'contact.link' | 'contact.handle';
  from: number;
  to: number;
  score: number;
  why: string;
  /** the host, where there is one */
  host?: string;
}

/** A host in text, with the part of the name that can be registered. */
interface Host {
  from: number;
  to: number;
  name: string;
  tld: string;
}

/** The e-mail addresses, links and handles of a text. `original` is asked for capitals: "gut.Es" is a missing blank. */
export function addressesOf({ text, starts }: View, original: string, hosts: Hosts): Address[] {
  const found: Address[] = [];
  const mails = emails(text, hosts, found);
  links(text, hosts, found, mails, (at) => /\p{Lu}/u.test(original[starts[at] as number] ?? ''));
  return found;
}

/** Whether a host is in a list, or under one that is. */
export function isAllowed(host: string, allow: ReadonlySet<string>): boolean {
  if (allow.has(host)) return true;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) if (allow.has(host.slice(dot + 1))) return true;
  return false;
}

/** The handle that stands at a place, perhaps behind "@", quotes or a colon. */
export function handleAt(text: string, from: number): { from: number; to: number; sure: boolean } | undefined {
  const head =
    /^[ :=>\-–"'„“(]{0,6}(?:ist |is |est |to |jest |je |es |è |este |a |as |als |sous |come |como |jako |ca |under |unter |onder |pod |sub |ako )?[ :"'„“]{0,3}(@?)/u.exec(
      text.slice(from, from + 24),
    );
  if (!head) return undefined;
  const start = from + head[0].length;
  HANDLE.lastIndex = start;
  const name = HANDLE.exec(text)?.[0].replace(/\.+$/, '');
  if (name === undefined || !/\p{L}/u.test(name)) return undefined;
  const sure = head[1] === '@' || (/[\d_.#]/.test(name) && name.length >= 4) || /[:=]/.test(head[0]);
  const shown = head[1] === '@' ? start - 1 : start;
  return { from: shown, to: start + name.length, sure };
}

function emails(text: string, { allowed, scores }: Hosts, found: Address[]): [number, number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > 0 && at - from < LONGEST_LOCAL && LOCAL.test(text[from - 1] as string)) from -= 1;
    while (from < at && !isWordAt(text, from)) from += 1;
    const host = isWordAt(text, at + 1) ? hostFrom(text, at + 1) : undefined;
    if (host && from < at) {
      if (!allowed(host.name))
        found.push({ rule: 'contact.email', from, to: host.to, score: scores.email, why: 'an e-mail address', host: host.name });
      places.push([from, host.to]);
      at = host.to - 1;
      continue;
    }
    HANDLE.lastIndex = at + 1;
    const name = isWordAt(text, at + 1) ? HANDLE.exec(text)?.[0].replace(/\.+$/, '') : undefined;
    if (name === undefined || !/\p{L}/u.test(name)) continue;
    const to = at + 1 + name.length;
    if (MAILBOXES.has(name)) {
      found.push({
        rule: 'contact.email',
        from,
        to,
        score: from < at ? scores.mailbox : scores.mailboxAlone,
        why: 'a mailbox without its ending',
      });
      places.push([from, to]);
    } else if (at - from >= 2 && name.length >= 3 && /\p{L}/u.test(text.slice(from, at))) {
      found.push({ rule: 'contact.email', from, to, score: scores.emailOpen, why: 'an address without its ending' });
      places.push([from, to]);
    } else if (from === at && name.length >= 3 && !isWordAt(text, at - 1) && !isOfProgram(name, text[to])) {
      found.push({ rule: 'contact.handle', from: at, to, score: scores.handleAlone, why: 'a name with "@"' });
      places.push([at, to]);
    }
  }
  return places;
}

/** Whether a name with "@" is one of a program: known as such, a package, or called. */
function isOfProgram(name: string, next: string | undefined): boolean {
  return NO_HANDLES.has(name) || next === '/' || next === '(' || next === '{';
}

function links(
  text: string,
  { allowed, wordTlds, scores }: Hosts,
  found: Address[],
  taken: readonly [number, number][],
  isCapital: (at: number) => boolean,
): void {
  let read = 0;
  let next = 0;
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (!isWordAt(text, dot - 1) || !isWordAt(text, dot + 1)) continue;
    while (next < taken.length && (taken[next] as [number, number])[1] <= dot) next += 1;
    const [start, end] = taken[next] ?? [dot + 1, dot + 1];
    if (dot >= start) {
      dot = end - 1;
      continue;
    }
    let from = dot;
    while (from > read && dot - from < LONGEST_HOST && HOST.test(text[from - 1] as string)) from -= 1;
    while (!isWordAt(text, from)) from += 1;
    const host = hostFrom(text, from);
    if (!host) {
      while (dot + 1 < text.length && HOST.test(text[dot + 1] as string)) dot += 1;
      continue;
    }
    read = host.to;
    dot = Math.max(dot, host.to - 1);
    const scheme = SCHEME.exec(text.slice(Math.max(0, from - 9), from))?.[0] ?? '';
    REST.lastIndex = host.to;
    const rest = (REST.exec(text)?.[0] ?? '').replace(/[.,;:!?)\]}'"]+$/, '');
    const named = scheme !== '' || host.name.startsWith('www.');
    const lastDot = text.lastIndexOf('.', host.to - 1);
    if (!named && isCapital(lastDot + 1) && !isCapital(lastDot - 1)) continue;
    if (allowed(host.name)) continue;
    const score = named ? scores.linkNamed : linkScore(host, rest, wordTlds, scores);
    if (score <= 0) continue;
    dot = Math.max(dot, host.to + rest.length - 1);
    found.push({
      rule: 'contact.link',
      from: from - scheme.length,
      to: host.to + rest.length,
      score,
      why: 'a link',
      host: host.name,
    });
  }
}

function linkScore({ name, tld }: Host, rest: string, wordTlds: ReadonlySet<string>, scores: Scores): number {
  const last = tld.slice(tld.lastIndexOf('.') + 1);
  const label = name.slice(0, -tld.length - 1);
  if (!PLAIN_TLDS.has(last) || !/\p{L}/u.test(label)) return 0;
  if (rest.length > 1 || label.includes('-')) return scores.linkLong;
  return wordTlds.has(last) ? 0 : last.length === 2 ? scores.linkOfCountry : scores.link;
}

/** The host that begins at a place; what a missing blank adds behind it is left out. */
function hostFrom(text: string, from: number): Host | undefined {
  let to = from;
  while (to < text.length && to - from < LONGEST_HOST && HOST.test(text[to] as string)) to += 1;
  while (to > from && !isWordAt(text, to - 1)) to -= 1;
  for (let cut = 0; cut <= MOST_LABELS_CUT; cut += 1) {
    const name = text.slice(from, to);
    if (!name.includes('.') || name.includes('..')) return undefined;
    const { publicSuffix, isIcann, domain } = parse(name, {
      validateHostname: ASCII_HOST.test(name),
      mixedInputs: false,
      extractHostname: false,
    });
    if (isIcann && publicSuffix && domain && /[^\d.-]/.test(domain.slice(0, -publicSuffix.length - 1) || '0'))
      return { from, to, name, tld: publicSuffix };
    if (isIcann && publicSuffix && domain && /\d/.test(domain) && /[a-z]/.test(publicSuffix) && name.startsWith('www.'))
      return { from, to, name, tld: publicSuffix };
    to = from + name.lastIndexOf('.');
  }
  return undefined;
}
