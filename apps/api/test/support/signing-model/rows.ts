import { createHash } from 'node:crypto';
import type { SignatureMeaning, Specialty } from '#workflow';
import type { TestServer } from '../server.js';

interface RevisionRow {
  readonly id: string;
  readonly frozen: string;
  readonly hash: string;
  readonly authority: 'board' | 'panel';
  readonly wasInForce: boolean;
  readonly accepted: readonly string[];
  readonly signatures: readonly SignatureRow[];
}

interface SignatureRow {
  readonly id: string;
  readonly hash: string;
  readonly specialty: Specialty;
  readonly meaning: SignatureMeaning;
  readonly statement: string;
  readonly isRevoked: boolean;
}

/** Who must agree, written out: not asked of the rules that are tried here. */
const REQUIRED: Readonly<Record<RevisionRow['authority'], readonly Specialty[]>> = {
  board: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
  panel: ['spine-surgery', 'radiation-oncology'],
};

/** What is wrong with what lies in the database, as somebody finds it who has only its rows and SHA-256. */
export async function brokenPromisesIn(server: TestServer): Promise<string[]> {
  const revisions = await server.look<RevisionRow>(REVISIONS);
  return revisions.flatMap((revision) => [
    ...(sha256(revision.frozen) === revision.hash ? [] : [`${revision.id}: its text is not what its hash says`]),
    ...revision.signatures.flatMap((signature) => faultsOfSignature(revision, signature)),
    ...(revision.wasInForce ? faultsOfForce(revision) : []),
  ]);
}

/** How many revisions came in force: without any, nothing was tried. */
export async function countInForce(server: TestServer): Promise<number> {
  const revisions = await server.look<RevisionRow>(REVISIONS);
  return revisions.filter(({ wasInForce }) => wasInForce).length;
}

function faultsOfSignature({ id, hash }: RevisionRow, signature: SignatureRow): string[] {
  const { decision, revisionHash, meaning, specialty } = JSON.parse(signature.statement) as Record<string, string>;
  const isOnThis = signature.hash === hash && revisionHash === hash && decision === id;
  const saysSo = meaning === signature.meaning && specialty === signature.specialty;
  return isOnThis && saysSo ? [] : [`${id}: the signature ${signature.id} was given to something else`];
}

function faultsOfForce({ id, authority, signatures, accepted }: RevisionRow): string[] {
  const standing = signatures.filter(({ isRevoked }) => !isRevoked);
  const approving = standing.filter(({ meaning }) => meaning === 'approve' || meaning === 'approve-with-reservation');
  const overruled = standing.filter((signature) => signature.meaning === 'dissent' && accepted.includes(signature.id));
  const spoken = new Set([...approving, ...overruled].map(({ specialty }) => specialty));
  const missing = REQUIRED[authority].filter((specialty) => !spoken.has(specialty));
  return missing.length === 0 && overruled.length <= 1 ? [] : [`${id}: in force without ${missing.join(' and ')}`];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const REVISIONS = `
  SELECT r.id, convert_from(r.frozen, 'UTF8') AS frozen, encode(r.hash, 'hex') AS hash, r.authority,
    EXISTS (SELECT FROM clinical.revision_event e WHERE e.revision_id = r.id AND e.kind = 'in-force') AS "wasInForce",
    ARRAY(SELECT e.signature_id::text FROM clinical.revision_event e
      WHERE e.revision_id = r.id AND e.kind = 'dissent-accepted') AS accepted,
    (SELECT coalesce(json_agg(json_build_object('id', s.id, 'hash', encode(s.revision_hash, 'hex'), 'specialty', s.specialty,
        'meaning', s.meaning, 'statement', s.statement,
        'isRevoked', EXISTS (SELECT FROM clinical.signature_revocation v WHERE v.signature_id = s.id))), '[]')
      FROM clinical.signature s WHERE s.revision_id = r.id) AS signatures
  FROM clinical.decision_revision r`;
