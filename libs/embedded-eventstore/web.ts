/** What a node answers over HTTP/1.1, on the port where it speaks gRPC: that it lives, what it is, who leads. */
import { createServer as createWebServer, type ServerResponse } from 'node:http';
import type { Http2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';

/** A page by its path: JSON, or nothing to say beyond that all is well. */
export type Pages = ReadonlyMap<string, () => object | undefined>;

const HTTP2_BEGINS = 'PRI';

/** A server that hands connections which begin as HTTP/2 to `grpc`, and answers the others with `pages`. `end` ends the latter. */
export function createFront(grpc: Http2Server, pages: Pages): { server: Server; end(): void } {
  const web = createWebServer(({ method, url }, response) => {
    const page = method === 'GET' || method === 'HEAD' ? pages.get(url?.split('?', 1)[0] ?? '') : undefined;
    answer(response, page ? page() : null);
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      if (first.toString('latin1', 0, HTTP2_BEGINS.length) === HTTP2_BEGINS) {
        sockets.delete(socket);
        grpc.emit('connection', socket);
      } else {
        web.emit('connection', socket);
        socket.resume();
      }
    });
  });
  return {
    server,
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** `null`: no such page. */
function answer(response: ServerResponse, page: object | undefined | null): void {
  response.setHeader('connection', 'close');
  if (page) response.setHeader('content-type', 'application/json').end(JSON.stringify(page));
  else response.writeHead(page === undefined ? 204 : 404).end();
}
