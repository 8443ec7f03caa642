/** Something the reader can mend. Its message is one whole sentence, shown without a stack; anything else is a defect. */
export class Failure extends Error {}

/**
 * Runs a command to its end. A Failure is told in one sentence, a defect with its stack; both end the process with 1.
 * @param {() => Promise<unknown>} command
 */
export async function runCommand(command) {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
