/** Where date-holidays is wrong, and who says so. */

/** The years calendars cover. */
export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2035;

/** A date that date-holidays has wrong, and who says so. Applies to the country's calendar and to all its regions unless one is named. */
export interface Correction {
  readonly country: string;
  readonly region?: string;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly source: string;
}

/** Years from one to another, both included. */
export const years = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);

/** A day of every year. */
const fixed = (day: string, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(years(FIRST_YEAR, LAST_YEAR).map((year) => [`${year}-${day}`, name]));

// Each year's list moves Sundays, or takes another day instead.
const SPANISH_LISTS =
  'BOE, relación de fiestas laborales: BOE-A-2019-14552 (for 2020), BOE-A-2020-13343 (2021), BOE-A-2021-17113 (2022), BOE-A-2022-16755 (2023), BOE-A-2023-22014 (2024), BOE-A-2024-21316 (2025)';

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
    add: Object.fromEntries(years(2020, LAST_YEAR, 5).map((year) => [`${year}-05-05`, 'Bevrijdingsdag'])),
    source: 'Stichting van de Arbeid: a day off for all in lustrum years (every five years)',
  },
  {
    country: 'ES',
    region: '',
    remove: ['2022-12-26', '2033-12-26'],
    source: 'BOE, calendario laboral 2022: the Monday after Christmas was chosen by some communities, not by all',
  },
  {
    country: 'ES',
    region: 'PV',
    remove: ['2022-12-26'],
    source: 'BOE, calendario laboral 2022: not among the holidays of the País Vasco',
  },
  {
    country: 'ES',
    region: 'CB',
    add: fixed('07-28', 'Día de las Instituciones de Cantabria'),
    remove: Object.keys(fixed('06-28', '')),
    source: `${SPANISH_LISTS}: 28 July, not 28 June, in every list that has it`,
  },
  {
    country: 'ES',
    region: 'MC',
    add: fixed('06-09', 'Día de la Región de Murcia'),
    source: `${SPANISH_LISTS}: 9 June in every list where it is no Sunday`,
  },
  {
    country: 'ES',
    region: 'VC',
    add: fixed('10-09', 'Día de la Comunitat Valenciana'),
    source: `${SPANISH_LISTS}: 9 October in every list where it is no Sunday`,
  },
  {
    country: 'ES',
    region: 'CT',
    remove: ['2027-05-03', '2032-05-03'],
    source: 'Real Decreto 2001/1983, art. 45: a holiday on a Sunday is moved to Monday; 1 May is a Saturday in 2027 and 2032',
  },
  {
    country: 'ES',
    region: 'AN',
    add: {
      '2023-01-02': 'Año Nuevo (día sustituto)',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-10-13': 'Fiesta Nacional de España (día sustituto)',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'AR',
    add: {
      '2023-01-02': 'Año Nuevo (día sustituto)',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-10-13': 'Fiesta Nacional de España (día sustituto)',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'AS',
    add: {
      '2023-01-02': 'Año Nuevo (día sustituto)',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-10-13': 'Fiesta Nacional de España (día sustituto)',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CB',
    add: {
      '2020-04-13': 'Lunes de Pascua',
      '2024-04-01': 'Lunes de Pascua',
      '2024-07-25': 'Santiago Apóstol',
    },
    remove: ['2020-12-07', '2024-09-16'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CE',
    add: {
      '2020-07-31': 'Fiesta del Sacrificio-Eidul Adha',
      '2020-12-07': 'Día de la Constitución Española (día sustituto)',
      '2021-07-20': 'Fiesta del Sacrificio-Eidul Adha',
      '2023-06-29': 'Fiesta del Sacrificio-Eidul Adha',
      '2024-06-17': 'Fiesta del Sacrificio-Eidul Adha',
      '2025-06-06': 'Fiesta del Sacrificio-Eidul Adha',
    },
    remove: [
      '2020-07-30',
      '2020-08-05',
      '2021-07-19',
      '2021-08-05',
      '2022-07-08',
      '2022-12-26',
      '2023-06-27',
      '2025-06-05',
      '2025-09-02',
    ],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CL',
    add: {
      '2023-01-02': 'Año Nuevo (día sustituto)',
      '2023-07-25': 'Santiago Apóstol',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-10-13': 'Fiesta Nacional de España (día sustituto)',
    },
    remove: ['2023-04-24'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CM',
    add: {
      '2020-03-19': 'San José',
      '2020-04-13': 'Lunes de Pascua',
    },
    remove: ['2020-11-02'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CN',
    add: {
      '2020-12-07': 'Día de la Constitución Española (día sustituto)',
    },
    remove: ['2020-11-02', '2021-05-31'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CT',
    add: {
      '2022-06-06': 'Lunes de Pascua Granada',
    },
    remove: ['2021-05-03', '2022-05-02'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'EX',
    add: {
      '2021-03-19': 'San José',
      '2023-02-21': 'Martes de Carnaval',
      '2024-02-13': 'Martes de Carnaval',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-10-13': 'Fiesta Nacional de España (día sustituto)',
    },
    remove: ['2024-09-09'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'GA',
    add: {
      '2020-06-24': 'San Juan',
      '2022-06-24': 'San Juan',
    },
    remove: ['2022-12-26', '2024-03-19', '2025-03-19'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'IB',
    add: {
      '2020-12-07': 'Día de la Constitución Española (día sustituto)',
      '2025-12-26': 'San Esteban',
    },
    remove: ['2020-03-02', '2025-04-21'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'MC',
    add: {
      '2023-01-02': 'Año Nuevo (día sustituto)',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'MD',
    add: {
      '2021-03-19': 'San José',
      '2022-07-25': 'Santiago Apóstol',
      '2023-03-20': 'San José (día sustituto)',
      '2024-07-25': 'Santiago Apóstol',
      '2025-07-25': 'Santiago Apóstol',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'ML',
    add: {
      '2020-03-13': 'Estatuto de Autonomía de Melilla',
      '2021-07-21': 'Fiesta del Sacrificio-Aid Al Adha',
      '2022-05-03': 'Fiesta del Eid Fitr',
      '2022-07-11': 'Fiesta del Sacrificio-Aid Al Adha',
      '2023-06-29': 'Fiesta del Sacrificio-Aid Al Adha',
      '2024-06-17': 'Fiesta del Sacrificio-Aid Al Adha',
      '2024-12-09': 'La inmaculada concepción (día sustituto)',
      '2025-03-31': 'Fiesta del Eid Fitr',
    },
    remove: ['2021-05-13', '2021-07-20', '2022-05-02', '2023-06-28', '2024-04-10'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'NC',
    add: {
      '2020-12-07': 'Día de la Constitución Española (día sustituto)',
      '2022-07-25': 'Santiago Apóstol',
      '2023-07-25': 'Santiago Apóstol',
      '2024-07-25': 'Santiago Apóstol',
      '2025-07-25': 'Santiago Apóstol',
    },
    remove: ['2020-11-02', '2024-03-19', '2025-03-19'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'PV',
    remove: ['2024-03-19', '2025-03-19'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'RI',
    add: {
      '2024-06-10': 'Día de La Rioja (día sustituto)',
    },
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'VC',
    add: {
      '2022-04-14': 'Jueves Santo',
    },
    remove: ['2022-12-26'],
    source: SPANISH_LISTS,
  },
  {
    country: 'ES',
    region: 'CE',
    add: {
      '2026-05-27': 'Fiesta del Sacrificio-Eidul Adha',
      '2027-05-16': 'Fiesta del Sacrificio-Eidul Adha',
      '2028-05-05': 'Fiesta del Sacrificio-Eidul Adha',
      '2029-04-24': 'Fiesta del Sacrificio-Eidul Adha',
      '2030-04-13': 'Fiesta del Sacrificio-Eidul Adha',
      '2031-04-02': 'Fiesta del Sacrificio-Eidul Adha',
      '2032-03-22': 'Fiesta del Sacrificio-Eidul Adha',
      '2033-03-11': 'Fiesta del Sacrificio-Eidul Adha',
      '2034-03-01': 'Fiesta del Sacrificio-Eidul Adha',
      '2035-02-18': 'Fiesta del Sacrificio-Eidul Adha',
    },
    remove: [
      '2026-05-26',
      '2027-05-15',
      '2028-05-04',
      '2029-04-23',
      '2030-04-12',
      '2031-04-01',
      '2032-03-21',
      '2033-03-10',
      '2034-02-28',
      '2035-02-17',
    ],
    source:
      'Ceuta, calendario laboral 2026: 27 May; date-holidays begins the feast the evening before. Later years as in Melilla, a forecast',
  },
];
