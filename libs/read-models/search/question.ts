/** What people type into a search box, as what PostgreSQL looks for. Texts are for `to_tsquery`; '' asks for nothing. */
import { compact, type Word, wordsOf } from './words';

/** A question, taken apart. */
export interface Question {
  /** What has to be there by the rules of some language: words, and phrases without digits. */
  readonly words: string;
  /** What has to be there as it is written: runs of letters and digits such as `R-2027-A`, in which no part is a filling word. */
  readonly codes: string;
  /** What must not be there: any of these. */
  readonly excluded: string;
  /** Any of the words asked for, to mark them. */
  readonly marked: string;
  /** All of it as one number or code, for order and tracking numbers; undefined where it says more. */
  readonly number: string | undefined;
}

const QUOTES = /[\u00ab\u00bb\u201c-\u201f\u2039\u203a\u2033\u301d-\u301f\uff02]/g;
/** A phrase in quotes or what stands between blanks, wanted or, behind a minus, not. */
const TERM = /(?<!\S)(?<minus>-?)(?:"(?<phrase>[^"]*)"|(?<plain>\S+))/g;

interface Term {
  readonly operand: string;
  readonly isCode: boolean;
}

/** Reads a question as in a web search: quotes of all kinds, OR, a minus before what is not wanted. `prefix`: beginnings of words do. */
export function questionOf(q: string, prefix = false): Question {
  const groups: Term[][] = [];
  const excluded: string[] = [];
  const marked: string[] = [];
  const typed: string[] = [];
  let either = false;
  for (const { groups: found } of q.replace(QUOTES, '"').matchAll(TERM)) {
    const { minus, phrase, plain = '' } = found as { minus: string; phrase?: string; plain?: string };
    if (plain === 'OR' && !minus && groups.length > 0) {
      either = true;
      continue;
    }
    const words = wordsOf(phrase ?? plain);
    if (words.length === 0) continue;
    if (minus) {
      excluded.push(operandOf(words, false));
      continue;
    }
    const open = prefix && phrase === undefined;
    const term = { operand: operandOf(words, open), isCode: words.length > 1 && words.some(({ text }) => /\p{N}/u.test(text)) };
    if (either) groups.at(-1)?.push(term);
    else groups.push([term]);
    either = false;
    marked.push(...wanted(words).map((word, at, all) => lexeme(word, open && at === all.length - 1)));
    typed.push(phrase ?? plain);
  }
  const all = (codes: boolean) => {
    const these = groups.filter((group) => group.some(({ isCode }) => isCode) === codes);
    return [...new Set(these.map((group) => `(${group.map(({ operand }) => operand).join(' | ')})`))].join(' & ');
  };
  const isOne = excluded.length === 0 && groups.every(({ length }) => length === 1);
  const number = isOne ? compact(typed.join('')) : '';
  return {
    words: all(false),
    codes: all(true),
    excluded: excluded.join(' | '),
    marked: [...new Set(marked)].join(' | '),
    number: number === '' ? undefined : number,
  };
}

/** The last character of a run goes with the one before; alone, it begins a pair. */
const wanted = (words: readonly Word[]): readonly Word[] =>
  words.filter(({ part }, at) => part !== 'last' || words[at - 1]?.part !== 'pair');

const lexeme = ({ text, part }: Word, open: boolean): string => (open || part === 'last' ? `${text}:*` : text);

/** Words that have to follow each other as far apart as they do here. */
function operandOf(words: readonly Word[], open: boolean): string {
  const places = new Map(words.map((word, at) => [word, at]));
  const place = (word: Word) => places.get(word) as number;
  return wanted(words)
    .map((word, at, all) => {
      const apart = at === 0 ? '' : ` <${place(word) - place(all[at - 1])}> `;
      return apart + lexeme(word, open && at === all.length - 1);
    })
    .join('');
}
