const { availableParallelism } = require('node:os');

/** Tests run as CommonJS through swc; packages that ship only ES modules, or import while they run, are transformed too. */
const esmOnly = [
  'jose',
  'p-limit',
  'yocto-queue',
  'intl-messageformat',
  '@formatjs',
  '@opentelemetry/otlp-exporter-base',
].join('|');

module.exports = {
  testEnvironment: 'node',
  // Two processes also on two cores, where jest would take one.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Generous: a limit in time is there to end a hang, not to measure a busy machine.
  testTimeout: 60_000,
  testEnvironmentOptions: { globalsCleanup: 'off' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly})/)`],
  collectCoverageFrom: ['src/**/*.ts', '!src/server.ts', '!src/fhir-mapping/codes/*.ts', '!src/hooks/types.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
  coverageThreshold: {
    global: { branches: 90, functions: 90, lines: 90, statements: 90 },
    './src/logic/': { branches: 100 },
  },
};
