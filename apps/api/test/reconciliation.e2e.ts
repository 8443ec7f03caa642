import { Reconcile } from '../src/audit/reconciliation/reconcile.js';
import { ReconcileNightly } from '../src/audit/reconciliation/reconcile-nightly.js';
import { CaseStory } from './support/case-story.js';
import { erase } from './support/erasing.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { oneInDiscussion, oneOfEverything } from './support/one-of-everything.js';
import { examined, reconciled } from './support/reconciling.js';
import { startServer, type TestServer } from './support/server.js';

describe('a reconciliation', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const auditor = () => server.as(hospital.auditor);
  const lastEvents = (type: string) =>
    server.look<{ actor: string | null; reason: string | null }>(
      `SELECT actor_id AS actor, convert_from(leaf, 'UTF8')::jsonb->>'reasonCode' AS reason FROM audit.event
       WHERE organisation_id = $1 AND type = $2 ORDER BY event_id DESC`,
      [hospital.organisationId, type],
    );

  it('finds that rows, versions, events and the signed log agree, and says on which end of the log it rests', async () => {
    await oneOfEverything(server, story);
    await oneInDiscussion(story);

    const report = await reconciled(server, hospital.auditor);

    expect(report).toMatchObject({
      state: 'done',
      askedBy: hospital.auditor.id,
      isSound: true,
      faultCount: 0,
      faults: [],
    });
    const [stored] = await server.look<{ aggregates: number; size: number }>(
      `SELECT count(DISTINCT (entity, entity_id))::int AS aggregates,
         (SELECT max(size)::int FROM audit.checkpoint WHERE organisation_id = $1 AND size <= $2) AS size
       FROM clinical.version WHERE organisation_id = $1`,
      [hospital.organisationId, report.log.size],
    );
    expect(report.log).toMatchObject({ origin: `log.test/${hospital.organisationId}`, size: stored!.size });
    expect(report.checked).toMatchObject({ aggregates: stored!.aggregates, events: stored!.size });
    expect(await lastEvents('reconciliation.asked')).toMatchObject([
      { actor: hospital.auditor.id },
      { actor: hospital.auditor.id },
    ]);
    expect(await lastEvents('reconciliation.done')).toContainEqual({ actor: null, reason: 'sound' });
  });

  it('knows every kind of record that has versions', async () => {
    await oneOfEverything(server, story);

    const kinds = await server.look<{ entity: string }>(
      'SELECT DISTINCT entity FROM clinical.version WHERE organisation_id = $1 ORDER BY entity',
      [hospital.organisationId],
    );

    expect(kinds.map(({ entity }) => entity)).toEqual(
      expect.arrayContaining([
        'agenda-item',
        'assessment',
        'board',
        'break-glass-grant',
        'case',
        'decision-draft',
        'decision-revision',
        'erasure',
        'follow-up',
        'letter-handout',
        'meeting',
        'passkey',
        'patient',
        'recommendation',
        'reconciliation',
        'treatment',
        'user',
      ]),
    );
    expect((await examined(server, hospital.organisationId)).faults).toEqual([]);
  });

  it('is listed for the auditors of its hospital, newest first, and for nobody else', async () => {
    const first = await reconciled(server, hospital.auditor);
    const second = await reconciled(server, hospital.auditor);
    const stranger = (await server.given.board()).auditor;

    const { items } = (await auditor().get('/audit/reconciliations?limit=2').expect(200)).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
    expect(items[0]).toMatchObject({ isSound: true, faultCount: 0, version: 2 });
    await server.as(stranger).get(`/audit/reconciliations/${first.id}`).expect(404);
    await server.as(hospital.chair).get(`/audit/reconciliations/${first.id}`).expect(403);
  });

  it('sees one moment, whoever writes meanwhile', async () => {
    const writing = Promise.all(Array.from({ length: 6 }, () => story.ready()));

    const reports = [];
    for (let count = 0; count < 8; count += 1) reports.push(await examined(server, hospital.organisationId));
    await writing;

    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('finds events that still wait where they belong, before there is any checkpoint', async () => {
    await server.sequencer.stop();
    try {
      const { organisationId } = await server.given.board();

      const { log, faults, counts } = await examined(server, organisationId);

      expect({ log, faults, events: counts.events }).toEqual({ log: null, faults: [], events: 0 });
    } finally {
      await server.sequencer.start();
    }
  });

  it('takes nothing amiss of a patient who was erased', async () => {
    const second = await server.given.person(hospital, { name: 'Ben', roles: ['administrator'], specialty: null });
    const { caseId } = await story.decided();
    const { patient } = (await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(200)).body;

    await erase(server, [hospital.administrator, second], patient.id);

    expect((await examined(server, hospital.organisationId)).faults).toEqual([]);
  });

  describe('that fails at its last step', () => {
    async function whileUnableToEnd(act: () => Promise<string>): Promise<string> {
      let made = '';
      await whileFailing(server, { at: 'UPDATE ON audit.reconciliation' }, async () => {
        made = await act();
      });
      return made;
    }

    it('writes nothing of what it found, is the one under way, and is taken up again within the hour', async () => {
      const reconcile = server.app.get(Reconcile, { strict: false });
      const asked = await whileUnableToEnd(async () => {
        const { id } = (await auditor().post('/audit/reconciliations').expect(202)).body;
        await expect(reconcile.execute(hospital.organisationId)).rejects.toThrow('disk full');

        const waiting = (await auditor().get(`/audit/reconciliations/${id}`).expect(200)).body;
        expect(waiting).toMatchObject({ state: 'asked', isSound: null, checked: null });
        expect(await lastEvents('reconciliation.done')).toEqual([]);
        const refused = (await auditor().post('/audit/reconciliations').expect(409)).body;
        expect(refused.type).toMatch(/reconciliation-under-way$/);
        return id as string;
      });

      await server.app.get(ReconcileNightly, { strict: false }).execute(hospital.organisationId);
      expect((await auditor().get(`/audit/reconciliations/${asked}`).expect(200)).body).toMatchObject({
        state: 'done',
        isSound: true,
      });
    });
  });

  describe('of the night', () => {
    const nightly = () => server.app.get(ReconcileNightly, { strict: false }).execute(hospital.organisationId);
    const count = async () => (await lastEvents('reconciliation.done')).length;
    /** The organisation was founded then. */
    const founded = (at: string) =>
      server.look('UPDATE people.organisation SET recorded_at = $2 WHERE id = $1', [hospital.organisationId, at]);

    afterEach(() => server.clock.moveTo('2026-03-02T08:00:00.000Z'));

    it('is made once between one and six o’clock where the board sits', async () => {
      await founded('2026-03-02T04:00:00Z');
      // Amsterdam, an hour ahead
      server.clock.moveTo('2026-03-02T23:59:00.000Z');
      await nightly();
      expect(await count()).toBe(0);

      server.clock.moveTo('2026-03-03T00:01:00.000Z');
      await nightly();
      server.clock.moveTo('2026-03-03T03:01:00.000Z');
      await nightly();
      expect(await lastEvents('reconciliation.done')).toEqual([{ actor: null, reason: 'sound' }]);

      server.clock.moveTo('2026-03-04T01:01:00.000Z');
      await nightly();
      expect(await count()).toBe(2);
    });

    it('is made up for by day when the server was off at night', async () => {
      await founded('2026-03-01T05:00:00Z');

      server.clock.moveTo('2026-03-02T10:01:00.000Z');
      await nightly();

      expect(await count()).toBe(1);
    });
  });
});
