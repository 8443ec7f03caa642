import { explainForecast, type QuorumForecast } from './forecast-quorum.js';
import type { Prediction } from './predict-minutes.js';

/** A ready case that waits for a meeting. Instants are RFC 3339, UTC; days are of the board's calendar. */
export interface WaitingCase {
  readonly caseId: string;
  readonly lane: 'emergency' | 'elective';
  /** When its first running clock is due; null where none runs. */
  readonly clockDueAt: string | null;
  /** How often it was put off. */
  readonly priority: number;
  /** By when its decision is wanted; null where nobody said. */
  readonly decisionDueOn: string | null;
  readonly referredAt: string;
  readonly referredOn: string;
  readonly prediction: Prediction;
  /** What would keep it from each meeting, in words; a meeting left out is not in its way. */
  readonly notReadyFor: ReadonlyMap<string, string>;
}

/** A meeting that takes cases. What stands on its agenda stays, and has its minutes already. */
export interface OpenMeeting {
  readonly meetingId: string;
  readonly startsAt: string;
  /** How people name it: its day on the board's calendar. */
  readonly label: string;
  readonly freeMinutes: number;
  /** Listing has closed: only with a reason. */
  readonly isPastDeadline: boolean;
  readonly quorum: QuorumForecast;
}

export interface Placement {
  readonly caseId: string;
  readonly meetingId: string;
  readonly minutes: number;
  /** Why there and why then, in the order of their weight. */
  readonly reasons: readonly string[];
}

export interface AgendaProposal {
  /** By meeting, and within one in the order of the discussion. */
  readonly placements: readonly Placement[];
  /** Cases that no meeting can take, each with what stands in its way. */
  readonly left: readonly { readonly caseId: string; readonly reasons: readonly string[] }[];
}

/**
 * Which ready cases go to which meeting, and in what order: the emergency lane by its clocks, then those put off more often, then
 * those whose decision is due sooner, then those who wait longer. Each goes to the first meeting that is open to it: it will be
 * ready that day, its minutes fit, every required specialty may still come, and listing is open (an emergency is not held up by
 * the deadline). The same question gets the same answer; nothing that stands on an agenda moves.
 */
export function proposeAgenda(cases: readonly WaitingCase[], meetings: readonly OpenMeeting[]): AgendaProposal {
  const inTime = [...meetings].sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.meetingId, b.meetingId));
  const free = new Map(inTime.map(({ meetingId, freeMinutes }) => [meetingId, freeMinutes]));
  const perMeeting = new Map<string, Placement[]>(inTime.map(({ meetingId }) => [meetingId, []]));
  const left: { caseId: string; reasons: readonly string[] }[] = [];

  for (const waiting of [...cases].sort(byUrgency)) {
    const passed: string[] = [];
    const meeting = inTime.find((each) => {
      const obstacle = obstacleOf(waiting, each, free.get(each.meetingId)!);
      if (obstacle) passed.push(`Not on ${each.label}: ${obstacle}`);
      return !obstacle;
    });
    if (!meeting) {
      left.push({ caseId: waiting.caseId, reasons: passed.length > 0 ? passed : ['No meeting is open for listing.'] });
      continue;
    }
    const { caseId, prediction } = waiting;
    free.set(meeting.meetingId, free.get(meeting.meetingId)! - prediction.minutes);
    const reasons = [...reasonsFor(waiting, meeting), ...passed];
    perMeeting
      .get(meeting.meetingId)!
      .push({ caseId, meetingId: meeting.meetingId, minutes: prediction.minutes, reasons });
  }
  return { placements: [...perMeeting.values()].flat(), left };
}

function byUrgency(one: WaitingCase, other: WaitingCase): number {
  return (
    Number(other.lane === 'emergency') - Number(one.lane === 'emergency') ||
    // A clock orders emergencies; outside that lane it is one of the due dates.
    (one.lane === 'emergency' ? compareOrLast(one.clockDueAt, other.clockDueAt) : 0) ||
    other.priority - one.priority ||
    compareOrLast(one.decisionDueOn, other.decisionDueOn) ||
    compareOrLast(one.clockDueAt, other.clockDueAt) ||
    compare(one.referredAt, other.referredAt) ||
    compare(one.caseId, other.caseId)
  );
}

/** Why a meeting cannot take a case, in the rest of a sentence; null when it can. */
function obstacleOf(waiting: WaitingCase, meeting: OpenMeeting, freeMinutes: number): string | null {
  const notReady = waiting.notReadyFor.get(meeting.meetingId);
  if (notReady) return notReady;
  if (meeting.isPastDeadline && waiting.lane !== 'emergency')
    return 'listing has closed; list it by hand with a reason.';
  if (meeting.quorum.outlook === 'not-met') return inSentence(explainForecast(meeting.quorum)!);
  if (waiting.prediction.minutes > freeMinutes) {
    return `it needs ${waiting.prediction.minutes} minutes and ${Math.max(0, freeMinutes)} are free.`;
  }
  return null;
}

function reasonsFor(waiting: WaitingCase, meeting: OpenMeeting): string[] {
  const { lane, clockDueAt, priority, decisionDueOn, referredOn, prediction } = waiting;
  const atRisk = explainForecast(meeting.quorum);
  return [
    ...(lane === 'emergency' ? ['Emergency lane.'] : []),
    ...(clockDueAt ? [clockSentence(clockDueAt, meeting)] : []),
    ...(priority > 0 ? [priority === 1 ? 'Put off once.' : `Put off ${priority} times.`] : []),
    ...(decisionDueOn ? [`Decision due by ${decisionDueOn}.`] : []),
    `Waiting since ${referredOn}.`,
    prediction.sentence,
    ...(meeting.isPastDeadline ? ['Listing has closed: an emergency is listed late.'] : []),
    ...(atRisk ? [atRisk] : []),
  ];
}

function clockSentence(clockDueAt: string, { startsAt }: OpenMeeting): string {
  return clockDueAt < startsAt
    ? `Its clock ends at ${clockDueAt}, before this meeting: think of an emergency decision.`
    : `Its clock ends at ${clockDueAt}.`;
}

const inSentence = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function compareOrLast(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null ? -1 : compare(one, other);
}
