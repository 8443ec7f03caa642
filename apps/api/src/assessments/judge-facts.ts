import { hoursBetween, dayOf, recordFindings, type AssessmentFacts } from '#pathway';
import { checkFacts } from '#scoring';
import type { FieldError } from '#workflow';
import { pointerToFact } from '../scores/index.js';
import { ImpossibleFacts } from './assessments.errors.js';

/** What facts are judged against. Instants are ISO strings, days YYYY-MM-DD. */
export interface FactsContext {
  readonly assessedAt: string;
  readonly now: string;
  readonly bornOn: string;
  readonly timeZone: string;
}

/** Refuses facts that are impossible, each named by a pointer into the body. @throws ImpossibleFacts */
export function requirePossible(facts: AssessmentFacts, context: FactsContext): void {
  const errors = [...scoringErrors(facts), ...pathwayErrors(facts, context), ...lifeErrors(facts, context)];
  if (errors.length > 0) throw new ImpossibleFacts(errors);
}

function scoringErrors(facts: AssessmentFacts): FieldError[] {
  return checkFacts(facts).map(({ item, code, message }) => ({ pointer: pointerToFact(item), message, code }));
}

function pathwayErrors(facts: AssessmentFacts, { now, timeZone }: FactsContext): FieldError[] {
  const findings = recordFindings(facts, { recordedAt: now, recordedOn: dayOf(now, timeZone) });
  return findings.map(({ code, sentence, pointer = '' }) => ({ pointer: `/facts${pointer}`, message: sentence, code }));
}

/** What contradicts the patient's life. */
function lifeErrors(facts: AssessmentFacts, { assessedAt, now, bornOn, timeZone }: FactsContext): FieldError[] {
  const assessedOn = dayOf(assessedAt, timeZone);
  const { diagnosedOn } = facts.primary ?? {};
  const errors: FieldError[] = [];
  const refuse = (pointer: string, code: string, message: string) => errors.push({ pointer, code, message });

  if (hoursBetween(assessedAt, now) < 0)
    refuse('/assessedAt', 'dated-in-the-future', 'Record an examination when it has happened.');
  if (assessedOn < bornOn) refuse('/assessedAt', 'before-birth', 'The patient was not born then. Check the date.');
  if (diagnosedOn !== undefined && diagnosedOn < bornOn) {
    refuse('/facts/primary/diagnosedOn', 'before-birth', 'The patient was not born then. Check the date.');
  }
  if (isOtherAge(facts.general?.age, bornOn, assessedOn)) {
    refuse(
      '/facts/general/age',
      'age-contradicts-birth',
      'This is not the age that follows from the date of birth. Leave it out, or correct one.',
    );
  }
  return errors;
}

/** More than a year beside the years completed: a date of birth of which only the year is known is entered as its first day. */
function isOtherAge(age: number | undefined, bornOn: string, on: string): boolean {
  if (age === undefined) return false;
  const hadBirthday = on.slice(5) >= bornOn.slice(5);
  const completed = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (hadBirthday ? 0 : 1);
  return Math.abs(completed - age) > 1;
}
