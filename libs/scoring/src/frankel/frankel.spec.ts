import { score, scoreFacts } from '../score.js';

describe('the Frankel grade and the ASIA Impairment Scale', () => {
  it.each(['A', 'B', 'C', 'D', 'E'] as const)('%s is kept as the scale that was examined', (grade) => {
    expect(score('frankel', { grade })).toMatchObject({ complete: true, total: null, category: { id: grade } });
    expect(score('ais', { grade })).toMatchObject({ complete: true, total: null, category: { id: grade } });

    expect(scoreFacts('frankel', { neurology: { ais: grade } })).toMatchObject([{ complete: false }]);
    expect(scoreFacts('ais', { neurology: { frankel: grade } })).toMatchObject([{ complete: false }]);
    expect(scoreFacts('frankel', { neurology: { frankel: grade } })).toMatchObject([{ category: { id: grade } }]);
    expect(scoreFacts('ais', { neurology: { ais: grade } })).toMatchObject([{ category: { id: grade } }]);
  });

  it('share letters, not wording', () => {
    expect(score('frankel', { grade: 'C' }).category!.label).toBe('Motor useless');
    expect(score('ais', { grade: 'C' }).category!.label).toBe(
      'Motor incomplete, less than half of key muscles at grade 3 or more',
    );
  });
});
