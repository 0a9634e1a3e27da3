import type { MediaType } from '../../../libs/domain';

/** What names of files of a type end with; the first is added to others. */
const ENDINGS: Readonly<Record<MediaType, readonly string[]>> = {
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
  'video/mp4': ['.mp4', '.m4v', '.mov'],
  'text/plain': ['.txt', '.text', '.log', '.csv', '.md'],
};

/** The name with an ending of its type: a text that calls itself page.html is opened as a text where it was saved. */
export function namedAs(name: string, type: MediaType): string {
  const endings = ENDINGS[type];
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) ? name : name + endings[0];
}

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
