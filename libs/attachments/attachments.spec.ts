import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import sharp from 'sharp';
import { BlobMissing, type BlobStore, blobsIn } from '../blobs';
import { ATTACHMENT_BYTES } from '../domain';
import {
  AttachmentFiles,
  type Content,
  clamd,
  FileAltered,
  FileErased,
  type FileKeys,
  FileLost,
  FileRefused,
  FileRestricted,
  inspected,
  pictureOf,
  ScannerAway,
  SealedBlobs,
} from '.';

async function* pieces(bytes: Buffer, size = 50_000) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** What is found in a file that comes in pieces of this size. */
async function found(bytes: Buffer | string, size?: number): Promise<Content> {
  let content: Content | undefined;
  const all: Buffer[] = [];
  for await (const piece of inspected(pieces(Buffer.from(bytes), size), (told) => (content = told))) all.push(piece);
  expect(Buffer.concat(all).equals(Buffer.from(bytes))).toBe(true);
  return content as Content;
}
const typeOf = async (bytes: Buffer | string, size?: number) => (await found(bytes, size)).mediaType;
const refusedBy = (bytes: Buffer | string, size?: number) =>
  found(bytes, size).then(
    () => 'taken',
    (error) => (error instanceof FileRefused ? error.rule : String(error)),
  );
const JPEG = Buffer.from('ffd8ffe0', 'hex');
const box = (...brands: string[]) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(12 + 4 * brands.length);
  return Buffer.concat([size, Buffer.from(`ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`), Buffer.alloc(100)]);
};
/** A picture of one colour, with a place in its EXIF where it is a JPEG. */
const drawn = (format: 'jpeg' | 'png' | 'webp', width = 1_000, height = 500) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Copyright: 'Secret Street 1' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
    .toFormat(format)
    .toBuffer();

