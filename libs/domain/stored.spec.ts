import type { EventDefinition, StreamCategory } from './event';
import type { Shape } from './shape';
import { MAY, STREAMS } from './streams';

const WORDS: Readonly<Record<string, string>> = {
  'a text without U+0000 and halves of surrogate pairs': 'text',
  'a UUID in lower case': 'uuid',
  'an instant such as 2026-01-05T09:00:00.000Z': 'instant',
  'a date such as 2026-01-05': 'date',
  'a whole number': 'whole',
  'a number of hours': 'hours',
  'true where it is there': 'mark',
  'true or false': 'flag',
  'a revision': 'revision',
  'a whole number from 0 to 2147483647': 'count',
  'a name of 1 to 64 letters, digits, dots, hyphens and underscores': 'name',
};

/** What a shape says it has to be, of lists and objects with what is in them. */
function words(shape: Shape<unknown>): string {
  if (shape.fields) return `${shape.written ? 'written ' : ''}{ ${fieldsOf(shape.fields)} }`;
  const said = (value: unknown) => shape.fault(value, '')?.replace(/^.*?has to be /, '') ?? '';
  const kind = said(0.5);
  if (kind === 'a list') return `list of ${WORDS[said([Symbol('none')])] ?? said([Symbol('none')])}`;
  if (kind === 'an object') {
    const name = said({ 'no name': 'x' });
    const example = name.replace(/^.* such as /, '');
    return `${name || 'text'} → ${WORDS[said({ [example]: Symbol('none') })] ?? said({ x: 1 })}`;
  }
  const what = kind === '' ? said(-1) : kind;
  return `${shape.written ? 'written ' : ''}${WORDS[what] ?? what}${shape.fault(null, '') === undefined ? ' or null' : ''}`;
}

const fieldsOf = (fields: Readonly<Record<string, Shape<unknown>>>): string =>
  Object.entries(fields)
    .map(([name, shape]) => `${name}${shape.optional ? '?' : ''}: ${words(shape)}`)
    .join('; ');

const line = ([type, { data, by, wakes }]: [string, EventDefinition]) =>
  [
    `${type} by ${by.join(', ')}${wakes ? `, wakes ${wakes.command} by ${wakes.key}` : ''}`,
    ...fieldsOf(data.fields ?? {})
      .replace(/(.{1,110})(; |$)/g, '$1\n')
      .trim()
      .split('\n'),
  ].join('\n  ');

/** The events of a category that a release has stored, by name; one that is new joins them with the next. */
const table = (category: StreamCategory, released: string) =>
  `\n${Object.entries(category.events)
    .filter(([type]) => released.includes(`\n${type} by `))
    .map(line)
    .join('\n')}\n`;

/**
 * What releases stored stands in streams for ever: a new shape is a new type with an upcaster, never another line here. It may become
 * narrower where no release could write what is left out.
 */
describe('what is stored', () => {
  it.each(Object.entries(EXPECTED()))('in streams of the category %s', (name, expected) => {
    expect(table(STREAMS[name as keyof typeof STREAMS], expected)).toBe(expected);
  });

  it('in streams of these categories and no others', () => {
    expect(Object.entries<StreamCategory>(STREAMS).map(([category, { id, names }]) => [category, words(id), names])).toEqual([
      ['conversation', 'uuid', 'conversation'],
      ['market', 'name', 'market'],
      ['order', 'the number of an order, percent-encoded', 'order'],
      ['profile', 'name', 'seller'],
      ['screening', 'name', 'rule'],
      ['testclock', 'name', undefined],
      ['projection', 'name', 'projection'],
      ['seller', 'name', 'seller'],
      ['refusal', 'uuid', undefined],
      ['person', 'the id of a person, percent-encoded', 'person'],
      ['retention', 'name', 'class'],
      ['ranking', 'name', 'seller'],
      ['evidence', 'uuid', 'evidence'],
      ['log', 'name', undefined],
    ]);
  });
});

