import { createHash, createPublicKey, verify } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { Passkeys } from './support/passkeys.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';
import { SoftwareAuthenticator, type Flaw } from './support/software-authenticator.js';

const STATEMENT = 'a3f5c9d2b1e8476093d1f0b7c6a5e4d3921807f6e5d4c3b2a190f8e7d6c5b4a3';
const ELSEWHERE = 'https://board.example.com';

let server: TestServer;
let hospital: Hospital;
let passkeys: Passkeys;
let story: CaseStory;
let signing: Signing;

beforeAll(async () => {
  server = await startServer();
  hospital = await server.given.board();
  passkeys = new Passkeys(server);
  story = new CaseStory(server, hospital);
  signing = new Signing(server);
});

afterAll(() => server.close());

async function newSurgeon(): Promise<Person> {
  const staff = { name: 'Dr. New', roles: ['specialist'], specialty: 'spine-surgery' } as const;
  const surgeon = await server.given.person(hospital, staff);
  await server.as(surgeon).get('/auth/me').expect(200);
  return surgeon;
}

const reasonsOf = async (person: Person, type: string) => {
  const rows = await server.look<{ reason: string }>(
    `SELECT convert_from(leaf, 'UTF8')::jsonb->>'reasonCode' AS reason FROM audit.event
     WHERE actor_id = $1 AND type = $2 ORDER BY event_id`,
    [person.id, type],
  );
  return rows.map(({ reason }) => reason);
};

