import type { Entity } from '#database';
import type { JsonValue } from '../document.js';
import { tellAgendaItem, type AgendaItemTold } from './tell-agenda-item.js';
import { tellAssessment, type AssessmentTold } from './tell-assessment.js';
import { tellCase, type CaseTold } from './tell-case.js';
import {
  tellFollowUp,
  tellRecommendationChange,
  tellTreatment,
  type FollowUpTold,
  type RecommendationTold,
  type TreatmentTold,
} from './tell-course.js';
import { tellDraft, tellRevision, type DraftTold, type RevisionTold } from './tell-decision.js';
import { ended } from './words.js';

/** One change of a case: the documents before and after, and of a decision the revision that it replaces. */
export interface ChangeTold {
  readonly entity: Entity;
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly revised: JsonValue;
}

type Documents = Omit<ChangeTold, 'entity'>;
type Teller = (documents: Documents) => string[];

/** A document as its feature writes it. What an erasure emptied is null. */
function as<Told>(document: JsonValue): Told | null {
  return document as Told | null;
}

const says =
  <Told>(tell: (before: Told | null, after: Told) => string[]): Teller =>
  ({ before, after }) =>
    tell(as<Told>(before), as<Told>(after)!);

/** What is no part of a case's story is told by its differences alone. */
const nothing: Teller = () => [];

const TELLERS: Readonly<Record<Entity, Teller>> = {
  case: says<CaseTold>(tellCase),
  assessment: says<AssessmentTold>(tellAssessment),
  'agenda-item': says<AgendaItemTold>(tellAgendaItem),
  'decision-draft': ({ before, after, revised }) =>
    tellDraft(as<DraftTold>(before), as<DraftTold>(after)!, as<RevisionTold>(revised)),
  'decision-revision': ({ before, after, revised }) =>
    tellRevision(as<RevisionTold>(before), as<RevisionTold>(after)!, as<RevisionTold>(revised)),
  recommendation: says<RecommendationTold>(tellRecommendationChange),
  treatment: says<TreatmentTold>(tellTreatment),
  'follow-up': says<FollowUpTold>(tellFollowUp),
  patient: nothing,
  meeting: nothing,
  'meeting-series': nothing,
  invitations: nothing,
  'board-holidays': nothing,
  board: nothing,
  user: nothing,
  passkey: nothing,
  'break-glass-grant': nothing,
  erasure: nothing,
  'letter-handout': nothing,
  reconciliation: nothing,
  export: nothing,
};

/** What a change changed, in sentences, as an auditor reads it; an erased document says so. */
export function tellChange({ entity, ...documents }: ChangeTold): string[] {
  if (documents.after === null) return ['What it said was erased with the patient.'];
  return TELLERS[entity](documents).map(ended);
}

/** The revision that a draft or a revision is to replace; null where it replaces none. */
export function revisedBy(document: JsonValue): string | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const { revisesId = null } = document;
  return typeof revisesId === 'string' ? revisesId : null;
}
