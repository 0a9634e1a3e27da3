/** The console, which people open in a browser: built files, read once and served from memory. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where `npm run build` puts it, beside the code that runs. */
const BUILT = join(__dirname, '..', '..', 'console');
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves it under /console/, where every address that is no file is the page's own; `/` leads there. Where none was built, to /docs. */
export function serveConsole(server: FastifyInstance): void {
  const files = existsSync(BUILT) ? readFiles(BUILT) : new Map<string, Buffer>();
  server.get('/', (_request, reply) => reply.redirect(files.has('index.html') ? '/console/' : '/docs'));
  if (!files.has('index.html')) return;
  server.get('/console', (_request, reply) => reply.redirect('/console/'));
  server.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const asked = request.params['*'];
    const isAsset = asked.startsWith('assets/');
    // A file of an older build is not there any more: the page would be no answer to that.
    if (isAsset && !files.has(asked)) return reply.code(404).type('text/plain').send('There is no such file.');
    return send(request, reply, files, isAsset ? asked : 'index.html');
  });
}

function send(request: FastifyRequest, reply: FastifyReply, files: ReadonlyMap<string, Buffer>, name: string): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '').split(/, */);
  const [encoding, suffix] = ENCODINGS.find(([each, end]) => accepted.includes(each) && files.has(name + end)) ?? [];
  if (encoding) reply.header('content-encoding', encoding);
  return reply
    .header('vary', 'accept-encoding')
    .header('cache-control', name === 'index.html' ? 'no-store' : 'public, max-age=31536000, immutable')
    .header('content-security-policy', POLICY)
    .type(TYPES[extname(name)] ?? 'application/octet-stream')
    .send(files.get(name + (suffix ?? '')));
}

function readFiles(directory: string): Map<string, Buffer> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(directory.length + 1).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}
