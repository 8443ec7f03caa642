import { createRequire } from 'node:module';

const { default: runFile } = createRequire(import.meta.url)('jest-circus/runner');

/** Stryker names here the mutant that is switched on; nothing while it measures which test reaches what. */
const activeMutant = () => process.env.__STRYKER_ACTIVE_MUTANT__;

/** The last mutant that a test has failed for. */
let killed;

/**
 * Jest's own runner of one file of tests, except that once the mutant at hand is killed, what is left of the file and every other file
 * is passed over: one failure is enough.
 */
export default async function runUntilKilled(globalConfig, config, environment, runtime, path, ...rest) {
  const mutant = activeMutant();
  if (mutant === undefined) return runFile(globalConfig, config, environment, runtime, path, ...rest);
  if (mutant === killed) return nothingRun(path);

  skipAfterFailure(environment);
  const result = await runFile(globalConfig, config, environment, runtime, path, ...rest);
  if (result.numFailingTests > 0 || result.testExecError) killed = mutant;
  return result;
}

/** Tests of the file that would start after a failure are skipped. */
function skipAfterFailure(environment) {
  const handle = environment.handleTestEvent?.bind(environment);
  let hasFailed = false;
  environment.handleTestEvent = async (event, state) => {
    await handle?.(event, state);
    if (event.name === 'test_done') hasFailed ||= event.test.errors.length > 0;
    if (event.name === 'test_start' && hasFailed) event.test.mode = 'skip';
  };
}

/** Jest refuses a file without a test, so one stands there as not run. */
function nothingRun(testFilePath) {
  const now = Date.now();
  const title = 'passed over, because the mutant is killed';
  return {
    ...{ leaks: false, openHandles: [], skipped: true, testFilePath },
    testResults: [
      { status: 'pending', title, fullName: title, ancestorTitles: [], failureMessages: [], duration: null },
    ],
    ...{ numFailingTests: 0, numPassingTests: 0, numPendingTests: 1, numTodoTests: 0 },
    perfStats: {
      start: now,
      end: now,
      runtime: 0,
      slow: false,
      loadTestEnvironmentStart: now,
      loadTestEnvironmentEnd: now,
    },
    snapshot: { added: 0, fileDeleted: false, matched: 0, unchecked: 0, uncheckedKeys: [], unmatched: 0, updated: 0 },
  };
}
