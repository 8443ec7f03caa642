/** What somebody may be asked or told, by what the mail must know beside its case or meeting: ids and codes only. */
export interface NoticeFacts {
  /** A decision was proposed, and waits for the signature of their specialty. */
  'signature-asked': { readonly decisionId: string };
  /** A decision that they proposed or wrote was returned, or recalled. */
  'decision-returned': { readonly decisionId: string };
  /** A provisional decision waits for the board. */
  'ratification-asked': { readonly decisionId: string };
  /** New evidence or time took a decided case back to the board. */
  'case-relisted': Nothing;
  /** A recommendation in force was given to them to see to. */
  'recommendation-assigned': { readonly recommendationId: string };
  /** Cases of a meeting wait for their specialty’s preliminary plan. */
  'plan-asked': { readonly itemIds: readonly string[] };
  /** An imaging report names them. */
  'report-to-acknowledge': { readonly orderId: string };
  /** Nobody acknowledged or performed what was due, and now it is theirs to see to. */
  'imaging-escalated': { readonly orderId: string };
  /** A case was raised to the emergency lane. */
  'emergency-raised': Nothing;
  /** Somebody reached cases outside their boards. */
  'break-glass-used': { readonly grantId: string };
  /** Somebody asked for a patient's erasure, or decided about it. */
  'erasure-asked': { readonly erasureId: string };
  'erasure-decided': { readonly erasureId: string };
  /** What awaits them today. */
  digest: { readonly counts: Readonly<Record<string, number>> };
  /** A meeting's calendar entry, as iCalendar: an invitation, a change of it, or its end. */
  'meeting-invitation': CalendarFacts;
  'meeting-cancelled': CalendarFacts;
}

type Nothing = Readonly<Record<string, never>>;

/** One state of a meeting's entry: the same however often it is sent. */
export interface CalendarFacts {
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: string;
  readonly minutes: number;
  readonly location: string | null;
  readonly boardName: string;
  readonly timeZone: string;
  readonly stampedAt: string;
  readonly reply: 'needs-action' | 'accepted' | 'declined' | 'tentative' | 'delegated';
}

export type NoticeKind = keyof NoticeFacts;

export const NOTICE_KINDS = [
  'signature-asked',
  'decision-returned',
  'ratification-asked',
  'case-relisted',
  'recommendation-assigned',
  'plan-asked',
  'report-to-acknowledge',
  'imaging-escalated',
  'emergency-raised',
  'break-glass-used',
  'erasure-asked',
  'erasure-decided',
  'digest',
  'meeting-invitation',
  'meeting-cancelled',
] as const satisfies readonly NoticeKind[];

/** What goes out in quiet hours too: a patient's clock does not wait for the morning. */
const URGENT: readonly NoticeKind[] = ['emergency-raised'];

export const isUrgentKind = (kind: NoticeKind): boolean => URGENT.includes(kind);

/** Something to tell several people. */
export type Notice = {
  [Kind in NoticeKind]: {
    readonly kind: Kind;
    readonly to: readonly string[];
    readonly facts: NoticeFacts[Kind];
    readonly boardId?: string;
    /** What the notice goes with when its patient is erased. */
    readonly caseId?: string;
    readonly meetingId?: string;
    /** Of something that is urgent only now and then. */
    readonly isUrgent?: boolean;
  };
}[NoticeKind];

export const NOTICE_STATES = ['waiting', 'handed-over', 'sent', 'failed', 'dropped'] as const;

/** waiting → handed-over (to the workers) → sent, failed, or dropped because nobody needs it any more. */
export type NoticeState = (typeof NOTICE_STATES)[number];

const STALE_AFTER_MILLISECONDS = 14 * 86_400_000;

/** What happened before then says nothing new by now: the person's digest still counts what awaits them. */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_AFTER_MILLISECONDS);
}

/** By what a job of the queue names its notice. */
export interface NoticeKey {
  readonly organisationId: string;
  readonly id: string;
}
