import type { ExportedVersion } from '../exports.repository.js';
import { fileOf, type BundleFile } from './bundle-file.js';

/** Where a document lies, by its commitment. */
export function documentPath(commitment: Buffer): string {
  const name = commitment.toString('hex');
  return `documents/${name.slice(0, 2)}/${name}`;
}

/** The document of a version behind its salt; none where its entry made no version, or an erasure took it. */
export function* documentFile({ commitment, salt, document }: ExportedVersion): Generator<BundleFile> {
  if (commitment && salt && document) yield fileOf(documentPath(commitment), Buffer.concat([salt, document]));
}
