import { randomBytes } from 'node:crypto';
import { unwrapKey, wrapKey } from './envelope';

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
