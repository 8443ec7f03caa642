import { addMonths, type CalendarDate } from '../calendar.js';
import type { ImagingResult } from '../modalities.js';

/** A follow-up result as reported. */
export interface ReportedResult {
  result: ImagingResult;
  performedOn: CalendarDate;
  /** Completion of SBRT at these levels, where it was given. */
  sbrtCompletedOn?: CalendarDate;
  /** The reader calls the growth small. */
  isSmallGrowth?: boolean;
  /** An earlier examination since that SBRT already showed growth. */
  hasGrownBefore?: boolean;
}

/**
 * Whether a progression must be confirmed before it re-lists the case: a single small growth 3 to 6 months after SBRT, both
 * days included, may be pseudoprogression. Growth whose size nobody called small is progression.
 */
export function needsConfirmation({
  result,
  performedOn,
  sbrtCompletedOn,
  isSmallGrowth,
  hasGrownBefore,
}: ReportedResult): boolean {
  return (
    result === 'progression' &&
    isSmallGrowth === true &&
    hasGrownBefore !== true &&
    sbrtCompletedOn !== undefined &&
    addMonths(sbrtCompletedOn, 3) <= performedOn &&
    performedOn <= addMonths(sbrtCompletedOn, 6)
  );
}
