/** A package of evidence from the command line: asked for at the api as anybody would, waited for, and written to a file whole. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 300;

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
async function ask({ address, token, signal }: Exporting, path: string, body?: Wanted): Promise<Response> {
  const answer = await fetch(`${address}/v1/evidence${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
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
  (await ask(exporting, path, body)).json() as Promise<Told>;

/** The file stands under its name when it is whole. */
async function take(exporting: Exporting, path: string, file: string, sha256: string): Promise<void> {
  const answer = await ask(exporting, path);
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(bytes: Buffer, _, done) {
      hash.update(bytes);
      done(null, bytes);
    },
  });
  const part = `${file}.part`;
  try {
    await pipeline(Readable.fromWeb(answer.body as never), hashed, createWriteStream(part, { flush: true, mode: 0o600 }));
    if (hash.digest('hex') !== sha256) throw new Error('what came is not the package that was made: try again');
    if (existsSync(file)) throw new Error(`--out: ${file} is there already`);
    await rename(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
