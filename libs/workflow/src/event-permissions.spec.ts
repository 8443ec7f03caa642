import { CASE_TRANSITIONS } from './case-states.js';
import {
  CASE_EVENT_PERMISSIONS,
  IMAGING_EVENT_PERMISSIONS,
  MEETING_EVENT_PERMISSIONS,
  REVISION_ACTION_PERMISSIONS,
} from './event-permissions.js';
import { IMAGING_ORDER_TRANSITIONS } from './imaging-order-states.js';
import { MEETING_TRANSITIONS } from './meeting-states.js';
import { ROLES, roleMay, type Permission } from './permissions.js';
import { REVISION_ACTIONS } from './revision-states.js';

/** The role behind each name that a state table uses. */
const ROLE_OF: Readonly<Record<string, string>> = {
  'chair-of-meeting': 'chair',
  'panel-lead': 'specialist',
  'named-specialist-or-deputy': 'specialist',
};

const roleOf = (party: string) => ROLE_OF[party] ?? party;
const rolesWith = (permission: Permission): readonly string[] => ROLES.filter((role) => roleMay([role], permission));

describe('the state tables and the role table', () => {
  const rows = [
    ...CASE_TRANSITIONS.rows.map((row) => ({ ...row, permission: CASE_EVENT_PERMISSIONS[row.event] })),
    ...MEETING_TRANSITIONS.rows.map((row) => ({ ...row, permission: MEETING_EVENT_PERMISSIONS[row.event] })),
    ...IMAGING_ORDER_TRANSITIONS.rows.map((row) => ({ ...row, permission: IMAGING_EVENT_PERMISSIONS[row.event] })),
  ];

  it.each(rows)('agree on who may $event', ({ who, permission }) => {
    const people = who.filter((party) => party !== 'auto').map(roleOf);

    expect(permission === null).toBe(people.length === 0);
    if (permission) expect(rolesWith(permission)).toEqual(expect.arrayContaining(people));
  });

  it.each(rows.filter(({ permission, event }) => permission && event !== 'propose' && event !== 'decide-urgently'))(
    'let nobody $event whom the state table leaves out',
    ({ who, permission }) => {
      const named = who.map(roleOf);
      const asChair = named.includes('specialist') ? ['chair'] : [];

      expect([...named, ...asChair]).toEqual(expect.arrayContaining([...rolesWith(permission as Permission)]));
    },
  );

  it('know a permission for everything that is done with a revision', () => {
    expect(Object.keys(REVISION_ACTION_PERMISSIONS)).toEqual(Object.keys(REVISION_ACTIONS));
    expect(REVISION_ACTION_PERMISSIONS.reject).toBe('decision:ratify');
  });
});
