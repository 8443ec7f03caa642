import { meeting, readyRecord, recommendation, soundContent, soundFacts, soundSituation } from '../../test/given.js';
import type { AssessmentFacts } from '../case-record.js';
import type { DecisionContent } from '../decision-content.js';
import type { Modality } from '../modalities.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import { readiness } from '../readiness/readiness.js';
import type { Check } from './situation.js';
import {
  boneAgentNotConsidered,
  boneScanLowYield,
  painTeamMissing,
  patientPreferencesMissing,
  psychosocialMissing,
  rehabilitationMissing,
  staleEvidence,
  systemicCoordinationMissing,
} from './whole-patient.js';

const recommending = (...modalities: Modality[]): DecisionContent => ({
  recommendations: modalities.map((modality) => recommendation(modality)),
});
const because = (check: Check, content: DecisionContent, facts: AssessmentFacts = {}) =>
  check(soundSituation({ content, facts, scores: [] }))?.because ?? null;

describe('patient-preferences-missing', () => {
  it('fires until an assessment or the decision records a preference', () => {
    expect(because(patientPreferencesMissing, recommending('cebrt'))).toEqual([
      'neither an assessment nor the decision records a preference',
    ]);
    expect(
      because(patientPreferencesMissing, recommending('cebrt'), { patientReported: { preferences: ' ' } }),
    ).not.toBeNull();
    expect(
      because(patientPreferencesMissing, recommending('cebrt'), { patientReported: { preferences: 'to walk' } }),
    ).toBeNull();
    expect(because(patientPreferencesMissing, { ...recommending('cebrt'), preferences: 'no surgery' })).toBeNull();
  });
});

describe('systemic-coordination-missing', () => {
  it.each<[string, DecisionContent, string[] | null]>([
    ['nothing said', recommending('cebrt'), ['the decision is silent about systemic treatment']],
    [
      'none planned, no reason',
      { ...recommending(), systemicPlan: { planned: false } },
      ['"none planned" is stated without a reason'],
    ],
    [
      'none planned, with the reason',
      { ...recommending(), systemicPlan: { planned: false, reason: 'solitary, resected' } },
      null,
    ],
    ['planned', { ...recommending(), systemicPlan: { planned: true } }, null],
    ['a systemic treatment recommended', recommending('hormone-therapy'), null],
    [
      'only a bone-modifying agent',
      recommending('bone-modifying-agent'),
      ['the decision is silent about systemic treatment'],
    ],
  ])('with %s', (_, content, expected) => {
    expect(because(systemicCoordinationMissing, content)).toEqual(expected);
  });
});

describe('rehabilitation-missing', () => {
  it('fires for surgery or a deficit without a referral', () => {
    expect(because(rehabilitationMissing, recommending('percutaneous-stabilisation'))).toEqual([
      'percutaneous stabilisation is recommended',
    ]);
    expect(because(rehabilitationMissing, recommending('cebrt', 'physiotherapy'), { neurology: { ais: 'D' } })).toEqual(
      ['AIS D'],
    );
    expect(because(rehabilitationMissing, recommending('open-stabilisation', 'rehabilitation'))).toBeNull();
    expect(because(rehabilitationMissing, recommending('cebrt'))).toBeNull();
  });
});

describe('psychosocial-missing', () => {
  it('fires until the assessment is recorded, by the board or before it', () => {
    expect(because(psychosocialMissing, recommending())).toEqual(['no psychosocial assessment is recorded']);
    expect(because(psychosocialMissing, { ...recommending(), psychosocialAssessed: false })).not.toBeNull();
    expect(because(psychosocialMissing, { ...recommending(), psychosocialAssessed: true })).toBeNull();
    expect(
      because(psychosocialMissing, recommending(), { patientReported: { psychosocialAssessedOn: '2026-03-01' } }),
    ).toBeNull();
  });
});

