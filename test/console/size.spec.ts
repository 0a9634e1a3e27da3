/** How much a browser loads: printed, and bounded. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES } from '../../apps/console/src/words/counted';
import { mainOf } from '../support/compiled';

const assets = join(dirname(mainOf('api')), '..', 'console', 'assets');
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const kilobytes = (names: Iterable<string>) =>
  Math.round([...names].reduce((sum, name) => sum + statSync(join(assets, `${name}.gz`)).size, 0) / 100) / 10;
const isWords = (name: string) => LANGUAGES.some((language) => new RegExp(`^${language}-.{8}\\.js$`).test(name));

/** A script with all that it imports at once. */
function withImports(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported] of readFileSync(join(assets, name), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    withImports(imported, found);
  return found;
}

it('JavaScript of the first view is at most 130 kB, and of all views in one language 250 kB', () => {
  const named = (start: string) => scripts.find((name) => name.startsWith(`${start}-`)) as string;
  const english = scripts.filter((name) => /^en-.{8}\.js$/.test(name));
  const first = kilobytes(new Set([...withImports(named('index')), ...withImports(named('inbox')), ...english]));
  const all = kilobytes([...scripts.filter((name) => !isWords(name)), ...english]);
  process.stdout.write(
    `console: first view ${first} kB, all views ${all} kB, words of eleven languages ${kilobytes(scripts.filter(isWords))} kB (gzip)\n`,
  );
  expect(first).toBeGreaterThan(50);
  expect(first).toBeLessThanOrEqual(130);
  expect(all).toBeLessThanOrEqual(250);
});
