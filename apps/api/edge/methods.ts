import type { FastifyInstance } from 'fastify';
import { Problem } from './problem';

/** Answers whoever asks a path by a method it does not have: 405 with those it has, before anything else of the request is looked at. */
export function refuseOtherMethods(server: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  let paths: readonly { readonly pattern: RegExp; readonly methods: ReadonlySet<string> }[] | undefined;
  server.addHook('onRoute', ({ method, url }) => {
    paths = undefined;
    const methods = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) methodsOf.set(url, methods.add(one));
  });
  server.addHook('onRequest', ({ is404, method, url }, reply, done) => {
    if (!is404) return done();
    paths ??= [...methodsOf].map(([path, methods]) => ({ pattern: patternOf(path), methods }));
    const [path] = url.split('?', 1);
    const allowed = new Set(paths.flatMap(({ pattern, methods }) => (pattern.test(path) ? [...methods] : [])));
    if (allowed.size === 0 || allowed.has(method)) return done();
    const allow = [...allowed].sort().join(', ');
    void reply.header('allow', allow);
    done(new Problem(405, 'method-not-allowed', `This is there for ${allow}, not for ${method}.`));
  });
}

/** What the addresses of a route look like: `:name` is a part of the path, `*` the rest of it. */
const patternOf = (route: string): RegExp =>
  new RegExp(
    `^${route
      .replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&')
      .replaceAll(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*')}$`,
  );
