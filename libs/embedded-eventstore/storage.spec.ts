import { Page } from './storage';

describe('a page', () => {
  const filled = (limit: number, maxBytes: number | undefined, sizes: readonly number[]) => {
    const page = new Page(limit, maxBytes);
    sizes.some((size, position) => page.add({ position, record: Buffer.alloc(size) }));
    return page.events.map(({ position }) => position);
  };

  it.each<[limit: number, maxBytes: number | undefined, sizes: number[], held: number[]]>([
    [2, undefined, [9, 9, 9], [0, 1]],
    [9, undefined, [9, 9, 9], [0, 1, 2]],
    [9, 10, [9, 9, 9], [0, 1]],
    [9, 10, [99, 9], [0]],
    [9, 10, [10, 9], [0]],
    [1, 10, [1, 1], [0]],
  ])('of %d events, %s bytes, takes of %j these: %j', (limit, maxBytes, sizes, held) => {
    expect(filled(limit, maxBytes, sizes)).toEqual(held);
  });
});
