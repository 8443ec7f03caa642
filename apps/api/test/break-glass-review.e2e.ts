import { breakGlass, identifierOf, PLEA } from './support/break-glass.js';
import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

const REVIEW = { finding: 'justified', note: 'Rota and admission seen: on call that night.' };

describe('the review of a break-glass', () => {
  let server: TestServer;
  let hospital: Hospital;
  let outside: Hospital;
  let caseId: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    caseId = await new CaseStory(server, hospital).inWorkup();
  });
  afterAll(() => server.close());

  const auditor = () => server.as(hospital.auditor);
  const broken = async (): Promise<string> =>
    (await breakGlass(server, outside.spineSurgeon, await identifierOf(server, caseId))).grant;
  const queue = async (state: string) =>
    (await auditor().get(`/break-glass?state=${state}&limit=200`).expect(200)).body;

  it('is on the auditors’ queue from the moment the glass is broken', async () => {
    const grant = await broken();

    const { items } = await queue('to-review');

    expect(items.at(-1)).toEqual({
      id: grant,
      userId: outside.spineSurgeon.id,
      patientId: expect.any(String),
      caseIds: [caseId],
      ...PLEA,
      provedBy: 'password+totp',
      grantedAt: '2026-03-02T08:00:00.000Z',
      expiresAt: '2026-03-02T09:00:00.000Z',
      state: 'to-review',
      reviewDueAt: '2026-03-05T08:00:00.000Z',
      isOverdue: false,
      review: null,
      version: 1,
    });
  });

  it('stays open until it is done, and is then told whole', async () => {
    const grant = await broken();

    const { body } = await auditor().post(`/break-glass/${grant}/review`, REVIEW, ifMatch(1)).expect(200);

    const review = { ...REVIEW, reviewedBy: hospital.auditor.id, reviewedAt: server.clock.now().toISOString() };
    expect(body).toMatchObject({ state: 'reviewed', isOverdue: false, review, version: 2 });
    expect((await auditor().get(`/break-glass/${grant}`).expect(200)).body).toEqual(body);
    expect((await queue('to-review')).items.map(({ id }: { id: string }) => id)).not.toContain(grant);
    expect((await queue('reviewed')).items.map(({ id }: { id: string }) => id)).toContain(grant);
    expect(await server.auditOf({ entityId: grant })).toEqual([
      'break-glass.granted',
      'break-glass.opened',
      'break-glass.reviewed',
      'break-glass.opened',
      'patients.disclosed',
    ]);
  });

  it('is overdue after 72 hours, and says so until it is done', async () => {
    const grant = await broken();
    const isOverdue = async () => (await auditor().get(`/break-glass/${grant}`).expect(200)).body.isOverdue;

    server.clock.advance({ hours: 72 });
    expect(await isOverdue()).toBe(false);
    server.clock.advance({ seconds: 1 });
    expect(await isOverdue()).toBe(true);
    await auditor()
      .post(`/break-glass/${grant}/review`, { ...REVIEW, finding: 'not-justified' })
      .expect(200);
    expect(await isOverdue()).toBe(false);
  });

  it('is written once, on the version that was read', async () => {
    const grant = await broken();

    await auditor().post(`/break-glass/${grant}/review`, REVIEW, ifMatch(2)).expect(412, 'stale-version');
    await auditor().post(`/break-glass/${grant}/review`, REVIEW).expect(200);
    await auditor().post(`/break-glass/${grant}/review`, REVIEW).expect(409, 'already-reviewed');
  });

  it('is the auditors’: nobody else reads the queue or reviews, the holder least of all', async () => {
    const grant = await broken();

    for (const who of [outside.spineSurgeon, hospital.chair, hospital.coordinator, hospital.administrator]) {
      await server.as(who).get('/break-glass').expect(403, 'forbidden');
      await server.as(who).get(`/break-glass/${grant}`).expect(403, 'forbidden');
      await server.as(who).post(`/break-glass/${grant}/review`, REVIEW).expect(403, 'forbidden');
    }
    const abroad = await server.given.board();
    await server.as(abroad.auditor).get(`/break-glass/${grant}`).expect(404, 'not-found');
    expect((await server.as(abroad.auditor).get('/break-glass').expect(200)).body.items).toEqual([]);
  });

  it('pages, the one that waits longest first', async () => {
    await broken();
    const { items: all } = await queue('to-review');

    const first = (await auditor().get('/break-glass?state=to-review&limit=1').expect(200)).body;
    const next = (await auditor().get(`/break-glass?state=to-review&limit=1&cursor=${first.nextCursor}`).expect(200))
      .body;

    expect([...first.items, ...next.items]).toEqual(all.slice(0, 2));
  });

  it('leaves nothing behind when its last step fails', async () => {
    const grant = await broken();

    await whileFailing(server, { at: 'INSERT ON clinical.version', when: "NEW.entity = 'break-glass-grant'" }, () =>
      auditor().post(`/break-glass/${grant}/review`, REVIEW).expect(500),
    );

    expect((await auditor().get(`/break-glass/${grant}`).expect(200)).body).toMatchObject({ review: null, version: 1 });
    await auditor().post(`/break-glass/${grant}/review`, REVIEW).expect(200);
  });
});
