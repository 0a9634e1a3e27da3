import fastify from 'fastify';
import type { RecordRefusal } from '../../../libs/domain';
import type { ProductClock } from '../../../libs/product-clock';
import type { Caller } from '../application/caller';
import type { Commands } from '../application/commands';
import { Problem } from '../edge/problem';
import { answer } from '../edge/problem.filter';
import { recordRefusedAccesses } from './refused-accesses';

const CONVERSATION = '0b7c2f5e-8b0c-4f43-9f53-1f0a4a3a1d7e';

describe('what is refused of what people wrote', () => {
  const recorded: RecordRefusal['refused'][] = [];
  const server = fastify();
  const commands = {
    dispatch: async ({ refused }: RecordRefusal) => {
      recorded.push(refused);
      return { position: 7n };
    },
  } as unknown as Commands;
  recordRefusedAccesses(server, commands, { now: () => 0 } as ProductClock);
  let problem: Problem;
  let role: Caller['role'];
  const config = { access: { roles: 'anyone' as const, handsOut: true as const } };
  for (const url of ['/v1/evidence', '/v1/holds/:hold/release', '/v1/conversations/:id/replay', '/v1/persons/:id/export'])
    server.post(url, { config }, (request, reply) => {
      request.caller = { sub: 'someone', role } as Caller;
      answer(reply, problem);
    });
  afterAll(() => server.close());

  const refuse = async (status: number, who: Caller['role'], { url = '/v1/evidence', body = {}, more = {} } = {}) => {
    recorded.length = 0;
    problem = new Problem(status, 'code', 'text', more);
    role = who;
    const { headers } = await server.inject({ method: 'POST', url, payload: body });
    expect('x-position' in headers).toBe(recorded.length > 0);
    return recorded[0];
  };

  it('is on record whatever the platform asks, but not what it is told to ask again', async () => {
    for (const status of [400, 403, 404, 409, 410, 413, 415, 416, 422])
      expect(await refuse(status, 'compliance')).toMatchObject({ what: 'POST /v1/evidence', status });
    for (const status of [429, 500, 503]) expect(await refuse(status, 'compliance')).toBeUndefined();
    expect(await refuse(409, 'admin', { more: { retryAfter: 1 } })).toBeUndefined();
  });

  it('is of a party what it may not see; its slips are its own', async () => {
    for (const status of [403, 404]) expect(await refuse(status, 'buyer')).toMatchObject({ status });
    for (const status of [400, 409, 410, 416, 422]) expect(await refuse(status, 'seller')).toBeUndefined();
  });

  it('says whom or what it was about, from the address before what was sent', async () => {
    const about = async (url: string, body: object = {}) => {
      const { conversation, of } = (await refuse(400, 'compliance', { url, body })) as RecordRefusal['refused'];
      return [conversation, of];
    };
    const upper = CONVERSATION.toUpperCase();
    expect(await about(`/v1/conversations/${upper}/replay`)).toEqual([CONVERSATION, undefined]);
    expect(await about('/v1/conversations/guess/replay')).toEqual([undefined, 'guess']);
    expect(await about('/v1/persons/anna/export', { person: 'bea' })).toEqual([undefined, 'anna']);
    expect(await about('/v1/holds/h1/release', { person: 'anna' })).toEqual([undefined, 'anna']);
    expect(await about('/v1/holds/h1/release')).toEqual([undefined, 'h1']);
    expect(await about('/v1/evidence', { order: 'o1', conversation: 'rubbish' })).toEqual([undefined, 'o1']);
    expect(await about('/v1/evidence', { conversations: [upper] })).toEqual([CONVERSATION, undefined]);
    expect(await about('/v1/evidence', { conversations: [upper, upper], order: { toString: 1 }, seller: 's1' })).toEqual([
      undefined,
      's1',
    ]);
    expect(await about('/v1/evidence')).toEqual([undefined, undefined]);
  });
});
