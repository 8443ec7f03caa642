import { ais } from './ais/ais.js';
import { bauer } from './bauer/bauer.js';
import { modifiedBauer } from './bauer/modified-bauer.js';
import { ecog } from './ecog/ecog.js';
import { escc } from './escc/escc.js';
import { frankel } from './frankel/frankel.js';
import type { Instrument } from './define-instrument.js';
import { type Definition, INSTRUMENT_IDS, type InstrumentId } from './instrument.js';
import { kps } from './kps/kps.js';
import { nesms } from './nesms/nesms.js';
import { noms } from './noms/noms.js';
import { NOT_OFFERED, type NotOffered } from './not-offered.js';
import { sins } from './sins/sins.js';
import { tokuhashi1990 } from './tokuhashi/tokuhashi-1990.js';
import { tokuhashi2005 } from './tokuhashi/tokuhashi-2005.js';
import { tomita } from './tomita/tomita.js';

export const INSTRUMENTS: Readonly<Record<InstrumentId, Instrument>> = {
  'tokuhashi-1990': tokuhashi1990,
  'tokuhashi-2005': tokuhashi2005,
  tomita,
  bauer,
  'modified-bauer': modifiedBauer,
  nesms,
  sins,
  escc,
  kps,
  ecog,
  frankel,
  ais,
  noms,
};

/** What `scoreAll` applies, in the order of its results: all but NOMS, which suggests and needs parameters of the board. */
export const SCORED: readonly Instrument[] = INSTRUMENT_IDS.filter((id) => id !== 'noms').map((id) => INSTRUMENTS[id]);

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
