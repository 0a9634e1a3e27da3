import { type Explanation, LANGUAGES } from '../../../libs/domain';
import { explanationText } from './explanation-text';

const HOUR = 3_600_000;
const at = (utc: string) => Date.parse(`2025-06-${utc}Z`);
const explanation: Explanation = {
  message: 'm1',
  state: 'no-reply-needed',
  excused: false,
  late: false,
  receivedAt: '2025-06-13T13:00:00.000Z',
  dueAt: '2025-06-16T13:00:00.000Z',
  overdueAfter: '2025-06-16T13:00:00.000Z',
  allowanceMs: 24 * HOUR,
  countedMs: 5 * HOUR,
  remainingMs: 19 * HOUR,
  calendar: { market: 'de', version: '2026-1', tzdata: '2026a' },
  pauses: [{ from: '2025-06-13T14:00:00.000Z', to: '2025-06-13T15:00:00.000Z' }],
  days: [
    { date: '2025-06-13', from: at('13T13:00:00.123'), to: at('13T22:00:00'), countedMs: 9 * HOUR - 123, reason: 'business-day' },
    { date: '2025-06-14', from: at('13T22:00:00'), to: at('14T22:00:00'), countedMs: 0, reason: 'weekend' },
    { date: '2025-06-16', from: at('15T22:00:00'), to: at('16T13:00:00'), countedMs: 0, reason: { holiday: 'Feiertag' } },
    { date: '2025-06-17', from: at('17T08:00:00'), to: at('17T09:00:00'), countedMs: 0, reason: { outage: 'Stromausfall' } },
  ],
  events: [{ revision: 3, type: 'ReplyObligationAnswered', at: '2025-06-13T15:00:00.000Z', by: 'r1' }],
};

describe('an explanation as text (R2.15)', () => {
  it('says when, why and by which calendar', () => {
    expect(explanationText(explanation, 'Europe/Berlin', 'de').split('\n')).toEqual([
      'Antwort auf Nachricht m1: keine Antwort nötig',
      '',
      'Eingegangen      Fr 2025-06-13 15:00:00.000 (Europe/Berlin)',
      'Fällig           Mo 2025-06-16 15:00:00.000 (Europe/Berlin)',
      'Überfällig nach  Mo 2025-06-16 15:00:00.000 (Europe/Berlin)',
      'Erlaubt          24 Stunden (24:00:00.000)',
      'Bisher gezählt   5 Stunden (5:00:00.000)',
      'Verbleibend      19 Stunden (19:00:00.000)',
      'Kalender         de, Version 2026-1, Zeitzonen 2026a',
      '',
      'Tag für Tag:',
      '  Fr 2025-06-13  15:00:00.123–24:00:00.000  8:59:59.877  Arbeitstag',
      '  Sa 2025-06-14  00:00:00.000–24:00:00.000  nicht gezählt  Wochenende',
      '  Mo 2025-06-16  00:00:00.000–15:00:00.000  nicht gezählt  Feiertag: Feiertag',
      '  Di 2025-06-17  10:00:00.000–11:00:00.000  nicht gezählt  Ausfall der Plattform: Stromausfall',
      '',
      'Dazwischen nicht gezählt:',
      '  Fr 2025-06-13 16:00:00.000 (Europe/Berlin) – Fr 2025-06-13 17:00:00.000 (Europe/Berlin)',
      '',
      'Ereignisse:',
      '  3  Fr 2025-06-13 17:00:00.000 (Europe/Berlin)  ReplyObligationAnswered (r1)',
      '',
    ]);
  });

  it.each(LANGUAGES)('leaves no word out in %s', (language) => {
    expect(explanationText(explanation, 'Europe/Berlin', language)).not.toContain('undefined');
    for (const state of ['open', 'reminded', 'overdue', 'escalated', 'answered', 'answered-late', 'withdrawn'] as const)
      expect(explanationText({ ...explanation, state }, 'UTC', language)).not.toContain('undefined');
  });

  it('names both time-zone data where those here are others than the deadline was counted with', () => {
    expect(explanationText(explanation, 'Europe/Berlin', 'en')).toContain('version 2026-1, time zones 2026a\n');
    const other = { ...explanation, tzdataHere: '2026c' };
    for (const language of LANGUAGES)
      expect(explanationText(other, 'Europe/Berlin', language)).toMatch(/ 2026-1, .+ 2026a \(\p{L}+ 2026c\)\n/u);
  });

  it('tells local times by the offsets the deadline was counted with', () => {
    const offsets = { '2025-06-14T00:00:00.000Z': 3_600, '2019-01-01T00:00:00.000Z': 7_200 };
    const text = explanationText(explanation, 'Europe/Berlin', 'en', offsets);
    expect(text).toMatch(/Received +Fri 2025-06-13 15:00:00\.000/);
    expect(text).toMatch(/Due +Mon 2025-06-16 14:00:00\.000/);
    const before = explanationText(explanation, 'Europe/Berlin', 'en', { '2026-01-01T00:00:00.000Z': 0 });
    expect(before).toBe(explanationText(explanation, 'Europe/Berlin', 'en'));
  });

  it('leaves open what cannot be computed', () => {
    const uncounted = { ...explanation, countedMs: null, remainingMs: null, days: [] };
    expect(explanationText(uncounted, 'Europe/Berlin', 'en')).toMatch(/Counted so far +–\nRemaining +–\n/);
  });

  it('is another text in each language', () => {
    expect(new Set(LANGUAGES.map((language) => explanationText(explanation, 'UTC', language))).size).toBe(LANGUAGES.length);
  });
});
