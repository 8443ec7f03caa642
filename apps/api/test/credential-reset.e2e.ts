import { Secret, TOTP } from 'otpauth';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
});

afterAll(() => server.close());

async function newSurgeon(): Promise<Person> {
  const staff = { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' } as const;
  const surgeon = await server.given.person(hospital, staff);
  await server.as(surgeon).get('/auth/me').expect(200);
  return surgeon;
}

const reset = (who: Person, body: object = { reasonCode: 'authenticator-lost' }) =>
  server.as(hospital.administrator).post(`/users/${who.id}/credential/reset`, body);
const login = ({ email }: Person, password: string, totp: string) =>
  server.nobody.post('/auth/login', { email, password, totp });
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: server.clock.now().getTime() + steps * 30_000,
  });

describe('an authenticator that somebody lost', () => {
  it('is replaced by an administrator: the old one and every session are over, the password stays', async () => {
    const surgeon = await newSurgeon();

    const { body } = await reset(surgeon).expect(200);

    await server.as(surgeon).get('/auth/me').expect(401, 'session-ended');
    await login(surgeon, surgeon.password, surgeon.nextCode(server.clock)).expect(401, 'sign-in-refused');
    await login(surgeon, surgeon.password, codeOf(body.totp.secret)).expect(200);
    expect(await server.auditOf({ entityId: surgeon.id })).toContain('auth.credential-reset');
  });

  it('signs nothing before its owner has replaced what the administrator has seen', async () => {
    const surgeon = await newSurgeon();
    const { body } = await reset(surgeon).expect(200);
    const { password } = surgeon;
    const signedIn = await login(surgeon, password, codeOf(body.totp.secret, -1)).expect(200);
    const bearer = { authorization: `Bearer ${signedIn.body.accessToken}` };
    const proving = { purpose: 'sign-decision', password, totp: codeOf(body.totp.secret) };
    await server.nobody.post('/auth/step-up', proving, bearer).expect(409, 'password-is-initial');

    const newPassword = 'four words nobody says together';
    const change = { password, newPassword, totp: codeOf(body.totp.secret) };
    const { body: changed } = await server.nobody.post('/auth/password', change, bearer).expect(200);

    const anew = { purpose: 'sign-decision', password: newPassword, totp: codeOf(changed.totp.secret) };
    await server.nobody.post('/auth/step-up', anew, bearer).expect(200);
  });

  it('comes with a new password for whoever forgot theirs, and lifts a block', async () => {
    const surgeon = await newSurgeon();
    for (let attempt = 0; attempt < 5; attempt += 1) await login(surgeon, 'forgotten', '000000').expect(401);
    await login(surgeon, 'forgotten', '000000').expect(429, 'sign-in-blocked');
    const password = 'paper boat on a slow river';

    const { body } = await reset(surgeon, { reasonCode: 'password-forgotten', password }).expect(200);

    await login(surgeon, surgeon.password, codeOf(body.totp.secret)).expect(401, 'sign-in-refused');
    await login(surgeon, password, codeOf(body.totp.secret)).expect(200);
  });

  it('is replaced by nobody else, nor by administrators for themselves, nor across hospitals', async () => {
    const surgeon = await newSurgeon();
    const elsewhere = await server.given.board();
    const body = { reasonCode: 'authenticator-lost' };
    const path = `/users/${surgeon.id}/credential/reset`;

    await server.as(surgeon).post(path, body).expect(403);
    await server.as(hospital.chair).post(path, body).expect(403);
    await server.as(elsewhere.administrator).post(path, body).expect(404);
    await reset(hospital.administrator).expect(409, 'ask-another-administrator');
    await reset(surgeon, { reasonCode: 'because' }).expect(400, 'invalid-body');
    await server.as(surgeon).get('/auth/me').expect(200);
  });

  it('stays as it was when the last step fails', async () => {
    const surgeon = await newSurgeon();

    await whileFailing(server, { at: 'INSERT ON audit.event', when: `NEW.type = 'auth.credential-reset'` }, () =>
      reset(surgeon).expect(500, 'defect'),
    );

    await server.as(surgeon).get('/auth/me').expect(200);
    await login(surgeon, surgeon.password, surgeon.nextCode(server.clock)).expect(200);
  });

  it('is shown once, also under an Idempotency-Key', async () => {
    const surgeon = await newSurgeon();
    const path = `/users/${surgeon.id}/credential/reset`;
    const asked = () =>
      server
        .as(hospital.administrator)
        .post(path, { reasonCode: 'authenticator-lost' }, { 'idempotency-key': 'reset-once' })
        .expect(200);

    const first = await asked();
    const again = await asked();

    expect(again.body).toEqual({ totp: null });
    await login(surgeon, surgeon.password, codeOf(first.body.totp.secret)).expect(200);
  });
});

describe('a password', () => {
  it('that is a year old signs nothing more before it is replaced; a younger one does', async () => {
    const surgeon = await newSurgeon();
    const { password } = surgeon;
    const asOf = server.clock.now().toISOString();
    /** Signed in before the next code is shown, because codes are accepted in their order only. */
    const nextCode = async () => {
      await server.as(surgeon).get('/auth/me').expect(200);
      return surgeon.nextCode(server.clock);
    };
    const stepUp = async () =>
      server.as(surgeon).post('/auth/step-up', { purpose: 'break-glass', password, totp: await nextCode() });
    server.clock.advance({ days: 365 });
    expect((await stepUp()).status).toBe(200);
    server.clock.advance({ hours: 1 });

    expect((await stepUp()).body.code).toBe('password-too-old');
    const newPassword = 'four words nobody says together';
    const totp = await nextCode();
    const { body } = await server.as(surgeon).post('/auth/password', { password, totp, newPassword }).expect(200);
    const anew = { purpose: 'break-glass', password: newPassword, totp: codeOf(body.totp.secret) };
    await server.as(surgeon).post('/auth/step-up', anew).expect(200);
    server.clock.moveTo(asOf);
  });

  it('that is guessed at too often is told at once: in the trail, and in the log by the account’s id alone', async () => {
    const warnings: string[] = [];
    const listener = { log() {}, error() {}, fatal() {}, warn: (message: string) => warnings.push(message) };
    const replica = await startServer({ other: server, logger: listener });
    const surgeon = await newSurgeon();

    for (let attempt = 0; attempt < 5; attempt += 1) {
      const body = { email: surgeon.email, password: 'guess', totp: '000000' };
      await replica.nobody.post('/auth/login', body).expect(401, 'sign-in-refused');
    }

    expect(await server.auditOf({ actorId: surgeon.id })).toContain('auth.account-blocked');
    expect(warnings).toEqual([
      `5 attempts on account ${surgeon.id} of organisation ${hospital.organisationId} failed: it is blocked.`,
    ]);
    await replica.close();
  });
});
