import type { CheckFinding, DecisionContent } from '#pathway';
import type { CanonicalValue } from '#transparency';
import type { RecordScope } from '#workflow';
import { exact } from '../../assessments/index.js';
import type { FrozenOverride } from '../frozen.js';

export const DRAFT_STATES = ['draft', 'proposed', 'discarded'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** What somebody would have the board decide: changed until it is proposed, when a revision with its id takes its place. */
export interface Draft {
  readonly organisationId: string;
  readonly boardId: string;
  readonly caseId: string;
  readonly id: string;
  /** The revision that this draft revises. */
  readonly revisesId: string | null;
  /** The open agenda item it was proposed from. */
  readonly agendaItemId: string | null;
  readonly content: DecisionContent;
  /** The chair's reasons, by the id of the check. */
  readonly overrides: Readonly<Record<string, DraftOverride>>;
  readonly state: DraftState;
  readonly authorId: string;
  readonly version: number;
}

/** Why the board goes on in spite of a finding: an answer to the finding as it was, with its grounds. */
export interface DraftOverride {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly because: readonly string[];
}

/** What decides who may touch the draft. */
export function draftScopeOf({ organisationId, boardId, authorId }: Draft): RecordScope {
  return { organisationId, boardId, authorId };
}

/**
 * The overrides that answer these findings. One that was given when a finding rested on other grounds answers another question,
 * and counts no longer: the draft or the evidence has changed since.
 */
export function overridesOf(
  { overrides }: Pick<Draft, 'overrides'>,
  findings: readonly CheckFinding[],
): FrozenOverride[] {
  return findings.flatMap(({ id, because }) => {
    const override = overrides[id];
    if (!override || !isSame(override.because, because)) return [];
    const { reason, by, at } = override;
    return [{ check: id, reason, by, at }];
  });
}

/** The whole draft at one version, as it is committed to. */
export function draftDocument(draft: Draft): CanonicalValue {
  const { organisationId: _organisation, boardId: _board, id: _id, version: _version, ...document } = draft;
  return exact(document);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((words, index) => words === other[index]);
}
