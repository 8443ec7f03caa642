import { ScoringInputError } from '../findings.js';
import { scoreFacts } from '../score.js';
import { readScoringKey, type ScoringKey } from './scoring-key.js';
import { scoreSosgoq, sosgoqFromForm } from './sosgoq.js';

/** Made up: the licensed manual's key is not known here. */
const MADE_UP: ScoringKey = {
  version: 'made up for tests',
  reversed: [2, 5],
  domains: [
    { id: 'first', label: 'First', questions: [1, 2, 3, 4], fewestAnswered: 2 },
    { id: 'second', label: 'Second', questions: [5], fewestAnswered: 1 },
  ],
};

const facts = (sosgoq: Record<string, number>) => ({ patientReported: { sosgoq } });

describe('SOSGOQ2.0 without a key', () => {
  it('keeps the answers, computes nothing, and says that the scoring key is not installed', () => {
    const result = scoreSosgoq(facts({ 1: 4, 20: 2 }), null);
    expect(result).toMatchObject({ complete: false, total: null, category: null, possible: null, missing: [], domains: [], keyVersion: null }); // prettier-ignore
    expect(result.items.map(({ item, option, from }) => [item, option, from])).toEqual([
      ['1', '4', ['patientReported.sosgoq.1']],
      ['20', '2', ['patientReported.sosgoq.20']],
    ]);
    expect(result.notScorable).toBe(
      'The scoring key is not installed: it belongs to the licensed manual, and the site supplies it. The answers are kept.',
    );
  });

  it('says the same of the facts as every other instrument is asked, and asks for nothing', () => {
    const [result] = scoreFacts('sosgoq', facts({ 1: 4 }));
    expect(result!.notScorable).toBe(scoreSosgoq(facts({ 1: 4 }), null).notScorable);
    expect(result!.missing).toEqual([]);
  });

  it('is not complete even when every question is answered', () => {
    const all = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index + 1, 3]));
    expect(scoreSosgoq(facts(all), null)).toMatchObject({ complete: false, category: null });
    expect(scoreFacts('sosgoq', facts(all))).toMatchObject([{ complete: false, total: null, category: null }]);
  });
});

describe('SOSGOQ2.0 with a key', () => {
  it.each([
    // The mean of 1, 1 (5 reversed), 1, 1 is the lowest, of 5, 5 (1 reversed), 5, 5 the highest.
    [{ 1: 1, 2: 5, 3: 1, 4: 1, 5: 5 }, 0, 0],
    [{ 1: 5, 2: 1, 3: 5, 4: 5, 5: 1 }, 100, 100],
    [{ 1: 3, 2: 3, 3: 3, 4: 3, 5: 3 }, 50, 50],
    [{ 1: 2, 2: 2, 3: 3, 4: 4, 5: 4 }, 56.25, 25],
    // Questions left out take no part: 4 and 5 of 1 to 5, and 1, 2 and 5.
    [{ 1: 4, 3: 5, 5: 2 }, 87.5, 75],
    [{ 1: 1, 3: 2, 4: 5, 5: 2 }, 41.67, 75],
  ])('%j gives the domains %d and %d', (answers, first, second) => {
    const result = scoreSosgoq(facts(answers), MADE_UP);
    expect(result.domains.map(({ score }) => score)).toEqual([first, second]);
    expect(result).toMatchObject({ complete: true, missing: [], keyVersion: 'made up for tests' });
    expect(result.notScorable).toBeUndefined();
  });

  it('has no score for a domain with too few answers, and asks for them', () => {
    const result = scoreSosgoq(facts({ 1: 4, 5: 2, 9: 1 }), MADE_UP);
    expect(result.complete).toBe(false);
    expect(result.domains).toEqual([
      { id: 'first', label: 'First', score: null, answered: 1, of: 4 },
      { id: 'second', label: 'Second', score: 75, answered: 1, of: 1 },
    ]);
    expect(result.missing.map(({ item, from }) => [item, from])).toEqual([
      ['2', ['patientReported.sosgoq.2']],
      ['3', ['patientReported.sosgoq.3']],
      ['4', ['patientReported.sosgoq.4']],
    ]);
  });

  it('is scored from its form, too', () => {
    const result = sosgoqFromForm({ 1: 4, 2: '1', 5: 2 }, MADE_UP);
    expect(result.domains.map(({ score }) => score)).toEqual([87.5, 75]);
    expect(result.items[0]).toMatchObject({ from: ['inputs.1'] });
    expect(sosgoqFromForm({ 1: 4 }, MADE_UP).missing[0]).toMatchObject({ item: '2', from: ['inputs.2'] });
  });

  it.each([
    [{ 21: 3 }, 'patientReported.sosgoq', 'unknown-item'],
    [{ 0: 3 }, 'patientReported.sosgoq', 'unknown-item'],
    [{ '01': 3 }, 'patientReported.sosgoq', 'unknown-item'],
    [{ pain: 3 }, 'patientReported.sosgoq', 'unknown-item'],
    [{ 4: 0 }, 'patientReported.sosgoq.4', 'out-of-range'],
    [{ 4: 6 }, 'patientReported.sosgoq.4', 'out-of-range'],
    [{ 4: 2.5 }, 'patientReported.sosgoq.4', 'out-of-range'],
    [{ 4: '3' }, 'patientReported.sosgoq.4', 'wrong-type'],
    [[3, 4], 'patientReported.sosgoq', 'wrong-type'],
  ])('refuses the answers %j, naming %s', (answers, item, code) => {
    const compute = () => scoreFacts('sosgoq', facts(answers as unknown as Record<string, number>));
    expect(compute).toThrow(expect.objectContaining({ findings: [expect.objectContaining({ item, code })] }));
  });

  it('refuses an impossible answer on the form', () => {
    expect(() => sosgoqFromForm({ 4: 6 }, MADE_UP)).toThrow(/6 is impossible/);
    expect(() => sosgoqFromForm({ 21: 1 }, MADE_UP)).toThrow(ScoringInputError);
  });
});

