const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^#(\\w+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

/** Two projects: pure rules beside their code, and the whole server over HTTP on a real PostgreSQL. */
export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/prisma/simulation', '<rootDir>/tools'],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'e2e',
      roots: ['<rootDir>/apps/api/test', '<rootDir>/apps/sequencer/test', '<rootDir>/prisma/simulation/test'],
      testMatch: ['**/*.e2e.ts'],
      globalSetup: '<rootDir>/apps/api/test/support/start-postgres.mjs',
      globalTeardown: '<rootDir>/apps/api/test/support/stop-postgres.mjs',
    },
  ],
  testTimeout: 60_000,
  // A worker keeps the modules of every test file that it has run: a fresh one now and then gives the memory back.
  workerIdleMemoryLimit: '1GB',
  coverageProvider: 'v8',
};
