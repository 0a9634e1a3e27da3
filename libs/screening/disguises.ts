import { PLAIN_TLDS } from './hosts';
import type { Language } from './language-pack';
import { matchesOf } from './matches';
import { isPhone } from './phones';
import type { Finding } from './screen';
import type { Token } from './tokens';
import { isWordAt } from './view';

/** What contact data hidden on purpose looks like, with its scores: of the rule set. */
export interface DisguiseRules {
  /** bare names of messengers, as leet and other disguises are read */
  messengers: readonly string[];
  /** words that say to read backwards */
  backwards: readonly string[];
  /** what says that a comma stands for a dot */
  commas: readonly string[];
  scores: Readonly<{
    lookAlike: number;
    letters: number;
    backwards: number;
    messenger: number;
    comma: number;
    bracketed: number;
  }>;
}

/** The disguises of this release. */
export const DISGUISES: DisguiseRules = {
  messengers: [
    'whatsap',
    'whatsapp',
    'telegram',
    'viber',
    'instagram',
    'facebook',
    'messenger',
    'signal',
    'skype',
    'discord',
    'snapchat',
  ],
  backwards:
    'backwards|in reverse|reversed|back to front|rückwärts|von hinten|umgekehrt|à l.envers|a l.envers|al revés|al reves|al contrario|all.indietro|od tyłu|od tylu|wspak|pozpátku|pozpatku|odzadu|pospiatky|achterstevoren|omgekeerd|achteruit|invers|de la coadă|de la coada|visszafelé|visszafele|fordítva|forditva'.split(
      '|',
    ),
  commas:
    'comma|komma|virgul|virgola|coma|čárk|carky|čiark|ciark|przecin|vessző|vesszo|kropk|punct|point|punkt|punt|tečk|bodk|pont'.split(
      '|',
    ),
  scores: { lookAlike: 0.75, letters: 0.75, backwards: 0.8, messenger: 0.75, comma: 0.8, bracketed: 0.9 },
};

const LOOK_ALIKE = /(?<![\p{L}\p{N}])[+\doilzsbgt](?:[ ./-]{0,3}[\doilzsbgt]){7,14}(?![\p{L}\p{N}])/gu;
/** A letter before or behind digits, as numbers of tax and identity have it. */
const ID = /^[zsbgt]\d+$|^\d+[zsbgt]$/;
const WORD_APART = /(?<![a-z\d])[a-z]{2,}/;
/** "44556677 z", "1 i 12.03.2026": one letter is a word in many languages. */
const EDGE = /^[a-z] +|(?: +[a-z])+$/g;
const LETTER_APART = /\d{2} [a-z] |(?<![a-z\d])[a-z] \d{2}/;
const MEANT: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', z: '2', s: '5', b: '8', g: '9', t: '7' };
const WITH_LETTERS = /(?<![\p{L}\p{N}])\d{1,4}[a-z](?:\d{1,3}[a-z]{1,2}){3,13}\d{0,4}(?![\p{L}\p{N}])/gu;
const NUMBER = /(?<![\p{L}\p{N}+])\d(?:[ ./-]{0,2}\d){7,14}(?![\p{L}\p{N}])/gu;
const LEET = /(?<![\p{L}\p{N}@$])[a-z\d@$]{4,10}(?![\p{L}\p{N}@$])/gu;
const COMMA = /(?<![\p{L}\p{N}.,@])([a-z\d](?:[a-z\d-]| - ){2,28}[a-z\d]) ?, ?([a-z]{2,4})(?![\p{L}\p{N}])/gu;
const BRACKETS =
  /(?<![\p{L}\p{N}])[a-z\d][a-z\d._+-]{1,30} ?[([{<*] ?(?:@|[\p{L}-]{1,14}) ?[)\]}>*] ?[a-z\d-]{2,30} ?[([{<*] ?(?:\.|[\p{L}]{2,10}) ?[)\]}>*] ?([a-z]{2,6})(?![\p{L}\p{N}])/gu;

