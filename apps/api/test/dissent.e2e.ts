import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('when a specialist does not simply approve', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let signing: Signing;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    story = new CaseStory(server, hospital);
    signing = new Signing(server);
  });
  afterAll(() => server.close());

  const chair = () => server.as(hospital.chair);
  const surgeon = () => server.as(hospital.spineSurgeon);
  const decided = async () => (await story.decided()).decisionId;
  const reason = 'The deficit is older than a week; surgery would come first.';
  const decision = async (id: string) => (await chair().get(`/decisions/${id}`).expect(200)).body;
  const specialtyOf = ({ specialty }: { specialty: string }) => specialty;

  describe('a refusal', () => {
    it('of a required specialty returns the revision at once, and nobody signs it any more', async () => {
      const { decisionId: id, caseId } = await story.decided();
      await signing.signed(hospital.medicalOncologist, id);

      const body = await signing.signed(hospital.spineSurgeon, id, { meaning: 'refuse', reason });

      const refusal = body.revision.signatures.at(-1);
      expect(body).toMatchObject({ state: 'returned', version: 4 });
      expect(refusal).toMatchObject({ meaning: 'refuse', reason, specialty: 'spine-surgery' });
      expect(body.revision.events.at(-1)).toMatchObject({
        kind: 'returned',
        by: hospital.spineSurgeon.id,
        specialty: 'spine-surgery',
        signatureId: refusal.id,
        reason,
      });
      expect(await story.stateOf(caseId)).toBe('decided');
      await signing.statement(hospital.radiationOncologist, id).expect(409, 'revision-not-open-for-signature');
    });

    it('is answered by a revision that collects its own signatures and comes in force', async () => {
      const { decisionId: id, caseId } = await story.decided();
      await signing.signed(hospital.medicalOncologist, id);
      await signing.signed(hospital.spineSurgeon, id, { meaning: 'refuse', reason });
      const next = (await surgeon().post(`/decisions/${id}/revise`).expect(201)).body.id;
      const proposed = (await chair().post(`/decisions/${next}/propose`).expect(200)).body;

      expect(proposed.revision.signatures).toEqual([]);
      const body = await signing.inForce(hospital, next);

      expect(body).toMatchObject({ state: 'in-force', revision: { number: 2 } });
      expect(await story.stateOf(caseId)).toBe('active');
    });
  });

  describe('a reservation', () => {
    it('approves with a remark: shown and counted beside dissents, never as one', async () => {
      const id = await decided();
      const meaning = 'approve-with-reservation';
      const remark = 'Agreed, if the dose is reduced.';

      const body = await signing.signed(hospital.radiationOncologist, id, { meaning, reason: remark });

      const [{ id: signatureId }] = body.revision.signatures;
      expect(body.revision.signOff).toMatchObject({
        approved: ['radiation-oncology'],
        reservations: [{ signatureId, specialty: 'radiation-oncology' }],
        dissents: [],
      });
    });
  });

  describe('a dissent', () => {
    const dissented = async () => {
      const { decisionId: id, caseId } = await story.decided();
      const body = await signing.signed(hospital.medicalOncologist, id, { meaning: 'dissent', reason });
      const signatureId: string = body.revision.signatures[0].id;
      return { id, caseId, signatureId, path: `/decisions/${id}/dissents/${signatureId}/accept`, body };
    };
    const because = { reason: 'The patient must not wait; the dissent is in the letter.' };

    it('holds the decision up until the chair accepts it in writing; then the last approval brings it in force', async () => {
      const { id, caseId, path, body, signatureId } = await dissented();
      expect(body.revision.signOff).toMatchObject({
        outstanding: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
        dissents: [{ signatureId, specialty: 'medical-oncology', isAccepted: false }],
      });

      await chair().post(path, because).expect(200);
      await signing.signed(hospital.radiationOncologist, id);
      const last = await signing.signed(hospital.spineSurgeon, id);

      expect(last).toMatchObject({ state: 'in-force', revision: { signOff: { isComplete: true } } });
      expect(last.revision.signOff.dissents).toEqual([
        { signatureId, specialty: 'medical-oncology', isAccepted: true },
      ]);
      expect(last.revision.signatures[0]).toMatchObject({ meaning: 'dissent', reason });
      expect(last.revision.events[1]).toMatchObject({
        kind: 'dissent-accepted',
        by: hospital.chair.id,
        signatureId,
        specialty: 'medical-oncology',
        reason: because.reason,
      });
      expect(await story.stateOf(caseId)).toBe('active');
    });

    it('accepted last brings the decision in force itself', async () => {
      const { id, caseId, path } = await dissented();
      await signing.signed(hospital.radiationOncologist, id);
      await signing.signed(hospital.spineSurgeon, id);

      const { body } = await chair().post(path, because).expect(200);

      expect(body.state).toBe('in-force');
      expect(await story.stateOf(caseId)).toBe('active');
    });

    it('is accepted by the chair alone, once, in writing, and only while the revision is open', async () => {
      const { id, path, signatureId } = await dissented();

      await surgeon().post(path, because).expect(403, 'forbidden');
      await server.as(hospital.coordinator).post(path, because).expect(403);
      await chair().post(path, {}).expect(400, 'invalid-body');
      await chair().post(path, because, ifMatch(1)).expect(412, 'stale-version');
      await chair().post(`/decisions/${id}/dissents/${id}/accept`, because).expect(404, 'not-found');
      await chair().post(path, because).expect(200);
      const again = await chair().post(path, because).expect(409, 'dissent-not-allowed');
      expect(again.body.because).toBe('accepted-already');

      await chair().post(`/decisions/${id}/return`, { reason }).expect(200);
      await chair()
        .post(`/decisions/${id}/dissents/${signatureId}/accept`, because)
        .expect(409, 'revision-action-not-possible');
    });

    it('of a second specialty is one too many, and so is accepting what is no dissent', async () => {
      const { id, path } = await dissented();
      const second = await signing.signed(hospital.radiationOncologist, id, { meaning: 'dissent', reason });
      const approved = await signing.signed(hospital.spineSurgeon, id);
      const [, other, approval] = approved.revision.signatures;
      expect(second.revision.signOff.dissents.map(specialtyOf)).toEqual(['medical-oncology', 'radiation-oncology']);

      const none = await chair().post(`/decisions/${id}/dissents/${approval.id}/accept`, because);
      expect(none.body).toMatchObject({ code: 'dissent-not-allowed', because: 'not-a-dissent' });
      await chair().post(path, because).expect(200);
      const many = await chair().post(`/decisions/${id}/dissents/${other.id}/accept`, because);

      expect(many.body).toMatchObject({ code: 'dissent-not-allowed', because: 'too-many' });
      expect((await decision(id)).state).toBe('proposed');
    });

    it('of a specialty that need not sign is shown and holds nothing up', async () => {
      const id = await decided();
      await signing.signed(hospital.palliativePhysician, id, { meaning: 'dissent', reason });

      const body = await signing.inForce(hospital, id);

      expect(body.state).toBe('in-force');
      expect(body.revision.signOff.dissents).toMatchObject([{ specialty: 'palliative-care', isAccepted: false }]);
    });

    it('is not accepted when what follows fails', async () => {
      const { id, caseId, path } = await dissented();
      await signing.signed(hospital.radiationOncologist, id);
      await signing.signed(hospital.spineSurgeon, id);

      const fault = { at: 'INSERT ON clinical.recommendation' };
      await whileFailing(server, fault, () => chair().post(path, because).expect(500));

      const after = await decision(id);
      expect(after).toMatchObject({ state: 'proposed', version: 4 });
      expect(after.revision.signOff.dissents[0].isAccepted).toBe(false);
      expect(await story.stateOf(caseId)).toBe('decided');
    });
  });

  describe('a signature taken back', () => {
    const because = { reason: 'Signed before I saw the new MRI.' };

    it('stays on record with its revocation, counts no more, and its specialty may sign again', async () => {
      const id = await decided();
      const signed = await signing.signed(hospital.spineSurgeon, id);
      const path = `/decisions/${id}/signatures/${signed.revision.signatures[0].id}/revoke`;

      const { body } = await surgeon().post(path, because).expect(200);

      expect(body.revision.signatures).toMatchObject([
        { signerId: hospital.spineSurgeon.id, revocation: { ...because, revokedAt: server.clock.now().toISOString() } },
      ]);
      expect(body.revision.signOff.approved).toEqual([]);
      expect((await server.auditOf({ entityId: id })).at(-1)).toBe('decision.signature-revoked');
      await surgeon().post(path, because).expect(409, 'signature-already-revoked');
      await signing.signed(hospital.chair, id);
    });

    it('is its signer’s act alone, in writing, before the revision is in force', async () => {
      const id = await decided();
      const signed = await signing.signed(hospital.spineSurgeon, id);
      const path = `/decisions/${id}/signatures/${signed.revision.signatures[0].id}/revoke`;

      await chair().post(path, because).expect(403, 'not-your-signature');
      await server.as(hospital.coordinator).post(path, because).expect(403);
      await surgeon().post(path, {}).expect(400, 'invalid-body');
      await surgeon().post(path, because, ifMatch(1)).expect(412, 'stale-version');
      await surgeon().post(`/decisions/${id}/signatures/${id}/revoke`, because).expect(404, 'not-found');
      await signing.signed(hospital.medicalOncologist, id);
      await signing.signed(hospital.radiationOncologist, id);

      await surgeon().post(path, because).expect(409, 'revision-not-open-for-signature');
    });

    it('is still there when revoking it fails', async () => {
      const id = await decided();
      const signed = await signing.signed(hospital.spineSurgeon, id);
      const path = `/decisions/${id}/signatures/${signed.revision.signatures[0].id}/revoke`;

      const fault = { at: 'INSERT ON clinical.version' };
      await whileFailing(server, fault, () => surgeon().post(path, because).expect(500));

      const after = await decision(id);
      expect(after.version).toBe(2);
      expect(after.revision.signatures[0].revocation).toBeNull();
    });
  });
});
