import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { referencePages } from '../src/documentation/reference-pages.js';
import { INSTRUMENT_IDS } from '../src/instrument.js';
import { INSTRUMENTS } from '../src/registry.js';

const FOLDER = new URL('../../../docs/scores/', import.meta.url);
const pages = referencePages(INSTRUMENT_IDS.map((id) => INSTRUMENTS[id].definition));

describe('the reference of the instruments', () => {
  it.each([...pages])(
    'is in %s to the letter what the definition says: `npm run docs:scores` writes it again',
    async (name, page) => {
      const formatted = await format(page, { parser: 'markdown', printWidth: 120 });
      expect(readFileSync(new URL(name, FOLDER), 'utf8')).toBe(formatted);
    },
  );
});