describe('what a file is', () => {
  it('is told by its content', async () => {
    expect(await typeOf(await drawn('jpeg'))).toBe('image/jpeg');
    expect(await typeOf(await drawn('png'))).toBe('image/png');
    expect(await typeOf(await drawn('webp'))).toBe('image/webp');
    expect(await typeOf(box('heic', 'mif1', 'heic'))).toBe('image/heic');
    expect(await typeOf(box('mif1', 'mif1', 'heix'))).toBe('image/heic');
    expect(await typeOf(box('mp42', 'isom'))).toBe('video/mp4');
    expect(await typeOf('%PDF-1.7\n…')).toBe('application/pdf');
    expect(await typeOf('Grüße\r\n\tZeile')).toBe('text/plain');
    // Words of other types are words, and what a type may be read as, too, makes it no other.
    expect(await typeOf('RIFF is a word')).toBe('text/plain');
    expect(await typeOf('What a WEBP is')).toBe('text/plain');
    expect(await typeOf(box('isom', 'heic'))).toBe('video/mp4');
  });

  it.each([1, 3, 7, 64, 5_000])('is the same in pieces of %i bytes', async (size) => {
    expect(await typeOf(`${'ä€😀\r\n'.repeat(500)}`, size)).toBe('text/plain');
    expect(await typeOf(Buffer.concat([box('isom'), randomBytes(3_000)]), size)).toBe('video/mp4');
    expect(await found('hello', size)).toMatchObject({ sha256: createHash('sha256').update('hello').digest('hex'), size: 5 });
    expect(await refusedBy('a\rb', size)).toBe('type');
    expect(await refusedBy(Buffer.concat([Buffer.from('x'.repeat(200)), Buffer.from([0xc3])]), size)).toBe('type');
  });

  it.each<[string, string, Buffer | string]>([
    ['nothing', 'empty', ''],
    ['a program', 'type', Buffer.from('7f454c4602010100', 'hex')],
    ['an archive', 'type', Buffer.from('504b0304140000000800', 'hex')],
    ['a GIF', 'type', Buffer.from('474946383961010001008000', 'hex')],
    ['AVIF', 'type', box('avif', 'mif1', 'miaf')],
    ['QuickTime', 'type', box('qt  ')],
    ['AVIF that says it is HEIC, too', 'type', box('avif', 'mif1', 'heic')],
    ['HEIC by its version or behind its box alone', 'type', Buffer.from('\0\0\0\x10ftypmif1heicheic', 'latin1')],
    ['a sound', 'type', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
    ['PNG without its header', 'type', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['the first byte of a JPEG', 'type', Buffer.from('ff00ff', 'hex')],
    ['two bytes of a JPEG', 'type', Buffer.from('ffd80000', 'hex')],
    ['the last bytes of the beginning of a JPEG', 'type', Buffer.from('00d8ff', 'hex')],
    ['bytes of no text', 'type', Buffer.from([0x61, 0xff, 0x62])],
    ['half a character', 'type', Buffer.from([0x61, 0xe2, 0x82])],
    ['a text with U+0000', 'type', 'a\0b'],
    ['a text with an escape', 'type', 'a\u001b[2Jb'],
    ['a text in UTF-16', 'type', Buffer.from('\ufeffhello', 'utf16le')],
    ['a picture that is an archive, too', 'ambiguous', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), zip('hi')])],
    ['a picture that is a PDF, too', 'ambiguous', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('x %PDF-1.4')])],
    ['one that is an archive with the longest comment', 'ambiguous', Buffer.concat([JPEG, zip('x'.repeat(65_535))])],
    [
      'one that is an archive with an end in its comment',
      'ambiguous',
      Buffer.concat([JPEG, zip('PK\x05\x06 and more of it, as it is')]),
    ],
    ['one byte too many', 'size', Buffer.alloc(ATTACHMENT_BYTES + 1, 'a')],
  ])('is refused: %s', async (_, rule, bytes) => {
    expect(await refusedBy(bytes)).toBe(rule);
  });
  it.each([
    ['type', Buffer.from('7f454c4602010100', 'hex')],
    ['ambiguous', Buffer.concat([JPEG, Buffer.alloc(500), Buffer.from('%PDF-1.4')])],
  ])('is refused before it is read to its end: %s', async (rule, beginning) => {
    let read = 0;
    async function* coming() {
      for await (const piece of pieces(Buffer.concat([beginning, Buffer.alloc(9_000, 'a')]), 50)) {
        read += piece.length;
        yield piece;
      }
    }
    const all = async () => {
      for await (const piece of inspected(coming(), () => undefined)) expect(piece.length).toBeLessThanOrEqual(50);
    };
    await expect(all()).rejects.toMatchObject({ rule });
    expect(read).toBeLessThan(1_100);
  });
  it('is not what only has the marks of others in it', async () => {
    for (const end of ['PK\x05\x06', `PK\x05\x06${'a'.repeat(65_553)}`, `${'a'.repeat(1_100)}%PDF-1.4`])
      expect(await typeOf(Buffer.concat([JPEG, Buffer.from(end, 'latin1')]))).toBe('image/jpeg');
  });
  it('may have as many bytes as there may be, and what only looks like the end of an archive', async () => {
    expect(await typeOf(Buffer.alloc(ATTACHMENT_BYTES, 'a'))).toBe('text/plain');
    expect(await typeOf(Buffer.concat([Buffer.from('%PDF-1.4'), zip('hi'), Buffer.from('\n%%EOF')]))).toBe('application/pdf');
  });
});

function zip(comment: string): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
}

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('has a thumbnail with nothing but the picture in it: %s', async (format) => {
    const bytes = await drawn(format);
    const { width, height, thumbnail } = await pictureOf(bytes);
    expect([width, height]).toEqual([1_000, 500]);
    const small = await sharp(thumbnail).metadata();
    expect(small).toMatchObject({ format: 'jpeg', width: 320, height: 160 });
    expect([small.exif, small.xmp, small.iptc]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes('Secret Street')).toBe(true);
    expect(thumbnail?.includes('Secret Street')).toBe(false);
  });
  it('stands upright', async () => {
    const lying = await sharp(await drawn('jpeg'))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height, thumbnail } = await pictureOf(lying);
    expect([width, height]).toEqual([500, 1_000]);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 160, height: 320 });
  });
  it('that breaks off has none; what is none and what would fill the memory are refused', async () => {
    const bytes = await drawn('png', 2_000, 2_000);
    expect(await pictureOf(bytes.subarray(0, bytes.length / 2))).toMatchObject({ width: 2_000, thumbnail: undefined });
    await expect(pictureOf(Buffer.concat([bytes.subarray(0, 8), randomBytes(100)]))).rejects.toMatchObject({ rule: 'picture' });
    const bomb = Buffer.from(await drawn('png', 10, 10));
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    await expect(pictureOf(withCrc(bomb))).rejects.toMatchObject({ rule: 'picture' });
  });
});

