import type { Outcome } from './simulate.js';

/** What a simulation found, for a person at a terminal. */
export function printOutcome({ deeds, seconds, measures, broken, surprises }: Outcome): void {
  console.log(`\n${deeds} deeds in ${seconds.toFixed(0)} s.\n\nMeasures`);
  for (const { name, value, reference } of measures) {
    console.log(`  ${name.padEnd(46)} ${value}${reference ? `; published: ${reference}` : ''}`);
  }
  console.log(broken.length === 0 ? '\nNo invariant was broken.' : '\nBroken invariants');
  for (const { name, week, count, examples } of broken) {
    console.log(`  ${name}: ${count} in week ${week}, for example ${examples.join(', ')}`);
  }
  if (surprises.length === 0) return;
  console.log('\nRefused by the rules (who asked was late, or wrong)');
  for (const [sentence, count] of surprises.slice(0, 20)) console.log(`  ${count} × ${sentence}`);
}
