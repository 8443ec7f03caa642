import { assessment, lesion } from '../../test/given.js';
import { NOMS } from '../../test/second-table/noms.js';
import type { EsccGrade, LesionFacts, PrimaryFacts, PrimarySite } from '../facts.js';
import { score, scoreFacts } from '../score.js';
import { radiosensitivityForNoms } from './axes.js';
import { nomsSuggestion } from './noms.js';

const NEUROLOGIC = ['low-grade', 'low-grade-with-myelopathy', 'high-grade'];
const ONCOLOGIC = ['radiosensitive', 'radioresistant', 'previously-irradiated'];
const MECHANICAL = ['stable', 'unstable'];
const SYSTEMIC = ['tolerates-surgery', 'cannot-tolerate-surgery'];

const unstable = { boneQuality: 'lytic', alignment: 'subluxation-or-translation', collapse: 'over-50-percent', posterolateral: 'bilateral' } as const; // prettier-ignore
const sensitive = { site: 'breast', radiosensitivity: 'sensitive', previouslyIrradiatedLevels: [] } as PrimaryFacts;
const resistant = { site: 'kidney', radiosensitivity: 'resistant' } as PrimaryFacts;

describe('NOMS', () => {
  it('suggests what the table says for every combination of the four axes, and leaves the rest to the board', () => {
    for (const neurologic of NEUROLOGIC) {
      for (const oncologic of ONCOLOGIC) {
        for (const mechanical of MECHANICAL) {
          for (const systemic of SYSTEMIC) {
            const row = NOMS.find(
              ([n, o, m, s]) => n === neurologic && o === oncologic && m === mechanical && (s ?? systemic) === systemic,
            );
            const result = score('noms', { neurologic, oncologic, mechanical, systemic });
            expect(result.complete).toBe(true);
            expect(result.suggestion?.id).toBe(row?.[4]);
            expect(result.category!.id).toBe(row?.[4] ?? 'board-decides');
            expect(result.undecided).toEqual(row ? [] : ['The table has no row for this combination.']);
          }
        }
      }
    }
  });

  it.each(NOMS.filter(([, , , systemic]) => systemic === null))(
    'does not ask for the fitness for surgery where any will do: %s, %s, %s',
    (neurologic, oncologic, mechanical, _any, id) => {
      const result = score('noms', { neurologic, oncologic, mechanical });
      expect(result).toMatchObject({ complete: true, missing: [], suggestion: { id } });
    },
  );

  it.each(['stable', 'unstable'])(
    'asks for the fitness for surgery in a resistant, high-grade, %s case',
    (mechanical) => {
      const result = score('noms', { neurologic: 'high-grade', oncologic: 'radioresistant', mechanical });
      expect(result).toMatchObject({ complete: false, suggestion: null, category: { id: 'board-decides' } });
      expect(result.missing.map(({ item }) => item)).toEqual(['systemic']);
      expect(result.undecided).toEqual(['Systemic: ability to tolerate surgery. Not recorded: inputs.systemic.']);
      expect(result.stillPossible).toHaveLength(2);
    },
  );

  it('does not take a disputed grade or an indeterminate spine for an answer', () => {
    expect(() => score('noms', { neurologic: '1c' })).toThrow(/disputed/);
    expect(() => score('noms', { mechanical: 'indeterminate' })).toThrow(/stable or unstable/);
  });
});

