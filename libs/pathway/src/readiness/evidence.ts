import type { ScoreResult } from '#scoring';
import { addDays, dayOf, daysBetween, type CalendarDate, type Instant } from '../calendar.js';
import type { CaseRecord } from '../case-record.js';
import { isPrognostic } from '../expected-survival.js';
import type { ImagingModality, Lane } from '../modalities.js';
import type { AgeingItemId, PathwayParameters } from '../parameters.js';
import type { ReadinessItemId } from './items.js';

/** The moment for which readiness is judged: the meeting's, or today's before a case is listed. */
export interface ReadinessMoment {
  on: CalendarDate;
  at: Instant;
  lane: Lane;
  /** The board's IANA time zone. */
  timeZone: string;
  parameters: PathwayParameters;
}

/** What the record offers for one item: nothing, something without age, or something with the day or time it is from. */
export type Evidence =
  | { kind: 'absent'; reason: string }
  | { kind: 'ageless' }
  | { kind: 'dated'; on: CalendarDate; maximumAgeDays: number }
  | { kind: 'timed'; at: Instant; maximumAgeHours: number };

type Reader = (record: CaseRecord, moment: ReadinessMoment) => Evidence;
type Dated = Extract<Evidence, { kind: 'dated' }>;

const AGELESS: Evidence = { kind: 'ageless' };
const absent = (reason: string): Evidence => ({ kind: 'absent', reason });
const presentIf = (isPresent: boolean, reason: string): Evidence => (isPresent ? AGELESS : absent(reason));

/** How each item reads the record. */
export const EVIDENCE_FOR: Record<ReadinessItemId, Reader> = {
  'clinical-question': ({ facts }) => presentIf(isGiven(facts.clinicalQuestion), 'State what the board is asked.'),

  'mri-whole-spine': (record, moment) =>
    newest(record, moment, 'mri-whole-spine', wholeSpineImaging(record)) ??
    absent('No MRI of the whole spine is recorded, nor a CT with the reason why MRI is impossible.'),

  'ct-index-levels': (record, moment) =>
    newest(record, moment, 'ct-index-levels', INDEX_LEVEL_CT) ?? absent('No CT of the index levels is recorded.'),

  'systemic-staging': (record, moment) =>
    newest(record, moment, 'systemic-staging', STAGING) ?? absent('No systemic staging is recorded.'),

  histology: ({ facts }) =>
    presentIf(
      (facts.primary?.histology ?? 'unknown') !== 'unknown' ||
        facts.workup?.histology === 'known' ||
        facts.workup?.histology === 'biopsy-requested' ||
        (facts.workup?.histology === 'not-needed' && isGiven(facts.workup.histologyReason)),
      'Give the histology, request a biopsy, or give the reason for neither.',
    ),

  'performance-status': (record, moment) =>
    record.facts.general?.kps === undefined && record.facts.general?.ecog === undefined
      ? absent('Neither KPS nor ECOG is recorded.')
      : dated(moment, 'performance-status', performanceOn(record)),

  'neurological-examination': (record, moment) => {
    const missing = missingFromExamination(record);
    if (missing.length > 0) return absent(`The neurological examination lacks ${missing.join(', ')}.`);

    return moment.lane === 'emergency'
      ? { kind: 'timed', at: neurologyAt(record), maximumAgeHours: moment.parameters.emergencyNeurologyHours }
      : dated(moment, 'neurological-examination', neurologyOn(record, moment));
  },

  'pain-score': (record, moment) =>
    record.facts.pain?.nrsNow === undefined && record.facts.pain?.nrsWorst === undefined
      ? absent('No pain score (NRS) is recorded.')
      : dated(moment, 'pain-score', painOn(record)),

  'sins-inputs': (record, moment) => {
    const { lesions = [] } = record.facts;
    if (lesions.length === 0) return absent('No lesion is described.');

    const incomplete = lesions.flatMap(({ compartment = 'extradural', levels }, lesion) =>
      compartment === 'extradural' && !hasCompleteSins(record, lesion) ? [levels.join('-')] : [],
    );
    if (incomplete.length > 0) return absent(`SINS cannot be scored at ${incomplete.join(', ')}.`);

    return (
      latestValid([
        newest(record, moment, 'mri-whole-spine', wholeSpineImaging(record)),
        newest(record, moment, 'ct-index-levels', INDEX_LEVEL_CT),
      ]) ?? absent('The imaging that the SINS inputs were read from is not recorded.')
    );
  },

  'prognostic-score': (record, moment) => {
    const complete = record.scores.filter((score) => score.complete && isPrognostic(score.system));
    const bases = complete.map((score) => oldestInput(score, record, moment));
    if (bases.includes(null)) return AGELESS;

    return latestValid(bases) ?? absent('No prognostic score is complete.');
  },

  albumin: (record, moment) =>
    record.facts.laboratory?.albumin === undefined
      ? absent('No albumin is recorded.')
      : dated(moment, 'albumin', albuminOn(record)),

  'patient-preferences': ({ facts }) =>
    presentIf(isGiven(facts.patientReported?.preferences), 'Ask the patient for preferences and record them.'),
};

