import type { AssessmentFacts } from '#pathway';
import { DecisionHappenings } from '../src/decisions/index.js';
import { ExpireDecisions } from '../src/decisions/expiry/expire-decisions.js';
import { CaseStory, soundContent, soundFacts } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing, type Fault } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('a decision that stands', () => {
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
  const reason = 'The patient has decided otherwise.';

  const active = async (expiresOn: string | null = null) => {
    const { caseId, decisionId: id } = await story.decided();
    await story.inForce(id, expiresOn);
    return { caseId, id };
  };
  const stateOf = async (id: string) => (await chair().get(`/decisions/${id}`).expect(200)).body.state;

  describe('withdrawn while in force', () => {
    it('takes its case back to workup and tells what rested on it', async () => {
      const { caseId, id } = await active();

      const { body } = await surgeon().post(`/decisions/${id}/withdraw`, { reason }).expect(200);

      expect(body).toMatchObject({ state: 'withdrawn', version: 3 });
      expect(await story.stateOf(caseId)).toBe('workup');
      expect((await server.auditOf({ caseId })).slice(-2)).toEqual(['decision.withdrawn', 'case.relisted']);
    });

    it('recalls a revised draft that waits for signatures meanwhile', async () => {
      const { id } = await active();
      const next = (await surgeon().post(`/decisions/${id}/revise`).expect(201)).body.id;
      await chair().post(`/decisions/${next}/propose`).expect(200);
      expect(await stateOf(id)).toBe('in-force');

      await chair().post(`/decisions/${id}/withdraw`, { reason }).expect(200);

      expect(await stateOf(next)).toBe('returned');
    });

    it('stays in force, its case active, when what rests on it refuses', async () => {
      const { caseId, id } = await active();
      let isOpen = true;
      server.app.get(DecisionHappenings, { strict: false }).on('decision.withdrawn', async ({ prisma }) => {
        await prisma.case.count();
        if (isOpen) throw new Error('an order could not be cancelled');
      });

      await surgeon().post(`/decisions/${id}/withdraw`, { reason }).expect(500);
      isOpen = false;

      expect(await stateOf(id)).toBe('in-force');
      expect(await story.stateOf(caseId)).toBe('active');
    });

    it('cannot be returned: it can only be withdrawn or revised', async () => {
      const { id } = await active();

      const { body } = await chair()
        .post(`/decisions/${id}/return`, { reason })
        .expect(409, 'revision-action-not-possible');
      expect(body.possible).toEqual(['revise', 'withdraw', 'ratify', 'reject']);
    });
  });

  describe('on evidence that changes', () => {
    const changes: [string, Partial<AssessmentFacts>, string][] = [
      ['a fall of KPS by 20', { general: { ...soundFacts.general, kps: 60 } }, 'performance-drop'],
      [
        'a new neurological deficit',
        { neurology: { ...soundFacts.neurology, frankel: 'D' } },
        'new-neurological-deficit',
      ],
      ['new visceral metastases', { burden: { visceralMetastases: 'untreatable' } }, 'new-visceral-metastases'],
      [
        'imaging outside follow-up',
        { imaging: [...soundFacts.imaging!, { modality: 'mri-whole-spine', performedOn: '2026-03-02' }] },
        'relevant-imaging',
      ],
    ];

    it.each(changes)('goes back to the board by itself after %s', async (_, change, reasonCode) => {
      const { caseId, id } = await active();

      await story.assessed(caseId, { ...soundFacts, ...change });

      const [row] = await server.look('SELECT state, reason_code FROM clinical.board_case WHERE id = $1', [caseId]);
      expect(row).toEqual({ state: 'workup', reason_code: reasonCode });
      expect(await stateOf(id)).toBe('in-force');
    });

    it('stays where it is when the news is none', async () => {
      const { caseId } = await active();

      await story.assessed(caseId, { ...soundFacts, general: { ...soundFacts.general, kps: 70 } });

      expect(await story.stateOf(caseId)).toBe('active');
    });

    it('tells every further trigger to the coordinator, and never refuses the assessment', async () => {
      const { caseId } = await active();
      const worse = { general: { kps: 50 }, neurology: { ...soundFacts.neurology, frankel: 'C' as const } };

      await story.assessed(caseId, { ...soundFacts, ...worse });
      await story.assessed(caseId, { ...soundFacts, ...worse, burden: { visceralMetastases: 'untreatable' } });

      expect(await story.stateOf(caseId)).toBe('workup');
      expect(await notices(caseId)).toEqual([
        'new-neurological-deficit',
        'performance-drop',
        'new-visceral-metastases',
      ]);
    });

    it('is not waited for: a revision that nobody has signed yet is recalled', async () => {
      const { caseId, decisionId } = await story.decided();

      await story.assessed(caseId, { ...soundFacts, general: { ...soundFacts.general, kps: 50 } });

      expect(await stateOf(decisionId)).toBe('returned');
      expect(await story.stateOf(caseId)).toBe('workup');
    });
  });

  describe('that nobody began to carry out', () => {
    it('goes back to the board after its last day on the board’s calendar, and only once', async () => {
      const today = await active('2026-03-02');
      const yesterday = await active('2026-03-01');
      const expire = server.app.get(ExpireDecisions, { strict: false });

      expect(await expire.execute(hospital.organisationId)).toEqual([yesterday.caseId]);

      expect(await story.stateOf(today.caseId)).toBe('active');
      const [row] = await server.look('SELECT state, reason_code FROM clinical.board_case WHERE id = $1', [
        yesterday.caseId,
      ]);
      expect(row).toEqual({ state: 'workup', reason_code: 'expired' });
      expect(await expire.execute(hospital.organisationId)).toEqual([]);
    });

    it('stays when it is a decision in which nothing lapses', async () => {
      const { caseId } = await active(null);

      await server.app.get(ExpireDecisions, { strict: false }).execute(hospital.organisationId);

      expect(await story.stateOf(caseId)).toBe('active');
    });

    it('stays active when taking it back fails', async () => {
      const { caseId } = await active('2026-03-01');
      const expire = server.app.get(ExpireDecisions, { strict: false });

      await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
        expect(expire.execute(hospital.organisationId)).rejects.toThrow('disk full'),
      );

      expect(await story.stateOf(caseId)).toBe('active');
      expect(await expire.execute(hospital.organisationId)).toEqual([caseId]);
    });
  });

  describe('or a draft of one', () => {
    const content = { ...soundContent, summary: 'In five fractions.' };
    const atVersion: Fault = { at: 'INSERT ON clinical.version' };

    it('stays as it was when the last step of a change fails', async () => {
      const id = await story.drafted(await story.inWorkup(), { ...soundContent, systemicPlan: undefined });
      const before = (await chair().get(`/decisions/${id}`).expect(200)).body;
      const override = { check: 'systemic-coordination-missing', reason };

      await whileFailing(server, atVersion, async () => {
        await coordinator().put(`/decisions/${id}`, { content }, ifMatch(1)).expect(500);
        await chair().post(`/decisions/${id}/overrides`, override).expect(500);
      });

      expect((await chair().get(`/decisions/${id}`).expect(200)).body).toEqual(before);
      await chair().post(`/decisions/${id}/overrides`, override).expect(200);
    });

    it('stays as it was when the last step of returning, revising or withdrawing fails', async () => {
      const { caseId, decisionId: id } = await story.decided();
      const before = (await chair().get(`/cases/${caseId}/decisions`).expect(200)).body;

      await whileFailing(server, atVersion, async () => {
        await chair().post(`/decisions/${id}/return`, { reason }).expect(500);
        await chair().post(`/decisions/${id}/revise`).expect(500);
        await chair().post(`/decisions/${id}/withdraw`, { reason }).expect(500);
      });

      expect((await chair().get(`/cases/${caseId}/decisions`).expect(200)).body).toEqual(before);
    });
  });

  const notices = async (caseId: string) =>
    (
      await server.look<{ reason_code: string }>(
        'SELECT reason_code FROM clinical.case_notice WHERE case_id = $1 ORDER BY raised_at, id',
        [caseId],
      )
    ).map((row) => row.reason_code);
});
