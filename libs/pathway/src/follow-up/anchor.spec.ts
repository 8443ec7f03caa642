import type { Modality } from '../modalities.js';
import { anchorOf } from './anchor.js';

const recommend = (modality: Modality, dueOn: string) => ({ modality, dueOn });
const inForceOn = '2026-03-02';

describe('the anchor of imaging follow-up', () => {
  it('is the completion of the local treatment', () => {
    expect(
      anchorOf(
        [recommend('sbrt', '2026-03-16')],
        [{ modality: 'sbrt', startedOn: '2026-03-18', completedOn: '2026-03-20' }],
        inForceOn,
      ),
    ).toEqual({ on: '2026-03-20', basis: 'treatment-completed', planned: false });
  });

  it('is the last completion where several local treatments were given', () => {
    const treatments = [
      { modality: 'sbrt' as const, startedOn: '2026-04-01', completedOn: '2026-04-05' },
      { modality: 'separation-surgery' as const, startedOn: '2026-03-10', completedOn: '2026-03-10' },
      { modality: 'chemotherapy' as const, startedOn: '2026-05-01', completedOn: '2026-08-01' },
    ];
    expect(anchorOf([], treatments, inForceOn).on).toBe('2026-04-05');
  });

  it('is planned on the last recommended due date until treatment is completed', () => {
    const recommendations = [
      recommend('sbrt', '2026-04-01'),
      recommend('separation-surgery', '2026-03-10'),
      recommend('chemotherapy', '2026-06-01'),
    ];
    const planned = { on: '2026-04-01', basis: 'treatment-planned', planned: true };

    expect(anchorOf(recommendations, [], inForceOn)).toEqual(planned);
    expect(anchorOf(recommendations, [{ modality: 'sbrt', startedOn: '2026-04-02' }], inForceOn)).toEqual(planned);
  });

  it('is the day the decision came in force under surveillance', () => {
    const surveillance = { on: '2026-03-02', basis: 'decision-in-force', planned: false };

    expect(anchorOf([recommend('active-surveillance', '2026-03-09')], [], inForceOn)).toEqual(surveillance);
    expect(anchorOf([recommend('percutaneous-biopsy', '2026-03-09')], [], inForceOn)).toEqual(surveillance);
  });
});
