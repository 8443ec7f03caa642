import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('a signature in the database', () => {
  let server: TestServer;
  let hospital: Hospital;
  let signed: string;
  let other: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    const story = new CaseStory(server, hospital);
    signed = (await story.decided()).decisionId;
    other = (await story.decided()).decisionId;
    await new Signing(server).signed(hospital.spineSurgeon, signed);
  });
  afterAll(() => server.close());

  /** Writes the signature once more with some columns changed, as the owner of the tables could, who minds no policy. */
  const forge = (change: object) =>
    server.look(
      `INSERT INTO clinical.signature
       SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'digest', gen_random_uuid()) || $1::jsonb)).*
       FROM clinical.signature s`,
      [JSON.stringify(change)],
    );

  it('cannot be written under another decision than the one whose hash it signs, not even by the owner of the tables', async () => {
    await expect(forge({ revision_id: other })).rejects.toThrow(
      'signature_organisation_id_revision_id_revision_hash_fkey',
    );
  });

  it('cannot be written under a hash that its decision does not have', async () => {
    await expect(forge({ revision_hash: '\\x00' })).rejects.toThrow(
      'signature_organisation_id_revision_id_revision_hash_fkey',
    );
  });

  it('cannot be given twice on one statement', async () => {
    const [{ digest } = { digest: '' }] = await server.look<{ digest: string }>(
      'SELECT digest FROM clinical.signature',
    );

    await expect(forge({ digest })).rejects.toThrow('signature_organisation_id_digest_key');
  });

  it('cannot say that a passkey gave it without what the passkey answered', async () => {
    await expect(forge({ method: 'passkey' })).rejects.toThrow('assertion_of_passkey');
    await expect(forge({ assertion: {} })).rejects.toThrow('assertion_of_passkey');
  });

  it.each([
    ['moved', 'UPDATE clinical.signature SET revision_id = gen_random_uuid()'],
    ['edited', `UPDATE clinical.signature SET printed_name = 'Somebody else'`],
    ['removed', 'DELETE FROM clinical.signature'],
    ['swept away', 'TRUNCATE clinical.signature CASCADE'],
  ])('cannot be %s, not even by the owner of the tables', async (_, statement) => {
    await expect(server.look(statement)).rejects.toThrow('is append-only');
  });
});
