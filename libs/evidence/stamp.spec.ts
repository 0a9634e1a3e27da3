import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { der, list, TAG } from './der';
import { authorityIn, type MadeAuthority } from './given-authority';
import { checkStamp, NoStamp, stampedAt, stampQuery } from './stamp';

const TEXT = Buffer.from('log.example.com\n7\nAAAA\n');
const NONCE = Buffer.from('00ff01', 'hex');
let directory: string;
let authority: MadeAuthority;
const at = (name: string) => join(directory, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' }).toString();
const answered = (query: Buffer): Buffer => authority.answer(query);
const why = (answer: Buffer, text = TEXT, nonce = NONCE): string => {
  try {
    stampedAt(answer, text, nonce);
    return 'stamped';
  } catch (error) {
    expect(error).toBeInstanceOf(NoStamp);
    return (error as Error).message;
  }
};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'stamp-'));
  writeFileSync(at('text'), TEXT);
  authority = authorityIn(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('a time stamp', () => {
  it('is asked for as an authority understands, and says when it saw the text', () => {
    const answer = answered(stampQuery(TEXT, NONCE));
    expect(Math.abs(stampedAt(answer, TEXT, NONCE).getTime() - Date.now())).toBeLessThan(60_000);
    expect(openssl('ts', '-query', '-in', 'query.tsq', '-text')).toMatch(
      /sha256[\s\S]*Nonce: 0xFF01[\s\S]*Certificate required: yes/,
    );
    expect(openssl('ts', '-verify', '-data', 'text', '-in', 'answer.tsr', '-CAfile', 'tsa.pem')).toBeDefined();
    expect(openssl('ts', '-verify', '-queryfile', 'query.tsq', '-in', 'answer.tsr', '-CAfile', 'tsa.pem')).toBeDefined();
  });

  it.each([
    ['RSA', ['-newkey', 'rsa:2048']],
    ['ECDSA', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ])('holds by the signature of its authority, by %s, and no bit of what that is over is another', (_, key) => {
    const own = authorityIn(at('own'), key);
    const answer = own.answer(stampQuery(TEXT, NONCE));
    const { at: when, certificate } = checkStamp(answer, TEXT);
    expect(Math.abs(when.getTime() - Date.now())).toBeLessThan(60_000);
    expect(certificate.toString()).toBe(readFileSync(own.certificate, 'utf8'));
    const wrong = (changed: Buffer, text = TEXT): string => {
      try {
        checkStamp(changed, text);
        return '';
      } catch (error) {
        expect(error).toBeInstanceOf(NoStamp);
        return (error as Error).message;
      }
    };
    expect(wrong(answer, Buffer.from('another'))).toBe('it stamps something else');
    const flipped = (place: number) => {
      const changed = Buffer.from(answer);
      changed[place] ^= 1;
      return changed;
    };
    expect(wrong(flipped(answer.length - 1))).toBe('the signature does not verify');
    const digest = answer.lastIndexOf(Buffer.from('2a864886f70d010904', 'hex'));
    expect(wrong(flipped(digest + 13))).toBe('what is signed is another stamp');
    const time = answer.indexOf(Buffer.from(/20\d{12}Z/.exec(answer.toString('latin1'))![0]));
    expect(wrong(flipped(time + 13))).toBe('what is signed is another stamp');
    // The certificate's number stands in it, and once more where the signer is named.
    const who = answer.lastIndexOf(Buffer.from(certificate.serialNumber, 'hex'));
    expect(wrong(flipped(who + 4))).toBe('the certificate of who stamped is not in it');
  });

  it('is none that stamps another text, answers another question, refuses, or is rubbish', () => {
    const answer = answered(stampQuery(TEXT, NONCE));
    expect(why(answer, Buffer.from('another'))).toBe('it stamps something else');
    expect(why(answer, TEXT, Buffer.from('01', 'hex'))).toContain('the nonce is not the one sent');
    // openssl stamps no hash of a kind it is not told of.
    const sha512 = Buffer.from(
      stampQuery(TEXT, NONCE).toString('hex').replace('608648016503040201', '608648016503040203'),
      'hex',
    );
    expect(why(answered(sha512))).toMatch(/^it refuses \(status 2 \S+/);
    const status = (code: number) => list(der(TAG.integer, Uint8Array.of(code)));
    expect(why(list(status(2)))).toBe('it refuses (status 2)');
    expect(why(list(status(0)))).toBe('it has no stamp');
    expect(why(Buffer.from('<html>'))).toContain('it is rubbish');
    expect(why(Buffer.alloc(0))).toContain('it is rubbish');
    for (let length = 1; length < answer.length; length += 7) expect(why(answer.subarray(0, length))).toContain('rubbish');
    // One of another kind, in place of a time stamp or of signed data.
    const tst = '2a864886f70d0109100104';
    const other = (from: string, to: string) => Buffer.from(answer.toString('hex').replace(from, to), 'hex');
    expect(why(other(tst, tst.replace(/4$/, '5')))).toBe('it is no time stamp');
    expect(why(other('2a864886f70d010702', '2a864886f70d010703'))).toBe('it is no signed data');
  });
});
