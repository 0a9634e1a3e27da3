import { findMarket } from '../../../libs/domain';
import { calendarFeed } from './calendar-feed';

describe('calendar feed', () => {
  const market = findMarket('de');
  if (!market) throw new Error('de is a market');
  const feed = calendarFeed(market, '2026-1', [{ date: '2026-12-31', name: `A, b; ${'ä'.repeat(80)}` }], 0);

  it('ends the day of New Year in the year after', () => {
    expect(feed).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101');
  });

  it('has no line above 75 bytes and escapes what has a meaning', () => {
    expect(Math.max(...feed.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(feed.replaceAll('\r\n ', '')).toContain(`SUMMARY:A\\, b\\; ${'ä'.repeat(80)}`);
  });
});