function EXPECTED(): Readonly<Record<keyof typeof STREAMS, string>> {
  return {
    conversation: `
ConversationOpened by buyer, seller, system
  conversation: uuid; market: text; seller: name; buyer: text; order?: text
  topic: one of question, order, shipping, return, withdrawal, complaint, warranty, claim; subject: written text
  follows?: uuid; imported?: mark; screened?: written { ruleSet: text; versions: text → text
  findings: list of an object }; at: instant
MessageSent by buyer, seller, admin, system
  message: uuid; author: text; body: written text; language?: text; answers?: list of uuid
  seenRevision?: revision; automatic?: mark; promisedBy?: date; attachments?: list of a SHA-256 in hexadecimal
  replaces?: uuid; screened?: written { ruleSet: text; versions: text → text; findings: list of an object }
  at: instant; from: one of buyer, seller, admin; imported?: mark
MessageHeld by buyer, seller
  message: uuid; author: text; body: written text; language?: text; answers?: list of uuid
  seenRevision?: revision; automatic?: mark; promisedBy?: date; attachments?: list of a SHA-256 in hexadecimal
  replaces?: uuid; screened?: written { ruleSet: text; versions: text → text; findings: list of an object }
  at: instant; from: one of buyer, seller; reason: text
MessageReleased by admin
  message: uuid; from: one of buyer, seller; submittedAt: instant; by: text; at: instant
ReplyObligationOpened by buyer, seller, admin, system, wakes KeepTime by message
  message: uuid; kind: one of reply, promise, unanswered; receivedAt: instant; allowanceHours: hours
  dueAt: instant; overdueAfter: instant; wakeAt?: instant; calendar: { market: text; version: text
  tzdata: text }; imported?: mark; renews?: uuid; at: instant
ReplyObligationOverdue by buyer, seller, admin, system, wakes KeepTime by message
  message: uuid; countedMs: whole; dueAt: instant; wakeAt?: instant; at: instant
ReplyObligationAnswered by seller, admin, system, wakes KeepTime by message
  message: uuid; by: uuid; countedMs: whole; late: flag; at: instant
ReplyObligationWithdrawn by buyer, wakes KeepTime by message
  message: uuid; reason: one of closed-by-buyer; at: instant
ReplyObligationReminded by system, wakes KeepTime by message
  message: uuid; countedMs: whole; dueAt: instant; wakeAt?: instant; at: instant
ReplyObligationEscalated by system, wakes KeepTime by message
  message: uuid; level: count; countedMs: whole; dueAt: instant; wakeAt?: instant; at: instant
NoReplyNeededDeclared by seller, wakes KeepTime by message
  message: uuid; reason: one of thanks, duplicate, misdirected; countedMs: whole; by: text; at: instant
NoReplyNeededContested by buyer, wakes KeepTime by message
  message: uuid; declaredAt: instant; dueAt: instant; overdueAfter: instant; wakeAt?: instant; reminded?: mark
  by: text; at: instant
ReplyObligationExcused by admin, system, buyer, wakes KeepTime by message
  message: uuid; reason: text; by: text; at: instant
ReplyObligationExcuseRevoked by admin, wakes KeepTime by message
  message: uuid; reason: text; wakeAt?: instant; by: text; at: instant
ReplyObligationMoved by admin, system, wakes KeepTime by message
  message: uuid; dueAt: instant; overdueAfter: instant; wakeAt?: instant; calendar: { market: text
  version: text; tzdata: text }; allowanceHours?: hours; overdueVoid?: mark; reminded?: mark; reason: text
  at: instant
StatusUpdated by seller, wakes RemindOfUpdate by update
  update: uuid
  stage: one of order-confirmed, delayed, return-received, repair-started, exchange-started, repair-completed, exchange-prepared, shipped, delivered, refund-issued
  facts: { carrier?: written text; trackingNumber?: written text; estimatedDelivery?: text; amount?: text
  currency?: text; newDate?: text; reason?: written text }; answers?: list of uuid; by: text; wakeAt?: instant
  screened?: written { ruleSet: text; versions: text → text; findings: list of an object }; at: instant
NoteAdded by seller, admin, compliance
  note: uuid; body: written text; by: text; at: instant
ConversationAssigned by seller, admin
  assignee: text or null; by: text; at: instant
ConversationClosed by buyer, seller, admin, system
  role: one of buyer, seller, admin, compliance, system, operator, platform, monitor; reason?: written text
  screened?: written { ruleSet: text; versions: text → text; findings: list of an object }; by: text
  at: instant
ConversationReopened by buyer, seller, admin
  by: text; at: instant
ConversationRead by buyer, seller
  side: one of buyer, seller; upTo: revision; by: text; at: instant
HistoryAccessed by admin, compliance, operator
  role: one of buyer, seller, admin, compliance, system, operator, platform, monitor; by: text; reason: text
  what: text; asOf?: text; revision?: revision; search?: written text; at: instant
ViolationRecorded by buyer, seller, admin, system
  violation: text
  kind: one of external-contact, off-platform-deal, marketing, abusive-language, evasive-answer, late-reply
  of?: one of buyer, seller; source: one of screening, report, clock; status: one of suspected, established
  evidence: { message?: uuid; revision?: revision; field?: text; place?: { from: whole; to: whole }; rule?: text
  masked?: mark; held?: mark }; by: text; note?: written text; at: instant
ViolationVoided by buyer, seller, admin, system
  violation: text; reason: text; at: instant
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    market: `
CalendarAdopted by system
  market: text; version: text; data: { id: text; version: text; zone: text; weekdays: list of whole
  from?: whole; to?: whole; holidays: a date such as 2026-01-05 → text; outages?: list of an object }
  zone?: { tzdata: text; offsets: an instant such as 2026-01-05T09:00:00.000Z → whole }; by: text; at: instant
CalendarCorrected by admin, system
  market: text; version: text; add: a date such as 2026-01-05 → text; remove: list of date
  outages?: list of an object; revoke?: list of an object; zone?: { tzdata: text
  offsets: an instant such as 2026-01-05T09:00:00.000Z → whole }; follows?: { market: text; version: text }
  reason: text; by: text; at: instant
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    order: `
OrderRecorded by platform, system
  order: the number of an order; buyer: text; seller: name
  state: one of placed, confirmed, paid, shipped, delivered, cancelled, returned, refunded; market?: text
  items: list of an object; amount?: text; currency?: text; deliveryAddress?: written text
  trackingNumbers: list of text; imported?: mark; by: text; at: instant
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    profile: `
SellerRecorded by platform, system
  seller: text; name: text; markets: list of text; languages: list of text; members: list of an object
  imported?: mark; by: text; at: instant
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    screening: `
RuleReviewed by system
  rule: text; language: text; conversation: uuid; violation: text; confirmed: flag; at: instant
RuleDemoted by system
  rule: text; language: text; reviews: whole; confirmed: whole; lowerBound: a number from 0 to 1; at: instant
RuleRestored by admin
  rule: text; language: text; reason: text; by: text; at: instant
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    testclock: `
TestClockSet by admin
  to: instant; setAt: instant; by: text
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    projection: `
EventParked by operator, admin, system
  projection: text; position: a position; reason: text; by: text
`,
    seller: `
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    refusal: `

`,
    ranking: `
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    log: '\n\n',
    person: `
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    retention: `
CommandAcknowledged by buyer, seller, admin, compliance, system, operator, platform, monitor
  command: text; at: instant
`,
    evidence: '\n\n',
  };
}

describe('who may do what (R1.3)', () => {
  it('is one table for every door', () => {
    expect(MAY).toMatchObject({
      OpenConversation: ['buyer', 'seller'],
      SendMessage: ['buyer', 'seller', 'admin'],
      ReleaseMessage: ['admin'],
      UpdateStatus: ['seller'],
      AddNote: ['seller', 'admin', 'compliance'],
      AssignConversation: ['seller', 'admin'],
      CloseConversation: ['buyer', 'seller', 'admin'],
      ReportViolation: ['buyer', 'seller', 'admin'],
      MarkRead: ['buyer', 'seller'],
      RecordAccess: ['admin', 'compliance', 'operator'],
      DeclareNoReplyNeeded: ['seller'],
      ContestNoReplyNeeded: ['buyer'],
      ContestAnswer: ['buyer'],
      ExcuseObligation: ['admin'],
      RevokeExcuse: ['admin'],
      CorrectCalendar: ['admin', 'system'],
      KeepTime: ['system'],
      AdoptCalendar: ['system'],
      CorrectMarketCalendar: ['admin'],
      FollowCorrection: ['system'],
      RecordOrder: ['platform', 'system'],
      RecordSeller: ['platform', 'system'],
      CountReview: ['system'],
      RestoreRule: ['admin'],
      SetTestClock: ['admin'],
      ParkEvent: ['admin', 'system', 'operator'],
      RetryEvent: ['admin', 'operator'],
      RecordRefusal: ['buyer', 'seller', 'admin', 'compliance', 'operator', 'platform', 'monitor'],
    });
  });
});
