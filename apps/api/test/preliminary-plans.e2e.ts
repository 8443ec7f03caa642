import { createHash } from 'node:crypto';
import { canonicalJson } from '#transparency';
import { CaseStory, type Discussed } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital, Seated } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

const CREATES = { 'if-none-match': '*' };
const surgery = { measures: [{ modality: 'separation-surgery', intent: 'local-control', levels: ['T8'] }] };
const radiotherapy = { measures: [{ modality: 'cebrt', intent: 'palliative' }], text: 'Radiosensitive.' };

describe('preliminary plans', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board({ deputies: { radiationOncologist: ['radiologist'] } });
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const writing = (who: keyof Seated, itemId: string, plan: object, headers: Record<string, string> = CREATES) =>
    server.as(hospital[who]).put(`/agenda-items/${itemId}/preliminary-plans/mine`, plan, headers);
  const seenBy = async (who: keyof Hospital & ('auditor' | keyof Seated), itemId: string) =>
    (await server.as(hospital[who]).get(`/agenda-items/${itemId}/preliminary-plans`).expect(200)).body;
  const listed = async (): Promise<Discussed> => story.listed(await story.ready(), await story.meeting());

  it('are each specialist’s own, for the own specialty', async () => {
    const { itemId, caseId } = await listed();

    const { body, headers } = await writing('spineSurgeon', itemId, { ...surgery, text: 'SINS 14.' }).expect(200);

    expect(headers['etag']).toBe('"1"');
    expect(body).toEqual({
      id: expect.any(String),
      agendaItemId: itemId,
      authorId: hospital.spineSurgeon.id,
      specialty: 'spine-surgery',
      ...surgery,
      text: 'SINS 14.',
      writtenAt: server.clock.now().toISOString(),
      version: 1,
    });
    expect((await server.auditOf({ caseId })).slice(-1)).toEqual(['agenda-item.plan-written']);
  });

  it('are blinded before the discussion: one sees the own plan, and which specialties have written', async () => {
    const { itemId } = await listed();
    await writing('spineSurgeon', itemId, surgery).expect(200);
    await writing('radiationOncologist', itemId, radiotherapy).expect(200);

    const writtenBy = ['radiation-oncology', 'spine-surgery'];
    expect(await seenBy('spineSurgeon', itemId)).toMatchObject({
      isBlinded: true,
      writtenBy,
      plans: [{ authorId: hospital.spineSurgeon.id, ...surgery }],
    });
    for (const other of ['chair', 'coordinator', 'medicalOncologist', 'auditor'] as const) {
      expect(await seenBy(other, itemId)).toEqual({ agendaItemId: itemId, isBlinded: true, writtenBy, plans: [] });
    }
  });

  it('are seen by all once the discussion opens, and written no more', async () => {
    const discussed = await listed();
    const { itemId, caseId } = discussed;
    await writing('spineSurgeon', itemId, surgery).expect(200);
    await writing('radiationOncologist', itemId, radiotherapy).expect(200);
    await story.opened(discussed);

    expect(await seenBy('coordinator', itemId)).toMatchObject({
      isBlinded: false,
      plans: [
        { authorId: hospital.spineSurgeon.id, specialty: 'spine-surgery', ...surgery, text: null },
        { authorId: hospital.radiationOncologist.id, specialty: 'radiation-oncology', ...radiotherapy },
      ],
    });
    expect((await server.auditOf({ caseId })).slice(-1)).toEqual(['case.put-up-for-discussion']);
    expect((await server.auditOf({ entityId: itemId })).slice(-1)).toEqual(['patients.disclosed']);
    await writing('medicalOncologist', itemId, surgery).expect(409, 'plans-unblinded');
  });

  it('are kept when they are changed; the latest of each author counts', async () => {
    const { itemId } = await listed();
    await writing('spineSurgeon', itemId, surgery).expect(200);

    await writing('spineSurgeon', itemId, radiotherapy, {}).expect(428);
    await writing('spineSurgeon', itemId, radiotherapy).expect(412, 'already-exists');
    await writing('spineSurgeon', itemId, radiotherapy, ifMatch(2)).expect(412, 'stale-version');
    const { body } = await writing('spineSurgeon', itemId, radiotherapy, ifMatch(1)).expect(200);

    expect(body).toMatchObject({ ...radiotherapy, version: 2 });
    expect((await seenBy('spineSurgeon', itemId)).plans).toEqual([body]);
    const stored = await server.look('SELECT plan FROM clinical.preliminary_plan WHERE agenda_item_id = $1', [itemId]);
    expect(stored).toEqual([{ plan: surgery }, { plan: radiotherapy }]);
  });

  it('stay sealed in the history until the opening, which proves the seals', async () => {
    const discussed = await listed();
    const { itemId } = discussed;
    const { body } = await writing('spineSurgeon', itemId, surgery).expect(200);
    const documents = async () =>
      (
        await server.look<{ doc: string }>(
          `SELECT convert_from(doc, 'UTF8') AS doc FROM clinical.version WHERE entity_id = $1 ORDER BY version`,
          [itemId],
        )
      ).map(({ doc }) => JSON.parse(doc));

    const [sealed] = (await documents()).at(-1).plans;
    expect(sealed).toEqual({ specialty: 'spine-surgery', writtenAt: body.writtenAt, seal: expect.any(String) });

    await story.opened(discussed);
    const [opened] = (await documents()).at(-1).plans;
    expect(opened).toMatchObject({ authorId: hospital.spineSurgeon.id, content: surgery });
    expect(createHash('sha256').update(canonicalJson(opened)).digest('base64')).toBe(sealed.seal);
  });

  it('are written by a deputy for the member’s specialty, by nobody for another’s', async () => {
    const { itemId } = await listed();
    const elsewhere = await server.given.board();

    const { body } = await writing('radiologist', itemId, { ...surgery, specialty: 'radiation-oncology' }).expect(200);
    expect(body.specialty).toBe('radiation-oncology');
    await writing('pathologist', itemId, { ...surgery, specialty: 'radiation-oncology' }).expect(403);
    await writing('coordinator', itemId, surgery).expect(403);
    const path = `/agenda-items/${itemId}/preliminary-plans`;
    await server.as(elsewhere.spineSurgeon).put(`${path}/mine`, surgery, CREATES).expect(404);
    await server.as(elsewhere.spineSurgeon).get(path).expect(404);
    await server.as(hospital.administrator).get(path).expect(403);
  });

  it.each([
    ['nothing recommended', { measures: [] }, '/measures'],
    ['a modality nobody knows', { measures: [{ modality: 'leeches', intent: 'palliative' }] }, '/measures/0/modality'],
    [
      'a level that does not exist',
      { measures: [{ modality: 'cebrt', intent: 'palliative', levels: ['T13'] }] },
      '/measures/0/levels/0',
    ],
  ])('refuse %s', async (_what, plan, pointer) => {
    const { itemId } = await listed();
    const { body } = await writing('spineSurgeon', itemId, plan).expect(400, 'invalid-body');
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('are refused once the case has left that agenda', async () => {
    const { itemId, caseId } = await listed();
    const deferral = { to: 'ready', reasonCode: 'patient' };
    await server.as(hospital.coordinator).post(`/cases/${caseId}/defer`, deferral).expect(200);
    await writing('spineSurgeon', itemId, surgery).expect(409, 'agenda-item-settled');
  });

  it('leave nothing when the last step of writing fails', async () => {
    const { itemId } = await listed();
    await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
      writing('spineSurgeon', itemId, surgery).expect(500),
    );
    expect(await seenBy('spineSurgeon', itemId)).toMatchObject({ writtenBy: [], plans: [] });
  });
});
