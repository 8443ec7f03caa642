import { dayOf, readiness, readinessGaps, type PathwayParameters, type ReadinessGap } from '#pathway';
import { recordOf } from '../assessments/index.js';
import type { PlannedCase } from './waiting-cases.repository.js';

/** The board's rules, as a forecast needs them. */
export interface Rules {
  readonly timeZone: string;
  readonly parameters: PathwayParameters;
}

/** What a case will lack at an instant, on what is known of it now; blockers first. */
export function forecastReadiness(planned: PlannedCase, { timeZone, parameters }: Rules, at: string): ReadinessGap[] {
  const { question, lane, waivers, assessment } = planned;
  const on = dayOf(at, timeZone);
  const moment = { on, at, lane, timeZone, parameters };
  return readinessGaps(readiness(recordOf(assessment, { question, timeZone, now: at }), moment, waivers), moment);
}

export function blocking(gaps: readonly ReadinessGap[]): ReadinessGap[] {
  return gaps.filter(({ severity }) => severity === 'blocker');
}

/** What stands in the way, in the rest of a sentence; null where nothing does. */
export function notReadyClause(gaps: readonly ReadinessGap[]): string | null {
  const titles = blocking(gaps).map(
    ({ title, status }) => `${title} (${status === 'missing' ? 'missing' : 'too old'})`,
  );
  return titles.length > 0 ? `it will not be ready: ${titles.join('; ')}.` : null;
}
