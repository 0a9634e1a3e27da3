/** The words of the console are complete in every language, and count as each language counts. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../apps/console/src/words/counted';
import { words as events } from '../../apps/console/src/words/events/en';
import { STREAMS } from '../../libs/domain';

const WORDS = join(__dirname, '../../apps/console/src/words');
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

it('every event that can be on record has a name', () => {
  expect(Object.keys(events).sort()).toEqual(
    [...new Set(Object.values(STREAMS).flatMap(({ events: types }) => Object.keys(types)))].sort(),
  );
});

describe.each(areas)('the words of %s', (area) => {
  const wordsIn = (language: string): Tree => require(join(WORDS, area, `${language}.ts`)).words;

  it.each(LANGUAGES)('say in %s all that there is to say', (language) => {
    expect(shape(wordsIn(language), language)).toEqual(shape(wordsIn('en'), 'en'));
  });
});
