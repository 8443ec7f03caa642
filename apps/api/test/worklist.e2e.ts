import { CaseStory, compression, soundContent, soundFacts } from './support/case-story.js';
import type { Answer } from './support/client.js';
import type { Hospital } from './support/given.js';
import { ImagingStory } from './support/imaging-story.js';
import { startServer, type TestServer } from './support/server.js';

describe('what is to be done', () => {
  let server: TestServer;
  let story: ImagingStory;
  let hospital: Hospital;
  let cases: CaseStory;

  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    story = await ImagingStory.begin(server);
    ({ hospital, cases } = story);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const surgeon = () => server.as(hospital.spineSurgeon);
  const work = async (query = '') => (await coordinator().get(`/worklist?${query}`).expect(200)).body.items;
  const told = ({ body }: Answer) =>
    body.items.map(({ kind, code }: { kind: string; code: string }) => `${kind} ${code}`);
  const list = async (query = '') => told(await coordinator().get(`/worklist?${query}`).expect(200));

  it('is empty for a board without cases', async () => {
    expect(await work()).toEqual([]);
  });

  describe('in the emergency lane', () => {
    it('shows the clocks by the time that is left, those without a due time since when they run', async () => {
      const caseId = await cases.referred({ ...compression, suspectedAt: '2026-03-02T07:00:00.000Z' });
      const later = await cases.referred({ painFeatures: ['nocturnal'] });

      const items = await work('kind=clock&kind=breach');

      expect(items).toMatchObject([
        { kind: 'clock', code: 'coordinator-contact', caseId, lane: 'emergency', dueAt: '2026-03-02T07:00:00.000Z' },
        {
          kind: 'clock',
          code: 'compression-mri',
          caseId,
          caseState: 'referred',
          since: '2026-03-02T07:00:00.000Z',
          dueAt: '2026-03-03T07:00:00.000Z',
          isOverdue: false,
          patient: { familyName: 'Jansen', givenName: 'Maria', bornOn: '1961-04-12' },
        },
        {
          kind: 'clock',
          code: 'pain-mri-and-plan',
          caseId: later,
          lane: 'elective',
          dueAt: '2026-03-09T08:00:00.000Z',
        },
      ]);
    });

    it('keeps a clock that an examination stopped too late until its reason is given, on record as what it is', async () => {
      const caseId = await cases.referred(compression);
      server.clock.moveTo('2026-03-03T09:00:00.000Z');
      expect((await work('kind=clock')).map(({ isOverdue }: { isOverdue: boolean }) => isOverdue)).toEqual([
        true,
        true,
      ]);
      const imaging = [
        { modality: 'mri-whole-spine' as const, performedOn: '2026-03-03', performedAt: '2026-03-03T08:30:00.000Z' },
      ];
      await cases.assessed(caseId, { ...soundFacts, imaging });
      const [breach] = await work('kind=breach');
      expect(breach).toMatchObject({ code: 'compression-mri', since: '2026-03-03T08:30:00.000Z', isOverdue: true });

      const path = `/clocks/${breach.subjectId}/stop`;
      await surgeon().post(path, {}).expect(409, 'breach-needs-reason');
      await surgeon().post(path, { breachReason: 'other' }).expect(400, 'text-required');
      await server.as(hospital.auditor).post(path, { breachReason: 'transport' }).expect(403);
      await surgeon().post(path, { breachReason: 'scanner-capacity' }).expect(200);

      expect(await list('kind=breach')).toEqual([]);
      expect((await server.auditOf({ caseId })).slice(-1)).toEqual(['case.breach-explained']);
    });

    it('keeps a provisional decision until a meeting has ratified it, and says whether it is listed', async () => {
      const caseId = await cases.inWorkup(soundFacts, compression);
      const panel = [hospital.spineSurgeon, hospital.radiationOncologist].map(({ id: userId, specialty }) => ({
        specialty,
        userId,
        reachedAt: '2026-03-02T07:50:00.000Z',
      }));
      const { body: decision } = await surgeon()
        .post(`/cases/${caseId}/emergency-decisions`, { content: soundContent, panel, overrides: [] })
        .expect(201);
      expect(await list('kind=ratification&kind=signature')).toEqual(['ratification not-listed', 'signature sign']);
      const first = await coordinator().get('/worklist?kind=ratification&kind=signature&limit=1').expect(200);
      const second = await coordinator()
        .get(`/worklist?kind=ratification&kind=signature&limit=1&cursor=${first.body.nextCursor}`)
        .expect(200);
      expect([told(first), told(second), second.body.nextCursor]).toEqual([
        ['ratification not-listed'],
        ['signature sign'],
        null,
      ]);

      const listed = await cases.listed(caseId, await cases.meeting(), 'ratification');
      expect(await list('kind=ratification')).toEqual(['ratification listed']);
      await cases.opened(listed);
      await server.as(hospital.chair).post(`/decisions/${decision.id}/ratify`).expect(200);

      expect(await list('kind=ratification&kind=signature')).toEqual(['signature sign']);
    });
  });

  it('follows a case on its way: triage, a place on an agenda, a signature, imaging, its report, what was recommended', async () => {
    const referred = await cases.referred({ painFeatures: [] });
    expect(await list()).toEqual(['triage accept-or-decline']);
    await coordinator().post(`/cases/${referred}/decline`, { reasonCode: 'refer-elsewhere' }).expect(200);
    expect(await list()).toEqual([]);

    await cases.ready(soundFacts, { painFeatures: [] });
    expect(await list()).toEqual(['agenda-place list']);

    const caseId = await story.active();
    const planned = 'kind=agenda-place&kind=recommendation';
    expect(await list(`${planned}&until=2026-03-29`)).toEqual(['agenda-place list', 'recommendation cebrt']);
    expect(await list(`${planned}&until=2026-03-30`)).toEqual([
      'agenda-place list',
      'recommendation cebrt',
      'recommendation bone-modifying-agent',
    ]);
    server.clock.moveTo('2026-03-21T09:00:00.000Z');
    const [, unacted] = await work(planned);
    expect(unacted).toMatchObject({
      kind: 'recommendation',
      code: 'cebrt',
      caseId,
      specialty: 'radiation-oncology',
      ownerId: null,
      dueAt: '2026-03-20T23:00:00.000Z',
      isOverdue: true,
    });
    await coordinator()
      .patch(`/recommendations/${unacted.subjectId}`, { outcome: 'full' }, { 'if-match': '"1"' })
      .expect(200);
    expect(await list(planned)).toEqual(['agenda-place list']);

    server.clock.moveTo('2026-05-08T09:00:00.000Z');
    expect(await list('kind=imaging')).toEqual(['imaging due']);
    server.clock.moveTo('2026-06-01T09:00:00.000Z');
    expect(await list('kind=imaging')).toEqual(['imaging missed']);
    const { id } = await story.next(caseId);
    await coordinator().post(`/imaging-orders/${id}/book`, {
      bookedFor: '2026-06-04T09:00:00.000Z',
      reason: 'patient-unwell',
    });
    expect(await list('kind=imaging')).toEqual([]);
    server.clock.moveTo('2026-06-05T09:00:00.000Z');
    expect(await list('kind=imaging')).toEqual(['imaging missed']);
    await coordinator().post(`/imaging-orders/${id}/perform`, { performedAt: '2026-06-05T08:00:00.000Z' }).expect(200);
    expect(await list('kind=imaging&kind=imaging-report')).toEqual(['imaging-report performed']);
    await story.report(id, 'stable').expect(200);
    const owner = hospital.radiationOncologist.id;
    expect(await list(`owner=${owner}`)).toEqual(['imaging-report reported']);
    expect(await list(`owner=${hospital.spineSurgeon.id}`)).toEqual([]);
  });

  it('shows what the coordinator was told, until it is settled', async () => {
    const caseId = await story.treated();
    await coordinator().post(`/cases/${caseId}/relist`, { reasonCode: 'new-question' }).expect(200);
    await story.read(caseId, '2026-05-13', 'progression');
    expect(await work('kind=notice')).toMatchObject([{ code: 'progression', caseId, caseState: 'workup' }]);

    await coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'transferred' }).expect(200);

    expect(await list('kind=notice')).toEqual([]);
  });

  it('comes page by page without losing or repeating anything, whatever is due when', async () => {
    for (let count = 0; count < 3; count += 1) await cases.referred(compression);
    const whole = await work();
    expect(whole).toHaveLength(9);

    const paged = [];
    let cursor = '';
    do {
      const { body } = await coordinator().get(`/worklist?limit=2${cursor}`).expect(200);
      paged.push(...body.items);
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);

    expect(paged).toEqual(whole);
    expect((await server.auditOf({ actorId: hospital.coordinator.id })).slice(-2)).toEqual([
      'worklist.opened',
      'patients.disclosed',
    ]);
  });

  it('is a board’s own: another board’s people see nothing of it, the auditor all, the administrator none', async () => {
    await cases.referred(compression);
    const neighbours = await server.given.board({ organisation: hospital });
    const strangers = await server.given.board();

    for (const other of [neighbours, strangers]) {
      expect(told(await server.as(other.coordinator).get('/worklist').expect(200))).toEqual([]);
    }
    expect(told(await server.as(hospital.auditor).get('/worklist').expect(200))).toHaveLength(3);
    expect(await list(`board=${hospital.board.id}`)).toHaveLength(3);
    expect(await list(`board=${neighbours.board.id}`)).toEqual([]);
    await server.as(hospital.administrator).get('/worklist').expect(403, 'forbidden');
  });

  it.each([
    'kind=laundry',
    'until=tomorrow',
    'until=2026-02-30',
    'owner=me',
    'board=7',
    'limit=0',
    'cursor=x',
    'day=1',
  ])('is refused with “%s”', async (query) => {
    await coordinator().get(`/worklist?${query}`).expect(400, 'invalid-query');
  });
});
