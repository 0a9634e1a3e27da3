import type { Market } from '../../../libs/domain';

/** Holidays as an iCalendar object (RFC 5545): one transparent all-day event each. `now`: epoch milliseconds. */
export function calendarFeed(
  { id, zone }: Market,
  version: string,
  holidays: readonly { date: string; name: string }[],
  now: number,
): string {
  const stamp = `${new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//helpdesk//calendar ${escaped(version)}//EN`,
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(`Days that do not count: ${id}`)}`,
    `X-WR-TIMEZONE:${zone}`,
    ...holidays.flatMap(({ date, name }) => [
      'BEGIN:VEVENT',
      `UID:${date}-${id}@helpdesk`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${nextDay(date)}`,
      `SUMMARY:${escaped(name)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.flatMap(folded).join('\r\n').concat('\r\n');
}

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** A line has at most 75 bytes; the rest goes on in lines that begin with a space, never inside a character. */
function folded(line: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 75) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...parts, part];
}
