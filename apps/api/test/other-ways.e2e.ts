import { compression, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** The ways beside the one of `story.e2e.ts`: each is a row of the state tables that a case really goes. */
describe('a case that goes another way', () => {
  let server: TestServer;
  let story: ImagingStory;
  let signing: Signing;

  beforeAll(async () => {
    server = await startServer();
    signing = new Signing(server);
  });
  beforeEach(async () => {
    story = await ImagingStory.begin(server);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(story.hospital.coordinator);
  const chair = () => server.as(story.hospital.chair);
  const surgeon = () => server.as(story.hospital.spineSurgeon);
  const stateOf = (caseId: string) => story.cases.stateOf(caseId);
  const reason = 'The deficit is older than a week; surgery would come first.';

  it('is declined with a reason before anybody works on it', async () => {
    const caseId = await story.cases.referred();

    await coordinator().post(`/cases/${caseId}/decline`, { reasonCode: 'outside-board-scope' }).expect(200);

    expect(await stateOf(caseId)).toBe('closed');
  });

  it('is deferred for a coded reason, and comes earlier on the next agenda', async () => {
    const { caseId } = await story.cases.listed(await story.cases.ready(), await story.cases.meeting());

    const { body } = await coordinator()
      .post(`/cases/${caseId}/defer`, { reasonCode: 'imaging', to: 'workup' })
      .expect(200);

    expect(body).toMatchObject({ state: 'workup', priority: 1 });
  });

  it('is adjourned in the midst of its discussion', async () => {
    const { caseId, meetingId, itemId } = await story.cases.inDiscussion();

    await chair()
      .post(`/meetings/${meetingId}/agenda/${itemId}/adjourn`, { reasonCode: 'imaging', to: 'ready' })
      .expect(200);

    expect(await stateOf(caseId)).toBe('ready');
  });

  it('goes back to ready when its meeting ends before its turn, or is cancelled', async () => {
    const ended = await story.cases.listed(await story.cases.ready(), await story.cases.meeting());
    const cancelled = await story.cases.listed(await story.cases.ready(), await story.cases.meeting());

    await chair().post(`/meetings/${ended.meetingId}/start`).expect(200);
    await chair().post(`/meetings/${ended.meetingId}/end`).expect(200);
    await coordinator().post(`/meetings/${cancelled.meetingId}/cancel`, { reason: 'The chair is ill.' }).expect(200);

    expect(await stateOf(ended.caseId)).toBe('ready');
    expect(await stateOf(cancelled.caseId)).toBe('ready');
  });

  it('is decided provisionally without quorum, and ratified by a quorate board where nobody signs again', async () => {
    const { caseId, decisionId } = await story.cases.decided({ present: ['chair', 'medicalOncologist'] });
    await signing.inForce(story.hospital, decisionId);
    const listed = await story.cases.listed(caseId, await story.cases.meeting(), 'ratification');
    await story.cases.opened(listed);

    const { body } = await chair().post(`/decisions/${decisionId}/ratify`).expect(200);

    expect(body.revision).toMatchObject({ isProvisional: true, ratification: 'ratified', awaitsRatification: false });
    expect(body.revision.signatures).toHaveLength(3);
  });

  it('is rejected by the board that should ratify it, whereby its decision is withdrawn', async () => {
    const { caseId, decisionId } = await story.cases.decided({ present: ['chair', 'medicalOncologist'] });
    await signing.inForce(story.hospital, decisionId);
    await story.cases.opened(await story.cases.listed(caseId, await story.cases.meeting(), 'ratification'));

    const { body } = await chair().post(`/decisions/${decisionId}/reject`, { reason }).expect(200);

    expect(body.state).toBe('withdrawn');
    expect(await stateOf(caseId)).toBe('workup');
  });

  it('is decided urgently by a panel of two specialties, who bring the decision in force', async () => {
    const { spineSurgeon, radiationOncologist } = story.hospital;
    const caseId = await story.cases.inWorkup(soundFacts, compression);
    const panel = [spineSurgeon, radiationOncologist].map(({ id: userId, specialty }) => {
      return { specialty, userId, reachedAt: server.clock.now().toISOString() };
    });

    const { body } = await surgeon()
      .post(`/cases/${caseId}/emergency-decisions`, { content: soundContent, panel, overrides: [] })
      .expect(201);
    await signing.signed(spineSurgeon, body.id);
    await signing.signed(radiationOncologist, body.id);

    expect(body.revision).toMatchObject({ authority: 'panel', awaitsRatification: true });
    expect(await stateOf(caseId)).toBe('active');
  });

  it('goes on over a dissent that the chair accepts in writing', async () => {
    const { medicalOncologist, radiationOncologist, spineSurgeon } = story.hospital;
    const { caseId, decisionId } = await story.cases.decided();
    await signing.signed(medicalOncologist, decisionId);
    await signing.signed(radiationOncologist, decisionId);
    const dissenting = await signing.signed(spineSurgeon, decisionId, { meaning: 'dissent', reason });
    expect(await stateOf(caseId)).toBe('decided');

    const dissent = dissenting.revision.signatures.at(-1).id;
    await chair().post(`/decisions/${decisionId}/dissents/${dissent}/accept`, { reason: 'Two agree.' }).expect(200);

    expect(await stateOf(caseId)).toBe('active');
  });

  it('has its decision returned by a specialist who refuses, and revised; no signature carries over', async () => {
    const { caseId, decisionId } = await story.cases.decided();
    await signing.signed(story.hospital.medicalOncologist, decisionId);
    const returned = await signing.signed(story.hospital.spineSurgeon, decisionId, { meaning: 'refuse', reason });
    expect(returned.state).toBe('returned');

    const draft = (await surgeon().post(`/decisions/${decisionId}/revise`).expect(201)).body.id;
    const { body } = await chair().post(`/decisions/${draft}/propose`).expect(200);
    await signing.inForce(story.hospital, draft);

    expect(body.revision).toMatchObject({ number: 2, signatures: [] });
    expect(await stateOf(caseId)).toBe('active');
  });

  it('has its decision replaced while it is treated: the old one stays in force until the new one is', async () => {
    const caseId = await story.active();
    const { id } = (await chair().get(`/cases/${caseId}`).expect(200)).body.decision;
    const draft = (await surgeon().post(`/decisions/${id}/revise`).expect(201)).body.id;
    await chair().post(`/decisions/${draft}/propose`).expect(200);

    const between = (await chair().get(`/cases/${caseId}`).expect(200)).body;
    await signing.inForce(story.hospital, draft);
    const after = (await chair().get(`/cases/${caseId}`).expect(200)).body;

    expect([between.decision.id, between.proposal.id]).toEqual([id, draft]);
    expect([after.decision.id, after.proposal]).toEqual([draft, null]);
  });

  it('goes back into workup when the decision in force is withdrawn', async () => {
    const caseId = await story.active();
    const { id } = (await chair().get(`/cases/${caseId}`).expect(200)).body.decision;

    await chair().post(`/decisions/${id}/withdraw`, { reason }).expect(200);

    expect(await stateOf(caseId)).toBe('workup');
  });

  it('is closed as completed only once nothing is open any more', async () => {
    const caseId = await story.treated();

    const { body } = await coordinator()
      .post(`/cases/${caseId}/close`, { reasonCode: 'completed' })
      .expect(409, 'case-not-finished');

    expect(body.detail).toMatch(/\.$/);
    expect(await stateOf(caseId)).toBe('active');
  });

  it('is closed by the patient’s death, which calls off what is open and is not undone by reopening', async () => {
    const caseId = await story.treated();
    const { patient } = (await coordinator().get(`/cases/${caseId}`).expect(200)).body;

    await coordinator()
      .patch(`/patients/${patient.id}`, { deceasedOn: '2026-03-18' }, ifMatch(patient.version))
      .expect(200);

    expect(await stateOf(caseId)).toBe('closed');
    expect((await story.orders(caseId)).map(({ state, cancelReason }) => [state, cancelReason])).toEqual([
      ['cancelled', 'deceased'],
    ]);
    await coordinator()
      .post(`/cases/${caseId}/reopen`, { reasonCode: 'patient-returned' })
      .expect(409, 'patient-deceased');
  });

  it('is closed for a transfer, and reopened when the patient returns', async () => {
    const caseId = await story.treated();
    await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
    expect(await stateOf(caseId)).toBe('closed');

    await coordinator().post(`/cases/${caseId}/reopen`, { reasonCode: 'patient-returned' }).expect(200);

    expect(await stateOf(caseId)).toBe('workup');
  });
});
