import { languageOf, prefers } from './accept';

describe('Accept', () => {
  it.each([
    ['text/plain', true],
    ['text/plain; charset=utf-8', true],
    ['text/*', true],
    ['text/plain, */*', true],
    ['text/plain, application/json;q=0.9', true],
    ['application/json;q=0.5, text/plain', true],
    ['TEXT/PLAIN', true],
    [undefined, false],
    ['*/*', false],
    ['application/json', false],
    ['application/json, text/plain, */*', false],
    ['text/plain;q=0.5, application/json', false],
    ['text/plain;q=0', false],
    ['text/plain;q=x', false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    [';;,,q=', false],
  ])('%s asks for text: %s', (accept, text) => {
    expect(prefers(accept, 'text/plain')).toBe(text);
  });
});

describe('Accept-Language', () => {
  it.each([
    [undefined, 'en'],
    ['de-AT,de;q=0.9', 'de'],
    ['sv, pl;q=0.5, fr;q=0.8', 'fr'],
    ['de;q=0, *', 'en'],
    ['DE ; Q=0.5', 'de'],
    [' pl ;q=0.2,\thu\t; q=0.3', 'hu'],
    ['\u0000;;q=,,', 'en'],
  ])('%s asks for %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
