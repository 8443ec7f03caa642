import { dayOf, type ClockKind } from '#pathway';
import { nextStep, type ImagingOrderState, type NextStep, type Specialty, type StepFacts } from '#workflow';
import { runningClocks, type CaseFile } from '../cases/index.js';
import type { CaseSummaryView } from './case-summary.view.js';

type Known = Pick<CaseSummaryView, 'places' | 'decision' | 'proposal' | 'recommendations' | 'followUp'>;
type OpenOrder = StepFacts['orders'][number];

/** Who answers a clock that is not the coordinator's to answer. */
const ANSWERED_BY: Readonly<Partial<Record<ClockKind, Specialty>>> = {
  'instability-advice': 'spine-surgery',
  'radiotherapy-start': 'radiation-oncology',
};

/** The next step of a case, from what its summary shows. Null once it is closed. */
export function nextStepOf(file: CaseFile, known: Known): NextStep | null {
  const on = (instant: string): string => dayOf(instant, file.board.timeZone);
  const place = known.places.find(({ purpose }) => purpose === 'discussion');
  return nextStep({
    state: file.state,
    stateSinceOn: on(file.stateSince),
    clocks: runningClocks(file).map(({ id, kind, dueAt, startedAt }) => ({
      id,
      dueOn: on(dueAt ?? startedAt),
      specialty: ANSWERED_BY[kind] ?? null,
    })),
    place: place ? { itemId: place.agendaItemId, chairId: place.chairId, on: on(place.startsAt) } : null,
    proposed: revisionIn(known.proposal, on),
    inForce: revisionIn(known.decision, on),
    recommendations: known.recommendations
      .filter(({ outcome }) => outcome === 'pending')
      .map(({ id, ownerId, responsibleSpecialty, dueOn }) => ({ id, ownerId, specialty: responsibleSpecialty, dueOn })),
    orders: known.followUp.orders.flatMap((order) => {
      const { id, specialistId, state } = order;
      return isOpen(state) ? [{ id, state, specialistId, dueOn: dueOn(order, on) }] : [];
    }),
  });
}

function revisionIn(decision: Known['decision'], on: (instant: string) => string): StepFacts['proposed'] {
  if (!decision?.revision) return null;
  const { proposedAt, awaitsRatification, signOff } = decision.revision;
  return { id: decision.id, on: on(proposedAt), awaitsRatification, outstanding: signOff.outstanding };
}

function isOpen(state: ImagingOrderState): state is OpenOrder['state'] {
  return state !== 'acknowledged' && state !== 'cancelled';
}

/** When it should be made, or since when it waits to be read or acknowledged. */
function dueOn(order: Known['followUp']['orders'][number], on: (instant: string) => string): string {
  const waitsSince = order.reportedAt ?? order.performedAt;
  return waitsSince === null ? order.dueOn : on(waitsSince);
}
