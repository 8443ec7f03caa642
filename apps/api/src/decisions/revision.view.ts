import { signOffState, SPECIALTIES, type Specialty } from '#workflow';
import {
  code,
  IsCode,
  IsDay,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsListOf,
  IsPart,
  IsText,
  IsWhole,
} from '../http/index.js';
import {
  AUTHORITIES,
  awaitsRatification,
  REVISION_ENTRIES,
  signableOf,
  type Authority,
  type Revision,
  type RevisionEntryKind,
} from './revision.js';
import { SignatureView } from './signature.view.js';

const MANY = 1_000;
const specialties = { max: SPECIALTIES.length, example: ['spine-surgery'] };

export class RevisionEntryView {
  @IsId()
  id: string;

  @IsCode(REVISION_ENTRIES)
  kind: RevisionEntryKind;

  @IsId({ nullable: true, about: 'Null: it followed from another act.' })
  by: string | null;

  @IsCode(SPECIALTIES, { nullable: true, example: 'spine-surgery' })
  specialty: Specialty | null;

  @IsId({ nullable: true })
  signatureId: string | null;

  @IsText({ max: 4_000, lines: true, nullable: true, example: 'The new MRI shows another lesion.' })
  reason: string | null;

  @IsInstant()
  at: string;
}

export class DissentView {
  @IsId()
  signatureId: string;

  @IsCode(SPECIALTIES, { example: 'medical-oncology' })
  specialty: Specialty;

  @IsFlag({ about: 'The chair lets the decision go on all the same, with a written reason.' })
  isAccepted: boolean;
}

export class ReservationView {
  @IsId()
  signatureId: string;

  @IsCode(SPECIALTIES, { example: 'radiation-oncology' })
  specialty: Specialty;
}

export class SignOffView {
  @IsListOf(code(SPECIALTIES), specialties)
  required: readonly Specialty[];

  @IsListOf(code(SPECIALTIES), specialties)
  outstanding: readonly Specialty[];

  @IsListOf(code(SPECIALTIES), specialties)
  approved: readonly Specialty[];

  @IsListOf(() => DissentView, { max: MANY })
  dissents: readonly DissentView[];

  @IsListOf(() => ReservationView, {
    max: MANY,
    about: 'Approvals with a remark; shown beside dissents, never as one.',
  })
  reservations: readonly ReservationView[];

  @IsFlag()
  isComplete: boolean;
}

export class PanelContactView {
  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  specialty: Specialty;

  @IsId()
  userId: string;

  @IsInstant()
  reachedAt: string;
}

/** What was proposed, and what became of it. */
export class RevisionView {
  @IsWhole({ min: 1, max: MANY, example: 1, about: '1, 2, … within the case.' })
  number: number;

  @IsDigest({ about: 'SHA-256 of what is frozen: what every signature signs.' })
  hash: string;

  @IsCode(AUTHORITIES, { about: 'Who decided: the board, or the panel of an emergency.' })
  authority: Authority;

  @IsFlag({ about: 'Decided without a quorate discussion: a meeting ratifies or rejects it.' })
  isProvisional: boolean;

  @IsFlag()
  awaitsRatification: boolean;

  @IsCode(['ratified', 'rejected'], { nullable: true })
  ratification: 'ratified' | 'rejected' | null;

  @IsId({ nullable: true })
  agendaItemId: string | null;

  @IsId({ nullable: true })
  meetingId: string | null;

  @IsListOf(() => PanelContactView, { max: 20, nullable: true, about: 'Who was reached for an emergency decision.' })
  panel: readonly PanelContactView[] | null;

  @IsId()
  proposedBy: string;

  @IsInstant()
  proposedAt: string;

  @IsInstant({ nullable: true })
  inForceAt: string | null;

  @IsDay({ nullable: true, about: 'The last day on which it holds without its first treatment.' })
  expiresOn: string | null;

  @IsPart(() => SignOffView)
  signOff: SignOffView;

  @IsListOf(() => SignatureView, { max: MANY })
  signatures: readonly SignatureView[];

  @IsListOf(() => RevisionEntryView, { max: MANY, about: 'What happened to it, oldest first.' })
  events: readonly RevisionEntryView[];
}

/** The same with what is frozen, to read and to hash again. */
export class FrozenRevisionView extends RevisionView {
  @IsText({
    max: 10_000_000,
    about: 'Canonical JSON (RFC 8785) of { content, evidence, blinding }; `hash` is the SHA-256 of its UTF-8 bytes.',
    example: '{"blinding":{"plans":[]},"content":{"recommendations":[]},"evidence":{}}',
  })
  frozen: string;
}

/** What of a revision people see beside what drafts have too. */
export function toRevisionView(revision: Revision): RevisionView {
  const { number, hash, authority, isProvisional, ratification, agendaItemId, meetingId, panel } = revision;
  const { proposedBy, proposedAt, inForceAt, expiresOn, signatures, events } = revision;
  return {
    number,
    hash,
    authority,
    isProvisional,
    awaitsRatification: awaitsRatification(revision),
    ratification,
    agendaItemId,
    meetingId,
    panel,
    proposedBy,
    proposedAt,
    inForceAt,
    expiresOn,
    signOff: toSignOffView(revision),
    signatures,
    events,
  };
}

/** The same with what is frozen. */
export function toFrozenRevisionView(revision: Revision): FrozenRevisionView {
  return { ...toRevisionView(revision), frozen: revision.frozenText };
}

function toSignOffView(revision: Revision): SignOffView {
  const { rule, hash, signatures, acceptedDissents } = signableOf(revision);
  const { isReturned: _isReturned, ...state } = signOffState(rule, hash, signatures, acceptedDissents);
  return { required: rule.requiredSpecialties, ...state };
}
