import { isReviewOverdue, reviewDueAt } from './break-glass.js';
import { Forbidden, grantFor, mayOnRecord, NotFound, requireMay, type Actor } from './may-on-record.js';
import { ALL_PERMISSIONS } from './permissions.js';

const GRANT = { id: 'grant', caseIds: ['case', 'older-case'] };

/** A spine surgeon of the children's board, who broke the glass for a case of the spine board. */
const holder: Actor = {
  organisationId: 'hospital',
  userId: 'hana',
  roles: ['specialist'],
  memberships: [{ boardId: 'children', role: 'specialist', specialty: 'spine-surgery' }],
  breakGlass: [GRANT],
};
const spineCase = { organisationId: 'hospital', boardId: 'spine', caseId: 'case' };

describe('a case outside one’s boards', () => {
  it('is opened by a live grant to reading, to the emergency lane and to nothing else', () => {
    const allowed = ALL_PERMISSIONS.filter(
      (permission) => mayOnRecord(holder, permission, { ...spineCase, panel: ['spine-surgery'] }).allowed,
    );

    expect(allowed).toEqual([
      'case:read',
      'lane:raise',
      'assessment:read',
      'treatment:read',
      'decision:read',
      'decision:propose-urgently',
      'follow-up:read',
      'imaging:read',
    ]);
  });

  it('is read in the role of the account, by the grant', () => {
    expect(requireMay(holder, 'case:read', spineCase)).toEqual({ role: 'specialist', grant: 'break-glass' });
    expect(requireMay({ ...holder, roles: ['coordinator'] }, 'case:read', spineCase)).toEqual({
      role: 'coordinator',
      grant: 'break-glass',
    });
  });

  it('is known to the holder, so that anything else is refused as such', () => {
    expect(() => requireMay(holder, 'case:accept', spineCase)).toThrow(Forbidden);
    expect(() => requireMay(holder, 'plan:read', spineCase)).toThrow(Forbidden);
    expect(() => requireMay(holder, 'decision:sign', spineCase)).toThrow(Forbidden);
  });

  it('does not exist for the holder of a grant for another case, of no grant, or in another organisation', () => {
    expect(() => requireMay(holder, 'case:read', { ...spineCase, caseId: 'another' })).toThrow(NotFound);
    expect(() => requireMay(holder, 'case:read', { boardId: 'spine' })).toThrow(NotFound);
    expect(() => requireMay({ ...holder, breakGlass: [] }, 'case:read', spineCase)).toThrow(NotFound);
    expect(() => requireMay(holder, 'case:read', { ...spineCase, organisationId: 'clinic' })).toThrow(NotFound);
  });

  it('is not opened to an account without a clinical role, whatever it holds', () => {
    for (const role of ['administrator', 'integration'] as const) {
      expect(() => requireMay({ ...holder, roles: [role] }, 'lane:raise', spineCase)).toThrow(Forbidden);
    }
  });

  it('is decided urgently by a specialist whose own seat, on whichever board, is for a specialty of the panel', () => {
    const may = (actor: Actor, panel: readonly 'spine-surgery'[] | readonly 'radiation-oncology'[]) =>
      mayOnRecord(actor, 'decision:propose-urgently', { ...spineCase, panel });

    expect(may(holder, ['spine-surgery'])).toEqual({
      allowed: true,
      actingAs: 'specialist',
      grant: 'break-glass-panel',
    });
    expect(may(holder, ['radiation-oncology'])).toEqual({ allowed: false, reason: 'forbidden' });
    expect(may({ ...holder, memberships: [] }, ['spine-surgery']).allowed).toBe(false);
    expect(may({ ...holder, roles: ['coordinator'] }, ['spine-surgery']).allowed).toBe(false);
  });
});

describe('the grant under which a case is met', () => {
  it('is the one that names it', () => {
    expect(grantFor(holder, spineCase)).toBe(GRANT);
    expect(grantFor(holder, { ...spineCase, caseId: 'another' })).toBeNull();
  });

  it('is none on one’s own boards, where one sits or deputises', () => {
    const deputy: Actor = {
      ...holder,
      deputyships: [{ boardId: 'spine', specialty: 'spine-surgery', forUserId: 'anna' }],
    };
    expect(grantFor(holder, { ...spineCase, boardId: 'children' })).toBeNull();
    expect(grantFor(deputy, spineCase)).toBeNull();
  });

  it('is still the grant where the account no longer backs the seat', () => {
    const was: Actor = { ...holder, memberships: [{ boardId: 'spine', role: 'coordinator', specialty: null }] };
    expect(grantFor(was, spineCase)).toBe(GRANT);
  });
});

describe('the review of a grant', () => {
  it('is due 72 hours after it was granted, and on time up to that instant', () => {
    expect(reviewDueAt('2026-03-02T08:00:00.000Z')).toBe('2026-03-05T08:00:00.000Z');
    expect(isReviewOverdue('2026-03-02T08:00:00.000Z', '2026-03-05T08:00:00.000Z')).toBe(false);
    expect(isReviewOverdue('2026-03-02T08:00:00.000Z', '2026-03-05T08:00:00.001Z')).toBe(true);
  });
});
