/** Who may import whom. test/architecture.spec.ts plants a bad import for each rule and expects it to be found. */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-luxon-only',
      comment: 'the rules are plain functions: no framework, no node: module, no other lib',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/domain/', '^node_modules/luxon/', '^node_modules/@types/luxon/'] },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'an app may change without a lib noticing',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'apps-never-import-apps',
      comment: 'apps talk through the store, the database and HTTP',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'read-models-are-strangers',
      comment: 'a projection can be rebuilt or dropped alone',
      severity: 'error',
      from: { path: '^libs/read-models/([^/]+)/', pathNot: '^libs/read-models/(shared)/' },
      to: { path: '^libs/read-models/[^/]+/', pathNot: ['^libs/read-models/$1/', '^libs/read-models/shared/'] },
    },
    {
      name: 'libs-through-index',
      comment: 'a lib is entered through its index',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: {
        path: '^libs/[^/]+/.+',
        pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/embedded-eventstore/(bench/index|contracts/vendor-client)\\.ts$'],
      },
    },
    {
      name: 'libs-through-index-too',
      comment: 'a lib is entered through its index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: {
        path: '^libs/[^/]+/.+',
        pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/embedded-eventstore/directory\\.ts$', '^libs/$1/'],
      },
    },
    {
      name: 'one-importer-of-the-client',
      comment: 'the traps of the client are known in one place',
      severity: 'error',
      from: { pathNot: ['^libs/event-store/', '^libs/embedded-eventstore/', '^test/'] },
      to: { path: '^node_modules/@eventstore/' },
    },
    {
      name: 'one-importer-of-the-database',
      comment: 'SQL lives with the read models',
      severity: 'error',
      from: { pathNot: ['^libs/read-models/', '^test/'] },
      to: { path: '^node_modules/(typeorm|pg|@types/pg)/' },
    },
    {
      name: 'embedded-eventstore-stands-alone',
      comment: 'a package of its own: anybody can use it without the product',
      severity: 'error',
      from: { path: '^libs/embedded-eventstore/' },
      to: { path: '^(apps|libs|test)/', pathNot: '^libs/embedded-eventstore/' },
    },
    {
      name: 'no-cycles',
      comment: 'a cycle has no first file to read',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
