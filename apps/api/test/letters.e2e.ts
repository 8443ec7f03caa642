import { extractText } from 'unpdf';
import { CaseStory } from './support/case-story.js';
import type { Answer } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('letters', () => {
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

  const coordinator = () => server.as(hospital.coordinator);
  const textOf = async ({ bytes }: Answer) =>
    (await extractText(new Uint8Array(bytes), { mergePages: true })).text.replaceAll(/\s+/g, ' ');
  const reason = 'The deficit is older than a week; surgery would come first.';

  describe('about a decision', () => {
    it('say what is recommended, who signed with which meaning, who dissented and what the chair answered', async () => {
      const { decisionId: id } = await story.decided();
      await signing.signed(hospital.medicalOncologist, id);
      const { revision } = await signing.signed(hospital.spineSurgeon, id, { meaning: 'dissent', reason });
      const dissent = revision.signatures.at(-1).id;
      const answer = { reason: 'The radiotherapy cannot wait.' };
      await server.as(hospital.chair).post(`/decisions/${id}/dissents/${dissent}/accept`, answer).expect(200);
      await signing.signed(hospital.radiologist, id, { onBehalfOf: hospital.radiationOncologist.id });

      const letter = await coordinator().get(`/decisions/${id}/letter`).expect(200);

      expect(letter.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="decision.pdf"',
        'cache-control': 'no-store',
      });
      const text = await textOf(letter);
      expect(text).toContain('Patient Maria Jansen, born ');
      expect(text).toMatch(/1\. .+ T8: .+; radiation oncology, by \d+ March 2026\./);
      expect(text).toContain(`“${reason}” The chair accepted it: “The radiotherapy cannot wait.”`);
      expect(text).toContain('approved this decision');
      expect(text).toContain('dissented from this decision');
      expect(text).toContain('password and one-time code');
      expect(text).toContain(`deputy of ${hospital.radiationOncologist.name}`);
      expect(text).toContain(revision.hash);
      expect(text).toContain('In force since');
    });

    it('are the same bytes each time, and others once somebody has signed', async () => {
      const { decisionId: id } = await story.decided();
      const draw = async () => (await coordinator().get(`/decisions/${id}/letter`).expect(200)).bytes;

      const first = await draw();
      server.clock.advance({ days: 1 });
      expect((await draw()).equals(first)).toBe(true);

      await signing.signed(hospital.medicalOncologist, id);
      expect((await draw()).equals(first)).toBe(false);
    });

    it('leave their disclosure in the trail', async () => {
      const { decisionId: id } = await story.decided();
      await coordinator().get(`/decisions/${id}/letter`).expect(200);

      const events = await server.auditOf({ actorId: hospital.coordinator.id });
      expect(events.slice(-2)).toEqual(['letter.drawn', 'patients.disclosed']);
    });

    it('exist for the board and the auditor, for nobody else, and for no draft', async () => {
      const { decisionId: id, caseId } = await story.decided();
      const elsewhere = await server.given.board();

      await server.as(hospital.auditor).get(`/decisions/${id}/letter`).expect(200);
      await server.as(hospital.administrator).get(`/decisions/${id}/letter`).expect(403);
      await server.as(elsewhere.coordinator).get(`/decisions/${id}/letter`).expect(404);
      const next = (await server.as(hospital.spineSurgeon).post(`/decisions/${id}/revise`).expect(201)).body.id;
      await coordinator().get(`/decisions/${next}/letter`).expect(404);
      expect(caseId).toBeDefined();
    });
  });

  describe('about a meeting', () => {
    it('say who was there, and each case with what became of it', async () => {
      const { meetingId, decisionId } = await story.decided();

      const minute = await coordinator().get(`/meetings/${meetingId}/minute`).expect(200);

      const text = await textOf(minute);
      expect(text).toContain('Minute of the tumour board');
      expect(text).toContain('Maria Jansen');
      expect(text).toContain(`${hospital.spineSurgeon.name} Spine surgery`);
      expect(text).toContain('Became Decided');
      expect(text).toMatch(/Recommended 1\. .+ T8/);
      expect(decisionId).toBeDefined();
      const again = await coordinator().get(`/meetings/${meetingId}/minute`).expect(200);
      expect(again.bytes.equals(minute.bytes)).toBe(true);
    });
  });
});
