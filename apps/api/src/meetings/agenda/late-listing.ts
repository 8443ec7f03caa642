import type { Tx } from '#database';
import { requireListable, type LateListingReason } from '#workflow';
import { isPastDeadline, type MeetingRow } from '../meeting.js';

/** Why a case comes onto an agenda after listing has closed. */
export interface LateReasons {
  readonly lateReasonCode?: LateListingReason;
  readonly lateReasonText?: string;
}

/**
 * What is kept of the reasons: all where the case comes late, nothing where it comes in time.
 * @throws AgendaClosed, LateListingNeedsReason
 */
export function lateReasons({ occurredAt }: Tx, meeting: MeetingRow, given: LateReasons): LateReasons {
  const { lateReasonCode, lateReasonText } = given;
  const listing = { state: meeting.state, isPastDeadline: isPastDeadline(meeting, occurredAt) };
  return requireListable(listing, lateReasonCode) ? { lateReasonCode, lateReasonText } : {};
}
