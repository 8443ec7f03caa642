import { afterEvent, hoursBetween, stopWithReason, type Instant } from '#pathway';
import { isUnexplainedBreach } from './case-clocks.js';
import type { CaseClock } from './case-file.js';
import {
  BreachNeedsReason,
  NoBreachToExplain,
  NotAwaited,
  NotYetHappened,
  StopByEventOrReason,
} from './cases.errors.js';
import type { StopClockDto } from './dto/stop-clock.dto.js';
import { requireTextWithOther } from './require-text.js';

/**
 * The clock after a person said what happened, why it need not run on, or, once it has stopped, why it was breached.
 * @throws StopByEventOrReason, NotAwaited, NotYetHappened, BreachNeedsReason, NoBreachToExplain, TextRequired
 */
export function stoppedBy(clock: CaseClock, said: StopClockDto, now: Instant): CaseClock {
  requireTextWithOther(said.reasonCode, said.note, '/note');
  requireTextWithOther(said.breachReason, said.note, '/note');

  const stopped =
    isUnexplainedBreach(clock, now) && clock.stoppedAt !== null ? explainedOnly(clock, said) : stop(clock, said, now);
  return { ...explained(stopped, said, now), note: said.note ?? clock.note };
}

function stop(clock: CaseClock, { event, occurredAt, reasonCode }: StopClockDto, now: Instant): CaseClock {
  const isByEvent = event !== undefined && occurredAt !== undefined && reasonCode === undefined;
  const isByReason = event === undefined && occurredAt === undefined && reasonCode !== undefined;
  if (clock.stoppedAt !== null) throw new NotAwaited([]);

  if (isByReason) return { ...clock, ...stopWithReason(clock, now, reasonCode) };
  if (!isByEvent) throw new StopByEventOrReason();
  if (hoursBetween(occurredAt, now) < 0) throw new NotYetHappened('/occurredAt');

  const after = afterEvent(clock, event, new Date(occurredAt).toISOString());
  if (after === clock)
    throw new NotAwaited(clock.stopEvents.filter((awaited) => clock.happened[awaited] === undefined));
  return { ...clock, ...after };
}

/** Something else, an assessment perhaps, stopped it too late: only the reason is still wanting. */
function explainedOnly(clock: CaseClock, { event, occurredAt, reasonCode }: StopClockDto): CaseClock {
  if (event !== undefined || occurredAt !== undefined || reasonCode !== undefined) throw new NotAwaited([]);
  return clock;
}

function explained(clock: CaseClock, { breachReason }: StopClockDto, now: Instant): CaseClock {
  if (!isUnexplainedBreach(clock, now)) {
    if (breachReason !== undefined) throw new NoBreachToExplain();
    return clock;
  }
  if (breachReason === undefined) throw new BreachNeedsReason(clock.dueAt!);
  return { ...clock, breachReason };
}
