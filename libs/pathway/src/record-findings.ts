import { daysBetween, hoursBetween, type CalendarDate, type Instant } from './calendar.js';
import type { AssessmentFacts } from './case-record.js';
import type { Finding } from './finding.js';
import { suspicionFindings } from './suspicions.js';

/** When an assessment reaches the record: the instant, and the day that it is where the board lives. */
export interface RecordedNow {
  recordedAt: Instant;
  recordedOn: CalendarDate;
}

/**
 * Says why an assessment cannot be recorded as it stands, beyond what scoring already refuses; empty when it can.
 * Nothing is observed, imaged, taken or suspected later than the record that reports it.
 */
export function recordFindings(facts: AssessmentFacts, { recordedAt, recordedOn }: RecordedNow): Finding[] {
  const days = dayPointers(facts).filter(([, day]) => day !== undefined && daysBetween(day, recordedOn) < 0);
  const times = timePointers(facts).filter(([, time]) => time !== undefined && hoursBetween(time, recordedAt) < 0);

  return [
    ...[...days, ...times].map(([pointer]) => inTheFuture(pointer)),
    ...(facts.suspicion ? suspicionFindings(facts.suspicion, recordedAt) : []).map((finding) => ({
      ...finding,
      pointer: `/suspicion${finding.pointer}`,
    })),
  ];
}

type Dated = [pointer: string, when: string | undefined];

function dayPointers(facts: AssessmentFacts): Dated[] {
  const { imaging = [], laboratory = {}, neurology, observed, patientReported, primary } = facts;
  return [
    ['/primary/diagnosedOn', primary?.diagnosedOn],
    ['/neurology/motorDeficitSince', neurology?.motorDeficitSince],
    ['/neurology/compressionOn', neurology?.compressionOn],
    ...imaging.map(({ performedOn }, index): Dated => [`/imaging/${index}/performedOn`, performedOn]),
    ...Object.entries(laboratory).map(([test, value]): Dated => [
      `/laboratory/${test}/takenOn`,
      typeof value === 'object' ? value.takenOn : undefined,
    ]),
    ['/observed/performanceOn', observed?.performanceOn],
    ['/observed/painOn', observed?.painOn],
    ['/patientReported/psychosocialAssessedOn', patientReported?.psychosocialAssessedOn],
  ];
}

function timePointers({ imaging = [], observed, dexamethasone, immobilisation }: AssessmentFacts): Dated[] {
  return [
    ...imaging.map(({ performedAt }, index): Dated => [`/imaging/${index}/performedAt`, performedAt]),
    ['/observed/neurologyAt', observed?.neurologyAt],
    ['/dexamethasone/at', dexamethasone?.at],
    ['/immobilisation/at', immobilisation?.at],
  ];
}

function inTheFuture(pointer: string): Finding {
  return {
    code: 'dated-in-the-future',
    sentence: 'Nothing can be recorded before it has happened: give a time that is not later than now.',
    pointer,
  };
}