describe('proving identity with a passkey', () => {
  it('answers to exactly what is asked, for any purpose', async () => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon);

    for (const binding of [{ purpose: 'sign-decision', digest: STATEMENT }, { purpose: 'break-glass' }]) {
      const options = await passkeys.offer(surgeon, binding);
      expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
      await passkeys.stepUp(surgeon, binding, key.get(options)).expect(200);
    }

    const [own] = (await server.as(surgeon).get('/auth/passkeys').expect(200)).body.items;
    expect(own.lastUsedAt).toBe(server.clock.now().toISOString());
    expect(await reasonsOf(surgeon, 'auth.stepped-up')).toEqual(['password+totp', 'passkey', 'passkey']);
  });

  it('for a signature is asked for the digest of the statement itself', async () => {
    const surgeon = await newSurgeon();
    await passkeys.enrolled(surgeon);

    const { challenge } = await passkeys.offer(surgeon, { purpose: 'sign-decision', digest: STATEMENT });

    expect(Buffer.from(challenge, 'base64url').toString('hex')).toBe(STATEMENT);
    await server
      .as(surgeon)
      .post('/auth/passkeys/assertion', { purpose: 'sign-decision' })
      .expect(400, 'digest-missing');
  });

  it.each<[string, Flaw, string]>([
    ['was given on another page', { origin: ELSEWHERE }, 'wrong-origin'],
    ['was given in somebody else’s frame', { crossOrigin: true }, 'wrong-origin'],
    ['was given for another site', { rpId: 'example.com' }, 'wrong-rp'],
    ['was given without checking who its owner is', { isUserVerified: false }, 'user-not-verified'],
    ['answers to another statement', { challenge: 'c29tZXRoaW5nIGVsc2U' }, 'another-challenge'],
    ['is that of a making', { type: 'webauthn.create' }, 'malformed'],
    ['counts fewer uses than before, as a copy does', { counter: 1 }, 'counter-went-back'],
    ['counts none, and did before', { counter: 0 }, 'counter-went-back'],
    ['names another account', { userHandle: 'c29tZWJvZHk' }, 'unknown-passkey'],
  ])('is refused where the answer %s, and leaves its event', async (_, flaw, because) => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon);
    const binding = { purpose: 'sign-decision', digest: STATEMENT };
    const answer = key.get(await passkeys.offer(surgeon, binding), flaw);

    const { body } = await passkeys.stepUp(surgeon, binding, answer).expect(401, 'assertion-refused');

    expect(body.because).toBe(because);
    expect(await reasonsOf(surgeon, 'auth.step-up-failed')).toEqual([`assertion-${because}`]);
  });

  it('is refused where the signature is not the passkey’s', async () => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon);
    const binding = { purpose: 'sign-decision', digest: STATEMENT };
    const options = await passkeys.offer(surgeon, binding);
    const [answer, other] = [key.get(options), key.get(options)];
    const swapped = { ...answer, response: { ...answer.response, signature: other.response.signature } };

    const { body } = await passkeys.stepUp(surgeon, binding, swapped).expect(401, 'assertion-refused');

    expect(body.because).toBe('wrong-signature');
  });

  it('is refused with somebody else’s passkey, and with one that was never enrolled', async () => {
    const [surgeon, other] = [await newSurgeon(), await newSurgeon()];
    const foreign = await passkeys.enrolled(other);
    await passkeys.enrolled(surgeon);
    const binding = { purpose: 'sign-decision', digest: STATEMENT };
    const options = await passkeys.offer(surgeon, binding);

    for (const key of [foreign, new SoftwareAuthenticator()]) {
      const { body } = await passkeys.stepUp(surgeon, binding, key.get(options)).expect(401, 'assertion-refused');
      expect(body.because).toBe('unknown-passkey');
    }
  });

  it.each([
    ['counts its uses', true],
    ['does not count, as those on several devices', false],
  ])('takes an answer of a passkey that %s once only', async (_, countsUses) => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon, new SoftwareAuthenticator(undefined, countsUses));
    const binding = { purpose: 'sign-decision', digest: STATEMENT };
    const answer = key.get(await passkeys.offer(surgeon, binding));
    const again = key.get(await passkeys.offer(surgeon, binding));

    await passkeys.stepUp(surgeon, binding, answer).expect(200);
    const replayed = await passkeys.stepUp(surgeon, binding, answer).expect(401, 'assertion-refused');
    const repeated = await passkeys.stepUp(surgeon, binding, again).expect(401, 'assertion-refused');

    expect(replayed.body.because).toBe(countsUses ? 'counter-went-back' : 'used-challenge');
    expect(repeated.body.because).toBe('used-challenge');
  });

  it('takes an answer for the purpose it was asked for, in its session, within two minutes', async () => {
    const surgeon = await newSurgeon();
    const key = await passkeys.enrolled(surgeon, new SoftwareAuthenticator(undefined, false));
    const answer = key.get(await passkeys.offer(surgeon, { purpose: 'break-glass' }));

    const other = await passkeys.stepUp(surgeon, { purpose: 'confirm-parameters' }, answer).expect(401);
    expect(other.body.because).toBe('another-challenge');
    server.clock.advance({ minutes: 2 });
    const late = await passkeys.stepUp(surgeon, { purpose: 'break-glass' }, answer).expect(401);
    expect(late.body.because).toBe('another-challenge');
  });

  it('takes one sort of evidence at a time, and says who has none to offer', async () => {
    const surgeon = await newSurgeon();
    await server.as(surgeon).post('/auth/passkeys/assertion', { purpose: 'break-glass' }).expect(409, 'no-passkey');
    const key = await passkeys.enrolled(surgeon);
    const assertion = key.get(await passkeys.offer(surgeon, { purpose: 'break-glass' }));

    const { password } = surgeon;
    await server
      .as(surgeon)
      .post('/auth/step-up', { purpose: 'break-glass', password, assertion })
      .expect(400, 'one-sort-of-evidence');
    await server
      .as(surgeon)
      .post('/auth/step-up', { purpose: 'sign-decision', assertion })
      .expect(400, 'digest-missing');
  });

  it('neither opens a signing series nor counts towards a block, and its failure ends the series', async () => {
    const { spineSurgeon, radiationOncologist } = hospital;
    const key = await passkeys.enrolled(spineSurgeon);
    const { decisionId } = await story.decided();
    await signing.send(spineSurgeon, decisionId, await passkeys.prepared(spineSurgeon, key, decisionId)).expect(201);
    const totpAlone = (person: Person) =>
      server
        .as(person)
        .post('/auth/step-up', { purpose: 'sign-decision', digest: STATEMENT, totp: person.nextCode(server.clock) });
    await totpAlone(spineSurgeon).expect(401, 'password-required');

    await signing.signed(radiationOncologist, decisionId);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = new SoftwareAuthenticator().get({ challenge: 'AAAA', rpId: 'localhost' });
      await passkeys
        .stepUp(radiationOncologist, { purpose: 'sign-decision', digest: STATEMENT }, answer)
        .expect(401, 'assertion-refused');
    }
    await totpAlone(radiationOncologist).expect(401, 'password-required');
    await server.as(radiationOncologist).prove('sign-decision', STATEMENT);
  });
});

