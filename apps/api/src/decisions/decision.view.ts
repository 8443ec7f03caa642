import type { DecisionContent } from '#pathway';
import { REVISION_STATES } from '#workflow';
import { IsCode, IsId, IsInstant, IsListOf, IsPart, IsText, IsWhole } from '../http/index.js';
import { DRAFT_STATES, type Draft } from './drafts/draft.js';
import { DecisionContentDto } from './dto/decision-content.dto.js';
import type { Revision } from './revision.js';
import { FrozenRevisionView, RevisionView, toFrozenRevisionView, toRevisionView } from './revision.view.js';

/** A draft knows `draft` and `discarded`; once proposed it is a revision. */
const DECISION_STATES = [...DRAFT_STATES.filter((state) => state !== 'proposed'), ...REVISION_STATES];

export class OverrideView {
  @IsText({ max: 100, example: 'life-expectancy-short' })
  check: string;

  @IsText({ max: 4_000, lines: true, example: 'The prognosis is disputed; the patient wants to keep walking.' })
  reason: string;

  @IsId()
  by: string;

  @IsInstant()
  at: string;
}

/** A draft, or the revision that took its place under the same id, as lists and summaries show it. */
export class DecisionOutlineView {
  @IsId()
  id: string;

  @IsId()
  caseId: string;

  @IsCode(DECISION_STATES, { example: 'draft' })
  state: string;

  @IsId({ nullable: true, about: 'The revision that this one revises.' })
  revisesId: string | null;

  @IsId()
  authorId: string;

  @IsPart(() => DecisionContentDto)
  content: DecisionContent;

  @IsListOf(() => OverrideView, { max: 100, about: 'The chair’s reasons to go on in spite of a check.' })
  overrides: readonly OverrideView[];

  @IsPart(() => RevisionView, { nullable: true, about: 'Null while it is a draft.' })
  revision: RevisionView | null;

  @IsWhole({ min: 1, max: 2_147_483_647, example: 1 })
  version: number;
}

/** The same with what is frozen. */
export class DecisionView extends DecisionOutlineView {
  @IsPart(() => FrozenRevisionView, { nullable: true, about: 'Null while it is a draft.' })
  override revision: FrozenRevisionView | null;
}

/** A draft as people see it. */
export function toDraftView(draft: Draft): DecisionView {
  const { id, caseId, state, revisesId, authorId, content, version } = draft;
  const overrides = Object.entries(draft.overrides).map(([check, { reason, by, at }]) => ({ check, reason, by, at }));
  return { id, caseId, state, revisesId, authorId, content, overrides, revision: null, version };
}

/** A revision as lists and summaries show it, with its signatures and everything that happened to it. */
export function toDecisionOutlineView(revision: Revision): DecisionOutlineView {
  const { id, caseId, state, revisesId, authorId, version, frozen } = revision;
  const { content, evidence } = frozen;
  const { overrides } = evidence;
  return { id, caseId, state, revisesId, authorId, content, overrides, revision: toRevisionView(revision), version };
}

/** The same with what is frozen. */
export function toDecisionView(revision: Revision): DecisionView {
  return { ...toDecisionOutlineView(revision), revision: toFrozenRevisionView(revision) };
}
