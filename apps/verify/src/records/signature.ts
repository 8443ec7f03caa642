import { sha256 } from '#transparency';
import { Fault } from '../fault.js';
import { readCanonical, type Members } from '../json/members.js';
import { faultOfAssertion, readAssertion, type Assertion, type AssertionBytes } from '../webauthn/assertion.js';
import { isBefore } from './instants.js';

/** What stands before a statement where it is hashed. */
const STATEMENT_DOMAIN = 'consilium/signing-statement/v1\n';

/** The revision of a decision as its signatures refer to it. */
export interface SignedRevision {
  readonly decision: string;
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** SHA-256, hexadecimal, of the rule of signing. */
  readonly policyHash: string;
}

/** A signature that holds. */
export interface CheckedSignature {
  readonly id: string;
  readonly signerId: string;
  readonly printedName: string;
  readonly signedAt: string;
  readonly statement: string;
  /** Null where identity was proved by password and code, which nobody outside can check. */
  readonly passkey: CheckedAssertion | null;
}

/** What a passkey answered, and by which credential. */
export interface CheckedAssertion extends AssertionBytes {
  readonly credentialId: string;
  /** COSE_Key, base64url. */
  readonly publicKey: string;
}

/** Members of a signature that its statement says in the same words. */
const SAME = ['revisionHash', 'printedName', 'specialty', 'actingRole', 'meaning', 'reason'];

/**
 * Checks a signature of a revision: that its statement is about this very content and says what the signature says, that the digest is the
 * statement's, and with a passkey that it signed this digest. @throws Fault
 */
export function checkSignature(signature: Members, revision: SignedRevision): CheckedSignature {
  const { where } = signature;
  const [id, printedName, signedAt] = [signature.text('id'), signature.text('printedName'), signature.text('signedAt')];
  const refuse = (because: string) =>
    new Fault(
      where,
      `The signature ${id} of ${printedName} on decision ${revision.decision} does not hold: ${because}.`,
    );

  const statement = signature.text('statement');
  const said = readCanonical(Buffer.from(statement), where);
  const fault = faultOfStatement(said, signature, revision);
  if (fault) throw refuse(fault);

  const digest = sha256(STATEMENT_DOMAIN + statement);
  if (signature.text('digest') !== digest.toString('hex')) throw refuse('its digest is not that of its statement');

  const passkey = passkeyOf(signature, digest);
  if (typeof passkey === 'string') throw refuse(passkey);
  return { id, signerId: signature.text('signerId'), printedName, signedAt, statement, passkey };
}

function faultOfStatement(said: Members, signature: Members, revision: SignedRevision): string | null {
  const { decision, number, hash, policyHash } = revision;
  if (said.text('decision') !== decision || said.number('revision') !== number)
    return 'its statement is about another decision';
  if (said.text('revisionHash') !== hash) return 'its statement is about another content';
  if (!said.text('text').includes(hash)) return 'the sentence that was read to its signer names another content';
  if (said.text('policyHash') !== policyHash) return 'its statement names another rule of signing';
  const other = SAME.find((name) => said.textOrNull(name) !== signature.textOrNull(name));
  if (other) return `its statement says another ${other} than the signature`;
  if (said.text('userId') !== signature.text('signerId')) return 'its statement is somebody else’s';
  const represented = said.membersOrNull('onBehalfOf')?.text('userId') ?? null;
  if (represented !== signature.textOrNull('onBehalfOf')) return 'its statement represents somebody else';

  const signedAt = signature.text('signedAt');
  const isInTime = isBefore(said.text('issuedAt'), signedAt) && isBefore(signedAt, said.text('expiresAt'));
  return isInTime ? null : 'it was not given while its statement was good';
}

/** Null without a passkey; a sentence where its answer does not hold. */
function passkeyOf(signature: Members, digest: Buffer): CheckedAssertion | string | null {
  const kept = signature.membersOrNull('assertion');
  const isByPasskey = signature.text('method') === 'passkey';
  if (!kept) return isByPasskey ? 'it is said to be by passkey, and what the passkey answered is missing' : null;
  if (!isByPasskey) return 'it holds a passkey’s answer and is said to be given otherwise';

  const assertion: Assertion = {
    credentialId: kept.text('credentialId'),
    publicKey: kept.text('publicKey'),
    rpId: kept.text('rpId'),
    origin: kept.text('origin'),
    authenticatorData: kept.text('authenticatorData'),
    clientDataJSON: kept.text('clientDataJSON'),
    signature: kept.text('signature'),
  };
  const bytes = readAssertion(assertion);
  if (typeof bytes === 'string') return bytes;
  return (
    faultOfAssertion(assertion, bytes, digest) ?? {
      ...bytes,
      credentialId: assertion.credentialId,
      publicKey: assertion.publicKey,
    }
  );
}
