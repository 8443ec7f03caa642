import { basename, dirname } from 'node:path';

/** The pages say every sentence and point of every definition, in a tenth of a second. */
const QUICKEST = 'reference-pages.spec.ts';
const WIDE = [QUICKEST, 'frozen-tables.spec.ts', 'registry.spec.ts'];
const SLOWEST = 'every-form.spec.ts';

/**
 * Which specs a mutant meets, and in which order. An instrument is held by the specs beside it and by those that look at every table;
 * what lies directly in `src` is shared by all, and meets the specs of all. So a mutant that survives may still be noticed by a test
 * far away: the score is a lower bound, and a survivor costs a second and not twenty.
 */
export default class NearestFirst {
  constructor({ globalConfig: { nonFlagArgs, testNamePattern } }) {
    [this.mutated] = nonFlagArgs.length === 1 ? nonFlagArgs : [];
    // Stryker names tests only where it could tell which of them reach the mutant: not in a table, which runs while its module loads.
    this.isTable = !testNamePattern;
  }

  sort(tests) {
    const place = (test) => this.placeOf(test);
    return tests
      .filter((test) => place(test) !== undefined)
      .sort((one, other) => place(one) - place(other) || (one.path < other.path ? -1 : 1));
  }

  placeOf({ path }) {
    const name = basename(path);
    if (!this.mutated) return 0;
    if (this.isTable && name === QUICKEST) return 0;
    if (path === this.mutated.replace('.ts', '.spec.ts')) return 1;
    if (dirname(path) === dirname(this.mutated)) return 2;
    if (WIDE.includes(name)) return 3;
    if (!this.mutated.endsWith(`/src/${basename(this.mutated)}`)) return undefined;
    return name === SLOWEST ? 5 : 4;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // The order does not learn from earlier runs, so that every mutant meets the same one.
  }
}
