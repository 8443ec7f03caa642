import {
  checkpointIn,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  splitNote,
  verifyCosignature,
  type Checkpoint,
} from '#transparency';
import type { Bundle } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault, inFile } from '../fault.js';
import { shortOf, type KnownKeys } from './known-keys.js';
import { MANIFEST, type Manifest } from './manifest.js';

export const CHECKPOINT = 'checkpoint';

/** The signed end of the log. */
export interface SignedEnd extends Checkpoint {
  /** The signed note, verbatim. */
  readonly note: string;
  readonly cosignatures: readonly Cosignature[];
}

/** When a witness saw this very checkpoint. */
export interface Cosignature {
  readonly witness: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** Whether the witness's key was given to this program, and did not come with the bundle. */
  readonly isGiven: boolean;
}

/**
 * Opens the bundle's checkpoint with the log's key, and every cosignature of a known witness.
 * @throws Fault where it is not signed, not that of the manifest, or a witness whose key was given or lies in the bundle has not cosigned it
 */
export function readSignedEnd(bundle: Bundle, sums: FileSums, manifest: Manifest, keys: KnownKeys): SignedEnd {
  const file = bundle.find(CHECKPOINT);
  if (!file) throw new Fault(CHECKPOINT, 'The bundle has no checkpoint: nothing in it is signed.');
  const note = sums.read(file).toString();
  const checkpoint = inFile(CHECKPOINT, () => openCheckpoint(note, keys.log));
  const { origin, size } = manifest;
  if (checkpoint.origin !== origin || checkpoint.size !== size) {
    throw new Fault(
      MANIFEST,
      `It speaks of ${size} entries of ${origin}; the checkpoint of ${checkpoint.size} of ${checkpoint.origin}.`,
    );
  }
  return { ...checkpoint, note, cosignatures: cosignaturesOn(note, keys) };
}

/** A checkpoint that somebody kept, from its signed note or a receipt. @throws Fault where it is not signed by the log's key */
export function readKeptCheckpoint(text: string, logKey: string, where: string): Checkpoint {
  const isReceipt = text.startsWith('c2sp.org/tlog-proof');
  const note = isReceipt ? text.slice(text.indexOf('\n\n') + 2) : text;
  return inFile(where, () => openCheckpoint(note, logKey));
}

function openCheckpoint(note: string, logKey: string): Checkpoint {
  const { name } = parseVerifierKey(logKey);
  const { origin } = checkpointIn(note);
  if (origin !== name)
    throw new Fault(CHECKPOINT, `The checkpoint is of the log ${origin}; the key is that of ${shortOf(logKey)}.`);
  return parseCheckpoint(openNote(note, [logKey]).text);
}

function cosignaturesOn(note: string, { witnesses, bundledWitnesses }: KnownKeys): Cosignature[] {
  const from = (keys: readonly string[], isGiven: boolean) =>
    keys.map((key) => {
      const time = cosignedAt(note, key);
      if (time === undefined)
        throw new Fault(CHECKPOINT, `The witness ${shortOf(key)} has not cosigned this checkpoint.`);
      return { witness: shortOf(key), time, isGiven };
    });
  return [...from(witnesses, true), ...from(bundledWitnesses, false)];
}

/** Undefined where the witness has no line on the note. @throws Fault where its line does not hold */
function cosignedAt(note: string, key: string): number | undefined {
  const { name, id } = parseVerifierKey(key);
  const { text, lines } = splitNote(note);
  const line = lines.find((each) => {
    const [, by, blob = ''] = each.split(' ');
    return by === name && Buffer.from(blob, 'base64').subarray(0, 4).equals(id);
  });
  return line === undefined ? undefined : inFile(CHECKPOINT, () => verifyCosignature(text, line, key).time);
}
