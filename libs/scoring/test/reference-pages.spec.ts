import { readdirSync, readFileSync } from 'node:fs';
import { referencePages } from '../src/documentation/reference-pages.js';
import { INSTRUMENT_IDS } from '../src/instrument.js';
import { INSTRUMENTS } from '../src/registry.js';

const FOLDER = new URL('../../../docs/scores/', import.meta.url);
const pages = referencePages(INSTRUMENT_IDS.map((id) => INSTRUMENTS[id].definition));

/** A page without its layout, which has a spec of its own. */
const wordsOf = (page: string) => page.replaceAll(/-{3,}/g, '').split(/\s+/).filter(Boolean);

describe('the reference of the instruments', () => {
  it('has a page for each, and no other', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])('says in %s every word of the definition, and no other', (name, page) => {
    const written = wordsOf(readFileSync(new URL(name, FOLDER), 'utf8'));
    const differs = wordsOf(page).findIndex((word, index) => word !== written[index]);
    expect(differs === -1 ? [] : wordsOf(page).slice(differs, differs + 10)).toEqual([]);
    expect(wordsOf(page)).toHaveLength(written.length);
  });

  it('names the points of an answer, what is refused, and what limits the instrument', () => {
    const page = pages.get('sins.md')!;
    expect(page).toContain('| `mechanical` | Mechanical | 3 |');
    expect(page).toContain('- `50` is refused. Exactly 50 % collapse is left open by the paper');
    expect(page).toContain(
      '| `indeterminate` | 7-12 | Indeterminate (possibly impending instability) | Surgical consultation recommended | verified |',
    );
    expect(page).toContain('## Known limits\n\n- It judges stability');
  });

  it('shows the tables that are looked up and not added up', () => {
    expect(pages.get('noms.md')).toContain(
      '| low-grade | radioresistant or previously-irradiated | stable | any | Stereotactic radiosurgery (SRS/SBRT) |',
    );
    expect(pages.get('eq-5d-3l.md')).toContain(
      '| United Kingdom (Dolan 1997) | 0.069 0.314 | 0.104 0.214 | 0.036 0.094 | 0.123 0.386 | 0.071 0.236 | 0.081 | 0.269 |',
    );
    expect(pages.get('tomita.md')).toContain(
      '| `8-10` | 8-10 | Terminal care | Non-operative supportive care | non-operative | verified |',
    );
  });

  it('lists what is not offered, with the reason', () => {
    expect(pages.get('README.md')).toContain('| PRISM | Its table has not been verified');
  });
});
