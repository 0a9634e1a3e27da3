/** A virus scanner that speaks clamd's protocol: a file is sent in pieces behind INSTREAM, and one line comes back. */
import { once } from 'node:events';
import { createConnection, type NetConnectOpts, type Socket } from 'node:net';

const PATIENCE_MS = 30_000;
const ANSWER_BYTES = 4_096;

/** The scanner does not answer, or not what it should: nothing is known of the file. */
export class ScannerAway extends Error {}

/** What the scanner says of a file. */
export interface Scanner {
  /** What it calls what it found; undefined where it found nothing. Throws {@link ScannerAway}, and what `content` throws. */
  scan(content: AsyncIterable<Uint8Array>): Promise<string | undefined>;
  /** Whether it answers at all. Never throws. */
  answers(): Promise<boolean>;
}

/** The scanner at an address. */
export function clamd(address: NetConnectOpts): Scanner {
  return {
    async scan(content) {
      const answer = await asked(address, 'zINSTREAM\0', content);
      if (answer === 'stream: OK') return undefined;
      const found = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
      if (found === undefined) throw new ScannerAway(`the scanner says: ${answer.slice(0, 200)}`);
      return found;
    },
    answers: () =>
      asked(address, 'zPING\0').then(
        (answer) => answer === 'PONG',
        () => false,
      ),
  };
}

async function asked(address: NetConnectOpts, command: string, content?: AsyncIterable<Uint8Array>): Promise<string> {
  const socket = createConnection({ ...address, timeout: PATIENCE_MS });
  // What goes wrong with the connection is met by whoever waits; alone it ends nothing.
  const lost = new Promise<never>((_, reject) => {
    const away = (why: string) => reject(new ScannerAway(`the scanner ${why}`));
    socket.once('error', ({ message }) => away(`cannot be reached: ${message}`));
    socket.once('timeout', () => away('does not answer'));
  });
  lost.catch(() => undefined);
  try {
    const answer = answerOf(socket);
    answer.catch(() => undefined);
    const sent = (async () => {
      await write(socket, Buffer.from(command));
      if (!content) return;
      for await (const bytes of content) {
        // A scanner that has made up its mind hears no more.
        if (socket.readableEnded || !socket.writable) return;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        await Promise.race([write(socket, Buffer.concat([length, bytes])), lost]);
      }
      await write(socket, Buffer.alloc(4));
    })();
    await Promise.race([sent, lost]);
    return await Promise.race([answer, lost]);
  } finally {
    socket.destroy();
  }
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const bytes of socket) {
    answer += (bytes as Buffer).toString('utf8');
    if (answer.includes('\0')) return answer.slice(0, answer.indexOf('\0')).trim();
    if (answer.length > ANSWER_BYTES) break;
  }
  throw new ScannerAway('the scanner broke off');
}
