/** Everything that has versions, each about one patient or none. */
export type Entity =
  | 'patient'
  | 'case'
  | 'assessment'
  | 'agenda-item'
  | 'decision-draft'
  | 'decision-revision'
  | 'recommendation'
  | 'treatment'
  | 'follow-up'
  | 'meeting'
  | 'meeting-series'
  | 'invitations'
  | 'board-holidays'
  | 'board'
  | 'user'
  | 'passkey'
  | 'break-glass-grant'
  | 'erasure'
  | 'letter-handout'
  | 'reconciliation'
  | 'export';

/**
 * The closed catalogue of what a transaction may be opened for, and the entity whose id it must name. A patient's id never
 * enters the log: what was shown is disclosed by alias.
 */
export const ACCESSES = {
  'system.seeded': null,
  'system.maintained': null,
  'auth.signing-in': null,
  'auth.refreshing': null,
  'auth.signing-out': null,
  'auth.stepping-up': null,
  'passkeys.opened': null,
  'passkey.enrolling': null,
  'me.opened': null,
  'users.listed': null,
  'user.registering': null,
  'user.opened': 'user',
  'boards.listed': null,
  'board.opened': 'board',
  'patient.registering': null,
  'patient.opened': null,
  'patients.searched': null,
  'case.referring': null,
  'case.opened': 'case',
  // An act that breaking the glass allows: what a live grant may write hangs on it.
  'emergency.opened': 'case',
  'cases.listed': null,
  'cases.searched': null,
  'worklist.opened': null,
  'clock.opened': null,
  'treatment.opened': 'treatment',
  'meetings.listed': 'board',
  'meeting.planning': 'board',
  'agenda.planning': 'board',
  'meeting.opened': 'meeting',
  'invitations.opened': 'meeting',
  'series.listed': 'board',
  'series.planning': 'board',
  'series.opened': 'meeting-series',
  'holidays.opened': 'board',
  'agenda-item.opened': 'agenda-item',
  'decision.opened': 'decision-revision',
  'recommendation.opened': 'recommendation',
  'letter.drawn': 'decision-revision',
  'minute.drawn': 'meeting',
  'letter.handing-out': 'decision-revision',
  'minute.handing-out': 'meeting',
  'imaging-orders.listed': null,
  'imaging-order.opened': null,
  'imaging.levelling': 'board',
  'history.opened': 'case',
  'audit.read': null,
  'break-glass.asking': null,
  'break-glass.listed': null,
  'break-glass.opened': 'break-glass-grant',
  'erasure.asking': null,
  'erasures.listed': null,
  'erasure.opened': 'erasure',
  // Mail: to whom one went out, or did not; what each person's day holds; their own settings.
  'mail.settling': 'user',
  'digests.gathering': null,
  'notices.listed': null,
  'notice.retrying': null,
  'mail-setting.opened': null,
  'calendar-feed.changing': null,
  'calendar.read': null,
  'reply.receiving': null,
  'reconciliation.asking': null,
  'reconciliation.running': null,
  'reconciliation.ending': null,
  'reconciliations.listed': null,
  'reconciliation.opened': 'reconciliation',
  'export.asking': null,
  'export.opened': 'export',
  'export.downloading': 'export',
  // Each further stretch of a download.
  'export.continued': 'export',
} as const satisfies Record<string, Entity | null>;

