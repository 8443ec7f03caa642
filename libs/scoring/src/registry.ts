import type { Instrument } from './instrument.js';

/** The instruments that `scoreAll` applies, in the order of its results. */
export const SCORED: readonly Instrument[] = [];
