import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { Passkeys } from './support/passkeys.js';
import { startServer, type TestServer } from './support/server.js';
import { SoftwareAuthenticator, type Flaw } from './support/software-authenticator.js';

const STATEMENT = 'a3f5c9d2b1e8476093d1f0b7c6a5e4d3921807f6e5d4c3b2a190f8e7d6c5b4a3';
const ELSEWHERE = 'https://board.example.com';

let server: TestServer;
let hospital: Hospital;
let passkeys: Passkeys;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
  passkeys = new Passkeys(server);
});

afterAll(() => server.close());

async function newSurgeon(): Promise<Person> {
  const staff = { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' } as const;
  const surgeon = await server.given.person(hospital, staff);
  await server.as(surgeon).get('/auth/me').expect(200);
  return surgeon;
}

const eventsOf = (person: Person) => server.auditOf({ actorId: person.id });
const reasonsOf = async (person: Person, type: string) => {
  const rows = await server.look<{ reason: string }>(
    `SELECT convert_from(leaf, 'UTF8')::jsonb->>'reasonCode' AS reason FROM audit.event
     WHERE actor_id = $1 AND type = $2 ORDER BY event_id`,
    [person.id, type],
  );
  return rows.map(({ reason }) => reason);
};

describe('enrolling a passkey', () => {
  it('takes password and code first, shows the passkey afterwards, and leaves it in the trail', async () => {
    const surgeon = await newSurgeon();
    const key = new SoftwareAuthenticator();
    const options = await passkeys.enrolment(surgeon);

    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Consilium' },
      user: { name: surgeon.email, displayName: 'Dr. New' },
      attestation: 'none',
      excludeCredentials: [],
      authenticatorSelection: { userVerification: 'required' },
    });

    const { body } = await passkeys.send(surgeon, key.create(options), 'Key on my ring').expect(201);

    expect(body).toEqual({
      id: expect.any(String),
      userId: surgeon.id,
      name: 'Key on my ring',
      credentialId: key.credentialId,
      transports: ['usb'],
      aaguid: '00000000-0000-0000-0000-000000000000',
      enrolledAt: server.clock.now().toISOString(),
      isBackedUp: false,
      lastUsedAt: null,
      revocation: null,
      version: 1,
    });
    expect((await server.as(surgeon).get('/auth/passkeys').expect(200)).body.items).toEqual([body]);
    expect(await server.auditOf({ entityId: body.id })).toEqual(['passkey.enrolled']);
  });

  it('is refused without a fresh proof, with one for something else, and with a passkey for a proof', async () => {
    const surgeon = await newSurgeon();
    const client = server.as(surgeon);
    const forSigning = await client.prove('sign-decision', STATEMENT);

    await client.post('/auth/passkeys/enrolment', { proof: 'made-up' }).expect(403, 'proof-required');
    await client.post('/auth/passkeys/enrolment', { proof: forSigning }).expect(403, 'proof-required');

    const key = await passkeys.enrolled(surgeon);
    const assertion = key.get({ challenge: 'AAAA', rpId: 'localhost' });
    await client.post('/auth/step-up', { purpose: 'enrol-passkey', assertion }).expect(401, 'enrolment-needs-password');
    await client.post('/auth/passkeys/assertion', { purpose: 'enrol-passkey' }).expect(401, 'enrolment-needs-password');
  });

  it.each<[string, Flaw, string]>([
    ['was made on another page', { origin: ELSEWHERE }, 'wrong-origin'],
    ['was made in somebody else’s frame', { crossOrigin: true }, 'wrong-origin'],
    ['was made for another site', { rpId: 'example.com' }, 'wrong-rp'],
    ['was made without checking who its owner is', { isUserVerified: false }, 'user-not-verified'],
    ['was made in answer to something else', { challenge: 'c29tZXRoaW5nIGVsc2U' }, 'another-challenge'],
    ['was not made, but used', { type: 'webauthn.get' }, 'malformed'],
  ])('is refused where it %s, and leaves its event', async (_, flaw, because) => {
    const surgeon = await newSurgeon();
    const answer = new SoftwareAuthenticator().create(await passkeys.enrolment(surgeon), flaw);

    const { body } = await passkeys.send(surgeon, answer).expect(409, 'passkey-enrolment-refused');

    expect(body.because).toBe(because);
    expect(await reasonsOf(surgeon, 'passkey.enrolment-failed')).toEqual([because]);
    expect((await server.as(surgeon).get('/auth/passkeys').expect(200)).body.items).toEqual([]);
  });

  it('serves once, for five minutes, and for nobody else', async () => {
    const [surgeon, other] = [await newSurgeon(), await newSurgeon()];
    const key = new SoftwareAuthenticator();
    const options = await passkeys.enrolment(surgeon);
    const answer = key.create(options);

    await passkeys.send(other, answer).expect(409, 'passkey-enrolment-refused');
    await passkeys.send(surgeon, answer).expect(201);
    await passkeys.send(surgeon, answer).expect(409, 'passkey-enrolment-refused');

    const late = await passkeys.enrolment(surgeon);
    expect(late.excludeCredentials).toEqual([{ id: key.credentialId, transports: ['usb'], type: 'public-key' }]);
    server.clock.advance({ minutes: 5 });
    await passkeys.send(surgeon, new SoftwareAuthenticator().create(late)).expect(409, 'passkey-enrolment-refused');
  });

  it('refuses a passkey that an account has already, whosever it is', async () => {
    const [surgeon, other] = [await newSurgeon(), await newSurgeon()];
    const key = await passkeys.enrolled(surgeon);

    await passkeys.send(surgeon, key.create(await passkeys.enrolment(surgeon))).expect(409, 'passkey-already-enrolled');
    await passkeys.send(other, key.create(await passkeys.enrolment(other))).expect(409, 'passkey-already-enrolled');
  });

  it('refuses bytes that no authenticator wrote', async () => {
    const surgeon = await newSurgeon();
    const answer = new SoftwareAuthenticator().create(await passkeys.enrolment(surgeon));
    const broken = { ...answer, response: { ...answer.response, attestationObject: 'o2NmbXRkbm9uZQ' } };

    await passkeys.send(surgeon, broken).expect(409, 'passkey-enrolment-refused');
    await passkeys.send(surgeon, { ...answer, rawId: 'AAAA' }).expect(409, 'passkey-enrolment-refused');
    await server.as(surgeon).post('/auth/passkeys', { name: 'Key' }).expect(400, 'invalid-body');
  });

  it('leaves nothing when its last step fails', async () => {
    const surgeon = await newSurgeon();
    const answer = new SoftwareAuthenticator().create(await passkeys.enrolment(surgeon));

    await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
      passkeys.send(surgeon, answer).expect(500, 'defect'),
    );

    expect((await server.as(surgeon).get('/auth/passkeys').expect(200)).body.items).toEqual([]);
    await passkeys.send(surgeon, answer).expect(201);
  });
});

