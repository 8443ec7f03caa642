import { ais } from './ais/ais.js';
import { bauer } from './bauer/bauer.js';
import { modifiedBauer } from './bauer/modified-bauer.js';
import { ecog } from './ecog/ecog.js';
import { eq5d3L, eq5d5L } from './eq-5d/eq-5d.js';
import { escc } from './escc/escc.js';
import { frankel } from './frankel/frankel.js';
import type { Instrument } from './define-instrument.js';
import { type Definition, INSTRUMENT_IDS, type InstrumentId } from './instrument.js';
import { katagiri } from './katagiri/katagiri.js';
import { kps } from './kps/kps.js';
import { mizumoto } from './mizumoto/mizumoto.js';
import { mstfi } from './mstfi/mstfi.js';
import { nesms } from './nesms/nesms.js';
import { noms } from './noms/noms.js';
import { NOT_OFFERED, type NotOffered } from './not-offered.js';
import { painResponse } from './pain-response/pain-response.js';
import { rades2013 } from './rades-2013/rades-2013.js';
import { sins } from './sins/sins.js';
import { sosgoq } from './sosgoq/sosgoq.js';
import { tokuhashi1990 } from './tokuhashi/tokuhashi-1990.js';
import { tokuhashi2005 } from './tokuhashi/tokuhashi-2005.js';
import { tomita } from './tomita/tomita.js';
import { vanDerLinden } from './van-der-linden/van-der-linden.js';
import { type Versions, versionsOf } from './versions/versions.js';

export const INSTRUMENTS: Readonly<Record<InstrumentId, Instrument>> = {
  'tokuhashi-1990': tokuhashi1990,
  'tokuhashi-2005': tokuhashi2005,
  tomita,
  bauer,
  'modified-bauer': modifiedBauer,
  nesms,
  katagiri,
  'van-der-linden': vanDerLinden,
  mizumoto,
  'rades-2013': rades2013,
  mstfi,
  sins,
  escc,
  kps,
  ecog,
  frankel,
  ais,
  'eq-5d-3l': eq5d3L,
  'eq-5d-5l': eq5d5L,
  sosgoq,
  'pain-response': painResponse,
  noms,
};

/**
 * Tables that were replaced, each as it was. When points change, the instrument as it is moves here and its successor takes a
 * new version, so that every stored result can be computed again.
 */
const REPLACED: readonly Instrument[] = [];

/** Every version there is or was. */
export const VERSIONS: Versions = versionsOf([...REPLACED, ...INSTRUMENT_IDS.map((id) => INSTRUMENTS[id])]);

/** NOMS suggests and needs parameters of the board; SOSGOQ2.0 needs a key of the site. */
const NEEDS_MORE_THAN_FACTS: readonly InstrumentId[] = ['noms', 'sosgoq'];

/** What `scoreAll` applies, in the order of its results: all that need facts alone and whose points are not unverified. */
export const SCORED: readonly Instrument[] = INSTRUMENT_IDS.filter(
  (id) => !NEEDS_MORE_THAN_FACTS.includes(id) && !INSTRUMENTS[id].definition.onlyByName,
).map((id) => INSTRUMENTS[id]);

/** The instruments that say something about survival. */
export const PROGNOSTIC_INSTRUMENTS: readonly InstrumentId[] = INSTRUMENT_IDS.filter(
  (id) => INSTRUMENTS[id].definition.purpose === 'prognosis',
);

export function isInstrumentId(id: string): id is InstrumentId {
  return Object.hasOwn(INSTRUMENTS, id);
}

/** Everything a reader may look up, serialisable: the instruments computed here, then those known and not offered. */
export function catalogue(): readonly (Definition | NotOffered)[] {
  return [...INSTRUMENT_IDS.map((id) => INSTRUMENTS[id].definition), ...NOT_OFFERED];
}
