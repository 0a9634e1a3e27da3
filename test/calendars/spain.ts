/**
 * Spain: what each community has beside the nine national days (Real Decreto 2001/1983, art. 45).
 *
 * The lists of 2020 to 2026 are published; they are corrections of date-holidays here. Later years are a forecast: what falls on a Sunday
 * is moved to Monday unless the community puts a day of its own in its place, up to twelve days a year that are no Sunday (Estatuto de los
 * Trabajadores, art. 37.2). The Canaries have eleven, as each island has one of its own; Catalonia and Valencia may have a thirteenth that
 * is made up for. Two more are each municipality's: where they hold in the whole community, which is one municipality (Ceuta, Melilla) or
 * has decreed so (Navarra), they are in its calendar as well.
 */
import { FIRST_YEAR, LAST_YEAR, years } from './years';

/** The first year whose list is not published yet. */
const FORECAST_FROM = 2027;

const BOE =
  'BOE, relación de fiestas laborales: BOE-A-2019-14552 (for 2020), BOE-A-2020-13343 (2021), BOE-A-2021-17113 (2022), BOE-A-2022-16755 (2023), BOE-A-2023-22014 (2024), BOE-A-2024-21316 (2025), BOE-A-2025-21667 (2026)';
const NAVARRE =
  'Navarra, resolución de fiestas laborales of each year: San Francisco Javier is one of the two local days, in all of Navarra';
const CEUTA =
  'BOCCE, calendario de fiestas laborales of each year: the two local days of the city, 5 August among them until 2021';
const MELILLA =
  'BOME, calendario laboral of each year: the two local days of the city, others where they are Sundays (2023, 2024)';

/** Names of days that date-holidays does not have for whom they hold. */
const NAMES: Readonly<Record<string, string>> = {
  '03-13': 'Estatuto de Autonomía de Melilla',
  '03-19': 'San José',
  '06-09': 'Día de la Región de Murcia',
  '06-13': 'San Antonio',
  '06-24': 'San Juan',
  '07-25': 'Santiago Apóstol',
  '07-28': 'Día de las Instituciones de Cantabria',
  '09-08': 'Nuestra Señora de la Victoria',
  '09-17': 'Día de Melilla',
  '10-09': 'Día de la Comunitat Valenciana',
  '12-03': 'San Francisco Javier',
  '12-26': 'San Esteban',
  carnival: 'Martes de Carnaval',
  'easter-3': 'Jueves Santo',
  'easter-2': 'Viernes Santo',
  'easter+1': 'Lunes de Pascua',
  'easter+50': 'Lunes de Pascua Granada',
  'easter+60': 'Corpus Christi',
  fitr: 'Fiesta del Eid Fitr',
  adha: 'Fiesta del Sacrificio-Aid Al Adha',
  eidul: 'Fiesta del Sacrificio-Eidul Adha',
};

