import { TOTP, Secret } from 'otpauth';
import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

const NOBODY = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

let server: TestServer;
let hospital: Hospital;
let elsewhere: Hospital;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
  elsewhere = await server.given.board();
});

afterAll(() => server.close());

const asAdministrator = () => server.as(hospital.administrator);
let count = 0;
const newcomer = (change: object = {}) => ({
  email: `newcomer.${(count += 1)}@example.org`,
  name: 'Dr. Nora Newcomer',
  roles: ['specialist'],
  specialty: 'spine-surgery',
  password: 'paper boat on a slow river',
  ...change,
});

describe('registering a person', () => {
  it('gives them an account, an authenticator and a place in the trail', async () => {
    const { body, headers } = await asAdministrator()
      .post('/users', newcomer({ email: 'Nora@Example.org' }))
      .expect(201);

    expect(body).toMatchObject({
      email: 'nora@example.org',
      roles: ['specialist'],
      specialty: 'spine-surgery',
      isActive: true,
      version: 1,
    });
    expect(body.totp.uri).toMatch(/^otpauth:\/\/totp\/Consilium:/);
    expect(headers['etag']).toBe('"1"');
    expect(await server.auditOf({ entityId: body.id })).toEqual(['user.registered']);
  });

  it('lets them in, but sign nothing before they have chosen their own password', async () => {
    const dto = newcomer();
    const { body } = await asAdministrator().post('/users', dto).expect(201);
    const { email, password } = dto;
    const codeOf = (secret: string, steps: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: server.clock.now().getTime() + steps * 30_000,
      });

    const first = codeOf(body.totp.secret, -1);
    const signedIn = await server.nobody.post('/auth/login', { email, password, totp: first }).expect(200);
    const bearer = { authorization: `Bearer ${signedIn.body.accessToken}` };
    const purpose = 'sign-decision';
    const proving = { purpose, password, totp: codeOf(body.totp.secret, 0) };
    await server.nobody.post('/auth/step-up', proving, bearer).expect(409, 'password-is-initial');

    const newPassword = 'four words nobody says together';
    const change = { password, newPassword, totp: codeOf(body.totp.secret, 0) };
    const changed = await server.nobody.post('/auth/password', change, bearer).expect(200);

    const anew = { purpose, password: newPassword, totp: codeOf(changed.body.totp.secret, 0) };
    await server.nobody.post('/auth/step-up', anew, bearer).expect(200);
    const old = { email, password, totp: codeOf(body.totp.secret, 1) };
    await server.nobody.post('/auth/login', old).expect(401, 'sign-in-refused');
    expect(await server.auditOf({ actorId: body.id })).toContain('auth.password-changed');
  });

  it('happens once per Idempotency-Key, and shows the authenticator’s secret once', async () => {
    const dto = newcomer();
    const key = { 'idempotency-key': 'register-nora' };
    const first = await asAdministrator().post('/users', dto, key).expect(201);
    const again = await asAdministrator().post('/users', dto, key).expect(201);

    expect(again.body).toEqual({ ...first.body, totp: null });
    await asAdministrator().post('/users', newcomer(), key).expect(422, 'idempotency-key-reused');
    const stored = await server.look<{ answer: string }>('SELECT answer FROM clinical.stored_answer');
    expect(stored.map(({ answer }) => answer).join()).not.toContain(first.body.totp.secret);
  });

  it.each([
    ['an auditor with another role', { roles: ['auditor', 'coordinator'] }, 409, 'auditor-holds-no-other-role'],
    ['a specialist without a specialty', { specialty: undefined }, 400, 'specialty-missing'],
    ['an integration without scopes', { roles: ['integration'], specialty: undefined }, 400, 'scopes-mismatch'],
    ['scopes for a specialist', { scopes: ['case:read'] }, 400, 'scopes-mismatch'],
    ['a first password of eleven characters', { password: 'elevenchars' }, 400, 'invalid-body'],
    ['no role', { roles: [] }, 400, 'invalid-body'],
    ['an unknown role', { roles: ['owner'] }, 400, 'invalid-body'],
    ['an unknown field', { isActive: true }, 400, 'invalid-body'],
  ])('is refused with %s, and nothing remains', async (_, change, status, code) => {
    const dto = newcomer(change);

    await asAdministrator().post('/users', dto).expect(status, code);

    expect(await server.look('SELECT id FROM people.account WHERE email = $1', [dto.email])).toEqual([]);
  });

  it('is refused for an address that anybody in the installation has', async () => {
    await asAdministrator()
      .post('/users', newcomer({ email: elsewhere.chair.email }))
      .expect(409, 'email-taken');
  });
});

