import { inWords } from './duration';

const HOUR = 3_600_000;

describe('durations in words', () => {
  it.each([
    [0, 'en', '0 minutes'],
    [59_999, 'en', '0 minutes'],
    [24 * HOUR, 'en', '24 hours'],
    [HOUR + 60_000, 'en', '1 hour, 1 minute'],
    [5 * HOUR + 20 * 60_000, 'de', '5 Stunden, 20 Minuten'],
  ] as const)('%d ms in %s', (ms, language, words) => {
    expect(inWords(ms, language)).toBe(words);
  });

  it.each([
    ['de', '1 Stunde, 1 Minute', '2 Stunden, 2 Minuten', '5 Stunden, 22 Minuten'],
    ['en', '1 hour, 1 minute', '2 hours, 2 minutes', '5 hours, 22 minutes'],
    ['pl', '1 godzina i 1 minuta', '2 godziny i 2 minuty', '5 godzin i 22 minuty'],
    ['cs', '1 hodina a 1 minuta', '2 hodiny a 2 minuty', '5 hodin a 22 minut'],
    ['sk', '1 hodina, 1 minúta', '2 hodiny, 2 minúty', '5 hodín, 22 minút'],
    ['fr', '1 heure et 1 minute', '2 heures et 2 minutes', '5 heures et 22 minutes'],
    ['it', '1 ora e 1 minuto', '2 ore e 2 minuti', '5 ore e 22 minuti'],
    ['es', '1 hora y 1 minuto', '2 horas y 2 minutos', '5 horas y 22 minutos'],
    ['nl', '1 uur en 1 minuut', '2 uur en 2 minuten', '5 uur en 22 minuten'],
    ['ro', '1 oră și 1 minut', '2 ore și 2 minute', '5 ore și 22 de minute'],
    ['hu', '1 óra és 1 perc', '2 óra és 2 perc', '5 óra és 22 perc'],
  ] as const)('in %s: one, two, many', (language, one, two, many) => {
    const words = (hours: number, minutes: number) => inWords(hours * HOUR + minutes * 60_000, language);
    expect([words(1, 1), words(2, 2), words(5, 22)]).toEqual([one, two, many]);
  });
});
