import {
  ALL_PERMISSIONS,
  AuditorHoldsNoOtherRole,
  ROLES,
  grantsOf,
  requireValidRoles,
  roleMay,
  type Permission,
} from './permissions.js';

const _ = null;
type Cell = string | null;

/** The role table as a clinician would read it; the chair's column shows what a chair may first of all. */
// prettier-ignore
const EXPECTED: Readonly<Record<Permission, readonly [Cell, Cell, Cell, Cell, Cell, Cell]>> = {
  //                          coordinator     specialist                     chair            auditor         administrator   integration
  'patient:read':            ['organisation', 'organisation',                'organisation',  'organisation', _,              'scope'],
  'patient:search':          ['organisation', 'organisation',                'organisation',  'organisation', _,              'scope'],
  'patient:write':           ['organisation', 'organisation',                'organisation',  _,              _,              'scope'],
  'case:read':               ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'case:refer':              ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'case:accept':             ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'case:decline':            ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'case:ready':              ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'case:defer':              ['own-boards',   _,                             'chaired',       _,              _,              _],
  'case:relist':             ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'case:close':              ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'case:reopen':             ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'lane:raise':              ['own-boards',   'own-boards',                  'own-boards',    _,              _,              _],
  'lane:lower':              ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'assessment:read':         ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'assessment:record':       ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'readiness:waive':         ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'clock:stop':              ['own-boards',   'own-boards',                  'own-boards',    _,              _,              _],
  'treatment:read':          ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'treatment:record':        ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'meeting:read':            ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'meeting:manage':          ['own-boards',   _,                             'chaired',       _,              _,              _],
  'meeting:reply':           ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'series:manage':           ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'agenda:manage':           ['own-boards',   _,                             'chaired',       _,              _,              _],
  'attendance:mark':         ['own-boards',   _,                             'chaired',       _,              _,              _],
  'session:open-item':       ['own-boards',   _,                             'chaired',       _,              _,              _],
  'session:start':           [_,              _,                             'chaired',       _,              _,              _],
  'session:end':             [_,              _,                             'chaired',       _,              _,              _],
  'session:adjourn':         [_,              _,                             'chaired',       _,              _,              _],
  'plan:read':               ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              _],
  'plan:write':              [_,              'own-specialty',               'own-specialty', _,              _,              _],
  'decision:read':           ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'decision:draft':          ['own-boards',   'own-boards',                  'own-boards',    _,              _,              _],
  'decision:propose':        [_,              'panel-lead',                  'presiding',     _,              _,              _],
  'decision:propose-urgently': [_,            'panel-lead',                  'panel-lead',    _,              _,              _],
  'decision:override':       [_,              'panel-lead',                  'presiding',     _,              _,              _],
  'decision:ratify':         [_,              _,                             'presiding',     _,              _,              _],
  'decision:sign':           [_,              'own-specialty',               'own-specialty', _,              _,              _],
  'decision:return':         ['author',       'author',                      'chaired',       _,              _,              _],
  'decision:revise':         ['author',       'author-or-signing-specialty', 'chaired',       _,              _,              _],
  'decision:withdraw':       [_,              'signing-specialty',           'chaired',       _,              _,              _],
  'dissent:accept':          [_,              _,                             'chaired',       _,              _,              _],
  'recommendation:update':   ['own-boards',   'own-boards',                  'own-boards',    _,              _,              _],
  'letter:hand-out':         ['own-boards',   'own-boards',                  'own-boards',    _,              _,              _],
  'follow-up:read':          ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'follow-up:policy':        [_,              'own-boards',                  'own-boards',    _,              _,              _],
  'follow-up:level':         ['own-boards',   _,                             'board-chair',   _,              _,              _],
  'imaging:read':            ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              'scope'],
  'imaging:order':           [_,              'own-boards',                  'own-boards',    _,              _,              _],
  'imaging:book':            ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'imaging:perform':         ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'imaging:cancel':          ['own-boards',   'own-boards',                  'own-boards',    _,              _,              'scope'],
  'imaging:report':          [_,              'own-boards',                  'own-boards',    _,              _,              'scope'],
  'imaging:acknowledge':     [_,              'named',                       'named',         _,              _,              _],
  'imaging:reassign':        [_,              'named',                       'board-chair',   _,              _,              _],
  'history:read':            [_,              'own-actions',                 'board-chair',   'organisation', _,              _],
  'case:time-travel':        [_,              _,                             'board-chair',   'organisation', _,              _],
  'audit:read':              [_,              'own-actions',                 'board-chair',   'organisation', _,              _],
  'audit:export':            [_,              'own-actions',                 'board-chair',   'organisation', _,              _],
  'access-review:read':      [_,              'own-actions',                 'board-chair',   'organisation', _,              _],
  'audit:reconcile':         [_,              _,                             _,               'organisation', _,              _],
  'report:read':             ['own-boards',   'own-boards',                  'own-boards',    'organisation', _,              _],
  'break-glass:use':         ['organisation', 'organisation',                'organisation',  _,              _,              _],
  'break-glass:read':        [_,              _,                             _,               'organisation', _,              _],
  'break-glass:review':      [_,              _,                             _,               'organisation', _,              _],
  'user:read':               [_,              _,                             _,               _,              'organisation', _],
  'user:manage':             [_,              _,                             _,               _,              'organisation', _],
  'board:read':              ['own-boards',   'own-boards',                  'own-boards',    'organisation', 'organisation', 'scope'],
  'board:manage':            [_,              _,                             _,               _,              'organisation', _],
  'parameter:enter':         [_,              _,                             _,               _,              'organisation', _],
  'parameter:confirm':       [_,              _,                             'board-chair',   _,              _,              _],
  'notice:manage':           [_,              _,                             _,               _,              'organisation', _],
  'reply:deliver':           [_,              _,                             _,               _,              _,              'scope'],
  'erasure:read':            [_,              _,                             _,               'organisation', 'organisation', _],
  'erasure:ask':             [_,              _,                             _,               _,              'organisation', _],
  'erasure:approve':         [_,              _,                             _,               _,              'organisation', _],
};

