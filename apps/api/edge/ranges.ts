/** Downloads that can be gone on with where they broke off (RFC 9110, 14): a content that never changes is known by its SHA-256. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

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

/**
 * What a request wants of a content: a part, all of it, or nothing, since the caller has it. Only a GET has parts, and only of the content
 * that its beginning was of (If-Range). Throws a Problem (416) where nothing is.
 */
export function wanted(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Part | 'all' | 'nothing' {
  const etag = `"${sha256}"`;
  if (headers['if-none-match']?.includes(etag)) {
    void reply.code(304).header('etag', etag);
    return 'nothing';
  }
  const isOther = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  const part = method === 'GET' && !isOther ? partOf(headers.range, size) : undefined;
  if (part !== 'none') return part ?? 'all';
  void reply.header('content-range', `bytes */${size}`);
  throw new Problem(416, 'range', `The file has ${size} bytes.`, { field: 'Range' });
}

/** Says in the head of an answer what of a content comes. */
export function telling(
  reply: FastifyReply,
  part: Part | 'all',
  { sha256, size }: { readonly sha256: string; readonly size: number },
): FastifyReply {
  void reply.headers({ 'accept-ranges': 'bytes', etag: `"${sha256}"` });
  if (part === 'all') return reply.header('content-length', size);
  void reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${size}`);
  return reply.header('content-length', part.to - part.from + 1);
}
