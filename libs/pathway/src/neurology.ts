import type { NeurologyFacts } from '#scoring';

export type DeficitKind = 'grade' | 'motor' | 'myelopathy' | 'bladder' | 'bowel';

export interface Deficit {
  kind: DeficitKind;
  /** As shown to a clinician, for example "Frankel C". */
  words: string;
}

/**
 * The neurological deficits on record. Root pain and a loss of walking alone are none: either may come from pain or from
 * instability, and the examination says which.
 */
export function deficits(neurology: NeurologyFacts = {}): Deficit[] {
  const { frankel = 'E', ais = 'E', motorDeficitSince, myelopathy, bladder, bowel } = neurology;
  const found: (Deficit | false)[] = [
    frankel !== 'E' && { kind: 'grade', words: `Frankel ${frankel}` },
    ais !== 'E' && { kind: 'grade', words: `AIS ${ais}` },
    motorDeficitSince !== undefined && { kind: 'motor', words: `motor deficit since ${motorDeficitSince}` },
    myelopathy === true && { kind: 'myelopathy', words: 'myelopathy' },
    bladder === 'impaired' && { kind: 'bladder', words: 'bladder impaired' },
    bowel === 'impaired' && { kind: 'bowel', words: 'bowel impaired' },
  ];
  return found.filter((deficit) => deficit !== false);
}

/**
 * The deficits that an earlier examination did not have: a new kind, a worse grade on the same scale, a later motor onset.
 * Frankel and AIS are never compared with each other.
 */
export function newDeficits(before: NeurologyFacts = {}, now: NeurologyFacts = {}): Deficit[] {
  const known = new Set(deficits(before).map(({ kind }) => kind));
  const fresh = deficits(now).filter(({ kind }) => !known.has(kind));
  const worse: (Deficit | false)[] = [
    isWorse(before.frankel, now.frankel) && { kind: 'grade', words: `Frankel ${before.frankel} became ${now.frankel}` },
    isWorse(before.ais, now.ais) && { kind: 'grade', words: `AIS ${before.ais} became ${now.ais}` },
    isLater(before.motorDeficitSince, now.motorDeficitSince) && {
      kind: 'motor',
      words: `another motor deficit since ${now.motorDeficitSince}`,
    },
  ];

  return [...fresh, ...worse.filter((deficit) => deficit !== false && known.has(deficit.kind))] as Deficit[];
}

/** Both scales run from A, complete, to E, normal. */
const isWorse = (before: string | undefined, now: string | undefined): boolean =>
  before !== undefined && now !== undefined && now < before;

const isLater = (before: string | undefined, now: string | undefined): boolean =>
  before !== undefined && now !== undefined && now > before;
