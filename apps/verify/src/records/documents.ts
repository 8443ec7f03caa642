import type { BundleFile } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault } from '../fault.js';
import { readCanonical } from '../json/members.js';
import { DecisionFiles } from './decision-files.js';
import { Decisions } from './decisions.js';
import { Erasures } from './erasures.js';
import { Passkeys } from './passkeys.js';
import type { Version, Versions } from './versions.js';

export const DOCUMENTS = 'documents/';
const NAME = /^documents\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;
const SALT = 32;

/** What no erasure takes: without them a signature could outlive its passkey's revocation, and a document be missing for no reason. */
const KEPT = ['passkey', 'erasure'];

/** Every document against the commitment of its entry, and what decisions, passkeys and erasures say in theirs. */
export class Documents {
  readonly passkeys = new Passkeys();
  readonly decisions: Decisions;
  private readonly erasures = new Erasures();
  met = 0;
  erased = 0;

  constructor(
    private readonly versions: Versions,
    private readonly sums: FileSums,
    readonly decisionFiles: DecisionFiles | null,
  ) {
    this.decisions = new Decisions(this.passkeys, decisionFiles);
  }

  /** Checks one document. @throws Fault */
  check(file: BundleFile): void {
    const { path } = file;
    const name = NAME.exec(path)?.[2];
    if (!name) throw new Fault(path, 'This file is not named by a commitment.');
    const { bytes, sum } = this.sums.readWithSum(file);
    if (sum.toString('hex') !== name)
      throw new Fault(path, `This document was changed: its commitment would be ${sum.toString('hex')}.`);

    const version = this.versions.meet(sum);
    if (!version) throw new Fault(path, 'No entry of the log in this bundle commits to this document.');
    if (bytes.length <= SALT) throw new Fault(path, 'This document is empty.');
    this.met += 1;
    this.interpret(version, bytes.subarray(SALT), path);
  }

  /** Once every document was met. @throws Fault at a document that is missing and was not erased, a passkey that is not its signer's, or a signature of another time */
  finish(): void {
    for (const { commitment, entity, entityId, version, place } of this.versions.withoutDocument()) {
      const name = commitment.toString('hex');
      const path = `${DOCUMENTS}${name.slice(0, 2)}/${name}`;
      if (!this.erasures.has(commitment) || KEPT.includes(entity)) {
        throw new Fault(
          path,
          `The document of entry ${place}, version ${version} of ${entity} ${entityId}, is missing, and no erasure says why.`,
        );
      }
      this.erased += 1;
    }
    this.passkeys.requireClaimsRight();
    this.decisions.times.requireRecorded();
    this.decisionFiles?.requireSame();
  }

  private interpret(version: Version, document: Buffer, path: string): void {
    const { entity } = version;
    if (entity === 'decision-revision') this.decisions.check(version, readCanonical(document, path));
    if (entity === 'passkey') this.passkeys.include(readCanonical(document, path));
    if (entity === 'erasure') this.erasures.include(readCanonical(document, path));
  }
}
