/** Positions of the log: as bytes, in whose order they sort (64 bits, of which numbers reach 53), and found in a list. */

/** Bytes a position takes. */
export const POSITION_BYTES = 8;

/** Writes a position; gives where it ends. */
export function writePosition(bytes: Buffer, position: number, at = 0): number {
  bytes.writeUInt16BE(Math.floor(position / 2 ** 48), at);
  return bytes.writeUIntBE(position % 2 ** 48, at + 2, 6);
}

/** A position as {@link writePosition} wrote it. */
export const readPosition = (bytes: Buffer, at = 0): number => bytes.readUInt16BE(at) * 2 ** 48 + bytes.readUIntBE(at + 2, 6);

/** Index of the first in the order of positions that is at `position` or behind it; the length if none is. */
export function firstFrom(inOrder: readonly { readonly position: number }[], position: number): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (inOrder[middle].position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
