/** Bodies of multipart/form-data with one file, read as they come. */
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { invalid, Problem } from './problem';

/** Room for what stands around the file: its part's headers, and boundaries. */
const AROUND_BYTES = 64 * 1024;

/** A file as it comes in. */
export interface IncomingFile {
  /** As its sender calls it, without directories; empty where it says none. */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** What is answered to a file of more bytes than `most`. */
export const tooLarge = (most: number): Problem =>
  new Problem(413, 'attachment-too-large', `A file has at most ${most} bytes.`, { field: 'file' });

/**
 * Gives the file of the request, the part `file`, to `take`, which reads it to its end. Throws what `take` throws, and a Problem for a
 * body that breaks off, is too large, or has anything else in it, as soon as that is known: what follows is read and thrown away.
 */
export async function readFile<T>(request: FastifyRequest, most: number, take: (file: IncomingFile) => Promise<T>): Promise<T> {
  const { raw, headers } = request;
  try {
    if (!/^multipart\/form-data\s*;/i.test(headers['content-type'] ?? ''))
      throw new Problem(415, 'content-type', 'Send multipart/form-data.', { field: 'Content-Type' });
    if (Number(headers['content-length'] ?? 0) > most + AROUND_BYTES) throw tooLarge(most);
    return await parsed(request, most, take);
  } finally {
    // Its sender hears the answer when all of it is sent.
    raw.unpipe();
    raw.resume();
  }
}

function parsed<T>({ raw, headers }: FastifyRequest, most: number, take: (file: IncomingFile) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let taken: Promise<T> | undefined;
    let file: Readable | undefined;
    const fail = (problem: Problem) => {
      file?.destroy(problem);
      // What was taken is told first: nobody goes on with it behind an answer.
      (taken ?? Promise.resolve()).then(
        () => reject(problem),
        () => reject(problem),
      );
    };
    const busboy = parserOf(headers as BusboyHeaders, most);
    busboy.on('file', (field, stream, name) => {
      // Without a listener an error would end the process.
      stream.on('error', () => undefined);
      if (field !== 'file')
        return fail(invalid(field.slice(0, 100), 'unknown', `${field.slice(0, 100)} is not a part of this request`));
      if (taken) return fail(invalid('file', 'single', 'file is there twice: a request has one file'));
      file = stream;
      stream.on('limit', () => fail(tooLarge(most)));
      taken = take({ name: name ?? '', bytes: stream });
      taken.catch(reject);
    });
    busboy.on('field', (field) => fail(invalid(field.slice(0, 100), 'unknown', `${field.slice(0, 100)} is not a file`)));
    busboy.on('error', () => fail(BROKEN_OFF));
    busboy.on('finish', () => {
      if (!taken) return reject(invalid('file', 'required', 'file is required'));
      taken.then(resolve, reject);
    });
    raw.once('close', () => {
      if (!raw.complete) fail(BROKEN_OFF);
    });
    raw.pipe(busboy);
  });
}

const BROKEN_OFF = invalid('body', 'multipart', 'The body is not the multipart/form-data it says it is, or breaks off.');

function parserOf(headers: BusboyHeaders, most: number): BusboyInstance {
  try {
    // One byte more than is allowed is met as too many.
    return new Busboy({
      headers,
      limits: { fileSize: most + 1, fields: 1, fieldSize: 1_024, parts: 4, headerPairs: 20, headerSize: 16_384 },
    });
  } catch {
    throw BROKEN_OFF;
  }
}
