/** Times of a zone as instants. */

const HOUR_MS = 3_600_000;

/** The instant of a time as a field gives it (`2027-03-28T02:30`) in a zone: of an hour that is there twice, the first. */
export function instantOf(local: string, zone: string): string {
  if (!local) return '';
  const wall = Date.parse(`${local}Z`);
  const candidates = [-24, 24].map((hours) => wall - aheadOfUtc(wall + hours * HOUR_MS, zone));
  const found = candidates.find((at) => at + aheadOfUtc(at, zone) === wall) ?? candidates[0];
  return new Date(found).toISOString();
}

/** How far a zone is ahead of UTC at an instant. */
function aheadOfUtc(at: number, zone: string): number {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en', { ...numeric, hourCycle: 'h23', timeZone: zone });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}Z`) - at;
}
