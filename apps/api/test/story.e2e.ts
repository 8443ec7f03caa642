import { createHash } from 'node:crypto';
import type { DecisionContent } from '#pathway';
import { compression, soundContent, soundFacts } from './support/case-story.js';
import { readyFacts } from './support/facts.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** Surgery for a patient whose rehabilitation nobody has thought of. */
const withoutRehabilitation: DecisionContent = {
  ...soundContent,
  recommendations: [
    {
      ...soundContent.recommendations[0]!,
      modality: 'separation-surgery',
      responsibleSpecialty: 'spine-surgery',
      sequence: 1,
    },
    { ...soundContent.recommendations[0]!, sequence: 2 },
  ],
};

/** The whole way of one case, a chapter to a test. Each chapter begins where it must; none waits for another. */
describe('a case, from referral to its imaging follow-up', () => {
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
  const oncologist = () => server.as(story.hospital.radiationOncologist);
  const now = () => server.clock.now().toISOString();
  const idsOf = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

  it('begins with a patient, whom a second board of the hospital finds on file and refers again', async () => {
    const identifiers = [{ system: 'mrn', value: '4711' }];
    const patient = { identifiers, familyName: 'Jansen', givenName: 'Maria', bornOn: '1961-04-12', sex: 'female' };
    const nextDoor = await server.given.board({ organisation: story.hospital });

    const first = await surgeon().post('/patients', patient).expect(201);
    const second = await server.as(nextDoor.coordinator).post('/patients', patient).expect(200);

    expect(second.body).toMatchObject({ id: first.body.id, differs: [] });
  });

  it('is referred with its urgency triage: signs of compression start a clock and raise the emergency lane', async () => {
    const elective = await story.cases.referred();
    const emergency = await story.cases.referred(compression);

    expect((await coordinator().get(`/cases/${elective}`).expect(200)).body).toMatchObject({
      state: 'referred',
      lane: 'elective',
      clocks: [{ kind: 'pain-mri-and-plan', startedAt: '2026-03-02T08:00:00.000Z', dueAt: '2026-03-09T08:00:00.000Z' }],
    });
    expect((await coordinator().get(`/cases/${emergency}`).expect(200)).body).toMatchObject({ lane: 'emergency' });
  });

  it('is accepted into workup by the coordinator or the chair, by nobody else', async () => {
    const caseId = await story.cases.referred();

    await surgeon().post(`/cases/${caseId}/accept`).expect(403, 'forbidden');
    const { body } = await coordinator().post(`/cases/${caseId}/accept`).expect(200);

    expect(body.state).toBe('workup');
  });

  it('is assessed by a specialist, whom scores, urgency and readiness are answered to at once', async () => {
    const caseId = await story.cases.referred();
    await coordinator().post(`/cases/${caseId}/accept`).expect(200);

    const { body } = await surgeon()
      .post(`/cases/${caseId}/assessments`, { assessedAt: now(), facts: readyFacts })
      .expect(201);

    const total = (system: string) => body.scores.find((score: { system: string }) => score.system === system).total;
    expect({ sins: total('sins'), tomita: total('tomita'), bauer: total('modified-bauer') }).toEqual({
      sins: 6,
      tomita: 3,
      bauer: 3,
    });
    expect(body.readiness.blockers).toEqual([]);
    expect(body.urgency).toMatchObject({ lane: 'elective' });
  });

  it('is ready for the board when no blocker is missing, or when each is overridden with a reason', async () => {
    const examined = await story.cases.inWorkup();
    const unexamined = await story.cases.inWorkup({ ...soundFacts, imaging: [] });

    expect((await coordinator().post(`/cases/${examined}/ready`, {}).expect(200)).body.state).toBe('ready');
    const { body } = await coordinator().post(`/cases/${unexamined}/ready`, {}).expect(409, 'readiness-blocked');
    expect(idsOf(body.missing)).toEqual(['mri-whole-spine']);
    const overrides = { 'mri-whole-spine': 'Pacemaker; the CT is being arranged.' };
    await coordinator().post(`/cases/${unexamined}/ready`, { overrides }).expect(200);
  });

  it('is listed on a meeting whose attendance tells the quorum of each case', async () => {
    const meetingId = await story.cases.meeting();
    const listed = await story.cases.listed(await story.cases.ready(), meetingId);
    await story.cases.opened(listed, ['chair', 'spineSurgeon', 'medicalOncologist']);

    const { body } = await chair().get(`/meetings/${meetingId}/quorum`).expect(200);

    expect(body.items).toMatchObject([{ itemId: listed.itemId, missing: ['radiation-oncology'] }]);
  });

  it('is planned for by each specialist, blind to the others until its discussion opens', async () => {
    const listed = await story.cases.listed(await story.cases.ready(), await story.cases.meeting());
    const plans = `/agenda-items/${listed.itemId}/preliminary-plans`;
    const surgery = { measures: [{ modality: 'separation-surgery', intent: 'local-control', levels: ['T8'] }] };
    await surgeon().put(`${plans}/mine`, surgery, { 'if-none-match': '*' }).expect(200);

    const before = await oncologist().get(plans).expect(200);
    await story.cases.opened(listed);
    const after = await oncologist().get(plans).expect(200);

    expect(before.body).toMatchObject({ isBlinded: true, writtenBy: ['spine-surgery'], plans: [] });
    expect(after.body).toMatchObject({ isBlinded: false, plans: [surgery] });
  });

  it('is discussed: a draft of recommendations is held against the checks, which the chair may override', async () => {
    const { caseId } = await story.cases.inDiscussion();
    const id = await story.cases.drafted(caseId, withoutRehabilitation);

    const { body } = await surgeon().get(`/decisions/${id}/checks`).expect(200);
    await chair().post(`/decisions/${id}/propose`).expect(409, 'checks-unmet');
    for (const check of body.standing) {
      const override = { check, reason: 'Rehabilitation is arranged by the referring hospital.' };
      await chair().post(`/decisions/${id}/overrides`, override).expect(200);
    }

    expect(body.standing).toContain('rehabilitation-missing');
    await chair().post(`/decisions/${id}/propose`).expect(200);
    expect(await story.cases.stateOf(caseId)).toBe('decided');
  });

  it('is decided by the meeting’s chair, whereby content and evidence are frozen and hashed', async () => {
    const { caseId } = await story.cases.inDiscussion();
    const id = await story.cases.drafted(caseId);

    await coordinator().post(`/decisions/${id}/propose`).expect(403, 'forbidden');
    const { body } = await chair().post(`/decisions/${id}/propose`).expect(200);

    expect(body.revision.hash).toBe(createHash('sha256').update(body.revision.frozen).digest('hex'));
    expect(body.revision.signOff.outstanding).toEqual(['medical-oncology', 'radiation-oncology', 'spine-surgery']);
    expect(await story.cases.stateOf(caseId)).toBe('decided');
  });

  it('is signed by medical oncology, radiation oncology and spine surgery, each proving identity for the very statement', async () => {
    const { decisionId, caseId } = await story.cases.decided();
    const { medicalOncologist, radiationOncologist, spineSurgeon } = story.hospital;

    const mine = await signing.prepared(medicalOncologist, decisionId);
    const theirs = await signing.prepared(radiationOncologist, decisionId);
    await signing.send(medicalOncologist, decisionId, { ...mine, proof: theirs.proof }).expect(403, 'proof-required');
    await signing.send(medicalOncologist, decisionId, mine).expect(201);
    await signing.send(radiationOncologist, decisionId, theirs).expect(201);
    const body = await signing.signed(spineSurgeon, decisionId);

    expect(body.revision.signatures.map(({ printedName }: { printedName: string }) => printedName)).toEqual([
      'Dr. Mia Oncology',
      'Dr. Rae Beam',
      'Dr. Sam Spine',
    ]);
    expect(body).toMatchObject({ state: 'in-force', revision: { signOff: { isComplete: true } } });
    expect(await story.cases.stateOf(caseId)).toBe('active');
  });

  it('is treated as was recommended, and its imaging counts from the end of that', async () => {
    const caseId = await story.active();
    const planned = await story.next(caseId);
    server.clock.moveTo('2026-03-18T12:00:00.000Z');

    await story.treat(caseId, { completedAt: '2026-03-18T11:00:00.000Z' }).expect(201);

    expect(planned).toMatchObject({ isPlanned: true, countedFrom: '2026-03-20' });
    expect(await story.next(caseId)).toMatchObject({ isPlanned: false, countedFrom: '2026-03-18' });
  });

  it('is followed up by imaging after 6 to 16 weeks, explained; 5 and 17 are refused', async () => {
    const caseId = await story.treated();

    const { body } = await oncologist().get(`/cases/${caseId}/follow-up/proposal`).expect(200);

    expect(body).toMatchObject({ weeks: 8, dueOn: '2026-05-13' });
    for (const weeks of [5, 17]) {
      await oncologist()
        .post(`/cases/${caseId}/imaging-orders`, { kind: 'routine', weeks })
        .expect(400, 'interval-out-of-range');
    }
  });

  it('has its examination booked, performed, reported and acknowledged by the specialist whom the order names', async () => {
    const caseId = await story.treated();
    const { id } = await story.next(caseId);
    const step = async (who: typeof coordinator, act: string, body: object) =>
      (await who().post(`/imaging-orders/${id}/${act}`, body).expect(200)).body.state;

    expect(await step(coordinator, 'book', { bookedFor: '2026-05-13T09:00:00.000Z' })).toBe('booked');
    server.clock.moveTo('2026-05-13T12:00:00.000Z');
    expect(await step(coordinator, 'perform', { performedAt: '2026-05-13T09:10:00.000Z' })).toBe('performed');
    expect(await step(oncologist, 'report', { result: 'stable', facts: {} })).toBe('reported');
    expect(await step(oncologist, 'acknowledge', {})).toBe('acknowledged');
    expect(await story.next(caseId)).toMatchObject({ countedFrom: '2026-05-13', state: 'due' });
  });

  it('goes back to the board by itself when its imaging shows progression', async () => {
    const caseId = await story.treated();

    await story.read(caseId, '2026-05-13', 'progression');

    expect(await story.cases.stateOf(caseId)).toBe('workup');
  });

  it('tells the auditor afterwards who did what, from the first word to the last', async () => {
    const caseId = await story.treated();
    await story.read(caseId, '2026-05-13', 'progression');

    const { body } = await server.as(story.hospital.auditor).get(`/cases/${caseId}/history?limit=200`).expect(200);

    expect(body.items.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      'Cora Coordinator referred the patient to the board.',
      'Cora Coordinator accepted the referral.',
      'Dr. Sam Spine recorded an assessment.',
      'Cora Coordinator marked the case ready for the board.',
      'Cora Coordinator listed the case on the agenda.',
      'Cora Coordinator put the case on an agenda.',
      'Cora Coordinator opened the discussion.',
      'Cora Coordinator put the case up for discussion.',
      'Cora Coordinator drafted a decision.',
      'Dr. Carl Chair closed the item.',
      'Dr. Carl Chair brought the case to a decision.',
      'Dr. Carl Chair proposed the decision.',
      'Dr. Carl Chair stopped a clock (plan recorded).',
      'Dr. Carl Chair closed the draft by proposing it.',
      'Dr. Mia Oncology signed the decision.',
      'Dr. Rae Beam signed the decision.',
      'Dr. Sam Spine signed the decision.',
      'Dr. Sam Spine brought the decision in force.',
      'Dr. Sam Spine made the case active.',
      'Dr. Sam Spine made a recommendation.',
      'Dr. Sam Spine made a recommendation.',
      'Dr. Sam Spine planned the imaging follow-up.',
      'Dr. Rae Beam recorded a treatment.',
      'Dr. Rae Beam counted the imaging follow-up anew.',
      'Dr. Rae Beam recorded that imaging was performed.',
      'Dr. Rae Beam reported imaging (progression).',
      'Dr. Rae Beam re-listed the case (progression).',
    ]);
  });
});
