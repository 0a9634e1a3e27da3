/** Text as it is compared: normalised, with the place in the original of each code unit. */

const WINDOW = 4_000;
const OVERLAP = 300;
const MARKS_READ = 6;
/** How much is read of what one sign stands for: a fraction or (10) is told by it, and what says many words is one of none. */
const MOST_SIGNS = 3;
const PIECE = 4_096;
const BLANK = 32;
const DROPPED = 0xffff;
const UNKNOWN = 0;
const LONE_SURROGATE = /\p{Cs}/u;
const REPLACEMENT = '\ufffd';
const FIRST_MARK = 0x300;
const LAST_MARK = 0x36f;
const KEYCAP = 0x20e3;
const INVISIBLE = /\p{Cf}|\p{M}|[\u115f\u1160\u3164]/u;
const INVISIBLES = new RegExp(INVISIBLE.source, 'gu');
const WORD = /[\p{L}\p{N}]/u;
const OTHER_SCRIPT = /[\u0370-\u052f]/;
const WORDS_OF_OTHER_SCRIPT = /[\p{L}\p{N}]*[\u0370-\u052f][\p{L}\p{N}]*/gu;
const LATIN = /[a-z]/;
const LOOK_ALIKES = new Map(
  [...'аaвbсcеeнhіiјjкkмmоoрpѕsтtуyхxԁdԛqԝwгrпnёeαaβbεeηnιiκkμuνvοoρpτtυuχxγyσoωw'].flatMap((sign, index, all) =>
    index % 2 === 0 ? [[sign, all[index + 1] as string]] : [],
  ) as [string, string][],
);

/** Whether a code unit is a letter or a digit; a surrogate is neither. */
const IS_WORD = Uint8Array.from({ length: 0x10000 }, (_, code) => (WORD.test(String.fromCharCode(code)) ? 1 : 0));

/** What a single code unit becomes: another one, a blank, nothing, or what only its neighbours tell. */
const SINGLE = Uint16Array.from({ length: 0x2200 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\s/.test(sign) || code < BLANK || code === 0x7f) return BLANK;
  if (INVISIBLE.test(sign)) return DROPPED;
  const plain = sign.toLowerCase().normalize('NFKC');
  return plain.length === 1 ? plain.charCodeAt(0) : UNKNOWN;
});

/** What single code units that are more than another one become, as far as they were met. */
const PLAIN: (string | undefined)[] = [];

