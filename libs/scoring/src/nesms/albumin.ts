import { LABORATORY_UNITS, type LaboratoryFacts, type Quantity } from '../facts.js';
import { quoted, ScoringInputError } from '../findings.js';

export type Albumin = NonNullable<LaboratoryFacts['albumin']>;

/** Molar mass of human serum albumin in g/mol (66.5 kDa). Only µmol/L needs it, and the result says that it was used. */
const MOLAR_MASS = 66_500;

const GRAMS_PER_DECILITRE: Readonly<Record<Albumin['unit'], number>> = {
  'g/dL': 1,
  'g/L': 0.1,
  'umol/L': MOLAR_MASS / 10_000_000,
};

/** Above this, in g/dL, no patient is: the unit was confused (35 g/L entered as 35 g/dL). */
const HIGHEST = 10;

/**
 * Albumin in g/dL, rounded to a millionth so that a value at a cut-off stays at it in every unit.
 * @throws ScoringInputError for an unknown unit or a value that no patient has
 */
export function toGramsPerDecilitre(albumin: Quantity): number {
  const fault = albuminFault(albumin);
  if (fault) throw new ScoringInputError([{ item: 'laboratory.albumin', code: 'out-of-range', message: fault }]);
  return inGramsPerDecilitre(albumin as Albumin);
}

/** Why an albumin is impossible, in a sentence; null when it is not. */
export function albuminFault({ value, unit }: Quantity): string | null {
  if (!isAlbuminUnit(unit)) {
    return `Albumin is given in ${LABORATORY_UNITS.albumin.join(', ')}; ${quoted(unit)} is not one of them.`;
  }
  const converted = inGramsPerDecilitre({ value, unit });
  if (converted > 0 && converted <= HIGHEST) return null;
  return `An albumin of ${value} ${unit} is impossible: check the value and its unit.`;
}

function inGramsPerDecilitre({ value, unit }: Albumin): number {
  return Math.round(value * GRAMS_PER_DECILITRE[unit] * 1e6) / 1e6;
}

function isAlbuminUnit(unit: string): unit is Albumin['unit'] {
  return (LABORATORY_UNITS.albumin as readonly string[]).includes(unit);
}
