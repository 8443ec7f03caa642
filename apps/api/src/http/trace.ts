const OWN_WORDS: readonly unknown[] = [Error, TypeError, RangeError, ReferenceError];
const MAX_CAUSES = 3;

/**
 * What may be logged of a defect: its name, code and stack, and those of its causes. The message only where the program
 * wrote it itself: a driver's or a parser's may repeat what a patient's record says.
 */
export function traceOf(error: unknown, causes = MAX_CAUSES): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;

  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const message = OWN_WORDS.includes(error.constructor) ? `: ${error.message}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const trace = [`${error.name}${code}${message}`, ...frames].join('\n');
  return error.cause === undefined || causes === 0 ? trace : `${trace}\ncaused by ${traceOf(error.cause, causes - 1)}`;
}
