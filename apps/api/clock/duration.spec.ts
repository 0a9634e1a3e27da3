import { inWords, languageOf } from './duration';

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
    [undefined, 'en'],
    ['de-AT,de;q=0.9', 'de'],
    ['sv, pl;q=0.5, fr;q=0.8', 'fr'],
    ['de;q=0, *', 'en'],
    ['\u0000;;q=,,', 'en'],
  ])('%s asks for %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