const MOVED = ' (día sustituto)';
const NATIONAL = ['01-01', 'easter-2', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'];

/** What a list has that date-holidays has not (+), and the other way round (-). A name stands where it is not the day's own. */
const LISTS: readonly { readonly region: string; readonly source: string; readonly days: string }[] = [
  { region: 'AN', source: BOE, days: '+2023-01-02 +2024-12-09 +2025-10-13' },
  { region: 'AR', source: BOE, days: '+2023-01-02 +2024-12-09 +2025-10-13' },
  { region: 'AS', source: BOE, days: '+2023-01-02 +2024-12-09 +2025-10-13' },
  {
    region: 'CB',
    source: `${BOE}: 28 July, not 28 June, in every list that has it`,
    days: `${everyYear('+', '07-28')} ${everyYear('-', '06-28')} +2020-04-13=easter+1 +2024-04-01=easter+1 +2024-07-25 -2020-12-07 -2024-09-16`,
  },
  {
    region: 'CE',
    source: `${BOE}; of 2 September 2023, which was to be made up for, and of the evenings before a feast nothing is in force`,
    days: `+2020-07-31=eidul +2020-12-07 +2021-07-20=eidul +2022-07-09=eidul +2023-06-29=eidul +2024-06-17=eidul +2025-06-06=eidul +2026-05-27=eidul
      -2020-07-30 -2021-07-19 -2022-07-08 -2022-12-26 -2023-06-27 -2023-09-02 -2024-06-15 -2024-09-02 -2025-06-05 -2025-09-02 -2026-05-26 -2032-03-21`,
  },
  {
    region: 'CE',
    source: CEUTA,
    days: `+2020-06-13 +2021-06-14 +2022-06-13 +2023-06-13 +2024-06-13 +2025-06-13 +2026-06-13
      +2022-05-03=fitr +2023-04-22=fitr +2024-04-10=fitr +2025-03-31=fitr +2026-03-20=fitr`,
  },
  { region: 'CL', source: BOE, days: '+2023-01-02 +2023-07-25 +2024-12-09 +2025-10-13 -2023-04-24' },
  { region: 'CM', source: BOE, days: '+2020-03-19 +2020-04-13=easter+1 +2026-04-06=easter+1 -2020-11-02' },
  { region: 'CN', source: BOE, days: '+2020-12-07 -2020-11-02 -2021-05-31' },
  { region: 'CT', source: BOE, days: '+2022-06-06=easter+50 -2021-05-03 -2022-05-02' },
  {
    region: 'EX',
    source: BOE,
    days: '+2021-03-19 +2023-02-21=carnival +2024-02-13=carnival +2024-12-09 +2025-10-13 -2024-09-09',
  },
  { region: 'GA', source: BOE, days: '+2020-06-24 +2022-06-24 +2026-06-24 -2022-03-19 -2022-12-26 -2024-03-19 -2025-03-19' },
  { region: 'IB', source: BOE, days: '+2020-12-07 +2020-12-26 +2025-12-26 +2026-12-26 -2020-03-02 -2025-04-21' },
  {
    region: 'MC',
    source: `${BOE}: 9 June in every list where it is no Sunday`,
    days: `${everyYear('+', '06-09')} +2023-01-02 +2024-12-09 -2022-03-19`,
  },
  { region: 'MD', source: BOE, days: '+2021-03-19 +2022-07-25 +2023-03-20 +2024-07-25 +2025-07-25' },
  {
    region: 'ML',
    source: BOE,
    days: `+2020-03-13 +2021-03-13 +2021-07-21=adha +2022-05-03=fitr +2022-07-11=adha +2023-06-29=adha +2024-06-17=adha +2024-12-09 +2025-03-31=fitr
      -2021-05-13 -2021-07-20 -2022-05-02 -2022-07-09 -2023-06-28`,
  },
  {
    region: 'ML',
    source: MELILLA,
    days: `${everyYear('+', '09-08', [2024])} ${everyYear('+', '09-17', [2023])} +2023-03-13 +2024-04-10=fitr`,
  },
  {
    region: 'NC',
    source: BOE,
    days: '+2020-12-07 +2022-07-25 +2023-07-25 +2024-07-25 +2025-07-25 -2020-11-02 -2022-03-19 -2024-03-19 -2025-03-19',
  },
  { region: 'NC', source: NAVARRE, days: `${everyYear('+', '12-03', [2023])} +2023-12-04` },
  { region: 'PV', source: BOE, days: '-2022-03-19 -2022-12-26 -2024-03-19 -2025-03-19' },
  { region: 'RI', source: BOE, days: '+2024-06-10' },
  {
    region: 'VC',
    source: `${BOE}: 9 October in every list where it is no Sunday`,
    days: `${everyYear('+', '10-09')} +2022-04-14=easter-3 -2022-12-26`,
  },
];

/**
 * Of each community: how many days it has, and which it takes beside the nine, first to last, until it has them. `+`: on a Sunday it is
 * moved to Monday, as it was before; `mondays`: those behind a national day on a Sunday; after `|`: only while there are not twelve.
 */
const HABITS = `
AN 12 01-06+ 02-28+ easter-3 mondays
AR 12 01-06+ easter-3 04-23+ mondays
AS 12 01-06+ easter-3 09-08+ mondays
CB 12 01-06 07-28 09-15 easter-3 mondays easter+1 07-25
CE 14 01-06+ easter-3 eidul+ 08-05 06-13+ fitr 09-02 mondays
CL 12 01-06+ easter-3 04-23+ mondays
CM 12 01-06 easter-3 05-31 easter+60 easter+1 mondays
CN 11 01-06+ 05-30 easter-3 mondays
CT 13 01-06 09-11 easter+1 06-24 12-26 | easter+50 mondays
EX 12 01-06+ easter-3 09-08+ mondays
GA 12 01-06 07-25 easter-3 05-17 03-19 06-24 mondays
IB 12 01-06 03-01+ easter-3 easter+1 12-26 mondays
MC 12 01-06+ easter-3 06-09 03-19 mondays
MD 12 01-06+ easter-3 05-02+ mondays 07-25 03-19
ML 14 01-06+ easter-3 09-08 09-17 adha+ fitr 03-13 mondays
NC 13 01-06+ easter-3 easter+1 12-03+ 07-25 03-19 mondays
PV 12 01-06 easter-3 easter+1 07-25 03-19 mondays
RI 12 01-06 easter-3 06-09+ easter+1 mondays
VC 13 01-06 10-09 easter+1 03-19 06-24 | easter-3 mondays
`;

// As the Islamic calendar of date-holidays foretells them: the moon decides.
const ADHA = '2027-05-16 2028-05-05 2029-04-24 2030-04-13 2031-04-02 2032-03-22 2033-03-11 2034-03-01 2035-02-18'.split(' ');
const FEASTS: Readonly<Record<string, readonly string[]>> = {
  fitr: '2027-03-09 2028-02-26 2029-02-14 2030-02-04 2031-01-24 2032-01-14 2033-12-23 2034-12-12 2035-12-01'.split(' '),
  adha: ADHA,
  eidul: ADHA,
};

type Names = ReadonlyMap<string, readonly string[]>;

/** The holidays of a Spanish community, made from what date-holidays has for it: date → names. */
export function spanishHolidays(region: string, known: Names): Map<string, readonly string[]> {
  const own: Record<string, string> = { ...NAMES };
  for (const [date, names] of known) if (!names[0].endsWith(MOVED)) own[date.slice(5)] = names[0];
  const holidays = new Map(known);
  for (const list of LISTS.filter((one) => one.region === region)) {
    for (const [, sign, date, name = ''] of list.days.matchAll(/([+-])(\d{4}-\d{2}-\d{2})(?:=(\S+))?/g)) {
      if (sign === '-') holidays.delete(date);
      else if (!holidays.has(date))
        holidays.set(date, [own[name] ?? own[date.slice(5)] ?? `${own[dayAfter(date, -1).slice(5)]}${MOVED}`]);
    }
  }
  for (const year of years(FORECAST_FROM, LAST_YEAR)) {
    const forecast = forecastOf(region, year, known);
    for (const date of holidays.keys())
      if (date.startsWith(`${year}-`) && !isSunday(date) && !forecast.has(date)) holidays.delete(date);
    for (const [date, { day, moved }] of forecast)
      if (!holidays.has(date)) holidays.set(date, [`${own[day]}${moved ? MOVED : ''}`]);
  }
  return holidays;
}

/** The days of a year that are no Sunday: date → which day it is, and whether it was moved to Monday. */
function forecastOf(region: string, year: number, known: Names): Map<string, { day: string; moved: boolean }> {
  const [, limit, habits] = HABITS.match(new RegExp(`^${region} (\\d+) (.+)$`, 'm')) ?? [];
  if (habits === undefined) throw new Error(`no habits of ${region} are known`);
  const easter = [...known].find(([date, names]) => date.startsWith(`${year}-`) && names.includes(NAMES['easter-2']))?.[0] ?? '';
  const on = (day: string): string => {
    if (day.startsWith('easter')) return dayAfter(easter, 2 + Number(day.slice('easter'.length)));
    return day in FEASTS ? (FEASTS[day].find((date) => date.startsWith(`${year}-`)) ?? '') : `${year}-${day}`;
  };
  const days = new Map<string, { day: string; moved: boolean }>();
  let most = Number(limit);
  const take = (day: string, moves: boolean) => {
    const date = on(day);
    const moved = isSunday(date) && moves;
    if (date && (moved || !isSunday(date)) && days.size < most) days.set(moved ? dayAfter(date, 1) : date, { day, moved });
  };
  for (const day of NATIONAL) take(day, false);
  for (const habit of habits.split(' ')) {
    if (habit === '|') most = Math.min(most, 12);
    else if (habit === 'mondays') for (const day of NATIONAL.filter((one) => isSunday(on(one)))) take(day, true);
    else take(habit.replace(/\+$/, ''), habit.endsWith('+'));
  }
  return days;
}

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const isSunday = (date: string): boolean => new Date(`${date}T00:00:00Z`).getUTCDay() === 0;

/** A day of each year with a list, as a correction. */
function everyYear(sign: '+' | '-', day: string, except: readonly number[] = []): string {
  const listed = years(FIRST_YEAR, FORECAST_FROM - 1).filter((year) => !except.includes(year));
  return listed.map((year) => `${sign}${year}-${day}`).join(' ');
}
