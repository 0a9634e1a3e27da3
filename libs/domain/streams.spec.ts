import { event, type StreamCategory } from './event';
import { date, list, nullable, optional, record, revision, text, whole, written } from './shape';
import { faultOf, type Incoming, STREAMS, timerIn, withoutTexts } from './streams';

const ID = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
const AT = '2026-01-05T09:00:00.000Z';
const metadata = {
  ...{ $correlationId: 'c', $causationId: 'c', commandId: 'c', commandHash: 'h', actor: 'b1', role: 'buyer' },
  ...{ origin: 'api', at: AT, schema: '1' },
};
const sent: Incoming = {
  stream: `conversation-${ID}`,
  type: 'MessageSent',
  data: { message: ID, from: 'buyer', author: 'b1', body: 'Where is it?', at: AT },
  metadata,
};
const data = sent.data as Record<string, unknown>;
const fault = (change: Partial<Incoming>) => faultOf(STREAMS, { ...sent, ...change });
const [SYSTEM, ADMIN, PLATFORM] = ['system', 'admin', 'platform'].map((role) => ({ ...metadata, role }));
const SHA256 = 'a'.repeat(64);
const uploaded = {
  ...{ attachment: ID, sha256: SHA256, from: 'buyer', author: 'b1', name: 'x.jpg', mediaType: 'image/jpeg' },
  ...{ size: 1, width: 1, height: 1, scan: 'none', at: AT },
};
const ordered = { order: 'A1', buyer: 'b1', seller: 's1', state: 'paid', items: [], trackingNumbers: [], by: 'p1', at: AT };
const confirmed = { violation: 'v1', reason: 'x', by: 'a1', at: AT };
const opened = { conversation: ID, market: 'de', seller: 's1', buyer: 'b1', topic: 'order', subject: 'x', at: AT };

