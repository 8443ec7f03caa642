import { appendFileSync } from 'node:fs';
import { Sequencer } from '../../src/sequencer.js';
import { privateKeyOf } from '../../src/signing-key.js';
import { STEPS, type Step } from '../../src/steps/index.js';
import { stepsWith, type Moment } from './faults.js';

/** What a sequencer in a process of its own is told, as JSON in its one argument. */
export interface Orders {
  readonly databaseUrl: string;
  readonly seed: string;
  /** Where it writes down what it publishes. */
  readonly publishedFile: string;
  /** Where it ends by SIGKILL, or hangs with the log's lock in its hands. */
  readonly fault?: { readonly step: Step; readonly moment: Moment; readonly what: 'killed' | 'hangs' };
}

const { databaseUrl, seed, publishedFile, fault } = JSON.parse(process.argv[2]!) as Orders;

function happen(): unknown {
  if (fault?.what === 'killed') process.kill(process.pid, 'SIGKILL');
  console.log('hangs');
  return new Promise(() => undefined);
}

const sequencer = new Sequencer({
  databaseUrl,
  signer: { privateKey: privateKeyOf(seed)!, host: 'log.test' },
  memory: null,
  witnesses: [],
  intervalMilliseconds: 5,
  report: () => undefined,
  onPublished: (organisationId, { size, note }) =>
    appendFileSync(publishedFile, `${JSON.stringify({ organisationId, size, note })}\n`),
  steps: fault ? stepsWith(fault.step, fault.moment, happen) : STEPS,
});
await sequencer.start();
console.log('runs');