describe('NOMS from the facts of a case', () => {
  it.each([
    ['0', 'cebrt'],
    ['1a', 'cebrt'],
    ['1b', 'cebrt'],
    ['2', 'cebrt'],
    ['3', 'cebrt'],
  ] as [EsccGrade, string][])('a sensitive, stable case with ESCC %s is suggested %s', (escc, id) => {
    const result = nomsSuggestion(assessment({ primary: sensitive, lesions: [lesion({ escc })] }));
    expect(result).toMatchObject({ complete: true, suggestion: { id } });
  });

  it('names the facts behind each axis', () => {
    const result = nomsSuggestion(assessment({ primary: resistant, lesions: [lesion({ escc: '2' })] }));
    expect(result.suggestion!.id).toBe('decompression-and-stabilisation-then-srs');
    expect(result.items.map(({ option, from }) => [option, from])).toEqual([
      ['high-grade', ['lesions[0].escc']],
      ['radioresistant', ['primary.radiosensitivity']],
      ['stable', ['lesions[0].levels', 'pain.character', 'lesions[0].boneQuality', 'lesions[0].alignment', 'lesions[0].collapse', 'lesions[0].posterolateral']], // prettier-ignore
      ['tolerates-surgery', ['general.toleratesSurgery']],
    ]);
  });

  it('leaves ESCC 1c to the board unless the board has said how it counts', () => {
    const facts = assessment({ primary: { ...resistant }, lesions: [lesion({ escc: '1c' })] });
    expect(nomsSuggestion(facts).suggestion).toBeNull();
    expect(nomsSuggestion(facts, { escc1cCountsAs: 'ask' }).undecided[0]).toContain('ESCC 1c');
    expect(nomsSuggestion(facts, { escc1cCountsAs: 'low' }).suggestion!.id).toBe('srs');
    expect(nomsSuggestion(facts, { escc1cCountsAs: 'low' }).items[0]!.note).toBe('The board counts ESCC 1c as low.');
    const high = nomsSuggestion(facts, { escc1cCountsAs: 'high' });
    expect(high.suggestion!.id).toBe('decompression-and-stabilisation-then-srs');
    expect(high.items[0]!.note).toBe('The board counts ESCC 1c as high.');
  });

  it('has no row for a low grade with myelopathy, and asks whether there is one', () => {
    const withMyelopathy = nomsSuggestion(assessment({ primary: sensitive, neurology: { myelopathy: true } }));
    expect(withMyelopathy).toMatchObject({ complete: true, suggestion: null, stillPossible: [] });
    expect(withMyelopathy.undecided).toEqual(['The table has no row for this combination.']);

    const unknown = nomsSuggestion(assessment({ primary: sensitive, neurology: { myelopathy: undefined } }));
    expect(unknown).toMatchObject({ complete: false, stillPossible: [{ id: 'cebrt' }] });
    expect(unknown.missing).toMatchObject([{ item: 'neurologic', from: ['neurology.myelopathy'] }]);
  });

  it('does not ask for myelopathy where the compression is of high grade', () => {
    const facts = assessment({
      primary: sensitive,
      neurology: { myelopathy: undefined },
      lesions: [lesion({ escc: '3' })],
    });
    expect(nomsSuggestion(facts).suggestion!.id).toBe('cebrt');
  });

  it('takes the highest ESCC and the worst SINS of the case, even from different lesions', () => {
    const lesions = [lesion({ levels: ['L4'], ...unstable }), lesion({ escc: '3' }), lesion({ escc: '1a' })];
    const result = nomsSuggestion(assessment({ primary: sensitive, pain: { character: 'mechanical' }, lesions }));
    expect(result.items.slice(0, 3).map(({ option }) => option)).toEqual(['high-grade', 'radiosensitive', 'unstable']);
    expect(result.suggestion!.id).toBe('stabilisation-then-cebrt');
  });

  it('waits for lesions without a grade unless one is of high grade already', () => {
    const lesions = [lesion({ escc: '1a' }), lesion({ escc: undefined })];
    const low = nomsSuggestion(assessment({ primary: sensitive, lesions }));
    expect(low.missing).toMatchObject([{ item: 'neurologic', from: ['lesions[1].escc'] }]);

    const high = nomsSuggestion(assessment({ primary: sensitive, lesions: [lesion({ escc: '2' }), lesions[1]!] }));
    expect(high.suggestion!.id).toBe('cebrt');
  });

  it('leaves an indeterminate spine to the board unless the board has said how it counts', () => {
    const indeterminate: LesionFacts = lesion({ ...unstable, posterolateral: 'none' });
    const facts = assessment({ primary: sensitive, lesions: [indeterminate] });
    expect(nomsSuggestion(facts).undecided).toEqual([
      'Mechanical: stability. SINS is indeterminate: the board says whether the spine counts as stable or unstable.',
    ]);
    expect(nomsSuggestion(facts, { sinsIndeterminateCountsAs: 'stable' }).suggestion!.id).toBe('cebrt');
    const counted = nomsSuggestion(facts, { sinsIndeterminateCountsAs: 'unstable' });
    expect(counted.suggestion!.id).toBe('stabilisation-then-cebrt');
    expect(counted.items[2]!.note).toBe('The board counts an indeterminate SINS as unstable.');
  });

  it('needs no complete SINS where every total still possible is stable', () => {
    const facts = assessment({ primary: sensitive, lesions: [lesion({ posterolateral: undefined })] });
    expect(nomsSuggestion(facts).suggestion!.id).toBe('cebrt');
  });

  it('asks for what SINS lacks where that decides the stability', () => {
    const facts = assessment({ primary: sensitive, lesions: [lesion({ alignment: undefined, collapse: undefined })] });
    expect(nomsSuggestion(facts).missing).toMatchObject([
      { item: 'mechanical', from: ['lesions[0].alignment', 'lesions[0].collapse'] },
    ]);
  });

  it('only suggests a radiosensitivity, and leaves the case to the board until it is confirmed', () => {
    const primary = { site: 'kidney', histology: 'renal-cell', radiosensitivity: undefined } as const;
    const result = nomsSuggestion(assessment({ primary }));
    expect(result).toMatchObject({ complete: false, suggestion: null, category: { id: 'board-decides' } });
    expect(result.suggestedRadiosensitivity).toMatchObject({ value: 'resistant', evidence: 'unverified' });
    expect(result.undecided[0]).toBe(
      'Oncologic: sensitivity to conventional radiotherapy. Confirm the radiosensitivity; suggested: resistant, because of the histology renal-cell (unverified).',
    );
    expect(nomsSuggestion(assessment({ primary: resistant })).suggestedRadiosensitivity).toBeNull();
  });

  it('says so where no list classes the histology', () => {
    const unlisted = nomsSuggestion(assessment({ primary: { site: 'bladder', radiosensitivity: undefined } }));
    expect(unlisted.suggestedRadiosensitivity).toBeNull();
    expect(unlisted.undecided[0]).toContain('No list classes this histology');
  });

  it.each([
    [['T8'], 'previously-irradiated', 'srs'],
    [['T8', 'L1'], 'previously-irradiated', 'srs'],
    [['T7', 'T9'], 'radiosensitive', 'cebrt'],
    [[], 'radiosensitive', 'cebrt'],
  ] as const)('a sensitive lesion at T8 after irradiation of %j counts as %s', (levels, option, id) => {
    const primary = { ...sensitive, previouslyIrradiatedLevels: [...levels] };
    const result = nomsSuggestion(assessment({ primary }));
    expect(result.items[1]).toMatchObject({ option });
    expect(result.suggestion!.id).toBe(id);
  });

  it('has no row for a sensitive, previously irradiated lesion of high grade', () => {
    const primary = { ...sensitive, previouslyIrradiatedLevels: ['T8' as const] };
    const result = nomsSuggestion(assessment({ primary, lesions: [lesion({ escc: '2' })] }));
    expect(result).toMatchObject({ suggestion: null, undecided: ['The table has no row for this combination.'] });
  });

  it('asks which levels were irradiated before it calls a sensitive lesion so', () => {
    const primary = { ...sensitive, previouslyIrradiatedLevels: undefined };
    expect(nomsSuggestion(assessment({ primary })).missing).toMatchObject([
      { item: 'oncologic', from: ['primary.previouslyIrradiatedLevels'] },
    ]);
    expect(
      nomsSuggestion(assessment({ primary: { ...resistant, previouslyIrradiatedLevels: undefined } })).complete,
    ).toBe(true);
  });

  it('asks for the lesion where irradiated levels are known and the lesion is not', () => {
    const primary = { ...sensitive, previouslyIrradiatedLevels: ['T8' as const] };
    const result = nomsSuggestion(assessment({ primary, lesions: [] }));
    expect(result.missing.map(({ item, from }) => [item, from[0]])).toEqual([
      ['neurologic', 'lesions[].escc'],
      ['oncologic', 'lesions[].escc'],
      ['mechanical', 'lesions[].levels'],
    ]);
  });

  it.each([
    ['breast', 'radiosensitive'],
    ['prostate', 'radiosensitive'],
    ['ovary', null],
  ] as [PrimarySite, string | null][])('groups an intermediate %s as %s', (site, option) => {
    const result = nomsSuggestion(assessment({ primary: { site, radiosensitivity: 'intermediate' } }));
    expect(result.items.find(({ item }) => item === 'oncologic')?.option ?? null).toBe(option);
    expect(radiosensitivityForNoms({ site, radiosensitivity: 'intermediate' })).toBe(option);
  });

  it('leaves other intermediate primaries to the board, unless their levels were irradiated', () => {
    const ovary = { site: 'ovary', radiosensitivity: 'intermediate' } as const;
    expect(nomsSuggestion(assessment({ primary: ovary })).undecided[0]).toContain('the board classes this one');
    const irradiated = { ...ovary, previouslyIrradiatedLevels: ['T8' as const] };
    expect(nomsSuggestion(assessment({ primary: irradiated })).suggestion!.id).toBe('srs');
  });

  it('asks for the site of an intermediate primary', () => {
    const primary = { site: undefined, radiosensitivity: 'intermediate' } as const;
    expect(nomsSuggestion(assessment({ primary })).missing).toMatchObject([
      { item: 'oncologic', from: ['primary.site'] },
    ]);
  });

  it('does not judge a case without an extradural lesion', () => {
    const result = nomsSuggestion(
      assessment({ primary: sensitive, lesions: [lesion({ compartment: 'intramedullary' })] }),
    );
    expect(result).toMatchObject({
      complete: false,
      suggestion: null,
      undecided: ['No lesion recorded is extradural.'],
      stillPossible: [],
    });
  });

  it('names everything that is missing from an empty assessment', () => {
    expect(nomsSuggestion({}).missing.map(({ item }) => item)).toEqual([
      'neurologic',
      'oncologic',
      'mechanical',
      'systemic',
    ]);
    expect(scoreFacts('noms', {})).toMatchObject([
      { system: 'noms', complete: false, category: { id: 'board-decides' } },
    ]);
  });
});