describe('the role table', () => {
  it.each(ALL_PERMISSIONS)('says who may %s', (permission) => {
    expect(ROLES.map((role) => roleMay([role], permission))).toEqual(EXPECTED[permission]);
  });

  it('shows an administrator nothing clinical', () => {
    const administered = ALL_PERMISSIONS.filter((permission) => roleMay(['administrator'], permission));

    expect(administered).toEqual([
      'user:read',
      'user:manage',
      'board:read',
      'board:manage',
      'parameter:enter',
      'notice:manage',
      'erasure:read',
      'erasure:ask',
      'erasure:approve',
    ]);
  });

  it('lets an auditor read, export, reconcile and review, and change nothing', () => {
    const verbs = ALL_PERMISSIONS.filter((permission) => roleMay(['auditor'], permission)).map(
      (name) => name.split(':')[1],
    );

    expect(new Set(verbs)).toEqual(new Set(['read', 'search', 'time-travel', 'export', 'review', 'reconcile']));
  });

  it('gives a chair every right of a specialist too', () => {
    for (const permission of ALL_PERMISSIONS) {
      const specialist = grantsOf(['specialist'], permission).map(({ grant }) => grant);
      const chair = grantsOf(['chair'], permission).map(({ grant }) => grant);
      expect(chair).toEqual(expect.arrayContaining(specialist));
    }
  });

  it('adds up what several roles may, and says which role it is', () => {
    expect(grantsOf(['coordinator', 'chair'], 'decision:return')).toEqual([
      { role: 'coordinator', grant: 'author' },
      { role: 'chair', grant: 'chaired' },
      { role: 'chair', grant: 'author' },
    ]);
    expect(roleMay([], 'case:read')).toBeNull();
  });
});

describe('the roles of one account', () => {
  it('may be several', () => {
    expect(() => requireValidRoles(['coordinator', 'specialist', 'administrator'])).not.toThrow();
    expect(() => requireValidRoles(['auditor'])).not.toThrow();
    expect(() => requireValidRoles([])).not.toThrow();
  });

  it.each(['coordinator', 'specialist', 'chair', 'administrator', 'integration'] as const)(
    'are not auditor and %s together',
    (role) => {
      expect(() => requireValidRoles([role, 'auditor'])).toThrow(AuditorHoldsNoOtherRole);
    },
  );

  it('are told apart in the refusal', () => {
    expect(new AuditorHoldsNoOtherRole(['coordinator', 'chair']).message).toBe(
      'An auditor holds no other role. Take away coordinator and chair, or give the audit to somebody else.',
    );
  });
});
