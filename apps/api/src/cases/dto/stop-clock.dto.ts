import { STOP_EVENTS, type StopEvent } from '#pathway';
import { CLOCK_BREACH_REASONS, CLOCK_STOP_REASONS, type ClockBreachReason, type ClockStopReason } from '#workflow';
import { IsCode, IsInstant, IsText } from '../../http/index.js';

export class StopClockDto {
  @IsCode(STOP_EVENTS, {
    optional: true,
    example: 'mri-performed',
    about: 'What the clock waits for, with `occurredAt`.',
  })
  event?: StopEvent;

  @IsInstant({ optional: true, about: 'When it happened; not later than now.' })
  occurredAt?: string;

  @IsCode(CLOCK_STOP_REASONS, { optional: true, about: 'Instead of an event: why the clock need not run on.' })
  reasonCode?: ClockStopReason;

  @IsCode(CLOCK_BREACH_REASONS, { optional: true, about: 'Required once the clock ran past its due time.' })
  breachReason?: ClockBreachReason;

  @IsText({
    max: 2_000,
    lines: true,
    optional: true,
    about: 'Required with `other`.',
    example: 'The scanner broke down.',
  })
  note?: string;
}
