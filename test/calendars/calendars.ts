/**
 * `npm run calendars`: writes the calendars of all markets from date-holidays into `libs/domain/market/calendars`, as text to be reviewed.
 *
 * What counts as a holiday (R2.5): statutory public holidays of the whole country, or of the whole region in a regional calendar.
 * - Irish holidays on a weekend move nowhere: the Organisation of Working Time Act 1997, s. 21, gives the employee another benefit of
 *   the employer's choice. St Brigid's Day is a Monday by its own rule.
 * - Hungary's bridging days (2025-05-02, say) exchange a working day with a Saturday by decree; they are no holidays
 *   (munkaszüneti nap, Labour Code s. 102), and the Saturday is not counted either. Romanian bridging days bind public offices only.
 * - Where a Spanish holiday falls on a Sunday each community decides; a Monday that only some have is not nationwide. Their lists for a
 *   year are published in October before it: those up to 2026 are in spain.ts, with a forecast of later years.
 * - 5 May in the Netherlands is a holiday of the statute on time limits each year, whatever collective agreements say of it.
 * Operators who see it otherwise correct their market's calendar by event (R2.6).
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CalendarData, compileCalendar, MARKETS } from '../../libs/domain';
import { CORRECTIONS, PROVINCES } from './calendar-corrections';
import { spanishHolidays } from './spain';
import { FIRST_YEAR, LAST_YEAR, years } from './years';

const FOLDER = 'libs/domain/market/calendars';
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** What a run did: the files written, and the calendars that already stood as they should. */
interface GeneratedCalendars {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Generates all calendars. A calendar whose days differ from its newest file gets a new file with the next version; no file is ever
 * changed, because events point to it. Run from the root of the repository; throws if the folder is not there.
 */
export async function generateCalendars(folder = FOLDER, year = new Date().getFullYear()): Promise<GeneratedCalendars> {
  if (!existsSync(folder)) throw new Error(`${folder} not found: run this from the root of the repository`);
  // A development dependency: only this command needs it, so only this command loads it.
  const { default: Holidays } = await import('date-holidays');
  const { version: release } = JSON.parse(await readFile(require.resolve('date-holidays/package.json'), 'utf8')) as {
    version: string;
  };
  const source = `date-holidays ${release}`;
  const files = await filesIn(folder);
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const { id, country, zone } of MARKETS) {
    const nation = draft(id, zone, source, holidaysOf(new Holidays(country), country));
    const drafts = [nation];
    const provinces = PROVINCES.filter((one) => one.country === country);
    const states = Object.keys(new Holidays().getStates(country) ?? {});
    for (const region of [...states, ...provinces.map(({ province }) => province)]) {
      const holidays = new Holidays(country, provinces.find(({ province }) => province === region)?.region ?? region);
      // A country lists all its zones; a region that lists one is in that one (Canarias, La Réunion).
      const zones = holidays.getTimezones();
      const regional = draft(
        `${id}-${region.toLowerCase()}`,
        zones.length === 1 ? zones[0] : zone,
        source,
        holidaysOf(holidays, country, region),
      );
      // Some regions differ in the names' language only. One that was a market stays one.
      if (datesOf(regional) !== datesOf(nation) || files.some((file) => file.id === regional.id)) drafts.push(regional);
    }
    for (const data of drafts) {
      const versions = files.filter((file) => file.id === data.id);
      const newest = versions.at(-1);
      if (newest && daysOf(newest) === daysOf(data)) unchanged.push(data.id);
      else {
        const number =
          1 + Math.max(0, ...versions.map(({ version }) => version.split('-').map(Number)).map(([y, n]) => (y === year ? n : 0)));
        const next = { ...data, version: `${year}-${number}` };
        compileCalendar(next);
        const name = `${next.id}.${next.version}.json`;
        await writeFile(join(folder, name), textOf(next), { flag: 'wx' });
        files.push(next);
        written.push(name);
      }
    }
  }
  await writeFile(join(folder, 'index.ts'), indexOf(await filesIn(folder)));
  return { written, unchanged };
}

