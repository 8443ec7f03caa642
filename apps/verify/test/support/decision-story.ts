import { createHash } from 'node:crypto';
import { canonicalJson, type CanonicalValue } from '#transparency';
import { HospitalLog, idOf } from './hospital-log.js';
import { SoftwareKey, type Twist } from './software-key.js';

type Document = Readonly<Record<string, CanonicalValue>>;

export const PATIENT = idOf(900_001);
export const CASE = idOf(900_002);
export const DECISION = idOf(900_003);
export const ERASURE = idOf(900_004);
export const SAM = { userId: idOf(900_011), printedName: 'Dr. Sam Spine', specialty: 'spine-surgery' };
export const RAE = { userId: idOf(900_012), printedName: 'Dr. Rae Beam', specialty: 'radiation-oncology' };
export type Signer = typeof SAM;

const FROZEN = {
  content: { plan: 'Separation surgery, then stereotactic radiotherapy.' },
  evidence: { facts: { kps: '80' }, scores: [{ instrument: 'sins', total: 12 }] },
  blinding: { plans: [] },
};
const RULE = { requiredSpecialties: ['spine-surgery', 'radiation-oncology'], maxAcceptedDissents: 1 };
export const HASH = sha256(canonicalJson(FROZEN)).toString('hex');

/** What a test changes of a signature before it is recorded; the statement is given before it is hashed. */
export interface SigningTwist {
  readonly statement?: Document;
  readonly after?: Document;
  readonly answer?: Twist;
  readonly challenge?: Buffer;
}

/** A signature by passkey; without one by password and code. */
export function signatureBy(signer: Signer, key: SoftwareKey | null, saying: Document = {}, twist: SigningTwist = {}) {
  const { meaning = 'approve', reason = null, id = idOf(900_021), signedAt = '2026-03-02T09:05:00.000Z' } = saying;
  const said = { ...signer, meaning, reason, actingRole: 'specialist', onBehalfOf: null };
  const statement = canonicalJson({
    ...said,
    decision: DECISION,
    revision: 1,
    revisionHash: HASH,
    text: `I, ${signer.printedName}, ${String(meaning)} revision 1 of this decision (SHA-256 ${HASH})`,
    policyHash: sha256(canonicalJson(RULE)).toString('hex'),
    nonce: 'AAECAwQFBgcICQoLDA0ODw',
    issuedAt: '2026-03-02T09:00:00.000Z',
    expiresAt: '2026-03-02T09:10:00.000Z',
    ...twist.statement,
  });
  const digest = sha256(`consilium/signing-statement/v1\n${statement}`);
  const { userId: signerId, ...rest } = said;
  return {
    ...rest,
    id,
    signerId,
    revisionHash: HASH,
    statement,
    digest: digest.toString('hex'),
    method: key ? 'passkey' : 'password+totp',
    assertion: key ? key.answer(twist.challenge ?? digest, twist.answer) : null,
    signedAt,
    revocation: null,
    ...twist.after,
  };
}

/** A version of the decision. */
export function decisionDocument(signatures: readonly CanonicalValue[], twist: Document = {}) {
  return { number: 1, state: 'proposed', frozen: FROZEN, hash: HASH, rule: RULE, signatures, ...twist };
}

export function passkeyDocument(owner: Signer, key: SoftwareKey, twist: Document = {}) {
  const { credentialId, publicKey } = key;
  const enrolledAt = '2026-03-01T08:00:00.000Z';
  return { userId: owner.userId, name: 'Key', credentialId, publicKey, enrolledAt, revocation: null, ...twist };
}

/** Who recorded what about a decision, entry by entry; every test may go on from here. */
export class DecisionStory {
  readonly log = new HospitalLog();
  readonly samsKey = new SoftwareKey('c2Ft');
  readonly raesKey = new SoftwareKey('cmFl', 'EdDSA');
  /** Places of the entries that are the case's own. */
  readonly ofCase: number[] = [];
  /** Places of the passkeys' and erasures' entries. */
  readonly supporting: number[] = [];

  enrol(owner: Signer, key: SoftwareKey, twist: Document = {}): this {
    const place = this.log.record({
      type: 'passkey.enrolled',
      entity: 'passkey',
      entityId: owner.userId,
      document: passkeyDocument(owner, key, twist),
    });
    this.supporting.push(place);
    return this;
  }

  /** An act on the case, or on one of its records, that makes a version. */
  change(entity: string, entityId: string, document: CanonicalValue, said: { occurredAt?: string } = {}): this {
    const patients = [PATIENT];
    this.ofCase.push(this.log.record({ type: `${entity}.changed`, entity, entityId, patients, document, ...said }));
    return this;
  }

  /** A version of the decision, of the time of its last signature unless something else is said. */
  decide(signatures: readonly Document[], twist: Document = {}, occurredAt?: string): this {
    const at = occurredAt ?? signatures.at(-1)?.signedAt;
    return this.change('decision-revision', DECISION, decisionDocument(signatures, twist), {
      ...(typeof at === 'string' && { occurredAt: at }),
    });
  }

  look(): this {
    this.ofCase.push(this.log.record({ type: 'case.opened', entity: 'case', entityId: CASE, patients: [PATIENT] }));
    return this;
  }

  erase(commitments: readonly string[], state = 'done'): this {
    const document = { state, commitments };
    this.supporting.push(this.log.record({ type: 'erasure.approved', entity: 'erasure', entityId: ERASURE, document }));
    this.log.forget(commitments);
    return this;
  }

  /** The commitment that the entry at a place made, base64. */
  commitmentAt(place: number): string {
    return (JSON.parse(this.log.entries[place]!.toString()) as { after: string }).after;
  }
}

/** A patient, a case, and a decision that Sam approved by passkey and Rae, by password and code, dissented from and took back. */
export function wholeStory(): DecisionStory {
  const story = new DecisionStory();
  const { log, samsKey, raesKey } = story;
  const dissent = { meaning: 'dissent', reason: 'The deficit is older than a week.', id: idOf(900_022) };
  const byRae = signatureBy(RAE, null, dissent);
  const revocation = { reason: 'Seen again.', revokedAt: '2026-03-02T09:07:00.000Z' };
  const again = signatureBy(RAE, raesKey, { id: idOf(900_023), signedAt: '2026-03-02T09:08:00.000Z' });
  const bySam = signatureBy(SAM, samsKey);

  log.idle(3);
  story.enrol(SAM, samsKey).enrol(RAE, raesKey);
  story.change('patient', PATIENT, { name: 'Ada Example' }).change('case', CASE, { state: 'discussed' }).look();
  log.idle(2);
  story.decide([]).decide([bySam]).decide([bySam, byRae]);
  story.decide([bySam, { ...byRae, revocation }]).decide([bySam, { ...byRae, revocation }, again]);
  log.idle(2);
  return story;
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
