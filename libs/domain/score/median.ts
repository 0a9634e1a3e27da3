/** The middle of many numbers that lie in several lists, without another list of them all. */

/**
 * The middle of whole numbers from 0, in milliseconds; of an even count halfway between the two in the middle; null of none. Each list
 * grows. It takes as long as some searches in each list, however long they are.
 */
export function medianOf(lists: readonly (readonly number[])[]): number | null {
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  if (count === 0) return null;
  const upper = smallest(lists, count >>> 1);
  return count % 2 === 1 ? upper : (smallest(lists, (count >>> 1) - 1) + upper) / 2;
}

/** The number that has so many before it, were all of them in one list that grows. */
function smallest(lists: readonly (readonly number[])[], before: number): number {
  let least = 0;
  let most = Math.max(0, ...lists.map((list) => list.at(-1) ?? 0));
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (lists.reduce((sum, list) => sum + upTo(list, middle), 0) > before) most = middle;
    else least = middle + 1;
  }
  return least;
}

/** How many numbers of a list that grows are not above a bound. */
function upTo(list: readonly number[], bound: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle] <= bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
