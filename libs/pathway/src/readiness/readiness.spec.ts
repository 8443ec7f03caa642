import { meeting, readyRecord } from '../../test/given.js';
import type { AssessmentFacts, CaseRecord, ImagingDone } from '../case-record.js';
import { DEFAULT_PARAMETERS } from '../parameters.js';
import type { ReadinessMoment } from './evidence.js';
import type { ReadinessItemId } from './items.js';
import { readiness, type Waiver } from './readiness.js';

const emergency: ReadinessMoment = { ...meeting, lane: 'emergency' };

const judge = (record: CaseRecord, moment = meeting, waivers: Waiver[] = []) => readiness(record, moment, waivers);
const item = (id: ReadinessItemId, record: CaseRecord, moment = meeting, waivers: Waiver[] = []) =>
  judge(record, moment, waivers).items.find((judged) => judged.item === id)!;
const statusWith = (id: ReadinessItemId, part: Partial<AssessmentFacts>) => item(id, readyRecord(part)).status;
const performed = (modality: ImagingDone['modality'], performedOn: string): ImagingDone => ({ modality, performedOn });

describe('readiness for the board', () => {
  it('is given when every item is met, in the order of the list', () => {
    const judged = judge(readyRecord());
    expect(judged).toMatchObject({ on: '2026-03-16', lane: 'elective', ready: true, blockers: [] });
    expect(judged.items.map(({ item, status }) => [item, status])).toEqual([
      ['clinical-question', 'met'],
      ['mri-whole-spine', 'met'],
      ['ct-index-levels', 'met'],
      ['systemic-staging', 'met'],
      ['histology', 'met'],
      ['performance-status', 'met'],
      ['neurological-examination', 'met'],
      ['pain-score', 'met'],
      ['sins-inputs', 'met'],
      ['prognostic-score', 'met'],
      ['albumin', 'met'],
      ['patient-preferences', 'met'],
    ]);
  });

  it('names the owner and the severity of every item of an empty record', () => {
    const judged = judge({ facts: {}, scores: [], observedOn: '2026-03-09', observedAt: '2026-03-09T10:00:00Z' });
    expect(judged.items.map(({ item, severity, owner, status }) => [item, severity, owner, status])).toEqual([
      ['clinical-question', 'blocker', 'referrer', 'missing'],
      ['mri-whole-spine', 'blocker', 'coordinator', 'missing'],
      ['ct-index-levels', 'warning', 'coordinator', 'missing'],
      ['systemic-staging', 'warning', 'coordinator', 'missing'],
      ['histology', 'blocker', 'referrer', 'missing'],
      ['performance-status', 'blocker', 'referrer', 'missing'],
      ['neurological-examination', 'blocker', 'referrer', 'missing'],
      ['pain-score', 'warning', 'referrer', 'missing'],
      ['sins-inputs', 'warning', 'spine-surgery', 'missing'],
      ['prognostic-score', 'warning', 'referrer', 'missing'],
      ['albumin', 'warning', 'referrer', 'missing'],
      ['patient-preferences', 'warning', 'referrer', 'missing'],
    ]);
    expect(judged.blockers).toEqual([
      'clinical-question',
      'mri-whole-spine',
      'histology',
      'performance-status',
      'neurological-examination',
    ]);
    expect(judged.ready).toBe(false);
  });

  it('is not withheld for warnings', () => {
    const judged = judge(readyRecord({ laboratory: {}, patientReported: {} }));
    expect(judged.ready).toBe(true);
    expect(judged.items.filter(({ status }) => status !== 'met').map(({ item }) => item)).toEqual([
      'albumin',
      'patient-preferences',
    ]);
  });

  it.each<[ReadinessItemId, ImagingDone['modality'], string, string]>([
    ['mri-whole-spine', 'mri-whole-spine', '2026-02-16', '2026-02-15'],
    ['ct-index-levels', 'ct-index-levels', '2026-01-19', '2026-01-18'],
    ['ct-index-levels', 'ct-whole-spine', '2026-01-19', '2026-01-18'],
    ['systemic-staging', 'systemic-staging', '2026-01-19', '2026-01-18'],
    ['systemic-staging', 'pet-ct', '2026-01-19', '2026-01-18'],
  ])('takes for %s a %s of exactly the maximum age and none a day older', (id, modality, inDate, tooOld) => {
    expect(statusWith(id, { imaging: [performed(modality, inDate)] })).toBe('met');
    expect(statusWith(id, { imaging: [performed(modality, tooOld)] })).toBe('too-old');
  });

  it.each<[ReadinessItemId, string, string]>([
    ['performance-status', '2026-03-02', '2026-03-01'],
    ['neurological-examination', '2026-03-09', '2026-03-08'],
    ['pain-score', '2026-03-02', '2026-03-01'],
    ['albumin', '2026-03-02', '2026-03-01'],
  ])('takes %s from an assessment of exactly the maximum age and none a day older', (id, inDate, tooOld) => {
    expect(item(id, { ...readyRecord(), observedOn: inDate }).status).toBe('met');
    expect(item(id, { ...readyRecord(), observedOn: tooOld }).status).toBe('too-old');
  });

  it('says how old an item is, how old it may be, and until when it holds', () => {
    expect(item('mri-whole-spine', readyRecord({ imaging: [performed('mri-whole-spine', '2026-02-14')] }))).toEqual({
      item: 'mri-whole-spine',
      title: 'MRI of the whole spine, or CT where MRI is impossible',
      severity: 'blocker',
      owner: 'coordinator',
      source: 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)',
      status: 'too-old',
      reason: '30 days old; at most 28 days are accepted: renew it.',
      age: 30,
      maximumAge: 28,
      unit: 'days',
      validUntil: '2026-03-14',
    });
  });

  it('takes the day that a fact carries before the day of the assessment', () => {
    expect(statusWith('albumin', { laboratory: { albumin: { value: 4, unit: 'g/dL', takenOn: '2026-03-01' } } })).toBe(
      'too-old',
    );
    expect(statusWith('pain-score', { observed: { painOn: '2026-03-01' } })).toBe('too-old');
    expect(statusWith('performance-status', { observed: { performanceOn: '2026-03-01' } })).toBe('too-old');
    expect(statusWith('neurological-examination', { observed: { neurologyAt: '2026-03-08T12:00:00Z' } })).toBe(
      'too-old',
    );
  });

  it('counts a late examination to the day it had become where the board lives', () => {
    expect(statusWith('neurological-examination', { observed: { neurologyAt: '2026-03-08T23:30:00Z' } })).toBe('met');
  });

  it('counts the newest examination and none that has not happened by the day judged', () => {
    const imaging = [
      performed('mri-whole-spine', '2026-03-01'),
      performed('mri-whole-spine', '2025-01-01'),
      performed('mri-whole-spine', '2026-03-17'),
    ];
    expect(item('mri-whole-spine', readyRecord({ imaging })).age).toBe(15);
    expect(statusWith('mri-whole-spine', { imaging: [performed('mri-whole-spine', '2026-03-17')] })).toBe('missing');
  });

  it('does not take facts observed after the day judged', () => {
    expect(item('pain-score', { ...readyRecord(), observedOn: '2026-03-17' })).toMatchObject({
      status: 'missing',
      reason: 'What is recorded is dated after the moment judged.',
      age: null,
    });
  });

  it('takes a CT for the MRI only where MRI is impossible, with the reason', () => {
    const imaging = [performed('ct-whole-spine', '2026-03-05')];
    expect(statusWith('mri-whole-spine', { imaging })).toBe('missing');
    expect(statusWith('mri-whole-spine', { imaging, workup: { mriImpossibleReason: ' ' } })).toBe('missing');
    expect(statusWith('mri-whole-spine', { imaging, workup: { mriImpossibleReason: 'pacemaker' } })).toBe('met');
  });

  it.each<[string, Partial<AssessmentFacts>, string]>([
    ['known', { primary: { histology: 'melanoma' } }, 'met'],
    ['unknown', { primary: { histology: 'unknown' } }, 'missing'],
    ['said to be known', { primary: {}, workup: { histology: 'known' } }, 'met'],
    ['awaited from a biopsy', { primary: {}, workup: { histology: 'biopsy-requested' } }, 'met'],
    ['not needed, with the reason', { primary: {}, workup: { histology: 'not-needed', histologyReason: 'biopsied in 2024' } }, 'met'],
    ['not needed, without a reason', { primary: {}, workup: { histology: 'not-needed' } }, 'missing'],
  ])('with a histology that is %s', (_, part, status) => {
    expect(statusWith('histology', part)).toBe(status);
  }); // prettier-ignore

  it('takes KPS or ECOG', () => {
    expect(statusWith('performance-status', { general: { ecog: 1 } })).toBe('met');
    expect(statusWith('performance-status', { general: { age: 60 } })).toBe('missing');
  });

  it('takes the worst pain where the present one is not recorded', () => {
    expect(statusWith('pain-score', { pain: { nrsWorst: 7 } })).toBe('met');
    expect(statusWith('pain-score', { pain: { nocturnal: true } })).toBe('missing');
  });

  it('names what a neurological examination lacks', () => {
    expect(item('neurological-examination', readyRecord({ neurology: { bladder: 'normal' } })).reason).toBe(
      'The neurological examination lacks Frankel or AIS, ambulation, bowel.',
    );
    expect(
      item(
        'neurological-examination',
        readyRecord({ neurology: { ais: 'D', ambulation: 'with-aid', bowel: 'normal' } }),
      ).reason,
    ).toBe('The neurological examination lacks bladder.');
  });

  it.each([
    ['2026-03-15T13:00:00.000Z', 'met', 24],
    ['2026-03-15T12:59:59.999Z', 'too-old', 25],
    ['2026-03-16T12:30:00.000Z', 'met', 1],
    ['2026-03-16T13:00:00.001Z', 'missing', null],
  ])('judges a neurological examination of %s in the emergency lane as %s', (neurologyAt, status, age) => {
    const record = readyRecord({ observed: { neurologyAt } });
    expect(item('neurological-examination', record, emergency)).toMatchObject({ status, age });
  });

  it('holds a neurological examination in the emergency lane until the hour', () => {
    expect(
      item('neurological-examination', { ...readyRecord(), observedAt: '2026-03-16T09:00:00.000Z' }, emergency),
    ).toMatchObject({
      status: 'met',
      unit: 'hours',
      maximumAge: 24,
      validUntil: '2026-03-17T09:00:00.000Z',
    });
  });
});

