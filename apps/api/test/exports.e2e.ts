import { extractText } from 'unpdf';
import { verifierKeyOf } from '#transparency';
import { createPublicKey } from 'node:crypto';
import { LogPulse } from '../src/log/index.js';
import { CaseStory } from './support/case-story.js';
import { erase } from './support/erasing.js';
import { DISSENT, eventfulCase, type EventfulCase } from './support/eventful-case.js';
import { exported, faultIn, sumOf, unpacked, verified, type Files } from './support/exporting.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { proven, receiptIn } from './support/receipt.js';
import { startServer, type TestServer } from './support/server.js';

const PLANTED = { familyName: 'Zzyzx-Planted', givenName: 'Quirinus', bornOn: '1949-09-19', sex: 'male' };

describe('an export', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let told: EventfulCase;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
    told = await eventfulCase(server, story);
  }, 60_000);
  afterAll(() => server.close());

  const auditor = () => server.as(hospital.auditor);
  const chair = () => server.as(hospital.chair);
  const key = () => verifierKeyOf(`log.test/${hospital.organisationId}`, createPublicKey(server.sequencer.privateKey));
  const exportOf = async (wish: object, person = hospital.auditor) => unpacked(await exported(server, person, wish));
  const placesIn = (files: Files) =>
    [...files.keys()].flatMap((path) => /^receipts\/(\d+)\.tlog-proof$/.exec(path)?.slice(1).map(Number) ?? []);

  describe('of the organisation', () => {
    it('is the whole log, which the verifier proves with the key alone, up to the request itself', async () => {
      const files = await exportOf({ scope: 'organisation' });

      const { manifest, trail, documents, keys } = verified(files, { keys: [key()] });

      const [asked] = await server.look<{ position: string }>(
        `SELECT n.position FROM audit.entry n JOIN audit.event e USING (organisation_id, event_id)
         WHERE organisation_id = $1 AND e.type = 'export.asked' ORDER BY n.position DESC LIMIT 1`,
        [hospital.organisationId],
      );
      expect(keys.isGiven).toBe(true);
      expect(manifest.scope).toEqual({ kind: 'organisation' });
      expect(manifest.size).toBeGreaterThan(Number(asked!.position));
      expect(trail.entries).toBe(manifest.size);
      expect(documents.met).toBe(trail.versions.count);
      expect(documents.erased).toBe(0);
      expect(documents.decisions.count).toBe(2);
      expect(documents.decisions.byPasskey.size).toBe(2);
      expect(documents.decisions.byPassword.size).toBe(4);
    });

    it('comes in the order of its format, and holds nothing else', async () => {
      const paths = [...(await exportOf({ scope: 'organisation' })).keys()];

      const folders = paths.map((path) => path.replace(/(?<=^(?:tile\/(?:\d+|entries)|documents|schema)\/).*/, '…'));
      expect([...new Set(folders)]).toEqual([
        'manifest.json',
        'README.txt',
        'checkpoint',
        'keys/log',
        'keys/log.pem',
        'schema/…',
        'tile/0/…',
        'tile/entries/…',
        'documents/…',
        'SHA256SUMS',
      ]);
    });

    it('continues a checkpoint that somebody kept, also one that came as a receipt', async () => {
      const { body } = await auditor().get('/audit/checkpoint').expect(200);
      const { headers } = await auditor().post('/audit/exports', { scope: 'organisation' }).expect(202);
      const files = await exportOf({ scope: 'organisation' });

      const older = verified(files, { since: { text: body.note, where: 'kept' } });
      const newer = verified(files, { since: { text: receiptIn(headers), where: 'kept' } });

      expect(older.kept!.size).toBe(body.size);
      expect(newer.kept!.size).toBeGreaterThan(body.size);
    });
  });

  describe('of a case', () => {
    it('holds every version of the case, its decisions and their signatures, all of which the verifier proves', async () => {
      const files = await exportOf({ scope: 'case', caseId: told.caseId });

      const { manifest, documents, trail } = verified(files, { keys: [key()] });

      expect(manifest.scope).toEqual({ kind: 'case', caseId: told.caseId });
      expect(documents.decisions.count).toBe(2);
      expect(documents.decisions.byPasskey.size).toBe(2);
      expect(documents.decisions.byPassword.size).toBe(4);
      const [{ versions } = { versions: 0 }] = await server.look<{ versions: number }>(
        `SELECT count(*)::int AS versions FROM clinical.version v
         WHERE v.case_id = $1 OR v.entity = 'passkey'
           OR (v.entity = 'patient' AND v.entity_id = (SELECT patient_id FROM clinical.board_case WHERE id = $1))`,
        [told.caseId],
      );
      expect(documents.met).toBe(versions);
      expect(placesIn(files)).toHaveLength(trail.entries);
      expect([...files.keys()].some((path) => path.startsWith('tile/entries'))).toBe(false);
    });

    it('names no other patient anywhere, not by a name, an id or an alias', async () => {
      const planted = { identifiers: [{ system: 'mrn', value: 'planted-4711' }], ...PLANTED };
      const { body: other } = await server.as(hospital.coordinator).post('/patients', planted).expect(201);
      const referral = {
        boardId: hospital.board.id,
        patientId: other.id,
        question: 'A planted question?',
        suspicion: { suspectedAt: server.clock.now().toISOString(), painFeatures: ['nocturnal'] },
      };
      const { body: otherCase } = await server.as(hospital.coordinator).post('/cases', referral).expect(201);
      // An answer that shows both patients: its disclosure is about more than one case.
      await server.as(hospital.coordinator).get('/cases').expect(200);
      const [{ alias } = { alias: '' }] = await server.look<{ alias: string }>(
        'SELECT alias FROM clinical.patient WHERE id = $1',
        [other.id],
      );

      const archive = await exported(server, hospital.chair, { scope: 'case', caseId: told.caseId });

      const secrets = [
        'Zzyzx',
        'Quirinus',
        '1949-09-19',
        'planted-4711',
        'A planted question',
        other.id,
        otherCase.id,
        alias,
      ];
      const files = await unpacked(archive);
      for (const [path, bytes] of files) {
        const text = path.startsWith('receipts/') ? bytes.toString() + leafIn(bytes) : bytes.toString();
        const found = secrets.filter((secret) => text.includes(secret) || path.includes(secret));
        expect({ path, found }).toEqual({ path, found: [] });
      }
      expect(alias).toMatch(/^[0-9a-f-]{36}$/);
      const whole = await exported(server, hospital.auditor, { scope: 'organisation' });
      for (const secret of secrets) expect(whole.includes(secret)).toBe(true);
    });

    it('has each decision as a letter with the manifestation of each signature', async () => {
      const files = await exportOf({ scope: 'case', caseId: told.caseId });

      const textOf = async (path: string) =>
        (await extractText(new Uint8Array(files.get(path)!), { mergePages: true })).text.replaceAll(/\s+/g, ' ');
      const [first, second] = [await textOf('readable/decision-1.pdf'), await textOf('readable/decision-2.pdf')];
      const at = /\d+ March 2026,? (at )?\d\d:\d\d/;
      expect(first).toContain('Overridden by');
      expect(first).toMatch(new RegExp(`Dr\\. Mia Oncology approved this decision ${at.source}.* passkey`));
      expect(first).toContain('revoked');
      expect(first).toContain('“Not through this approach.”');
      expect(second).toMatch(new RegExp(`Dr\\. Rae Beam dissented from this decision ${at.source}`));
      expect(second).toContain(`“${DISSENT}” The chair accepted it: “The radiotherapy cannot wait.”`);
      expect(second).toMatch(new RegExp(`Dr\\. Sam Spine approved this decision ${at.source}.* one-time code`));
    });

    it('is the chair’s, for cases of the own board, and nobody else’s but the auditor’s', async () => {
      const wish = { scope: 'case', caseId: told.caseId };
      const elsewhere = await server.given.board();

      const { body } = await chair().post('/audit/exports', wish).expect(202);

      await server.as(hospital.spineSurgeon).post('/audit/exports', wish).expect(403, 'forbidden');
      await server.as(hospital.coordinator).post('/audit/exports', wish).expect(403, 'forbidden');
      await server.as(hospital.administrator).post('/audit/exports', wish).expect(403, 'forbidden');
      await server.as(elsewhere.chair).post('/audit/exports', wish).expect(404);
      await server.as(elsewhere.auditor).post('/audit/exports', wish).expect(404);
      for (const path of [`/audit/exports/${body.id}`, `/audit/exports/${body.id}/bundle`]) {
        await server.as(hospital.spineSurgeon).get(path).expect(404);
        await server.as(elsewhere.auditor).get(path).expect(404);
        await auditor().get(path).expect(200);
      }
      await chair().post('/audit/exports', { scope: 'organisation' }).expect(403, 'forbidden');
    });
  });

  describe('of a period', () => {
    it('holds every entry between its two places, and none beside them but whose passkeys are', async () => {
      const checkpoints = await server.look<{ size: number; at: Date }>(
        'SELECT size::int, signed_at AS at FROM audit.checkpoint WHERE organisation_id = $1 ORDER BY size',
        [hospital.organisationId],
      );
      const [since, until] = [checkpoints[20]!, checkpoints[checkpoints.length - 2]!];
      const files = await exportOf({ scope: 'period', since: since.at.toISOString(), until: until.at.toISOString() });

      const { manifest, trail } = verified(files, { keys: [key()] });

      expect(manifest.scope).toEqual({ kind: 'period', from: since.size, to: until.size });
      const within = placesIn(files).filter((place) => place >= since.size && place < until.size);
      expect(within).toHaveLength(until.size - since.size);
      const beside = placesIn(files).filter((place) => place < since.size || place >= until.size);
      for (const place of beside) {
        expect(leafIn(files.get(`receipts/${place}.tlog-proof`)!)).toContain('"entity":"passkey"');
      }
      expect(trail.entries).toBe(within.length + beside.length);
    });

    it('before the log began is empty, and holds all the same', async () => {
      const wish = { scope: 'period', since: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' };

      expect(verified(await exportOf(wish)).manifest.scope).toEqual({ kind: 'period', from: 0, to: 0 });
    });
  });

  describe('itself', () => {
    it('is asked for with a receipt, and is the same bundle each time', async () => {
      const { body, headers } = await auditor().post('/audit/exports', { scope: 'organisation' }).expect(202);
      const take = async () => (await auditor().get(`/audit/exports/${body.id}/bundle`).expect(200)).bytes;

      const [first, second] = [await take(), await take()];

      expect(body).toMatchObject({ scope: 'organisation', state: 'waiting', size: null, download: null });
      const { leaf } = proven(receiptIn(headers), server.sequencer.privateKey);
      expect(leaf).toMatchObject({ type: 'export.asked', entity: 'export', entityId: body.id, version: 1 });
      expect(sumOf(first)).toBe(sumOf(second));
    });

    it('says how far it is, and leaves its request, each download and its end in the trail', async () => {
      const { body } = await chair().post('/audit/exports', { scope: 'case', caseId: told.caseId }).expect(202);
      const { body: before } = await chair().get(`/audit/exports/${body.id}`).expect(200);
      const taken = await chair().get(`/audit/exports/${body.id}/bundle`).expect(200);
      const { body: after } = await chair().get(`/audit/exports/${body.id}`).expect(200);

      expect(before).toMatchObject({ state: 'ready', size: expect.any(Number), download: null });
      expect(after.download).toMatchObject({ isWhole: true, endedAt: expect.any(String) });
      expect(after.download.entries).toBe(placesIn(await unpacked(taken.bytes)).length);
      expect(taken.headers).toMatchObject({
        'content-type': 'application/x-tar',
        'content-disposition': 'attachment; filename="consilium-export.tar"',
        'cache-control': 'no-store',
      });
      expect(proven(receiptIn(taken.headers), server.sequencer.privateKey).leaf).toMatchObject({
        type: 'export.downloading',
        entityId: body.id,
      });
      const events = await server.auditOf({ entityId: body.id });
      expect(events.filter((type) => type !== 'export.continued')).toEqual([
        'export.asked',
        'export.opened',
        'export.downloading',
        'export.handed-out',
        'export.opened',
      ]);
      const disclosed = await server.look<{ patients: string[] }>(
        `SELECT convert_from(leaf, 'UTF8')::jsonb->'patients' AS patients FROM audit.event
         WHERE type = 'patients.disclosed' AND entity = 'case' AND convert_from(leaf, 'UTF8')::jsonb->>'req' = $1`,
        [taken.headers['x-request-id']],
      );
      expect(disclosed).toEqual([{ patients: [expect.any(String)] }]);
    });

    it('that cannot be read to its end breaks off, and says so', async () => {
      const { body } = await auditor().post('/audit/exports', { scope: 'organisation' }).expect(202);
      const fault = { at: 'UPDATE ON audit.export_download', when: 'NEW.documents > 0' };

      await whileFailing(server, fault, async () => {
        await auditor().get(`/audit/exports/${body.id}/bundle`).expect(500);
      });
      const broken = await server.look<{ type: string }>(
        `SELECT type FROM audit.event WHERE entity_id = $1 AND type IN ('export.handed-out', 'export.broken-off')`,
        [body.id],
      );

      expect(broken).toEqual([{ type: 'export.broken-off' }]);
      const { body: shown } = await auditor().get(`/audit/exports/${body.id}`).expect(200);
      expect(shown.download).toMatchObject({ documents: 0, isWhole: false });
    });

    it('leaves nothing when its last step fails', async () => {
      const count = async () => (await server.look('SELECT id FROM audit.export')).length;
      const before = await count();

      await whileFailing(server, { at: 'INSERT ON clinical.version', atCommit: true }, async () => {
        await auditor().post('/audit/exports', { scope: 'organisation' }).expect(500);
      });

      expect(await count()).toBe(before);
    });

    it.each([
      ['a case that it does not name', { scope: 'case' }, '/caseId'],
      ['a period that does not end', { scope: 'period', since: '2026-01-01T00:00:00Z' }, '/until'],
      [
        'a period that ends before it begins',
        { scope: 'period', since: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
        '/until',
      ],
      ['everything of one period', { scope: 'organisation', since: '2026-02-01T00:00:00Z' }, '/since'],
    ])('is refused for %s', async (_, wish, pointer) => {
      const { body } = await auditor().post('/audit/exports', wish).expect(400, 'invalid-body');

      expect(body.errors).toMatchObject([{ pointer }]);
    });
  });

  describe('of a log in which a patient was erased', () => {
    it('holds without their documents, and one asked for before is overtaken', async () => {
      const second = await server.given.board();
      const lost = new CaseStory(server, second);
      const caseId = await lost.inWorkup();
      const others = await server.given.person(second, {
        name: 'Second Admin',
        roles: ['administrator'],
        specialty: null,
      });
      const { body: early } = await server
        .as(second.auditor)
        .post('/audit/exports', { scope: 'organisation' })
        .expect(202);
      const { patient } = (await server.as(second.coordinator).get(`/cases/${caseId}`).expect(200)).body;
      await erase(server, [second.administrator, others], patient.id);

      await server.as(second.auditor).get(`/audit/exports/${early.id}/bundle`).expect(409, 'export-overtaken');
      const { body } = await server.as(second.auditor).get(`/audit/exports/${early.id}`).expect(200);
      const [whole, period] = [
        verified(await exportOf({ scope: 'organisation' }, second.auditor)),
        verified(
          await exportOf(
            { scope: 'period', since: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' },
            second.auditor,
          ),
        ),
      ];

      expect(body.state).toBe('overtaken');
      expect(whole.documents.erased).toBeGreaterThan(3);
      expect(period.documents.erased).toBe(whole.documents.erased);
    });
  });

  it('cannot be read where a document was changed in the database: the verifier says which', async () => {
    const version = `SELECT version, entity_id AS id FROM clinical.version WHERE entity = 'decision-revision' AND entity_id = $1`;
    const [row] = await server.look<{ version: number }>(version, [told.decisions[1]]);
    await server.look('ALTER TABLE clinical.version DISABLE TRIGGER deny');
    await server.look(
      `UPDATE clinical.version SET doc = convert_to(replace(convert_from(doc, 'UTF8'), 'Radiotherapy', 'Radiosurgery'), 'UTF8')
       WHERE entity = 'decision-revision' AND entity_id = $1 AND version = $2`,
      [told.decisions[1], row!.version],
    );
    await server.look('ALTER TABLE clinical.version ENABLE ALWAYS TRIGGER deny');

    const fault = faultIn(await exportOf({ scope: 'organisation' }));

    expect(fault?.where).toMatch(/^documents\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
    expect(fault?.message).toMatch(/^This document was changed: its commitment would be [0-9a-f]{64}\.$/);
  });
});

describe('an export while the log stands still', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ log: { pulseMilliseconds: 10, alarmMilliseconds: 150, stalledMilliseconds: 400 } });
  });
  afterAll(() => server.close());

  it('is neither asked for nor handed out, and says when to try again', async () => {
    const { auditor } = await server.given.board();
    const { body } = await server.as(auditor).post('/audit/exports', { scope: 'organisation' }).expect(202);
    await server.sequencer.stop();
    await server.as(auditor).get(`/audit/exports/${body.id}`).expect(200);
    const pulse = server.app.get(LogPulse, { strict: false });
    while (pulse.state !== 'stalled') await new Promise(setImmediate);

    const asked = await server.as(auditor).post('/audit/exports', { scope: 'organisation' }).expect(503, 'log-stalled');
    const taken = await server.as(auditor).get(`/audit/exports/${body.id}/bundle`).expect(503, 'log-stalled');

    expect([asked, taken].map(({ headers }) => headers['retry-after'])).toEqual(['10', '10']);
    await server.sequencer.start();
  });
});

/** The entry that a receipt holds, as text. */
function leafIn(receipt: Buffer): string {
  return Buffer.from(/^extra (.+)$/m.exec(receipt.toString())![1]!, 'base64').toString();
}
