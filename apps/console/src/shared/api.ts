/** The API of the helpdesk, typed by its own description (api-types.ts is generated from it: `npm run api-types`). */
import type { Routes } from './api-types';

export type Route = keyof Routes;
type Of<R extends Route> = Routes[R];
export type Answer<R extends Route> = Of<R>['answer'];
export type Query<R extends Route> = Of<R> extends { readonly query?: infer Q } ? NonNullable<Q> : never;
/** What a route is asked with: parts of its path, its query, its body. */
export type Given<R extends Route> = Omit<Of<R>, 'answer'> & {
  /**
   * The same key again does nothing twice: a text of what is done, made once. null: the same again changes nothing by itself, and the record
   * need not keep a key for it.
   */
  readonly key?: string | null;
  readonly signal?: AbortSignal;
};
export type Asked<R extends Route> = Record<never, never> extends Omit<Of<R>, 'answer'> ? [given?: Given<R>] : [given: Given<R>];

/** A refusal of the API (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly body: Readonly<Record<string, unknown>>,
    readonly retryAfter: number,
  ) {
    super(detail);
  }
}

/** What is known to have happened up to here: what is read next has to know it. */
let known = 0n;
let renewing: Promise<boolean> | undefined;
const listeners = new Set<() => void>();

/** Something happened at this position of the log. */
export function happened(position: string): void {
  if (BigInt(position) > known) known = BigInt(position);
}

/** What is read from now on knows of everything up to here. */
export const knownPosition = (): bigint => known;

/** Calls when a session is over and cannot be renewed; returns how to stop. */
export function onSessionOver(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the API: `ask('GET /v1/inbox', { query: { limit: 50 } })`. Throws a {@link Refusal}, or a TypeError where there is no connection. */
export async function ask<R extends Route>(route: R, ...[given]: Asked<R>): Promise<Answer<R>> {
  const response = await fetched(route, given ?? {});
  if (response.status === 401 && !route.includes('/session') && (await renewed()))
    return answered(await fetched(route, given ?? {}));
  return answered(response);
}

/** Asks for an answer that comes as lines of JSON, each as it comes. */
export async function* askLines<R extends Route>(route: R, given: Given<R>): AsyncGenerator<unknown, void> {
  const once = () => fetched(route, given, 'application/x-ndjson');
  let response = await once();
  if (response.status === 401 && (await renewed())) response = await once();
  if (!response.ok || !response.body) return answered(response);
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = `${rest}${part.value}`.split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) yield JSON.parse(line);
  }
  if (rest) yield JSON.parse(rest);
}

const AWAY = new Set([502, 503, 504]);
const INSISTS_MS = 60_000;

/**
 * Does it again for a minute while there is no answer. What was done before an answer was lost is not done twice, where each try has the
 * same key and says the same.
 */
export async function insist<T>(doing: () => Promise<T>): Promise<T> {
  const until = Date.now() + INSISTS_MS;
  for (let pause = 500; ; pause = Math.min(8_000, 2 * pause)) {
    try {
      return await doing();
    } catch (failure) {
      const isAway = failure instanceof Refusal ? AWAY.has(failure.status) : failure instanceof TypeError;
      if (!isAway || Date.now() + pause > until) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Uploads a file into a conversation; `told` hears which share of it is on its way. Throws as {@link ask} does. */
export async function upload(
  conversation: string,
  file: File,
  { key, signal, told }: { readonly key: string; readonly signal: AbortSignal; readonly told: (share: number) => void },
): Promise<Answer<'POST /v1/conversations/{id}/attachments'>> {
  // Only an XMLHttpRequest says how far it is.
  const once = () =>
    new Promise<Response>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `/v1/conversations/${encodeURIComponent(conversation)}/attachments`);
      request.setRequestHeader('accept-language', document.documentElement.lang);
      request.setRequestHeader('idempotency-key', key);
      request.upload.onprogress = ({ loaded, total }) => told(loaded / total);
      request.onload = () => {
        const headers = ['x-position', 'retry-after'].map((name) => [name, request.getResponseHeader(name) ?? '']);
        resolve(new Response(request.responseText, { status: request.status, headers: Object.fromEntries(headers) }));
      };
      request.onerror = () => reject(new TypeError('no connection'));
      signal.addEventListener('abort', () => request.abort());
      const form = new FormData();
      form.append('file', file);
      request.send(form);
    });
  const response = await once();
  return answered(response.status === 401 && (await renewed()) ? await once() : response);
}

function fetched(route: Route, given: object, accept?: string): Promise<Response> {
  const { path, query, body, key, signal } = given as {
    path?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: object;
    key?: string | null;
    signal?: AbortSignal;
  };
  const [method, template] = route.split(' ');
  const address = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of [value].flat()) if (one !== undefined && one !== '') search.append(name, String(one));
  const isWrite = method !== 'GET';
  return fetch(search.size > 0 ? `${address}?${search}` : address, {
    method,
    signal,
    headers: {
      'accept-language': document.documentElement.lang,
      ...(accept && { accept }),
      ...(isWrite && { 'content-type': 'application/json' }),
      ...(isWrite && key !== null && { 'idempotency-key': key ?? crypto.randomUUID() }),
      ...(!isWrite && known > 0n && { 'x-min-position': String(known) }),
    },
    // What is sent as the page goes arrives.
    ...(isWrite && { body: JSON.stringify(body ?? {}), keepalive: true }),
  });
}

async function answered<T>(response: Response): Promise<T> {
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const retryAfter = Number(response.headers.get('retry-after') ?? 0);
    throw new Refusal(
      response.status,
      String(body.code ?? 'unknown'),
      String(body.detail ?? response.statusText),
      body,
      retryAfter,
    );
  }
  const position = response.headers.get('x-position');
  if (position) happened(position);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** One question for all that were refused at the same time, in whatever tab. */
function renewed(): Promise<boolean> {
  renewing ??= navigator.locks
    .request('session', () => ask('GET /session'))
    .then(({ person }) => person !== null)
    .catch(() => false)
    .then((is) => {
      renewing = undefined;
      if (!is) for (const listener of listeners) listener();
      return is;
    });
  return renewing;
}
