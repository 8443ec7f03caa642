import { createHash } from 'node:crypto';
import { CaseStory, QUORATE, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('the decision of a board', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const chair = () => server.as(hospital.chair);
  const surgeon = () => server.as(hospital.spineSurgeon);
  const radiologist = () => server.as(hospital.radiologist);

  /** Each test leaves its meeting in session behind; a board may hold several at once. */
  const proposed = async (options?: Parameters<CaseStory['inDiscussion']>[0]) => {
    const discussed = await story.inDiscussion(options);
    const id = await story.drafted(discussed.caseId);
    const { body } = await chair().post(`/decisions/${id}/propose`).expect(200);
    return { ...discussed, id, decision: body };
  };

  describe('proposing in a discussion', () => {
    it('decides the case, closes the item and opens the frozen revision for signature', async () => {
      const { caseId, itemId, meetingId, id, decision } = await proposed();

      expect(decision).toMatchObject({
        id,
        state: 'proposed',
        content: soundContent,
        version: 1,
        revision: {
          number: 1,
          authority: 'board',
          isProvisional: false,
          awaitsRatification: false,
          agendaItemId: itemId,
          meetingId,
          proposedBy: hospital.chair.id,
          signatures: [],
          signOff: {
            required: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
            outstanding: ['medical-oncology', 'radiation-oncology', 'spine-surgery'],
            isComplete: false,
          },
          events: [{ kind: 'proposed', by: hospital.chair.id }],
        },
      });
      expect(await story.stateOf(caseId)).toBe('decided');
      expect(await itemState(itemId)).toBe('decided');
      expect((await server.auditOf({ caseId })).slice(-5)).toEqual([
        'agenda-item.closed',
        'case.decided',
        'decision.proposed',
        'case.clock-stopped',
        'decision.draft-proposed',
      ]);
    });

    it('hashes the canonical text of content, evidence and blinding, which anybody can do again', async () => {
      const { id } = await proposed();

      const { frozen, hash } = (await surgeon().get(`/decisions/${id}`).expect(200)).body.revision;

      expect(createHash('sha256').update(frozen, 'utf8').digest('hex')).toBe(hash);
      const { content, evidence, blinding } = JSON.parse(frozen);
      expect(content).toEqual(soundContent);
      expect(evidence).toMatchObject({
        decidedOn: '2026-03-02',
        assessments: [{ facts: { laboratory: { albumin: { value: '3.9 g/dL' } } } }],
        imaging: soundFacts.imaging,
        findings: [],
        overrides: [],
        readiness: { ready: true, on: '2026-03-02' },
        meeting: { chairId: hospital.chair.id, quorum: { met: true } },
        panel: null,
      });
      expect(evidence.scores.map(({ system }: { system: string }) => system)).toContain('sins');
      expect(blinding).toEqual({ plans: [] });
    });

    it('freezes what each specialist would have recommended before the discussion', async () => {
      const listed = await story.listed(await story.ready(), await story.meeting());
      const plan = { measures: [{ modality: 'sbrt', intent: 'local-control', levels: ['T8'] }] };
      await surgeon().put(`/agenda-items/${listed.itemId}/preliminary-plans/mine`, plan, { 'if-none-match': '*' });
      await story.opened(listed);
      const id = await story.drafted(listed.caseId);

      const { body } = await chair().post(`/decisions/${id}/propose`).expect(200);

      expect(JSON.parse(body.revision.frozen).blinding.plans).toMatchObject([
        { authorId: hospital.spineSurgeon.id, specialty: 'spine-surgery', content: plan },
      ]);
    });

    it('freezes the overrides and the checks as they were then, and does not judge again', async () => {
      const facts = { ...soundFacts, neurology: { ...soundFacts.neurology, frankel: 'D' as const } };
      const { caseId } = await story.inDiscussion({ facts });
      const id = await story.drafted(caseId);

      const refusal = await chair().post(`/decisions/${id}/propose`).expect(409, 'checks-unmet');
      expect(refusal.body.unmet).toEqual([{ id: 'rehabilitation-missing', label: 'rehabilitation missing' }]);
      const override = { check: 'rehabilitation-missing', reason: 'The family has arranged it.' };
      await chair().post(`/decisions/${id}/overrides`, override).expect(200);
      const { body } = await chair().post(`/decisions/${id}/propose`).expect(200);

      expect(body.overrides).toMatchObject([override]);
      server.clock.advance({ hours: 1 });
      const checks = (await surgeon().get(`/decisions/${id}/checks`).expect(200)).body;
      expect(checks).toMatchObject({
        isFrozen: true,
        judgedAt: body.revision.proposedAt,
        findings: [{ id: 'rehabilitation-missing', severity: 'blocker', because: ['Frankel D'], override }],
        standing: [],
      });
    });

    it('without one of the required specialties all the time is provisional', async () => {
      const { decision } = await proposed({ present: QUORATE.filter((who) => who !== 'medicalOncologist') });

      expect(decision.revision).toMatchObject({ isProvisional: true, awaitsRatification: true });
      expect(JSON.parse(decision.revision.frozen).evidence.meeting.quorum).toMatchObject({
        missing: ['medical-oncology'],
      });
    });

    it('is the meeting’s chair’s alone, also where that is not the board’s', async () => {
      const { caseId } = await story.inDiscussion({ chair: 'radiationOncologist' });
      const id = await story.drafted(caseId);

      await coordinator().post(`/decisions/${id}/propose`).expect(403);
      await surgeon().post(`/decisions/${id}/propose`).expect(403, 'forbidden');
      await chair().post(`/decisions/${id}/propose`).expect(403, 'forbidden');
      await server.as(hospital.radiationOncologist).post(`/decisions/${id}/propose`).expect(200);
    });

    it('is refused before the discussion, on a stale version, and twice', async () => {
      const listed = await story.listed(await story.ready(), await story.meeting());
      const id = await story.drafted(listed.caseId);

      const early = await chair().post(`/decisions/${id}/propose`).expect(409, 'illegal-transition');
      expect(early.body).toMatchObject({ subject: 'case', from: 'listed', event: 'propose' });
      await story.opened(listed);
      await chair().post(`/decisions/${id}/propose`, undefined, ifMatch(7)).expect(412, 'stale-version');
      await chair().post(`/decisions/${id}/propose`, undefined, ifMatch(1)).expect(200);
      await chair().post(`/decisions/${id}/propose`).expect(409, 'already-proposed');
      await surgeon().put(`/decisions/${id}`, { content: soundContent }, ifMatch(1)).expect(409, 'already-proposed');
      await chair()
        .post(`/decisions/${id}/overrides`, { check: 'pain-team-missing', reason: 'x' })
        .expect(409, 'already-proposed');
    });

    it('starts the clock to radiotherapy for a compressed cord, from the decision', async () => {
      const facts = { ...soundFacts, lesions: [{ ...soundFacts.lesions![0]!, escc: '2' as const }] };
      const content = { ...soundContent, reasons: { 'guideline-deviation': 'Radiotherapy can start today.' } };
      const { caseId } = await story.inDiscussion({ facts });
      const id = await story.drafted(caseId, content);

      const { body } = await chair().post(`/decisions/${id}/propose`).expect(200);

      const clocks = await server.look(
        'SELECT kind, started_at, due_at FROM clinical.clock WHERE case_id = $1 AND kind = $2',
        [caseId, 'radiotherapy-start'],
      );
      const decidedAt = new Date(body.revision.proposedAt);
      expect(clocks).toEqual([
        { kind: 'radiotherapy-start', started_at: decidedAt, due_at: new Date(decidedAt.getTime() + 86_400_000) },
      ]);
    });

    it('leaves draft, case and agenda as they were when its last step fails', async () => {
      const { caseId, itemId } = await story.inDiscussion();
      const id = await story.drafted(caseId);
      const fault = { at: 'UPDATE ON clinical.decision_draft' };

      await whileFailing(server, fault, () => chair().post(`/decisions/${id}/propose`).expect(500));

      expect(await story.stateOf(caseId)).toBe('in-discussion');
      expect(await itemState(itemId)).toBe('open');
      expect((await chair().get(`/decisions/${id}`).expect(200)).body).toMatchObject({
        state: 'draft',
        revision: null,
        version: 1,
      });
      await chair().post(`/decisions/${id}/propose`).expect(200);
    });
  });

  describe('what became of it', () => {
    const reason = 'The pathologist has revised the histology.';

    it('is returned by its author or the chair, with a reason, and by nobody else', async () => {
      const { id, decision } = await proposed();

      await surgeon().post(`/decisions/${id}/return`, { reason }).expect(403, 'forbidden');
      await chair().post(`/decisions/${id}/return`, {}).expect(400, 'invalid-body');
      await chair().post(`/decisions/${id}/return`, { reason }, ifMatch(9)).expect(412, 'stale-version');
      const { body } = await coordinator().post(`/decisions/${id}/return`, { reason }).expect(200);

      expect(body).toMatchObject({ state: 'returned', version: 2, content: soundContent });
      expect(body.revision.hash).toBe(decision.revision.hash);
      expect(body.revision.events).toMatchObject([
        { kind: 'proposed' },
        { kind: 'returned', by: hospital.coordinator.id, reason },
      ]);
      await chair().post(`/decisions/${id}/return`, { reason }).expect(409, 'revision-action-not-possible');
      await chair().post(`/decisions/${id}/withdraw`, { reason }).expect(409, 'revision-action-not-possible');
    });

    it('is revised into the next draft by its author, a signing specialty or the chair', async () => {
      const { id, caseId } = await proposed();

      await radiologist().post(`/decisions/${id}/revise`).expect(403, 'forbidden');
      const { body } = await surgeon().post(`/decisions/${id}/revise`).expect(201);

      expect(body).toMatchObject({
        caseId,
        state: 'draft',
        revisesId: id,
        authorId: hospital.spineSurgeon.id,
        content: soundContent,
        revision: null,
      });
      expect((await chair().get(`/decisions/${id}`).expect(200)).body.state).toBe('proposed');
      await chair().post(`/decisions/${body.id}/revise`).expect(409, 'still-a-draft');
    });

    it('gives way to a revised draft that the board’s chair proposes: provisional, the older one recalled', async () => {
      const { id, caseId } = await proposed();
      const next = (await surgeon().post(`/decisions/${id}/revise`).expect(201)).body.id;
      const unrelated = await story.drafted(caseId);

      await surgeon().post(`/decisions/${next}/propose`).expect(403, 'forbidden');
      await chair().post(`/decisions/${unrelated}/propose`).expect(409, 'not-a-revised-draft');
      const { body } = await chair().post(`/decisions/${next}/propose`).expect(200);

      expect(body).toMatchObject({
        state: 'proposed',
        revisesId: id,
        revision: { number: 2, isProvisional: true, agendaItemId: null },
      });
      const older = (await chair().get(`/decisions/${id}`).expect(200)).body;
      expect(older.state).toBe('returned');
      expect(older.revision.events.at(-1)).toMatchObject({
        kind: 'returned',
        by: null,
        reason: 'The next revision was proposed.',
      });
      expect(await story.stateOf(caseId)).toBe('decided');
    });

    it('is withdrawn by the chair or a signing specialty; while nobody has signed, the case stays decided', async () => {
      const { id, caseId } = await proposed();

      await radiologist().post(`/decisions/${id}/withdraw`, { reason }).expect(403, 'forbidden');
      await coordinator().post(`/decisions/${id}/withdraw`, { reason }).expect(403);
      const { body } = await surgeon().post(`/decisions/${id}/withdraw`, { reason }).expect(200);

      expect(body.revision.events.at(-1)).toMatchObject({ kind: 'withdrawn', by: hospital.spineSurgeon.id, reason });
      expect(await story.stateOf(caseId)).toBe('decided');
    });

    it('is recalled by itself when its case closes or goes back to the board', async () => {
      const closing = await proposed();
      const relisted = await proposed();

      await coordinator().post(`/cases/${closing.caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await coordinator().post(`/cases/${relisted.caseId}/relist`, { reasonCode: 'new-question' }).expect(200);

      for (const { id } of [closing, relisted]) {
        const { body } = await chair().get(`/decisions/${id}`).expect(200);
        expect(body.state).toBe('returned');
        expect(body.revision.events.at(-1)).toMatchObject({ kind: 'returned', by: null });
      }
      await chair().post(`/decisions/${closing.id}/revise`).expect(409, 'case-closed');
    });
  });

  const itemState = async (itemId: string) =>
    (await server.look<{ state: string }>('SELECT state FROM clinical.agenda_item WHERE id = $1', [itemId]))[0]!.state;
});
