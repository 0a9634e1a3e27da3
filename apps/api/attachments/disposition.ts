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