/** Text, and for each of its code units where in the original it begins and ends. */
export interface View {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** Whether there is a letter or a digit at a place of the text. */
export function isWordAt(text: string, index: number): boolean {
  return index >= 0 && index < text.length && IS_WORD[text.charCodeAt(index)] === 1;
}

/** Whether so many code units of a kind stand together somewhere. Only every few of them are looked at. */
export function hasRun(text: string, length: number, isOfKind: (code: number) => boolean): boolean {
  for (let end = length; end <= text.length; ) {
    let from = end;
    while (from > end - length && isOfKind(text.charCodeAt(from - 1))) from -= 1;
    if (from === end - length) return true;
    end = from + length;
  }
  return false;
}

/** Where the windows of a text begin and end; each overlaps the one before. */
export function windowsOf(length: number): [from: number, to: number][] {
  const windows: [number, number][] = [[0, Math.min(length, WINDOW)]];
  for (let from = WINDOW - OVERLAP; from + OVERLAP < length; from += WINDOW - OVERLAP)
    windows.push([from, Math.min(length, from + WINDOW)]);
  return windows;
}

/** Places that stand where they stood: of texts that are as long when they are normalised. */
const SAME = Array.from({ length: WINDOW }, (_, at) => at);
const NEXT = SAME.map((at) => at + 1);
/** Letters, digits and signs that become one of themselves, with single blanks between. */
const AS_LONG = /^(?:[!-~¡-§©«¬®°±¶·»¿-\u012f\u0134-\u013e\u0141-\u0148\u014a-\u017e]| (?! ))*$/;

/** NFKC in lower case without invisible signs; white space is one blank; look-alikes in mixed words are Latin. */
export function normalise(original: string, from = 0, to = original.length): View {
  if (from === 0 && to === original.length && to <= WINDOW && AS_LONG.test(original))
    return { text: original.toLowerCase(), starts: SAME, ends: NEXT };
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let blank = false;
  const emit = (code: number, start: number, end: number): void => {
    if (code === BLANK && blank) return;
    blank = code === BLANK;
    codes.push(code);
    starts.push(start);
    ends.push(end);
  };
  for (let at = from; at < to; ) {
    const code = original.charCodeAt(at);
    const next = at + 1 < to ? original.charCodeAt(at + 1) : 0;
    const single = code < SINGLE.length ? SINGLE[code] : UNKNOWN;
    if (single !== UNKNOWN && (next < FIRST_MARK || !isMark(next))) {
      if (single !== DROPPED) emit(single as number, at, at + 1);
      at += 1;
      continue;
    }
    let end = at + (isPair(code, next) ? 2 : 1);
    const base = end;
    while (end < to && isMark(original.charCodeAt(end))) end += 1;
    const cluster = plain(original.slice(at, Math.min(end, base + MARKS_READ)));
    for (let unit = 0; unit < cluster.length; unit += 1) emit(cluster.charCodeAt(unit), at, end);
    at = end;
  }
  const text = asText(codes);
  return { text: OTHER_SCRIPT.test(text) ? text.replace(WORDS_OF_OTHER_SCRIPT, latin) : text, starts, ends };
}

/** The span in the original of a span in the view. */
export function originalSpan(view: View, from: number, to: number): { from: number; to: number } {
  return { from: view.starts[from] as number, to: view.ends[to - 1] as number };
}

/** The span in a view of a span in the original that begins and ends where signs of the view do. */
export function viewSpan({ starts, ends }: View, { from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from: firstFrom(starts, from), to: firstFrom(ends, to + 1) };
}

/** The first of ascending places that is not before another. */
function firstFrom(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes a view of a view: pieces that are kept, or said otherwise. */
export class Rewriting {
  private text = '';
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(private readonly view: View) {}

  keep(from: number, to: number): void {
    this.text += this.view.text.slice(from, to);
    for (let at = from; at < to; at += 1) {
      this.starts.push(this.view.starts[at] as number);
      this.ends.push(this.view.ends[at] as number);
    }
  }

  say(sign: string, from: number, to: number): void {
    this.text += sign;
    for (let unit = 0; unit < sign.length; unit += 1) {
      this.starts.push(this.view.starts[from] as number);
      this.ends.push(this.view.ends[to - 1] as number);
    }
  }

  trimEnd(): void {
    while (this.text.endsWith(' ')) {
      this.text = this.text.slice(0, -1);
      this.starts.pop();
      this.ends.pop();
    }
  }

  done(): View {
    return { text: this.text, starts: this.starts, ends: this.ends };
  }
}

function plain(cluster: string): string {
  if (cluster.length > 1) return plainOf(cluster);
  const code = cluster.charCodeAt(0);
  PLAIN[code] ??= plainOf(cluster);
  return PLAIN[code] as string;
}

function plainOf(cluster: string): string {
  const whole = LONE_SURROGATE.test(cluster) ? REPLACEMENT : cluster;
  return whole.toLowerCase().normalize('NFKC').replace(INVISIBLES, '').replace(/\s/g, ' ').slice(0, MOST_SIGNS);
}

function latin(word: string): string {
  return LATIN.test(word) ? [...word].map((sign) => LOOK_ALIKES.get(sign) ?? sign).join('') : word;
}

function isMark(code: number): boolean {
  return (code >= FIRST_MARK && code <= LAST_MARK) || code === KEYCAP || (code >= 0xfe00 && code <= 0xfe0f);
}

function isPair(high: number, low: number): boolean {
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

function asText(codes: readonly number[]): string {
  if (codes.length <= PIECE) return String.fromCharCode(...codes);
  let text = '';
  for (let at = 0; at < codes.length; at += PIECE) text += String.fromCharCode(...codes.slice(at, at + PIECE));
  return text;
}
