/** What other features need of letters. */
export { handoutsNow } from './handouts/handouts.repository.js';
export { LettersModule } from './letters.module.js';
export { LettersQueries } from './letters.queries.js';
export { drawLetter } from './paper/draw-letter.js';
export type { Letter } from './paper/letter.js';
