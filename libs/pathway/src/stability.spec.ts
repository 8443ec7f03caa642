import { incompleteSins, prognosisOf, scoreOf, sinsOf } from '../test/given.js';
import { stabilities } from './stability.js';

const lesions = [{ levels: ['T8' as const] }, { levels: ['L2' as const, 'L3' as const] }];
const words = (...scores: Parameters<typeof stabilities>[1]) =>
  stabilities(lesions, scores).map((known) => known.words);

describe('the stability of a case', () => {
  it('lists its lesions from the worst, and no other instrument', () => {
    expect(words(sinsOf(0, 5), sinsOf(1, 14), prognosisOf('bauer'))).toEqual(['SINS 14 at L2-L3', 'SINS 5 at T8']);
  });

  it('counts a lesion that is not scored completely as its least possible total', () => {
    expect(words(sinsOf(0, 5), incompleteSins(1, 13, 16))).toEqual(['SINS at least 13 at L2-L3', 'SINS 5 at T8']);
  });

  it('leaves out what cannot be scored, and a result without its lesion', () => {
    expect(words(scoreOf('sins', { lesion: 0, complete: false, total: null, possible: null }))).toEqual([]);
    expect(words(scoreOf('sins', { total: 14 }), sinsOf(7, 14))).toEqual([]);
  });
});
