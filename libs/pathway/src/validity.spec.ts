import { recommendation } from '../test/given.js';
import type { AssessmentFacts, ImagingDone } from './case-record.js';
import type { Modality } from './modalities.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { expiry, staleness, validUntil, type News } from './validity.js';

const content = (...modalities: Modality[]) => ({
  recommendations: modalities.map((modality) => recommendation(modality)),
});

describe('a decision that recommends treatment', () => {
  const expired = (on: string, hasBegun = false, parameters = DEFAULT_PARAMETERS) =>
    expiry(content('sbrt'), '2026-03-02', hasBegun, on, parameters).map(({ trigger }) => trigger);

  it.each([
    ['2026-04-13', []],
    ['2026-04-14', ['expired']],
  ])('of 2 March, without its first treatment, is on %s answered by %p', (on, expected) => {
    expect(expired(on)).toEqual(expected);
  });

  it('keeps for good once its first treatment has begun', () => {
    expect(expired('2027-03-02', true)).toEqual([]);
  });

  it('lapses sooner on a board that says so', () => {
    expect(expired('2026-03-16', false, { ...DEFAULT_PARAMETERS, decisionValidityDays: 14 })).toEqual([]);
    expect(expired('2026-03-17', false, { ...DEFAULT_PARAMETERS, decisionValidityDays: 14 })).toEqual(['expired']);
  });

  it('says until when it held', () => {
    expect(expiry(content('sbrt'), '2026-03-02', false, '2026-05-01', DEFAULT_PARAMETERS)).toEqual([
      {
        trigger: 'expired',
        sentence: 'No treatment has begun within 42 days of the decision.',
        because: ['the decision held until 2026-04-13'],
      },
    ]);
  });

  it.each<[Modality, string | null]>([
    ['open-stabilisation', '2026-04-13'],
    ['vertebroplasty', '2026-04-13'],
    ['cebrt', '2026-04-13'],
    ['hormone-therapy', '2026-04-13'],
    ['active-surveillance', null],
    ['palliative-care', null],
    ['re-discussion', null],
  ])('by %s holds until %p', (modality, until) => {
    expect(validUntil(content(modality), '2026-03-02', DEFAULT_PARAMETERS)).toBe(until);
    expect(expiry(content(modality), '2026-03-02', false, '2026-04-14', DEFAULT_PARAMETERS)).toHaveLength(
      until ? 1 : 0,
    );
  });
});

describe('what makes a decision stale', () => {
  const triggers = (before: AssessmentFacts, now: AssessmentFacts, part: Partial<News> = {}) =>
    staleness({ before, now, decidedOn: '2026-03-16', results: [], ...part }, DEFAULT_PARAMETERS).map(
      ({ trigger }) => trigger,
    );
  const image = (part: Partial<ImagingDone> = {}): AssessmentFacts => ({
    imaging: [{ modality: 'mri-levels', performedOn: '2026-03-20', ...part }],
  });

  it('is nothing, while nothing has changed', () => {
    expect(triggers({}, {})).toEqual([]);
    expect(triggers({ general: { kps: 70 } }, { general: { kps: 70 } })).toEqual([]);
  });

  it.each<[string, AssessmentFacts, AssessmentFacts, string[]]>([
    ['imaging on the day of the decision', {}, image({ performedOn: '2026-03-16' }), ['imaging-outside-follow-up']],
    ['imaging of the day before', {}, image({ performedOn: '2026-03-15' }), []],
    ['imaging of a follow-up order', {}, image({ orderId: 'o1' }), []],
    ['imaging to plan the treatment', {}, image({ isTreatmentPlanning: true }), []],
    ['imaging that the board had seen', image(), image(), []],
    ['other imaging of a day the board had seen', image({ modality: 'pet-ct' }), image(), ['imaging-outside-follow-up']],
    ['the same imaging of another day', image({ performedOn: '2026-03-19' }), image(), ['imaging-outside-follow-up']],
    ['KPS 80 to 60', { general: { kps: 80 } }, { general: { kps: 60 } }, ['kps-drop']],
    ['KPS 80 to 70', { general: { kps: 80 } }, { general: { kps: 70 } }, []],
    ['KPS 60 to 80', { general: { kps: 60 } }, { general: { kps: 80 } }, []],
    ['KPS unknown before', {}, { general: { kps: 20 } }, []],
    ['KPS unknown now', { general: { kps: 80 } }, { general: {} }, []],
    ['a new deficit', { neurology: { frankel: 'E' } }, { neurology: { frankel: 'D' } }, ['new-neurological-deficit']],
    ['a known deficit', { neurology: { frankel: 'D' } }, { neurology: { frankel: 'D' } }, []],
    ['new major organ metastases', { burden: { majorOrganMetastases: 'none' } }, { burden: { majorOrganMetastases: 'removable' } }, ['new-visceral-metastases']],
    ['visceral metastases of which the board did not know', {}, { burden: { visceralMetastases: 'treatable' } }, ['new-visceral-metastases']],
    ['a visceral pattern of which the board did not know', {}, { burden: { visceralPattern: 'nodular' } }, ['new-visceral-metastases']],
    ['another answer about known metastases', { burden: { majorOrganMetastases: 'removable' } }, { burden: { majorOrganMetastases: 'unremovable', visceralMetastases: 'treatable' } }, []],
  ])('%s', (_, before, now, expected) => {
    expect(triggers(before, now)).toEqual(expected);
  }); // prettier-ignore

  it('is a progression, and no other result', () => {
    expect(triggers({}, {}, { results: ['stable', 'progression'] })).toEqual(['progression']);
    expect(triggers({}, {}, { results: ['stable', 'partial-response', 'not-assessable'] })).toEqual([]);
  });

  it('is a KPS drop of 10 on a board that asks for it', () => {
    const news: News = {
      before: { general: { kps: 80 } },
      now: { general: { kps: 70 } },
      decidedOn: '2026-03-16',
      results: [],
    };
    expect(staleness(news, { ...DEFAULT_PARAMETERS, kpsDrop: 10 })).toEqual([
      { trigger: 'kps-drop', sentence: 'KPS fell by 10 or more.', because: ['KPS 80 became 70'] },
    ]);
  });

  it('is all of it, in a fixed order, each with what it rests on', () => {
    const news: News = {
      before: { general: { kps: 90 }, neurology: { frankel: 'E' } },
      now: {
        ...image(),
        general: { kps: 50 },
        neurology: { frankel: 'C' },
        burden: { visceralMetastases: 'untreatable' },
      },
      decidedOn: '2026-03-16',
      results: ['progression'],
    };
    expect(staleness(news, DEFAULT_PARAMETERS).map(({ trigger, because }) => [trigger, because])).toEqual([
      ['imaging-outside-follow-up', ['mri-levels of 2026-03-20']],
      ['kps-drop', ['KPS 90 became 50']],
      ['new-neurological-deficit', ['Frankel C']],
      ['new-visceral-metastases', ['visceral metastases: untreatable']],
      ['progression', ['imaging result']],
    ]);
  });
});
