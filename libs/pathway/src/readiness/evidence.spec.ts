import { incompleteSins, lesionAtT8, meeting, prognosisOf, readyRecord, scoreOf, sinsOf } from '../../test/given.js';
import type { AssessmentFacts, CaseRecord, ImagingDone } from '../case-record.js';
import type { ReadinessItemId } from './items.js';
import { readiness } from './readiness.js';

const item = (id: ReadinessItemId, record: CaseRecord) =>
  readiness(record, meeting).items.find((judged) => judged.item === id)!;
const statusWith = (id: ReadinessItemId, part: Partial<AssessmentFacts>) => item(id, readyRecord(part)).status;
const performed = (modality: ImagingDone['modality'], performedOn: string): ImagingDone => ({ modality, performedOn });

describe('the SINS inputs', () => {
  it('are asked of every extradural lesion, and of one whose compartment nobody gave', () => {
    const lesions = [lesionAtT8, { levels: ['L2' as const, 'L3' as const] }];
    expect(item('sins-inputs', readyRecord({ lesions })).reason).toBe('SINS cannot be scored at L2-L3.');
    expect(
      item('sins-inputs', { ...readyRecord({ lesions }), scores: [sinsOf(0, 5), incompleteSins(1, 3, 12)] }).status,
    ).toBe('missing');
    expect(item('sins-inputs', { ...readyRecord({ lesions }), scores: [sinsOf(0, 5), sinsOf(1, 8)] }).status).toBe(
      'met',
    );
  });

  it('are not asked of a lesion inside the dura', () => {
    expect(
      item('sins-inputs', {
        ...readyRecord({ lesions: [{ levels: ['T8'], compartment: 'intramedullary' }] }),
        scores: [],
      }).status,
    ).toBe('met');
  });

  it('are missing while no lesion is described', () => {
    expect(statusWith('sins-inputs', { lesions: [] })).toBe('missing');
    expect(statusWith('sins-inputs', { lesions: undefined })).toBe('missing');
  });

  it('age with the imaging they were read from: as long as the MRI or the CT holds', () => {
    const mri = performed('mri-whole-spine', '2026-02-15');
    expect(statusWith('sins-inputs', { imaging: [mri] })).toBe('too-old');
    expect(
      item('sins-inputs', readyRecord({ imaging: [mri, performed('ct-index-levels', '2026-01-19')] })),
    ).toMatchObject({
      status: 'met',
      validUntil: '2026-03-16',
    });
    expect(item('sins-inputs', readyRecord({ imaging: [] })).reason).toBe(
      'The imaging that the SINS inputs were read from is not recorded.',
    );
  });
});

describe('the prognostic score', () => {
  const from = (system: string, ...paths: string[]) => ({
    ...prognosisOf(system),
    items: [{ item: 'i', label: '', option: '', optionLabel: '', points: 0, from: paths }],
  });
  const withScores = (...scores: CaseRecord['scores']) => ({ ...readyRecord(), observedOn: '2026-03-02', scores });

  it('must be complete, and prognostic', () => {
    expect(item('prognostic-score', withScores(scoreOf('sins'))).status).toBe('missing');
    expect(item('prognostic-score', withScores({ ...prognosisOf('tomita'), complete: false })).status).toBe('missing');
    expect(item('prognostic-score', withScores(from('tomita', 'primary.growth'))).status).toBe('met');
  });

  it('ages with the first of its inputs to grow old', () => {
    expect(
      item('prognostic-score', withScores(from('tokuhashi-2005', 'general.kps', 'neurology.frankel'))),
    ).toMatchObject({
      status: 'too-old',
      age: 14,
      maximumAge: 7,
      validUntil: '2026-03-09',
    });
    expect(item('prognostic-score', withScores(from('nesms', 'laboratory.albumin')))).toMatchObject({
      status: 'met',
      age: 14,
    });
    expect(item('prognostic-score', withScores(from('tomita', 'general.ecog')))).toMatchObject({
      status: 'met',
      age: 14,
    });
  });

  it('is met by one instrument whose inputs still hold', () => {
    const scores = [from('tokuhashi-2005', 'neurology.frankel'), from('nesms', 'laboratory.albumin')];
    expect(item('prognostic-score', withScores(...scores)).validUntil).toBe('2026-03-16');
    expect(item('prognostic-score', withScores(...scores, from('bauer', 'primary.site'))).validUntil).toBeNull();
  });
});
