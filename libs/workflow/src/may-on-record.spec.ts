import {
  Forbidden,
  NotFound,
  mayOnRecord,
  mayTry,
  requireBoardsFor,
  requireMay,
  specialtiesOn,
  type Actor,
} from './may-on-record.js';
import type { Permission } from './permissions.js';

const inHospital = { organisationId: 'hospital', memberships: [] } as const;

const coordinator: Actor = {
  ...inHospital,
  userId: 'cora',
  roles: ['coordinator'],
  memberships: [{ boardId: 'spine', role: 'coordinator', specialty: null }],
};
const surgeon: Actor = {
  ...inHospital,
  userId: 'anna',
  roles: ['specialist'],
  memberships: [{ boardId: 'spine', role: 'specialist', specialty: 'spine-surgery' }],
};
const chair: Actor = {
  ...inHospital,
  userId: 'chris',
  roles: ['specialist', 'chair'],
  memberships: [
    { boardId: 'spine', role: 'chair', specialty: 'radiation-oncology' },
    { boardId: 'brain', role: 'specialist', specialty: 'radiation-oncology' },
  ],
};
const deputy: Actor = {
  ...inHospital,
  userId: 'dora',
  roles: ['specialist'],
  deputyships: [{ boardId: 'spine', specialty: 'spine-surgery', forUserId: 'anna' }],
};
const auditor: Actor = { ...inHospital, userId: 'otto', roles: ['auditor'] };
const administrator: Actor = { ...inHospital, userId: 'adam', roles: ['administrator'] };
const scanner: Actor = {
  ...inHospital,
  userId: 'ris',
  roles: ['integration'],
  scopes: ['imaging:report', 'case:read'],
};
const feeder: Actor = { ...inHospital, userId: 'lab', roles: ['integration'], scopes: ['assessment:record'] };

const spine = { boardId: 'spine' };
const brain = { boardId: 'brain' };
const NOT_FOUND = { allowed: false, reason: 'not-found' };
const FORBIDDEN = { allowed: false, reason: 'forbidden' };

describe('a record of a board', () => {
  it('is open to its members, each in the role of their seat', () => {
    expect(mayOnRecord(coordinator, 'case:read', spine)).toEqual({
      allowed: true,
      actingAs: 'coordinator',
      grant: 'own-boards',
    });
    expect(mayOnRecord(surgeon, 'case:read', spine)).toMatchObject({ actingAs: 'specialist' });
    expect(mayOnRecord(chair, 'case:read', spine)).toMatchObject({ actingAs: 'chair' });
    expect(mayOnRecord(deputy, 'case:read', spine)).toMatchObject({ actingAs: 'specialist' });
  });

  it('does not exist for members of other boards', () => {
    expect(mayOnRecord(surgeon, 'case:read', brain)).toEqual(NOT_FOUND);
    expect(mayOnRecord(coordinator, 'case:accept', brain)).toEqual(NOT_FOUND);
    expect(mayOnRecord(deputy, 'case:read', brain)).toEqual(NOT_FOUND);
  });

  it('is known to a member who still may not do this with it', () => {
    expect(mayOnRecord(surgeon, 'case:accept', spine)).toEqual(FORBIDDEN);
  });

  it('does not exist for another organisation', () => {
    expect(mayOnRecord(surgeon, 'case:read', { ...spine, organisationId: 'clinic' })).toEqual(NOT_FOUND);
    expect(mayOnRecord(surgeon, 'case:read', { ...spine, organisationId: 'hospital' })).toMatchObject({
      allowed: true,
    });
  });

  it('can be read, not changed, by an auditor', () => {
    expect(mayOnRecord(auditor, 'case:read', brain)).toMatchObject({ allowed: true, grant: 'organisation' });
    expect(mayOnRecord(auditor, 'case:accept', brain)).toEqual(FORBIDDEN);
  });

  it('does not exist for an administrator unless it is the board itself', () => {
    expect(mayOnRecord(administrator, 'case:read', spine)).toEqual(NOT_FOUND);
    expect(mayOnRecord(administrator, 'board:manage', spine)).toMatchObject({ actingAs: 'administrator' });
  });

  it('is open to an integration for what its scopes name', () => {
    expect(mayOnRecord(scanner, 'imaging:report', spine)).toMatchObject({ actingAs: 'integration', grant: 'scope' });
    expect(mayOnRecord(scanner, 'imaging:book', spine)).toEqual(FORBIDDEN);
    expect(mayOnRecord(feeder, 'case:read', spine)).toEqual(NOT_FOUND);
    expect(mayOnRecord({ ...feeder, scopes: undefined }, 'assessment:record', spine)).toEqual(NOT_FOUND);
  });

  it('is not reached by a seat whose role the account has lost', () => {
    expect(mayOnRecord({ ...surgeon, roles: [] }, 'case:read', spine)).toEqual(NOT_FOUND);
    expect(mayOnRecord({ ...coordinator, roles: ['specialist'] }, 'case:read', spine)).toEqual(NOT_FOUND);
    expect(mayOnRecord({ ...deputy, roles: [] }, 'case:read', spine)).toEqual(NOT_FOUND);
  });

  it('is reached by a board’s chair whose account is a specialist’s', () => {
    expect(mayOnRecord({ ...chair, roles: ['specialist'] }, 'case:accept', spine)).toMatchObject({ actingAs: 'chair' });
  });

  it('grants nothing to who forgets to say which board it is of', () => {
    expect(mayOnRecord(coordinator, 'case:read', {})).toEqual(FORBIDDEN);
    expect(mayOnRecord(surgeon, 'decision:sign', { specialty: 'spine-surgery' })).toEqual(FORBIDDEN);
  });
});