describe('a signature by passkey', () => {
  it('keeps the answer, so that somebody outside can check it with nothing but the signature', async () => {
    const { medicalOncologist } = hospital;
    const key = await passkeys.enrolled(medicalOncologist);
    const { decisionId } = await story.decided();

    const { body } = await signing
      .send(medicalOncologist, decisionId, await passkeys.prepared(medicalOncologist, key, decisionId))
      .expect(201);

    const [signature] = body.revision.signatures;
    expect(signature).toMatchObject({ method: 'passkey', printedName: 'Dr. Mia Oncology', meaning: 'approve' });
    expect(checkedOutside(signature)).toEqual({
      challengeIsDigestOfStatement: true,
      rpIdIsHashed: true,
      ownerWasVerified: true,
      signatureIsRight: true,
    });
  });

  it('is refused when its passkey was revoked after the proof', async () => {
    const surgeon = hospital.chair;
    const key = await passkeys.enrolled(surgeon);
    const { decisionId } = await story.decided();
    const prepared = await passkeys.prepared(surgeon, key, decisionId);
    await passkeys.revoked(surgeon, key);

    await signing.send(surgeon, decisionId, prepared).expect(409, 'passkey-revoked');

    const { revision } = (await server.as(surgeon).get(`/decisions/${decisionId}`).expect(200)).body;
    expect(revision.signatures).toEqual([]);
  });

  it('proves nothing for another decision’s statement', async () => {
    const { radiologist } = hospital;
    const key = await passkeys.enrolled(radiologist);
    const [one, other] = [await story.decided(), await story.decided()];
    const { proof } = await passkeys.prepared(radiologist, key, one.decisionId);
    const { digest } = (await signing.statement(radiologist, other.decisionId).expect(201)).body;

    await signing.send(radiologist, other.decisionId, { digest, proof }).expect(403, 'proof-required');
  });

  it('is the only approval that a board takes whose rule says so; a dissent is heard without one', async () => {
    const strict = await server.given.board();
    const rules = { requiresPasskey: true, reason: 'The accreditation asks for it.' };
    const { body: entered } = await server
      .as(strict.administrator)
      .patch(`/boards/${strict.board.id}`, { rules }, ifMatch(1))
      .expect(200);
    const [change] = entered.pendingChanges;
    const proof = await server.as(strict.chair).prove('confirm-parameters', change.digest);
    const confirmed = await server
      .as(strict.chair)
      .post(`/boards/${strict.board.id}/parameters/${change.id}/confirm`, { proof })
      .expect(200);
    expect(confirmed.body.signOffRule.requiresPasskey).toBe(true);

    const { decisionId } = await new CaseStory(server, strict).decided();
    const { spineSurgeon, medicalOncologist } = strict;
    const { body: statement } = await signing.statement(spineSurgeon, decisionId).expect(201);
    expect(statement.requiresPasskey).toBe(true);
    const weak = await signing.prepared(spineSurgeon, decisionId);
    await signing.send(spineSurgeon, decisionId, weak).expect(409, 'passkey-required');

    const key = await passkeys.enrolled(spineSurgeon);
    const strong = await passkeys.prepared(spineSurgeon, key, decisionId);
    await signing.send(spineSurgeon, decisionId, strong).expect(201);
    const reason = 'Systemic therapy first.';
    const { revision } = await signing.signed(medicalOncologist, decisionId, { meaning: 'dissent', reason });
    expect(revision.signatures.map(({ method }: { method: string }) => method)).toEqual(['passkey', 'password+totp']);
  });
});

/** What an auditor with a calculator finds in a signature as the server shows it: nothing of ours is used but its fields. */
function checkedOutside({
  statement,
  digest,
  assertion,
}: Record<string, never> & { assertion: Record<string, string> }) {
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
  const data = bytes(assertion['authenticatorData']!);
  const client = bytes(assertion['clientDataJSON']!);
  const { challenge } = JSON.parse(client.toString()) as { challenge: string };
  const cose = isoCBOR.decodeFirst<Map<number, Uint8Array>>(Uint8Array.from(bytes(assertion['publicKey']!)));
  const [x, y] = [-2, -3].map((label) => Buffer.from(cose.get(label)!).toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });

  const digestOfStatement = sha256(`consilium/signing-statement/v1\n${String(statement)}`);
  return {
    challengeIsDigestOfStatement:
      bytes(challenge).equals(digestOfStatement) && digestOfStatement.toString('hex') === String(digest),
    rpIdIsHashed: data.subarray(0, 32).equals(sha256(assertion['rpId']!)),
    ownerWasVerified: (data[32]! & 0x05) === 0x05,
    signatureIsRight: verify('sha256', Buffer.concat([data, sha256(client)]), key, bytes(assertion['signature']!)),
  };
}
