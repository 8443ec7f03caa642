import { CaseStory, compression, QUORATE, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('ratifying a provisional decision', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const surgeon = () => server.as(hospital.spineSurgeon);
  const chair = () => server.as(hospital.chair);
  const coordinator = () => server.as(hospital.coordinator);
  const reason = 'The board would have operated first.';

  /** What an emergency panel decided; not in force yet. */
  async function provisional() {
    const caseId = await story.inWorkup(soundFacts, compression);
    const panel = [hospital.spineSurgeon, hospital.radiationOncologist].map(({ id: userId, specialty }) => ({
      specialty,
      userId,
      reachedAt: server.clock.now().toISOString(),
    }));
    const decision = { content: soundContent, panel, overrides: [] };
    const { body } = await surgeon().post(`/cases/${caseId}/emergency-decisions`, decision).expect(201);
    return { caseId, id: body.id as string };
  }

  /** The same before the quorate board. */
  async function upForRatification(present = [...QUORATE]) {
    const { caseId, id } = await provisional();
    const listed = await story.listed(caseId, await story.meeting(), 'ratification');
    await story.opened(listed, present);
    return { ...listed, id };
  }

  it('is a record beside the revision: hash and signatures stay, nobody signs again', async () => {
    const { id, caseId, itemId } = await upForRatification();
    const before = (await chair().get(`/decisions/${id}`).expect(200)).body;

    const { body } = await chair().post(`/decisions/${id}/ratify`).expect(200);

    expect(body).toMatchObject({
      state: 'proposed',
      version: 2,
      revision: { ratification: 'ratified', awaitsRatification: false },
    });
    expect(body.revision.hash).toBe(before.revision.hash);
    expect(body.revision.events.at(-1)).toMatchObject({ kind: 'ratified', by: hospital.chair.id });
    expect(await itemState(itemId)).toBe('ratified');
    expect(await story.stateOf(caseId)).toBe('decided');
    await chair().post(`/decisions/${id}/ratify`).expect(409, 'already-ratified');
  });

  it('lists the provisional decision, whether it waits for signatures or is in force, and nothing else', async () => {
    const waiting = await provisional();
    const inForce = await provisional();
    await story.inForce(inForce.id);
    const full = await story.decided();
    const meeting = await story.meeting();

    for (const { caseId, id } of [waiting, inForce]) {
      const { itemId } = await story.listed(caseId, meeting, 'ratification');
      const [item] = await server.look('SELECT revision_id FROM clinical.agenda_item WHERE id = $1', [itemId]);
      expect(item).toEqual({ revision_id: id });
    }
    await coordinator()
      .post(`/meetings/${meeting}/agenda`, { caseId: full.caseId, purpose: 'ratification' })
      .expect(409, 'nothing-to-ratify');
  });

  it('is the meeting’s chair’s, on the open item, with quorum', async () => {
    const { caseId, id } = await provisional();
    await chair().post(`/decisions/${id}/ratify`).expect(409, 'not-up-for-ratification');
    const listed = await story.listed(caseId, await story.meeting(), 'ratification');
    await chair().post(`/decisions/${id}/ratify`).expect(409, 'not-up-for-ratification');

    await story.opened(listed, ['chair', 'radiationOncologist']);

    await surgeon().post(`/decisions/${id}/ratify`).expect(403, 'forbidden');
    await coordinator().post(`/decisions/${id}/ratify`).expect(403);
    await chair().post(`/decisions/${id}/ratify`, undefined, ifMatch(5)).expect(412, 'stale-version');
    const { body } = await chair().post(`/decisions/${id}/ratify`).expect(409, 'quorum-not-met');
    expect(body.missing).toEqual(['medical-oncology']);
  });

  it('is not asked of a decision that the quorate board made', async () => {
    const { decisionId } = await story.decided();

    await chair().post(`/decisions/${decisionId}/ratify`).expect(409, 'revision-not-provisional');
    await chair().post(`/decisions/${decisionId}/reject`, { reason }).expect(409, 'revision-not-provisional');
  });

  it('comes before its case can be completed; a death leaves the board nothing to ratify', async () => {
    const { caseId, id } = await provisional();
    await story.inForce(id);
    const close = (reasonCode: string) => coordinator().post(`/cases/${caseId}/close`, { reasonCode });

    const { body } = await close('completed').expect(409, 'case-not-finished');

    expect(body.unfinished.ratifications).toBe(1);
    expect(await story.stateOf(caseId)).toBe('active');
    await close('deceased').expect(200);
    expect(await story.stateOf(caseId)).toBe('closed');
  });

  it('may be rejected instead: the revision is withdrawn, and a case it was in force for goes back to workup', async () => {
    const { caseId, id } = await provisional();
    await story.inForce(id);
    const listed = await story.opened(await story.listed(caseId, await story.meeting(), 'ratification'));

    await chair().post(`/decisions/${id}/reject`, {}).expect(400, 'invalid-body');
    const { body } = await chair().post(`/decisions/${id}/reject`, { reason }).expect(200);

    expect(body).toMatchObject({
      state: 'withdrawn',
      revision: { ratification: 'rejected', awaitsRatification: false },
    });
    expect(body.revision.events.slice(-2)).toMatchObject([
      { kind: 'rejected', by: hospital.chair.id, reason },
      { kind: 'withdrawn', by: null, reason },
    ]);
    expect(await itemState(listed.itemId)).toBe('rejected');
    expect(await story.stateOf(caseId)).toBe('workup');
  });

  it('is over when the decision is withdrawn or returned first: the item leaves the agenda', async () => {
    const meeting = await story.meeting();
    const withdrawn = await provisional();
    const returned = await provisional();
    const items = [
      await story.listed(withdrawn.caseId, meeting, 'ratification'),
      await story.listed(returned.caseId, meeting, 'ratification'),
    ];

    await surgeon().post(`/decisions/${withdrawn.id}/withdraw`, { reason }).expect(200);
    await surgeon().post(`/decisions/${returned.id}/return`, { reason }).expect(200);

    for (const { itemId } of items) expect(await itemState(itemId)).toBe('removed');
  });

  it.each(['listed', 'open'] as const)('is over when the case is re-listed while the item is %s', async (stage) => {
    const waiting = await provisional();
    const inForce = await provisional();
    await story.inForce(inForce.id);

    for (const [{ caseId, id }, state] of [
      [waiting, 'returned'],
      [inForce, 'in-force'],
    ] as const) {
      const listed = await story.listed(caseId, await story.meeting(), 'ratification');
      if (stage === 'open') await story.opened(listed);

      await coordinator().post(`/cases/${caseId}/relist`, { reasonCode: 'new-question' }).expect(200);

      expect(await itemState(listed.itemId)).toBe('removed');
      expect((await chair().get(`/decisions/${id}`).expect(200)).body.state).toBe(state);
      const { body: meeting } = await chair().get(`/meetings/${listed.meetingId}`).expect(200);
      expect(meeting.agenda).toEqual([]);
      if (stage === 'open') await chair().post(`/meetings/${listed.meetingId}/end`).expect(200);
    }
  });

  it('is over when an assessment takes the case back to the board', async () => {
    const { caseId } = await provisional();
    const { itemId, meetingId } = await story.listed(caseId, await story.meeting(), 'ratification');

    await story.assessed(caseId, { ...soundFacts, general: { kps: 50, toleratesSurgery: true } });

    expect(await story.stateOf(caseId)).toBe('workup');
    expect(await itemState(itemId)).toBe('removed');
    expect((await server.auditOf({ entityId: meetingId })).at(-1)).toBe('meeting.agenda-changed');
    const documents = await server.look<{ document: object }>(
      `SELECT convert_from(doc, 'UTF8')::json AS document FROM clinical.version WHERE entity_id = $1 ORDER BY version`,
      [itemId],
    );
    expect(documents.map(({ document }) => document)).toMatchObject([
      { purpose: 'ratification', state: 'listed' },
      { purpose: 'ratification', state: 'removed', closedAt: server.clock.now().toISOString(), plans: [] },
    ]);
  });

  it('stays on its agenda when the assessment that would take it off cannot be written', async () => {
    const { caseId } = await provisional();
    const { itemId } = await story.listed(caseId, await story.meeting(), 'ratification');
    const assessment = {
      assessedAt: server.clock.now().toISOString(),
      facts: { ...soundFacts, general: { kps: 50, toleratesSurgery: true } },
    };

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting'" }, () =>
      surgeon().post(`/cases/${caseId}/assessments`, assessment).expect(500),
    );

    expect([await story.stateOf(caseId), await itemState(itemId)]).toEqual(['decided', 'listed']);
  });

  it.each(['ratify', 'reject'])('leaves everything as it was when the last step of %s fails', async (act) => {
    const { id, itemId } = await upForRatification();
    const before = (await chair().get(`/decisions/${id}`).expect(200)).body;

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting'" }, () =>
      chair()
        .post(`/decisions/${id}/${act}`, act === 'reject' ? { reason } : undefined)
        .expect(500),
    );

    expect((await chair().get(`/decisions/${id}`).expect(200)).body).toEqual(before);
    expect(await itemState(itemId)).toBe('open');
  });

  const itemState = async (itemId: string) =>
    (await server.look<{ state: string }>('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId]))[0]!.state;
});
