import { assessment, lesion } from '../../test/given.js';
import { ScoringInputError } from '../findings.js';
import { score, scoreFacts } from '../score.js';
import { sosgoqFromForm } from '../sosgoq/sosgoq.js';
import { explain } from './explain.js';

describe('a result explained', () => {
  it('names every item, the total, the band, the source, its evidence and its limits', () => {
    const [bauer] = scoreFacts(
      'bauer',
      assessment({ burden: { pathologicalFracture: true }, primary: { site: 'prostate' } }),
    );
    expect(explain(bauer!)).toEqual([
      'Bauer score (1995), table version 1.0.0. A higher total is better.',
      'Visceral or brain metastases: No visceral and no brain metastases, 1 point (from burden.visceralMetastases, burden.brainMetastases).',
      'Lung cancer: Not a lung cancer, 1 point (from primary.site).',
      'Primary is breast, kidney, lymphoma or multiple myeloma: Any other (prostate and thyroid among them), 0 points (from primary.site, primary.histology).',
      'Skeletal metastases, spine included: One solitary skeletal metastasis, 1 point (from burden.vertebraeInvolved, burden.extraspinalBoneMetastases).',
      'Pathological fracture: Pathological fracture, 0 points (from burden.pathologicalFracture).',
      'Total: 3, on a scale of 0 to 5.',
      'Category 2-3: One-year survival 25 %.',
      'The source says of survival: One-year survival 25 % (unverified) (unverified).',
      'The evidence for this table is verified: read in the primary abstract, an official reproduction, or two independent sources that agree.',
      'The survival of the middle category is unverified.',
      'Derivation: 241 patients operated on for metastases, 153 of the extremities and 88 of the spine (abstract of the paper).',
      'Limit: Most of the patients that it was derived from had metastases of the extremities.',
      'Limit: All of them were operated on.',
      'The original and the modified Bauer score can recommend opposite strategies: read them side by side.',
      'Source: Bauer HC, Wedin R. Survival after surgery for spinal and extremity metastases. Acta Orthop Scand 1995;66(2):143-146. doi:10.3109/17453679508995508. PMID 7740944.',
    ]);
  });

  it('says of an incomplete one what is missing and still possible, and of which lesion it speaks', () => {
    const lesions = [lesion(), lesion({ levels: ['T2', 'T3'], collapse: undefined })];
    const sentences = explain(scoreFacts('sins', assessment({ lesions }))[1]!);
    expect(sentences[0]).toBe(
      'Spinal Instability Neoplastic Score (2010) of lesion 2, table version 1.0.0. A higher total is worse.',
    );
    expect(sentences).toContain(
      'Location: Junctional (occiput-C2, C7-T2, T11-L1, L5-S1), 3 points (from lesions[1].levels). The lesion spans several regions: the one with most points counts (local convention).',
    );
    expect(sentences).toContain(
      'Vertebral body collapse: not known, 0 to 3 points still possible (asks for lesions[1].collapse).',
    );
    expect(sentences).toContain('No total yet: 3 to 6 are still possible, on a scale of 0 to 18.');
  });

  it('says why one cannot be scored', () => {
    expect(explain(scoreFacts('tokuhashi-2005', assessment({ general: { kps: 0 } }))[0]!)).toContain(
      'It cannot be scored. A KPS of 0 cannot be scored: the table begins at KPS 10.',
    );
  });

  it('repeats what the source advises', () => {
    const inputs = { growth: 'rapid', 'visceral-metastases': 'untreatable', 'bone-metastases': 'multiple' };
    expect(explain(score('tomita', inputs))).toEqual(
      expect.arrayContaining([
        'Growth of the primary tumour: Rapid, 4 points (from inputs.growth).',
        'Category 8-10: Terminal care.',
        'The source advises: Non-operative supportive care.',
      ]),
    );
  });

  it('says of a scale of grades which grade is better, and gives it no total', () => {
    const sentences = explain(scoreFacts('frankel', assessment())[0]!);
    expect(sentences.slice(0, 3)).toEqual([
      'Frankel grade (1969), table version 1.0.0. A higher grade is better.',
      'Frankel grade: Recovery (from neurology.frankel).',
      'Category E: Recovery.',
    ]);
    expect(sentences).toContain('Derivation: a scale of grades, not derived from a cohort.');
  });

  it('says of a framework what it suggests', () => {
    const [noms] = scoreFacts('noms', assessment());
    expect(explain(noms!)).toContain('Category cebrt: Conventional external beam radiotherapy (cEBRT).');
    expect(explain(noms!)[0]).toBe('NOMS framework (2013), table version 1.0.0.');
  });

  it('says of a framework why it leaves the decision to the board', () => {
    const [noms] = scoreFacts('noms', assessment({ neurology: { myelopathy: true } }));
    expect(explain(noms!)).toContain('Category board-decides: The board decides.');
    expect(explain(noms!)).toContain('Not decided: The table has no row for this combination.');
  });

  it('gives the domains of a questionnaire', () => {
    const domain = { id: 'pain', label: 'Pain', questions: [1, 2, 3], fewestAnswered: 2 };
    const key = {
      version: 'made up',
      domains: [domain, { ...domain, id: 'mind', label: 'Mind', questions: [4, 5] }],
      reversed: [],
    };
    expect(explain(sosgoqFromForm({ 1: 1, 2: 3 }, key))).toEqual(
      expect.arrayContaining([
        'Pain: 25 of 100 (2 of 3 questions answered).',
        'Mind: no score, too few answers (0 of 2 questions answered).',
      ]),
    );
  });

  it('asks for a fact that has no points of its own', () => {
    const lesions = [lesion({ compartment: undefined })];
    const sentences = explain(scoreFacts('sins', assessment({ lesions }))[0]!);
    expect(sentences).toContain('Compartment of the lesion: not known (asks for lesions[0].compartment).');
    expect(sentences).toContain('No total yet: 1 to 1 are still possible, on a scale of 0 to 18.');
  });

  it('says of one point that it is one, and of several facts each', () => {
    expect(explain(score('tomita', { growth: 'slow' })).slice(0, 6)).toEqual([
      'Tomita score (2001), table version 1.0.0. A higher total is worse.',
      'Growth of the primary tumour: Slow, 1 point (from inputs.growth).',
      'Visceral metastases: not known, 0 to 4 points still possible (asks for inputs.visceral-metastases).',
      'Bone metastases, spine included: not known, 1 to 2 points still possible (asks for inputs.bone-metastases).',
      'No total yet: 2 to 7 are still possible, on a scale of 2 to 10.',
      'The evidence for this table is verified: read in the primary abstract, an official reproduction, or two independent sources that agree.',
    ]);
    const [kps] = scoreFacts('bauer', assessment({ burden: { extraspinalBoneMetastases: undefined } }));
    expect(explain(kps!)).toContain(
      'Skeletal metastases, spine included: not known, 0 to 1 points still possible (asks for burden.extraspinalBoneMetastases).',
    );
  });

  it('keeps the decimals of a source, and drops its full stop', () => {
    expect(explain(scoreFacts('modified-bauer', assessment())[0]!)).toContain(
      'The source says of survival: Median survival 28.4 months (unverified) (unverified).',
    );
  });

  it('names each fact that it asks for', () => {
    const contradictory = { site: 'prostate', histology: 'small-cell-lung' } as const;
    expect(explain(scoreFacts('modified-bauer', assessment({ primary: contradictory }))[0]!)).toContain(
      'Lung cancer: not known, 0 to 1 points still possible (asks for primary.site, primary.histology). The site and the histology of the primary contradict each other: correct one of them.',
    );
  });

  it('gives a grade without an answer no points', () => {
    expect(explain(score('frankel', {}))).toContain('Frankel grade: not known (asks for inputs.grade).');
  });

  it('is refused for a version that there never was', () => {
    expect(() => explain({ ...score('tomita', {}), version: '0.9.0' })).toThrow(ScoringInputError);
  });
});