describe('the accounts', () => {
  it('are shown by name, a page at a time', async () => {
    const first = await asAdministrator().get('/users?limit=3').expect(200);
    const second = await asAdministrator().get(`/users?limit=3&cursor=${first.body.nextCursor}`).expect(200);

    const names = [...first.body.items, ...second.body.items].map(({ name }: { name: string }) => name);
    expect(names.slice(0, 6)).toEqual([
      'Ada Administrator',
      'Aldo Auditor',
      'Cora Coordinator',
      'Dr. Carl Chair',
      'Dr. Mia Oncology',
      'Dr. Nora Newcomer',
    ]);
  });

  it('are this organisation’s only: another’s are not there', async () => {
    await asAdministrator().get(`/users/${elsewhere.chair.id}`).expect(404, 'not-found');
    await asAdministrator().patch(`/users/${elsewhere.chair.id}`, { name: 'X' }, ifMatch(1)).expect(404, 'not-found');
    await asAdministrator().get(`/users/${NOBODY}`).expect(404, 'not-found');
  });

  it('change by version: a stale one is refused and a missing one asked for', async () => {
    const { body } = await asAdministrator().post('/users', newcomer()).expect(201);
    const path = `/users/${body.id}`;

    await asAdministrator().patch(path, { name: 'Dr. Nora Nova' }).expect(428, 'if-match-required');
    const changed = await asAdministrator().patch(path, { name: 'Dr. Nora Nova' }, ifMatch(1)).expect(200);
    expect(changed.body).toMatchObject({ name: 'Dr. Nora Nova', version: 2 });
    await asAdministrator().patch(path, { name: 'Dr. N. Nova' }, ifMatch(1)).expect(412, 'stale-version');

    expect(await server.auditOf({ entityId: body.id })).toEqual([
      'user.registered',
      'user.opened',
      'user.changed',
      'request.refused',
    ]);
  });

  it('cannot lose a board’s chair, nor an administrator themselves', async () => {
    const { chair, administrator } = hospital;

    await asAdministrator().patch(`/users/${chair.id}`, { isActive: false }, ifMatch(1)).expect(409, 'chair-must-sit');
    await asAdministrator()
      .patch(`/users/${administrator.id}`, { isActive: false }, ifMatch(1))
      .expect(409, 'cannot-lock-yourself-out');
  });
});

describe('a board', () => {
  it('is shown to who sits on it, with its seats, rules and parameters', async () => {
    const { body } = await server.as(hospital.coordinator).get(`/boards/${hospital.board.id}`).expect(200);

    expect(body).toMatchObject({
      name: 'Spine board',
      timeZone: 'Europe/Amsterdam',
      chairId: hospital.chair.id,
      requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
      signOffRule: {
        requiredSpecialties: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
        panelSpecialties: ['spine-surgery', 'radiation-oncology'],
        maxAcceptedDissents: 1,
      },
      parameters: { compressionMriHours: 24 },
      closedWeekdays: [6, 7],
      pendingChanges: [],
    });
    expect(body.members).toHaveLength(8);
    expect(body.members[0]).toEqual({
      userId: hospital.coordinator.id,
      name: 'Cora Coordinator',
      specialty: null,
      deputyIds: [],
    });
  });

  it('of another hospital, or one has no seat on, is not there', async () => {
    const second = await server.given.board({ organisation: hospital, name: 'Second board' });

    await server.as(hospital.coordinator).get(`/boards/${elsewhere.board.id}`).expect(404, 'not-found');
    await asAdministrator().get(`/boards/${elsewhere.board.id}`).expect(404, 'not-found');
    await server.as(hospital.coordinator).get(`/boards/${second.board.id}`).expect(404, 'not-found');

    const own = await server.as(hospital.coordinator).get('/boards').expect(200);
    expect(own.body.items.map(({ name }: { name: string }) => name)).toEqual(['Spine board']);
    const all = await server.as(hospital.auditor).get('/boards').expect(200);
    expect(all.body.items.map(({ name }: { name: string }) => name)).toEqual(['Second board', 'Spine board']);
  });

  it('changes its name, calendar and capacity at once', async () => {
    const { board } = await server.given.board({ organisation: hospital });
    const change = {
      name: 'Spine board East',
      closedWeekdays: [5, 6, 7],
      closedDays: ['2026-12-25'],
      capacityMinutes: 60,
    };

    const { body } = await asAdministrator().patch(`/boards/${board.id}`, change, ifMatch(1)).expect(200);

    expect(body).toMatchObject({ ...change, version: 2 });
    expect(await server.auditOf({ entityId: board.id })).toEqual(['board.founded', 'board.opened', 'board.changed']);
  });

  it.each([
    ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, 400, 'unknown-time-zone'],
    ['a chair without a seat', { chairId: NOBODY }, 409, 'chair-must-sit'],
    ['a day that does not exist', { closedDays: ['2026-02-30'] }, 400, 'invalid-body'],
    ['all seven days closed', { closedWeekdays: [1, 2, 3, 4, 5, 6, 7] }, 400, 'invalid-body'],
    ['parameters that bypass the chair', { parameters: { kpsDrop: 10 } }, 400, 'invalid-body'],
  ])('is not changed to %s', async (_, change, status, code) => {
    await asAdministrator().patch(`/boards/${hospital.board.id}`, change, ifMatch(1)).expect(status, code);
  });
});

