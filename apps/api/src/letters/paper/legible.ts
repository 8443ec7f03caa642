import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);
const font = create(readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'))) as Font;

/** Of the two weights the bold one holds fewer characters, so what it can show both can. */
const canShow = (codePoint: number) => font.hasGlyphForCodePoint(codePoint);

/**
 * Text that the letters' font can show, in composed form. A character that it has not is named by its number, like “[U+4E2D]”:
 * a name is never printed with a silent hole.
 */
export function legible(text: string): string {
  let shown = '';
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0)!;
    shown += character === '\n' || canShow(codePoint) ? character : `[U+${hexadecimal(codePoint)}]`;
  }
  return shown;
}

const hexadecimal = (codePoint: number) => codePoint.toString(16).toUpperCase().padStart(4, '0');
