import { parseVerifierKey, type VerifierKey } from '#transparency';
import type { Bundle } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault, inFile } from '../fault.js';

const LOG_KEY = 'keys/log';
const LOG_PEM = 'keys/log.pem';
const WITNESS_KEYS = 'keys/witnesses';

/** By whose keys signatures are judged. Only those that were given to this program by another way prove who signed. */
export interface KnownKeys {
  /** The log's verifier key, and whether it was given. */
  readonly log: string;
  readonly isGiven: boolean;
  /** Keys of witnesses that were given, and that came with the bundle. */
  readonly witnesses: readonly string[];
  readonly bundledWitnesses: readonly string[];
}

/** @throws Fault where the bundle's keys are none, or its key of the log is another than the one given */
export function readKeys(bundle: Bundle, sums: FileSums, given: readonly string[]): KnownKeys {
  const bundled = keyIn(bundle, sums);
  const givenLogs = given.filter((key) => parseVerifierKey(key).type === 'ed25519');
  const witnesses = given.filter((key) => parseVerifierKey(key).type === 'cosignature');
  if (givenLogs.length > 0 && !givenLogs.includes(bundled)) {
    throw new Fault(
      LOG_KEY,
      `The bundle names the key ${shortOf(bundled)}; you gave ${givenLogs.map(shortOf).join(', ')}.`,
    );
  }
  const bundledWitnesses = witnessKeysIn(bundle, sums).filter((key) => !witnesses.includes(key));
  return { log: bundled, isGiven: givenLogs.length > 0, witnesses, bundledWitnesses };
}

/** A key as people compare it: its name, and its id. */
export function shortOf(verifierKey: string): string {
  const { name, id } = parseVerifierKey(verifierKey);
  return `${name} (${id.toString('hex')})`;
}

function keyIn(bundle: Bundle, sums: FileSums): string {
  const [key, ...rest] = linesOf(bundle, sums, LOG_KEY) ?? [];
  if (!key || rest.length > 0) throw new Fault(LOG_KEY, 'The bundle does not say by which key its log is signed.');
  const { type, publicKey } = inFile(LOG_KEY, () => parseVerifierKey(key));
  if (type !== 'ed25519') throw new Fault(LOG_KEY, 'This is a witness’s key.');
  requireSamePem(bundle, sums, publicKey);
  return key;
}

/** The same key for openssl: another one there would let an auditor check by hand what nobody else checked. */
function requireSamePem(bundle: Bundle, sums: FileSums, publicKey: VerifierKey['publicKey']): void {
  const file = bundle.find(LOG_PEM);
  if (!file) throw new Fault(LOG_PEM, 'The bundle does not hold the key for openssl.');
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  if (sums.read(file).toString('latin1') !== pem) throw new Fault(LOG_PEM, `This is another key than ${LOG_KEY}.`);
}

function witnessKeysIn(bundle: Bundle, sums: FileSums): readonly string[] {
  const keys = linesOf(bundle, sums, WITNESS_KEYS) ?? [];
  for (const key of keys) {
    const { type } = inFile(WITNESS_KEYS, () => parseVerifierKey(key));
    if (type !== 'cosignature') throw new Fault(WITNESS_KEYS, `${shortOf(key)} is no witness’s key.`);
  }
  return keys;
}

function linesOf(bundle: Bundle, sums: FileSums, path: string): string[] | undefined {
  const file = bundle.find(path);
  if (!file) return undefined;
  const text = sums.read(file).toString();
  if (!text.endsWith('\n')) throw new Fault(path, 'It does not end with a whole line.');
  return text.slice(0, -1).split('\n');
}