describe('what comes in', () => {
  it('lets in what the product wrote, also with fields that newer code added', () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ data: { ...data, sealed: { key: ['k1'] } } })).toBeUndefined();
    expect(fault({ metadata: { ...metadata, trace: 't' } })).toBeUndefined();
    expect(fault({ type: 'ConversationOpened', data: opened })).toBeUndefined();
    expect(fault({ type: 'AttachmentUploaded', data: uploaded })).toBeUndefined();
    expect(fault({ stream: 'order-A1', type: 'OrderRecorded', data: ordered, metadata: PLATFORM })).toBeUndefined();
    const found = { rule: 'contact.phone', language: 'de' };
    expect(fault({ type: 'ViolationConfirmed', data: { ...confirmed, found }, metadata: ADMIN })).toBeUndefined();
  });

  it.each<[string, Partial<Incoming>, RegExp]>([
    ['a stream of another program', { stream: 'invoice-1' }, /no category/],
    ['a stream whose category is a name of every object', { stream: 'constructor-1' }, /no category/],
    ['a stream without a category', { stream: 'conversation' }, /no category/],
    ['a conversation without a UUID', { stream: 'conversation-42' }, /the id of the stream has to be a UUID/],
    ['an unknown type', { type: 'Anything' }, /no event of this type/],
    ['a type that is a name of every object', { type: 'toString' }, /no event of this type/],
    ['an event of another category', { type: 'CalendarCorrected' }, /no event of this type/],
    ['no metadata', { metadata: undefined }, /metadata has to be an object/],
    ['metadata of another program', { metadata: { user: 'x' } }, /metadata\.\$correlationId is missing/],
    ['a role that may not cause it', { metadata: { ...metadata, role: 'compliance' } }, /metadata\.role/],
    ['an instant that is none', { metadata: { ...metadata, at: '2026-13-05T09:00:00.000Z' } }, /metadata\.at/],
    ['no data', { data: undefined }, /data has to be an object/],
    ['data that are a list', { data: [] }, /data has to be an object/],
    ['a message without a body', { data: { ...data, body: undefined } }, /data\.body is missing/],
    ['U+0000', { data: { ...data, body: 'a\u0000' } }, /data\.body has to be a text/],
    ['half a surrogate pair', { data: { ...data, body: '\ud83d' } }, /data\.body has to be a text/],
    ['U+0000 in a field that is not known', { data: { ...data, extra: [{ deep: 'a\u0000' }] } }, /data holds a text/],
    ['U+0000 in a name that is not known', { data: { ...data, 'a\u0000': 1 } }, /data holds a text/],
    ['a sender that is none', { data: { ...data, from: 'system' } }, /data\.from has to be one of buyer, seller, admin/],
    ['a list that is none', { data: { ...data, answers: ID } }, /data\.answers has to be a list/],
    ['an entry of a list', { data: { ...data, answers: [ID, 'x'] } }, /data\.answers\[1\] has to be a UUID/],
    ['a revision below 0', { data: { ...data, seenRevision: -1 } }, /data\.seenRevision/],
    ['a revision that no column holds', { data: { ...data, seenRevision: 2 ** 31 } }, /data\.seenRevision/],
    ...[-1, 0.5, 2 ** 31].map((level): [string, Partial<Incoming>, RegExp] => [
      `an escalation at ${level} hours, which no column holds`,
      { type: 'ReplyObligationEscalated', data: { message: ID, level, countedMs: 1, dueAt: AT, at: AT }, metadata: SYSTEM },
      /data\.level has to be a whole number from 0/,
    ]),
    ...['size', 'width', 'height'].map((measure): [string, Partial<Incoming>, RegExp] => [
      `a file whose ${measure} no column holds`,
      { type: 'AttachmentUploaded', data: { ...uploaded, [measure]: 2 ** 31 } },
      new RegExp(`data\\.${measure} has to be a whole number from 0`),
    ]),
    ...['', 'a b', 'x'.repeat(65)].map((seller): [string, Partial<Incoming>, RegExp] => [
      `a seller that no stream could be named by: "${seller}"`,
      { type: 'ConversationOpened', data: { ...opened, seller } },
      /data\.seller has to be a name/,
    ]),
    [
      'an order of such a seller',
      { stream: 'order-A1', type: 'OrderRecorded', data: { ...ordered, seller: 'a b' }, metadata: PLATFORM },
      /data\.seller has to be a name/,
    ],
    [
      'a rule that no stream could be named by',
      { type: 'ViolationConfirmed', data: { ...confirmed, found: { rule: 'a b', language: 'de' } }, metadata: ADMIN },
      /data\.found\.rule has to be a name/,
    ],
    [
      'another conversation',
      { type: 'ConversationOpened', data: { ...opened, conversation: ID.replace('0', '1') } },
      /another stream/,
    ],
  ])('passes over %s', (_, change, why) => {
    expect(fault(change)).toMatch(why);
  });

  it('folds no obligation to NaN: every number and instant of one is checked', () => {
    const type = 'ReplyObligationOpened';
    expect(fault({ type, data: { message: ID } })).toMatch(/is missing/);
    const calendar = { market: 'de', version: '2026-1', tzdata: '2026a' };
    const whole = {
      message: ID,
      kind: 'reply',
      receivedAt: AT,
      allowanceHours: 24,
      dueAt: AT,
      overdueAfter: AT,
      calendar,
      at: AT,
    };
    expect(fault({ type, data: whole })).toBeUndefined();
    for (const [name, wrong] of [
      ['allowanceHours', '24'],
      ['allowanceHours', Number.NaN],
      ['allowanceHours', -1],
      ['dueAt', 'soon'],
      ['wakeAt', null],
      ['calendar', {}],
      ['kind', 'other'],
    ] as const)
      expect(fault({ type, data: { ...whole, [name]: wrong } })).toMatch(`data.${name}`);
  });

  it('says nothing of what somebody wrote', () => {
    expect(fault({ data: { ...data, body: 'secret\u0000' } })).not.toContain('secret');
    expect(fault({ data: { ...data, 'secret\u0000': 'secret' } })).not.toContain('secret');
  });

  it('checks each kind of shape', () => {
    const things: StreamCategory = {
      id: text,
      events: {
        Thing: event(
          {
            on: date,
            days: record(date, text),
            maybe: nullable(text),
            many: list(whole),
            left: optional(revision),
            note: optional(written),
          },
          ['system'],
        ),
      },
    };
    const thing = { on: '2026-01-05', days: { '2026-01-06': 'x' }, maybe: null, many: [1, 2] };
    const of = (change: object) =>
      faultOf(
        { thing: things },
        { stream: 'thing-1', type: 'Thing', data: { ...thing, ...change }, metadata: { ...metadata, role: 'system' } },
      );
    expect(of({})).toBeUndefined();
    expect(of({ left: 0, note: '' })).toBeUndefined();
    expect(of({ on: '5 January' })).toMatch('data.on has to be a date');
    expect(of({ days: { soon: 'x' } })).toMatch('a name in data.days has to be a date');
    expect(of({ days: { '2026-01-06': 1 } })).toMatch('a value in data.days has to be a text');
    expect(of({ days: { '2026-01-06': 'x', '2026-01-07': 1 } })).toMatch('a value in data.days has to be a text');
    expect(of({ days: [] })).toMatch('data.days has to be an object');
    expect(of({ maybe: 1 })).toMatch('data.maybe has to be a text');
    expect(of({ many: [1, 1.5] })).toMatch('data.many[1] has to be a whole number');
    expect(of({ left: '0' })).toMatch('data.left has to be a revision');
  });
});

