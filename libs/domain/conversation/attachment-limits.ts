/** What may be attached, and how much: also what a page says before anything is sent. */

/** What may be attached: told by the content, never by a name. */
export const MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/pdf',
  'video/mp4',
  'text/plain',
] as const;
/** One of {@link MEDIA_TYPES}. */
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A message names so many at most. */
export const ATTACHMENTS_OF_A_MESSAGE = 10;
/** An attachment has so many bytes at most. */
export const ATTACHMENT_BYTES = 20 * 1024 * 1024;
