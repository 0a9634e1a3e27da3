import { createHash } from 'node:crypto';
import { digestOf, disclosureOf } from './disclosure';
import { leafOf, readLeaf, type StoredBytes } from './leaf';

const sha256 = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest();
const event = (data: string, metadata = '{"role":"seller","actor":"Anna"}', more: Partial<StoredBytes> = {}): StoredBytes => ({
  id: '6f1c1c1e-0000-4000-8000-000000000001',
  stream: 'conversation-1',
  type: 'MessageSent',
  revision: 7,
  position: 9_007_199_254_740_993n,
  created: new Date('2026-01-05T09:00:00.123Z'),
  bytes: { data: Buffer.from(data), metadata: Buffer.from(metadata) },
  ...more,
});

describe('the leaf of an event', () => {
  it('is its place, the hashes of its bytes and the leaf before, as RFC 8785 writes them', () => {
    const first = leafOf(event('{"body":"hello"}'), undefined);
    expect(first.bytes.toString()).toBe(
      `{"data":"${sha256('{"body":"hello"}').toString('hex')}","digests":{},"id":"6f1c1c1e-0000-4000-8000-000000000001",` +
        `"metadata":"${sha256('{"role":"seller","actor":"Anna"}').toString('hex')}","position":"9007199254740993","previous":null,` +
        '"recorded":"2026-01-05T09:00:00.123Z","revision":7,"role":"seller","stream":"conversation-1","type":"MessageSent"}',
    );
    expect(first.hash).toEqual(sha256(Buffer.concat([Buffer.of(0), first.bytes])));
    const next = readLeaf(leafOf(event('{}'), first.hash).bytes);
    expect(next.previous).toBe(first.hash.toString('hex'));
    expect(Object.keys(next)).toEqual([...Object.keys(next)].sort());
  });

  it('has the digests of sealed fields by their place, and no text of theirs', () => {
    const disclosure = disclosureOf('c2FsdA', 'body', 'a secret');
    const field = { sealed: 'Y2lwaGVy', digest: digestOf(disclosure) };
    const data = { body: field, items: [{ title: field }, { title: 'open' }], near: { ...field, more: 1 }, 10: field, 9: field };
    const { bytes } = leafOf(event(JSON.stringify(data)), undefined);
    expect(bytes.toString()).toContain(
      `"digests":{"10":"${field.digest}","9":"${field.digest}","body":"${field.digest}","items.0.title":"${field.digest}"},`,
    );
    expect(bytes.includes('Y2lwaGVy')).toBe(false);
  });

  it('has none of what is no JSON, and no role where none is said', () => {
    for (const [data, metadata] of [
      ['"sealed"', ''],
      ['{"sealed"', 'null'],
      ['{"sealed":"a","digest":1}', '{"role":7}'],
      ['{"sealed":1,"digest":"a"}', '[]'],
    ])
      expect(readLeaf(leafOf(event(data, metadata), undefined).bytes)).toMatchObject({ digests: {}, role: null });
  });

  it('stays below 64 KiB, whatever strangers write', () => {
    const long = 'x'.repeat(100_000);
    const many = JSON.stringify(Array.from({ length: 2_000 }, () => ({ sealed: '', digest: 'y'.repeat(43) })));
    const { bytes } = leafOf(event(many, JSON.stringify({ role: long }), { stream: long, type: long }), undefined);
    const named = `sha256:${sha256(long).toString('hex')}`;
    expect(bytes.length).toBeLessThan(65_536);
    expect(readLeaf(bytes)).toMatchObject({ digests: {}, role: named, stream: named, type: named });
  });

  it('names a text by its hash from 1,025 characters on', () => {
    const [fits, long] = ['x'.repeat(1_024), 'x'.repeat(1_025)];
    const said = (text: string) => readLeaf(leafOf(event('{}', '{}', { stream: text, type: text }), undefined).bytes);
    expect(said(fits)).toMatchObject({ stream: fits, type: fits });
    expect(said(long).stream).toBe(`sha256:${sha256(long).toString('hex')}`);
  });

  it('has digests up to 32 KiB of them, one more byte and it has none', () => {
    // {"0":"…"}: eight characters and the digest.
    const room = 32 * 1_024 - 8;
    const digestsOf = (characters: number) =>
      readLeaf(leafOf(event(JSON.stringify([{ sealed: '', digest: 'y'.repeat(characters) }])), undefined).bytes).digests;
    expect(digestsOf(room)).toEqual({ 0: 'y'.repeat(room) });
    expect(digestsOf(room + 1)).toEqual({});
    // Counted in bytes, as entries are.
    const wide = [{ sealed: '', digest: 'ž'.repeat(room / 2 + 1) }];
    expect(readLeaf(leafOf(event(JSON.stringify(wide)), undefined).bytes).digests).toEqual({});
  });

  it('finds sealed fields beside nothing and below lists, a hundred levels down and no deeper', () => {
    const field = { sealed: 'Y2lwaGVy', digest: 'd' };
    const below = (levels: number): unknown => (levels === 0 ? field : { a: below(levels - 1) });
    const digestsOf = (data: unknown) => readLeaf(leafOf(event(JSON.stringify(data)), undefined).bytes).digests;
    expect(digestsOf({ answer: null, count: 1, body: field })).toEqual({ body: 'd' });
    expect(digestsOf(below(100))).toEqual({ [Array(100).fill('a').join('.')]: 'd' });
    expect(digestsOf(below(101))).toEqual({});
  });
});
