/** Calls that go on whatever is killed: the same request under the same key, at one api or the other, until it is acknowledged or refused. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** An answer that decides: acknowledged below 300, refused else. */
export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what an api answers is looked at where it is asked
  readonly body: any;
}

const PATIENCE_MS = 90_000;

/** Both apis of a soak, and what they answered. */
export class Apis {
  /** How often each status was answered, with the code of a refusal. */
  readonly answers = new Map<string, number>();
  /** Answers that nobody may ever get. */
  readonly trouble: string[] = [];
  #turn = 0;

  constructor(readonly urls: readonly string[]) {}

  /** Somebody who calls them in turn. */
  by(token: string): Caller {
    return new Caller(this, token);
  }

  /** The one whose turn it is. */
  next(): string {
    return this.urls[this.#turn++ % this.urls.length];
  }

  note(status: number, path: string, body: Told['body'], retryAfter: string | null): void {
    const code = status < 300 ? '' : ` ${body?.code}`;
    this.answers.set(`${status}${code}`, (this.answers.get(`${status}${code}`) ?? 0) + 1);
    if (status === 401 || status === 500 || (status > 500 && !(Number(retryAfter) > 0)))
      this.trouble.push(`${path}: ${status} ${JSON.stringify(body)}`);
  }
}

export class Caller {
  constructor(
    private readonly apis: Apis,
    readonly token: string,
  ) {}

  get(path: string): Promise<Told> {
    return this.#insist('GET', path);
  }

  post(path: string, body: object): Promise<Told> {
    return this.#insist('POST', path, body);
  }

  put(path: string, body: object): Promise<Told> {
    return this.#insist('PUT', path, body);
  }

  async #insist(method: string, path: string, body?: object): Promise<Told> {
    const key = randomUUID();
    const last = new Map<string, string>();
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      const api = this.apis.next();
      const answer = await fetch(`${api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      })
        .then(async (given) => {
          const text = await given.text();
          return {
            status: given.status,
            retryAfter: given.headers.get('retry-after'),
            body: text === '' ? {} : JSON.parse(text),
          };
        })
        // The api is gone, or was while it answered.
        .catch((error: Error) => {
          last.set(api, String(error.cause ?? error));
        });
      if (!answer) continue;
      const { status, retryAfter } = answer;
      last.set(api, `${status} ${JSON.stringify(answer.body)}`);
      this.apis.note(status, path, answer.body, retryAfter);
      if (status < 500 && status !== 429) return { status, body: answer.body };
    }
    throw new Error(
      `${method} ${path} was neither acknowledged nor refused within ${PATIENCE_MS / 1_000} s: ${[...last].join(' | ')}`,
    );
  }
}
