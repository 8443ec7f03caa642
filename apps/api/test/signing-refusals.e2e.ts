import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('a signature is refused', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let signing: Signing;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
    signing = new Signing(server);
  });
  afterAll(() => server.close());

  const decided = async () => (await story.decided()).decisionId;
  const signaturesOf = async (id: string) =>
    (await server.as(hospital.chair).get(`/decisions/${id}`).expect(200)).body.revision.signatures;

  it('when its proof was made for another digest, and its statement stays unused', async () => {
    const id = await decided();
    const { digest } = (await signing.statement(hospital.spineSurgeon, id).expect(201)).body;
    const other = await signing.prepared(hospital.spineSurgeon, id);

    await signing.send(hospital.spineSurgeon, id, { digest, proof: other.proof }).expect(403, 'proof-required');

    expect(await signaturesOf(id)).toEqual([]);
    await signing.send(hospital.spineSurgeon, id, other).expect(201);
  });

  it('with a statement that is somebody else’s, was used, or is over', async () => {
    const id = await decided();
    const { spineSurgeon, medicalOncologist, chair } = hospital;
    const prepared = await signing.prepared(spineSurgeon, id);

    await signing.send(medicalOncologist, id, prepared).expect(409, 'unknown-signing-statement');
    await signing.send(spineSurgeon, id, prepared).expect(201);
    await signing.send(spineSurgeon, id, prepared).expect(409, 'signing-statement-used');

    const { digest } = (await signing.statement(hospital.radiationOncologist, id).expect(201)).body;
    server.clock.advance({ minutes: 10 });
    const proof = await server.as(hospital.radiationOncologist).prove('sign-decision', digest);
    await signing.send(hospital.radiationOncologist, id, { digest, proof }).expect(409, 'signing-statement-expired');
    await server.as(chair).post(`/decisions/${id}/signatures`, { digest: 'abc' }).expect(400, 'invalid-body');
  });

  it('when it was prepared before the next revision was proposed', async () => {
    const id = await decided();
    const prepared = await signing.prepared(hospital.spineSurgeon, id);
    const next = (await server.as(hospital.spineSurgeon).post(`/decisions/${id}/revise`).expect(201)).body.id;
    await server.as(hospital.chair).post(`/decisions/${next}/propose`).expect(200);

    await signing.send(hospital.spineSurgeon, id, prepared).expect(409, 'revision-not-open-for-signature');
    await signing.send(hospital.spineSurgeon, next, prepared).expect(409, 'revision-changed');

    expect(await signaturesOf(next)).toEqual([]);
  });

  it('when the signer is called otherwise than the statement says', async () => {
    const id = await decided();
    const prepared = await signing.prepared(hospital.medicalOncologist, id);
    const { administrator, medicalOncologist } = hospital;
    const user = (await server.as(administrator).get(`/users/${medicalOncologist.id}`).expect(200)).body;
    const path = `/users/${medicalOncologist.id}`;
    await server.as(administrator).patch(path, { name: 'Dr. Mia Married' }, ifMatch(user.version)).expect(200);

    await signing.send(medicalOncologist, id, prepared).expect(409, 'signing-statement-outdated');
  });

  it('on a version that is not the current one, where the signer names one', async () => {
    const id = await decided();
    const prepared = await signing.prepared(hospital.spineSurgeon, id);
    const path = `/decisions/${id}/signatures`;

    await server.as(hospital.spineSurgeon).post(path, prepared, ifMatch(7)).expect(412, 'stale-version');
    await server.as(hospital.spineSurgeon).post(path, prepared, ifMatch(1)).expect(201);
  });
});
