/** The files of a ZIP, read in the browser: as its directory at the end lists them. */

export interface Packed {
  readonly name: string;
  /** Its bytes, unpacked. */
  bytes(): Promise<ArrayBuffer>;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const DEFLATED = 8;

/** Throws for what is no ZIP. */
export async function filesIn(file: Blob): Promise<readonly Packed[]> {
  const start = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = new DataView(await file.slice(start).arrayBuffer());
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error('no ZIP');
  const [count, size, offset] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const list = new DataView(await file.slice(offset, offset + size).arrayBuffer());
  const files: Packed[] = [];
  for (let at = 0; files.length < count; ) {
    if (list.getUint32(at, true) !== ENTRY) throw new Error('no ZIP');
    const [method, packed, place] = [list.getUint16(at + 10, true), list.getUint32(at + 20, true), list.getUint32(at + 42, true)];
    const lengths = [28, 30, 32].map((field) => list.getUint16(at + field, true));
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, lengths[0]));
    files.push({ name, bytes: () => unpacked(file, { method, packed, place }) });
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return files;
}

/** What stands before an entry has lengths of its own. */
async function unpacked(file: Blob, { method, packed, place }: { method: number; packed: number; place: number }) {
  const header = new DataView(await file.slice(place, place + 30).arrayBuffer());
  const from = place + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const bytes = file.slice(from, from + packed);
  if (method !== DEFLATED) return bytes.arrayBuffer();
  return new Response(bytes.stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
}
