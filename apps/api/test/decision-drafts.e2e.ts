import type { DecisionContent } from '#pathway';
import { CaseStory, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('a decision as a draft', () => {
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

  /** Surgery for a patient whose rehabilitation nobody has thought of. */
  const surgery: DecisionContent = {
    ...soundContent,
    recommendations: [
      {
        ...soundContent.recommendations[0]!,
        modality: 'separation-surgery',
        responsibleSpecialty: 'spine-surgery',
        sequence: 1,
      },
      { ...soundContent.recommendations[0]!, sequence: 2 },
      soundContent.recommendations[1]!,
    ],
    reasons: { 'guideline-deviation': 'The patient wants the mass off the cord.' },
  };

  describe('drafting', () => {
    it('is the scribe’s or any specialist’s, and leaves its opening and its change in the trail', async () => {
      const caseId = await story.inWorkup();

      const { body, headers } = await surgeon()
        .post(`/cases/${caseId}/decisions`, { content: soundContent })
        .expect(201);

      expect(body).toEqual({
        id: expect.any(String),
        caseId,
        state: 'draft',
        revisesId: null,
        authorId: hospital.spineSurgeon.id,
        content: soundContent,
        overrides: [],
        revision: null,
        version: 1,
      });
      expect(headers['etag']).toBe('"1"');
      expect((await server.auditOf({ caseId })).slice(-2)).toEqual(['case.opened', 'decision.drafted']);
    });

    it('replaces the content on the version that was read, and refuses a stale one', async () => {
      const caseId = await story.inWorkup();
      const id = await story.drafted(caseId);
      const content = { ...soundContent, summary: 'Radiotherapy of T8, in five fractions.' };

      const { body } = await surgeon().put(`/decisions/${id}`, { content }, ifMatch(1)).expect(200);

      expect(body).toMatchObject({ content, version: 2, authorId: hospital.coordinator.id });
      await surgeon().put(`/decisions/${id}`, { content }, ifMatch(1)).expect(412, 'stale-version');
      await surgeon().put(`/decisions/${id}`, { content }).expect(428);
      expect((await surgeon().get(`/decisions/${id}`).expect(200)).body).toEqual(body);
    });

    it('names each field that is wrong, down to the line of a recommendation', async () => {
      const caseId = await story.inWorkup();
      const [first, second] = soundContent.recommendations;
      const recommendations = [
        { ...first, levels: ['T13'] },
        { ...second, dueOn: '2026-02-30', price: 3 },
      ];

      const { body } = await surgeon()
        .post(`/cases/${caseId}/decisions`, { content: { recommendations, systemicPlan: { planned: 'no' } } })
        .expect(400, 'invalid-body');

      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        '/content/recommendations/0/levels/0',
        '/content/recommendations/1/dueOn',
        '/content/recommendations/1/price',
        '/content/systemicPlan/planned',
      ]);
      await surgeon()
        .post(`/cases/${caseId}/decisions`, { content: { recommendations: [] } })
        .expect(400, 'invalid-body');
    });

    it('is refused to an auditor, to a board that does not know the case, and on a closed case', async () => {
      const caseId = await story.inWorkup();
      const id = await story.drafted(caseId);
      const elsewhere = await server.given.board({ organisation: hospital, name: 'Other board' });
      const abroad = await server.given.board();

      await server.as(hospital.auditor).post(`/cases/${caseId}/decisions`, { content: soundContent }).expect(403);
      for (const stranger of [elsewhere.spineSurgeon, abroad.spineSurgeon]) {
        await server
          .as(stranger)
          .post(`/cases/${caseId}/decisions`, { content: soundContent })
          .expect(404, 'not-found');
        await server.as(stranger).get(`/decisions/${id}`).expect(404, 'not-found');
        await server
          .as(stranger)
          .put(`/decisions/${id}`, { content: soundContent }, ifMatch(1))
          .expect(404, 'not-found');
      }
      await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);
      await surgeon().post(`/cases/${caseId}/decisions`, { content: soundContent }).expect(409, 'case-closed');
      await surgeon().put(`/decisions/${id}`, { content: soundContent }, ifMatch(1)).expect(409, 'case-closed');
    });

    it('lists drafts newest first, page by page, and says whom it showed', async () => {
      const caseId = await story.inWorkup();
      const ids = [await story.drafted(caseId), await story.drafted(caseId), await story.drafted(caseId)];

      const first = (await surgeon().get(`/cases/${caseId}/decisions?limit=2`).expect(200)).body;
      const second = (await surgeon().get(`/cases/${caseId}/decisions?limit=2&cursor=${first.nextCursor}`).expect(200))
        .body;

      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
      expect(second.nextCursor).toBeNull();
      expect((await server.auditOf({ entityId: caseId })).slice(-2)).toEqual(['case.opened', 'patients.disclosed']);
    });

    it('leaves nothing behind when its last step fails', async () => {
      const caseId = await story.inWorkup();
      const draft = { content: soundContent };

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
        surgeon().post(`/cases/${caseId}/decisions`, draft).expect(500),
      );

      expect((await surgeon().get(`/cases/${caseId}/decisions`).expect(200)).body.items).toEqual([]);
    });
  });

  describe('the checks of a draft', () => {
    it('are content with a sound decision', async () => {
      const id = await story.drafted(await story.inWorkup());

      const { body } = await surgeon().get(`/decisions/${id}/checks`).expect(200);

      expect(body).toEqual({
        decisionId: id,
        isFrozen: false,
        judgedAt: server.clock.now().toISOString(),
        findings: [],
        standing: [],
      });
    });

    it('name what stands against it, with its grounds and its source', async () => {
      const id = await story.drafted(await story.inWorkup(), surgery);

      const { body } = await surgeon().get(`/decisions/${id}/checks`).expect(200);

      expect(body.standing).toContain('rehabilitation-missing');
      expect(body.findings).toContainEqual({
        id: 'rehabilitation-missing',
        severity: 'blocker',
        sentence: 'There is surgery or a neurological deficit, and no referral to rehabilitation.',
        source: 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)',
        because: ['separation surgery is recommended'],
        override: null,
      });
    });

    it('are overridden by the chair with a reason, which counts while the finding rests on the same grounds', async () => {
      const id = await story.drafted(await story.inWorkup(), surgery);
      const override = { check: 'rehabilitation-missing', reason: 'The family has arranged it at home.' };

      const { body } = await chair().post(`/decisions/${id}/overrides`, override).expect(200);

      const given = { ...override, by: hospital.chair.id, at: server.clock.now().toISOString() };
      expect(body).toMatchObject({ overrides: [given], version: 2 });
      const judged = (await chair().get(`/decisions/${id}/checks`).expect(200)).body;
      expect(judged.standing).not.toContain('rehabilitation-missing');

      const recommendations = surgery.recommendations.map((line, at) =>
        at === 0 ? { ...line, modality: 'open-stabilisation' } : line,
      );
      await coordinator()
        .put(`/decisions/${id}`, { content: { ...surgery, recommendations } }, ifMatch(2))
        .expect(200);

      const again = (await chair().get(`/decisions/${id}/checks`).expect(200)).body;
      expect(again.standing).toContain('rehabilitation-missing');
    });

    it('are not overridden by anybody else, nor where there is nothing to override', async () => {
      const id = await story.drafted(await story.inWorkup(), surgery);
      const override = { check: 'rehabilitation-missing', reason: 'At home.' };

      await surgeon().post(`/decisions/${id}/overrides`, override).expect(403, 'forbidden');
      await coordinator().post(`/decisions/${id}/overrides`, override).expect(403);
      await chair()
        .post(`/decisions/${id}/overrides`, { ...override, check: 'bone-scan-low-yield' })
        .expect(409, 'nothing-to-override');
      await chair()
        .post(`/decisions/${id}/overrides`, { ...override, check: 'weather' })
        .expect(400, 'invalid-body');
      await chair()
        .post(`/decisions/${id}/overrides`, { ...override, reason: ' ' })
        .expect(400, 'invalid-body');
    });

    it('judge the evidence of today: what was recorded since counts', async () => {
      const caseId = await story.inWorkup();
      const id = await story.drafted(caseId);

      await story.assessed(caseId, { ...soundFacts, neurology: { ...soundFacts.neurology, frankel: 'D' } });

      const { body } = await surgeon().get(`/decisions/${id}/checks`).expect(200);
      expect(body.standing).toEqual(['rehabilitation-missing']);
    });
  });
});
