import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';
import { partOf, telling, wanted } from './ranges';

const CONTENT = { sha256: 'ab'.repeat(32), size: 100 };
const ETAG = `"${CONTENT.sha256}"`;

/** The answer's head to a request with these headers, and what is sent of the content. */
function asked(headers: FastifyRequest['headers'], method = 'GET') {
  const told: Record<string, unknown> = {};
  let status = 200;
  const reply = {
    code(is: number) {
      status = is;
      return reply;
    },
    header(name: string, value: unknown) {
      told[name] = value;
      return reply;
    },
    headers: (all: object) => Object.assign(told, all),
  };
  try {
    const part = wanted({ method, headers } as FastifyRequest, reply as unknown as FastifyReply, CONTENT);
    if (part !== 'nothing') telling(reply as unknown as FastifyReply, part, CONTENT);
    return { status, told, part };
  } catch (error) {
    return { status: (error as Problem).status, told, part: error instanceof Problem ? error.code : error };
  }
}

describe('a download', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-9', { from: 0, to: 9 }],
    ['bytes=90-', { from: 90, to: 99 }],
    ['bytes=90-1000', { from: 90, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-1000', { from: 0, to: 99 }],
    ['bytes=100-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=9-1', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['lines=0-1', undefined],
  ])('of the part %s', (header, part) => {
    expect(partOf(header, 100)).toEqual(part);
  });

  it('is whole unless a part of what the caller began with is asked for', () => {
    const all = { status: 200, part: 'all', told: { 'accept-ranges': 'bytes', etag: ETAG, 'content-length': 100 } };
    expect(asked({})).toEqual(all);
    const part = { from: 40, to: 99 };
    expect(asked({ range: 'bytes=40-' })).toEqual({
      ...{ status: 206, part },
      told: { 'accept-ranges': 'bytes', etag: ETAG, 'content-length': 60, 'content-range': 'bytes 40-99/100' },
    });
    expect(asked({ range: 'bytes=40-', 'if-range': ETAG })).toMatchObject({ status: 206, part });
    for (const other of ['"other"', `W/${ETAG}`, 'Mon, 02 Mar 2026 10:11:12 GMT'])
      expect(asked({ range: 'bytes=40-', 'if-range': other })).toEqual(all);
    expect(asked({ range: 'bytes=0-1,5-6' })).toEqual(all);
    expect(asked({ range: 'bytes=40-' }, 'HEAD')).toEqual(all);
  });

  it('has nothing where nothing is, or the caller has it', () => {
    expect(asked({ range: 'bytes=100-' })).toEqual({ status: 416, part: 'range', told: { 'content-range': 'bytes */100' } });
    expect(asked({ range: 'bytes=100-', 'if-range': '"other"' })).toMatchObject({ status: 200, part: 'all' });
    for (const method of ['GET', 'HEAD'])
      expect(asked({ 'if-none-match': `"x", ${ETAG}` }, method)).toEqual({ status: 304, part: 'nothing', told: { etag: ETAG } });
    expect(asked({ 'if-none-match': '"x"' })).toMatchObject({ status: 200 });
  });
});
