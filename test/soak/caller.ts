/** Calls that go on whatever is killed: the same request under the same key, at one api or the other, until it is acknowledged or refused. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** An answer that decides: acknowledged below 300, refused else. */
export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what an api answers is looked at where it is asked
  readonly body: any;
}

/** So long apis may put off one request. What they are away themselves does not count: it is as long as the machine takes to start them. */
const PATIENCE_MS = 90_000;
/** So long it may be that there is no api at all. */
const GONE_MS = 300_000;
/** Within which an api that is there has answered something, by what it promises. */
const ANSWERED_MS = 30_000;

/** Both apis of a soak, and what they answered. */
export class Apis {
  /** How often each status was answered, with the code of a refusal. */
  readonly answers = new Map<string, number>();
  /** Answers that nobody may ever get. */
  readonly trouble: string[] = [];
  /** What is waited for, and since when. */
  readonly waits = new Set<{ readonly what: string; readonly since: number }>();
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

  /** Tells of what is awaited as long as it is. */
  async waiting<T>(what: string, awaited: Promise<T>): Promise<T> {
    const wait = { what, since: Date.now() };
    this.waits.add(wait);
    try {
      return await awaited;
    } finally {
      this.waits.delete(wait);
    }
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

  #insist(method: string, path: string, body?: object): Promise<Told> {
    return this.apis.waiting(`${method} ${path}`, this.#ask(method, path, body));
  }

  async #ask(method: string, path: string, body?: object): Promise<Told> {
    const key = randomUUID();
    const told: string[] = [];
    const began = Date.now();
    for (let waited = 0; waited < PATIENCE_MS && Date.now() - began < GONE_MS; await sleep(50)) {
      const api = this.apis.next();
      const asked = Date.now();
      const tell = (what: string) => told.push(`${new Date(asked).toISOString()} ${api} after ${Date.now() - asked} ms: ${what}`);
      const answer = await fetch(`${api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWERED_MS),
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
          tell(String(error.cause ?? error));
          if (error.name === 'TimeoutError') this.apis.trouble.push(`${method} ${path}: no answer ${told.at(-1)}`);
        });
      if (!answer) continue;
      const { status, retryAfter } = answer;
      waited += 50 + Date.now() - asked;
      tell(`${status} ${JSON.stringify(answer.body)}`);
      this.apis.note(status, path, answer.body, retryAfter);
      if (status < 500 && status !== 429) return { status, body: answer.body };
    }
    throw new Error(
      `${method} ${path} was neither acknowledged nor refused in ${Math.round((Date.now() - began) / 1_000)} s:\n${told.slice(-40).join('\n')}`,
    );
  }
}