describe('the chair', () => {
  const meeting = { boardId: 'spine', meetingChairId: 'anna' };

  it.each<{ permission: Permission; who: Actor; record: object; allowed: boolean; why: string }>([
    { permission: 'case:accept', who: chair, record: spine, allowed: true, why: 'of the board' },
    { permission: 'case:accept', who: chair, record: brain, allowed: false, why: 'of another board' },
    { permission: 'case:accept', who: surgeon, record: meeting, allowed: false, why: 'of a meeting only' },
    { permission: 'agenda:manage', who: surgeon, record: meeting, allowed: true, why: 'of the meeting' },
    { permission: 'agenda:manage', who: chair, record: meeting, allowed: true, why: 'of the board' },
    { permission: 'agenda:manage', who: deputy, record: meeting, allowed: false, why: 'of nothing' },
    { permission: 'decision:propose', who: surgeon, record: meeting, allowed: true, why: 'who presides' },
    { permission: 'decision:propose', who: chair, record: meeting, allowed: false, why: 'while another presides' },
    { permission: 'decision:propose', who: chair, record: spine, allowed: true, why: 'outside a meeting' },
    { permission: 'decision:ratify', who: surgeon, record: spine, allowed: false, why: 'of no meeting' },
    { permission: 'parameter:confirm', who: chair, record: spine, allowed: true, why: 'of the board' },
    { permission: 'parameter:confirm', who: surgeon, record: meeting, allowed: false, why: 'of a meeting only' },
  ])('$why: $permission is allowed: $allowed', ({ permission, who, record, allowed }) => {
    expect(mayOnRecord(who, permission, record).allowed).toBe(allowed);
  });

  it('of a meeting acts as chair there', () => {
    expect(requireMay(surgeon, 'decision:propose', meeting)).toEqual({ role: 'chair', grant: 'presiding' });
  });
});

