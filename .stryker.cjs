/**
 * `npm run mutate`: breaks the code in each place and way it can, one at a time, and tells what no spec noticed.
 * `AREA=access npm run mutate` takes another area than the domain, with `-- --mutate FILE` a file of it. Each area is judged by its own
 * specs alone.
 */
const { globSync } = require('glob');

const AREAS = {
  // Histories made at random find much, and take too long for each mutant: the rules' own specs have to find it.
  domain: { mutate: ['libs/domain/**/*.ts'], specs: ['libs/domain/**/!(any-history).spec.ts'] },
  'command-handling': { mutate: ['libs/event-store/command-handling.ts'], specs: ['test/event-store/command-handling*.spec.ts'] },
  // Those of test/read-models are left out: projectors are processes of their own, which know nothing of what is broken here.
  projections: { mutate: ['libs/read-models/*/*.projection.ts'], specs: ['libs/read-models/**/*.spec.ts'] },
  proof: { mutate: ['libs/proof/*.ts'], specs: ['libs/proof/*.spec.ts'] },
  // Languages are data of rules, kept whole by their examples; the specs that try every pack a thousand times are left out.
  screening: {
    mutate: ['libs/screening/*.ts'],
    specs: ['libs/screening/!(any-text|every-day|prefixes).spec.ts'],
  },
  // What needs no store: lines, errors, addresses, times.
  'event-store': {
    mutate: ['libs/event-store/{codec,wire,store-url,store-clock,patience,breath,uuid-v5}.ts'],
    specs: ['libs/event-store/!(vendor-client|metrics).spec.ts'],
  },
  follower: { mutate: ['libs/event-store/follower.ts'], specs: ['test/event-store/follower.spec.ts'] },
  sealing: { mutate: ['libs/sealing/*.ts'], specs: ['libs/sealing/*.spec.ts'] },
  evidence: { mutate: ['libs/evidence/*.ts'], specs: ['libs/evidence/!(verify-sh).spec.ts'] },
  // How they are sent is told by stories.
  reactions: {
    mutate: ['apps/reactor/{reactions,standing,precision,reaction,asked-together}.ts'],
    specs: ['apps/reactor/*.spec.ts'],
  },
  attachments: { mutate: ['libs/{attachments,blobs}/*.ts'], specs: ['libs/{attachments,blobs}/*.spec.ts'] },
  access: { mutate: ['apps/api/edge/access.ts', 'apps/api/edge/access.guard.ts'], specs: ['apps/api/**/*.spec.ts'] },
  // What guards every request, and is told by specs beside it.
  edge: {
    mutate: [
      'apps/api/edge/{authentication,claims,key-set,idempotency,network,turns,parts,lines,late-answers,accept,problem.filter}.ts',
    ],
    specs: ['apps/api/edge/*.spec.ts'],
  },
};
const { AREA = 'domain' } = process.env;
const { mutate, specs } = AREAS[AREA];
// Read by test/rules/area.ts, in the processes that Stryker starts.
process.env.SPECS = globSync(specs).sort().join(',');

module.exports = {
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  // Tables that are made when a file is loaded: a run of every spec for each. They stand as text in stored.spec.ts.
  ignoreStatic: true,
  jest: {
    enableFindRelatedTests: false,
    config: {
      // All specs as one, so that a mutant costs one load of the code, not one for each spec.
      testMatch: ['<rootDir>/test/rules/area.ts'],
      setupFiles: ['<rootDir>/test/support/fewer-examples.ts'],
      // It ends a process that goes on after its tests, as Stryker's do.
      globalTeardown: null,
    },
  },
  mutate: [...mutate, '!**/{*.spec,given*}.ts'],
  ignorePatterns: ['dist', '.helpdesk', 'docker'],
  tempDirName: '.stryker',
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: `.stryker/${AREA}.json` },
  // On a busy machine a run takes several times as long: what ends by time has to be an endless loop.
  timeoutMS: 20_000,
  timeoutFactor: 4,
};
