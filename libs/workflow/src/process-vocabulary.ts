/** The coded words of the process. Clinical codes (modalities, intents, imaging results) live in the pathway library. */

export const LANES = ['elective', 'emergency'] as const;
export type Lane = (typeof LANES)[number];

export const CLOSE_REASONS = ['completed', 'deceased', 'transferred', 'withdrawn'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Why a case goes to the other lane by a person's act. */
export const LANE_REASONS = [
  'clinical-deterioration',
  'new-finding',
  'emergency-excluded',
  'treated',
  'raised-in-error',
  'other',
] as const;
export type LaneReason = (typeof LANE_REASONS)[number];

export const REOPEN_REASONS = ['closed-in-error', 'new-question', 'patient-returned', 'other'] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

export const DECLINE_REASONS = [
  'outside-board-scope',
  'duplicate-referral',
  'no-question-for-the-board',
  'refer-elsewhere',
  'patient-declined',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why a listed case was not discussed, or a discussion not finished: the codes of the board's deferral measure. */
export const DEFERRAL_REASONS = [
  'imaging',
  'pathology',
  'referral-data',
  'absent-specialty',
  'patient',
  'time',
] as const;
export type DeferralReason = (typeof DEFERRAL_REASONS)[number];

/** Why a decision goes back to the board: the pathway's triggers, or a person's reason. */
export const RELIST_REASONS = [
  'progression',
  'relevant-imaging',
  'performance-drop',
  'new-neurological-deficit',
  'new-visceral-metastases',
  'expired',
  'new-question',
  'other',
] as const;
export type RelistReason = (typeof RELIST_REASONS)[number];

export const ATTENDANCE_MODES = ['in-room', 'remote'] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];

export const AGENDA_PURPOSES = ['discussion', 'ratification'] as const;
export type AgendaPurpose = (typeof AGENDA_PURPOSES)[number];

/** Why an examination is booked after its window was missed. */
export const LATE_BOOKING_REASONS = [
  'patient-did-not-attend',
  'patient-unwell',
  'patient-choice',
  'scanner-capacity',
  'not-booked-in-time',
  'other',
] as const;
export type LateBookingReason = (typeof LATE_BOOKING_REASONS)[number];

export const IMAGING_CANCEL_REASONS = [
  'deceased',
  'transferred',
  'case-closed',
  'superseded-by-new-decision',
  'patient-declined',
  'contraindicated',
  'no-longer-indicated',
  'other',
] as const;
export type ImagingCancelReason = (typeof IMAGING_CANCEL_REASONS)[number];

/** Why another specialist than the one first named answers for an examination. */
export const IMAGING_REASSIGN_REASONS = [
  'left-the-board',
  'absent',
  'takes-over-care',
  'named-in-error',
  'workload',
] as const;
export type ImagingReassignReason = (typeof IMAGING_REASSIGN_REASONS)[number];

/** Why a clock need not run on although what it waits for has not happened. */
export const CLOCK_STOP_REASONS = [
  'suspicion-not-confirmed',
  'declined',
  'patient-declined',
  'deceased',
  'transferred',
  'withdrawn',
  'other',
] as const;
export type ClockStopReason = (typeof CLOCK_STOP_REASONS)[number];

/** Why what a clock waits for came too late: every breach is answered by one of these. */
export const CLOCK_BREACH_REASONS = [
  'scanner-capacity',
  'transport',
  'patient-unwell',
  'patient-choice',
  'recognised-late',
  'specialist-not-available',
  'other',
] as const;
export type ClockBreachReason = (typeof CLOCK_BREACH_REASONS)[number];
