/** A download under this name (RFC 6266): in ASCII for old programs, and as it is in RFC 8187's writing. */
export function downloadAs(name: string): string {
  const plain = name.replaceAll(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A part of a content: from a byte up to and with another. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What a Range header asks of a content of `size` bytes: all of it (undefined) where it is none, or has several; `none` where nothing is there. */
export function partOf(header: string | undefined, size: number): Part | 'none' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header ?? '') ?? [];
  if (first === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return Number(last) === 0 ? 'none' : { from: Math.max(0, size - Number(last)), to: size - 1 };
  const part = { from: Number(first), to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
  if (last !== '' && Number(last) < part.from) return undefined;
  return part.from >= size ? 'none' : part;
}
