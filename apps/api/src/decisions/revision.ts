import type { CalendarDate, DecisionContent } from '#pathway';
import { canonicalJson, type CanonicalValue } from '#transparency';
import type {
  PanelContact,
  RecordScope,
  RevisionState,
  SignableRevision,
  SignatureMeaning,
  SignOffRule,
  Specialty,
} from '#workflow';
import type { KeptAssertion } from '../auth/index.js';
import type { Frozen } from './frozen.js';

/** Who decided: the board in a meeting, or the panel of an emergency. */
export const AUTHORITIES = ['board', 'panel'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** One frozen content of a decision, with everything that happened to it. Instants are ISO strings, UTC. */
export interface Revision {
  readonly organisationId: string;
  readonly boardId: string;
  readonly caseId: string;
  readonly id: string;
  /** 1, 2, … within its case. */
  readonly number: number;
  readonly revisesId: string | null;
  /** The canonical JSON that `hash` is the SHA-256 of. */
  readonly frozenText: string;
  /** The same, read. */
  readonly frozen: Frozen;
  /** Hexadecimal. */
  readonly hash: string;
  readonly authority: Authority;
  /** Decided without a quorate discussion: it stands until a meeting ratifies or rejects it. */
  readonly isProvisional: boolean;
  readonly rule: SignOffRule;
  readonly agendaItemId: string | null;
  readonly meetingId: string | null;
  readonly panel: readonly PanelContact[] | null;
  readonly authorId: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly state: RevisionState;
  readonly ratification: 'ratified' | 'rejected' | null;
  readonly inForceAt: string | null;
  /** The last day on which it holds without its first treatment; null before it is in force, and where nothing lapses. */
  readonly expiresOn: CalendarDate | null;
  /** Oldest first. */
  readonly events: readonly RevisionEntry[];
  /** In the order in which they were given. */
  readonly signatures: readonly RevisionSignature[];
  readonly version: number;
}

export const REVISION_ENTRIES = [
  'proposed',
  'returned',
  'withdrawn',
  'in-force',
  'superseded',
  'dissent-accepted',
  'ratified',
  'rejected',
] as const;
export type RevisionEntryKind = (typeof REVISION_ENTRIES)[number];

/** What happened to a revision; never changed. `by` is null where the program did it within another act. */
export interface RevisionEntry {
  readonly id: string;
  readonly kind: RevisionEntryKind;
  readonly by: string | null;
  readonly specialty: Specialty | null;
  readonly signatureId: string | null;
  readonly reason: string | null;
  readonly at: string;
}

/** A specialist's signature on the hash of one revision; never changed, revoked beside it. */
export interface RevisionSignature {
  readonly id: string;
  /** Hexadecimal. */
  readonly revisionHash: string;
  readonly signerId: string;
  readonly printedName: string;
  readonly specialty: Specialty;
  readonly actingRole: string;
  readonly onBehalfOf: string | null;
  readonly meaning: SignatureMeaning;
  readonly reason: string | null;
  /** The canonical statement that was signed, and its digest. */
  readonly statement: string;
  readonly digest: string;
  /** How identity was proved: `passkey`, `password+totp`, or `totp` within a signing series. */
  readonly method: string;
  /** What the passkey answered to the statement's digest; null without one. */
  readonly assertion: KeptAssertion | null;
  readonly signedAt: string;
  readonly revocation: { readonly reason: string; readonly revokedAt: string } | null;
}

/** What the board recommends in this revision. */
export function contentOf({ frozen }: Revision): DecisionContent {
  return frozen.content;
}

/** The revision as the rules of signing read it. */
export function signableOf(revision: Revision): SignableRevision {
  const { boardId, state, hash, rule, signatures, events } = revision;
  return {
    boardId,
    state,
    hash,
    rule,
    signatures: signatures.map(({ id, signerId, specialty, meaning, revisionHash, revocation }) => ({
      id,
      signerId,
      specialty,
      meaning,
      revisionHash,
      isRevoked: revocation !== null,
    })),
    acceptedDissents: events.flatMap(({ kind, signatureId }) =>
      kind === 'dissent-accepted' && signatureId ? [signatureId] : [],
    ),
  };
}

/** What decides who may touch the revision: its author, its signing specialties, the chair of the meeting that made it. */
export function scopeOf(revision: Revision): RecordScope {
  const { organisationId, boardId, caseId, authorId, rule, frozen } = revision;
  const chairId = frozen.evidence.meeting?.chairId;
  return {
    organisationId,
    boardId,
    caseId,
    authorId,
    signingSpecialties: rule.requiredSpecialties,
    ...(chairId && { meetingChairId: chairId }),
  };
}

/** Whether a meeting has still to ratify or reject it. */
export function awaitsRatification({ isProvisional, ratification, state }: Revision): boolean {
  return isProvisional && ratification === null && (state === 'proposed' || state === 'in-force');
}

/** A revision as a version of it says, which is what `revisionDocument` wrote. */
export function revisionFrom(
  document: CanonicalValue,
  known: Pick<Revision, 'organisationId' | 'boardId' | 'id' | 'version'>,
): Revision {
  const said = document as unknown as Omit<Revision, keyof typeof known | 'frozenText'>;
  return { ...said, ...known, frozenText: canonicalJson(said.frozen as unknown as CanonicalValue) };
}

/** The whole revision at one version, with its events, signatures, revocations and ratification, as it is committed to. */
export function revisionDocument(revision: Revision): CanonicalValue {
  const { organisationId: _organisation, boardId: _board, id: _id, version: _version, ...document } = revision;
  const { frozenText: _text, rule, panel, events, signatures, ...rest } = document;
  return {
    ...rest,
    frozen: JSON.parse(revision.frozenText) as CanonicalValue,
    rule: { ...rule, requiredSpecialties: [...rule.requiredSpecialties] },
    panel: panel && panel.map((contact) => ({ ...contact })),
    events: events.map((entry) => ({ ...entry })),
    signatures: signatures.map((signature) => ({
      ...signature,
      assertion: signature.assertion && { ...signature.assertion },
      revocation: signature.revocation && { ...signature.revocation },
    })),
  };
}
