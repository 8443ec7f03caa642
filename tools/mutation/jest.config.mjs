import { fileURLToPath } from 'node:url';
import jest from '../../jest.config.mjs';

const [unit] = jest.projects;

/** The unit tests of the scoring library as Stryker runs them: the nearest to the mutant first, and none once one has failed. */
export default {
  ...unit,
  rootDir: fileURLToPath(new URL('../../', import.meta.url)),
  roots: ['<rootDir>/libs/scoring'],
  // Laws draw their cases by chance, so what they notice is not the same at each run; the layout of the pages is Prettier's work.
  testPathIgnorePatterns: ['laws\\.spec', 'layout\\.spec'],
  testSequencer: '<rootDir>/tools/mutation/nearest-first.mjs',
  testRunner: '<rootDir>/tools/mutation/jest-circus-until-killed.mjs',
  testTimeout: jest.testTimeout,
};
