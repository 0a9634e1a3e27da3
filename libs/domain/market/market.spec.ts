import { calendarOf, calendarVersions, findMarket, LANGUAGES, MARKETS, regionalMarkets } from '.';

const holiday = (calendar: string, date: string) => calendarOf(calendar).data.holidays[date];

describe('markets (R8)', () => {
  it('are the thirteen', () => {
    expect(MARKETS.map(({ id }) => id)).toEqual(['de', 'at', 'pl', 'cz', 'sk', 'fr', 'it', 'es', 'nl', 'be', 'ro', 'hu', 'ie']);
  });

  it.each(MARKETS.map((market) => [market.id, market] as const))(
    '%s has a calendar in its own zone and languages the product writes',
    (_id, market) => {
      expect(calendarOf(market.calendar).zone).toBe(market.zone);
      expect(market.languages.length).toBeGreaterThan(0);
      for (const language of market.languages) expect(LANGUAGES).toContain(language);
    },
  );

  it('have a regional market for each region with holidays of its own', () => {
    expect(regionalMarkets('de')).toHaveLength(16);
    expect(regionalMarkets('es')).toHaveLength(19);
    expect(regionalMarkets('nl')).toEqual([]);
    expect(regionalMarkets('atlantis')).toEqual([]);
    expect(findMarket('de-by')).toEqual({ ...findMarket('de'), id: 'de-by', region: 'BY', calendar: 'de-by' });
    expect(findMarket('es-cn')?.zone).toBe('Atlantic/Canary');
    expect(findMarket('fr-re')?.zone).toBe('Indian/Reunion');
  });

  it.each(['xx', 'de-xx', '', 'de-', 'DE'])('there is no market "%s"', (id) => {
    expect(findMarket(id)).toBeUndefined();
  });
});

