/**
 * NOMS: Laufer I et al. The NOMS framework. Oncologist 2013;18(6):744-751, 10.1634/theoncologist.2012-0293. Core rules
 * verified, the full table partial. Advisory.
 */

export const NOMS_SUGGESTIONS = {
  cebrt: 'Conventional external beam radiotherapy (cEBRT)',
  'stabilisation-then-cebrt': 'Stabilisation, then cEBRT',
  srs: 'Stereotactic radiosurgery (SRS/SBRT)',
  'stabilisation-then-srs': 'Stabilisation, then SRS',
  'decompression-and-stabilisation-then-srs': 'Decompression and stabilisation, then SRS',
} as const;
export type NomsSuggestionId = keyof typeof NOMS_SUGGESTIONS;

export type Neurologic = 'low-grade' | 'low-grade-with-myelopathy' | 'high-grade';
export type Oncologic = 'radiosensitive' | 'radioresistant' | 'previously-irradiated';
export type Mechanical = 'stable' | 'unstable';
export type Systemic = 'tolerates-surgery' | 'cannot-tolerate-surgery';

export interface NomsRow {
  readonly neurologic: Neurologic;
  readonly oncologic: readonly Oncologic[];
  readonly mechanical: Mechanical;
  /** null: any. */
  readonly systemic: Systemic | null;
  readonly suggestion: NomsSuggestionId;
}

const SENSITIVE = ['radiosensitive'] as const;
const RESISTANT = ['radioresistant'] as const;
const RESISTANT_OR_IRRADIATED = ['radioresistant', 'previously-irradiated'] as const;

/** Low grade means without myelopathy; high grade with or without. What no row holds is left to the board. */
export const NOMS_TABLE: readonly NomsRow[] = [
  row('low-grade', SENSITIVE, 'stable', null, 'cebrt'),
  row('low-grade', SENSITIVE, 'unstable', null, 'stabilisation-then-cebrt'),
  row('low-grade', RESISTANT_OR_IRRADIATED, 'stable', null, 'srs'),
  row('low-grade', RESISTANT_OR_IRRADIATED, 'unstable', null, 'stabilisation-then-srs'),
  row('high-grade', SENSITIVE, 'stable', null, 'cebrt'),
  row('high-grade', SENSITIVE, 'unstable', null, 'stabilisation-then-cebrt'),
  row('high-grade', RESISTANT, 'stable', 'tolerates-surgery', 'decompression-and-stabilisation-then-srs'),
  row('high-grade', RESISTANT, 'stable', 'cannot-tolerate-surgery', 'cebrt'),
  row('high-grade', RESISTANT, 'unstable', 'tolerates-surgery', 'decompression-and-stabilisation-then-srs'),
  row('high-grade', RESISTANT, 'unstable', 'cannot-tolerate-surgery', 'stabilisation-then-cebrt'),
];

function row(
  neurologic: Neurologic,
  oncologic: readonly Oncologic[],
  mechanical: Mechanical,
  systemic: Systemic | null,
  suggestion: NomsSuggestionId,
): NomsRow {
  return { neurologic, oncologic, mechanical, systemic, suggestion };
}
