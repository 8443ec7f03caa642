import { Refusal } from './refusal.js';

export const ROLES = ['coordinator', 'specialist', 'chair', 'auditor', 'administrator', 'integration'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How far a permission reaches, from the widest to the narrowest. What each means for one record is decided in
 * `may-on-record.ts`.
 */
export type Grant =
  /** every record of the organisation */
  | 'organisation'
  /** what the integration's own scopes name */
  | 'scope'
  /** records of the boards one sits on, in this role */
  | 'own-boards'
  /** records of the board one chairs */
  | 'board-chair'
  /** records of the board one chairs, and of the meeting one chairs */
  | 'chaired'
  /** what only the person in the chair does: the meeting's chair where there is a meeting, else the board's */
  | 'presiding'
  /** on own boards, for the specialty one sits for or deputises for */
  | 'own-specialty'
  /** on own boards, in an emergency, when one's specialty is on the panel */
  | 'panel-lead'
  /** on own boards, what one wrote */
  | 'author'
  /** on own boards, what one's specialty signs */
  | 'signing-specialty'
  /** either of the two before */
  | 'author-or-signing-specialty'
  /** on own boards, where one is the person named, or that person's deputy */
  | 'named'
  /** on own boards, but only what one did oneself: the answer is filtered to it */
  | 'own-actions'
  /** for an hour, the cases one broke the glass for; never a cell of the table below (`break-glass.ts`) */
  | 'break-glass'
  /** the same, when one's specialty is on the emergency panel */
  | 'break-glass-panel';

type Row = Readonly<Partial<Record<Role, Grant>>>;

const BOARD_READERS = {
  coordinator: 'own-boards',
  specialist: 'own-boards',
  auditor: 'organisation',
  integration: 'scope',
} as const satisfies Row;

const IDENTITY_READERS = {
  coordinator: 'organisation',
  specialist: 'organisation',
  auditor: 'organisation',
  integration: 'scope',
} as const satisfies Row;

const RECORDERS = { coordinator: 'own-boards', specialist: 'own-boards', integration: 'scope' } as const satisfies Row;
const STEERING = { coordinator: 'own-boards', chair: 'board-chair' } as const satisfies Row;
const SESSION_STEERING = { coordinator: 'own-boards', chair: 'chaired' } as const satisfies Row;
const TRAIL_READERS = {
  specialist: 'own-actions',
  chair: 'board-chair',
  auditor: 'organisation',
} as const satisfies Row;

/**
 * The role table of the domain agreement, held once: the server enforces it per route and per record, the interface
 * greys out by it. A role that a row leaves out may not. A chair has every specialist right too (`ROLE_INCLUDES`), so
 * the chair's cell says only what a chair may beyond that.
 */
export const PERMISSIONS = {
  'patient:read': IDENTITY_READERS,
  'patient:search': IDENTITY_READERS,
  'patient:write': { coordinator: 'organisation', specialist: 'organisation', integration: 'scope' },

  'case:read': BOARD_READERS,
  'case:refer': RECORDERS,
  'case:accept': STEERING,
  'case:decline': STEERING,
  'case:ready': STEERING,
  'case:defer': SESSION_STEERING,
  'case:relist': STEERING,
  'case:close': STEERING,
  'case:reopen': STEERING,
  'lane:raise': { coordinator: 'own-boards', specialist: 'own-boards' },
  'lane:lower': STEERING,

  'assessment:read': BOARD_READERS,
  'assessment:record': RECORDERS,
  'readiness:waive': STEERING,
  'clock:stop': { coordinator: 'own-boards', specialist: 'own-boards' },
  'treatment:read': BOARD_READERS,
  'treatment:record': RECORDERS,

  'meeting:read': BOARD_READERS,
  'meeting:manage': SESSION_STEERING,
  // An integration answers for whoever answered by mail.
  'meeting:reply': RECORDERS,
  'series:manage': STEERING,
  'agenda:manage': SESSION_STEERING,
  'attendance:mark': SESSION_STEERING,
  'session:open-item': SESSION_STEERING,
  'session:start': { chair: 'chaired' },
  'session:end': { chair: 'chaired' },
  'session:adjourn': { chair: 'chaired' },

  'plan:read': { coordinator: 'own-boards', specialist: 'own-boards', auditor: 'organisation' },
  'plan:write': { specialist: 'own-specialty' },

  'decision:read': BOARD_READERS,
  'decision:draft': { coordinator: 'own-boards', specialist: 'own-boards' },
  'decision:propose': { specialist: 'panel-lead', chair: 'presiding' },
  'decision:propose-urgently': { specialist: 'panel-lead' },
  'decision:override': { specialist: 'panel-lead', chair: 'presiding' },
  'decision:ratify': { chair: 'presiding' },
  'decision:sign': { specialist: 'own-specialty' },
  'decision:return': { coordinator: 'author', specialist: 'author', chair: 'chaired' },
  'decision:revise': { coordinator: 'author', specialist: 'author-or-signing-specialty', chair: 'chaired' },
  'decision:withdraw': { specialist: 'signing-specialty', chair: 'chaired' },
  'dissent:accept': { chair: 'chaired' },
  'recommendation:update': { coordinator: 'own-boards', specialist: 'own-boards' },

  'letter:hand-out': { coordinator: 'own-boards', specialist: 'own-boards' },

  'follow-up:read': BOARD_READERS,
  'follow-up:policy': { specialist: 'own-boards' },
  'follow-up:level': STEERING,
  'imaging:read': BOARD_READERS,
  'imaging:order': { specialist: 'own-boards' },
  'imaging:book': RECORDERS,
  'imaging:perform': RECORDERS,
  'imaging:cancel': RECORDERS,
  'imaging:report': { specialist: 'own-boards', integration: 'scope' },
  'imaging:acknowledge': { specialist: 'named' },
  'imaging:reassign': { specialist: 'named', chair: 'board-chair' },

  'history:read': TRAIL_READERS,
  // What a specialist did is a list; a whole case at an instant cannot be cut down to it, so no specialist cell here.
  'case:time-travel': { chair: 'board-chair', auditor: 'organisation' },
  'audit:read': TRAIL_READERS,
  'audit:export': TRAIL_READERS,
  'access-review:read': TRAIL_READERS,
  'audit:reconcile': { auditor: 'organisation' },
  'report:read': { coordinator: 'own-boards', specialist: 'own-boards', auditor: 'organisation' },

  'break-glass:use': { coordinator: 'organisation', specialist: 'organisation' },
  'break-glass:read': { auditor: 'organisation' },
  'break-glass:review': { auditor: 'organisation' },

  'user:read': { administrator: 'organisation' },
  'user:manage': { administrator: 'organisation' },
  'board:read': { ...BOARD_READERS, administrator: 'organisation' },
  'board:manage': { administrator: 'organisation' },
  'parameter:enter': { administrator: 'organisation' },
  'parameter:confirm': { chair: 'board-chair' },
  'notice:manage': { administrator: 'organisation' },
  // What the hospital's mail server does with an answer to an invitation.
  'reply:deliver': { integration: 'scope' },
  'erasure:read': { administrator: 'organisation', auditor: 'organisation' },
  'erasure:ask': { administrator: 'organisation' },
  'erasure:approve': { administrator: 'organisation' },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** The rights that come with another role: a chair has every specialist right too. */
export const ROLE_INCLUDES: Readonly<Partial<Record<Role, readonly Role[]>>> = { chair: ['specialist'] };

/** Who is asking with which right: the role that acts, and how far it reaches. */
export interface RoleGrant {
  readonly role: Role;
  readonly grant: Grant;
}

/** Every right that these roles give for a permission, a role's own cell before an included role's. */
export function grantsOf(roles: readonly Role[], permission: Permission): readonly RoleGrant[] {
  const row: Row = PERMISSIONS[permission];
  return roles.flatMap((role) =>
    [role, ...(ROLE_INCLUDES[role] ?? [])].flatMap((source) => {
      const grant = row[source];
      return grant ? [{ role, grant }] : [];
    }),
  );
}

/** The first right that these roles give for a permission, or null. Says what a *role* may; a record decides more. */
export function roleMay(roles: readonly Role[], permission: Permission): Grant | null {
  return grantsOf(roles, permission)[0]?.grant ?? null;
}

/**
 * Whether this set of roles may be held by one account.
 * @throws AuditorHoldsNoOtherRole
 */
export function requireValidRoles(roles: readonly Role[]): void {
  const others = roles.filter((role) => role !== 'auditor');
  if (roles.includes('auditor') && others.length > 0) throw new AuditorHoldsNoOtherRole(others);
}

/** Whoever checks the record must not also make it. */
export class AuditorHoldsNoOtherRole extends Refusal {
  readonly code = 'auditor-holds-no-other-role';
  readonly kind = 'conflict';

  constructor(readonly otherRoles: readonly Role[]) {
    super(`An auditor holds no other role. Take away ${otherRoles.join(' and ')}, or give the audit to somebody else.`);
  }
}