/** The check sum of a PNG's first chunk, put right. */
function withCrc(png: Buffer): Buffer {
  let crc = ~0;
  for (const byte of png.subarray(12, 29)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  png.writeInt32BE(~crc, 29);
  return png;
}

describe('a file that is kept', () => {
  const directory = mkdtempSync(join(tmpdir(), 'files-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const blobs: BlobStore = blobsIn({ directory });
  const key = randomBytes(32);
  const keys: FileKeys = {
    sealing: async (person) => ({ id: `key of ${person}`, key }),
    named: async (id) => (id === 'key of b1' ? { key, restrictedOn: null } : undefined),
  };
  const files = new AttachmentFiles(blobs, keys);
  let count = 0;
  const kept = async (bytes: Buffer) => {
    const file = { conversation: 'c1', attachment: `a${count++}`, size: bytes.length };
    await files.keep(file, 'content', 'b1', pieces(bytes, 33_333));
    return { ...file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const read = async (content: AsyncIterable<Buffer>) => {
    const all: Buffer[] = [];
    for await (const bytes of content) all.push(bytes);
    return Buffer.concat(all);
  };
  const pathOf = (attachment: string) => join(directory, 'attachments', 'c1', attachment, 'content');

  it.each([1, 65_535, 65_536, 65_537, 131_072, 300_001])('is what it was, whole and in part: %i bytes', async (size) => {
    const bytes = randomBytes(size);
    const file = await kept(bytes);
    expect((await read(await files.whole(file))).equals(bytes)).toBe(true);
    for (const [from, to] of [
      [0, 0],
      [size - 1, size - 1],
      [Math.floor(size / 3), Math.floor(size / 2)],
      [Math.floor(size / 2), size - 1],
    ])
      expect((await read(await files.whole(file, { from, to }))).equals(bytes.subarray(from, to + 1))).toBe(true);
  });

  it('is read no further than where the part that is wanted ends', async () => {
    const file = await kept(randomBytes(150_000));
    const spans: unknown[] = [];
    const watched: BlobStore = {
      ...blobs,
      get: (name, span) => {
        spans.push(span);
        return blobs.get(name, span);
      },
    };
    expect(await read(new AttachmentFiles(watched, keys).content(file, { from: 65_530, to: 65_540 }))).toHaveLength(11);
    // The head with its key, then both pieces the part is in.
    expect(spans).toEqual([
      { from: 0, to: 255 },
      { from: 256, to: 256 + 2 * 65_552 - 1 },
    ]);
  });

  it('is not to be read where it is kept, by nobody but its owner', async () => {
    const { attachment } = await kept(Buffer.from('Secret Street 1 '.repeat(10_000)));
    expect(readFileSync(pathOf(attachment)).includes('Secret Street')).toBe(false);
    expect(statSync(pathOf(attachment)).mode & 0o077).toBe(0);
  });

  it.each<[string, (sealed: Buffer) => Buffer]>([
    ['a bit of its head', (sealed) => flipped(sealed, 10)],
    ['a bit of its key', (sealed) => flipped(sealed, 60)],
    ['a bit of its first piece', (sealed) => flipped(sealed, 300)],
    ['a bit of its last tag', (sealed) => flipped(sealed, sealed.length - 1)],
    ['its end', (sealed) => sealed.subarray(0, sealed.length - 1)],
    ['its last piece', (sealed) => sealed.subarray(0, 256 + 2 * 65_552)],
    ['something added', (sealed) => Buffer.concat([sealed, Buffer.alloc(65_552)])],
    [
      'a piece moved',
      (sealed) =>
        Buffer.concat([
          sealed.subarray(0, 256),
          sealed.subarray(256 + 65_552, 256 + 2 * 65_552),
          sealed.subarray(256, 256 + 65_552),
          sealed.subarray(256 + 2 * 65_552),
        ]),
    ],
    ['nothing left', () => Buffer.alloc(0)],
  ])('is known to be altered: %s', async (_, alter) => {
    const file = await kept(randomBytes(150_000));
    writeFileSync(pathOf(file.attachment), alter(readFileSync(pathOf(file.attachment))));
    await expect(files.whole(file)).rejects.toThrow(FileAltered);
  });

  it('opens under its own name alone, whatever it is; one from before files were sealed is as it was', async () => {
    const sealedBlobs = new SealedBlobs(blobs, keys);
    const bytes = Buffer.from('Secret Street 1 '.repeat(10_000));
    await sealedBlobs.put('evidence/e1.asice', 'b1', pieces(bytes));
    const path = (name: string) => join(directory, 'evidence', name);
    expect(readFileSync(path('e1.asice')).includes('Secret Street')).toBe(false);
    const whole = async (name: string, by = sealedBlobs, span = {}) =>
      read((await by.get(`evidence/${name}`, bytes.length, span)) as AsyncIterable<Buffer>);
    expect((await whole('e1.asice')).equals(bytes)).toBe(true);
    writeFileSync(path('e2.asice'), readFileSync(path('e1.asice')));
    await expect(whole('e2.asice')).rejects.toThrow(FileAltered);
    const ended = new SealedBlobs(blobs, { ...keys, named: async () => ({ key: undefined, restrictedOn: null }) });
    // Before a byte of it is answered.
    await expect(ended.get('evidence/e1.asice', bytes.length)).rejects.toThrow(FileErased);
    await expect(sealedBlobs.get('evidence/none', 1)).rejects.toThrow(BlobMissing);
    writeFileSync(path('e3.asice'), bytes);
    expect((await whole('e3.asice')).equals(bytes)).toBe(true);
    // Also from its middle on, over the pieces it is sealed in.
    for (const name of ['e1.asice', 'e3.asice'])
      for (const [from, to] of [
        [65_530, 131_080],
        [70_003, bytes.length - 1],
        [0, 0],
      ]) {
        const part = await whole(name, sealedBlobs, { from, to });
        expect([name, from, part.equals(bytes.subarray(from, to + 1))]).toEqual([name, from, true]);
      }
    expect((await whole('e1.asice', sealedBlobs, { from: 159_990 })).equals(bytes.subarray(159_990))).toBe(true);
  });

  it('is let go by who leaves before reading any of it, or in the middle', async () => {
    const reads: Readable[] = [];
    const watched: BlobStore = {
      ...blobs,
      get: async (name, span) => {
        const read = await blobs.get(name, span);
        reads.push(read);
        return read;
      },
    };
    const sealedBlobs = new SealedBlobs(watched, keys);
    await sealedBlobs.put('evidence/long', 'b1', pieces(randomBytes(900_000)));
    const leaving = async (how: (bytes: Readable) => Promise<unknown>) => {
      reads.length = 0;
      const bytes = Readable.from(await sealedBlobs.get('evidence/long', 900_000));
      await how(bytes);
      bytes.destroy();
      await finished(bytes).catch(() => undefined);
      expect(reads.map(({ destroyed }) => destroyed)).toEqual([true, true, true]);
    };
    await leaving(() => Promise.resolve());
    await leaving((bytes) => once(bytes, 'readable'));
    await leaving((bytes) => buffer(bytes));
  });

  it('is known to be another one, lost, or erased; what is restricted opens for who may', async () => {
    const [one, other] = [await kept(randomBytes(100)), await kept(randomBytes(100))];
    const having = (found: Awaited<ReturnType<FileKeys['named']>>) =>
      new AttachmentFiles(blobs, { ...keys, named: async () => found });
    await expect(having(undefined).whole(one)).rejects.toThrow(FileLost);
    await expect(having({ key: undefined, restrictedOn: null }).whole(one)).rejects.toThrow(FileErased);
    await expect(having({ key: undefined, restrictedOn: '2025-06-03' }).whole(one, { restricted: true })).rejects.toThrow(
      FileErased,
    );
    await expect(having({ key: randomBytes(32), restrictedOn: null }).whole(one)).rejects.toThrow(FileAltered);
    const restricted = having({ key, restrictedOn: '2025-06-03' });
    await expect(restricted.whole(one)).rejects.toThrow(FileRestricted);
    expect(await read(await restricted.whole(one, { restricted: true }))).toHaveLength(100);
    await files.keep(one, 'thumbnail', 'b1', [Buffer.from('small')]);
    await expect(restricted.thumbnail(one)).rejects.toThrow(FileRestricted);
    expect(await restricted.thumbnail(one, { restricted: true })).toEqual(Buffer.from('small'));
    await expect(files.whole({ ...one, sha256: other.sha256 })).rejects.toThrow(FileAltered);
    writeFileSync(pathOf(one.attachment), readFileSync(pathOf(other.attachment)));
    await expect(files.whole(one)).rejects.toThrow(FileAltered);
    await files.delete(one);
    await files.delete(one);
    await expect(files.whole(one)).rejects.toThrow(FileLost);
  });

  it('has a thumbnail beside it, is listed and gone with it', async () => {
    const file = { conversation: 'c2', attachment: 'a' };
    await files.keep(file, 'content', 'b1', pieces(randomBytes(10)));
    await files.keep(file, 'thumbnail', 'b1', pieces(Buffer.alloc(70_000, 7)));
    expect((await files.thumbnail(file)).equals(Buffer.alloc(70_000, 7))).toBe(true);
    for (const size of [1, 65_536, 131_072]) {
      await files.keep(file, 'thumbnail', 'b1', pieces(Buffer.alloc(size, 7)));
      expect((await files.thumbnail(file)).equals(Buffer.alloc(size, 7))).toBe(true);
    }
    await blobs.put('attachments/of-others', []);
    const listed = [];
    for await (const one of files.list()) if (!['c1', 'c3'].includes(one.conversation)) listed.push(one);
    expect(listed).toEqual([file, file]);
    await files.delete(file);
    await expect(files.thumbnail(file)).rejects.toThrow(FileLost);
    expect(readdirSync(join(directory, 'attachments', 'c2', 'a'))).toEqual([]);
  });

  it('that breaks off while it comes leaves nothing', async () => {
    const file = { conversation: 'c3', attachment: 'a' };
    const breaking = async function* () {
      yield randomBytes(100_000);
      throw new Error('the sender left');
    };
    await expect(files.keep(file, 'content', 'b1', breaking())).rejects.toThrow('the sender left');
    await expect(files.whole({ ...file, sha256: '', size: 1 })).rejects.toThrow(FileLost);
    expect(readdirSync(join(directory, '.incoming'))).toEqual([]);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at] ^= 1;
  return other;
}

describe('a scanner', () => {
  /** It answers when this function says something of all that came. */
  async function scanner(
    answer: (came: Buffer, socket: Socket) => string | undefined,
  ): Promise<{ port: number; server: Server }> {
    const server = createServer((socket) => {
      let came: Buffer = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        came = Buffer.concat([came, bytes]);
        const said = answer(came, socket);
        if (said !== undefined) socket.end(`${said}\0`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return { server, port: typeof address === 'object' && address ? address.port : 0 };
  }
  const scanning = async (answer: Parameters<typeof scanner>[0], content = pieces(randomBytes(200_000), 70_000)) => {
    const { server, port } = await scanner(answer);
    try {
      return await clamd({ host: '127.0.0.1', port }).scan(content);
    } finally {
      server.close();
    }
  };
  const END = Buffer.alloc(4);
  const ended = (came: Buffer) => came.subarray(-4).equals(END);

  it('gets all of it in pieces with their lengths, and says what it found', async () => {
    let sent: Buffer = Buffer.alloc(0);
    const clean = await scanning(
      (came) => {
        if (!ended(came)) return undefined;
        sent = came;
        return 'stream: OK';
      },
      pieces(Buffer.from('hello world'), 6),
    );
    expect(clean).toBeUndefined();
    expect(sent.toString('latin1')).toBe('zINSTREAM\0\0\0\0\x06hello \0\0\0\x05world\0\0\0\0');
    expect(await scanning((came) => (ended(came) ? 'stream: Eicar-Test-Signature FOUND' : undefined))).toBe(
      'Eicar-Test-Signature',
    );
  });
  it('may say so before it has all', async () => {
    expect(await scanning(() => 'stream: Eicar FOUND')).toBe('Eicar');
  });
  it('is away where it is not there, breaks off or says something else', async () => {
    await expect(clamd({ host: '127.0.0.1', port: 1 }).scan(pieces(END))).rejects.toThrow(ScannerAway);
    await expect(clamd({ path: '/nowhere/clamd.sock' }).scan(pieces(END))).rejects.toThrow(ScannerAway);
    await expect(scanning(() => 'INSTREAM size limit exceeded. ERROR')).rejects.toThrow('size limit exceeded');
    await expect(scanning((_, socket) => void socket.destroy())).rejects.toThrow(ScannerAway);
  });
  it('tells whether it answers', async () => {
    const { server, port } = await scanner((came) => (came.toString() === 'zPING\0' ? 'PONG' : undefined));
    expect(await clamd({ host: '127.0.0.1', port }).answers()).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await clamd({ host: '127.0.0.1', port }).answers()).toBe(false);
  });
});
