import { SignJWT } from 'jose';
import { Environment } from '../src/environment.js';
import { ifMatch } from './support/client.js';
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

const login = (person: Person) => {
  const { email, password } = person;
  return server.nobody.post('/auth/login', { email, password, totp: person.nextCode(server.clock) });
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const newSurgeon = () =>
  server.given.person(hospital, { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' });

/** The one Set-Cookie of an answer, and the pair to send back. */
function cookieOf({ headers }: { headers: { 'set-cookie'?: string | string[] } }) {
  const text = String(headers['set-cookie']);
  return { text, cookie: text.split(';')[0]! };
}

describe('an access token', () => {
  const tokenWith = (
    claims: object,
    { alg = 'HS256', key = server.app.get(Environment).tokenSecret, aud = 'consilium-api' } = {},
  ) =>
    new SignJWT({
      org: hospital.organisationId,
      sid: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07',
      roles: ['administrator'],
      amr: ['pwd'],
      ...claims,
    })
      .setProtectedHeader({ alg })
      .setSubject(hospital.administrator.id)
      .setIssuer('consilium')
      .setAudience(aud)
      .setExpirationTime(Math.floor(server.clock.now().getTime() / 1000) + 600)
      .sign(Buffer.from(key));

  it('is over after ten minutes', async () => {
    const { body } = await login(hospital.radiologist).expect(200);

    server.clock.advance({ minutes: 9, seconds: 59 });
    await server.nobody.get('/auth/me', bearer(body.accessToken)).expect(200);
    server.clock.advance({ seconds: 1 });
    await server.nobody.get('/auth/me', bearer(body.accessToken)).expect(401, 'not-signed-in');
  });

  it('is required', async () => {
    const { headers } = await server.nobody.get('/auth/me').expect(401, 'not-signed-in');

    expect(headers['www-authenticate']).toBe('Bearer');
  });

  it('of another key, audience or algorithm is none', async () => {
    await server.nobody
      .get('/auth/me', bearer(await tokenWith({}, { key: 'x'.repeat(44) })))
      .expect(401, 'not-signed-in');
    await server.nobody.get('/auth/me', bearer(await tokenWith({}, { aud: 'another' }))).expect(401, 'not-signed-in');
    await server.nobody.get('/auth/me', bearer(await tokenWith({}, { alg: 'HS384' }))).expect(401, 'not-signed-in');
    await server.nobody.get('/auth/me', bearer('eyJhbGciOiJub25lIn0.e30.')).expect(401, 'not-signed-in');
    await server.nobody.get('/auth/me', { authorization: 'Basic Y2hhaXI6eA==' }).expect(401, 'not-signed-in');
  });

  it('of a session that does not exist opens nothing', async () => {
    await server.nobody.get('/auth/me', bearer(await tokenWith({}))).expect(401, 'session-ended');
  });
});

describe('a refresh cookie', () => {
  const refresh = (cookie: string, headers = {}) =>
    server.nobody.post('/auth/refresh', undefined, { cookie, ...headers });

  it('is out of reach of scripts and other sites', async () => {
    const { text } = cookieOf(await login(hospital.pathologist).expect(200));

    expect(text).toMatch(/^consilium_refresh=[\w-]{43}; /);
    expect(text).toContain('Path=/api/v1/auth');
    expect(text).toContain('HttpOnly');
    expect(text).toContain('SameSite=Strict');
  });

  it('gives a new pair, again and again', async () => {
    const first = cookieOf(await login(hospital.pathologist).expect(200));
    const second = await refresh(first.cookie).expect(200);
    const third = await refresh(cookieOf(second).cookie).expect(200);

    await server.nobody.get('/auth/me', bearer(third.body.accessToken)).expect(200);
  });

  it('that is used twice ends the session for both who hold it', async () => {
    const surgeon = await newSurgeon();
    const stolen = cookieOf(await login(surgeon).expect(200));
    const owner = await refresh(stolen.cookie).expect(200);

    await refresh(stolen.cookie).expect(401, 'refresh-refused');

    await server.nobody.get('/auth/me', bearer(owner.body.accessToken)).expect(401, 'session-ended');
    await refresh(cookieOf(owner).cookie).expect(401, 'session-ended');
    expect(await server.auditOf({ actorId: surgeon.id })).toContain('auth.session-ended');
  });

  it('that is used twice at the same moment serves one of them at most', async () => {
    const { cookie } = cookieOf(await login(await newSurgeon()).expect(200));

    const answers = await Promise.all([refresh(cookie), refresh(cookie)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('is worth nothing after twelve hours', async () => {
    let { cookie } = cookieOf(await login(hospital.pathologist).expect(200));
    for (let halfHour = 0; halfHour < 23; halfHour += 1) {
      server.clock.advance({ minutes: 30, seconds: -1 });
      ({ cookie } = cookieOf(await refresh(cookie).expect(200)));
    }
    server.clock.advance({ minutes: 29, seconds: 23 });

    const last = await refresh(cookie).expect(200);
    expect(last.body.expiresIn).toBe(60);
    ({ cookie } = cookieOf(last));
    server.clock.advance({ minutes: 1 });

    await refresh(cookie).expect(401, 'refresh-refused');
  });

  it('is worth nothing when nobody has used it for half an hour', async () => {
    const { cookie } = cookieOf(await login(hospital.pathologist).expect(200));
    const { cookie: left } = cookieOf(await login(hospital.pathologist).expect(200));
    server.clock.advance({ minutes: 29, seconds: 59 });
    await refresh(cookie).expect(200);
    server.clock.advance({ seconds: 1 });

    await refresh(left).expect(401, 'refresh-refused');
  });

  it('is not taken from another site’s page, nor from nobody', async () => {
    const { cookie } = cookieOf(await login(hospital.pathologist).expect(200));

    await refresh(cookie, { 'sec-fetch-site': 'cross-site' }).expect(403, 'cross-site-request');
    await refresh('consilium_refresh=made-up').expect(401, 'refresh-refused');
    await server.nobody.post('/auth/refresh').expect(401, 'refresh-refused');
    await refresh(cookie, { 'sec-fetch-site': 'same-origin' }).expect(200);
  });
});

describe('signing out', () => {
  it('ends the session at once', async () => {
    const surgeon = await newSurgeon();
    const signedIn = await login(surgeon).expect(200);
    const { cookie } = cookieOf(signedIn);

    const out = await server.nobody.post('/auth/logout', undefined, bearer(signedIn.body.accessToken)).expect(204);

    expect(cookieOf(out).text).toContain('consilium_refresh=;');
    await server.nobody.get('/auth/me', bearer(signedIn.body.accessToken)).expect(401, 'session-ended');
    await server.nobody.post('/auth/refresh', undefined, { cookie }).expect(401, 'session-ended');
    expect(await server.auditOf({ actorId: surgeon.id })).toContain('auth.signed-out');
  });

  it('leaves the other sessions of the same person alone', async () => {
    const surgeon = await newSurgeon();
    const here = await login(surgeon).expect(200);
    const there = await login(surgeon).expect(200);

    await server.nobody.post('/auth/logout', undefined, bearer(here.body.accessToken)).expect(204);

    await server.nobody.get('/auth/me', bearer(there.body.accessToken)).expect(200);
  });
});

describe('a deactivated account', () => {
  it('is out at once, its tokens, its password and after its return its old session too', async () => {
    const surgeon = await newSurgeon();
    const signedIn = await login(surgeon).expect(200);
    const { cookie } = cookieOf(signedIn);
    const administrator = server.as(hospital.administrator);

    await administrator.patch(`/users/${surgeon.id}`, { isActive: false }, ifMatch(1)).expect(200);

    await server.nobody.get('/auth/me', bearer(signedIn.body.accessToken)).expect(401, 'session-ended');
    await server.nobody.post('/auth/refresh', undefined, { cookie }).expect(401, 'refresh-refused');
    await login(surgeon).expect(401, 'sign-in-refused');

    await administrator.patch(`/users/${surgeon.id}`, { isActive: true }, ifMatch(2)).expect(200);
    await server.nobody.get('/auth/me', bearer(signedIn.body.accessToken)).expect(401, 'session-ended');
    await login(surgeon).expect(200);
  });
});
