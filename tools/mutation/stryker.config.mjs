/**
 * Mutation tests of the scoring library: Stryker changes one thing in its source at a time, and a test must fail for it.
 * `npm run test:mutation`. Nothing of the library is left out, neither tables nor sentences nor what runs only while a module loads.
 */
export default {
  mutate: ['libs/scoring/src/**/*.ts', '!**/*.spec.ts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { projectType: 'custom', configFile: 'tools/mutation/jest.config.mjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',

  // What a run needs of the checkout: the library, its generated pages, and how tests are run.
  ignorePatterns: [
    '**',
    '!package.json',
    '!jest.config.mjs',
    '!libs',
    '!libs/scoring',
    '!libs/scoring/**',
    '!docs',
    '!docs/scores',
    '!docs/scores/**',
    '!tools',
    '!tools/mutation',
    '!tools/mutation/**',
  ],
  tempDirName: '.data/mutation/sandbox',
  concurrency: 2,
  // Jest keeps the modules of every test file that it has run: a fresh process now and then gives the memory back.
  maxTestRunnerReuse: 150,
  // A slow machine is not a mutant found.
  timeoutMS: 60_000,

  thresholds: { high: 98, low: 95, break: 95 },
  // Half of the mutants are static, because an instrument is a table; nearest-first.mjs keeps them fast all the same.
  warnings: { slow: false },
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  htmlReporter: { fileName: '.data/mutation/report.html' },
  jsonReporter: { fileName: '.data/mutation/report.json' },
};
