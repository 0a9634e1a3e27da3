import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { parseCheckpoint, parseProof, printCheckpoint, printProof } from './checkpoint';
import { cosign, parseNote, parseVerifier, printNote, printVerifier, signNote, verified, verifierOf } from './note';

/** A key of a fixed seed, so that what it makes can stand here. */
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = generateKeyPairSync('ed25519').publicKey;
const log = verifierOf('example.com/log', 'note', createPublicKey(key));
const watcher = verifierOf('watcher.example', 'cosignature', createPublicKey(key));
const stranger = verifierOf('example.com/log', 'note', publicKey);
const TEXT = printCheckpoint({ origin: 'example.com/log', size: 3, root: Buffer.alloc(32, 1) });

describe('a signed note', () => {
  const note = { text: TEXT, signatures: [signNote(TEXT, log, key), cosign(TEXT, watcher, key, 1_679_315_147_500)] };

  it('is read as it was printed, by the keys that signed it', () => {
    const read = parseNote(printNote(note));
    expect(read).toEqual(note);
    expect(verified(read, [watcher, log])).toEqual([note.signatures[1], note.signatures[0]]);
    expect(verified(read, [stranger])).toEqual([]);
    // Eight bytes of seconds stand before a witness's signature.
    expect(note.signatures[1]?.bytes.readBigUInt64BE()).toBe(1_679_315_147n);
  });

  it('is refused where a known key signed another text, or as something else', () => {
    expect(() => verified({ ...note, text: TEXT.replace('3', '4') }, [log])).toThrow('does not verify');
    expect(() => verified({ ...note, text: TEXT.replace('3', '4') }, [watcher])).toThrow('does not verify');
    const swapped = { ...note, signatures: [{ ...signNote(TEXT, watcher, key) }] };
    expect(() => verified(swapped, [watcher])).toThrow('does not verify');
    const later = Buffer.from(note.signatures[1]?.bytes as Buffer);
    later.writeBigUInt64BE(1_679_315_148n);
    expect(() => verified({ ...note, signatures: [{ ...watcher, bytes: later }] }, [watcher])).toThrow('does not verify');
  });

  it('is verified by a key published elsewhere: the example of the Go library that notes come from', () => {
    const line = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signed = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
    const neumann = parseVerifier(`${line}\n`);
    expect(printVerifier(neumann)).toBe(line);
    expect(verified(parseNote(`${text}\n\u2014 PeterNeumann ${signed}\n`), [neumann])).toHaveLength(1);
  });

  it('counts a key once, and leaves out what bears its id under another name', () => {
    const [signature] = note.signatures;
    expect(verified({ ...note, signatures: [signature, signature] }, [log])).toEqual([signature]);
    const other = { ...signature, name: 'example.com/other', bytes: Buffer.alloc(64) };
    expect(verified({ ...note, signatures: [other, signature] }, [log])).toEqual([signature]);
  });

  it("is refused where a known key's signature is too short, too long, or of a time that no clock shows", () => {
    const cut = (verifier: typeof log, bytes: Buffer) => () =>
      verified({ ...note, signatures: [{ name: verifier.name, id: verifier.id, bytes }] }, [verifier]);
    for (const [verifier, { bytes }] of [
      [log, note.signatures[0]],
      [watcher, note.signatures[1]],
    ] as const)
      for (const wrong of [bytes.subarray(0, 5), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0)])])
        expect(cut(verifier, wrong)).toThrow('does not verify');
    const at = (seconds: bigint) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(seconds);
      return Buffer.concat([time, sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${TEXT}`), key)]);
    };
    expect(cut(watcher, at(2n ** 63n - 1n))()).toHaveLength(1);
    expect(cut(watcher, at(2n ** 63n))).toThrow('does not verify');
  });

  it('is read at its bounds', () => {
    const line = '— name AAAAAAA=\n';
    expect(parseNote(`\n\n${line}`)).toEqual({
      text: '\n',
      signatures: [{ name: 'name', id: Buffer.alloc(4), bytes: Buffer.alloc(1) }],
    });
    expect(parseNote(`${TEXT}\n${line.repeat(100)}`).signatures).toHaveLength(100);
  });

  it.each([
    ['no text\n', 'an empty line'],
    ['text\n\n', 'no signature'],
    [`${TEXT}\n— name !!!\n`, 'no signature'],
    [`${TEXT}\n— name AAAA\n`, 'no signature'],
    [`${TEXT}\n— name AAAAAA==\n`, 'no signature'],
    [`${TEXT}\n${'x'.repeat(1_000)}\n`, `"${'x'.repeat(100)}" is no signature`],
    [`${TEXT}\n- name AAAAAAAA\n`, 'no signature'],
    [`${TEXT}\n— na+me AAAAAAAA\n`, 'no signature'],
    [`${TEXT}\n— name AAAAAAAB==\n`, 'no signature'],
    [`a\tb\n\n— name AAAAAAAA\n`, 'control characters'],
    [`${TEXT}\n— name AAAAAAAA`, 'an empty line'],
    [`${TEXT}\n${'— name AAAAAAAA\n'.repeat(101)}`, 'at most 100'],
  ])('%j is none', (text, why) => {
    expect(() => parseNote(text)).toThrow(why);
  });

  it('names its keys by lines', () => {
    const line = printVerifier(log);
    expect(line).toBe('example.com/log+702f3c70+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs');
    expect(printVerifier(parseVerifier(line))).toBe(line);
    // What is written in base64 may have a plus.
    const plus = 'example.com/log+241e0ef4+AdVCB9oZSXfc9Grb/sK8LnW1LVqKQhhP7f3AACTw4+ja';
    expect(printVerifier(parseVerifier(plus))).toBe(plus);
    expect(parseVerifier(printVerifier(watcher)).type).toBe('cosignature');
    for (const wrong of [
      '',
      'name',
      'name+00000000',
      'name+00000000+A',
      line.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
      line.slice(0, -4),
      `${line}AAAA`,
    ])
      expect(() => parseVerifier(wrong)).toThrow(/is no key|is not the one/);
    // Of a type that nobody knows.
    expect(() => parseVerifier(line.replace('+Aep', '+Aup'))).toThrow('is no key');
    expect(() => verifierOf('two words', 'note', publicKey)).toThrow('no blanks');
    expect(() => verifierOf('', 'note', publicKey)).toThrow('no blanks');
    expect(() => verifierOf('rsa', 'note', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey)).toThrow('no Ed25519');
  });
});

describe('a checkpoint', () => {
  it('is read as it was printed', () => {
    expect(parseCheckpoint(TEXT)).toEqual({ origin: 'example.com/log', size: 3, root: Buffer.alloc(32, 1), extensions: [] });
    const extended = { origin: 'o', size: 0, root: Buffer.alloc(32), extensions: ['a', 'b c'] };
    expect(parseCheckpoint(printCheckpoint(extended))).toEqual(extended);
  });

  it.each([
    ['', 'the name'],
    [TEXT.slice(TEXT.indexOf('\n')), 'the name'],
    [TEXT.slice(0, -1), 'the name'],
    [TEXT.replace('3', '03'), 'number of its leaves'],
    [TEXT.replace('3', '-1'), 'number of its leaves'],
    [TEXT.replace('3', '9007199254740992'), 'number of its leaves'],
    [TEXT.replace('3', '3.0'), 'number of its leaves'],
    [TEXT.replace('AQEB', 'AQE'), 'its root'],
    [`${TEXT}\n`, 'no empty lines'],
  ])('%j is none', (text, why) => {
    expect(() => parseCheckpoint(text)).toThrow(why);
  });
});

describe("an entry's proof", () => {
  const proof = { index: 73_894, hashes: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)], checkpoint: `${TEXT}\n— n AAAAAAAA\n` };

  it('is read as it was printed, also with data nothing vouches for', () => {
    expect(parseProof(printProof(proof))).toEqual(proof);
    expect(parseProof(printProof({ ...proof, hashes: [] }))).toEqual({ ...proof, hashes: [] });
    expect(parseProof(printProof(proof).replace('\n', '\nextra AAAA\n'))).toEqual(proof);
  });

  it.each([
    ['', 'begins with'],
    ['c2sp.org/tlog-proof@v1\n\n', 'names the index'],
    [printProof(proof).replace('v1', 'v2'), 'begins with'],
    [printProof(proof).replace('index', 'at'), 'names the index'],
    [printProof(proof).replace('AQEB', 'AQE'), 'is no hash'],
    [printProof(proof).replace('AQEB', 'x'.repeat(1_000)), `"${'x'.repeat(100)}" is no hash`],
  ])('%j is none', (text, why) => {
    expect(() => parseProof(text)).toThrow(why);
  });
});
