import { rightsUnderGrant, type BreakGlassGrant } from './break-glass.js';
import { grantsOf, type Grant, type Permission, type Role, type RoleGrant } from './permissions.js';
import { Refusal } from './refusal.js';
import type { Specialty } from './specialties.js';

export const BOARD_ROLES = ['coordinator', 'specialist', 'chair'] as const satisfies readonly Role[];
export type BoardRole = (typeof BOARD_ROLES)[number];

/** A seat on a board. A coordinator may sit without a specialty. */
export interface Membership {
  readonly boardId: string;
  readonly role: BoardRole;
  readonly specialty: Specialty | null;
}

/** A standing deputyship: for whom one sits and signs, on which board and for which specialty. */
export interface Deputyship {
  readonly boardId: string;
  readonly specialty: Specialty;
  readonly forUserId: string;
}

/**
 * Who asks, as the database knows them now. `roles` are those of the account; a membership counts only while the
 * account still holds its role (a chair's, while it holds `specialist` or `chair`).
 */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
  readonly memberships: readonly Membership[];
  readonly deputyships?: readonly Deputyship[];
  /** What an integration was let in for. */
  readonly scopes?: readonly Permission[];
  /** The cases outside their boards that they broke the glass for, while it lasts. */
  readonly breakGlass?: readonly BreakGlassGrant[];
}

/** What of a record decides who may touch it. Leave out what it does not have; what is left out grants nothing. */
export interface RecordScope {
  readonly organisationId?: string;
  readonly boardId?: string;
  /** The case that it is, or belongs to: what somebody may have broken the glass for. */
  readonly caseId?: string;
  /** The chair of the meeting that the record is part of. */
  readonly meetingChairId?: string;
  /** For which specialty the act is done. */
  readonly specialty?: Specialty;
  /** The specialties on the emergency panel. Leave it out where there is no emergency. */
  readonly panel?: readonly Specialty[];
  readonly authorId?: string;
  /** The specialties that sign this revision. */
  readonly signingSpecialties?: readonly Specialty[];
  /** The person who must do it, who may be represented by a deputy. */
  readonly namedUserId?: string;
  /** Who did the thing recorded: an entry of the trail. */
  readonly doneBy?: string;
}

export type Verdict =
  | { readonly allowed: true; readonly actingAs: Role; readonly grant: Grant }
  | { readonly allowed: false; readonly reason: 'not-found' | 'forbidden' };

/**
 * Whether the route may be tried at all. Any specialist member may be named chair of a meeting, so a specialist passes
 * where a meeting's chair would; the record then says whether this one is.
 */
export function mayTry(actor: Actor, permission: Permission): boolean {
  const seated = actor.memberships.map(({ role }) => role).filter((role) => isBackedByAccount(actor, role));
  if (grantsOf([...actor.roles, ...seated], permission).length > 0) return true;

  const inMeetings = grantsOf(['chair'], permission).some(({ grant }) => grant === 'chaired' || grant === 'presiding');
  return inMeetings && isBackedByAccount(actor, 'specialist');
}

/**
 * Decides for one record. Of another organisation, or of a board the actor neither sits on nor may read, it is
 * `not-found`: one may not learn that it exists. Visible but beyond this actor's rights, it is `forbidden`.
 */
export function mayOnRecord(actor: Actor, permission: Permission, record: RecordScope): Verdict {
  if (record.organisationId !== undefined && record.organisationId !== actor.organisationId) {
    return { allowed: false, reason: 'not-found' };
  }
  const rights = [...grantsOf(rolesOn(actor, record), permission), ...rightsUnderGrant(actor, permission)];
  const right = rights.find((held) => REACHES[held.grant](actor, record, permission));
  if (right) return { allowed: true, actingAs: right.role, grant: right.grant };
  return { allowed: false, reason: mayKnowOf(actor, record) ? 'forbidden' : 'not-found' };
}

