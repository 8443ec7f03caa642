import type { BurdenFacts } from './facts.js';
import { inputsFrom } from './score.js';

const VERTEBRAE = 'burden.vertebraeInvolved';
const EXTRASPINAL = 'burden.extraspinalBoneMetastases';

describe('the number of skeletal metastases, spine included', () => {
  it.each([
    [{ vertebraeInvolved: ['T8'], extraspinalBoneMetastases: 0 }, 'solitary', [VERTEBRAE, EXTRASPINAL]],
    [{ vertebraeInvolved: ['T8'], extraspinalBoneMetastases: 1 }, 'multiple', [VERTEBRAE, EXTRASPINAL]],
    [{ vertebraeInvolved: ['T8', 'L2'] }, 'multiple', [VERTEBRAE]],
    [{ extraspinalBoneMetastases: 2 }, 'multiple', [EXTRASPINAL]],
    [{ extraspinalBoneMetastases: 1 }, null, [VERTEBRAE]],
    [{ vertebraeInvolved: ['T8'] }, null, [EXTRASPINAL]],
    [{}, null, [VERTEBRAE, EXTRASPINAL]],
    [undefined, null, [VERTEBRAE, EXTRASPINAL]],
  ] as [BurdenFacts | undefined, string | null, string[]][])('%j is %s, from %j', (burden, option, from) => {
    expect(inputsFrom('bauer', { burden })[3]).toEqual({ item: 'skeletal-metastases', option, from });
  });
});
