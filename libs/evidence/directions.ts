/** Where signs stand in lines that are written in both directions (Unicode UAX #9). */
import bidiFactory, { type Bidi } from 'bidi-js';

/** Signs that stand side by side, as they are read: from left to right, or from right to left. */
export interface Stretch<S> {
  readonly signs: readonly S[];
  readonly isRight: boolean;
}

interface Levelled<S> {
  readonly signs: S[];
  readonly level: number;
}

const PICTURE = /[\p{S}\p{Emoji_Modifier}]/u;
let known: Bidi | undefined;
const bidi = (): Bidi => {
  known ??= bidiFactory();
  return known;
};

/** The sign that a bracket, say, is where it is read from right to left. */
export const mirrored = (sign: string): string => bidi().getMirroredCharacter(sign) ?? sign;

/** What stands in the lines of a paragraph that begins at the left, from left to right. */
export function stretchesOf<S extends { readonly text: string }>(lines: readonly (readonly S[])[]): Stretch<S>[][] {
  // A unit for each sign: the library takes a surrogate for a letter from left to right, which an emoji is not.
  const unitOf = ({ text }: S) => (text.length === 1 ? text : PICTURE.test(text) ? '\u2022' : 'x');
  const paragraph = lines.map((line) => line.map(unitOf).join('')).join('');
  const { levels } = bidi().getEmbeddingLevels(paragraph, 'ltr');
  let at = 0;
  return lines.map((line) => {
    // L1: blanks at the end of a line stand there.
    const end = line.findLastIndex(({ text }) => text !== ' ');
    const runs: Levelled<S>[] = [];
    for (const [index, sign] of line.entries()) {
      const level = index > end ? 0 : levels[at];
      at += 1;
      const run = runs.at(-1);
      if (run?.level === level) run.signs.push(sign);
      else runs.push({ signs: [sign], level });
    }
    return placed(runs).map(({ signs, level }) => ({ signs, isRight: level % 2 === 1 }));
  });
}

/** L2: from the highest level to the lowest, whatever is of it or above stands the other way round. */
function placed<S>(runs: readonly Levelled<S>[]): readonly Levelled<S>[] {
  const order = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--)
    for (let from = 0, to = 0; from < order.length; from = to + 1) {
      for (to = from; to < order.length && order[to].level >= level; ) to++;
      order.splice(from, to - from, ...order.slice(from, to).reverse());
    }
  return order;
}
