import { scoreAll, type InstrumentId, type LesionFacts, type ScoreResult } from '#scoring';
import type { AssessmentFacts, CaseRecord } from '../src/case-record.js';
import type { DecisionSituation } from '../src/checks/situation.js';
import type { DecisionContent, RecommendationContent } from '../src/decision-content.js';
import type { Modality } from '../src/modalities.js';
import { DEFAULT_PARAMETERS } from '../src/parameters.js';
import type { ReadinessMoment } from '../src/readiness/evidence.js';
import { readiness } from '../src/readiness/readiness.js';

/** A result as an instrument would give it, saying only what a test is about. */
export function scoreOf(system: string, part: Partial<ScoreResult> = {}): ScoreResult {
  return {
    system: system as InstrumentId,
    version: '1',
    complete: true,
    total: 0,
    category: null,
    items: [],
    missing: [],
    possible: null,
    prognosis: null,
    evidence: { grade: 'verified', notes: [] },
    notes: [],
    ...part,
  };
}

/** A complete prognostic result whose source states months, or, without any, abstains. */
export function prognosisOf(
  system: string,
  months: { belowMonths?: number; atLeastMonths?: number } = {},
): ScoreResult {
  return scoreOf(system, { prognosis: { statement: '', evidence: 'verified', ...months } });
}

/** The SINS result of one lesion. */
export function sinsOf(lesion: number, total: number): ScoreResult {
  return scoreOf('sins', { lesion, total, possible: { min: total, max: total } });
}

/** The SINS result of a lesion of which something is missing. */
export function incompleteSins(lesion: number, min: number, max: number): ScoreResult {
  return scoreOf('sins', { lesion, complete: false, total: null, possible: { min, max } });
}

export const lesionAtT8: LesionFacts = { levels: ['T8'], compartment: 'extradural', escc: '1a' };

/** A case that is ready for its board on 16 March 2026, seen there on 9 March. */
export function readyRecord(part: Partial<AssessmentFacts> = {}): CaseRecord {
  return {
    observedOn: '2026-03-09',
    observedAt: '2026-03-09T10:00:00.000Z',
    scores: [sinsOf(0, 5), prognosisOf('bauer')],
    facts: {
      clinicalQuestion: 'Radiotherapy alone, or stabilisation first?',
      primary: { site: 'breast', histology: 'adenocarcinoma' },
      lesions: [lesionAtT8],
      general: { kps: 80 },
      neurology: { frankel: 'E', ambulation: 'independent', bladder: 'normal', bowel: 'normal' },
      pain: { nrsNow: 2 },
      laboratory: { albumin: { value: 4, unit: 'g/dL' } },
      imaging: [
        { modality: 'mri-whole-spine', performedOn: '2026-03-05' },
        { modality: 'ct-index-levels', performedOn: '2026-03-01' },
        { modality: 'systemic-staging', performedOn: '2026-02-20' },
      ],
      patientReported: { preferences: 'Wants to walk at the wedding in May.' },
      ...part,
    },
  };
}

/** One line of a decision. */
export function recommendation(modality: Modality, part: Partial<RecommendationContent> = {}): RecommendationContent {
  return {
    modality,
    intent: 'local-control',
    priority: 'routine',
    responsibleSpecialty: 'radiation-oncology',
    dueOn: '2026-03-30',
    ...part,
  };
}

/** The moment of the board's meeting. */
export const meeting: ReadinessMoment = {
  on: '2026-03-16',
  at: '2026-03-16T13:00:00.000Z',
  lane: 'elective',
  timeZone: 'Europe/Amsterdam',
  parameters: DEFAULT_PARAMETERS,
};

/** A stable, radiosensitive, uncompressed lesion at T8: NOMS suggests cEBRT. */
export const soundFacts: AssessmentFacts = {
  ...readyRecord().facts,
  primary: {
    site: 'breast',
    histology: 'adenocarcinoma',
    radiosensitivity: 'intermediate',
    previouslyIrradiatedLevels: [],
  },
  lesions: [
    {
      levels: ['T8'],
      compartment: 'extradural',
      boneQuality: 'blastic',
      alignment: 'normal',
      collapse: 'none',
      posterolateral: 'none',
      escc: '1a',
    },
  ],
  neurology: { frankel: 'E', myelopathy: false, ambulation: 'independent', bladder: 'normal', bowel: 'normal' },
  pain: { nrsNow: 2, character: 'occasional-not-mechanical' },
  general: { kps: 80, toleratesSurgery: true },
};

/** A decision for it with which every check is content. */
export const soundContent: DecisionContent = {
  recommendations: [recommendation('cebrt', { levels: ['T8'] }), recommendation('bone-modifying-agent')],
  systemicPlan: { planned: true },
  psychosocialAssessed: true,
};

/** That decision before its board; a test changes what it is about. */
export function soundSituation(part: Partial<DecisionSituation> = {}): DecisionSituation {
  const { facts = soundFacts } = part;
  const scores = part.scores ?? [...scoreAll(facts), prognosisOf('tomita')];

  return {
    content: soundContent,
    facts,
    scores,
    readiness: readiness({ ...readyRecord(), facts, scores }, meeting),
    participants: ['spine-surgery', 'radiation-oncology', 'medical-oncology'],
    parameters: DEFAULT_PARAMETERS,
    ...part,
  };
}
