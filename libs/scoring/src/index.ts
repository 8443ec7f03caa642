export * from './facts.js';
export { checkFacts } from './check-facts.js';
export { type ComparedScore, type Comparison, type Disagreement, type SurvivalAtHorizon } from './compare/compare.js';
export type { Instrument } from './define-instrument.js';
export { explain } from './explain/explain.js';
export { type Finding, ScoringInputError } from './findings.js';
export { type Inputs, scoreForm } from './form.js';
export {
  type Answer,
  type Band,
  type Citation,
  type Definition,
  type Direction,
  type Evidence,
  type EvidenceGrade,
  INSTRUMENT_IDS,
  type InstrumentId,
  type ItemDefinition,
  type NumberAnswer,
  type Option,
  type Prognosis,
  type Purpose,
  STRATEGIES,
  type Strategy,
  type SurvivalAt,
} from './instrument.js';
export { inputsSchema, type InputsSchema, type ItemSchema } from './json-schema/inputs-schema.js';
export { type NextBestFact } from './next-best-facts/next-best-facts.js';
export { type NotOffered, NOT_OFFERED } from './not-offered.js';
export { toCodeSystem, toQuestionnaire } from './questionnaire/questionnaire.js';
export type {
  OrdinalValue,
  QuestionnaireItem,
  ScoreCodeSystem,
  ScoreCoding,
  ScoreConcept,
  ScoreQuestionnaire,
} from './questionnaire/resources.js';
export { catalogue, INSTRUMENTS, isInstrumentId, PROGNOSTIC_INSTRUMENTS, VERSIONS } from './registry.js';
export * from './result.js';
export {
  checkInputs,
  compare,
  type DerivedInput,
  inputsFrom,
  nextBestFacts,
  score,
  scoreAll,
  scoreFacts,
  scoreUncertain,
} from './score.js';
export { scoreInstrument } from './score-instrument.js';
export {
  suggestGrowth,
  suggestKatagiriClass,
  type Suggestion,
  suggestMajorOrganMetastases,
  suggestMizumotoTumourType,
  suggestRadiosensitivity,
  suggestVisceralMetastases,
} from './suggestions.js';
export { MOST_READINGS } from './uncertainty/every-reading.js';
export { MOST_OPEN_FACTS, MOST_VALUES } from './uncertainty/possible-values.js';
export { type PossibleOutcome, type UncertainResult } from './uncertainty/score-uncertain.js';
export { type AnyOf, type FactPath, type FromTo, type Uncertain } from './uncertainty/uncertain.js';
export { highestEscc, type HighestEscc, worstSins, type WorstSins } from './worst-lesion.js';

export { ais } from './ais/ais.js';
export { bauer } from './bauer/bauer.js';
export { modifiedBauer } from './bauer/modified-bauer.js';
export { ecog } from './ecog/ecog.js';
export { eq5d3L, eq5d5L } from './eq-5d/eq-5d.js';
export { escc, esccGroup, type EsccGroup } from './escc/escc.js';
export { frankel } from './frankel/frankel.js';
export { KPS_TO_ECOG, kpsToEcog, type MappedEcog } from './kps/kps-to-ecog.js';
export { katagiri } from './katagiri/katagiri.js';
export { kps } from './kps/kps.js';
export { mizumoto } from './mizumoto/mizumoto.js';
export { mstfi } from './mstfi/mstfi.js';
export { nesms } from './nesms/nesms.js';
export { type NomsOptions, radiosensitivityForNoms } from './noms/axes.js';
export {
  type Mechanical,
  type Neurologic,
  NOMS_SUGGESTIONS,
  NOMS_TABLE,
  type NomsRow,
  type NomsSuggestionId,
  type Oncologic,
  type Systemic,
} from './noms/noms-table.js';
export { noms, type NomsResult, type NomsSuggestion, nomsSuggestion } from './noms/noms.js';
export { painResponse } from './pain-response/pain-response.js';
export { rades2013 } from './rades-2013/rades-2013.js';
export { sins } from './sins/sins.js';
export { type DomainScore } from './sosgoq/score-domains.js';
export { type DomainKey, readScoringKey, type ScoringKey } from './sosgoq/scoring-key.js';
export { scoreSosgoq, sosgoq, sosgoqFromForm, type SosgoqResult } from './sosgoq/sosgoq.js';
export { tokuhashi1990 } from './tokuhashi/tokuhashi-1990.js';
export { tokuhashi2005 } from './tokuhashi/tokuhashi-2005.js';
export { tomita } from './tomita/tomita.js';
export { vanDerLinden } from './van-der-linden/van-der-linden.js';
export { convert, inReferenceUnit } from './units/convert.js';
export { type Versions, versionIn, versionsOf } from './versions/versions.js';