/**
 * Lets the act go on, and returns in which role the actor does it and how far the right reaches.
 * @throws NotFound where the actor may not know that the record exists
 * @throws Forbidden where the actor may know it and still not do this
 */
export function requireMay(actor: Actor, permission: Permission, record: RecordScope): RoleGrant {
  const verdict = mayOnRecord(actor, permission, record);
  if (verdict.allowed) return { role: verdict.actingAs, grant: verdict.grant };
  throw verdict.reason === 'not-found' ? new NotFound() : new Forbidden(permission);
}

/**
 * The boards on whose records somebody holds a permission, for a list that no single record decides: `null` for every board of the
 * organisation. A seat that the account no longer backs does not count, and neither does an integration's missing scope.
 * @throws Forbidden where there is none
 */
export function requireBoardsFor(actor: Actor, permission: Permission): readonly string[] | null {
  if (mayOnRecord(actor, permission, {}).allowed) return null;

  const known = [...actor.memberships, ...(actor.deputyships ?? [])].map(({ boardId }) => boardId);
  const boards = [...new Set(known)].filter((boardId) => mayOnRecord(actor, permission, { boardId }).allowed);
  if (boards.length === 0) throw new Forbidden(permission);
  return boards;
}

/** The live grant under which somebody meets a case; null where their own boards show it, or nothing does. */
export function grantFor(actor: Actor, { boardId, caseId }: RecordScope): BreakGlassGrant | null {
  if (caseId === undefined || seatsOn(actor, boardId).length + deputyshipsOn(actor, boardId).length > 0) return null;
  return actor.breakGlass?.find(({ caseIds }) => caseIds.includes(caseId)) ?? null;
}

/** The specialties of one's own specialist seats on a board. A coordinator's seat speaks for none. */
export function ownSpecialtiesOn(actor: Actor, boardId: string): readonly Specialty[] {
  const seats = seatsOn(actor, boardId).filter(({ role }) => role !== 'coordinator');
  return seats.flatMap(({ specialty }) => specialty ?? []);
}

/** Every specialty for which one may speak on a board: one's own, and those one deputises for. */
export function specialtiesOn(actor: Actor, boardId: string): readonly Specialty[] {
  const deputised = deputyshipsOn(actor, boardId).map(({ specialty }) => specialty);
  return [...new Set([...ownSpecialtiesOn(actor, boardId), ...deputised])];
}

/** For whom one may act as deputy on a board. Empty once the account is no specialist's any more. */
export function deputyshipsOn(actor: Actor, boardId: string | undefined): readonly Deputyship[] {
  if (!isBackedByAccount(actor, 'specialist')) return [];
  return (actor.deputyships ?? []).filter((deputyship) => deputyship.boardId === boardId);
}

/** It does not exist, or this person may not know that it does. The answer is the same. */
export class NotFound extends Refusal {
  readonly code = 'not-found';
  readonly kind = 'not-found';

  constructor(what = 'record') {
    super(`There is no such ${what} among those you may see. Check the address, or ask the board's coordinator.`);
  }
}

/** Known to this person, and beyond their rights. */
export class Forbidden extends Refusal {
  readonly code = 'forbidden';
  readonly kind = 'forbidden';

  constructor(readonly permission: Permission) {
    super(`Your role here does not include this (${permission}). Ask the board's chair or coordinator to do it.`);
  }
}

/** Roles that belong to an account and to no board. */
const ORGANISATION_ROLES: readonly Role[] = ['auditor', 'administrator', 'integration'];

/**
 * In which roles an actor meets a record. On a record of a board only the seats on that board count, so that a
 * coordinator of one board is nobody on another; a record of no board is met with every role of the account.
 */