describe('a waiver', () => {
  const noQuestion = () => readyRecord({ clinicalQuestion: ' ' });
  const waivers: Waiver[] = [{ item: 'clinical-question', reason: 'asked by telephone' }];

  it('lets the case go to the board and shows its reason', () => {
    expect(judge(noQuestion()).blockers).toEqual(['clinical-question']);
    expect(judge(noQuestion(), meeting, waivers)).toMatchObject({ ready: true, blockers: [] });
    expect(item('clinical-question', noQuestion(), meeting, waivers)).toMatchObject({
      status: 'waived',
      reason: 'asked by telephone',
    });
  });

  it('keeps the age of what is too old', () => {
    const old = { ...readyRecord(), observedOn: '2026-03-01' };
    expect(
      item('performance-status', old, meeting, [{ item: 'performance-status', reason: 'bedridden for a year' }]),
    ).toMatchObject({
      status: 'waived',
      age: 15,
    });
  });

  it('of an item that is met changes nothing', () => {
    expect(item('clinical-question', readyRecord(), meeting, waivers).status).toBe('met');
  });
});

describe('the rules of a board', () => {
  const withRules = (rules: typeof DEFAULT_PARAMETERS.rules) => ({
    ...meeting,
    parameters: { ...DEFAULT_PARAMETERS, rules },
  });

  it('leave out an item that is switched off', () => {
    const judged = judge(readyRecord({ clinicalQuestion: undefined }), withRules({ 'clinical-question': 'off' }));
    expect(judged.ready).toBe(true);
    expect(judged.items.map(({ item }) => item)).not.toContain('clinical-question');
  });

  it('make a blocker of a warning', () => {
    const judged = judge(readyRecord({ laboratory: undefined }), withRules({ albumin: 'blocker' }));
    expect(judged).toMatchObject({ ready: false, blockers: ['albumin'] });
  });
});