describe('a board’s seats', () => {
  it('are given, changed and taken away, each with a version', async () => {
    const { board, pathologist, radiologist } = await server.given.board({ organisation: hospital });
    const nurse = await server.given.person(hospital, { name: 'Ned Nurse', roles: ['coordinator'], specialty: null });
    const members = `/boards/${board.id}/members`;

    const seat = { userId: nurse.id, specialty: null };
    const added = await asAdministrator().post(members, seat).expect(201);
    expect(added.body.members).toContainEqual({ ...seat, name: 'Ned Nurse', deputyIds: [] });
    await asAdministrator().delete(`${members}/${pathologist.id}`, ifMatch(2)).expect(200);
    const { body } = await asAdministrator().delete(`${members}/${radiologist.id}`, ifMatch(3)).expect(200);
    expect(body.members).toHaveLength(7);

    await server.as(pathologist).get(`/boards/${board.id}`).expect(404, 'not-found');
    await server.as(nurse).get(`/boards/${board.id}`).expect(200);
    expect(await server.auditOf({ entityId: board.id })).toEqual(
      expect.arrayContaining(['board.member-added', 'board.member-removed']),
    );
  });

  it('are stood in for by deputies of the same specialty', async () => {
    const { board, chair, spineSurgeon, radiologist } = await server.given.board({ organisation: hospital });
    const seat = `/boards/${board.id}/members/${spineSurgeon.id}`;

    await asAdministrator()
      .patch(seat, { deputyIds: [radiologist.id] }, ifMatch(1))
      .expect(409, 'unfit-deputy');
    await asAdministrator()
      .patch(seat, { deputyIds: [spineSurgeon.id] }, ifMatch(1))
      .expect(409, 'unfit-deputy');
    const { body } = await asAdministrator()
      .patch(seat, { deputyIds: [chair.id] }, ifMatch(1))
      .expect(200);

    expect(body.members).toContainEqual({
      userId: spineSurgeon.id,
      name: 'Dr. Sam Spine',
      specialty: 'spine-surgery',
      deputyIds: [chair.id],
    });
  });

  it('are refused to who does not fit', async () => {
    const { board, chair, coordinator, auditor } = hospital;
    const members = `/boards/${board.id}/members`;
    const seat = (userId: string, specialty: string | null) => asAdministrator().post(members, { userId, specialty });

    await seat(chair.id, 'spine-surgery').expect(409, 'already-seated');
    await seat(auditor.id, 'radiology').expect(409, 'unfit-for-seat');
    await seat(elsewhere.chair.id, 'spine-surgery').expect(409, 'unfit-for-seat');
    await seat(NOBODY, null).expect(409, 'unfit-for-seat');
    await asAdministrator().delete(`${members}/${chair.id}`, ifMatch(1)).expect(409, 'chair-must-sit');
    await asAdministrator().delete(`${members}/${NOBODY}`, ifMatch(1)).expect(404, 'not-found');
    await asAdministrator()
      .patch(`${members}/${coordinator.id}`, { specialty: 'radiology' }, ifMatch(1))
      .expect(409, 'unfit-for-seat');
    await asAdministrator().delete(`${members}/${coordinator.id}`, ifMatch(7)).expect(412, 'stale-version');
    await asAdministrator().delete(`${members}/${coordinator.id}`).expect(428, 'if-match-required');
  });
});