const INDEX_LEVEL_CT: ImagingModality[] = ['ct-index-levels', 'ct-whole-spine'];
const STAGING: ImagingModality[] = ['systemic-staging', 'pet-ct'];

const isGiven = (text: string | undefined): boolean => (text ?? '').trim() !== '';

const performanceOn = ({ facts, observedOn }: CaseRecord) => facts.observed?.performanceOn ?? observedOn;
const painOn = ({ facts, observedOn }: CaseRecord) => facts.observed?.painOn ?? observedOn;
const albuminOn = ({ facts, observedOn }: CaseRecord) => facts.laboratory?.albumin?.takenOn ?? observedOn;
const neurologyAt = ({ facts, observedAt }: CaseRecord) => facts.observed?.neurologyAt ?? observedAt;
const neurologyOn = ({ facts, observedOn }: CaseRecord, { timeZone }: ReadinessMoment) =>
  facts.observed?.neurologyAt === undefined ? observedOn : dayOf(facts.observed.neurologyAt, timeZone);

function wholeSpineImaging({ facts }: CaseRecord): ImagingModality[] {
  return isGiven(facts.workup?.mriImpossibleReason) ? ['mri-whole-spine', 'ct-whole-spine'] : ['mri-whole-spine'];
}

/** The newest such examination. One dated after the day judged has not happened yet. */
function newest(record: CaseRecord, moment: ReadinessMoment, item: AgeingItemId, wanted: ImagingModality[]) {
  const dates = (record.facts.imaging ?? [])
    .filter(({ modality, performedOn }) => wanted.includes(modality) && daysBetween(performedOn, moment.on) >= 0)
    .map(({ performedOn }) => performedOn)
    .sort();

  const last = dates.at(-1);
  return last === undefined ? null : dated(moment, item, last);
}

function dated({ parameters }: ReadinessMoment, item: AgeingItemId, on: CalendarDate): Dated {
  return { kind: 'dated', on, maximumAgeDays: parameters.maximumAgeDays[item] };
}

function missingFromExamination({ facts: { neurology = {} } }: CaseRecord): string[] {
  return [
    ...(neurology.frankel === undefined && neurology.ais === undefined ? ['Frankel or AIS'] : []),
    ...(neurology.ambulation === undefined ? ['ambulation'] : []),
    ...(neurology.bladder === undefined ? ['bladder'] : []),
    ...(neurology.bowel === undefined ? ['bowel'] : []),
  ];
}

function hasCompleteSins({ scores }: CaseRecord, lesion: number): boolean {
  return scores.some((score) => score.system === 'sins' && score.lesion === lesion && score.complete);
}

/** The input of a score that grows too old first; null when the score reads nothing that ages. */
function oldestInput(score: ScoreResult, record: CaseRecord, moment: ReadinessMoment): Dated | null {
  const paths = score.items.flatMap(({ from }) => from);
  const inputs = paths.flatMap((path) => ageingInput(path, record, moment));

  return inputs.sort(byValidity).at(0) ?? null;
}

function ageingInput(path: string, record: CaseRecord, moment: ReadinessMoment): Dated[] {
  if (path === 'general.kps' || path === 'general.ecog')
    return [dated(moment, 'performance-status', performanceOn(record))];
  if (path === 'laboratory.albumin') return [dated(moment, 'albumin', albuminOn(record))];
  if (path.startsWith('neurology.')) return [dated(moment, 'neurological-examination', neurologyOn(record, moment))];
  return [];
}

function latestValid(candidates: readonly (Dated | null)[]): Dated | null {
  return (
    candidates
      .filter((candidate) => candidate !== null)
      .sort(byValidity)
      .at(-1) ?? null
  );
}

const byValidity = (a: Dated, b: Dated): number =>
  daysBetween(addDays(b.on, b.maximumAgeDays), addDays(a.on, a.maximumAgeDays));