describe('NOMS of impossible facts', () => {
  it('is refused', () => {
    expect(() => nomsSuggestion({ general: { kps: 75 } })).toThrow(/general\.kps/);
  });

  it('names every fact that an empty assessment lacks, each by its paths', () => {
    expect(nomsSuggestion({}).undecided).toEqual([
      'Neurologic: epidural compression and myelopathy. Not recorded: lesions[].escc.',
      'Oncologic: sensitivity to conventional radiotherapy. No list classes this histology: confirm its radiosensitivity.',
      'Mechanical: stability. Not recorded: lesions[].levels, pain.character, lesions[].boneQuality, lesions[].alignment, lesions[].collapse, lesions[].posterolateral.',
      'Systemic: ability to tolerate surgery. Not recorded: general.toleratesSurgery.',
    ]);
  });
});

describe('the radiosensitivity of a primary for NOMS', () => {
  it.each([
    [{ radiosensitivity: 'sensitive' }, 'radiosensitive'],
    [{ radiosensitivity: 'resistant', site: 'breast' }, 'radioresistant'],
    [{ histology: 'lymphoma' }, null],
    [undefined, null],
  ] as [PrimaryFacts | undefined, string | null][])('%j is %s', (primary, expected) => {
    expect(radiosensitivityForNoms(primary)).toBe(expected);
  });
});
