/** A tree as files (C2SP tlog-tiles): tiles of up to 256 hashes, each tile eight levels of the tree high. */
import { HASH_BYTES, paired, type ReadHashes, type Subtree } from './tree';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Where a tile stands: `level` 0 has the leaves' hashes, each of `level` n the root of a full tile of `level` n − 1. */
export interface Tile {
  readonly level: number;
  readonly index: number;
}

/** A file of the log: a tile of hashes or a bundle of entries, full or as wide as it was at some size. */
export interface TileFile {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
}

const PATH = /^tile\/(entries|0|[1-9]\d?)((?:\/x\d{3})*\/\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const LEVELS = 64;

/** The path of a file below the log's prefix. */
export function tilePath({ level, index, width }: TileFile): string {
  const thousands = [String(index % 1_000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000))
    thousands.unshift(`x${String(rest % 1_000).padStart(3, '0')}`);
  return `tile/${level}/${thousands.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The file a path names; undefined for one that names none, also where it is not written as {@link tilePath} writes it. */
export function parseTilePath(path: string): TileFile | undefined {
  const [, level = '', places = '', width] = PATH.exec(path) ?? [];
  const file: TileFile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(places.replace(/[/x]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const isOne = Number.isSafeInteger(file.index) && (file.level === 'entries' || file.level < LEVELS);
  return isOne && tilePath(file) === path ? file : undefined;
}

/** How many hashes the tile has in a tree of `size` leaves: 0 to 256. */
export function widthAt(size: number, { level, index }: Tile): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The tile a subtree's hash is computed from, and the hashes of it that lie below the subtree. */
function place({ level, index }: Subtree): { readonly tile: Tile; readonly from: number; readonly count: number } {
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return {
    tile: { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(first / TILE_WIDTH) },
    from: first % TILE_WIDTH,
    count,
  };
}

/** Reads hashes out of tiles: `read` brings the bytes of each tile that is asked for, once each and in order, as wide as they are. */
export const hashesFrom =
  (read: (tiles: readonly Tile[]) => Promise<readonly Buffer[]>): ReadHashes =>
  async (subtrees) => {
    const places = subtrees.map(place);
    const tiles = new Map(places.map(({ tile }) => [`${tile.level}/${tile.index}`, tile]));
    const contents = await read([...tiles.values()]);
    const byName = new Map([...tiles.keys()].map((name, at) => [name, contents[at] as Buffer]));
    return places.map(({ tile, from, count }) => {
      const bytes = byName.get(`${tile.level}/${tile.index}`) as Buffer;
      if (bytes.length < (from + count) * HASH_BYTES)
        throw new RangeError(`tile ${tile.level}/${tile.index} has no hash ${from + count - 1}`);
      return paired(bytes.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES));
    });
  };
