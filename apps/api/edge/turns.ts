/** Who calls loudly waits in a line of its own, so that the others do not wait behind it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Caller, nameOf } from '../application/caller';

/** Requests that are worked on at a time; more of them make none faster. */
const TOGETHER = 64;
/** Who asked in this span or in the one before counts as one that calls. */
const SPAN_MS = 1_000;
/** Requests in two spans of who asks seldom: it has as many at a time as a page asks for at once, however many call. */
const SELDOM = 20;
const PAGE = 4;

/** Requests of one party: how many are worked on, and what begins those that wait. */
interface Line {
  working: number;
  readonly waiting: Set<() => void>;
}

const endings = new WeakMap<FastifyRequest, () => void>();

/**
 * Of one party's requests as many are worked on at a time as there is room for each that calls; the rest waits in order. Where
 * many call, who asks all the time has one at a time: no more of it is in front of somebody else's. Reads and writes have lines of their
 * own, so that a read that waits for its position holds up no write. What is uploaded takes as long as it comes, and has no turn.
 */
export function takeTurns(server: FastifyInstance, { together = TOGETHER, spanMs = SPAN_MS } = {}): void {
  const lines = new Map<string, Line>();
  let [calling, called] = [new Map<string, number>(), new Map<string, number>()];
  const spans = setInterval(() => {
    [calling, called] = [new Map(), calling];
  }, spanMs);
  spans.unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(spans);
    done();
  });

  const asked = (name: string) => (calling.get(name) ?? 0) + (called.get(name) ?? 0);
  const goOn = (name: string, line: Line) => {
    const part = Math.floor(together / Math.max(1, calling.size, called.size));
    const share = Math.max(part, asked(name) > SELDOM ? 1 : PAGE);
    for (const begin of line.waiting) {
      if (line.working >= share) return;
      line.waiting.delete(begin);
      line.working++;
      begin();
    }
    if (line.working === 0) lines.delete(name);
  };

  server.addHook('preHandler', (request, reply, done) => {
    const { caller, method, routeOptions } = request;
    if (!caller || routeOptions.config.multipart) return done();
    const name = `${whoseOf(caller)} ${method === 'GET' || method === 'HEAD' ? 'reads' : 'writes'}`;
    calling.set(name, (calling.get(name) ?? 0) + 1);
    const line = lines.get(name) ?? { working: 0, waiting: new Set() };
    lines.set(name, line);
    let hasBegun = false;
    const begin = () => {
      hasBegun = true;
      done();
    };
    const end = () => {
      if (!endings.delete(request)) return;
      // Whoever left, or was answered that it takes too long, is not worked on any more.
      if (hasBegun) line.working--;
      else line.waiting.delete(begin);
      goOn(name, line);
    };
    endings.set(request, end);
    reply.raw.once('close', end);
    line.waiting.add(begin);
    goOn(name, line);
  });
  server.addHook('onSend', (request, _reply, payload, done) => {
    endTurn(request);
    done(null, payload);
  });
}

/** Ends the turn of a request whose answer begins: what it streams from then on holds up nothing of its party. */
export const endTurn = (request: FastifyRequest): void => endings.get(request)?.();

/** Members of a seller are one party. */
const whoseOf = (caller: Caller): string => (caller.role === 'seller' ? `seller ${caller.seller}` : nameOf(caller));
