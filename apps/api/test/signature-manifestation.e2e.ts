import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

/** 21 CFR 11.50: the printed name of the signer, date and time, and what the signature means. */
interface Manifestation {
  readonly printedName: string;
  readonly signedAt: string;
  readonly meaning: string;
}

describe('a signed decision', () => {
  let server: TestServer;
  let hospital: Hospital;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  afterAll(() => server.close());

  const manifest = (signatures: readonly Manifestation[]) =>
    signatures.map(({ printedName, signedAt, meaning }) => `${printedName}, ${signedAt}: ${meaning}`);

  it('shows printed name, time and meaning wherever the decision is shown', async () => {
    const signing = new Signing(server);
    const { decisionId, caseId } = await new CaseStory(server, hospital).decided();
    await signing.signed(hospital.medicalOncologist, decisionId);
    const remark = { meaning: 'approve-with-reservation', reason: 'If the dose is reduced.' } as const;
    await signing.signed(hospital.radiationOncologist, decisionId, remark);
    await signing.signed(hospital.spineSurgeon, decisionId);
    const asOf = encodeURIComponent(new Date().toISOString());
    const ask = async (path: string) => (await server.as(hospital.chair).get(path).expect(200)).body;

    const alone = await ask(`/decisions/${decisionId}`);
    const listed = (await ask(`/cases/${caseId}/decisions`)).items[0];
    const summary = (await ask(`/cases/${caseId}`)).decision;
    const then = (await ask(`/cases/${caseId}?asOf=${asOf}`)).known;
    const known = then.find(({ entity }: { entity: string }) => entity === 'decision-revision').document;

    const at = server.clock.now().toISOString().slice(0, 10);
    const expected = [
      expect.stringMatching(new RegExp(`^Dr\\. Mia Oncology, ${at}T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z: approve$`)),
      expect.stringMatching(new RegExp(`^Dr\\. Rae Beam, ${at}T[\\d:.]{12}Z: approve-with-reservation$`)),
      expect.stringMatching(new RegExp(`^Dr\\. Sam Spine, ${at}T[\\d:.]{12}Z: approve$`)),
    ];
    for (const { revision } of [alone, listed, summary]) expect(manifest(revision.signatures)).toEqual(expected);
    expect(manifest(known.signatures)).toEqual(expected);
  });
});