describe('what the trail shows', () => {
  it('is what an event says, but for what people wrote and what its shape does not name', () => {
    const { stream } = sent;
    const shown = (type: string, data: object) => withoutTexts({ stream, type, data });
    expect(shown('MessageSent', { ...data, extra: 'x' })).toEqual({ message: ID, from: 'buyer', author: 'b1', at: AT });
    expect(shown('ConversationOpened', opened)).toEqual({ ...opened, subject: undefined });
    const facts = { carrier: 'a text', trackingNumber: 'a text', newDate: '2026-01-09', reason: 'a text' };
    const update = { update: ID, stage: 'delayed', facts, by: 'anna', at: AT };
    expect(shown('StatusUpdated', update)).toEqual({ ...update, facts: { newDate: '2026-01-09' } });
    const evidence = { message: ID, revision: 1 };
    const reported = { violation: 'v', kind: 'marketing', source: 'report', status: 'suspected', evidence, by: 'b1', at: AT };
    expect(shown('ViolationRecorded', { ...reported, note: 'a text' })).toEqual(reported);
    const excused = { message: ID, reason: 'data centre flooded', by: 'root', at: AT };
    expect(shown('ReplyObligationExcused', excused)).toEqual(excused);
    expect(shown('Anything', { a: 1 })).toEqual({});
    expect(withoutTexts({ stream: 'invoice-1', type: 'MessageSent', data })).toEqual({});
  });
});

describe('timers', () => {
  const { stream } = sent;
  it('are set or cleared by the events that are declared to: the instant, the command and what it is about', () => {
    const wakeAt = '2026-01-06T09:00:00.000Z';
    for (const type of ['ReplyObligationOpened', 'ReplyObligationMoved', 'ReplyObligationOverdue']) {
      expect(timerIn({ stream, type, data: { message: 'm1', wakeAt } })).toStrictEqual({
        key: 'm1',
        command: 'KeepTime',
        wakeAt,
      });
      expect(timerIn({ stream, type, data: { message: 'm1' } })).toStrictEqual({ key: 'm1', command: 'KeepTime' });
    }
  });

  it('are nobody else’s', () => {
    const data = { message: 'm1', wakeAt: AT };
    for (const type of ['MessageSent', 'Anything', 'toString']) expect(timerIn({ stream, type, data })).toBeUndefined();
    for (const other of ['market-de', 'invoice-1', 'conversation', '-1'])
      expect(timerIn({ stream: other, type: 'ReplyObligationOpened', data })).toBeUndefined();
  });

  it('are declared with an event', () => {
    const wakes = { command: 'Wake', key: 'id' };
    expect(event({ id: text }, ['system'], wakes)).toMatchObject({ by: ['system'], wakes });
    expect(Object.keys(event({ id: text }, ['system']))).toEqual(['data', 'by']);
  });
});
