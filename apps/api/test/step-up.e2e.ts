import { Ledger, type Actor, type PrismaTx } from '#database';
import { ProofOfIdentity, type ProofBinding } from '../src/auth/index.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

const STATEMENT = 'a3f5c9d2b1e8476093d1f0b7c6a5e4d3921807f6e5d4c3b2a190f8e7d6c5b4a3';
const ANOTHER = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
const SIGNING: ProofBinding = { purpose: 'sign-decision', digest: STATEMENT };

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
});

afterAll(() => server.close());

/** Signed in already, because codes are accepted in their order only. */
async function newSurgeon(): Promise<Person> {
  const staff = { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' } as const;
  const surgeon = await server.given.person(hospital, staff);
  await server.as(surgeon).get('/auth/me').expect(200);
  return surgeon;
}
const code = (person: Person) => person.nextCode(server.clock);
const stepUp = (person: Person, offer: object) => server.as(person).post('/auth/step-up', { ...SIGNING, ...offer });

/** An act of some feature that uses a proof, as the person signed in here. */
async function useProof(
  person: Person,
  binding: ProofBinding & { proof: string },
  then?: (tx: PrismaTx) => Promise<void>,
) {
  const actor = await actorOf(person);
  const identity = server.app.get(ProofOfIdentity, { strict: false });
  return server.app.get(Ledger, { strict: false }).transaction({ type: 'me.opened', actor }, async (tx) => {
    const proved = await identity.require(tx, binding);
    await then?.(tx);
    return proved;
  });
}

async function actorOf(person: Person): Promise<Actor> {
  await server.as(person).get('/auth/me').expect(200);
  const [session] = await server.look<{ id: string }>(
    'SELECT id FROM people.session WHERE user_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1',
    [person.id],
  );
  const request = { id: 'a-test-request', client: null, ipHash: null };
  const { organisationId, id: userId, roles } = person;
  return { organisationId, userId, sessionId: session!.id, roles, auth: 'password+totp', request };
}

describe('a proof of identity', () => {
  it('says how it was given, and serves once', async () => {
    const { spineSurgeon } = hospital;
    const proof = await server.as(spineSurgeon).prove('sign-decision', STATEMENT);

    expect(await useProof(spineSurgeon, { ...SIGNING, proof })).toEqual({ method: 'password+totp', assertion: null });
    await expect(useProof(spineSurgeon, { ...SIGNING, proof })).rejects.toMatchObject({ code: 'proof-required' });
  });

  it.each<[string, ProofBinding]>([
    ['another statement', { purpose: 'sign-decision', digest: ANOTHER }],
    ['another purpose', { purpose: 'confirm-parameters', digest: STATEMENT }],
    ['no statement at all', { purpose: 'sign-decision', digest: null }],
  ])('is none for %s', async (_, binding) => {
    const { radiologist } = hospital;
    const proof = await server.as(radiologist).prove('sign-decision', STATEMENT);

    await expect(useProof(radiologist, { ...binding, proof })).rejects.toMatchObject({ code: 'proof-required' });
  });

  it('is none in the hands of somebody else', async () => {
    const proof = await server.as(hospital.spineSurgeon).prove('sign-decision', STATEMENT);

    await expect(useProof(hospital.chair, { ...SIGNING, proof })).rejects.toMatchObject({ code: 'proof-required' });
  });

  it('is none in another session of the same person', async () => {
    const surgeon = await newSurgeon();
    const proof = await server.as(surgeon).prove('sign-decision', STATEMENT);
    const { email, password } = surgeon;
    await server.nobody.post('/auth/login', { email, password, totp: code(surgeon) }).expect(200);

    await expect(useProof(surgeon, { ...SIGNING, proof })).rejects.toMatchObject({ code: 'proof-required' });
  });

  it('is over after two minutes', async () => {
    const { pathologist } = hospital;
    const proof = await server.as(pathologist).prove('sign-decision', STATEMENT);
    server.clock.advance({ seconds: 120 });

    await expect(useProof(pathologist, { ...SIGNING, proof })).rejects.toMatchObject({ code: 'proof-required' });
  });

  it('holds until the last second, and is unused again when the act it was for fails', async () => {
    const { pathologist } = hospital;
    const proof = await server.as(pathologist).prove('sign-decision', STATEMENT);
    server.clock.advance({ seconds: 119 });

    const failing = useProof(pathologist, { ...SIGNING, proof }, () => Promise.reject(new RangeError('the act fails')));
    await expect(failing).rejects.toThrow('the act fails');
    expect(await useProof(pathologist, { ...SIGNING, proof })).toEqual({ method: 'password+totp', assertion: null });
  });

  it('that was made up is none', async () => {
    await expect(useProof(hospital.chair, { ...SIGNING, proof: 'made-up' })).rejects.toMatchObject({
      code: 'proof-required',
      kind: 'forbidden',
    });
  });
});

describe('proving identity', () => {
  it('needs password and code', async () => {
    const surgeon = await newSurgeon();
    const { password } = surgeon;

    await stepUp(surgeon, { password }).expect(401, 'totp-required');
    await stepUp(surgeon, { totp: code(surgeon) }).expect(401, 'password-required');
    await stepUp(surgeon, { password: 'not the password', totp: code(surgeon) }).expect(401, 'sign-in-refused');
    await stepUp(surgeon, { password, totp: '000000' }).expect(401, 'sign-in-refused');
    await stepUp(surgeon, { password, totp: code(surgeon) }).expect(200);
  });

  it('leaves its success and its failure in the trail', async () => {
    const surgeon = await newSurgeon();
    await stepUp(surgeon, { password: 'not the password', totp: code(surgeon) }).expect(401);
    await server.as(surgeon).prove('sign-decision', STATEMENT);

    const events = await server.auditOf({ actorId: surgeon.id });

    expect(events).toContain('auth.step-up-failed');
    expect(events.at(-1)).toBe('auth.stepped-up');
  });

  it('does not take the code that signed the person in', async () => {
    const surgeon = await newSurgeon();
    const { email, password } = surgeon;
    const totp = code(surgeon);
    const { body } = await server.nobody.post('/auth/login', { email, password, totp }).expect(200);

    const headers = { authorization: `Bearer ${body.accessToken}` };
    await server.nobody.post('/auth/step-up', { ...SIGNING, password, totp }, headers).expect(401, 'sign-in-refused');
  });

  it('is slowed down like signing in: five failures block both', async () => {
    const surgeon = await newSurgeon();
    const { email, password } = surgeon;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await stepUp(surgeon, { password: 'not the password', totp: '000000' }).expect(401);
    }

    await stepUp(surgeon, { password, totp: code(surgeon) }).expect(429, 'sign-in-blocked');
    await server.nobody.post('/auth/login', { email, password, totp: code(surgeon) }).expect(429, 'sign-in-blocked');
  });

  it.each([
    ['an unknown purpose', { purpose: 'whatever' }],
    ['a digest that is none', { digest: 'abc' }],
    ['an unknown field', { hint: 'mother’s name' }],
  ])('refuses a body with %s', async (_, offer) => {
    await stepUp(hospital.chair, offer).expect(400, 'invalid-body');
  });
});