describe('calendars of the repository (R2.5)', () => {
  const all = MARKETS.flatMap(({ id }) => [id, ...regionalMarkets(id).map((region) => region.id)]);

  it.each(all)('%s: every version compiles and covers 2020 to 2035 with 7 to 20 holidays a year', (id) => {
    for (const version of calendarVersions(id)) {
      const { data } = calendarOf(id, version);
      expect(data).toMatchObject({ id, version, weekdays: [1, 2, 3, 4, 5], from: 2020, to: 2035 });
      for (let year = 2020; year <= 2035; year++) {
        const dates = Object.keys(data.holidays).filter((date) => date.startsWith(`${year}-`));
        expect(dates.length).toBeGreaterThanOrEqual(7);
        expect(dates.length).toBeLessThanOrEqual(20);
      }
      expect(Object.keys(data.holidays)).toEqual(Object.keys(data.holidays).sort());
    }
  });

  it('are found by version, the newest without one, and are compiled once', () => {
    expect(calendarVersions('de')[0]).toBe('2026-1');
    expect(calendarOf('de', '2026-1').version).toBe('2026-1');
    expect(calendarOf('de').version).toBe(calendarVersions('de').at(-1));
    expect(calendarOf('de')).toBe(calendarOf('de'));
  });

  it('unknown ones are named', () => {
    expect(() => calendarOf('xx')).toThrow('unknown calendar xx');
    expect(() => calendarOf('de', '1999-1')).toThrow('calendar de has no version 1999-1');
    expect(calendarVersions('xx')).toEqual([]);
  });

  it.each([
    ['de', '2025-04-18', 'Karfreitag'],
    ['de', '2025-10-03', 'Tag der Deutschen Einheit'],
    ['de-by', '2025-01-06', 'Heilige Drei Könige'],
    ['de-be', '2025-05-08', 'Tag der Befreiung (80. Jahrestag)'],
    ['de-sn', '2025-11-19', 'Buß- und Bettag'],
    ['at', '2025-10-26', 'Nationalfeiertag'],
    ['pl', '2025-12-24', 'Wigilia Bożego Narodzenia'],
    ['pl', '2025-11-11', 'Narodowe Święto Niepodległości'],
    ['cz', '2020-04-10', 'Velký pátek'],
    ['cz', '2025-12-24', 'Štědrý den'],
    ['sk', '2023-09-01', 'Deň Ústavy'],
    ['sk', '2024-11-17', 'Deň boja za slobodu a demokraciu'],
    ['sk', '2025-09-15', 'Sviatok Panny Márie Sedembolestnej'],
    ['sk', '2027-05-08', 'Deň víťazstva nad fašizmom'],
    ['fr', '2025-07-14', 'Fête Nationale de la France'],
    ['fr-67', '2025-04-18', 'Vendredi saint'],
    ['it', '2026-10-04', "Festa nazionale di San Francesco d'Assisi"],
    ['es', '2025-04-18', 'Viernes Santo'],
    ['es-ct', '2025-09-11', 'Dia de Cataluña'],
    ['es-md', '2022-12-26', 'Navidad (día sustituto)'],
    ['es-an', '2025-10-13', 'Fiesta Nacional de España (día sustituto)'],
    ['es-cb', '2026-07-28', 'Día de las Instituciones de Cantabria'],
    ['es-ce', '2026-05-27', 'Fiesta del Sacrificio-Eidul Adha'],
    ['es-ct', '2022-06-06', 'Lunes de Pascua Granada'],
    ['es-mc', '2026-06-09', 'Día de la Región de Murcia'],
    ['es-md', '2025-07-25', 'Santiago Apóstol'],
    ['es-vc', '2026-10-09', 'Día de la Comunitat Valenciana'],
    ['es-ce', '2020-08-05', 'Nuestra Señora de África'],
    ['es-ce', '2021-06-14', 'San Antonio'],
    ['es-ce', '2025-03-31', 'Fiesta del Eid Fitr'],
    ['es-ce', '2025-06-13', 'San Antonio'],
    ['es-ce', '2026-03-20', 'Fiesta del Eid Fitr'],
    ['es-ce', '2027-06-14', 'San Antonio'],
    ['es-cm', '2026-04-06', 'Lunes de Pascua'],
    ['es-cn', '2028-05-30', 'Día de Canarias'],
    ['es-ga', '2026-06-24', 'San Juan'],
    ['es-ml', '2023-03-13', 'Estatuto de Autonomía de Melilla'],
    ['es-ml', '2024-04-10', 'Fiesta del Eid Fitr'],
    ['es-ml', '2024-09-17', 'Día de Melilla'],
    ['es-ml', '2026-09-08', 'Nuestra Señora de la Victoria'],
    ['es-nc', '2023-12-04', 'San Francisco Javier (día sustituto)'],
    ['es-nc', '2025-12-03', 'San Francisco Javier'],
    ['es-nc', '2034-12-04', 'San Francisco Javier (día sustituto)'],
    ['nl', '2025-04-26', 'Koningsdag'],
    ['nl', '2026-04-27', 'Koningsdag'],
    ['nl', '2025-05-05', 'Bevrijdingsdag'],
    ['nl', '2026-05-05', 'Bevrijdingsdag'],
    ['fr-mf', '2026-05-28', 'Abolition de l’esclavage'],
    ['it-bz', '2026-05-25', 'Lunedì di Pentecoste'],
    ['be', '2025-07-21', 'Fête nationale'],
    ['ro', '2025-01-02', 'Anul nou'],
    ['ro', '2024-01-06', 'Bobotează'],
    ['ro', '2026-06-01', 'Rusalii'],
    ['ro', '2024-05-03', 'Vinerea Mare'],
    ['hu', '2025-10-23', '1956-os forradalom'],
    ['ie', '2022-03-18', 'Day of Remembrance and Recognition'],
    ['ie', '2023-02-06', 'St. Brigid’s Day'],
    ['ie', '2030-02-01', 'St. Brigid’s Day'],
  ])('%s: %s is %s', (calendar, date, name) => {
    expect(holiday(calendar, date)).toContain(name);
  });

  // Two days of the fourteen are each municipality's: in Ceuta, Melilla and, one of them, Navarra they hold in the whole.
  const local: Record<string, number> = { 'es-ce': 2, 'es-ml': 2, 'es-nc': 1 };
  const mayHaveOneMore = ['es-ct', 'es-vc'];

  it.each(regionalMarkets('es').map(({ id }) => id))('%s has the days of the law each year, forecasts included', (id) => {
    const working = Object.keys(calendarOf(id).data.holidays).filter((date) => new Date(date).getUTCDay() !== 0);
    const fewest = (id === 'es-cn' ? 11 : 12) + (local[id] ?? 0);
    const most = mayHaveOneMore.includes(id) ? fewest + 1 : fewest;
    for (let year = 2020; year <= 2035; year++) {
      const days = working.filter((date) => date.startsWith(`${year}-`));
      const wrong = days.length < fewest || days.length > most;
      expect([year, wrong ? days : 'right']).toEqual([year, 'right']);
    }
  });

  it('a region has the days of its country', () => {
    for (const nation of MARKETS) {
      const dates = Object.keys(calendarOf(nation.calendar).data.holidays);
      for (const { calendar } of regionalMarkets(nation.id))
        expect([calendar, dates.filter((date) => holiday(calendar, date) === undefined)]).toEqual([calendar, []]);
    }
  });

  it('of an old version say what they said', () => {
    expect(calendarVersions('es-nc')).toEqual(['2026-1', '2026-2', '2026-3']);
    for (const [id, version, date, there] of [
      ['es-nc', '2026-2', '2025-12-03', false],
      ['it-32', '2026-1', '2026-05-25', true],
      ['nl', '2026-1', '2026-05-05', false],
      ['fr-gp', '2026-1', '2026-04-03', true],
    ] as const)
      expect(date in calendarOf(id, version).data.holidays).toBe(there);
  });

  it.each([
    ['de', '2025-12-24', 'Christmas Eve is no public holiday'],
    ['de', '2025-01-06', 'Epiphany is regional'],
    ['de', '2025-10-31', 'Reformation Day is regional'],
    ['de-be', '2026-05-08', 'was a holiday of 2020 and 2025 only'],
    ['at', '2025-04-18', 'Good Friday has been a personal holiday since 2019'],
    ['pl', '2024-12-24', 'a day off from 2025 on'],
    ['sk', '2024-09-01', 'a working day since 2024'],
    ['sk', '2025-11-17', 'a working day since 2025'],
    ['sk', '2026-05-08', 'a working day in 2026'],
    ['sk', '2026-09-15', 'a working day in 2026'],
    ['fr', '2025-04-18', 'Good Friday is a holiday in Alsace-Moselle'],
    ['it', '2025-10-04', 'a holiday from 2026 on'],
    ['es', '2022-12-26', 'chosen by some communities only'],
    ['es-pv', '2022-12-26', 'not chosen by the Basque country'],
    ['es', '2025-04-17', 'Maundy Thursday is regional'],
    ['es-cb', '2026-06-28', 'the community’s day is in July'],
    ['es-ce', '2026-05-26', 'the evening before the feast'],
    ['es-ct', '2027-05-03', 'a Saturday is not moved'],
    ['es-ga', '2025-03-19', 'not in the list of that year'],
    ['es-mc', '2024-06-10', 'the Sunday was not moved'],
    ['fr-gp', '2026-04-03', 'Good Friday is a holiday by law in Alsace-Moselle only'],
    ['fr-mf', '2026-05-27', 'Guadeloupe’s day'],
    ['fr-mq', '2025-04-18', 'Good Friday is a holiday by law in Alsace-Moselle only'],
    ['it-32', '2026-05-25', 'Whit Monday is Bolzano’s, not Trento’s'],
    ['es-ce', '2024-09-02', 'left out of that year’s list'],
    ['es-ml', '2023-09-18', 'the Sunday was not moved'],
    ['es-pv', '2022-03-19', 'not in the list of that year'],
    ['nl', '2025-04-18', 'Good Friday is no general day off'],
    ['nl', '2025-04-27', 'King’s Day moves off a Sunday'],
    ['be', '2025-04-18', 'Good Friday is no Belgian holiday'],
    ['ro', '2023-01-06', 'a day off from 2024 on'],
    ['hu', '2025-05-02', 'a bridging day exchanged with a Saturday is no holiday'],
    ['hu', '2025-12-24', 'a bridging day too'],
    ['ie', '2022-02-07', 'St Brigid’s Day begins 2023'],
    ['ie', '2025-04-18', 'Good Friday is a bank holiday only'],
    ['ie', '2024-03-18', 'St Patrick’s Day on a Sunday moves nowhere by law'],
  ])('%s: %s is not: %s', (calendar, date) => {
    expect(holiday(calendar, date)).toBeUndefined();
  });
});
