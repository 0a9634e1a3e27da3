import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Beside each file the same compressed, so that nobody compresses it when it is asked for. */
const compressed = (): Plugin => ({
  name: 'compressed',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(html|js|css|svg)$/.test(name)) continue;
      const text = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(text, { level: 9 }));
    }
  },
});

/**
 * The rules fold in a browser what they fold in the api (libs/domain), without the days of all calendars, a megabyte: a replay brings
 * those it names, and what would be asked of another fails.
 */
const withoutDays = (): Plugin => ({
  name: 'without-days',
  enforce: 'pre',
  transform(code, id) {
    if (!/[/]market[/]calendars[/][^/]+[.]json$/.test(id)) return undefined;
    const { id: calendar, version, zone } = JSON.parse(code);
    return { code: JSON.stringify({ id: calendar, version, zone }) };
  },
});

/** No warnings: "use client" is for servers that render, and compressing takes its time. */
const QUIET = ['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS'];

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  logLevel: 'warn',
  build: {
    outDir: '../../dist/apps/console',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Of the rules only what is named is taken: a form that asks for facts brings no calendars.
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/domain/') },
      onwarn: (warning, warn) => QUIET.includes(warning.code ?? '') || warn(warning),
    },
  },
  plugins: [withoutDays(), compressed()],
});
