/**
 * `npm run mutate`: breaks the code in each place and way it can, one at a time, and tells what no spec noticed.
 * `AREA=access npm run mutate` takes another area than the domain. Each area is judged by its own specs alone.
 */
const AREAS = {
  // Histories made at random find much, and take too long for each mutant: the rules' own specs have to find it.
  domain: { mutate: ['libs/domain/**/*.ts'], specs: ['libs/domain/**/!(any-history).spec.ts'] },
  'command-handling': { mutate: ['libs/event-store/command-handling.ts'], specs: ['test/event-store/command-handling*.spec.ts'] },
  projections: { mutate: ['libs/read-models/*/*.projection.ts'], specs: ['test/read-models/projecting*.spec.ts'] },
  access: { mutate: ['apps/api/edge/access.ts', 'apps/api/edge/access.guard.ts'], specs: ['apps/api/**/*.spec.ts'] },
};
const { AREA = 'domain' } = process.env;
const { mutate, specs } = AREAS[AREA];

module.exports = {
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  jest: {
    enableFindRelatedTests: false,
    config: {
      testMatch: specs.map((spec) => `<rootDir>/${spec}`),
      setupFiles: ['<rootDir>/test/support/fewer-examples.ts'],
      // It ends a process that goes on after its tests, as Stryker's do.
      globalTeardown: null,
    },
  },
  mutate: [...mutate, '!**/*.spec.ts', '!libs/domain/conversation/given.ts'],
  ignorePatterns: ['dist', '.helpdesk', 'docker'],
  tempDirName: '.stryker',
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: `.stryker/${AREA}.json` },
};
