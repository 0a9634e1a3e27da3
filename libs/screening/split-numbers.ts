import type { Around } from './around';
import { isPhone } from './phones';
import { type Reading, readings } from './reading';
import type { RuleSet } from './rule-set';
import { digitsOf, type Run, runsOf } from './runs';
import type { ScreenedMessage } from './screen';
import { tokensOf } from './tokens';
import { normalise, type View } from './view';

const MESSAGES = 3;
const LONGEST_BEFORE = 400;
const FEWEST_DIGITS = 2;
const MOST_LETTERS = 40;

/** A telephone number of which the end stands in this message, and what is before it in those before. */
export function splitNumber(
  message: ScreenedMessage,
  view: View,
  runs: readonly Run[],
  around: Around,
): { rule: 'contact.phone-split'; from: number; to: number; score: number; why: string } | undefined {
  // What stood before is asked for only where it could matter.
  const pieces = runs.filter(isPiece);
  const before = pieces.length > 0 ? (message.before ?? []) : [];
  if (before.length === 0) return undefined;
  const { reading } = around;
  const run = pieces.find((each) => !around.claim(each));
  if (!run || lettersBeside(view.text, run) > MOST_LETTERS) return undefined;
  let digits = digitsOf(run.parts, true);
  let told = 1;
  for (const earlier of before.slice(-MESSAGES).reverse()) {
    const piece = pieceOf(earlier, reading);
    if (piece === undefined) break;
    digits = piece + digits;
    told += 1;
    if (digits.length > 15) return undefined;
    if (digits.length >= 8 && isPhone(digits, reading.languages)) {
      const why = `the end of a telephone number over ${told} messages`;
      return { rule: 'contact.phone-split', from: run.from, to: run.to, score: reading.rules.scores.phoneSplit, why };
    }
  }
  return undefined;
}

/** Whether a text is short and has a piece of a number: what was said before may make a telephone's of it. */
export function hasPieceOfNumber({ text, language }: { text: string; language: string }, rules: RuleSet): boolean {
  return pieceOf(text, readings(rules, language)) !== undefined;
}

function pieceOf(text: string, reading: Reading): string | undefined {
  if (text.length > LONGEST_BEFORE) return undefined;
  const view = normalise(text);
  const run = runsOf(view.text, tokensOf(view.text), reading.numbers).findLast(isPiece);
  if (!run || lettersBeside(view.text, run) > MOST_LETTERS) return undefined;
  return (run.plus ? '00' : '') + digitsOf(run.parts, true);
}

function isPiece(run: Run): boolean {
  const { length } = digitsOf(run.parts, true);
  return length >= FEWEST_DIGITS && length <= 12;
}

function lettersBeside(text: string, run: Run): number {
  return text.length - (run.to - run.from);
}
