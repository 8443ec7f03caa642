import { daysBetween, type CalendarDate } from '../calendar.js';
import type { ImagingDone } from '../case-record.js';
import type { Finding } from '../finding.js';
import type { ImagingModality } from '../modalities.js';
import type { PathwayParameters } from '../parameters.js';

const BASELINE_MODALITIES: readonly ImagingModality[] = ['mri-whole-spine', 'mri-levels'];

/**
 * The baseline for a treatment: the newest MRI on or before the day it starts, no older than the board accepts of an MRI.
 * Null where there is none.
 */
export function baselineFor(
  startedOn: CalendarDate,
  imaging: readonly ImagingDone[],
  { maximumAgeDays }: Pick<PathwayParameters, 'maximumAgeDays'>,
): ImagingDone | null {
  const usable = imaging.filter(({ modality, performedOn }) => {
    const age = daysBetween(performedOn, startedOn);
    return BASELINE_MODALITIES.includes(modality) && age >= 0 && age <= maximumAgeDays['mri-whole-spine'];
  });
  return usable.sort((a, b) => daysBetween(a.performedOn, b.performedOn)).at(0) ?? null;
}

/** The finding that a treatment began without a baseline; empty where one exists. It is raised, and refuses nothing. */
export function baselineFindings(...[startedOn, imaging, parameters]: Parameters<typeof baselineFor>): Finding[] {
  if (baselineFor(startedOn, imaging, parameters)) return [];

  return [
    {
      code: 'baseline-missing',
      sentence: `No MRI of the ${parameters.maximumAgeDays['mri-whole-spine']} days before treatment serves as baseline: record it, or image as soon as possible.`,
      pointer: '/startedOn',
    },
  ];
}
