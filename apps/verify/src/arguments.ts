import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseVerifierKey, ProofFault } from '#transparency';
import type { Given } from './verify-bundle.js';

export const USAGE = `Usage: consilium-verify BUNDLE [--since OLD-CHECKPOINT] [--key KEY]...

Checks an exported audit trail, without a network, a database or trust in the server that made it.

  BUNDLE    the export: a .tar file, or the folder that it was unpacked into
  --since   a checkpoint or receipt that you kept earlier: the log must still begin with it
  --key     the log's verifier key, or a witness's, as you were told it by another way:
            the key itself, or a file with one key a line; may be given several times
  --help    says this
  --version says which version this is

Ends with 0 when everything holds, with 1 when something does not, with 2 when it was called wrongly.`;

/** The program was called in a way that it does not understand. */
export class UsageError extends Error {}

export type Arguments =
  { readonly kind: 'help' | 'version' } | { readonly kind: 'verify'; readonly bundle: string; readonly given: Given };

/** @throws UsageError, with a sentence */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };

  const [bundle, ...rest] = positionals;
  if (bundle === undefined || rest.length > 0) throw new UsageError('Name one bundle.');
  if (!existsSync(bundle)) throw new UsageError(`There is no ${bundle}.`);
  const keys = (values.key ?? []).flatMap(keysIn);
  const since = values.since === undefined ? null : { text: fileAt(values.since), where: values.since };
  return { kind: 'verify', bundle, given: { keys, since } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        since: { type: 'string' },
        key: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The keys that an argument is, or that the file of this name holds. */
function keysIn(argument: string): string[] {
  const isFile = existsSync(argument) && statSync(argument).isFile();
  const keys = isFile
    ? readFileSync(argument, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    : [argument];
  for (const key of keys) requireKey(key);
  if (keys.length === 0) throw new UsageError(`${argument} holds no key.`);
  return keys;
}

function requireKey(key: string): void {
  try {
    parseVerifierKey(key);
  } catch (error) {
    if (error instanceof ProofFault) throw new UsageError(`--key: ${error.message}`, { cause: error });
    throw error;
  }
}

function fileAt(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`There is no ${path}.`);
  return readFileSync(path, 'utf8');
}
