/** What other features need of letters. */
export { LettersModule } from './letters.module.js';
export { LettersQueries } from './letters.queries.js';
export { drawLetter } from './paper/draw-letter.js';
export type { Letter } from './paper/letter.js';
