/** A package of evidence from the command line: asked for at the api as anybody would, waited for, and written to a file whole. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 300;
/** Times in a row that the line may break without a byte of it. */
const IN_VAIN_AT_MOST = 5;

/** What goes to the api, as `POST /v1/evidence` takes it. */
export type Wanted = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Where packages are made, and by whose leave. */
export interface Exporting {
  readonly address: string;
  readonly token: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What was written. */
export interface Exported {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly events: number;
}

/** What the api refuses: it says of which field. */
export class ExportRefused extends Error {}

interface Told {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'made' | 'failed';
  readonly conversations: number;
  readonly progress?: { readonly conversations: number; readonly events: number };
  readonly package?: {
    readonly events: number;
    readonly forms: readonly { readonly form: string; readonly file: string; readonly sha256: string; readonly size: number }[];
  };
  readonly failure?: string;
}

/** Asks for a package, or takes one that was asked for (its id), and writes it in a form to a file that is not there yet. */
export async function exportPackage(
  exporting: Exporting,
  wanted: Wanted | string,
  form: string,
  into: string | undefined,
): Promise<Exported> {
  const { say, signal } = exporting;
  if (into !== undefined && existsSync(into)) throw new Error(`--out: ${into} is there already`);
  // What is asked for is made and on record, whether it can be written here or not.
  if (into !== undefined && !existsSync(dirname(into))) throw new Error(`--out: there is no directory ${dirname(into)}`);
  const id = typeof wanted === 'string' ? wanted : ((await told(exporting, '', wanted)) as Told).id;
  const path = `/${encodeURIComponent(id)}`;
  for (let said = ''; ; ) {
    const { status, conversations, progress, package: made, failure } = await told(exporting, path);
    if (status === 'failed') throw new Error(`the package ${id} could not be made: ${failure}`);
    if (made) {
      const one = made.forms.find((each) => each.form === form);
      if (!one) throw new ExportRefused(`--form: the package was made without ${form}: ask for it again`);
      const { sha256, size } = one;
      const file = into ?? one.file;
      await take(exporting, `${path}/package?form=${form}`, file, sha256);
      return { id, file, sha256, size, events: made.events };
    }
    const line = progress
      ? `${id}: ${progress.conversations} of ${conversations} conversations, ${progress.events} events`
      : `${id}: waits for the notary`;
    if (line !== said) say(line);
    said = line;
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {
      throw new Error(`interrupted; the package is made nevertheless: helpdesk export --package ${id}`);
    });
  }
}

/** What the api answers. */
async function ask(
  { address, token, signal }: Exporting,
  path: string,
  { body, headers }: { readonly body?: Wanted; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const answer = await fetch(`${address}/v1/evidence${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal,
  }).catch((error: Error) => {
    throw new Error(`${address} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
  });
  if (answer.ok) return answer;
  const { code, detail, field } = (await answer.json().catch(() => ({}))) as Readonly<Record<string, string | undefined>>;
  const line = `${field === undefined ? '' : `${field}: `}${detail ?? `status ${answer.status}`} (${code ?? answer.status})`;
  throw answer.status < 500 && answer.status !== 429 ? new ExportRefused(line) : new Error(line);
}

const told = async (exporting: Exporting, path: string, body?: Wanted): Promise<Told> =>
  (await ask(exporting, path, { body })).json() as Promise<Told>;

/** The file stands under its name when it is whole. Where the line breaks it goes on from what has come. */
async function take(exporting: Exporting, path: string, file: string, sha256: string): Promise<void> {
  const part = `${file}.part`;
  try {
    writeFileSync(part, '', { mode: 0o600 });
    for (let [reached, vain] = [0, 0]; ; ) {
      try {
        await takeFrom(exporting, path, { part, reached, sha256 });
        break;
      } catch (error) {
        const { size } = statSync(part);
        vain = size > reached ? 1 : vain + 1;
        if (error instanceof ExportRefused || exporting.signal.aborted || vain > IN_VAIN_AT_MOST) throw error;
        reached = size;
        exporting.say(`the line broke after ${reached} bytes: it goes on from there`);
        await sleep(LOOK_AGAIN_MS * vain, undefined, { signal: exporting.signal });
      }
    }
    const hash = createHash('sha256');
    for await (const bytes of createReadStream(part)) hash.update(bytes as Buffer);
    if (hash.digest('hex') !== sha256) throw new Error('what came is not the package that was made: try again');
    if (existsSync(file)) throw new Error(`--out: ${file} is there already`);
    await rename(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Puts what comes behind what has come. */
async function takeFrom(
  exporting: Exporting,
  path: string,
  { part, reached, sha256 }: { readonly part: string; readonly reached: number; readonly sha256: string },
): Promise<void> {
  const headers = { ...(reached > 0 && { range: `bytes=${reached}-`, 'if-range': `"${sha256}"` }) };
  const answer = await ask(exporting, path, { headers });
  const flags = answer.status === 206 ? 'a' : 'w';
  let broken: unknown;
  async function* come(): AsyncGenerator<Uint8Array> {
    try {
      yield* Readable.fromWeb(answer.body as never);
    } catch (error) {
      broken = error;
    }
  }
  // All that has come is written, whatever ends it.
  await pipeline(come, createWriteStream(part, { flags, flush: true }));
  if (broken !== undefined) throw broken;
}