describe('revoking a passkey', () => {
  it('is for good, on the version that was read, and leaves its event', async () => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon);
    const [own] = (await server.as(surgeon).get('/auth/passkeys').expect(200)).body.items;
    const revoke = (headers = {}) =>
      server.as(surgeon).post(`/auth/passkeys/${own.id}/revoke`, { reason: 'Lost on the train.' }, headers);

    await revoke(ifMatch(7)).expect(412, 'stale-version');
    const { body } = await revoke(ifMatch(1)).expect(200);
    await revoke().expect(409, 'passkey-revoked');

    expect(body.revocation).toEqual({
      at: server.clock.now().toISOString(),
      by: surgeon.id,
      reason: 'Lost on the train.',
    });
    expect(await server.auditOf({ entityId: own.id })).toEqual(['passkey.enrolled', 'passkey.revoked']);
    const binding = { purpose: 'sign-decision', digest: STATEMENT };
    const refused = await passkeys
      .stepUp(
        surgeon,
        binding,
        key.get({ challenge: Buffer.from(STATEMENT, 'hex').toString('base64url'), rpId: 'localhost' }),
      )
      .expect(401, 'assertion-refused');
    expect(refused.body.because).toBe('revoked-passkey');
  });

  it('is done by an administrator for whoever lost theirs, and by nobody else', async () => {
    const surgeon = await newSurgeon();
    await passkeys.enrolled(surgeon);
    const { administrator, chair } = hospital;
    const elsewhere = await server.given.board();
    const path = `/users/${surgeon.id}/passkeys`;
    const [lost] = (await server.as(administrator).get(path).expect(200)).body.items;
    const reason = { reason: 'Lost on the train.' };

    await server.as(chair).post(`${path}/${lost.id}/revoke`, reason).expect(403);
    await server.as(chair).post(`/auth/passkeys/${lost.id}/revoke`, reason).expect(404);
    await server.as(elsewhere.administrator).post(`${path}/${lost.id}/revoke`, reason).expect(404);
    const { body } = await server.as(administrator).post(`${path}/${lost.id}/revoke`, reason).expect(200);

    expect(body.revocation.by).toBe(administrator.id);
  });

  it('comes with the end of an account, and does not end with it', async () => {
    const surgeon = await newSurgeon();
    await passkeys.enrolled(surgeon);
    const administrator = server.as(hospital.administrator);

    await administrator.patch(`/users/${surgeon.id}`, { isActive: false }, ifMatch(1)).expect(200);
    await administrator.patch(`/users/${surgeon.id}`, { isActive: true }, ifMatch(2)).expect(200);

    const { items } = (await administrator.get(`/users/${surgeon.id}/passkeys`).expect(200)).body;
    expect(items).toMatchObject([{ revocation: { reason: 'The account was deactivated.' } }]);
  });

  it('cannot be undone in the database, nor can a counter go back or a key be changed', async () => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon);
    await passkeys.revoked(surgeon, key);

    await expect(
      server.look('UPDATE people.passkey SET version = version + 1, revoked_at = NULL, revocation_reason = NULL'),
    ).rejects.toThrow('a revoked passkey stays as it is');
    await expect(server.look('UPDATE people.passkey_use SET counter = -1')).rejects.toThrow(
      'the counter of a passkey never goes back',
    );
    const [may] = await server.look<{ key: boolean; credential: boolean }>(
      `SELECT has_column_privilege('consilium_app', 'people.passkey', 'public_key', 'UPDATE') AS key,
         has_column_privilege('consilium_app', 'people.passkey', 'credential_id', 'UPDATE') AS credential`,
    );
    expect(may).toEqual({ key: false, credential: false });
    expect(await eventsOf(surgeon)).toContain('passkey.revoked');
  });
});
