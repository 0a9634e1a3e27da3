import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrokenSeal, checkSeal, seal } from './seal';
import { ownSigner, signerIn } from './signer';

const NOW = new Date('2026-03-02T10:11:12.345Z');
const CONTENT = Buffer.from('<manifest/>\r\nnot a text \0 for openssl to mend');
let directory: string;
const at = (name: string) => join(directory, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' }).toString();

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'seal-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('a seal', () => {
  let sealed: Buffer;

  beforeAll(async () => {
    const signer = await ownSigner(at('seal.pem'), 'helpdesk of a test', NOW);
    sealed = await seal(CONTENT, signer, NOW);
    writeFileSync(at('content'), CONTENT);
    writeFileSync(at('seal.p7s'), sealed);
  });

  it('is verified by openssl as CAdES, by the certificate it was made with', () => {
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'seal.p7s', '-content', 'content'];
    expect(openssl(...args, '-CAfile', 'seal.pem', '-purpose', 'any')).toContain('not a text');
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=helpdesk of a test',
      '-keyout',
      'o.key',
      '-out',
      'other.pem',
    );
    expect(() => openssl(...args, '-CAfile', 'other.pem', '-purpose', 'any')).toThrow('erif');
  });

  it('tells when it was made and by whom', () => {
    const { at: when, certificate } = checkSeal(CONTENT, sealed);
    expect(when).toEqual(new Date('2026-03-02T10:11:12.000Z'));
    expect(certificate.subject).toBe('CN=helpdesk of a test');
    expect(openssl('x509', '-in', 'seal.pem', '-noout', '-text')).toMatch(/CA:FALSE[\s\S]*Digital Signature, Non Repudiation/);
  });

  it('has no bit that could be flipped unnoticed', () => {
    expect(() => checkSeal(Buffer.from('<manifest />'), sealed)).toThrow(BrokenSeal);
    for (let bit = 0; bit < sealed.length * 8; bit += 7) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      expect(() => checkSeal(CONTENT, flipped)).toThrow(BrokenSeal);
    }
    expect(() => checkSeal(CONTENT, sealed.subarray(0, 300))).toThrow('cut off');
  });
});

describe('a signer', () => {
  it('is made once, readable by its owner only', async () => {
    const first = await ownSigner(at('mine.pem'), 'helpdesk', NOW);
    const second = await ownSigner(at('mine.pem'), 'helpdesk', new Date());
    expect(second.certificate.equals(first.certificate)).toBe(true);
    expect(statSync(at('mine.pem')).mode & 0o777).toBe(0o600);
  });

  it('is taken from a PKCS#12 file, or from PEM', async () => {
    await ownSigner(at('source.pem'), 'helpdesk', NOW);
    openssl('pkcs12', '-export', '-in', 'source.pem', '-out', 'seal.p12', '-passout', 'pass:geheim');
    openssl(
      'pkcs12',
      '-export',
      '-in',
      'source.pem',
      '-out',
      'open.p12',
      '-passout',
      'pass:',
      '-keypbe',
      'NONE',
      '-certpbe',
      'NONE',
    );
    for (const [file, password] of [['source.pem'], ['seal.p12', 'geheim'], ['open.p12']]) {
      const signer = signerIn(readFileSync(at(file)), password);
      checkSeal(CONTENT, await seal(CONTENT, signer, NOW));
    }
    expect(() => signerIn(readFileSync(at('seal.p12')), 'falsch')).toThrow('is the password right?');
    // With so many, of a key that takes one round, some open it to rubbish.
    openssl('pkcs12', '-export', '-in', 'source.pem', '-out', 'quick.p12', '-passout', 'pass:geheim', '-iter', '1');
    const quick = readFileSync(at('quick.p12'));
    for (let nth = 0; nth < 3_000; nth++) expect(() => signerIn(quick, `falsch ${nth}`)).toThrow('is the password right?');
  });

  it('is not taken where it could not make a seal that is read everywhere', () => {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-keyout', 'rsa.key', '-out', 'rsa.crt');
    const rsa = Buffer.concat(['rsa.key', 'rsa.crt'].map((name) => readFileSync(at(name))));
    expect(() => signerIn(rsa)).toThrow('P-256');
    expect(() => signerIn(readFileSync(at('rsa.crt')))).toThrow('no private key');
    expect(() => signerIn(Buffer.concat([readFileSync(at('rsa.key')), readFileSync(at('seal.pem'))]))).toThrow('of its key');
    expect(() => signerIn(Buffer.from('something'))).toThrow('neither PEM nor PKCS#12');
    expect(existsSync(at('rsa.key'))).toBe(true);
  });
});
