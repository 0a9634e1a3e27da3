/** A witness of logs (C2SP tlog-witness), of ours or anybody's: what it signed last is on disk before it answers. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { lockDirectory } from '../../libs/embedded-eventstore';
import {
  cosign,
  parseCheckpoint,
  parseVerifier,
  printSignature,
  printVerifier,
  type Verifier,
  verifierOf,
  witness,
} from '../../libs/proof';

/** A request has at most 63 hashes and a checkpoint with its signatures. */
const BODY_LIMIT = 64 * 1024;

/** Who is a witness, of which logs. */
export interface WitnessOptions {
  /** Has its key and what it signed last; held by one process. */
  readonly directory: string;
  readonly name: string;
  /** Keys of logs, `name+id+base64`: a log's checkpoints begin with the name of its keys. */
  readonly logs: readonly string[];
  readonly host: string;
  readonly port: number;
}

/** Serves `POST /add-checkpoint`; where, the key others know it by, and how to end it. Throws for a name, key or file that is none. */
export async function serveWitness({ directory, name, logs, host, port }: WitnessOptions) {
  const verifiers = logs.map(logKey);
  const unlock = lockDirectory(directory, 0o700);
  try {
    const key = keyIn(join(directory, 'key.pem'));
    const self = verifierOf(name, 'cosignature', createPublicKey(key));
    const signed = new SignedLast(join(directory, 'signed.json'));
    const server = fastify({ bodyLimit: BODY_LIMIT });
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    server.post('/add-checkpoint', (request, reply) => {
      // From the look at what was signed last to its writing nothing else runs: two requests cannot pass each other.
      const answer = witness(String(request.body ?? ''), (origin) => {
        const keys = verifiers.filter((verifier) => verifier.name === origin);
        return keys.length > 0 ? { verifiers: keys, last: signed.of(origin) } : undefined;
      });
      void reply.code(answer.status).type('text/plain; charset=utf-8');
      if (answer.status === 200) {
        signed.write(answer.checkpoint.origin, answer.text);
        return printSignature(cosign(answer.text, self, key, Date.now()));
      }
      if (answer.status !== 409) return `${answer.reason}\n`;
      void reply.type('text/x.tlog.size');
      return `${answer.size}\n`;
    });
    const address = await server.listen({ host, port });
    const close = async () => {
      await server.close();
      unlock();
    };
    return { address, key: printVerifier(self), close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function logKey(line: string): Verifier {
  const verifier = parseVerifier(line);
  if (verifier.type !== 'note') throw new Error(`--log: the key of ${verifier.name} is a witness's, not a log's`);
  return verifier;
}

/** What was signed last of each log. */
class SignedLast {
  readonly #texts: Map<string, string>;

  constructor(private readonly file: string) {
    this.#texts = existsSync(file) ? asWritten(file, signedIn) : new Map();
  }

  of(origin: string) {
    const text = this.#texts.get(origin);
    return text === undefined ? undefined : parseCheckpoint(text);
  }

  /** On disk when it returns; throws, and knows it as little as before, where that fails. */
  write(origin: string, text: string): void {
    const texts = new Map(this.#texts).set(origin, text);
    writeDurably(this.file, JSON.stringify(Object.fromEntries(texts), undefined, 2));
    this.#texts.set(origin, text);
  }
}

/** Throws for what is no text of a checkpoint for each log. */
function signedIn(content: Buffer): Map<string, string> {
  const texts = Object.entries(JSON.parse(content.toString('utf8')) as Record<string, string>);
  for (const [origin, text] of texts)
    if (parseCheckpoint(text).origin !== origin) throw new Error(`what stands under ${origin} is of another log`);
  return new Map(texts);
}

/** What is in a file of the witness; without it, or with another, it would sign what contradicts. */
function asWritten<T>(file: string, read: (content: Buffer) => T): T {
  try {
    return read(readFileSync(file));
  } catch (error) {
    throw new Error(`${file} is not as a witness wrote it: ${(error as Error).message}`);
  }
}

function keyIn(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeDurably(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  }
  return asWritten(file, createPrivateKey);
}

/** The file is whole, with the new content, or as it was, whatever crashes. */
function writeDurably(file: string, content: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, file);
  const directory = openSync(join(file, '..'), 'r');
  fsyncSync(directory);
  closeSync(directory);
}
