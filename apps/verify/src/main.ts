import { openBundle } from './bundle/open-bundle.js';
import { readArguments, USAGE, UsageError, type Arguments } from './arguments.js';
import { Fault } from './fault.js';
import { Progress } from './progress.js';
import { tell } from './sentences.js';
import { verifyBundle } from './verify-bundle.js';

/** Replaced where the package is made. */
declare const CONSILIUM_VERIFY_VERSION: string | undefined;

const HOLDS = 0;
const FAILS = 1;
const MISUSED = 2;

process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): number {
  try {
    return perform(readArguments(args));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return MISUSED;
  }
}

function perform(wish: Arguments): number {
  switch (wish.kind) {
    case 'help':
      console.log(USAGE);
      return HOLDS;
    case 'version':
      console.log(typeof CONSILIUM_VERIFY_VERSION === 'string' ? CONSILIUM_VERIFY_VERSION : 'from source');
      return HOLDS;
    case 'verify':
      return verify(wish);
  }
}

function verify({ bundle: path, given }: Extract<Arguments, { kind: 'verify' }>): number {
  const progress = new Progress((text) => process.stderr.write(text), Date.now);
  try {
    const bundle = openBundle(path);
    try {
      const proof = verifyBundle(bundle, given, progress);
      progress.end();
      console.log(tell(proof).join('\n'));
      return HOLDS;
    } finally {
      bundle.close();
    }
  } catch (error) {
    progress.end();
    console.log(
      `This bundle does NOT hold. The first thing that fails, in ${whereOf(error, path)}:\n- ${sentenceOf(error)}`,
    );
    return FAILS;
  }
}

function whereOf(error: unknown, bundle: string): string {
  return error instanceof Fault ? error.where : bundle;
}

/** Whatever keeps this program from checking keeps it from saying that anything holds. */
function sentenceOf(error: unknown): string {
  if (error instanceof Fault) return error.message;
  return `It could not be checked: ${error instanceof Error ? error.message : String(error)}`;
}
