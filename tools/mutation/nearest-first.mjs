import { basename, dirname } from 'node:path';

/** The pages say every sentence and point of every definition, in a tenth of a second; laws and layout take longest. */
const QUICKEST = 'reference-pages.spec.ts';
const WIDE = ['frozen-tables.spec.ts', 'registry.spec.ts'];
const SLOWEST = ['every-form.spec.ts', 'reference-pages-layout.spec.ts', 'laws.spec.ts'];

/** The spec of the mutated file first, then those beside it, those that look at every instrument, and the others. */
export default class NearestFirst {
  constructor({ globalConfig: { nonFlagArgs, testNamePattern } }) {
    [this.mutated] = nonFlagArgs.length === 1 ? nonFlagArgs : [];
    // Stryker names tests only where it could tell which of them reach the mutant: not in a table, which runs while its module loads.
    this.isTable = !testNamePattern;
  }

  sort(tests) {
    return [...tests].sort((one, other) => this.rank(one) - this.rank(other) || (one.path < other.path ? -1 : 1));
  }

  rank({ path }) {
    const name = basename(path);
    if (this.isTable && name === QUICKEST) return 0;
    if (this.mutated?.replace('.ts', '.spec.ts') === path) return 1;
    if (this.mutated && dirname(this.mutated) === dirname(path)) return 2;
    if (WIDE.includes(name)) return 3;
    return SLOWEST.includes(name) ? 5 + SLOWEST.indexOf(name) : 4;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // The order does not learn from earlier runs, so that every mutant meets the same one.
  }
}
