import { createHash } from 'node:crypto';
import { DecisionHappenings } from '../src/decisions/index.js';
import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('signing a decision', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let signing: Signing;
  let told: string[];
  let failsWhenInForce = false;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    story = new CaseStory(server, hospital);
    signing = new Signing(server);
    server.app.get(DecisionHappenings, { strict: false }).on('decision.in-force', async (_tx, { file, revision }) => {
      if (failsWhenInForce) throw new Error('no scanner to plan for');
      told.push(`${revision.state}, the case ${file.state}`);
    });
  });
  beforeEach(() => (told = []));
  afterAll(() => server.close());

  const decided = async () => (await story.decided()).decisionId;
  const shown = async (id: string) => (await server.as(hospital.chair).get(`/decisions/${id}`).expect(200)).body;

  describe('the statement', () => {
    it('says who signs what in which capacity, and its digest is what identity is proved for', async () => {
      const id = await decided();
      const { revision } = await shown(id);

      const { body } = await signing
        .statement(hospital.spineSurgeon, id, { meaning: 'approve-with-reservation', reason: 'Eight gray suffice.' })
        .expect(201);

      const issuedAt = server.clock.now();
      expect(JSON.parse(body.statement)).toEqual({
        decision: id,
        revision: 1,
        revisionHash: revision.hash,
        meaning: 'approve-with-reservation',
        reason: 'Eight gray suffice.',
        text:
          'I, Dr. Sam Spine, for spine surgery, approve with reservation revision 1 of this decision ' +
          `(SHA-256 ${revision.hash}): Eight gray suffice.`,
        userId: hospital.spineSurgeon.id,
        printedName: 'Dr. Sam Spine',
        specialty: 'spine-surgery',
        actingRole: 'specialist',
        onBehalfOf: null,
        policyHash: createHash('sha256')
          .update(
            '{"maxAcceptedDissents":1,"requiredSpecialties":["medical-oncology","radiation-oncology","spine-surgery"]}',
          )
          .digest('hex'),
        nonce: expect.stringMatching(/^[\w-]{22}$/),
        issuedAt: issuedAt.toISOString(),
        expiresAt: new Date(issuedAt.getTime() + 600_000).toISOString(),
      });
      const signedBytes = `consilium/signing-statement/v1\n${body.statement}`;
      expect(createHash('sha256').update(signedBytes).digest('hex')).toBe(body.digest);
      expect(body.expiresAt).toBe(JSON.parse(body.statement).expiresAt);
    });

    it('is refused early where nothing could be signed', async () => {
      const id = await decided();
      const { caseId } = await story.inDiscussion();
      const draft = await story.drafted(caseId);
      const { coordinator, spineSurgeon, radiologist, palliativePhysician } = hospital;
      const reason = 'I would operate first.';

      await signing.statement(coordinator, id).expect(403);
      await signing.statement(spineSurgeon, draft).expect(409, 'still-a-draft');
      await signing.statement(spineSurgeon, id, { meaning: 'dissent' }).expect(400, 'signature-needs-reason');
      await signing.statement(spineSurgeon, id, { reason }).expect(400, 'approval-takes-no-reason');
      await signing
        .statement(palliativePhysician, id, { meaning: 'refuse', reason })
        .expect(409, 'only-signing-specialty-refuses');
      await signing
        .statement(radiologist, id, { onBehalfOf: hospital.medicalOncologist.id })
        .expect(403, 'not-their-deputy');
      const bad = await signing.statement(spineSurgeon, id, { meaning: 'agree' as never }).expect(400, 'invalid-body');
      expect(bad.body.errors[0].pointer).toBe('/meaning');
    });

    it('shows nothing of another board’s decision', async () => {
      const id = await decided();
      const other = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
      const elsewhere = await server.given.board();

      for (const { spineSurgeon } of [other, elsewhere]) {
        await signing.statement(spineSurgeon, id).expect(404, 'not-found');
        await signing.send(spineSurgeon, id, { digest: 'a'.repeat(64), proof: 'x' }).expect(404, 'not-found');
      }
    });
  });

  describe('the signatures', () => {
    it('of medical oncology, radiation oncology and spine surgery bring the decision in force, once', async () => {
      const { decisionId: id, caseId } = await story.decided();
      const { medicalOncologist, radiationOncologist, spineSurgeon } = hospital;

      const first = await signing.signed(medicalOncologist, id);
      expect(first).toMatchObject({
        state: 'proposed',
        version: 2,
        revision: {
          signOff: {
            approved: ['medical-oncology'],
            outstanding: ['radiation-oncology', 'spine-surgery'],
            isComplete: false,
          },
          signatures: [
            {
              signerId: medicalOncologist.id,
              printedName: 'Dr. Mia Oncology',
              specialty: 'medical-oncology',
              meaning: 'approve',
              method: 'password+totp',
              revisionHash: first.revision.hash,
              revocation: null,
            },
          ],
        },
      });
      await signing.signed(radiationOncologist, id);
      expect(await story.stateOf(caseId)).toBe('decided');
      const last = await signing.signed(spineSurgeon, id);

      expect(last).toMatchObject({
        state: 'in-force',
        version: 5,
        revision: {
          inForceAt: server.clock.now().toISOString(),
          expiresOn: '2026-04-13',
          signOff: { isComplete: true },
        },
      });
      expect(last.revision.events.map(({ kind }: { kind: string }) => kind)).toEqual(['proposed', 'in-force']);
      expect(last.revision.events.at(-1).by).toBeNull();
      expect(await story.stateOf(caseId)).toBe('active');
      expect(told).toEqual(['in-force, the case active']);
      expect((await server.auditOf({ caseId })).slice(-6)).toEqual([
        'decision.signed',
        'decision.came-in-force',
        'case.became-active',
        'recommendation.made',
        'recommendation.made',
        'follow-up.planned',
      ]);
    });

    it('may need TOTP alone in an uninterrupted series', async () => {
      const { pathologist } = hospital;
      const [first, second] = [await decided(), await decided()];
      await signing.signed(pathologist, first);
      const { digest } = (await signing.statement(pathologist, second).expect(201)).body;

      const totp = pathologist.nextCode(server.clock);
      const { proof } = (
        await server.as(pathologist).post('/auth/step-up', { purpose: 'sign-decision', digest, totp }).expect(200)
      ).body;
      const { body } = await signing.send(pathologist, second, { digest, proof }).expect(201);

      expect(body.revision.signatures[0].method).toBe('totp');
      expect(body.revision.signOff.outstanding).toHaveLength(3);
    });

    it('of a deputy names the member represented', async () => {
      const id = await decided();
      const onBehalfOf = hospital.radiationOncologist.id;

      const body = await signing.signed(hospital.radiologist, id, { onBehalfOf });

      const [signature] = body.revision.signatures;
      expect(signature).toMatchObject({
        signerId: hospital.radiologist.id,
        printedName: 'Dr. Rita Radiology',
        specialty: 'radiation-oncology',
        actingRole: 'deputy',
        onBehalfOf,
      });
      expect(JSON.parse(signature.statement).text).toMatch(
        /^I, Dr\. Rita Radiology, for radiation oncology, as deputy of Dr\. Rae Beam, approve revision 1 /,
      );
      await signing.statement(hospital.radiationOncologist, id).expect(409, 'specialty-already-signed');
      await signing.statement(hospital.radiologist, id).expect(409, 'already-signed');
    });

    it('of two people of one specialty at once: one counts, the other is told', async () => {
      const id = await decided();
      const surgeons = [hospital.spineSurgeon, hospital.chair];

      const answers = await signing.atOnce(surgeons, id);

      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('specialty-already-signed');
      expect((await shown(id)).revision.signatures).toHaveLength(1);
    });

    it('of the last two at once bring the decision in force exactly once', async () => {
      const id = await decided();
      await signing.signed(hospital.medicalOncologist, id);
      const signers = [hospital.radiationOncologist, hospital.spineSurgeon];

      const answers = await signing.atOnce(signers, id);

      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(answers.map(({ body }) => body.state).sort()).toEqual(['in-force', 'proposed']);
      expect(told).toEqual(['in-force, the case active']);
    });

    it('of a panel suffice for its emergency decision, which stays provisional', async () => {
      const caseId = await story.inWorkup(soundFacts, compression);
      const panel = [hospital.spineSurgeon, hospital.radiationOncologist].map(({ id: userId, specialty }) => ({
        specialty,
        userId,
        reachedAt: server.clock.now().toISOString(),
      }));
      const decision = { content: soundContent, panel, overrides: [] };
      const { id } = (
        await server.as(hospital.spineSurgeon).post(`/cases/${caseId}/emergency-decisions`, decision).expect(201)
      ).body;

      await signing.signed(hospital.spineSurgeon, id);
      const body = await signing.signed(hospital.radiationOncologist, id);

      expect(body).toMatchObject({ state: 'in-force', revision: { isProvisional: true, awaitsRatification: true } });
      expect(await story.stateOf(caseId)).toBe('active');
    });
  });

  describe('when the last step fails', () => {
    const lastSignature = async () => {
      const id = await decided();
      await signing.signed(hospital.medicalOncologist, id);
      await signing.signed(hospital.radiationOncologist, id);
      return { id, prepared: await signing.prepared(hospital.spineSurgeon, id) };
    };
    const expectNothingLeft = async (id: string) => {
      const decision = await shown(id);
      expect(decision).toMatchObject({ state: 'proposed', version: 3, revision: { inForceAt: null, expiresOn: null } });
      expect(decision.revision.signatures).toHaveLength(2);
      expect(await story.stateOf(decision.caseId)).toBe('decided');
      const made = 'SELECT id FROM clinical.recommendation WHERE case_id = $1';
      expect(await server.look(made, [decision.caseId])).toEqual([]);
    };

    it('of what follows the coming in force, the last signature was never given', async () => {
      const { id, prepared } = await lastSignature();

      failsWhenInForce = true;
      await signing.send(hospital.spineSurgeon, id, prepared).expect(500);
      failsWhenInForce = false;

      await expectNothingLeft(id);
      await signing.send(hospital.spineSurgeon, id, prepared).expect(201);
    });

    it('of making the recommendations, neither', async () => {
      const { id, prepared } = await lastSignature();

      await whileFailing(server, { at: 'INSERT ON clinical.recommendation' }, () =>
        signing.send(hospital.spineSurgeon, id, prepared).expect(500),
      );

      await expectNothingLeft(id);
    });
  });
});