function draft(id: string, zone: string, source: string, holidays: CalendarData['holidays']): CalendarData {
  return { id, version: '', source, zone, weekdays: MONDAY_TO_FRIDAY, from: FIRST_YEAR, to: LAST_YEAR, holidays };
}

type Holidays = { getHolidays(year: number): { date: string; start: Date; end: Date; name: string; type: string }[] };

/** What `holidaysOf` found, by country and region: the library takes seconds for all of them, and says the same each time. */
const FOUND = new Map<string, CalendarData['holidays']>();

function holidaysOf(holidays: Holidays, country: string, region = ''): CalendarData['holidays'] {
  const place = `${country} ${region}`;
  const found = FOUND.get(place) ?? findHolidays(holidays, country, region);
  FOUND.set(place, found);
  return found;
}

/** The public holidays of all years, one entry per local date: holidays of several days are spread, two on one date share it. */
function findHolidays(holidays: Holidays, country: string, region: string): CalendarData['holidays'] {
  let names = new Map<string, readonly string[]>();
  for (const year of years(FIRST_YEAR, LAST_YEAR)) {
    for (const { date, start, end, name, type } of holidays.getHolidays(year)) {
      if (type !== 'public') continue;
      // Days of 23 and 25 hours are one day: rounding takes the difference.
      const days = Math.round((end.getTime() - start.getTime()) / 86_400_000);
      for (let day = 0; day < days; day++) {
        const on = new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
        const there = names.get(on) ?? [];
        // A holiday and its own substitute may meet on one date.
        if (!there.some((known) => name.startsWith(known))) names.set(on, [...there, name]);
      }
    }
  }
  for (const correction of CORRECTIONS) {
    if (correction.country !== country || (correction.region !== undefined && correction.region !== region)) continue;
    for (const date of correction.remove ?? []) names.delete(date);
    for (const [date, [name]] of names) if (name === correction.without) names.delete(date);
    for (const [date, name] of Object.entries(correction.add ?? {})) if (!names.has(date)) names.set(date, [name]);
  }
  if (country === 'ES' && region !== '') names = spanishHolidays(region, names);
  return Object.fromEntries(
    [...names]
      .filter(([date]) => Number(date.slice(0, 4)) >= FIRST_YEAR && Number(date.slice(0, 4)) <= LAST_YEAR)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([date, all]) => [date, all.join(' / ')]),
  );
}

/** What makes a calendar the same calendar: everything but its version and the release it was generated with. */
function daysOf({ zone, weekdays, from, to, holidays }: CalendarData): string {
  return JSON.stringify([zone, weekdays, from, to, Object.entries(holidays).sort(([a], [b]) => a.localeCompare(b))]);
}

function datesOf({ zone, holidays }: CalendarData): string {
  return JSON.stringify([zone, Object.keys(holidays)]);
}

/** All calendar files of a folder, by id and version. */
async function filesIn(folder: string): Promise<CalendarData[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CalendarData),
  );
  return files.sort((a, b) => a.id.localeCompare(b.id) || a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** One holiday per line, so that a review shows days and nothing else. */
function textOf(data: CalendarData): string {
  return `${JSON.stringify(data, null, 2).replace(/"weekdays": \[[^\]]*\]/, `"weekdays": [${data.weekdays.join(', ')}]`)}
`;
}

/** The list of files as TypeScript: the domain reads no folder, so it is told. */
function indexOf(files: readonly CalendarData[]): string {
  const imports = files.map(({ id, version }) => ({
    name: `${id}_${version}`.replaceAll('-', '_'),
    file: `./${id}.${version}.json`,
  }));
  return [
    '/** Written by `npm run calendars`. Every file that was ever released stays: events point to it. */',
    "import type { CalendarData } from '../../clock';",
    ...imports.map(({ name, file }) => `import ${name} from '${file}';`),
    '',
    '/** The data files of all calendars in all versions, the versions of a calendar oldest first. */',
    'export const CALENDAR_FILES: readonly CalendarData[] = [',
    ...imports.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}
