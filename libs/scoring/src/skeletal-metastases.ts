import type { BurdenFacts } from './facts.js';
import type { Reading } from './instrument.js';

const FROM_VERTEBRAE = ['burden.vertebraeInvolved'];
const FROM_EXTRASPINAL = ['burden.extraspinalBoneMetastases'];
/** Where `readSkeletalMetastases` looks: the `from` of every item that uses it. */
export const FROM_SKELETON = ['burden.vertebraeInvolved', 'burden.extraspinalBoneMetastases'];

/**
 * Whether the skeleton holds one metastasis or more, spine included: vertebrae involved plus extraspinal metastases. One
 * count of two or more settles it; a solitary metastasis needs both.
 */
export function readSkeletalMetastases(burden: BurdenFacts | undefined, solitary: string, multiple: string): Reading {
  const vertebrae = burden?.vertebraeInvolved?.length;
  const extraspinal = burden?.extraspinalBoneMetastases;

  if (vertebrae !== undefined && vertebrae >= 2) return { option: multiple, from: FROM_VERTEBRAE };
  if (extraspinal !== undefined && extraspinal >= 2) return { option: multiple, from: FROM_EXTRASPINAL };
  if (vertebrae === undefined && extraspinal === undefined) return undefined;
  if (vertebrae === undefined) return { option: null, from: FROM_VERTEBRAE };
  if (extraspinal === undefined) return { option: null, from: FROM_EXTRASPINAL };
  return vertebrae + extraspinal === 1 ? solitary : multiple;
}