describe('a signing series', () => {
  async function sign(person: Person, offer: object) {
    const { body } = await stepUp(person, offer).expect(200);
    return useProof(person, { ...SIGNING, proof: body.proof });
  }

  it('lets the code alone prove identity after the first signature', async () => {
    const surgeon = await newSurgeon();
    await sign(surgeon, { password: surgeon.password, totp: code(surgeon) });

    expect(await sign(surgeon, { totp: code(surgeon) })).toEqual({ method: 'totp', assertion: null });
    expect(await sign(surgeon, { totp: code(surgeon) })).toEqual({ method: 'totp', assertion: null });
  });

  it('does not begin before something is signed', async () => {
    const surgeon = await newSurgeon();
    await stepUp(surgeon, { password: surgeon.password, totp: code(surgeon) }).expect(200);

    await stepUp(surgeon, { totp: code(surgeon) }).expect(401, 'password-required');
  });

  it('ends five minutes after the last signature', async () => {
    const surgeon = await newSurgeon();
    await sign(surgeon, { password: surgeon.password, totp: code(surgeon) });

    server.clock.advance({ seconds: 299 });
    await sign(surgeon, { totp: code(surgeon) });
    server.clock.advance({ seconds: 300 });

    await stepUp(surgeon, { totp: code(surgeon) }).expect(401, 'password-required');
  });

  it('is interrupted by a failure', async () => {
    const surgeon = await newSurgeon();
    await sign(surgeon, { password: surgeon.password, totp: code(surgeon) });
    await stepUp(surgeon, { totp: '000000' }).expect(401, 'sign-in-refused');

    await stepUp(surgeon, { totp: code(surgeon) }).expect(401, 'password-required');
  });

  it('is for signatures only', async () => {
    const surgeon = await newSurgeon();
    await sign(surgeon, { password: surgeon.password, totp: code(surgeon) });

    await stepUp(surgeon, { purpose: 'break-glass', totp: code(surgeon) }).expect(401, 'password-required');
  });

  it('belongs to its session', async () => {
    const surgeon = await newSurgeon();
    await sign(surgeon, { password: surgeon.password, totp: code(surgeon) });
    const { email, password } = surgeon;
    const { body } = await server.nobody.post('/auth/login', { email, password, totp: code(surgeon) }).expect(200);

    const elsewhere = { authorization: `Bearer ${body.accessToken}` };
    const attempt = server.nobody.post('/auth/step-up', { ...SIGNING, totp: code(surgeon) }, elsewhere);
    await attempt.expect(401, 'password-required');
  });
});
