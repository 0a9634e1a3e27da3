/** Unit specs stand beside the code; everything with I/O is in test/. One worker: the tests start real servers on two cores. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j)s$': '@swc/jest' },
  // jose is published as ES modules only; Jest loads CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  maxWorkers: 1,
  testTimeout: 60_000,
  globalTeardown: '<rootDir>/test/support/nothing-left.ts',
};
