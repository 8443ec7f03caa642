import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseStory } from './support/case-story.js';
import { erase } from './support/erasing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('a restore from before an erasure', () => {
  let stateDir: string;
  let server: TestServer;
  let hospital: Hospital;
  let patientId: string;
  let erasureId: string;

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'consilium-state-'));
    server = await startServer({ stateDir });
    hospital = await server.given.board();
    const second = await server.given.person(hospital, { name: 'Ben', roles: ['administrator'], specialty: null });
    const caseId = await new CaseStory(server, hospital).inWorkup();
    const [row] = await server.look<{ patient_id: string }>(
      'SELECT patient_id FROM clinical.board_case WHERE id = $1',
      [caseId],
    );
    patientId = row!.patient_id;
    await remember();
    erasureId = (await erase(server, [hospital.administrator, second], patientId)).id;
  });
  afterEach(async () => {
    await server.close();
    rmSync(stateDir, { recursive: true });
  });

  const list = () => join(stateDir, 'erasures.jsonl');
  const isPresent = async () =>
    (await server.look('SELECT FROM clinical.patient WHERE id = $1', [patientId])).length > 0;

  /** A backup of the patient's own row, which is enough to come back. */
  const remember = () => server.look('CREATE TABLE public.backup AS SELECT * FROM clinical.patient');

  /** As a backup brings them back: past every trigger. With `forgetting`, it is from before the erasure was even asked for. */
  async function restore({ forgetting }: { forgetting: boolean }): Promise<void> {
    await server.look(`
      ALTER TABLE clinical.patient DISABLE TRIGGER ALL;
      INSERT INTO clinical.patient (organisation_id, id, alias, family_name, given_name, born_on, sex, version)
        SELECT organisation_id, id, alias, family_name, given_name, born_on, sex, version FROM public.backup WHERE id = '${patientId}';
      ALTER TABLE clinical.patient ENABLE TRIGGER ALL;
      ALTER TABLE clinical.patient ENABLE ALWAYS TRIGGER need_version`);
    if (!forgetting) return;
    await server.look(`
      ALTER TABLE clinical.erased_patient DISABLE TRIGGER ALL; DELETE FROM clinical.erased_patient;
      ALTER TABLE clinical.erased_patient ENABLE ALWAYS TRIGGER deny;
      ALTER TABLE clinical.erasure DISABLE TRIGGER ALL; DELETE FROM clinical.erasure; ALTER TABLE clinical.erasure ENABLE TRIGGER ALL;
      ALTER TABLE clinical.version DISABLE TRIGGER ALL; DELETE FROM clinical.version WHERE entity = 'erasure';
      ALTER TABLE clinical.version ENABLE ALWAYS TRIGGER deny`);
  }

  it('is held against a list beside the database, of ids and codes alone', () => {
    const [line, ...rest] = readFileSync(list(), 'utf8').trimEnd().split('\n');

    expect(rest).toEqual([]);
    expect(JSON.parse(line!)).toEqual({
      organisationId: hospital.organisationId,
      id: erasureId,
      patientId,
      reasonCode: 'consent-withdrawn',
      askedBy: hospital.administrator.id,
      askedAt: '2026-03-02T08:00:00.000Z',
      decidedBy: expect.any(String),
      decidedAt: expect.any(String),
    });
  });

  it('erases the patient again before the server opens, with an event', async () => {
    await restore({ forgetting: false });

    const opened = await startServer({ other: server });

    expect(await isPresent()).toBe(false);
    const { body } = await opened.as(hospital.administrator).get(`/erasures/${erasureId}`).expect(200);
    expect(body).toMatchObject({ state: 'done', reappliedAt: server.clock.now().toISOString(), version: 3 });
    expect((await server.auditOf({ entityId: erasureId })).filter((type) => type !== 'patients.disclosed')).toEqual([
      'erasure.asked',
      'erasure.opened',
      'erasure.approved',
      'erasure.reapplied',
      'erasure.opened',
    ]);
    await opened.close();
  });

  it('from before it was asked for keeps the server shut until the operator lists it, and is then erased', async () => {
    await restore({ forgetting: true });

    await expect(startServer({ other: server })).rejects.toThrow(
      'This database was restored from before 1 erasure that STATE_DIR lists: run `npm run erasures:reapply`, then start again.',
    );
    expect(await isPresent()).toBe(true);
    const { listErased } = (await import(new URL('../../../tools/erasures.mjs', import.meta.url).href)) as {
      listErased(database: { url: string; name: string }, file: string): Promise<number>;
    };
    expect(await listErased({ url: server.database.ownerUrl, name: 'the test database' }, list())).toBe(1);

    const opened = await startServer({ other: server });
    expect(await isPresent()).toBe(false);
    const { body } = await opened.as(hospital.administrator).get(`/erasures/${erasureId}`).expect(200);
    expect(body).toMatchObject({ state: 'done', askedBy: hospital.administrator.id, removed: { rows: 1 }, version: 1 });
    await opened.close();
  });

  it('is noticed from another machine too, once the list is copied there', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'consilium-state-'));
    writeFileSync(join(elsewhere, 'erasures.jsonl'), readFileSync(list()));
    await restore({ forgetting: true });

    await expect(startServer({ other: server, stateDir: elsewhere })).rejects.toThrow(/restored from before 1 erasure/);
    rmSync(elsewhere, { recursive: true });
  });
});
