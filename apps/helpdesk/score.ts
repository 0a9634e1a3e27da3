/** What other weights, points or ladders would have made of the recorded history; nothing is written. */
import {
  changedRules,
  changedWeights,
  type Sanction,
  type Score,
  type ScoreWeights,
  STANDING_RULES,
  type Standing,
  type StandingRules,
  scoreOf,
  standing,
  standingAt,
  standingUnder,
  weightsAt,
} from '../../libs/domain';
import { type ReadModels, scoredSellers, scoresAt, standingEvents } from '../../libs/read-models';
import { readNamed } from './named-file';

/** The numbers that are tried. */
export interface Tried {
  readonly weights: ScoreWeights;
  readonly rules: StandingRules;
}

/** How a seller stands. */
interface Stands extends Pick<Score, 'score' | 'visibility'> {
  readonly points: number;
  readonly effect: string;
  readonly sanctions: readonly Pick<Sanction, 'step' | 'state' | 'at'>[];
}

/** A seller as it is, and as it would be. */
export interface Compared {
  readonly seller: string;
  readonly now: Stands;
  readonly tried: Stands;
}

const NAMES = ['score', 'points', 'lateReplies', 'ladder', 'jump'];

/** The numbers in a file; what it leaves out is as in force. Throws with the field at fault. */
export function readTried(file: string, inForce: ScoreWeights): Tried {
  const given = parsed(
    readNamed('--weights', file, 'a JSON object of numbers')
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  );
  const stranger = Object.keys(given).find((name) => !NAMES.includes(name));
  if (stranger !== undefined) throw new Error(`--weights: ${stranger} is not known; known are ${NAMES.join(', ')}`);
  const { score = {}, ...rules } = given;
  if (!isObject(score)) throw new Error('--weights: score has to be an object');
  try {
    return { weights: checked('score.', () => changedWeights(inForce, score)), rules: changedRules(STANDING_RULES, rules) };
  } catch (error) {
    if (error instanceof RangeError) throw new Error(`--weights: ${error.message}`);
    throw error;
  }
}

function parsed(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('--weights: has to be a file of JSON');
  }
  if (!isObject(value)) throw new Error('--weights: has to be a JSON object');
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checked<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${prefix}${error.message}`) : error;
  }
}

/** Each seller as of an instant (epoch milliseconds), as it is and as it would be, one after the other. */
export async function* compared(
  models: ReadModels,
  versions: readonly ScoreWeights[],
  { weights, rules }: Tried,
  at: number,
): AsyncGenerator<Compared> {
  for (const seller of await scoredSellers(models)) {
    const [{ scores }, told] = await Promise.all([scoresAt(models, seller, [at], versions), standingEvents(models, seller, at)]);
    const [{ parts }] = scores;
    const stands = (state: Standing, by: ScoreWeights): Stands => {
      const { points, effect } = standingAt(state, at);
      const { score, visibility } = scoreOf({ ...parts, points, effect }, by);
      const sanctions = [...state.sanctions.values()].map((one) => ({ step: one.step, state: one.state, at: one.at }));
      return { score, visibility, points, effect, sanctions };
    };
    const state = told.reduce((before, event) => standing.evolve(before, event), standing.initial());
    yield {
      seller,
      now: stands(state, weightsAt(versions, at)),
      tried: stands(standingUnder(rules, told, seller, at), weights),
    };
  }
}

const HEAD = ['seller', 'score now', 'tried', 'visibility now', 'tried', 'points now', 'tried', 'sanctions now', 'tried'];

/** As a table, a line a seller. */
export function table(rows: readonly Compared[]): string {
  const number = (value: number | null) => (value === null ? '-' : String(value));
  const cells = rows.map(({ seller, now, tried }) => [
    ...[seller, number(now.score), number(tried.score), number(now.visibility), number(tried.visibility)],
    ...[number(now.points), number(tried.points), sanctionsIn(now), sanctionsIn(tried)],
  ]);
  const widths = HEAD.map((name, column) => Math.max(name.length, ...cells.map((line) => line[column].length)));
  return [HEAD, ...cells]
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Each with what became of it, where that is not that it was imposed. */
function sanctionsIn({ sanctions }: Stands): string {
  const said = sanctions.map(({ step, state }) => (state === 'imposed' ? step : `${step} (${state})`));
  return said.length === 0 ? '-' : said.join(', ');
}