function rolesOn(actor: Actor, record: RecordScope): readonly Role[] {
  const { boardId } = record;
  if (boardId === undefined) return actor.roles;
  return [
    ...actor.roles.filter((role) => ORGANISATION_ROLES.includes(role)),
    ...seatsOn(actor, boardId).map((seat) => seat.role),
    ...(deputyshipsOn(actor, boardId).length > 0 ? (['specialist'] as const) : []),
    ...(isMeetingChair(actor, record) ? (['chair'] as const) : []),
  ];
}

function seatsOn(actor: Actor, boardId: string | undefined): readonly Membership[] {
  return actor.memberships.filter((seat) => seat.boardId === boardId && isBackedByAccount(actor, seat.role));
}

/** A seat outlives the account's role in the database, never here. A chair is a specialist in the chair. */
function isBackedByAccount(actor: Actor, role: BoardRole): boolean {
  if (role === 'coordinator') return actor.roles.includes('coordinator');
  return actor.roles.includes('specialist') || actor.roles.includes('chair');
}

function isMeetingChair(actor: Actor, { meetingChairId }: RecordScope): boolean {
  return meetingChairId === actor.userId && isBackedByAccount(actor, 'chair');
}

function isBoardChair(actor: Actor, { boardId }: RecordScope): boolean {
  return seatsOn(actor, boardId).some(({ role }) => role === 'chair');
}

function speaksForOneOf(actor: Actor, { boardId }: RecordScope, specialties: readonly Specialty[] = []): boolean {
  return boardId !== undefined && specialtiesOn(actor, boardId).some((specialty) => specialties.includes(specialty));
}

function mayKnowOf(actor: Actor, record: RecordScope): boolean {
  if (record.boardId === undefined || actor.roles.includes('auditor')) return true;
  if (actor.scopes?.includes('case:read') || grantFor(actor, record)) return true;
  return rolesOn(actor, record).some((role) => !ORGANISATION_ROLES.includes(role));
}

type Reach = (actor: Actor, record: RecordScope, permission: Permission) => boolean;

/**
 * What each grant asks of one record. That the actor has a seat on the record's board is already settled: without one,
 * `rolesOn` finds no board role whose grant could be asked.
 */
const REACHES: Readonly<Record<Grant, Reach>> = {
  organisation: () => true,
  scope: (actor, _record, permission) => actor.scopes?.includes(permission) ?? false,
  'own-boards': (_actor, { boardId }) => boardId !== undefined,
  'board-chair': isBoardChair,
  chaired: (actor, record) => isBoardChair(actor, record) || isMeetingChair(actor, record),
  presiding: (actor, record) =>
    record.meetingChairId === undefined ? isBoardChair(actor, record) : isMeetingChair(actor, record),
  'own-specialty': (actor, record) => speaksForOneOf(actor, record, record.specialty && [record.specialty]),
  'panel-lead': (actor, record) => speaksForOneOf(actor, record, record.panel),
  author: (actor, { authorId }) => authorId === actor.userId,
  'signing-specialty': (actor, record) => speaksForOneOf(actor, record, record.signingSpecialties),
  'author-or-signing-specialty': (actor, record) =>
    record.authorId === actor.userId || speaksForOneOf(actor, record, record.signingSpecialties),
  named: (actor, { namedUserId, boardId }) =>
    namedUserId === actor.userId || deputyshipsOn(actor, boardId).some(({ forUserId }) => forUserId === namedUserId),
  'own-actions': (actor, { doneBy }) => doneBy === undefined || doneBy === actor.userId,
  'break-glass': (actor, record) => grantFor(actor, record) !== null,
  'break-glass-panel': (actor, record) => grantFor(actor, record) !== null && sitsAnywhereFor(actor, record.panel),
};

/** Whoever comes from outside the board speaks for the specialty of a seat of their own, on whichever board. */
function sitsAnywhereFor(actor: Actor, specialties: readonly Specialty[] = []): boolean {
  return actor.memberships
    .flatMap(({ boardId }) => ownSpecialtiesOn(actor, boardId))
    .some((own) => specialties.includes(own));
}
