import { canonicalJson, sha256 } from '#transparency';
import { Fault } from '../fault.js';
import type { Members } from '../json/members.js';
import type { DecisionFiles } from './decision-files.js';
import type { Passkeys } from './passkeys.js';
import { checkSignature, type CheckedSignature, type SignedRevision } from './signature.js';
import { SigningTimes } from './signing-times.js';
import type { Version } from './versions.js';

/** Every version of every decision: its hash against its evidence, its signatures against its hash. */
export class Decisions {
  /** The hash of each decision, which never changes. */
  private readonly hashes = new Map<string, string>();
  private readonly checked = new Set<string>();
  /** Ids of signatures, by how identity was proved. */
  readonly byPasskey = new Set<string>();
  readonly byPassword = new Set<string>();
  readonly times = new SigningTimes();

  constructor(
    private readonly passkeys: Passkeys,
    /** The files that repeat what decisions say; only the bundle of a case has them. */
    private readonly files: DecisionFiles | null,
  ) {}

  get count(): number {
    return this.hashes.size;
  }

  /** Checks one version of a decision. @throws Fault where hash, evidence or a signature does not hold */
  check(version: Version, document: Members): void {
    const { entityId: decision } = version;
    const frozen = document.members('frozen').canonical();
    const hash = this.checkHash(decision, frozen, document);
    const policyHash = sha256(canonicalJson(document.value('rule'))).toString('hex');
    const revision = { decision, number: document.number('number'), hash, policyHash };

    const signatures = document.objects('signatures');
    // Each version repeats the signatures of the one before.
    const unchecked = this.files ? signatures : signatures.filter((signature) => this.isNew(signature, revision));
    const checked = unchecked.map((signature) => checkSignature(signature, revision));
    for (const signature of checked) this.note(signature, document.where);
    this.times.note(version, signatures, document.where);
    this.files?.expect(decision, frozen, checked);
  }

  private checkHash(decision: string, frozen: string, document: Members): string {
    const hash = document.text('hash');
    if (sha256(frozen).toString('hex') !== hash) {
      throw new Fault(
        document.where,
        `The hash of decision ${decision} is not that of its content, evidence and blinding.`,
      );
    }
    if ((this.hashes.get(decision) ?? hash) !== hash) {
      throw new Fault(document.where, `Decision ${decision} has another hash at another version.`);
    }
    this.hashes.set(decision, hash);
    return hash;
  }

  private isNew(signature: Members, revision: SignedRevision): boolean {
    const key = sha256(signature.canonical() + JSON.stringify(revision)).toString('latin1');
    return this.checked.size < this.checked.add(key).size;
  }

  private note(signature: CheckedSignature, where: string): void {
    (signature.passkey ? this.byPasskey : this.byPassword).add(signature.id);
    this.passkeys.claim(signature, where);
  }
}