describe('a board’s rules', () => {
  const rules = {
    parameters: { compressionMriHours: 12, panelSpecialties: ['spine-surgery', 'radiology'] },
    maxAcceptedDissents: 0,
    reason: 'The national guideline asks for the MRI within 12 hours.',
  };

  it('wait for the chair, who confirms exactly what was entered with proof of identity', async () => {
    const { board, chair } = await server.given.board({ organisation: hospital });

    const entered = await asAdministrator().patch(`/boards/${board.id}`, { rules }, ifMatch(1)).expect(200);
    expect(entered.body.parameters.compressionMriHours).toBe(24);
    const [pending] = entered.body.pendingChanges;
    expect(pending).toMatchObject({ reason: rules.reason, enteredBy: hospital.administrator.id });

    const confirm = `/boards/${board.id}/parameters/${pending.id}/confirm`;
    const proof = await server.as(chair).prove('confirm-parameters', pending.digest);
    const { body } = await server.as(chair).post(confirm, { proof }, ifMatch(2)).expect(200);

    expect(body).toMatchObject({
      parameters: { compressionMriHours: 12, escc1c: 'ask', panelSpecialties: ['spine-surgery', 'radiology'] },
      signOffRule: { panelSpecialties: ['spine-surgery', 'radiology'], maxAcceptedDissents: 0 },
      pendingChanges: [],
      version: 3,
    });
    await server.as(chair).post(confirm, { proof }).expect(404, 'not-found');
    const changes = (await server.auditOf({ entityId: board.id })).filter((type) => type.startsWith('board.para'));
    expect(changes).toEqual(['board.parameters-entered', 'board.parameters-confirmed']);
  });

  it('are confirmed by nobody else, and not with another proof', async () => {
    const { board, chair, spineSurgeon } = await server.given.board({ organisation: hospital });
    const { body } = await asAdministrator().patch(`/boards/${board.id}`, { rules }, ifMatch(1)).expect(200);
    const [{ id, digest }] = body.pendingChanges;
    const confirm = `/boards/${board.id}/parameters/${id}/confirm`;

    const otherThing = await server.as(chair).prove('confirm-parameters', 'a'.repeat(64));
    await server.as(chair).post(confirm, { proof: otherThing }).expect(403, 'proof-required');
    const surgeons = await server.as(spineSurgeon).prove('confirm-parameters', digest);
    await server.as(spineSurgeon).post(confirm, { proof: surgeons }).expect(403, 'forbidden');
    await server.as(chair).post(confirm, { proof: surgeons }).expect(403, 'proof-required');
    await asAdministrator().post(confirm, { proof: surgeons }).expect(403, 'forbidden');
  });

  it.each([
    ['an MRI within 48 hours', { parameters: { compressionMriHours: 48 } }, '/rules/parameters/compressionMriHours'],
    ['a parameter that does not exist', { parameters: { colour: 'red' } }, '/rules/parameters/colour'],
    [
      'a panel of unknown specialties',
      { parameters: { panelSpecialties: ['spine-surgery', 'astrology'] } },
      '/rules/parameters/panelSpecialties',
    ],
    ['as many dissents as signatures', { maxAcceptedDissents: 3 }, '/maxAcceptedDissents'],
  ])('are not entered as %s', async (_, change, pointer) => {
    const entering = { rules: { ...change, reason: 'Because.' } };

    const { body } = await asAdministrator().patch(`/boards/${hospital.board.id}`, entering, ifMatch(1)).expect(400);

    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('are not entered without a reason', async () => {
    await asAdministrator()
      .patch(`/boards/${hospital.board.id}`, { rules: { maxAcceptedDissents: 0 } }, ifMatch(1))
      .expect(400, 'invalid-body');
  });
});
