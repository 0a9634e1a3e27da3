import { type ArgumentsHost, Logger, NotFoundException } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { type Calendar, InvalidCalendar, OutsideCalendar, Rejection } from '../../../libs/domain';
import { ClockBehind, CommandReused, RevisionConflict, StoreUnavailable, TooManyConflicts } from '../../../libs/event-store';
import { BadCursor } from '../../../libs/read-models';
import { NotYetVisible } from '../application/queries';
import { STATUS_OF } from './problem';
import { ProblemFilter } from './problem.filter';

const CALENDAR = { data: { id: 'de', version: '1' }, tables: { first: 0, last: 1 } } as unknown as Calendar;

describe('an error', () => {
  let server: FastifyInstance;
  let thrown: unknown;
  const counted: string[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const filter = new ProblemFilter((code) => counted.push(code));
    server = fastify();
    server.setErrorHandler((error, request, reply) =>
      filter.catch(error, { switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) } as ArgumentsHost),
    );
    server.get('/', () => {
      throw thrown;
    });
    await server.ready();
  });
  afterAll(() => server.close());

  const answerTo = async (error: unknown) => {
    thrown = error;
    const { statusCode, headers, body } = await server.inject('/');
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    return { status: statusCode, retryAfter: headers['retry-after'], ...(JSON.parse(body) as { code: string; field?: string }) };
  };
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

  it.each<[error: unknown, status: number, code: string, more?: object]>([
    [new CommandReused('s', 'c'), 422, 'idempotency-key-reused', { field: 'Idempotency-Key' }],
    [new TooManyConflicts('s', 6), 409, 'conflict', { retryAfter: '1' }],
    [new RevisionConflict('s', 1, 2), 409, 'conflict', { retryAfter: '1' }],
    [new StoreUnavailable('away'), 503, 'store-unavailable', { retryAfter: '2' }],
    [new NotYetVisible('inbox'), 503, 'not-yet-visible', { retryAfter: '1' }],
    [new BadCursor(), 400, 'invalid', { field: 'cursor', errors: [{ field: 'cursor', rule: 'cursor' }] }],
    [new ClockBehind('s', 90_500), 503, 'clock-behind', { retryAfter: '91' }],
    [new InvalidCalendar('add', 'x'), 422, 'calendar-date-invalid', { field: 'add' }],
    [new OutsideCalendar(CALENDAR, '2040'), 422, 'outside-calendar'],
    [coded('ECONNREFUSED'), 503, 'database-unavailable', { retryAfter: '2' }],
    [coded('57P01'), 503, 'database-unavailable'],
    [coded('57014'), 503, 'database-unavailable'],
    [new Error('Connection terminated unexpectedly'), 503, 'database-unavailable'],
    [new AggregateError([coded('ECONNRESET')]), 503, 'database-unavailable'],
    [coded('42P01'), 500, 'internal'],
    [new Error('secret'), 500, 'internal'],
    [new NotFoundException(), 404, 'no-such-route'],
    [Object.assign(new Error('x'), { statusCode: 413 }), 413, 'body-too-large', { field: 'body' }],
    [Object.assign(new Error('x'), { statusCode: 415 }), 415, 'content-type', { field: 'Content-Type' }],
    [Object.assign(new Error('x'), { statusCode: 400 }), 400, 'invalid', { field: 'body' }],
    [Object.assign(new Error('x'), { statusCode: 418 }), 418, 'refused'],
  ])('%p is %i %s', async (error, status, code, more = {}) => {
    counted.length = 0;
    const answer = await answerTo(error);
    expect(answer).toMatchObject({ status, code, ...more });
    expect(counted).toEqual([code]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each(Object.entries(STATUS_OF))('of the rules, %s, is %i', async (code, status) => {
    const answer = await answerTo(new Rejection(code as Rejection['code'], 'secret of another', 'field'));
    expect(answer).toMatchObject({ status, code });
    // Of what is not there nothing is told, nor of what is somebody else's.
    if (code === 'not-found') expect(JSON.stringify(answer)).not.toMatch(/secret|"field"/);
    else expect(answer).toMatchObject({ detail: 'secret of another', field: 'field' });
  });
});
