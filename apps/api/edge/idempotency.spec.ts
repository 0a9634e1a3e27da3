import fastify, { type FastifyInstance } from 'fastify';
import type { Stamp } from '../../../libs/domain';
import type { Caller } from '../application/caller';
import { derivedId, stampOf } from './idempotency';
import type { Problem } from './problem';

describe('the stamp of a request', () => {
  let server: FastifyInstance;
  let caller: Caller;
  let latest: Stamp;

  beforeAll(async () => {
    server = fastify();
    server.setErrorHandler((error: Problem, _request, reply) => void reply.code(error.status).send(error.body()));
    server.addHook('onRequest', async (request) => {
      request.caller = caller;
    });
    const answer = (request: Parameters<typeof stampOf>[0]) => {
      latest = stampOf(request, 1_000);
      return {};
    };
    server.route({ method: ['GET', 'POST', 'PUT'], url: '/things/:id', handler: async (request) => answer(request) });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    caller = { sub: 'anna', role: 'seller', seller: 'shop' };
  });

  const stamp = async ({
    method = 'POST',
    url = '/things/a',
    key = 'key',
    body = {},
  }: {
    method?: 'GET' | 'POST' | 'PUT';
    url?: string;
    key?: string | null;
    body?: object;
  } = {}) => {
    await server.inject({
      method,
      url,
      headers: key === null ? {} : { 'idempotency-key': key },
      ...(method !== 'GET' && { payload: body }),
    });
    return latest;
  };

  it('says who, when, under which id and from which network, and that its giver has the key', async () => {
    const { commandId, commandHash, ...rest } = await stamp();
    expect(rest).toEqual({
      actor: { id: 'anna', role: 'seller', seller: 'shop' },
      at: 1_000,
      origin: 'api 127.0.0.0/24',
      correlationId: commandId,
      keyed: true,
    });
    expect(commandHash).toHaveLength(43);
    caller = { sub: 'anna', role: 'buyer' };
    expect((await stamp()).actor).toEqual({ id: 'anna', role: 'buyer' });
  });

  it('has an id of its own for each key, caller, role, organisation, method and target, and else the same', async () => {
    const first = await stamp();
    const same = [{}, { url: '/things/a?why=not' }, { url: '/things/%61' }, { url: '/things/A' }, { body: { a: 1 } }];
    for (const request of same) expect((await stamp(request)).commandId).toBe(first.commandId);
    const ids = [first.commandId];
    for (const request of [{ key: 'other' }, { method: 'PUT' as const }, { url: '/things/b' }])
      ids.push((await stamp(request)).commandId);
    const others: Caller[] = [
      { sub: 'bert', role: 'seller', seller: 'shop' },
      { sub: 'anna', role: 'seller', seller: 'other' },
      { sub: 'anna', role: 'admin' },
      { sub: 'anna', role: 'buyer' },
    ];
    for (const other of others) {
      caller = other;
      ids.push((await stamp()).commandId);
    }
    expect(new Set(ids).size).toBe(8);
  });

  it('without a key is a new one each time, and reading is, whatever is sent with it', async () => {
    const [one, other] = [await stamp({ key: null }), await stamp({ key: null })];
    expect(one.commandId).not.toBe(other.commandId);
    expect(one).not.toHaveProperty('keyed');
    const [read, again] = [await stamp({ method: 'GET' }), await stamp({ method: 'GET' })];
    expect(read.commandId).not.toBe(again.commandId);
    expect(read).not.toHaveProperty('keyed');
  });

  it('tells bodies apart by what they say, not by the order they say it in', async () => {
    const hashOf = async (body: object) => (await stamp({ body })).commandHash;
    const first = await hashOf({ a: { b: 1, c: [1, { d: 'x', e: null }] }, f: true });
    expect(await hashOf({ f: true, a: { c: [1, { e: null, d: 'x' }], b: 1 } })).toBe(first);
    const others = [
      { a: { b: 1, c: [{ d: 'x', e: null }, 1] }, f: true },
      { a: { b: '1', c: [1, { d: 'x', e: null }] }, f: true },
      { a: { b: 1, c: [1, { d: 'x' }] }, f: true },
      { a: { b: 1, c: [1, { d: 'x', e: null }] }, f: false },
      { a: { b: 1, c: [1, { d: 'x', e: null }], f: true } },
      {},
    ];
    const hashes = [first];
    for (const other of others) hashes.push(await hashOf(other));
    expect(new Set(hashes).size).toBe(7);
  });

  it('is refused for a key that is none, or two', async () => {
    const { port } = server.server.address() as { port: number };
    const refusal = async (headers: [string, string][]) => {
      const answer = await fetch(`http://127.0.0.1:${port}/things/a`, { method: 'POST', headers });
      return [answer.status, ((await answer.json()) as { errors?: { rule: string }[] }).errors?.[0]?.rule];
    };
    const named = (key: string): [string, string] => ['Idempotency-Key', key];
    expect(await refusal([named('x'.repeat(200))])).toEqual([200, undefined]);
    expect(await refusal([named('x'.repeat(201))])).toEqual([400, 'printable']);
    expect(await refusal([named('')])).toEqual([400, 'printable']);
    expect(await refusal([named('ü')])).toEqual([400, 'printable']);
    expect(await refusal([named('one, with a comma')])).toEqual([200, undefined]);
  });

  it('gives each thing of a request an id that is the same when it is repeated', async () => {
    const [first, again, other] = [await stamp(), await stamp(), await stamp({ key: 'other' })];
    expect(derivedId(first, 'message')).toBe(derivedId(again, 'message'));
    const ids = [derivedId(first, 'message'), derivedId(first, 'note'), derivedId(other, 'message'), first.commandId];
    expect(new Set(ids).size).toBe(4);
  });
});
