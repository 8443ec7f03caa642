import type { Actor } from './may-on-record.js';
import type { Grant, Permission, Role, RoleGrant } from './permissions.js';

/** Why somebody reaches for a case outside their boards. Always with words beside it. */
export const BREAK_GLASS_REASONS = [
  'emergency-treatment',
  'on-call-advice',
  'transfer-of-care',
  'board-unreachable',
  'other',
] as const;
export type BreakGlassReason = (typeof BREAK_GLASS_REASONS)[number];

/** What an auditor's review finds. */
export const BREAK_GLASS_FINDINGS = ['justified', 'not-justified'] as const;
export type BreakGlassFinding = (typeof BREAK_GLASS_FINDINGS)[number];

export const BREAK_GLASS_MILLISECONDS = 60 * 60 * 1000;
/** The board's measure: reviewed within 72 hours. */
export const REVIEW_MILLISECONDS = 72 * 60 * 60 * 1000;

/** One hour with the cases of one patient, as the database counts it live: reason given, identity proved, auditors alerted. */
export interface BreakGlassGrant {
  readonly id: string;
  readonly caseIds: readonly string[];
}

/**
 * What breaking the glass opens: everything that shows the case, and what an emergency asks for. Preliminary plans stay blinded;
 * nothing is signed.
 */
export const BREAK_GLASS_RIGHTS: Readonly<Partial<Record<Permission, Grant>>> = {
  'case:read': 'break-glass',
  'assessment:read': 'break-glass',
  'treatment:read': 'break-glass',
  'decision:read': 'break-glass',
  'follow-up:read': 'break-glass',
  'imaging:read': 'break-glass',
  'lane:raise': 'break-glass',
  'decision:propose-urgently': 'break-glass-panel',
};

/** The rights that a live grant gives on its cases, in the clinical role of the account: an auditor's or a machine's gives none. */
export function rightsUnderGrant(actor: Actor, permission: Permission): readonly RoleGrant[] {
  const grant = BREAK_GLASS_RIGHTS[permission];
  if (grant === undefined) return [];

  const roles = grant === 'break-glass-panel' ? PANEL_ROLES : CLINICAL_ROLES;
  return roles.filter((role) => actor.roles.includes(role)).map((role) => ({ role, grant }));
}

/** The instant, RFC 3339 UTC, by which the review of a grant is due. */
export function reviewDueAt(grantedAt: string): string {
  return new Date(Date.parse(grantedAt) + REVIEW_MILLISECONDS).toISOString();
}

/** Whether a review that is still open should have been done by `now`; both RFC 3339. On time up to the very instant. */
export function isReviewOverdue(grantedAt: string, now: string): boolean {
  return Date.parse(now) > Date.parse(reviewDueAt(grantedAt));
}

const PANEL_ROLES: readonly Role[] = ['specialist', 'chair'];
const CLINICAL_ROLES: readonly Role[] = ['coordinator', ...PANEL_ROLES];