describe('what a specialist does for a specialty', () => {
  it('is done for the own one, or the one deputised for', () => {
    const surgery = { ...spine, specialty: 'spine-surgery' as const };

    expect(mayOnRecord(surgeon, 'decision:sign', surgery)).toMatchObject({ allowed: true });
    expect(mayOnRecord(deputy, 'decision:sign', surgery)).toMatchObject({ allowed: true });
    expect(mayOnRecord(chair, 'decision:sign', surgery)).toEqual(FORBIDDEN);
    expect(mayOnRecord(surgeon, 'decision:sign', spine)).toEqual(FORBIDDEN);
  });

  it('is not done from a coordinator’s seat', () => {
    const nurse: Actor = {
      ...coordinator,
      roles: ['coordinator', 'specialist'],
      memberships: [{ boardId: 'spine', role: 'coordinator', specialty: 'nursing' }],
    };

    expect(specialtiesOn(nurse, 'spine')).toEqual([]);
    expect(mayOnRecord(nurse, 'plan:write', { ...spine, specialty: 'nursing' })).toEqual(FORBIDDEN);
  });

  it('is not done from a seat without one', () => {
    const lay: Actor = { ...surgeon, memberships: [{ boardId: 'spine', role: 'specialist', specialty: null }] };

    expect(specialtiesOn(lay, 'spine')).toEqual([]);
  });

  it('names each specialty once', () => {
    const both: Actor = { ...surgeon, deputyships: deputy.deputyships };

    expect(specialtiesOn(both, 'spine')).toEqual(['spine-surgery']);
  });

  it('includes an urgent decision when the specialty is on the panel', () => {
    const panel = ['spine-surgery', 'radiation-oncology'] as const;

    expect(mayOnRecord(surgeon, 'decision:propose-urgently', { ...spine, panel })).toMatchObject({
      grant: 'panel-lead',
    });
    expect(mayOnRecord(surgeon, 'decision:propose-urgently', { ...spine, panel: ['radiology'] })).toEqual(FORBIDDEN);
    expect(mayOnRecord(surgeon, 'decision:propose', spine)).toEqual(FORBIDDEN);
  });
});

describe('a revision', () => {
  const signingSpecialties = ['medical-oncology', 'spine-surgery'] as const;

  it('is revised by its author, a signing specialty or the chair', () => {
    expect(mayOnRecord(coordinator, 'decision:revise', { ...spine, authorId: 'cora' })).toMatchObject({
      grant: 'author',
    });
    expect(mayOnRecord(coordinator, 'decision:revise', { ...spine, authorId: 'anna' })).toEqual(FORBIDDEN);
    expect(mayOnRecord(surgeon, 'decision:revise', { ...spine, authorId: 'anna' })).toMatchObject({ allowed: true });
    expect(mayOnRecord(surgeon, 'decision:revise', { ...spine, signingSpecialties })).toMatchObject({ allowed: true });
    expect(mayOnRecord(surgeon, 'decision:revise', { ...spine, authorId: 'cora' })).toEqual(FORBIDDEN);
    expect(mayOnRecord(chair, 'decision:revise', { ...spine, authorId: 'cora' })).toMatchObject({ grant: 'chaired' });
  });

  it('is withdrawn by a signing specialty or the chair, not by its author as such', () => {
    expect(mayOnRecord(surgeon, 'decision:withdraw', { ...spine, signingSpecialties })).toMatchObject({
      allowed: true,
    });
    expect(mayOnRecord(surgeon, 'decision:withdraw', { ...spine, authorId: 'anna' })).toEqual(FORBIDDEN);
    expect(mayOnRecord(chair, 'decision:withdraw', spine)).toMatchObject({ grant: 'chaired' });
  });
});

describe('what names a person', () => {
  it('is done by the named specialist or a deputy of theirs', () => {
    const report = { ...spine, namedUserId: 'anna' };

    expect(mayOnRecord(surgeon, 'imaging:acknowledge', report)).toMatchObject({ grant: 'named' });
    expect(mayOnRecord(deputy, 'imaging:acknowledge', report)).toMatchObject({ grant: 'named' });
    expect(mayOnRecord(chair, 'imaging:acknowledge', report)).toEqual(FORBIDDEN);
  });

  it('is handed on by that specialist, a deputy, or the board’s chair', () => {
    const report = { ...spine, namedUserId: 'anna' };

    expect(mayOnRecord(surgeon, 'imaging:reassign', report)).toMatchObject({ grant: 'named' });
    expect(mayOnRecord(deputy, 'imaging:reassign', report)).toMatchObject({ grant: 'named' });
    expect(mayOnRecord(chair, 'imaging:reassign', report)).toMatchObject({ grant: 'board-chair' });
  });
});

