import { Fault } from '../fault.js';
import type { Members } from '../json/members.js';
import { isBefore } from './instants.js';
import type { CheckedSignature } from './signature.js';

interface Enrolment {
  readonly userId: string;
  readonly publicKey: string;
  readonly enrolledAt: string;
  revokedAt: string | null;
}

/** What signatures by one passkey claim, together. */
interface Claim {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly signerId: string;
  readonly printedName: string;
  first: string;
  last: string;
  readonly where: string;
}

/** Whose passkeys are: what their own versions in the trail say, and what signatures claim. */
export class Passkeys {
  private readonly enrolments = new Map<string, Enrolment>();
  private readonly claims = new Map<string, Claim>();

  get enrolled(): number {
    return this.enrolments.size;
  }

  /** Takes in a version of a passkey. @throws Fault where a credential is enrolled for two people, or with two keys */
  include(document: Members): void {
    const credentialId = document.text('credentialId');
    const [userId, publicKey] = [document.text('userId'), document.text('publicKey')];
    const [enrolledAt, revokedAt] = [
      document.text('enrolledAt'),
      document.membersOrNull('revocation')?.text('at') ?? null,
    ];
    const known = this.enrolments.get(credentialId);
    if (known && (known.userId !== userId || known.publicKey !== publicKey)) {
      throw new Fault(document.where, `The passkey ${credentialId} is enrolled twice, with another owner or key.`);
    }
    if (known && known.enrolledAt !== enrolledAt)
      throw new Fault(document.where, `The passkey ${credentialId} is enrolled at another time than before.`);
    if (known) known.revokedAt = earlier(known.revokedAt, revokedAt);
    else this.enrolments.set(credentialId, { userId, publicKey, enrolledAt, revokedAt });
  }

  /** Notes that a signature claims its passkey to be its signer's. */
  claim({ passkey, signerId, printedName, signedAt }: CheckedSignature, where: string): void {
    if (!passkey) return;
    const { credentialId, publicKey } = passkey;
    const key = JSON.stringify([credentialId, publicKey, signerId]);
    const known = this.claims.get(key);
    if (!known) {
      this.claims.set(key, { credentialId, publicKey, signerId, printedName, first: signedAt, last: signedAt, where });
      return;
    }
    if (signedAt < known.first) known.first = signedAt;
    if (signedAt > known.last) known.last = signedAt;
  }

  /** @throws Fault at the first signature whose passkey was not its signer's at the time */
  requireClaimsRight(): void {
    for (const { credentialId, publicKey, signerId, printedName, first, last, where } of this.claims.values()) {
      const enrolment = this.enrolments.get(credentialId);
      if (!enrolment)
        throw new Fault(where, `${printedName} signed with a passkey that the trail in this bundle does not know.`);
      if (enrolment.userId !== signerId) throw new Fault(where, `${printedName} signed with somebody else’s passkey.`);
      if (enrolment.publicKey !== publicKey)
        throw new Fault(where, `${printedName} signed with another key than the one that was enrolled.`);
      const { enrolledAt, revokedAt } = enrolment;
      if (!isBefore(enrolledAt, first))
        throw new Fault(where, `${printedName} signed with a passkey before it was enrolled.`);
      if (revokedAt !== null && !isBefore(last, revokedAt))
        throw new Fault(where, `${printedName} signed with a passkey after it was revoked.`);
    }
  }
}

/** Whatever order documents are met in, the first revocation counts. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
