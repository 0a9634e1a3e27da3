import { randomBytes } from 'node:crypto';
import { KEY_BYTES, openText, random, sealText, unwrapKey, wrapKey } from './envelope';

describe('fields under a data key', () => {
  const key = Buffer.alloc(KEY_BYTES, 1);

  it.each(['', 'x', 'ž 😀 \n', 'long '.repeat(10_000)])('open where they were sealed and nowhere else: %#', (text) => {
    const sealed = sealText(key, 'here', text);
    expect(sealed).toMatch(/^[\w-]+$/);
    // What stands before and behind it is as long for every text: 12 bytes and 16.
    expect(Buffer.from(sealed, 'base64url')).toHaveLength(28 + Buffer.byteLength(text));
    expect(openText(key, 'here', sealed)).toBe(text);
    expect(sealText(key, 'here', text)).not.toBe(sealed);
    expect(() => openText(key, 'there', sealed)).toThrow();
    expect(() => openText(Buffer.alloc(KEY_BYTES, 2), 'here', sealed)).toThrow();
  });

  it('do not open with a bit changed, cut or made longer', () => {
    const sealed = Buffer.from(sealText(key, 'here', 'some text'), 'base64url');
    for (let at = 0; at < sealed.length; at++) {
      const other = Buffer.from(sealed);
      other[at] ^= 1;
      expect(() => openText(key, 'here', other.toString('base64url'))).toThrow();
      expect(() => openText(key, 'here', sealed.subarray(0, at).toString('base64url'))).toThrow();
    }
    expect(() => openText(key, 'here', Buffer.concat([sealed, Buffer.of(0)]).toString('base64url'))).toThrow();
  });
});

describe('keys under keys', () => {
  // RFC 3394, 4.6.
  const under = Buffer.from('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F', 'hex');
  const key = Buffer.from('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F', 'hex');
  const wrapped = Buffer.from('28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21', 'hex');

  it('are wrapped as the standard has it, whatever was wrapped before, under this key or another', () => {
    const other = randomBytes(32);
    for (let times = 0; times < 2; times++) {
      expect(unwrapKey(other, wrapKey(other, key))).toEqual(key);
      expect(wrapKey(under, key)).toEqual(wrapped);
      expect(unwrapKey(under, wrapped)).toEqual(key);
      expect(() => unwrapKey(other, wrapped)).toThrow();
      expect(() => unwrapKey(under, wrapped.subarray(1))).toThrow();
    }
  });
});

describe('random bytes', () => {
  it('are given to nobody twice, and never nothing, also where those that were fetched end', () => {
    const seen = Array.from({ length: 2_000 }, (_, at) => random(13 + (at % 20)).toString('hex'));
    expect(seen.map(({ length }) => length)).toEqual(seen.map((_, at) => 2 * (13 + (at % 20))));
    expect(new Set(seen.map((one) => one.slice(0, 26))).size).toBe(2_000);
    // Sixteen zeros in a row come up by chance once in 2^64.
    expect(seen.filter((one) => one.includes('0'.repeat(16)))).toEqual([]);
  });

  it('stay with whoever got them', () => {
    const mine = random(16);
    const copy = Buffer.from(mine);
    random(8_192);
    random(8_192);
    expect(mine).toEqual(copy);
  });
});
