/** Instants as people read them: in a named zone, which is always shown (R8). */
import { language } from './words';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(at: string | number | Date, zone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  const key = `${language()} ${zone} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language(), { ...options, timeZone: zone });
  formats.set(key, format);
  return format.format(new Date(at));
}

/** Weekday, day and time, with the zone: of a market, else the browser's. */
export const instant = (at: string | number | Date, zone?: string): string =>
  formatted(at, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });

/** The same with the year, for what is long ago. */
export const dated = (at: string | number | Date, zone?: string): string =>
  formatted(at, zone, { dateStyle: 'medium', timeStyle: 'short' });

/** A day. */
export const day = (at: string | number | Date, zone?: string): string =>
  formatted(at, zone, { weekday: 'short', day: 'numeric', month: 'short' });

/** An instant that a program can read as well. */
export function Time({ at, zone, long }: { at: string; zone?: string; long?: boolean }) {
  return (
    <time dateTime={at} title={dated(at, zone)}>
      {long ? dated(at, zone) : instant(at, zone)}
    </time>
  );
}

/** Milliseconds as hours and minutes, as the language writes them. */
export function hours(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);
  const parts = [...(minutes >= 60 ? [unit(Math.floor(minutes / 60), 'hour')] : []), unit(minutes % 60, 'minute')];
  return minutes % 60 === 0 && minutes > 0 ? parts[0] : parts.join(' ');
}

/** Milliseconds of an ISO 8601 duration as the API gives counted times (PT3H20M, -PT1H). */
export function milliseconds(duration: string): number {
  const [, sign, days = 0, h = 0, m = 0, s = 0] =
    /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration) ?? [];
  return (sign ? -1 : 1) * (Number(days) * 86_400_000 + Number(h) * 3_600_000 + Number(m) * 60_000 + Number(s) * 1_000);
}
