import { hashesFrom, parseTilePath, TILE_WIDTH, tilePath, widthAt } from './tiles';
import { GrowingTree, inclusionProof, isIncluded, leafHash, rootOf } from './tree';

describe('files of a log (C2SP tlog-tiles)', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 1_234_067, width: 256 }, 'tile/1/x001/x234/067'],
    [{ level: 63, index: 1_000, width: 1 }, 'tile/63/x001/000.p/1'],
    [{ level: 'entries', index: 999, width: 255 }, 'tile/entries/999.p/255'],
  ] as const)('%j is %s', (file, path) => {
    expect(tilePath(file)).toBe(path);
    expect(parseTilePath(path)).toEqual(file);
  });

  it.each([
    '',
    'checkpoint',
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/1234',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/-1/000',
    'tile/0/../000',
    'tile/0/000\n',
    'tile/entry/000',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
  ])('"%s" names no file', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('are as wide as the specification says of a tree of 70,000 leaves, and of 256', () => {
    const widths = (size: number, level: number, count: number): number[] =>
      Array.from({ length: count }, (_, index) => widthAt(size, { level, index }));
    expect(widths(70_000, 0, 275)).toEqual([...Array(273).fill(256), 112, 0]);
    expect(widths(70_000, 1, 3)).toEqual([256, 17, 0]);
    expect(widths(70_000, 2, 2)).toEqual([1, 0]);
    expect([widthAt(256, { level: 0, index: 0 }), widthAt(256, { level: 1, index: 0 })]).toEqual([256, 1]);
  });

  it('give the root and every proof of a tree that has three levels of them', async () => {
    const size = 66_000;
    const tiles = new Map<string, Buffer[]>();
    const read = hashesFrom(async (asked) =>
      asked.map(({ level, index }) => Buffer.concat(tiles.get(`${level}/${index}`) ?? [])),
    );
    const tree = await GrowingTree.of(0, read);
    for (let at = 0; at < size; at++)
      for (const { subtree, hash } of tree.add(leafHash(Buffer.from(String(at))))) {
        if (subtree.level % 8 !== 0) continue;
        const name = `${subtree.level / 8}/${Math.floor(subtree.index / TILE_WIDTH)}`;
        tiles.set(name, [...(tiles.get(name) ?? []), hash]);
      }
    expect(await rootOf(size, read)).toEqual(tree.root());
    expect([...tiles].map(([name, { length }]) => [name, length]).filter(([name]) => !String(name).startsWith('0'))).toEqual([
      ['1/0', 256],
      ['2/0', 1],
      ['1/1', 1],
    ]);
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await inclusionProof(index, size, read);
      expect(isIncluded(leafHash(Buffer.from(String(index))), index, size, proof, tree.root())).toBe(true);
    }
    await expect(rootOf(size + 1, read)).rejects.toThrow('tile 0/257 has no hash 208');
    const node = { level: 1, index: 128 * 257 + 104 };
    await expect(read([node])).rejects.toThrow(new RangeError('tile 0/257 has no hash 209'));
  });

  it('give hashes that keep no tile in memory', async () => {
    const read = hashesFrom(async (tiles) => tiles.map(() => Buffer.alloc(TILE_WIDTH * 32)));
    const hashes = await read([
      { level: 0, index: 3 },
      { level: 3, index: 1 },
    ]);
    expect(hashes.map(({ buffer }) => buffer.byteLength)).toEqual([32, 32]);
  });
});
