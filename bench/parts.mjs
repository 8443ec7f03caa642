/**
 * The benchmarks that need no board on a server, in the order they run. Each measures itself beside its own baseline in the same
 * run, prints what it found, and says whether its bounds are kept. One is chosen with `npm run bench -- --only NAME`.
 */

/** @typedef {{ name: string, run: () => boolean | Promise<boolean> }} Part */

/** @type {Part[]} */
export const PARTS = [
  { name: 'scoring', run: async () => (await import('./score.mjs')).benchScoring() },
  { name: 'browser', run: async () => (await import('./browser.mjs')).benchBrowser() },
  { name: 'series', run: async () => (await import('./series.mjs')).benchSeries() },
  { name: 'agenda', run: async () => (await import('./agenda.mjs')).benchAgenda() },
  { name: 'levelling', run: async () => (await import('./levelling.mjs')).benchLevelling() },
  { name: 'ledger', run: async () => (await import('./ledger.mjs')).benchLedger() },
  { name: 'export', run: async () => (await import('./export.mjs')).benchExport() },
  { name: 'find', run: async () => (await import('./find.mjs')).benchFind() },
  { name: 'verify', run: async () => (await import('./verify.mjs')).benchVerify() },
];
