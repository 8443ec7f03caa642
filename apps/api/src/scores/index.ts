/** What other features need of scores. */
export { ScoredFactsDto } from './dto/score-all.dto.js';
export { ScoredPatientReportedDto } from './dto/patient-reported.dto.js';
export { pointerToFact } from './pointer-to-fact.js';
export { ScoreView } from './score.view.js';
export { ImpossibleValues } from './scores.errors.js';
export { ScoresModule } from './scores.module.js';
export { SosgoqKey } from './sosgoq-key.js';
