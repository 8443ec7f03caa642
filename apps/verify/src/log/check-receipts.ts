import { hashLeaf, parseReceipt, verifyInclusion, type Receipt } from '#transparency';
import type { Bundle } from '../bundle/bundle.js';
import type { FileSums } from '../bundle/file-sums.js';
import { Fault, inFile } from '../fault.js';
import type { Progress } from '../progress.js';
import type { Leaf } from './leaf.js';
import { MANIFEST, type Scope } from './manifest.js';
import type { SignedEnd } from './signed-end.js';
import type { Trail } from './trail.js';

const FOLDER = 'receipts/';
const NAME = /^receipts\/(0|[1-9]\d*)\.tlog-proof$/;

/** Records that others cannot be checked without: their entries come along from wherever they stand. */
const SUPPORTING = ['passkey', 'erasure'];

export interface ReceiptsCheck {
  readonly bundle: Bundle;
  readonly sums: FileSums;
  readonly signed: SignedEnd;
  readonly scope: Exclude<Scope, { kind: 'organisation' }>;
  readonly progress: Progress;
}

/**
 * Checks that every entry in the bundle stands in the log at the place that its receipt says. Of a period, that none of its places
 * is missing; of a case, that no entry names another case or patient. @throws Fault at the first that differs
 */
export function checkReceipts({ bundle, sums, signed, scope, progress }: ReceiptsCheck, trail: Trail): void {
  const extent = scope.kind === 'period' ? new Places(scope.from, scope.to) : new OneCase(scope.caseId);
  for (const file of bundle.files(FOLDER)) {
    const { path } = file;
    const receipt = inFile(path, () => parseReceipt(sums.read(file).toString()));
    const entry = provenEntry(receipt, path, signed);
    extent.include(trail.read(entry, receipt.index, path), receipt.index, path);
    progress.tell('entries with receipts', trail.entries);
  }
  extent.finish();
}

function provenEntry({ index, extra, proof, checkpoint }: Receipt, path: string, signed: SignedEnd): Buffer {
  if (NAME.exec(path)?.[1] !== String(index)) throw new Fault(path, `This receipt is that of entry ${index}.`);
  if (!extra) throw new Fault(path, `The receipt of entry ${index} does not hold the entry.`);
  if (checkpoint !== signed.note)
    throw new Fault(path, `The receipt of entry ${index} ends in another checkpoint than the bundle’s.`);
  const { size, root } = signed;
  inFile(path, () => verifyInclusion({ index, size, leafHash: hashLeaf(extra), proof, root }));
  return Buffer.from(extra);
}

/** The places of a period, each of which needs its entry. */
class Places {
  private readonly met: Uint8Array;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    this.met = new Uint8Array(to - from);
  }

  include({ entity }: Leaf, place: number, path: string): void {
    if (place >= this.from && place < this.to) this.met[place - this.from] = 1;
    else if (!SUPPORTING.includes(entity ?? ''))
      throw new Fault(path, `Entry ${place} stands outside the period from ${this.from} to ${this.to}.`);
  }

  finish(): void {
    const missing = this.met.indexOf(0);
    if (missing !== -1)
      throw new Fault(
        MANIFEST,
        `Entry ${this.from + missing} of the period from ${this.from} to ${this.to} is missing.`,
      );
  }
}

/** One case, and the one patient whom it is about. */
class OneCase {
  private alias: string | null = null;
  private isMet = false;

  constructor(private readonly caseId: string) {}

  include({ patients, entity, entityId }: Leaf, place: number, path: string): void {
    if (entity === 'case' && entityId !== this.caseId)
      throw new Fault(path, `Entry ${place} is about another case than the one that the manifest names.`);
    this.isMet ||= entity === 'case';
    // The log knows a patient by an alias, also where it is the patient's own record that was changed.
    for (const patient of entity === 'patient' && entityId !== null ? [...patients, entityId] : patients) {
      this.alias ??= patient;
      if (patient !== this.alias)
        throw new Fault(
          path,
          `Entry ${place} names another patient than the entries before it: the bundle of a case names one.`,
        );
    }
  }

  finish(): void {
    if (!this.isMet) throw new Fault(MANIFEST, `No entry in the bundle is about the case ${this.caseId}.`);
  }
}