describe('pain-team-missing', () => {
  it.each<[AssessmentFacts['pain'], string[] | null]>([
    [undefined, null],
    [{ nrsNow: 3 }, null],
    [{ nrsNow: 4 }, ['pain NRS 4']],
    [{ nrsNow: 1, nrsWorst: 8 }, ['pain NRS 8']],
  ])('with pain %p gives %p', (pain, expected) => {
    expect(because(painTeamMissing, recommending('cebrt'), { pain })).toEqual(expected);
  });

  it('is content with the pain team or another plan', () => {
    expect(because(painTeamMissing, recommending('pain-team'), { pain: { nrsNow: 9 } })).toBeNull();
    expect(
      because(
        painTeamMissing,
        { ...recommending(), painPlan: 'morphine titrated by the ward' },
        { pain: { nrsNow: 9 } },
      ),
    ).toBeNull();
  });

  it('asks at the level that the board chose', () => {
    const parameters = { ...DEFAULT_PARAMETERS, painPlanFromNrs: 6 };
    const situation = soundSituation({ content: recommending(), parameters });
    expect(painTeamMissing({ ...situation, facts: { pain: { nrsNow: 5 } } })).toBeNull();
    expect(painTeamMissing({ ...situation, facts: { pain: { nrsNow: 6 } } })).not.toBeNull();
  });
});

describe('bone-agent-not-considered', () => {
  it('fires without an agent and without a reason', () => {
    expect(because(boneAgentNotConsidered, recommending('cebrt'))).toEqual(['no bone-modifying agent is recommended']);
    expect(because(boneAgentNotConsidered, recommending('bone-modifying-agent'))).toBeNull();
    expect(
      because(boneAgentNotConsidered, { ...recommending(), reasons: { 'bone-agent-not-considered': 'renal failure' } }),
    ).toBeNull();
  });
});

describe('bone-scan-low-yield', () => {
  const scan: DecisionContent = { recommendations: [recommendation('further-imaging', { imaging: 'bone-scan' })] };
  const quiet: AssessmentFacts = { pain: { nrsNow: 0 }, laboratory: { alkalinePhosphataseRaised: false } };

  it('fires for a patient without symptoms and with normal alkaline phosphatase', () => {
    expect(because(boneScanLowYield, scan, quiet)).toEqual([
      'no pain and no neurological deficit',
      'alkaline phosphatase is normal',
    ]);
  });

  it.each<[string, AssessmentFacts]>([
    ['pain', { ...quiet, pain: { nrsNow: 3 } }],
    ['pain that nobody asked about', { ...quiet, pain: {} }],
    ['raised alkaline phosphatase', { ...quiet, laboratory: { alkalinePhosphataseRaised: true } }],
    ['unknown alkaline phosphatase', { ...quiet, laboratory: {} }],
    ['no laboratory', { pain: { nrsNow: 0 } }],
    ['radiographs that suggest bone', { ...quiet, workup: { radiographsSuggestBone: true } }],
  ])('is content with %s', (_, facts) => {
    expect(because(boneScanLowYield, scan, facts)).toBeNull();
  });

  it('is content with other imaging', () => {
    expect(
      because(boneScanLowYield, { recommendations: [recommendation('further-imaging', { imaging: 'pet-ct' })] }, quiet),
    ).toBeNull();
    expect(because(boneScanLowYield, recommending('further-imaging'), quiet)).toBeNull();
  });
});

describe('stale-evidence', () => {
  const observedOn = (day: string, facts: AssessmentFacts = soundFacts) =>
    staleEvidence({
      ...soundSituation({ content: soundContent }),
      readiness: readiness({ ...readyRecord(), observedOn: day, facts }, meeting),
    });

  it('is content with evidence in date', () => {
    expect(observedOn('2026-03-09')).toBeNull();
  });

  it('is a blocker when the item that grew old is one', () => {
    expect(observedOn('2026-03-08')).toEqual({
      because: ['Neurological examination: Frankel or AIS, ambulation, bladder and bowel: 8 days old, at most 7'],
      severity: 'blocker',
    });
  });

  it('is a warning when only warnings grew old', () => {
    const facts: AssessmentFacts = { ...soundFacts, observed: { painOn: '2026-03-01' } };
    expect(observedOn('2026-03-09', facts)).toEqual({
      because: ['Pain score (NRS): 15 days old, at most 14'],
      severity: 'warning',
    });
  });
});
