import type { BlobStore } from './blob-store';
import { directoryBlobs } from './directory';
import { type Bucket, bucketBlobs } from './s3';

export { BlobMissing, type BlobStore, type Bytes, InvalidKey, type Span, StorageUnavailable, type Stored } from './blob-store';
export type { Bucket } from './s3';

/** Where blobs are kept: below a directory, or in a bucket. */
export type BlobPlace = { readonly directory: string } | Bucket;

/** The blobs of a place. */
export const blobsIn = (place: BlobPlace): BlobStore =>
  'directory' in place ? directoryBlobs(place.directory) : bucketBlobs(place);