describe('a scoring key', () => {
  it('is read from what the site supplies', () => {
    expect(readScoringKey(JSON.parse(JSON.stringify(MADE_UP)))).toEqual(MADE_UP);
    expect(readScoringKey({ ...MADE_UP, reversed: [] })).toMatchObject({ reversed: [] });
  });

  const [first, second] = MADE_UP.domains;
  it.each([
    [null, ['key']],
    [[], ['key']],
    [{ ...MADE_UP, version: ' ' }, ['key.version']],
    [{ ...MADE_UP, version: 2 }, ['key.version']],
    [{ ...MADE_UP, reversed: undefined }, ['key.reversed']],
    [{ ...MADE_UP, reversed: [21] }, ['key.reversed']],
    [{ ...MADE_UP, reversed: [3, 3] }, ['key.reversed']],
    [{ ...MADE_UP, domains: [] }, ['key.domains']],
    [{ ...MADE_UP, domains: {} }, ['key.domains']],
    [{ ...MADE_UP, domains: [first, first] }, ['key.domains']],
    [{ ...MADE_UP, domains: [first, 'second'] }, ['key.domains[1]']],
    [{ ...MADE_UP, domains: [first, { ...second, id: '' }] }, ['key.domains[1].id']],
    [{ ...MADE_UP, domains: [{ ...first, label: 4 }] }, ['key.domains[0].label']],
    [{ ...MADE_UP, domains: [{ ...first, questions: [] }] }, ['key.domains[0].questions']],
    [{ ...MADE_UP, domains: [{ ...first, questions: [1.5] }] }, ['key.domains[0].questions']],
    [{ ...MADE_UP, domains: [{ ...first, questions: [0] }] }, ['key.domains[0].questions']],
    [{ ...MADE_UP, domains: [{ ...first, fewestAnswered: 0 }] }, ['key.domains[0].fewestAnswered']],
    [{ ...MADE_UP, domains: [{ ...first, fewestAnswered: 5 }] }, ['key.domains[0].fewestAnswered']],
    [{ domains: [{}] }, ['key.version', 'key.reversed', 'key.domains[0].id', 'key.domains[0].label', 'key.domains[0].questions', 'key.domains[0].fewestAnswered']], // prettier-ignore
  ])('is refused for %j, everything named', (json, items) => {
    expect.assertions(1);
    try {
      readScoringKey(json);
    } catch (error) {
      expect((error as ScoringInputError).findings.map(({ item }) => item)).toEqual(items);
    }
  });

  it.each([
    [null, ['key: a scoring key is an object with version, domains and reversed.']],
    [
      { ...MADE_UP, version: ' ', domains: [] },
      ['key.version: names the manual that the key was taken from.', 'key.domains: is a list of one domain or more.'],
    ],
    [
      { ...MADE_UP, reversed: [3, 3], domains: [first, first] },
      ['key.reversed: is a list of questions, 1 to 20, none twice, not [3,3].', 'key.domains: names a domain twice.'],
    ],
    [
      { ...MADE_UP, domains: [first, 'second'] },
      ['key.domains[1]: is an object with id, label, questions and fewestAnswered.'],
    ],
    [
      { ...MADE_UP, domains: [{ ...first, id: '', label: '  ', questions: [], fewestAnswered: 21 }] },
      [
        'key.domains[0].id: is a text.',
        'key.domains[0].label: is a text.',
        'key.domains[0].questions: is a list of questions, 1 to 20, none twice, not [].',
        'key.domains[0].fewestAnswered: is a whole number, 1 to the number of questions of the domain.',
      ],
    ],
  ])('is refused in sentences: %j', (json, sentences) => {
    expect(() => readScoringKey(json)).toThrow(
      expect.objectContaining({
        findings: sentences.map((message) => ({ item: message.split(': ')[0], code: 'wrong-type', message })),
      }),
    );
  });

  it('whose questions are at fault may still ask for as many answers as there are questions', () => {
    const domain = { ...first, questions: 'all', fewestAnswered: 20 };
    expect(() => readScoringKey({ ...MADE_UP, domains: [domain] })).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ item: 'key.domains[0].questions' })] }),
    );
  });

  it('may ask for every answer of a domain', () => {
    expect(readScoringKey({ ...MADE_UP, domains: [{ ...first, fewestAnswered: 4 }] })).toMatchObject({
      domains: [{ fewestAnswered: 4 }],
    });
  });
});
