import { prognosisOf, recommendation, sinsOf, soundContent, soundFacts, soundSituation } from '../../test/given.js';
import { DEFAULT_PARAMETERS, type PathwayParameters } from '../parameters.js';
import { CHECKS, CHECK_IDS } from './catalogue.js';
import { blockersAmong, checkDecision } from './check-decision.js';
import type { DecisionSituation } from './situation.js';

const ids = (situation: DecisionSituation) => checkDecision(situation).map(({ id }) => id);
const withRules = (rules: PathwayParameters['rules']): Partial<DecisionSituation> => ({
  parameters: { ...DEFAULT_PARAMETERS, rules },
});
const silentContent = { recommendations: [recommendation('cebrt', { levels: ['T8'] })] };

describe('the checks on a decision', () => {
  it('find nothing in a sound decision', () => {
    expect(checkDecision(soundSituation())).toEqual([]);
  });

  it('have the severities of the pathway', () => {
    expect(CHECK_IDS.map((id) => [id, CHECKS[id].severity])).toEqual([
      ['life-expectancy-unassessed', 'blocker'],
      ['life-expectancy-short', 'blocker'],
      ['patient-preferences-missing', 'blocker'],
      ['systemic-coordination-missing', 'blocker'],
      ['instability-unaddressed', 'blocker'],
      ['surgical-consultation-missing', 'warning'],
      ['compression-with-deficit', 'blocker'],
      ['radiotherapy-after-surgery-missing', 'warning'],
      ['radioresistant-conventional', 'warning'],
      ['percutaneous-contraindicated', 'warning'],
      ['rehabilitation-missing', 'blocker'],
      ['psychosocial-missing', 'warning'],
      ['pain-team-missing', 'warning'],
      ['bone-agent-not-considered', 'warning'],
      ['palliative-care-missing', 'warning'],
      ['prognosis-disputed', 'warning'],
      ['bone-scan-low-yield', 'warning'],
      ['guideline-deviation', 'warning'],
      ['stale-evidence', 'warning'],
    ]);
  });

  it('say the rule, its source and what makes it fire', () => {
    expect(checkDecision(soundSituation({ content: { ...soundContent, psychosocialAssessed: false } }))).toEqual([
      {
        id: 'psychosocial-missing',
        severity: 'warning',
        met: false,
        sentence: 'A psychosocial assessment is not recorded.',
        source: 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)',
        because: ['no psychosocial assessment is recorded'],
        overridable: true,
      },
    ]);
  });

  it('come in the order of the catalogue', () => {
    const facts = { ...soundFacts, patientReported: {}, pain: { nrsNow: 7 } };
    const scores = [sinsOf(0, 15), prognosisOf('tomita')];
    expect(
      ids(soundSituation({ facts, scores, content: { recommendations: [recommendation('vertebroplasty')] } })),
    ).toEqual([
      'patient-preferences-missing',
      'systemic-coordination-missing',
      'instability-unaddressed',
      'percutaneous-contraindicated',
      'psychosocial-missing',
      'pain-team-missing',
      'bone-agent-not-considered',
      'guideline-deviation',
    ]);
  });

  it('leave out a rule that the board has switched off', () => {
    expect(ids(soundSituation({ content: silentContent }))).toEqual([
      'systemic-coordination-missing',
      'psychosocial-missing',
      'bone-agent-not-considered',
    ]);
    expect(ids(soundSituation({ content: silentContent, ...withRules({ 'psychosocial-missing': 'off' }) }))).toEqual([
      'systemic-coordination-missing',
      'bone-agent-not-considered',
    ]);
  });

  it('block where the board has made a warning stricter', () => {
    const stricter = soundSituation({
      content: silentContent,
      ...withRules({ 'psychosocial-missing': 'blocker', 'stale-evidence': 'blocker' }),
    });
    expect(blockersAmong(checkDecision(stricter)).map(({ id }) => id)).toEqual([
      'systemic-coordination-missing',
      'psychosocial-missing',
    ]);
  });

  it('let stale evidence weigh as much as the item that grew old, or as the board says', () => {
    const items = soundSituation().readiness.items.map((item) =>
      item.item === 'pain-score' ? { ...item, status: 'too-old' as const } : item,
    );
    const stale = soundSituation({ readiness: { ...soundSituation().readiness, items } });
    expect(checkDecision(stale)).toMatchObject([{ id: 'stale-evidence', severity: 'warning' }]);
    expect(checkDecision({ ...stale, ...withRules({ 'stale-evidence': 'blocker' }) })).toMatchObject([
      { severity: 'blocker' },
    ]);

    const examination = items.map((item) =>
      item.item === 'neurological-examination' ? { ...item, status: 'too-old' as const } : item,
    );
    expect(checkDecision({ ...stale, readiness: { ...stale.readiness, items: examination } })).toMatchObject([
      { severity: 'blocker' },
    ]);
  });

  it('keep a decision from being proposed only by blockers', () => {
    const findings = checkDecision(soundSituation({ content: silentContent }));
    expect(blockersAmong(findings).map(({ id }) => id)).toEqual(['systemic-coordination-missing']);
  });
});
