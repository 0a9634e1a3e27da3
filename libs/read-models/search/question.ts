/** What people type into a search box, as what PostgreSQL looks for. Texts are for `to_tsquery`; '' asks for nothing. */
import { compact, type Word, wordsOf } from './words';

/** Words that stand so far apart; `open`: the beginning of one does. */
export type Sequence = readonly { readonly text: string; readonly at: number; readonly open: boolean }[];

/** A question, taken apart. */
export interface Question {
  /** What has to be there by the rules of some language: words, and phrases without digits. */
  readonly words: string;
  /** What has to be there as it is written: codes such as `R-2027-A`, in which no part is a filling word, and runs without blanks. */
  readonly codes: string;
  /** What must not be there: any of these. */
  readonly excluded: string;
  /** Any of the words, to mark them; and the codes, whose parts are marked together only. */
  readonly marked: string;
  readonly sequences: readonly Sequence[];
  /** All of it as one number or code, for order and tracking numbers; undefined where it says more. */
  readonly number: string | undefined;
}

const QUOTES = /[\u00ab\u00bb\u201c-\u201f\u2039\u203a\u2033\u301d-\u301f\uff02]/g;
/** A phrase in quotes or what stands between blanks, wanted or, behind a minus, not. */
const TERM = /(?<!\S)(?<minus>-?)(?:"(?<phrase>[^"]*)"|(?<plain>\S+))/g;

interface Term {
  readonly sequence: Sequence;
  readonly isCode: boolean;
}

/** Reads a question as in a web search: quotes of all kinds, OR, a minus before what is not wanted. `prefix`: beginnings of words do. */
export function questionOf(q: string, prefix = false): Question {
  const groups: Term[][] = [];
  const excluded: string[] = [];
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
      excluded.push(operandOf(sequenceOf(words, false)));
      continue;
    }
    const isCode = words.length > 1 && words.some(({ text, part }) => part !== undefined || /\p{N}/u.test(text));
    const term = { sequence: sequenceOf(words, prefix && phrase === undefined), isCode };
    if (either) groups.at(-1)?.push(term);
    else groups.push([term]);
    either = false;
    typed.push(phrase ?? plain);
  }
  const all = (codes: boolean) => {
    const these = groups.filter((group) => group.some(({ isCode }) => isCode) === codes);
    return unique(these.map((group) => `(${unique(group.map(({ sequence }) => operandOf(sequence))).join(' | ')})`)).join(' & ');
  };
  const terms = groups.flat();
  const isOne = excluded.length === 0 && groups.every(({ length }) => length === 1);
  const number = isOne ? compact(typed.join('')) : '';
  return {
    words: all(false),
    codes: all(true),
    excluded: unique(excluded).join(' | '),
    marked: unique(terms.flatMap(({ sequence, isCode }) => (isCode ? [] : sequence.map(lexeme)))).join(' | '),
    sequences: terms.flatMap(({ sequence, isCode }) => (isCode ? [sequence] : [])),
    number: number === '' ? undefined : number,
  };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Words as far apart as they are. The last character of a run goes with the one before; alone, it begins a pair. */
function sequenceOf(words: readonly Word[], open: boolean): Sequence {
  const wanted = words.flatMap(({ text, part }, at) =>
    part === 'last' && words[at - 1]?.part === 'pair' ? [] : [{ text, at, open: part === 'last' }],
  );
  return open ? wanted.with(-1, { ...(wanted.at(-1) as (typeof wanted)[number]), open }) : wanted;
}

const lexeme = ({ text, open }: Sequence[number]): string => (open ? `${text}:*` : text);

const operandOf = (sequence: Sequence): string =>
  sequence.map((part, index) => (index === 0 ? '' : ` <${part.at - sequence[index - 1].at}> `) + lexeme(part)).join('');
