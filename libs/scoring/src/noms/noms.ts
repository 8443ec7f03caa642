/**
 * NOMS (neurologic, oncologic, mechanical, systemic): Laufer I et al. Oncologist 2013;18(6):744-751. A suggestion for the
 * board, or "the board decides" naming what is missing or disputed; never a guess.
 */

import { evaluate } from '../evaluate.js';
import type { Facts, Radiosensitivity } from '../facts.js';
import { checkFacts } from '../check-facts.js';
import { refuseIfAny } from '../findings.js';
import { scoreForm } from '../form.js';
import { defineInstrument } from '../define-instrument.js';
import type { Reading } from '../instrument.js';
import type { MissingItem, ScoreResult } from '../result.js';
import { type Suggestion, suggestRadiosensitivity } from '../suggestions.js';
import { type NomsOptions, readMechanical, readNeurologic, readOncologic, readSystemic } from './axes.js';
import { NOMS_SUGGESTIONS, NOMS_TABLE, type NomsRow, type NomsSuggestionId } from './noms-table.js';

export interface NomsSuggestion {
  readonly id: NomsSuggestionId;
  readonly label: string;
}

/** A score result whose items are the axes and whose category is the suggestion, or that the board decides. */
export interface NomsResult extends ScoreResult {
  readonly suggestion: NomsSuggestion | null;
  /** Why there is no suggestion: each axis missing or disputed, or that the table has no row. Empty with a suggestion. */
  readonly undecided: readonly string[];
  /** Every suggestion the axes still allow. */
  readonly stillPossible: readonly NomsSuggestion[];
  /** Offered while the radiosensitivity is not confirmed; not used for the suggestion. */
  readonly suggestedRadiosensitivity: Suggestion<Radiosensitivity> | null;
}

const BOARD_DECIDES = { id: 'board-decides', label: 'The board decides' };
const DEFAULTS: NomsOptions = {};
const SAY_LOW_OR_HIGH = 'ESCC 1c is disputed: answer with a low grade or with high-grade.';

export const noms = defineInstrument({
  id: 'noms',
  version: '1.0.0',
  name: 'NOMS framework (2013)',
  purpose: 'treatment',
  direction: null,
  citations: [
    {
      text: 'Laufer I et al. The NOMS framework. Oncologist 2013;18(6):744-751.',
      doi: '10.1634/theoncologist.2012-0293',
      pmid: '23709750',
    },
  ],
  cohort: 'a framework of one centre with a review of the literature, not a cohort (abstract of the paper).',
  limits: [
    'Which histology is radiosensitive is unverified: a clinician confirms it.',
    'Low grade with myelopathy, ESCC 1c and an indeterminate SINS are outside the table.',
  ],
  evidence: {
    grade: 'partial',
    notes: ['Core rules verified, the full table partial; which histology is radiosensitive is unverified. Advisory.'],
  },
  items: [
    {
      id: 'neurologic',
      label: 'Neurologic: epidural compression and myelopathy',
      options: [
        { id: 'low-grade', label: 'Low-grade ESCC, no myelopathy', points: null },
        { id: 'low-grade-with-myelopathy', label: 'Low-grade ESCC with myelopathy (outside the table)', points: null },
        { id: 'high-grade', label: 'High-grade ESCC, with or without myelopathy', points: null },
      ],
      from: ['lesions[].escc', 'neurology.myelopathy'],
      refused: { '1c': SAY_LOW_OR_HIGH, borderline: SAY_LOW_OR_HIGH },
      read: (facts) => readNeurologic(facts, DEFAULTS),
    },
    {
      id: 'oncologic',
      label: 'Oncologic: sensitivity to conventional radiotherapy',
      options: [
        { id: 'radiosensitive', label: 'Radiosensitive (breast and prostate with it)', points: null },
        { id: 'radioresistant', label: 'Radioresistant', points: null },
        { id: 'previously-irradiated', label: 'Previously irradiated', points: null },
      ],
      from: ['primary.radiosensitivity', 'primary.site', 'primary.previouslyIrradiatedLevels'],
      read: readOncologic,
    },
    {
      id: 'mechanical',
      label: 'Mechanical: stability',
      options: [
        { id: 'stable', label: 'Stable', points: null },
        { id: 'unstable', label: 'Unstable', points: null },
      ],
      from: ['lesions[].levels', 'pain.character'],
      refused: { indeterminate: 'An indeterminate SINS is for the board to judge: answer stable or unstable.' },
      read: (facts) => readMechanical(facts, DEFAULTS),
    },
    {
      id: 'systemic',
      label: 'Systemic: ability to tolerate surgery',
      options: [
        { id: 'tolerates-surgery', label: 'Tolerates surgery', points: null },
        { id: 'cannot-tolerate-surgery', label: 'Cannot tolerate surgery', points: null },
      ],
      from: ['general.toleratesSurgery'],
      read: readSystemic,
    },
  ],
  range: null,
  bands: Object.entries(NOMS_SUGGESTIONS).map(([id, label]) => ({ id, label, evidence: 'partial' as const })),
  notes: ['Advisory. Anything outside the table is for the board to decide.'],
});

