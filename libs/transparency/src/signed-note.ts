import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { signedBytes, timeOf } from './cosigned-text.js';
import { ProofFault } from './proof-fault.js';
import { fromBase64 } from './strict-text.js';
import { keyIdOf, parseVerifierKey, requireName, type VerifierKey } from './verifier-key.js';

/** Who signs: a name, and an Ed25519 private key. */
export interface Signer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A note's text, and which of the known keys have signed it. */
export interface OpenedNote {
  /** With its final newline: what was signed. */
  readonly text: string;
  readonly signers: readonly string[];
}

const MOST_SIGNATURES = 100;
const SIGNATURE_LINE = /^— (\S+) (\S+)$/u;

/** The text with a signature of ours below an empty line (C2SP signed-note). The text ends in a newline. */
export function signNote(text: string, { name, privateKey }: Signer): string {
  requireName(name);
  requireText(text);
  const signature = sign(null, Buffer.from(text), privateKey);
  const blob = Buffer.concat([keyIdOf(name, createPublicKey(privateKey)), signature]);
  return `${text}\n${signatureLine(name, blob)}\n`;
}

/** The line of a signature, without its newline. */
export function signatureLine(name: string, blob: Uint8Array): string {
  return `— ${name} ${Buffer.from(blob).toString('base64')}`;
}

/** A note cut at its last empty line; nothing is checked yet. @throws ProofFault */
export function splitNote(note: string): { readonly text: string; readonly lines: readonly string[] } {
  const cut = note.lastIndexOf('\n\n');
  if (cut === -1 || !note.endsWith('\n'))
    throw new ProofFault('A signed note ends in signature lines below an empty line.');
  const text = note.slice(0, cut + 1);
  requireText(text);
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new ProofFault(`The note has more than ${MOST_SIGNATURES} signatures.`);
  return { text, lines };
}

/** The name, key id and signature of a line. @throws ProofFault */
export function parseSignatureLine(line: string): { name: string; id: Buffer; signature: Buffer } {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (!name || !encoded) throw new ProofFault('A signature line is an em dash, a name and base64.');
  const blob = fromBase64(encoded, `The signature of ${name}`);
  if (blob.length < 5) throw new ProofFault(`The signature of ${name} is too short.`);
  return { name, id: blob.subarray(0, 4), signature: blob.subarray(4) };
}

/**
 * Opens a note that at least one of the known keys has signed. Signatures of unknown keys say nothing; one of a known key that
 * does not hold spoils the note.
 * @throws ProofFault
 */
export function openNote(note: string, verifierKeys: readonly string[]): OpenedNote {
  const known = verifierKeys.map(parseVerifierKey);
  const { text, lines } = splitNote(note);
  const signers = new Set<string>();
  for (const line of lines) {
    const { name, id, signature } = parseSignatureLine(line);
    const key = known.find((each) => each.name === name && each.id.equals(id));
    if (!key) continue;
    if (!isSigned(key, text, signature)) throw new ProofFault(`The signature of ${name} does not hold.`);
    signers.add(name);
  }
  if (signers.size === 0) throw new ProofFault('None of the known keys has signed this note.');
  return { text, signers: [...signers] };
}

function isSigned({ type, publicKey }: VerifierKey, text: string, signature: Buffer): boolean {
  if (type === 'ed25519') return verify(null, Buffer.from(text), publicKey, signature);
  return (
    signature.length === 72 && verify(null, signedBytes(text, timeOf(signature)), publicKey, signature.subarray(8))
  );
}

/** Control characters would let a note show something else than what was signed. */
function requireText(text: string): void {
  if (!text.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/u.test(text) || !text.isWellFormed()) {
    throw new ProofFault('A note’s text is lines without control characters, each with its newline.');
  }
}
