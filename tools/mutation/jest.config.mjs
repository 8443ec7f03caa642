import { fileURLToPath } from 'node:url';
import jest from '../../jest.config.mjs';

const [unit] = jest.projects;

/**
 * The unit tests of the scoring library, as Stryker runs them for each mutant: those nearest to the mutant first, and none after one
 * has failed. That decides how long the whole takes, never what it finds: a mutant survives only when every test has run.
 */
export default {
  ...unit,
  rootDir: fileURLToPath(new URL('../../', import.meta.url)),
  roots: ['<rootDir>/libs/scoring'],
  testSequencer: '<rootDir>/tools/mutation/nearest-first.mjs',
  testRunner: '<rootDir>/tools/mutation/jest-circus-until-killed.mjs',
  testTimeout: jest.testTimeout,
};
