import { canonicalJson, sha256 } from '#transparency';
import {
  SPECIALTY_LABELS,
  type SignatureMeaning,
  type SigningIntent,
  type SignOffRule,
  type Specialty,
} from '#workflow';
import { exact } from '../../assessments/index.js';
import type { Revision } from '../revision.js';

/** It precedes the statement where it is hashed, so that the digest of a statement is never the digest of anything else. */
export const STATEMENT_DOMAIN = 'consilium/signing-statement/v1\n';

const STATEMENT_MILLISECONDS = 10 * 60 * 1000;

export interface NamedPerson {
  readonly userId: string;
  readonly printedName: string;
}

/** Who signs, and in which capacity. */
export interface Signer extends NamedPerson {
  readonly specialty: Specialty;
  /** A role of the board, or `deputy`. */
  readonly actingRole: string;
  /** The member whom a deputy represents. */
  readonly onBehalfOf: NamedPerson | null;
}

/** What a signer says about a revision. */
export interface Saying {
  readonly meaning: SignatureMeaning;
  readonly reason: string | null;
}

/** What makes one statement another than the next: when it was issued (ISO instant), and a random text. */
export interface Occasion {
  readonly nonce: string;
  readonly issuedAt: string;
}

/** Exactly what is signed. Its canonical JSON is shown to the signer, proved, and kept with the signature. */
export interface SigningStatement extends Signer, Saying, Occasion {
  readonly decision: string;
  readonly revision: number;
  /** Hexadecimal. */
  readonly revisionHash: string;
  /** The sentence that the signer reads. */
  readonly text: string;
  /** SHA-256 of the rule of signing that the revision stands under, hexadecimal. */
  readonly policyHash: string;
  readonly expiresAt: string;
}

/** The statement of this signer about this revision. It holds for ten minutes. */
export function stateFor(
  { id, number, hash, rule }: Pick<Revision, 'id' | 'number' | 'hash' | 'rule'>,
  signer: Signer,
  { meaning, reason }: Saying,
  { nonce, issuedAt }: Occasion,
): SigningStatement {
  return {
    ...signer,
    decision: id,
    revision: number,
    revisionHash: hash,
    meaning,
    reason,
    text: sentenceOf(number, hash, signer, { meaning, reason }),
    policyHash: policyHash(rule),
    nonce,
    issuedAt,
    expiresAt: new Date(Date.parse(issuedAt) + STATEMENT_MILLISECONDS).toISOString(),
  };
}

/** The canonical JSON of a statement. */
export function textOf(statement: SigningStatement): string {
  return canonicalJson(exact(statement));
}

/** SHA-256 of the domain prefix and a statement's canonical JSON, hexadecimal: what identity is proved for. */
export function digestOf(statementText: string): string {
  return sha256(STATEMENT_DOMAIN + statementText).toString('hex');
}

/** What a statement asks of the rules of signing. */
export function intentOf({ specialty, meaning, revisionHash, reason, onBehalfOf }: SigningStatement): SigningIntent {
  return { specialty, meaning, revisionHash, reason, onBehalfOf: onBehalfOf?.userId ?? null };
}

function policyHash({ requiredSpecialties, ...rest }: SignOffRule): string {
  const policy = canonicalJson({ requiredSpecialties: [...requiredSpecialties], ...rest });
  return sha256(policy).toString('hex');
}

function sentenceOf(number: number, hash: string, { printedName, specialty, onBehalfOf }: Signer, said: Saying) {
  const deputy = onBehalfOf ? `, as deputy of ${onBehalfOf.printedName}` : '';
  const words = said.reason === null ? '' : `: ${said.reason}`;
  return (
    `I, ${printedName}, for ${SPECIALTY_LABELS[specialty]}${deputy}, ${VERBS[said.meaning]} revision ${number} of this ` +
    `decision (SHA-256 ${hash})${words}`
  );
}

const VERBS: Readonly<Record<SignatureMeaning, string>> = {
  approve: 'approve',
  'approve-with-reservation': 'approve with reservation',
  refuse: 'refuse, and return to its author,',
  dissent: 'dissent from',
};
