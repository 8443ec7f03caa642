import { ACTIVE } from './active.js';
import { CLOSED } from './closed.js';
import { DECIDED } from './decided.js';
import { ON_AGENDAS } from './on-agendas.js';
import { IN_WORKUP, READY, REFERRED } from './on-the-way.js';
import type { Plot } from './plot.js';

/** Every case of the demonstration, so that each state, lane, histology and range of scores is seen. */
export const PLOTS: readonly Plot[] = [
  ...CLOSED,
  ...ACTIVE,
  ...DECIDED,
  ...ON_AGENDAS,
  ...READY,
  ...IN_WORKUP,
  ...REFERRED,
];

export type { Plot };