/**
 * What NOMS suggests for a case, from its lesion with the highest ESCC grade and the one with the worst SINS.
 * @throws ScoringInputError naming every fact whose value is impossible
 */
export function nomsSuggestion(facts: Facts, options: NomsOptions = DEFAULTS): NomsResult {
  refuseIfAny(checkFacts(facts));
  const readings: Reading[] = [
    readNeurologic(facts, options),
    readOncologic(facts),
    readMechanical(facts, options),
    readSystemic(facts),
  ];
  const suggested = facts.primary?.radiosensitivity ? null : suggestRadiosensitivity(facts.primary);
  return judge(evaluate(noms, readings), suggested);
}

/**
 * What NOMS suggests for four answers given without a case.
 * @throws ScoringInputError naming every item whose value is impossible
 */
export function nomsFromForm(inputs: unknown): NomsResult {
  return judge(scoreForm(noms, inputs), null);
}

function judge(axes: ScoreResult, suggestedRadiosensitivity: NomsResult['suggestedRadiosensitivity']): NomsResult {
  const rows = axes.notScorable ? [] : NOMS_TABLE.filter((row) => isStillPossible(row, axes));
  const missing = axes.missing.filter((axis) => axis.item !== 'systemic' || rows.some(({ systemic }) => systemic));
  const complete = missing.length === 0 && !axes.notScorable;
  const suggestion = complete && rows[0] ? named(rows[0].suggestion) : null;

  return {
    ...axes,
    complete,
    missing,
    category: suggestion ?? BOARD_DECIDES,
    suggestion,
    undecided: suggestion ? [] : reasons(axes, missing, rows),
    stillPossible: [...new Set(rows.map((row) => row.suggestion))].map(named),
    suggestedRadiosensitivity,
  };
}

function isStillPossible(row: NomsRow, { items, missing }: ScoreResult): boolean {
  const isOpen = ({ item, options }: MissingItem) => options!.some(({ id }) => fits(row, item, id));
  return items.every(({ item, option }) => fits(row, item, option)) && missing.every(isOpen);
}

function fits(row: NomsRow, item: string, option: string): boolean {
  if (item === 'neurologic') return row.neurologic === option;
  if (item === 'oncologic') return row.oncologic.some((oncologic) => oncologic === option);
  if (item === 'mechanical') return row.mechanical === option;
  return row.systemic === null || row.systemic === option;
}

function reasons({ notScorable }: ScoreResult, missing: readonly MissingItem[], rows: readonly NomsRow[]): string[] {
  if (notScorable) return [notScorable];
  const asked = missing.map(({ label, note, from }) => `${label}. ${note ?? `Not recorded: ${from.join(', ')}.`}`);
  return rows.length ? asked : ['The table has no row for this combination.', ...asked];
}

function named(id: NomsSuggestionId): NomsSuggestion {
  return { id, label: NOMS_SUGGESTIONS[id] };
}
