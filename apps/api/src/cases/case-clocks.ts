import { newId } from '#database';
import { afterEvent, clockState, stopWithReason, type Clock, type Instant, type StopEvent } from '#pathway';
import type { ClockStopReason } from '#workflow';
import type { CaseClock } from './case-file.js';

/**
 * The clocks with those that a suspicion or a decision starts. A clock of the same kind that still runs keeps its start, and what
 * is dated before the last one of its kind stopped is the same episode, told again.
 */
export function startClocks(clocks: readonly CaseClock[], asked: readonly Clock[]): readonly CaseClock[] {
  const begun = asked.filter((clock) => clocks.every((known) => known.kind !== clock.kind || isOver(known, clock)));
  return [...clocks, ...begun.map((clock): CaseClock => ({ ...clock, id: newId(), breachReason: null, note: null }))];
}

/** The clocks after something they may wait for. */
export function afterClockEvent(clocks: readonly CaseClock[], event: StopEvent, at: Instant): readonly CaseClock[] {
  return clocks.map((clock) => {
    const after = afterEvent(clock, event, at);
    return after === clock ? clock : { ...clock, ...after };
  });
}

/** Every running clock stopped by a person, with the same reason. */
export function stopAllClocks(
  clocks: readonly CaseClock[],
  at: Instant,
  reason: ClockStopReason,
): readonly CaseClock[] {
  return clocks.map((clock) => (clock.stoppedAt === null ? { ...clock, ...stopWithReason(clock, at, reason) } : clock));
}

/** Whether a clock has run past its due time and nobody has said why. */
export function isUnexplainedBreach(clock: CaseClock, now: Instant): boolean {
  return clock.breachReason === null && clockState(clock, now) === 'breached';
}

const isOver = (known: CaseClock, asked: Clock): boolean =>
  known.stoppedAt !== null && known.stoppedAt < asked.startedAt;