const LEET_LETTERS: Readonly<Record<string, string>> = { 3: 'e', 4: 'a', '@': 'a', 0: 'o', 5: 's', $: 's', 7: 't' };
const SEVERAL_DIGITS = /\d[^\d]{0,3}\d[^\d]{0,3}\d/;
const AMONG_DIGITS = /\d[ ./-]{0,3}[oilzsbgt](?![a-z]{2})|(?<![a-z])[oilzsbgt][ ./-]{0,3}\d/;
const MIXED = /[a-z][\d@$]|[\d@$][a-z]/;
const TWO_BRACKETS = /[([{<*][^([{<*]{1,40}[([{<*]/;
const LONGEST_TLD = 4;
const BRACKET = /[([{<*]/;
const BESIDE = 60;

type Disguised = Omit<Finding, 'kind'>;

/** Numbers, names and addresses that were made unreadable for rules, and readable for people. */
export class Disguises {
  private readonly backwards: RegExp;
  private readonly messengers: Set<string>;

  constructor(
    private readonly rules: DisguiseRules,
    private readonly languages: readonly Language[],
  ) {
    this.backwards = new RegExp(rules.backwards.join('|'), 'u');
    this.messengers = new Set(rules.messengers);
  }

  /** What is hidden in a normalised text of these tokens. */
  find(text: string, tokens: readonly Token[]): Disguised[] {
    const found: Disguised[] = [];
    let digits = 0;
    for (const token of tokens) if (token.digits) digits += token.to - token.from;
    const { scores } = this.rules;
    const add = (rule: string, index: number, length: number, score: number, why: string): void =>
      void found.push({ rule, from: index, to: index + length, score, why });
    if (digits > 2 && SEVERAL_DIGITS.test(text)) this.numbers(text, add);
    if ((digits > 0 || text.includes('@') || text.includes('$')) && MIXED.test(text))
      for (const { index, 0: written } of matchesOf(LEET, text))
        if (this.isMessenger(written))
          add('contact.handle', index, written.length, scores.messenger, 'a messenger, its letters as digits');
    if (hasTldBehindComma(text))
      for (const { index, 0: written, 2: tld } of matchesOf(COMMA, text)) {
        if (!PLAIN_TLDS.has(tld as string)) continue;
        const end = index + written.length;
        const beside = text.slice(Math.max(0, index - BESIDE), index) + text.slice(end, end + BESIDE);
        if (this.rules.commas.filter((word) => beside.includes(word)).length >= 2)
          add('contact.link', index, written.length, scores.comma, 'a comma for a dot');
      }
    if (BRACKET.test(text) && TWO_BRACKETS.test(text))
      for (const { index, 0: written, 1: tld } of matchesOf(BRACKETS, text))
        if (PLAIN_TLDS.has(tld as string))
          add('contact.email', index, written.length, scores.bracketed, 'an address, its signs in brackets');
    return found;
  }

  private numbers(text: string, add: (rule: string, index: number, length: number, score: number, why: string) => void): void {
    const { scores } = this.rules;
    const rule = 'contact.phone-obfuscated';
    // The same number costs once in a text, however often it stands there.
    const known = new Map<string, boolean>();
    const isNumber = (digits: string): boolean => {
      const is = known.get(digits) ?? isPhone(digits, this.languages);
      known.set(digits, is);
      return is;
    };
    if (AMONG_DIGITS.test(text))
      for (const { index: start, 0: whole } of matchesOf(LOOK_ALIKE, text)) {
        const written = whole.replace(EDGE, '');
        const index = start + whole.indexOf(written);
        const letters = written.replace(/[^a-z]/g, '').length;
        if (
          letters === 0 ||
          written.length - letters < 4 ||
          WORD_APART.test(written) ||
          ID.test(written) ||
          LETTER_APART.test(written)
        )
          continue;
        const digits = written.replace(/[a-z]/g, (sign) => MEANT[sign] as string).replace(/[^\d+]/g, '');
        if (isNumber(digits)) add(rule, index, written.length, scores.lookAlike, 'letters for digits');
      }
    if (MIXED.test(text))
      for (const { index, 0: written } of matchesOf(WITH_LETTERS, text))
        if (isNumber(written.replace(/\D/g, ''))) add(rule, index, written.length, scores.letters, 'letters between digits');
    if (text.search(NUMBER) >= 0 && this.backwards.test(text))
      for (const { index, 0: written } of matchesOf(NUMBER, text))
        if (isNumber([...written.replace(/\D/g, '')].reverse().join('')))
          add(rule, index, written.length, scores.backwards, 'a number read backwards');
  }

  private isMessenger(written: string): boolean {
    if (!/[\d@$]/.test(written) || written.replace(/[^a-z]/g, '').length < 3) return false;
    const read = written.replace(/[34@05$7]/g, (sign) => LEET_LETTERS[sign] as string);
    return this.messengers.has(read.replaceAll('1', 'i')) || this.messengers.has(read.replaceAll('1', 'l'));
  }
}

/** Whether a comma stands before a word that could be the end of a host. */
function hasTldBehindComma(text: string): boolean {
  for (let comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
    const from = text[comma + 1] === ' ' ? comma + 2 : comma + 1;
    let to = from;
    while (to < from + LONGEST_TLD + 1 && isWordAt(text, to)) to += 1;
    if (to - from <= LONGEST_TLD && PLAIN_TLDS.has(text.slice(from, to))) return true;
  }
  return false;
}
