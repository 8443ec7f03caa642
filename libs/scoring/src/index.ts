export * from './facts.js';
export { type Finding, ScoringInputError } from './findings.js';
export {
  INSTRUMENT_IDS,
  type Answer,
  type Band,
  type Citation,
  type Definition,
  type Direction,
  type Evidence,
  type EvidenceGrade,
  type InstrumentId,
  type ItemDefinition,
  type Option,
  type Prognosis,
  type Purpose,
  type SurvivalAt,
} from './instrument.js';
export type { Category, ItemResult, MissingItem, Range, ScoreResult } from './result.js';
export { checkFacts } from './check-facts.js';
export { scoreAll } from './score-all.js';
