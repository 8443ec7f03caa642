import { createHash } from 'node:crypto';
import { CaseStory } from './support/case-story.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('to whom a letter was given', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const given = { recipient: 'general-practitioner', recipientName: 'Dr. Anna de Boer', channel: 'secure-mail' };
  const handouts = async (path: string) => (await coordinator().get(`${path}/handouts`).expect(200)).body.items;

  it('is on record with the digest of the very text, in the trail of the case, and printed nowhere', async () => {
    const { decisionId, caseId } = await story.decided();
    const path = `/decisions/${decisionId}/letter`;
    const { bytes } = await coordinator().get(path).expect(200);

    const { body } = await coordinator().post(`${path}/handouts`, given).expect(201);
    const yesterday = '2026-03-01T09:00:00.000Z';
    await server
      .as(hospital.spineSurgeon)
      .post(`${path}/handouts`, {
        ...given,
        recipient: 'patient',
        recipientName: 'Maria Jansen',
        channel: 'by-hand',
        handedOutAt: yesterday,
      })
      .expect(201);

    expect(body).toEqual({
      ...given,
      id: expect.any(String),
      digest: createHash('sha256').update(bytes).digest('hex'),
      handedOutAt: server.clock.now().toISOString(),
      handedOutBy: hospital.coordinator.id,
    });
    expect(await handouts(path)).toMatchObject([
      body,
      { recipient: 'patient', handedOutAt: yesterday, handedOutBy: hospital.spineSurgeon.id },
    ]);
    expect((await coordinator().get(path).expect(200)).bytes).toEqual(bytes);
    expect(await server.auditOf({ caseId })).toContain('letter.handed-out');
  });

  it('comes page by page, and differs by its digest once the decision has changed', async () => {
    const { decisionId } = await story.decided();
    const path = `/decisions/${decisionId}/letter/handouts`;
    await coordinator().post(path, given).expect(201);
    await server
      .as(hospital.spineSurgeon)
      .post(`/decisions/${decisionId}/withdraw`, { reason: 'Not any more.' })
      .expect(200);
    await coordinator().post(path, given).expect(201);

    const first = await coordinator().get(`${path}?limit=1`).expect(200);
    const second = await coordinator().get(`${path}?limit=1&cursor=${first.body.nextCursor}`).expect(200);

    expect(second.body.nextCursor).toBeNull();
    expect(first.body.items[0].digest).not.toBe(second.body.items[0].digest);
  });

  it('is the same of a minute, and the trail names everybody whom it is about', async () => {
    const { meetingId, caseId } = await story.decided();
    const path = `/meetings/${meetingId}/minute`;
    const { bytes } = await coordinator().get(path).expect(200);

    const { body } = await coordinator()
      .post(`${path}/handouts`, { ...given, recipient: 'board-member' })
      .expect(201);

    expect(body.digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await handouts(path)).toEqual([body]);
    const [told] = await server.look<{ patients: string[]; alias: string }>(
      `SELECT e.patients, p.alias FROM audit.event e, clinical.board_case c JOIN clinical.patient p ON p.id = c.patient_id
       WHERE e.entity_id = $1 AND e.type = 'patients.disclosed' AND c.id = $2 ORDER BY e.event_id DESC LIMIT 1`,
      [meetingId, caseId],
    );
    expect(told!.patients).toContain(told!.alias);
  });

  it.each([
    ['an unknown recipient', { recipient: 'milkman' }, 'invalid-body'],
    ['nobody’s name', { recipientName: '' }, 'invalid-body'],
    ['an unknown way', { channel: 'pigeon' }, 'invalid-body'],
    ['a time to come', { handedOutAt: '2026-03-03T09:00:00.000Z' }, 'handed-out-in-the-future'],
  ])('is refused with %s', async (_, part, code) => {
    const { decisionId } = await story.decided();

    await coordinator()
      .post(`/decisions/${decisionId}/letter/handouts`, { ...given, ...part })
      .expect(400, code);
  });

  it('is said by the board’s people only, about what has a letter', async () => {
    const { decisionId, meetingId } = await story.decided();
    const { caseId, meetingId: running } = await story.inDiscussion();
    const draft = await story.drafted(caseId);
    const strangers = await server.given.board();

    await server.as(hospital.auditor).post(`/decisions/${decisionId}/letter/handouts`, given).expect(403, 'forbidden');
    await server.as(strangers.coordinator).post(`/decisions/${decisionId}/letter/handouts`, given).expect(404);
    await server.as(strangers.coordinator).get(`/meetings/${meetingId}/minute/handouts`).expect(404, 'not-found');
    await coordinator().post(`/decisions/${draft}/letter/handouts`, given).expect(404, 'not-found');
    await server.as(hospital.chair).post(`/meetings/${running}/end`).expect(200);
  });

  it('is on no record when it cannot be written, and can be changed by nobody', async () => {
    const { decisionId } = await story.decided();
    const path = `/decisions/${decisionId}/letter`;

    await whileFailing(server, { at: 'INSERT ON clinical.version' }, () =>
      coordinator().post(`${path}/handouts`, given).expect(500),
    );
    expect(await handouts(path)).toEqual([]);

    await coordinator().post(`${path}/handouts`, given).expect(201);
    await expect(server.look("UPDATE clinical.letter_handout SET recipient_name = 'Nobody'")).rejects.toThrow(
      'append-only',
    );
  });
});
