import type { Facts } from './facts.js';
import type { Definition, Item } from './instrument.js';
import { INSTRUMENT_IDS, STRATEGIES } from './instrument.js';
import { catalogue, INSTRUMENTS, isInstrumentId, PROGNOSTIC_INSTRUMENTS } from './registry.js';
import { scoreFacts } from './score.js';

const definitions = INSTRUMENT_IDS.map((id) => INSTRUMENTS[id].definition);

describe('the catalogue', () => {
  it('can be sent as JSON without losing anything', () => {
    expect(JSON.parse(JSON.stringify(catalogue()))).toEqual(catalogue());
    const items = definitions.flatMap(({ items }) => items) as Partial<Item>[];
    for (const item of items) expect([item.read, item.measure]).toEqual([undefined, undefined]);
  });

  it('lists what is known and not offered, each with its reason', () => {
    const notOffered = catalogue().filter((each) => 'isOffered' in each);
    expect(notOffered.map(({ id }) => id)).toEqual([
      'osri',
      'bollen-2014',
      'sorg-classic',
      'sorg-nomogram',
      'sorg-ml',
      'rades-2008',
      'prism',
    ]);
    for (const { reason } of notOffered) expect(reason).toContain('has not been verified');
  });

  it('offers by name only what is unverified', () => {
    expect(definitions.filter(({ onlyByName }) => onlyByName).map(({ id }) => id)).toEqual(['pain-response']);
    expect(definitions.map(({ id, evidence }) => [id, evidence.grade])).toEqual([
      ['tokuhashi-1990', 'partial'],
      ['tokuhashi-2005', 'verified'],
      ['tomita', 'verified'],
      ['bauer', 'verified'],
      ['modified-bauer', 'verified'],
      ['nesms', 'partial'],
      ['katagiri', 'partial'],
      ['van-der-linden', 'partial'],
      ['mizumoto', 'verified'],
      ['rades-2013', 'partial'],
      ['mstfi', 'partial'],
      ['sins', 'verified'],
      ['escc', 'verified'],
      ['kps', 'partial'],
      ['ecog', 'partial'],
      ['frankel', 'partial'],
      ['ais', 'partial'],
      ['eq-5d-3l', 'verified'],
      ['eq-5d-5l', 'verified'],
      ['sosgoq', 'partial'],
      ['pain-response', 'unverified'],
      ['noms', 'partial'],
    ]);
  });

  it('says of each instrument in which direction it runs', () => {
    expect(definitions.map(({ id, direction }) => [id, direction])).toEqual([
      ['tokuhashi-1990', 'higher-is-better'],
      ['tokuhashi-2005', 'higher-is-better'],
      ['tomita', 'higher-is-worse'],
      ['bauer', 'higher-is-better'],
      ['modified-bauer', 'higher-is-better'],
      ['nesms', 'higher-is-better'],
      ['katagiri', 'higher-is-worse'],
      ['van-der-linden', 'higher-is-better'],
      ['mizumoto', 'higher-is-worse'],
      ['rades-2013', 'higher-is-worse'],
      ['mstfi', 'higher-is-worse'],
      ['sins', 'higher-is-worse'],
      ['escc', 'higher-is-worse'],
      ['kps', 'higher-is-better'],
      ['ecog', 'higher-is-worse'],
      ['frankel', 'higher-is-better'],
      ['ais', 'higher-is-better'],
      ['eq-5d-3l', 'higher-is-better'],
      ['eq-5d-5l', 'higher-is-better'],
      ['sosgoq', null],
      ['pain-response', null],
      ['noms', null],
    ]);
  });

  it('knows three strategies', () => {
    expect(STRATEGIES).toEqual(['non-operative', 'palliative-surgery', 'surgery-for-local-control']);
  });

  it('tells instruments from other words', () => {
    expect(isInstrumentId('sins')).toBe(true);
    expect(isInstrumentId('osri')).toBe(false);
    expect(isInstrumentId('toString')).toBe(false);
  });

  it('names the instruments that speak of survival', () => {
    expect(PROGNOSTIC_INSTRUMENTS).toEqual([
      'tokuhashi-1990',
      'tokuhashi-2005',
      'tomita',
      'bauer',
      'modified-bauer',
      'nesms',
      'katagiri',
      'van-der-linden',
      'mizumoto',
    ]);
  });
});

describe.each(definitions)('the definition of $id', ({ version, citations, items, bands, range }: Definition) => {
  it('has a version and cites its paper', () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(citations.length).toBeGreaterThan(0);
    expect(citations.some(({ doi, pmid }) => doi ?? pmid)).toBe(true);
  });

  it('names every item, and every option of an item, once', () => {
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { options } of items) expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
  });

  it('speaks of evidence and of strategies in the words that there are for them', () => {
    const grades = bands.flatMap(({ evidence, prognosis }) => [evidence, prognosis?.evidence ?? evidence]);
    expect(grades.filter((grade) => !['verified', 'partial', 'unverified'].includes(grade))).toEqual([]);
    const strategies = bands.flatMap(({ strategies: allowed }) => allowed ?? []);
    expect(strategies.filter((strategy) => !STRATEGIES.includes(strategy))).toEqual([]);
  });

  it('has no bands of totals where it has no total', () => {
    expect(range !== null || bands.every(({ min, max }) => min === undefined && max === undefined)).toBe(true);
  });
});

describe.each(definitions.filter(({ range, bands }) => range && bands.length))(
  'the bands of $id',
  ({ bands, range }) => {
    it('hold every total of the range exactly once, and no other', () => {
      const covered = bands.flatMap(({ min, max }) =>
        Array.from({ length: max! - min! + 1 }, (_, step) => min! + step),
      );
      expect(covered).toEqual(Array.from({ length: range!.max - range!.min + 1 }, (_, step) => range!.min + step));
    });
  },
);

describe.each(INSTRUMENT_IDS.map((id) => [id]))('%s of an assessment that says nothing', (id) => {
  const EMPTY: Facts = { primary: {}, burden: {}, neurology: {}, pain: {}, general: {}, laboratory: {}, frailty: {}, patientReported: {} }; // prettier-ignore

  it('asks, whether a section is absent, empty, or holds something else', () => {
    const [asked] = scoreFacts(id, {});
    expect(asked!.complete).toBe(false);
    expect(scoreFacts(id, EMPTY)).toEqual([asked]);
    expect(scoreFacts(id, { ...EMPTY, pain: { radiotherapy: {} }, lesions: [] })).toEqual([asked]);
  });
});
