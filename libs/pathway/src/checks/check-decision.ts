import { isSwitchedOn } from '../parameters.js';
import type { Severity } from '../severity.js';
import { CHECKS, CHECK_IDS, type CheckId } from './catalogue.js';
import { guidelineDeviation } from './guideline-deviation.js';
import {
  compressionWithDeficit,
  percutaneousContraindicated,
  radioresistantConventional,
  radiotherapyAfterSurgeryMissing,
} from './local-treatment.js';
import {
  lifeExpectancyShort,
  lifeExpectancyUnassessed,
  palliativeCareMissing,
  prognosisDisputed,
} from './prognosis.js';
import type { Check, DecisionSituation } from './situation.js';
import { instabilityUnaddressed, surgicalConsultationMissing } from './stability-checks.js';
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

/** A check that fires. JSON-safe: it is frozen with the revision that was proposed in spite of it. */
export interface CheckFinding {
  id: CheckId;
  severity: Severity;
  met: false;
  /** The rule. */
  sentence: string;
  source: string;
  /** The facts and instruments that make it fire. */
  because: string[];
  /** Rules advise: the chair may override each with a reason, which becomes part of the signed record. */
  overridable: true;
}

const FIRES: Record<CheckId, Check> = {
  'life-expectancy-unassessed': lifeExpectancyUnassessed,
  'life-expectancy-short': lifeExpectancyShort,
  'patient-preferences-missing': patientPreferencesMissing,
  'systemic-coordination-missing': systemicCoordinationMissing,
  'instability-unaddressed': instabilityUnaddressed,
  'surgical-consultation-missing': surgicalConsultationMissing,
  'compression-with-deficit': compressionWithDeficit,
  'radiotherapy-after-surgery-missing': radiotherapyAfterSurgeryMissing,
  'radioresistant-conventional': radioresistantConventional,
  'percutaneous-contraindicated': percutaneousContraindicated,
  'rehabilitation-missing': rehabilitationMissing,
  'psychosocial-missing': psychosocialMissing,
  'pain-team-missing': painTeamMissing,
  'bone-agent-not-considered': boneAgentNotConsidered,
  'palliative-care-missing': palliativeCareMissing,
  'prognosis-disputed': prognosisDisputed,
  'bone-scan-low-yield': boneScanLowYield,
  'guideline-deviation': guidelineDeviation,
  'stale-evidence': staleEvidence,
};

/** The findings of every check that is switched on and fires, in the order of the catalogue; empty when all are met. */
export function checkDecision(situation: DecisionSituation): CheckFinding[] {
  return CHECK_IDS.filter((id) => isSwitchedOn(id, situation.parameters)).flatMap((id) => findingOf(id, situation));
}

/** The blockers among the findings: the decision cannot be proposed while one of them stands and is not overridden. */
export function blockersAmong(findings: readonly CheckFinding[]): CheckFinding[] {
  return findings.filter(({ severity }) => severity === 'blocker');
}

function findingOf(id: CheckId, situation: DecisionSituation): CheckFinding[] {
  const firing = FIRES[id](situation);
  if (firing === null) return [];

  const { severity, sentence, source } = CHECKS[id];
  const isRaised = situation.parameters.rules[id] === 'blocker';

  return [
    {
      id,
      severity: isRaised ? 'blocker' : (firing.severity ?? severity),
      met: false,
      sentence,
      source,
      because: firing.because,
      overridable: true,
    },
  ];
}
