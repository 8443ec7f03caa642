import type { CaseRef } from '#database';
import type { CanonicalValue } from '#transparency';
import type { AgendaItemState, AgendaPurpose, Lane, LateListingReason } from '#workflow';
import { planDocument, type Plan } from '../plans/plan.js';

/** A case on a meeting: its row, and what belongs to the aggregate. Instants are ISO strings, UTC. */
export interface AgendaItem {
  readonly boardId: string;
  readonly id: string;
  readonly meetingId: string;
  readonly caseId: string;
  readonly purpose: AgendaPurpose;
  /** The provisional revision that a ratification is about. */
  readonly revisionId: string | null;
  /** Orders the agenda; only greater and smaller mean something. */
  readonly position: number;
  readonly minutes: number;
  /** Why it stands where it stands, in words. */
  readonly placement: string;
  readonly state: AgendaItemState;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  /** Why it came after listing had closed; null in time. */
  readonly lateReasonCode: LateListingReason | null;
  readonly lateReasonText: string | null;
  readonly version: number;
  /** Every plan written for it, oldest first. Blinded until the item is opened: see `isBlinded`. */
  readonly plans: readonly Plan[];
  /** Whose case it is, and what orders it. Not part of the item's versions. */
  readonly case: PresentedCase;
}

/** What an agenda shows of a case. */
export interface PresentedCase {
  readonly patientAlias: string;
  readonly familyName: string;
  readonly givenName: string;
  /** YYYY-MM-DD */
  readonly bornOn: string;
  readonly question: string;
  readonly lane: Lane;
  readonly priority: number;
  readonly referredAt: string;
}

/** Why an item was left without a decision. */
export interface Leaving {
  readonly reasonCode?: string | null;
  readonly reasonText?: string | null;
}

/** The case, as an event of the item names it. */
export function caseOf(item: AgendaItem): CaseRef {
  return { boardId: item.boardId, caseId: item.caseId, patientAlias: item.case.patientAlias };
}

/** Still to be discussed, or being discussed. */
export function isLive({ state }: Pick<AgendaItem, 'state'>): boolean {
  return state === 'listed' || state === 'open';
}

/** Nobody but its author sees a plan before the discussion opens; of an item that never opened, nobody ever does. */
export function isBlinded({ openedAt }: Pick<AgendaItem, 'openedAt'>): boolean {
  return openedAt === null;
}

/** The whole item at one version, as it is committed to. While blinded it holds the seals of its plans, not the plans. */
export function agendaItemDocument(item: AgendaItem): CanonicalValue {
  const { meetingId, caseId, purpose, revisionId, position, minutes, placement, state } = item;
  const { openedAt, closedAt, reasonCode, reasonText, lateReasonCode, lateReasonText } = item;
  return {
    meetingId,
    caseId,
    purpose,
    revisionId,
    position,
    minutes,
    placement,
    state,
    openedAt,
    closedAt,
    reasonCode,
    reasonText,
    // In the documents of items listed late alone, so that those of all others say what they always said.
    ...(lateReasonCode && { lateReasonCode, lateReasonText }),
    plans: item.plans.map((plan) => planDocument(plan, isBlinded(item))),
  };
}
