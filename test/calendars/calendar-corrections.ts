/** Where date-holidays is wrong, and who says so. Spain has a file of its own (spain.ts). */
import { FIRST_YEAR, LAST_YEAR, years } from './years';

/** A date that date-holidays has wrong, and who says so. Applies to the country's calendar and to all its regions unless one is named. */
export interface Correction {
  readonly country: string;
  readonly region?: string;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  /** A holiday by its name, in all years. */
  readonly without?: string;
  readonly source: string;
}

/** A day of every year. */
const fixed = (day: string, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(years(FIRST_YEAR, LAST_YEAR).map((year) => [`${year}-${day}`, name]));

/** All of them; where two speak of one date the later one counts. */
export const CORRECTIONS: readonly Correction[] = [
  {
    country: 'RO',
    remove: years(2020, 2023).flatMap((year) => [`${year}-01-06`, `${year}-01-07`]),
    source: 'Legea 52/2023: Bobotează and Sfântul Ioan are days off from 2024 on',
  },
  {
    country: 'SK',
    add: Object.fromEntries(
      years(2027, LAST_YEAR).flatMap((year) => [
        [`${year}-05-08`, 'Deň víťazstva nad fašizmom'],
        [`${year}-09-15`, 'Sviatok Panny Márie Sedembolestnej'],
      ]),
    ),
    source:
      'consolidation act of September 2025 (zákon 241/1993 Z. z. as amended): 8 May and 15 September are working days in 2026 only',
  },
  {
    country: 'IE',
    add: { '2022-03-18': 'Day of Remembrance and Recognition' },
    source: 'S.I. 50/2022: one-off public holiday in memory of those who died of COVID-19',
  },
  {
    country: 'NL',
    add: fixed('05-05', 'Bevrijdingsdag'),
    source: 'Algemene termijnenwet, art. 3(1): 5 May is a generally recognised holiday, every year',
  },
  {
    country: 'ES',
    region: '',
    remove: ['2022-12-26', '2033-12-26'],
    source: 'BOE, calendario laboral 2022: the Monday after Christmas was chosen by some communities, not by all',
  },
  {
    country: 'FR',
    region: 'MF',
    add: fixed('05-28', 'Abolition de l’esclavage'),
    remove: Object.keys(fixed('05-27', '')),
    source: 'Code du travail, art. L3422-2; circulaires of 2018 and 2019: Saint-Martin commemorates the abolition on 28 May',
  },
  ...['GP', 'MQ'].map((region) => ({
    country: 'FR',
    region,
    without: 'Vendredi saint',
    source: 'Code du travail, arts. L3133-1, L3134-13 and L3422-2: by law Good Friday is a holiday in Alsace-Moselle only',
  })),
  {
    country: 'IT',
    region: '32',
    without: 'Lunedì di Pentecoste',
    source:
      'legge 260/1949, art. 2, as amended: no holiday of the state; the province of Bolzano (IT-BZ) keeps it in place of a patron’s day, that of Trento does not',
  },
];

/** Provinces with holidays that others of their region do not have: date-holidays gives those of the whole region. */
export const PROVINCES: readonly { readonly country: string; readonly province: string; readonly region: string }[] = [
  { country: 'IT', province: 'BZ', region: '32' },
];
