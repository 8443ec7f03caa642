import { readOptions, UnclearArguments } from './options.js';
import { printOutcome } from './print-outcome.js';
import { simulate } from './simulate.js';

/** Run by `npm run simulate`, which brings the database. Ends with 1 where an invariant was broken, with 2 for unclear arguments. */
try {
  const options = readOptions(process.argv.slice(2));
  const { SIMULATION_OWNER_URL: ownerUrl, SIMULATION_SEQUENCER_URL: sequencerUrl, ...variables } = process.env;
  if (!ownerUrl || !sequencerUrl)
    throw new UnclearArguments('Start it with npm run simulate, which brings a database of its own.');
  console.log(`${options.cases} cases in ${options.weeks} weeks, seed ${options.seed}.`);
  const outcome = await simulate({ variables, ownerUrl, sequencerUrl }, options, (week, deeds, seconds) => {
    const ends = process.stderr.isTTY && week < options.weeks ? '\r' : '\n';
    process.stderr.write(`week ${week} of ${options.weeks}: ${deeds} deeds, ${seconds.toFixed(0)} s${ends}`);
  });
  printOutcome(outcome);
  process.exitCode = outcome.broken.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof UnclearArguments)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
