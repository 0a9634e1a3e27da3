/** Whatever the API refuses, a person reads why in the own language: what the API says itself is English, for programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUS_OF } from '../../apps/api/edge/problem';
import { toldOf } from '../../apps/console/src/shared/refusals';
import { LANGUAGES } from '../../apps/console/src/words/counted';

const APPS = join(__dirname, '../../apps');
const sourcesOf = (app: string) =>
  readdirSync(join(APPS, app), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.spec)\.tsx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(APPS, app, name), 'utf8') }));

/** Every refusal that is named in the code of the API, by its status. */
const refusals = [
  ...Object.entries(STATUS_OF).map(([code, status]) => ({ code, status })),
  ...sourcesOf('api').flatMap(({ text }) => [
    ...[...text.matchAll(/Problem\(\s*(\d{3}),\s*'([a-z-]+)'/g)].map(([, status, code]) => ({ code, status: Number(status) })),
    ...[...text.matchAll(/unavailable\(\s*'([a-z-]+)'/g)].map(([, code]) => ({ code, status: 503 })),
  ]),
];

describe.each(LANGUAGES)('in %s', (language) => {
  const { words } = require(join(APPS, 'console/src/words/refusals', language));
  const { words: english } = require(join(APPS, 'console/src/words/refusals/en'));

  it('every refusal has a sentence of this language', () => {
    expect(refusals.length).toBeGreaterThan(100);
    const told = refusals.map(({ code, status }) => ({ code, text: toldOf(words, { code, status }) }));
    const sentences = new Set(Object.values<string>(words).map((text) => text.split(' (')[0]));
    expect(told.filter(({ text }) => !sentences.has(text.split(' (')[0]))).toEqual([]);
    if (language !== 'en') expect(Object.keys(english).filter((name) => words[name] === english[name])).toEqual([]);
    // What no rule of its own says anything about is told by its code at least.
    expect(toldOf(words, { code: 'some-rule', status: 422 })).toContain('some-rule');
  });
});

it('what somebody else decided, what is late and what is over are no mere refusals', () => {
  const { words } = require(join(APPS, 'console/src/words/refusals/en'));
  expect(toldOf(words, { code: 'another-human', status: 403 })).toBe(words.another);
  expect(toldOf(words, { code: 'forbidden', status: 403 })).toBe(words.forbidden);
  expect(toldOf(words, { code: 'conflict', status: 409 })).toBe(words.changed);
  expect(toldOf(words, { code: 'too-many-at-once', status: 503 })).toBe(words.away);
  expect(toldOf(words, { code: 'internal', status: 500 })).toBe(words.broken);
});

it('no view shows what the API or the browser says of a failure', () => {
  const shown = sourcesOf('console').filter(({ text }) =>
    /\b(?:error|failure|refused|refusal)( as \w+\))?\??\.message\b|(?<!body\.)\bdetail \?\?/.test(text),
  );
  expect(shown.map(({ name }) => name)).toEqual([]);
});
