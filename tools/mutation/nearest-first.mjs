import { dirname } from 'node:path';

/** Specs that are short and look at every instrument's table and sentences. */
const WIDE = ['reference-pages.spec.ts', 'frozen-tables.spec.ts', 'registry.spec.ts'];

/** The specs beside the mutant first, then those that look at everything, then the others; the laws, which take longest, last. */
export default class NearestFirst {
  constructor({ globalConfig }) {
    this.mutatedFolder = globalConfig.nonFlagArgs.length === 1 ? dirname(globalConfig.nonFlagArgs[0]) : undefined;
  }

  sort(tests) {
    const rank = ({ path }) => {
      if (dirname(path) === this.mutatedFolder) return 0;
      const wide = WIDE.findIndex((name) => path.endsWith(`/${name}`));
      if (wide >= 0) return 1 + wide;
      return path.endsWith('/laws.spec.ts') ? 9 : 8;
    };
    return [...tests].sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // The order does not learn from earlier runs, so that every mutant meets the same one.
  }
}
