import { CaseStory, compression, soundFacts } from './support/case-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('examinations recorded at the same time', () => {
  let server: TestServer;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    story = new CaseStory(server, await server.given.board());
  });
  afterAll(() => server.close());

  it('that all stop the same clock are all kept, and the clock stops once', async () => {
    const caseId = await story.referred(compression);
    const surgeon = server.as(story.hospital.spineSurgeon);
    const at = server.clock.now().toISOString();
    const facts = {
      ...soundFacts,
      imaging: [{ modality: 'mri-whole-spine', performedOn: '2026-03-02', performedAt: at }],
    };

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => surgeon.post(`/cases/${caseId}/assessments`, { assessedAt: at, facts })),
    );

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201, 201]);
    const changes = await server.auditOf({ entityId: caseId });
    expect(changes.filter((type) => type === 'case.clock-stopped')).toHaveLength(1);
  });

  it('that all contradict a decision take its case back once, and none waits for another for ever', async () => {
    const { caseId, decisionId } = await story.decided();
    await story.inForce(decisionId);
    const assessment = {
      assessedAt: server.clock.now().toISOString(),
      facts: { ...soundFacts, general: { kps: 50, toleratesSurgery: true } },
    };

    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        server.as(story.hospital.spineSurgeon).post(`/cases/${caseId}/assessments`, assessment),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201, 201]);
    const changes = await server.auditOf({ entityId: caseId });
    expect(changes.filter((type) => type === 'case.relisted')).toHaveLength(1);
  });
});
