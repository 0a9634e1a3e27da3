import { AT, history, NOW, opens, projected, SELLER, stranger, type Told, tells, touched } from '../shared/given';
import { score } from './score.projection';

const SYSTEM = { role: 'system', actor: 'timekeeper' };
const DUE = '2025-06-17T08:00:00.000Z';
const owes = (message: string, more: object = {}): Told => [
  'ReplyObligationOpened',
  {
    ...{ message, kind: 'reply', receivedAt: AT, allowanceHours: 24, dueAt: DUE, overdueAfter: DUE },
    ...{ calendar: { market: 'de', version: '1', tzdata: 't' }, ...more },
  },
];
const reminded: Told = ['ReplyObligationReminded', { message: 'm1', countedMs: 1, dueAt: DUE }, SYSTEM];
const overdue: Told = ['ReplyObligationOverdue', { message: 'm1', countedMs: 1, dueAt: DUE }, SYSTEM];
const answered: Told = ['ReplyObligationAnswered', { message: 'm1', by: 'r1', countedMs: 9, late: false }, SELLER];
const points: Told = [
  'PointsRecorded',
  { seller: 's1', conversation: 'c1', violation: 'v1', kind: 'marketing', points: 3, occurredAt: AT, until: DUE },
  SYSTEM,
  'seller-s1',
];
const lodged: Told = [
  'AppealLodged',
  { seller: 's1', sanction: 's1.1', reason: 'It was not so.', by: 'anna' },
  SELLER,
  'seller-s1',
];
const visible: Told = ['VisibilityChanged', { seller: 's1', visibility: 0.5, upTo: '9', asOf: AT }, SYSTEM, 'ranking-s1'];

const LATE = Date.parse(DUE) + 1;
const fact = (position: number, revision: number, type: string, more: object) => ({
  ...{ conversation: 'c1', subject: 'm1', part: 'answers', seller: 's1', counted_ms: null, known_at: NOW },
  ...{ position, revision, event: `e${position / 10}`, type, ...more },
});
const shown = (...told: readonly Told[]): Record<string, object[]> => {
  const rows = projected(score, history(...told));
  const facts = rows.score_facts.map(({ obligation, ...rest }) => ({ ...rest, folded: obligation !== null }));
  return { ...rows, score_facts: facts };
};

describe('what counts in a score', () => {
  it('is missed from the day it is opened on, and keeps what it was when that changes', () => {
    const { score_facts, score_past, score_sellers } = shown(opens(), owes('m1'), reminded, answered);
    const opened = fact(10, 1, 'ReplyObligationOpened', { counts_at: LATE, good: false });
    expect(score_facts).toEqual([
      fact(30, 3, 'ReplyObligationAnswered', { counts_at: NOW, good: true, counted_ms: 9, folded: true }),
    ]);
    expect(score_past).toEqual([{ ...opened, until_at: NOW, until_position: 30 }]);
    expect(score_sellers).toEqual([{ seller: 's1', position: 30 }]);
  });

  it('a reminder changes nothing of it; that it is overdue is the event behind it', () => {
    expect(shown(opens(), owes('m1'), reminded).score_facts).toMatchObject([{ position: 10, type: 'ReplyObligationOpened' }]);
    const { score_facts, score_past } = shown(opens(), owes('m1'), overdue);
    expect(score_facts).toEqual([fact(20, 2, 'ReplyObligationOverdue', { counts_at: LATE, good: false, folded: true })]);
    expect(score_past).toHaveLength(1);
  });

  it('imported history is not in it, nor is what nothing has to follow', () => {
    const { score_facts, score_sellers } = shown(opens(), owes('m1', { imported: true }), answered, tells('u1'));
    expect([score_facts, score_sellers]).toEqual([[], []]);
  });

  it('a step that has to follow is', () => {
    const settled: Told = ['StatusUpdateSettled', { update: 'u1', stage: 'return-received', followedBy: 'u2' }, SELLER];
    const { score_facts, score_past } = shown(opens(), tells('u1', { wakeAt: DUE }), settled);
    const step = { part: 'steps', subject: 'u1', counts_at: NOW, good: true, folded: false };
    expect(score_facts).toEqual([fact(20, 2, 'StatusUpdateSettled', step)]);
    expect(score_past).toEqual([]);
  });

  it('standings are kept as events without what people wrote, changes of visibility as they are', () => {
    const { score_standings, score_visibility, score_sellers } = shown(points, lodged, visible);
    expect(score_standings).toMatchObject([
      { seller: 's1', revision: 0, position: 0, event: 'e0', type: 'PointsRecorded', known_at: NOW, ends_at: Date.parse(DUE) },
      { seller: 's1', revision: 1, type: 'AppealLodged', data: { sanction: 's1.1', by: 'anna' }, ends_at: null },
    ]);
    expect(JSON.stringify(score_standings)).not.toContain('not so');
    expect(score_visibility).toEqual([
      { position: 20, seller: 's1', at: NOW, assessment: { visibility: 0.5, upTo: '9', asOf: AT } },
    ]);
    expect(score_sellers).toEqual([{ seller: 's1', position: 10 }]);
  });

  it('loads what an event is about', () => {
    expect(touched(score, history(opens(), owes('m1'), tells('u1'), points, stranger))).toEqual([
      ['ConversationOpened'],
      ['ReplyObligationOpened', 'score_conversations c1', 'score_facts c1 m1 answers'],
      ['StatusUpdated', 'score_conversations c1', 'score_facts c1 u1 steps'],
      ['PointsRecorded'],
      ['CalendarCorrected'],
    ]);
  });
});
