/** Instants as people read them: in a named zone, which is always shown (R8). */
import { language } from './words';

/** How something is written in a language and zone, with what was written already: a view says the same instants again and again. */
interface Written {
  readonly format: Intl.DateTimeFormat;
  readonly texts: Map<number, string>;
}
const writings = new Map<string, Written>();
const TEXTS_AT_MOST = 2_000;

function formatted(at: string | number | Date, zone: string | undefined, name: keyof typeof OPTIONS): string {
  const key = `${language()} ${zone} ${name}`;
  const known = writings.get(key);
  const { format, texts } = known ?? {
    format: new Intl.DateTimeFormat(language(), { ...OPTIONS[name], timeZone: zone }),
    texts: new Map(),
  };
  if (!known) writings.set(key, { format, texts });
  const instant = +new Date(at);
  const text = texts.get(instant) ?? format.format(instant);
  if (texts.size >= TEXTS_AT_MOST) texts.clear();
  texts.set(instant, text);
  return text;
}

const OPTIONS = {
  instant: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  dated: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Weekday, day and time, with the zone: of a market, else the browser's. */
export const instant = (at: string | number | Date, zone?: string): string => formatted(at, zone, 'instant');

/** Day with the year and time, with the zone: for what is long ago. */
export const dated = (at: string | number | Date, zone?: string): string => formatted(at, zone, 'dated');

/** A day. */
export const day = (at: string | number | Date, zone?: string): string => formatted(at, zone, 'day');

/** A date of a calendar, which is the same in every zone. */
export const onDay = (date: string): string => day(`${date}T12:00:00Z`, 'UTC');

/** An instant that a program can read as well. */
export function Time({ at, zone, long }: { at: string; zone?: string; long?: boolean }) {
  return (
    <time dateTime={at} title={dated(at, zone)}>
      {long ? dated(at, zone) : instant(at, zone)}
    </time>
  );
}

const numbers = new Map<string, Intl.NumberFormat>();

function numbered(value: number, name: string, options: Intl.NumberFormatOptions): string {
  const key = `${language()} ${name}`;
  const format = numbers.get(key) ?? new Intl.NumberFormat(language(), options);
  numbers.set(key, format);
  return format.format(value);
}

/** A number with two decimals at most. */
export const decimal = (value: number): string => numbered(value, 'decimal', { maximumFractionDigits: 2 });

/** A share of one, in percent. */
export const percent = (share: number): string => numbered(share, 'percent', { style: 'percent', maximumFractionDigits: 1 });

/** A sum as orders tell it, such as 129.90 of EUR; without a currency as it is. */
export function money(amount: string, currency: string | undefined): string {
  const isSum = currency && Number.isFinite(Number(amount));
  return isSum ? numbered(Number(amount), currency, { style: 'currency', currency }) : `${amount} ${currency ?? ''}`.trim();
}

/** Milliseconds as hours and minutes, as the language writes them. */
export function hours(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const unit = (value: number, name: string) => numbered(value, name, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  const parts = [...(minutes >= 60 ? [unit(Math.floor(minutes / 60), 'hour')] : []), unit(minutes % 60, 'minute')];
  return minutes % 60 === 0 && minutes > 0 ? parts[0] : parts.join(' ');
}

/** Milliseconds of an ISO 8601 duration as the API gives counted times (PT3H20M, -PT1H). */
export function milliseconds(duration: string): number {
  const [, sign, days = 0, h = 0, m = 0, s = 0] =
    /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration) ?? [];
  return (sign ? -1 : 1) * (Number(days) * 86_400_000 + Number(h) * 3_600_000 + Number(m) * 60_000 + Number(s) * 1_000);
}