/** The closed catalogue of changes, and the aggregate that each makes a version of. */
export const CHANGES = {
  'user.registered': 'user',
  'user.changed': 'user',
  'passkey.enrolled': 'passkey',
  'passkey.revoked': 'passkey',
  'board.founded': 'board',
  'board.changed': 'board',
  'board.member-added': 'board',
  'board.member-changed': 'board',
  'board.member-removed': 'board',
  'board.parameters-entered': 'board',
  'board.parameters-confirmed': 'board',
  'patient.registered': 'patient',
  'patient.corrected': 'patient',
  'patient.died': 'patient',
  'case.referred': 'case',
  'case.accepted': 'case',
  'case.declined': 'case',
  'case.made-ready': 'case',
  'case.listed': 'case',
  'case.deferred': 'case',
  'case.put-up-for-discussion': 'case',
  'case.adjourned': 'case',
  'case.returned-to-the-list': 'case',
  'case.decided': 'case',
  'case.became-active': 'case',
  'case.relisted': 'case',
  'case.closed': 'case',
  'case.reopened': 'case',
  'case.lane-changed': 'case',
  'case.clocks-started': 'case',
  'case.clock-stopped': 'case',
  'case.breach-explained': 'case',
  'case.readiness-waived': 'case',
  'case.noticed': 'case',
  'assessment.recorded': 'assessment',
  'treatment.recorded': 'treatment',
  'treatment.completed': 'treatment',
  'meeting.planned': 'meeting',
  'meeting.changed': 'meeting',
  'meeting.agenda-closed': 'meeting',
  'meeting.started': 'meeting',
  'meeting.ended': 'meeting',
  'meeting.cancelled': 'meeting',
  'meeting.agenda-changed': 'meeting',
  'meeting.attendance-marked': 'meeting',
  'series.planned': 'meeting-series',
  'series.changed': 'meeting-series',
  'series.divided': 'meeting-series',
  'series.cancelled': 'meeting-series',
  'holidays.set': 'board-holidays',
  'invitations.made': 'invitations',
  'invitations.sent': 'invitations',
  'invitations.asked-anew': 'invitations',
  'invitation.answered': 'invitations',
  'agenda-item.listed': 'agenda-item',
  'agenda-item.moved': 'agenda-item',
  'agenda-item.discussion-opened': 'agenda-item',
  'agenda-item.closed': 'agenda-item',
  'agenda-item.removed': 'agenda-item',
  'agenda-item.plan-written': 'agenda-item',
  'decision.drafted': 'decision-draft',
  'decision.draft-changed': 'decision-draft',
  'decision.check-overridden': 'decision-draft',
  'decision.draft-proposed': 'decision-draft',
  'decision.draft-discarded': 'decision-draft',
  'decision.proposed': 'decision-revision',
  'decision.signed': 'decision-revision',
  'decision.signature-revoked': 'decision-revision',
  'decision.dissent-accepted': 'decision-revision',
  'decision.came-in-force': 'decision-revision',
  'decision.superseded': 'decision-revision',
  'decision.returned': 'decision-revision',
  'decision.withdrawn': 'decision-revision',
  'decision.ratified': 'decision-revision',
  'decision.rejected': 'decision-revision',
  'recommendation.made': 'recommendation',
  'recommendation.assigned': 'recommendation',
  'recommendation.settled': 'recommendation',
  'recommendation.ended': 'recommendation',
  'follow-up.planned': 'follow-up',
  'follow-up.policy-changed': 'follow-up',
  'follow-up.re-anchored': 'follow-up',
  'imaging.ordered': 'follow-up',
  'imaging.levelled': 'follow-up',
  'imaging.booked': 'follow-up',
  'imaging.missed': 'follow-up',
  'imaging.performed': 'follow-up',
  'imaging.reported': 'follow-up',
  'imaging.acknowledged': 'follow-up',
  'imaging.cancelled': 'follow-up',
  'imaging.escalated': 'follow-up',
  'imaging.reassigned': 'follow-up',
  'letter.handed-out': 'letter-handout',
  'break-glass.granted': 'break-glass-grant',
  'break-glass.reviewed': 'break-glass-grant',
  'erasure.asked': 'erasure',
  'erasure.approved': 'erasure',
  'erasure.rejected': 'erasure',
  'erasure.reapplied': 'erasure',
  'reconciliation.asked': 'reconciliation',
  'reconciliation.done': 'reconciliation',
  'export.asked': 'export',
} as const satisfies Record<string, Entity>;

/** Events that neither open a transaction nor make a version. */
export const NOTES = [
  'patients.disclosed',
  'answer.replayed',
  'auth.signed-in',
  'auth.sign-in-failed',
  'auth.refreshed',
  'auth.signed-out',
  'auth.session-ended',
  'auth.stepped-up',
  'auth.step-up-failed',
  'auth.password-changed',
  'auth.account-blocked',
  'auth.credential-reset',
  'passkey.enrolment-failed',
  'export.handed-out',
  'export.broken-off',
  'request.refused',
  'request.failed',
] as const;

export type AccessType = keyof typeof ACCESSES;
export type ChangeType = keyof typeof CHANGES;
export type NoteType = (typeof NOTES)[number];
export type EventType = AccessType | ChangeType | NoteType;
