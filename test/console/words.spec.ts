/** The words of the console are complete in every language, and count as each language counts. */
import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATEMENT_WORDS } from '../../apps/api/standing/statement-words';
import { accessed } from '../../apps/console/src/compliance/accessed';
import { words as compliance } from '../../apps/console/src/words/compliance/en';
import { LANGUAGES } from '../../apps/console/src/words/counted';
import { words as events } from '../../apps/console/src/words/events/en';
import { STREAMS } from '../../libs/domain';
import { accessIn } from '../../libs/evidence';

const WORDS = join(__dirname, '../../apps/console/src/words');
const API = join(__dirname, '../../apps/api');
const areas = readdirSync(WORDS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

type Tree = { readonly [name: string]: string | Tree };
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
const isCounted = (tree: Tree) => 'other' in tree && Object.keys(tree).every((key) => CATEGORIES.includes(key));

/** What there is to say: names with the places in their texts; of what counts, the categories that it has to have. */
function shape(tree: Tree, language: string): object {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return Object.fromEntries(
    Object.entries(tree).map(([name, text]) => {
      if (typeof text === 'string') return [name, text.trim() === '' ? 'EMPTY' : places(text)];
      if (!isCounted(text)) return [name, shape(text, language)];
      const missing = wanted.filter((category) => !text[category]);
      return [name, { counted: places(text.other as string), missing }];
    }),
  );
}

type Controller = { readonly prototype: object };

/** Routes of a controller that hand out what people wrote: what is refused there is on record. */
function handingOut({ prototype }: Controller): string[] {
  const of = (key: string, target: object) => Reflect.getMetadata(key, target);
  return Object.getOwnPropertyNames(prototype)
    .map((name) => (prototype as Record<string, object>)[name])
    .filter((route) => of('__fastify_route_config__', route)?.access.handsOut)
    .map((route) => `GET /${of('path', prototype.constructor)}/${of('path', route)}`.replace(/\/+$/, ''));
}

it('what is asked for beside another has another name', () => {
  for (const language of LANGUAGES) {
    const [{ topic }, { subject }] = ['inbox', 'buyer'].map((area) => require(join(WORDS, area, language)).words);
    expect([language, topic]).not.toEqual([language, subject]);
  }
});

it('every event that can be on record has a name', () => {
  expect(Object.keys(events).sort()).toEqual(
    [...new Set(Object.values(STREAMS).flatMap(({ events: types }) => Object.keys(types)))].sort(),
  );
});

it('everything that is read or refused on record has a name', () => {
  const controllers = readdirSync(API, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.controller.ts'))
    .map((name) => ({ file: join(API, name), text: readFileSync(join(API, name), 'utf8') }))
    .filter(({ text }) => text.includes('handsOut: true'));
  const read = controllers.flatMap(({ text }) => [...text.matchAll(/reason, what: ['`]([\w ]+)/g)].map(([, what]) => what));
  const routes = controllers.flatMap(({ file }) => Object.values<Controller>(require(file)).flatMap(handingOut));
  expect(Math.min(read.length, routes.length)).toBeGreaterThan(10);
  const made = ['proof/inclusion', 'GET /log/tile/entries/*'];
  const unnamed = [...read, ...routes, ...made].filter((what) => !(accessed(what) in compliance.accessed));
  expect(unnamed).toEqual([]);
  const inPackages = [...read, 'replay'].map((what) => what.trim());
  expect(inPackages.filter((what) => accessIn('de', what) === what)).toEqual([]);
});

it.each(LANGUAGES)('a statement of reasons leads in %s to the view and the form by which one appeals', (language) => {
  const wordsIn = (area: string) => require(join(WORDS, area, `${language}.ts`)).words;
  const { appeal } = STATEMENT_WORDS[language];
  for (const name of [wordsIn('shared').helpdesk, wordsIn('shared').standing, wordsIn('seller').appeal])
    expect(appeal).toContain(name);
});

describe.each(areas)('the words of %s', (area) => {
  const wordsIn = (language: string): Tree => require(join(WORDS, area, `${language}.ts`)).words;

  it.each(LANGUAGES)('say in %s all that there is to say', (language) => {
    expect(shape(wordsIn(language), language)).toEqual(shape(wordsIn('en'), 'en'));
  });
});
