import { clocksFrom, type AssessmentFacts, type StopEvent } from '#pathway';
import { afterClockEvent, startClocks, type CaseClock, type CaseFile } from '../cases/index.js';

/** The clocks of a case after an assessment: those it starts by a suspicion, then those it stops by what it reports as done. */
export function clocksAfter(file: CaseFile, facts: AssessmentFacts): readonly CaseClock[] {
  const { suspicion } = facts;
  const asked = suspicion
    ? clocksFrom({ ...suspicion, suspectedAt: toUtc(suspicion.suspectedAt) }, file.board.parameters)
    : [];
  const started = startClocks(file.clocks, asked);
  return stopEventsIn(facts).reduce((clocks, [event, at]) => afterClockEvent(clocks, event, at), started);
}

/** What an assessment reports that a clock may wait for. Without its hour an examination stops nothing: a day would be a guess. */
function stopEventsIn({ imaging = [], workup, immobilisation }: AssessmentFacts): [StopEvent, string][] {
  const awaited = ['mri-whole-spine', ...(workup?.mriImpossibleReason ? ['ct-whole-spine'] : [])];
  const examinations = imaging.flatMap(({ modality, performedAt }): [StopEvent, string][] =>
    performedAt && awaited.includes(modality) ? [['mri-performed', toUtc(performedAt)]] : [],
  );
  const advice = immobilisation?.given ? immobilisation.at : undefined;
  return [...examinations, ...(advice ? ([['advice-recorded', toUtc(advice)]] as [StopEvent, string][]) : [])];
}

const toUtc = (instant: string): string => new Date(instant).toISOString();
