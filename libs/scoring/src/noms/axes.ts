/** The four axes of NOMS, each read from the facts of one assessment. */

import { decided, lesionPath } from '../answers.js';
import type { Facts, PrimaryFacts, VertebralLevel } from '../facts.js';
import type { Answer, Reading } from '../instrument.js';
import { suggestRadiosensitivity } from '../suggestions.js';
import { highestEscc, sinsOf, worstSins } from '../worst-lesion.js';
import type { Mechanical, Neurologic, Oncologic } from './noms-table.js';

/** What a board has settled for itself; by default it is asked each time. */
export interface NomsOptions {
  readonly escc1cCountsAs?: 'low' | 'high' | 'ask';
  readonly sinsIndeterminateCountsAs?: 'stable' | 'unstable' | 'ask';
}

const FROM_MYELOPATHY = ['neurology.myelopathy'];

/** The highest ESCC grade of the case and, where that is low, whether there is myelopathy. */
export function readNeurologic(facts: Facts, { escc1cCountsAs = 'ask' }: NomsOptions): Answer {
  const { group, lesion, open } = highestEscc(facts);
  if (group === null && open.length === 0)
    return { option: null, from: [], among: [], note: 'No lesion recorded is extradural.' };

  const from = lesion === null ? [] : [lesionPath(lesion, 'escc')];
  if (group === 'high') return answer('high-grade', from);
  if (group === 'borderline' && escc1cCountsAs === 'high') return answer('high-grade', from, counted1c('high'));
  if (open.length > 0) return { option: null, from: open };
  if (group === 'borderline' && escc1cCountsAs === 'ask') {
    return {
      option: null,
      from,
      note: 'ESCC 1c is counted as low by some and as high by others: the board says which.',
    };
  }
  return lowGrade(facts.neurology?.myelopathy, from, group === 'borderline' ? counted1c('low') : undefined);
}

function lowGrade(myelopathy: boolean | undefined, fromEscc: readonly string[], note?: string): Answer {
  if (myelopathy === undefined) {
    return { option: null, from: FROM_MYELOPATHY, among: ['low-grade', 'low-grade-with-myelopathy'], note };
  }
  return answer(myelopathy ? 'low-grade-with-myelopathy' : 'low-grade', [...fromEscc, ...FROM_MYELOPATHY], note);
}

const counted1c = (as: string) => `The board counts ESCC 1c as ${as}.`;
const answer = (option: Neurologic, from: readonly string[], note?: string): Answer => ({ option, from, note });

const FROM_CLASS = ['primary.radiosensitivity'];
const FROM_CLASS_AND_SITE = ['primary.radiosensitivity', 'primary.site'];
const FROM_ESCC = [lesionPath(undefined, 'escc')];
const FROM_IRRADIATED = ['primary.previouslyIrradiatedLevels'];

/**
 * How the table classes a confirmed radiosensitivity: breast and prostate, though intermediate, are grouped with the
 * sensitive. null where the class is not confirmed, or is an intermediate one that the table does not name.
 */
export function radiosensitivityForNoms({ radiosensitivity, site }: PrimaryFacts = {}): Oncologic | null {
  if (radiosensitivity === 'resistant') return 'radioresistant';
  if (radiosensitivity === 'sensitive') return 'radiosensitive';
  const isGrouped = radiosensitivity === 'intermediate' && (site === 'breast' || site === 'prostate');
  return isGrouped ? 'radiosensitive' : null;
}

/** The confirmed class of the primary, and whether the levels to be treated were irradiated before. */
export function readOncologic(facts: Facts): Answer {
  const { primary } = facts;
  if (!primary?.radiosensitivity) return { option: null, from: FROM_CLASS, note: confirmationNeeded(primary) };

  const from = primary.radiosensitivity === 'intermediate' ? FROM_CLASS_AND_SITE : FROM_CLASS;
  const oncologic = radiosensitivityForNoms(primary);
  if (oncologic === 'radioresistant') return { option: oncologic, from };

  const wasIrradiated = wereIrradiated(primary.previouslyIrradiatedLevels, levelsAtStake(facts));
  if (wasIrradiated) return { option: 'previously-irradiated', from: FROM_IRRADIATED };
  if (oncologic === null) return unclassed(primary);
  if (wasIrradiated === false) return { option: oncologic, from: [...from, ...FROM_IRRADIATED] };
  const open = primary.previouslyIrradiatedLevels ? FROM_ESCC : FROM_IRRADIATED;
  return { option: null, from: open, among: ['radiosensitive', 'previously-irradiated'] };
}

function unclassed({ site }: PrimaryFacts): Answer {
  if (!site) return { option: null, from: ['primary.site'] };
  const note =
    'The table groups only breast and prostate among the intermediate primaries: the board classes this one.';
  return { option: null, from: FROM_CLASS, note };
}

function confirmationNeeded(primary: PrimaryFacts | undefined): string {
  const suggestion = suggestRadiosensitivity(primary);
  if (!suggestion) return 'No list classes this histology: confirm its radiosensitivity.';
  return `Confirm the radiosensitivity; suggested: ${suggestion.value}, because of ${suggestion.because} (unverified).`;
}

/** The levels of the lesions that decide the case: the one with the highest ESCC grade and the one with the worst SINS. */
function levelsAtStake(facts: Facts): readonly VertebralLevel[] {
  const lesions = [highestEscc(facts).lesion, worstSins(facts).worst?.lesion];
  return lesions.flatMap((lesion) => (lesion == null ? [] : facts.lesions![lesion]!.levels));
}

/** undefined while either is unknown; nothing irradiated anywhere settles it. */
function wereIrradiated(irradiated: readonly VertebralLevel[] | undefined, levels: readonly VertebralLevel[]) {
  if (irradiated?.length === 0) return false;
  return irradiated && levels.length ? levels.some((level) => irradiated.includes(level)) : undefined;
}

/** The worst SINS of the case: its band, once every total still possible lies in it. */
export function readMechanical(facts: Facts, { sinsIndeterminateCountsAs = 'ask' }: NomsOptions): Answer {
  const results = sinsOf(facts);
  const { band } = worstSins(results);
  const from = [...new Set(results.flatMap(({ items }) => items.flatMap((item) => item.from)))];

  if (band === null) return { option: null, from: [...new Set(results.flatMap(openFacts))] };
  if (band !== 'indeterminate') return { option: band satisfies Mechanical, from };
  if (sinsIndeterminateCountsAs === 'ask') {
    return {
      option: null,
      from,
      note: 'SINS is indeterminate: the board says whether the spine counts as stable or unstable.',
    };
  }
  return {
    option: sinsIndeterminateCountsAs,
    from,
    note: `The board counts an indeterminate SINS as ${sinsIndeterminateCountsAs}.`,
  };
}

const openFacts = ({ missing }: { missing: readonly { from: readonly string[] }[] }) =>
  missing.flatMap(({ from }) => from);

export function readSystemic({ general }: Facts): Reading {
  return decided(general?.toleratesSurgery, 'tolerates-surgery', 'cannot-tolerate-surgery');
}
