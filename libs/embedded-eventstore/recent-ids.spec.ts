/** Repetitions are known by their ids (design/EVENTSTORE.md 4.3, weak idempotency) for as long as promised, whatever the ids look like. */
import { RecentIds } from './recent-ids';

const numbered = (number: number): Buffer => {
  const id = Buffer.alloc(16);
  id.writeUInt32BE(number, 12);
  return id;
};

describe('ids written lately', () => {
  it('knows the latest hundred thousand, and no more than twice as many', () => {
    const ids = new RecentIds();
    for (let number = 0; number < 300_000; number++) ids.set(7, numbered(number), number);
    const lost = Array.from({ length: 100_000 }, (_, index) => 200_000 + index).filter(
      (number) => ids.get(7, numbered(number)) !== number,
    );
    expect(lost).toEqual([]);
    const known = Array.from({ length: 200_000 }, (_, number) => ids.get(7, numbered(number))).filter((at) => at !== undefined);
    expect(known.length).toBeLessThanOrEqual(100_000);
    expect(ids.get(7, numbered(0))).toBeUndefined();
  });

  it('tells streams apart, also far into a log, and keeps the latest revision of an id', () => {
    const ids = new RecentIds();
    for (const stream of [1, 2, 2 ** 32 + 1, 2 ** 40 + 1]) ids.set(stream, numbered(5), stream);
    for (const stream of [1, 2, 2 ** 32 + 1, 2 ** 40 + 1]) expect(ids.get(stream, numbered(5))).toBe(stream);
    ids.set(1, numbered(5), 9);
    expect(ids.get(1, numbered(5))).toBe(9);
    ids.clear();
    expect(ids.get(1, numbered(5))).toBeUndefined();
  });
});
