import { TOTP } from 'otpauth';
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

/** A code is used up only where it is to be judged. */
const login = (person: Person, change: Record<string, unknown> = {}) =>
  server.nobody.post('/auth/login', {
    email: person.email,
    password: person.password,
    totp: 'totp' in change || 'password' in change ? undefined : person.nextCode(server.clock),
    ...change,
  });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const newSurgeon = () =>
  server.given.person(hospital, { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' });

describe('signing in', () => {
  it('shows a chair who they are and where they sit', async () => {
    const { chair, board } = hospital;

    const { body } = await login(chair).expect(200);

    expect(body).toMatchObject({
      expiresIn: 600,
      user: {
        id: chair.id,
        name: 'Dr. Carl Chair',
        email: chair.email,
        roles: ['specialist', 'chair'],
        memberships: [{ boardId: board.id, role: 'chair', specialty: 'spine-surgery' }],
      },
    });
    const me = await server.nobody.get('/auth/me', bearer(body.accessToken)).expect(200);
    expect(me.body).toEqual(body.user);
  });

  it('takes an email in any case, and leaves its events in the trail', async () => {
    const surgeon = await newSurgeon();

    await login(surgeon, { email: surgeon.email.toUpperCase() }).expect(200);

    expect(await server.auditOf({ actorId: surgeon.id })).toEqual(['auth.signing-in', 'auth.signed-in']);
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const surgeon = await newSurgeon();

    const wrong = await login(surgeon, { password: 'not the password' }).expect(401, 'sign-in-refused');
    const unknown = await login(surgeon, { email: 'nobody@example.org' }).expect(401, 'sign-in-refused');

    const { requestId: _, ...said } = wrong.body;
    expect(unknown.body).toMatchObject(said);
    expect(wrong.headers['www-authenticate']).toBe('Bearer');
    expect(await server.auditOf({ actorId: surgeon.id })).toEqual(['auth.signing-in', 'auth.sign-in-failed']);
  });

  it('answers both at the same time: no sooner than a set moment', async () => {
    const slow = await startServer({ other: server, tuning: { refusalAfter: 150 } });
    const password = 'not the password';
    const refusedAfter = async (email: string) => {
      const began = performance.now();
      await slow.nobody.post('/auth/login', { email, password }).expect(401, 'sign-in-refused');
      return performance.now() - began;
    };

    expect(await refusedAfter(hospital.radiologist.email)).toBeGreaterThanOrEqual(149);
    expect(await refusedAfter('somebody.else@example.org')).toBeGreaterThanOrEqual(149);
    await slow.close();
  });

  it('asks for the code only who knows the password', async () => {
    const surgeon = await newSurgeon();

    await login(surgeon, { totp: undefined }).expect(401, 'totp-required');
    await login(surgeon, { totp: undefined, password: 'not the password' }).expect(401, 'sign-in-refused');
    await login(surgeon).expect(200);
  });

  it('accepts a code once', async () => {
    const surgeon = await newSurgeon();
    const totp = surgeon.nextCode(server.clock);

    await login(surgeon, { totp }).expect(200);
    await login(surgeon, { totp }).expect(401, 'sign-in-refused');
    await login(surgeon).expect(200);
  });

  it.each([
    ['one step old', -30_000, 200],
    ['two steps old', -60_000, 401],
    ['one step early', 30_000, 200],
    ['two steps early', 60_000, 401],
  ])('judges a code that is %s', async (_, offset, status) => {
    const surgeon = await newSurgeon();
    const totp = surgeon.totp.generate({ timestamp: server.clock.now().getTime() + offset });

    await login(surgeon, { totp }).expect(status);
  });

  it('refuses the code of somebody else', async () => {
    const surgeon = await newSurgeon();
    const totp = new TOTP().generate({ timestamp: server.clock.now().getTime() });

    await login(surgeon, { totp }).expect(401, 'sign-in-refused');
  });

  it('keeps the authenticator’s secret and the password unreadable', async () => {
    const surgeon = await newSurgeon();

    const [kept] = await server.look<{ totp_secret: Buffer; password_hash: string }>(
      'SELECT totp_secret, password_hash FROM people.credential WHERE user_id = $1',
      [surgeon.id],
    );

    expect(kept!.totp_secret.includes(Buffer.from(surgeon.totp.secret.bytes))).toBe(false);
    expect(kept!.password_hash).toMatch(/^\$argon2id\$/);
  });

  it.each([
    ['no password', { password: undefined }],
    ['no email', { email: undefined }],
    ['an email that is none', { email: 'chair' }],
    ['a code of letters', { totp: 'abcdef' }],
    ['an unknown field', { remember: true }],
  ])('refuses a body with %s', async (_, change) => {
    await login(hospital.chair, change).expect(400, 'invalid-body');
  });

  it('takes no credentials from the address', async () => {
    const { email, password } = hospital.chair;

    await server.nobody.post(`/auth/login?email=${email}&password=${password}`, {}).expect(400);
  });
});

describe('an account after failed attempts', () => {
  const fail = async (person: Person, times: number) => {
    for (let attempt = 0; attempt < times; attempt += 1)
      await login(person, { password: 'not the password' }).expect(401, 'sign-in-refused');
  };

  it('waits 30 seconds after the fifth, also with the right password, and then lets in', async () => {
    const surgeon = await newSurgeon();
    await fail(surgeon, 5);

    const blocked = await login(surgeon).expect(429, 'sign-in-blocked');
    expect(blocked.headers['retry-after']).toBe('30');
    server.clock.advance({ seconds: 29 });
    await login(surgeon).expect(429);
    server.clock.advance({ seconds: 1 });
    await login(surgeon).expect(200);
  });

  it('waits twice as long after each further one, 15 minutes at most', async () => {
    const surgeon = await newSurgeon();
    await fail(surgeon, 5);

    for (const seconds of ['30', '60', '120', '240', '480', '900', '900']) {
      const { headers } = await login(surgeon).expect(429);
      expect(headers['retry-after']).toBe(seconds);
      server.clock.advance({ seconds: Number(seconds) });
      await fail(surgeon, 1);
    }
  });

  it('begins to count anew after a success', async () => {
    const surgeon = await newSurgeon();
    await fail(surgeon, 4);
    await login(surgeon).expect(200);

    await fail(surgeon, 4);
    await login(surgeon).expect(200);
  });

  it('counts wrong codes too', async () => {
    const surgeon = await newSurgeon();
    for (let attempt = 0; attempt < 5; attempt += 1) await login(surgeon, { totp: '000000' }).expect(401);

    await login(surgeon).expect(429, 'sign-in-blocked');
  });

  it('slows down whoever guesses in parallel: at most five guesses are judged', async () => {
    const surgeon = await newSurgeon();

    const guesses = Array.from({ length: 12 }, () => login(surgeon, { password: 'not the password' }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);

    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  it('is slowed down on every replica', async () => {
    const surgeon = await newSurgeon();
    const replica = await startServer({ other: server });
    await fail(surgeon, 5);

    const { email, password } = surgeon;
    const answer = replica.nobody.post('/auth/login', { email, password, totp: surgeon.nextCode(server.clock) });

    await answer.expect(429, 'sign-in-blocked');
    await replica.close();
  });

  it('looks from outside like an address that nobody has', async () => {
    const attempt = () =>
      server.nobody.post('/auth/login', { email: 'ghost@example.org', password: 'anything at all' });

    for (let count = 0; count < 5; count += 1) await attempt().expect(401, 'sign-in-refused');
    const { headers } = await attempt().expect(429, 'sign-in-blocked');

    expect(headers['retry-after']).toBe('30');
  });

  it('leaves an event of each attempt', async () => {
    const surgeon = await newSurgeon();
    await fail(surgeon, 5);
    await login(surgeon).expect(429);

    const events = await server.auditOf({ actorId: surgeon.id });

    expect(events.filter((type) => type === 'auth.sign-in-failed')).toHaveLength(5);
    expect(events.at(-1)).toBe('request.refused');
  });
});
