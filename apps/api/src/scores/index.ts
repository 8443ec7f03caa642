/** What other features need of scores. */
export { ScoreView } from './score.view.js';
export { ImpossibleValues } from './scores.errors.js';
export { ScoresModule } from './scores.module.js';
export { SosgoqKey } from './sosgoq-key.js';
