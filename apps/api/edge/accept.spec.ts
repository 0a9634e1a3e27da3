import { prefers } from './accept';

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
