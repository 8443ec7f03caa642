import fc from 'fast-check';
import type { DecisionInMemory } from './decision-in-memory.js';
import { anyStep, type Deed, type Step } from './deeds.js';

/** Where deeds are done, and what they did: `done`, or the code of the refusal. */
export type Do = (deed: Deed) => string | Promise<string>;

/** What a step comes to where the decision stands; signing at once is asking and sending. */
export function* deedsOf(step: Step, decision: DecisionInMemory): Generator<Deed, void, string> {
  if (step.do === 'sign') {
    const asked = yield { do: 'ask', who: step.who, revision: 0, meaning: step.meaning };
    if (asked === 'done') yield { do: 'send', statement: 0, revision: null };
  } else if (isThereToDo(step, decision)) yield step;
}

/** Whether there is anything that the deed could be done with. */
function isThereToDo(deed: Deed, { drafts, statements, signatures, canBePutUp }: DecisionInMemory): boolean {
  switch (deed.do) {
    case 'edit':
    case 'propose':
      return drafts.length > 0;
    case 'send':
      return statements.length > 0;
    case 'revoke':
    case 'accept-dissent':
      return signatures.length > 0;
    case 'put-up':
      return canBePutUp;
    default:
      return true;
  }
}

/** A step as fast-check's model-based runner knows it: it can always be tried, and what it does is told to both sides. */
class StepCommand implements fc.Command<object, Played> {
  constructor(private readonly step: Step) {}

  check(): boolean {
    return true;
  }

  run(_model: object, { decision, watch }: Played): void {
    const deeds = deedsOf(this.step, decision);
    let next = deeds.next('');
    while (!next.done) next = deeds.next(watch(next.value));
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}

export interface Played {
  readonly decision: DecisionInMemory;
  watch(deed: Deed): string;
}

/** Any interleaving, of at most so many steps. */
export function anyCommands(maxCommands: number): fc.Arbitrary<Iterable<fc.Command<object, Played>>> {
  return fc.commands([anyStep.map((step) => new StepCommand(step))], { maxCommands, size: 'max' });
}
