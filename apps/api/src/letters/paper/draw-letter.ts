import type { Letter } from './letter.js';

/**
 * Draws a letter as tagged PDF: see `typeset`. Fonts and what sets them come with the first letter and weigh some ten megabytes, which a
 * server that draws none need not hold.
 */
export async function drawLetter(letter: Letter): Promise<Buffer> {
  const { typeset } = await import('./typeset.js');
  return typeset(letter);
}
