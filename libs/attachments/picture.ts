import type Sharp from 'sharp';
import { FileRefused } from './content';

/** More pixels than any camera has: whoever unpacks them has no memory left. */
const PIXELS_AT_MOST = 100_000_000;
const THUMBNAIL_PIXELS = 320;

/** Loaded for the first picture: most processes never see one. */
async function drawing(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  // What was decoded is not kept, and a picture takes one core.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** A picture's size in pixels, and a small JPEG of it, undefined where it cannot be drawn. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Buffer | undefined;
}

/**
 * Looks at a JPEG, PNG or WebP. Nothing but the picture itself goes into the thumbnail: no place, no camera, no comment. Throws
 * {@link FileRefused} for what is no picture or has too many pixels.
 */
export async function pictureOf(bytes: Buffer): Promise<Picture> {
  const sharp = await drawing();
  const { width, height } = await sizeOf(sharp, bytes);
  if (width * height > PIXELS_AT_MOST)
    throw new FileRefused('picture', `A picture has at most ${PIXELS_AT_MOST} pixels; this one is ${width} × ${height}.`);
  const thumbnail = await sharp(bytes, { limitInputPixels: PIXELS_AT_MOST, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: 20 })
    .autoOrient()
    .resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 75 })
    .toBuffer()
    // A picture that breaks off is evidence, too.
    .catch(() => undefined);
  return { width, height, thumbnail };
}

async function sizeOf(sharp: typeof Sharp, bytes: Buffer): Promise<{ readonly width: number; readonly height: number }> {
  try {
    const { width, height, autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return autoOrient ?? { width, height };
  } catch {
    throw new FileRefused('picture', 'The file begins as a picture and is none.');
  }
}
