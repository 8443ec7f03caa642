import { type Chance } from '../seed/chance.js';
import { hoursBefore, workingHour } from '../seed/board-calendar.js';
import { invent, type Referral } from '../seed/patients.js';
import { PRIMARIES, type PrimaryKey } from '../seed/primaries.js';
import { CONDITIONS, type ConditionKey, type SpineKey } from '../seed/examination.js';

/** Somebody who will be referred. */
export interface Arrival {
  readonly at: Date;
  readonly referral: Referral;
  /** Found with signs of compression: the panel decides, and a meeting ratifies. */
  readonly isEmergency: boolean;
}

const PRIMARY_KEYS = Object.keys(PRIMARIES).filter((key) => key !== 'unknown') as PrimaryKey[];
const CONDITION_KEYS = Object.keys(CONDITIONS) as ConditionKey[];
const ELECTIVE: readonly SpineKey[] = ['stable', 'indeterminate', 'unstable', 'sacral'];
const URGENT: readonly SpineKey[] = ['compressed', 'compressedAndUnstable'];
/** One in so many comes as an emergency. */
const EMERGENCY_ONE_IN = 8;

/** A population that arrives at even odds over the weeks, electives in working hours, emergencies at any. */
export function populationOf(
  chance: Chance,
  start: Date,
  { cases, weeks }: { cases: number; weeks: number },
): Arrival[] {
  const arrivals = Array.from({ length: cases }, (_, number): Arrival => {
    const isEmergency = chance.whole(1, EMERGENCY_ONE_IN) === 1;
    const day = chance.whole(0, weeks * 7 - 1);
    const at = isEmergency
      ? hoursBefore(start, -(day * 24 + chance.whole(0, 23)))
      : workingHour(start, day, chance.whole(8, 16));
    const disease = {
      primary: chance.pick(PRIMARY_KEYS),
      spine: chance.pick(isEmergency ? URGENT : ELECTIVE),
      condition: chance.pick(CONDITION_KEYS),
    };
    return { at, isEmergency, referral: invent(chance, disease, number, at) };
  });
  return arrivals.sort((one, other) => one.at.getTime() - other.at.getTime());
}