describe('the trail of a case', () => {
  it('shows a specialist the own actions, the chair all of the board’s, an auditor everything', () => {
    expect(requireMay(surgeon, 'history:read', spine)).toEqual({ role: 'specialist', grant: 'own-actions' });
    expect(requireMay(chair, 'history:read', spine)).toEqual({ role: 'chair', grant: 'board-chair' });
    expect(requireMay(auditor, 'history:read', brain)).toEqual({ role: 'auditor', grant: 'organisation' });
  });

  it('keeps what others did from a specialist', () => {
    expect(mayOnRecord(surgeon, 'audit:read', { doneBy: 'anna' })).toMatchObject({ grant: 'own-actions' });
    expect(mayOnRecord(surgeon, 'audit:read', { doneBy: 'chris' })).toEqual(FORBIDDEN);
  });
});

describe('an act', () => {
  it('is refused as not found, or as forbidden, with what to do', () => {
    expect(() => requireMay(surgeon, 'case:read', brain)).toThrow(NotFound);
    expect(() => requireMay(surgeon, 'case:accept', spine)).toThrow(Forbidden);
    expect(new NotFound('case').message).toBe(
      "There is no such case among those you may see. Check the address, or ask the board's coordinator.",
    );
    expect(new Forbidden('case:accept').message).toBe(
      "Your role here does not include this (case:accept). Ask the board's chair or coordinator to do it.",
    );
  });
});

describe('a route', () => {
  it.each<{ who: Actor; permission: Permission; may: boolean }>([
    { who: coordinator, permission: 'case:accept', may: true },
    { who: surgeon, permission: 'case:accept', may: false },
    { who: surgeon, permission: 'decision:ratify', may: true },
    { who: surgeon, permission: 'session:start', may: true },
    { who: coordinator, permission: 'session:start', may: false },
    { who: auditor, permission: 'decision:ratify', may: false },
    { who: { ...chair, roles: ['specialist'] }, permission: 'case:accept', may: true },
    { who: { ...chair, roles: [] }, permission: 'case:accept', may: false },
    { who: administrator, permission: 'case:read', may: false },
  ])('of $permission may be tried by $who.roles: $may', ({ who, permission, may }) => {
    expect(mayTry(who, permission)).toBe(may);
  });
});

describe('a list of records', () => {
  it('holds those of the boards one sits on or deputises for, in a role that the account still has', () => {
    expect(requireBoardsFor(chair, 'case:read')).toEqual(['spine', 'brain']);
    expect(requireBoardsFor(deputy, 'case:read')).toEqual(['spine']);
    const coordinatedOnce = { boardId: 'lung', role: 'coordinator', specialty: null } as const;
    const memberships = [...chair.memberships, coordinatedOnce];
    expect(requireBoardsFor({ ...chair, memberships }, 'case:read')).toEqual(['spine', 'brain']);
  });

  it('holds those of every board for auditors, and for integrations whose scopes name it', () => {
    expect(requireBoardsFor(auditor, 'case:read')).toBeNull();
    expect(requireBoardsFor(scanner, 'case:read')).toBeNull();
  });

  it('is refused to an integration without that scope, and to whoever has no seat', () => {
    expect(() => requireBoardsFor(feeder, 'case:read')).toThrow(Forbidden);
    expect(() => requireBoardsFor(administrator, 'case:read')).toThrow(Forbidden);
    expect(() => requireBoardsFor({ ...surgeon, memberships: [] }, 'case:read')).toThrow(Forbidden);
  });
});
