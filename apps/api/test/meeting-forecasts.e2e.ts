import { BoardCalendar } from './support/board-calendar.js';
import { CaseStory } from './support/case-story.js';
import type { Answer } from './support/client.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

type Body = Answer['body'];

/** Monday 2 March 2026 is today; an examination of today is in date for the Monday after, and too old two Mondays ahead. */
const NEXT_MONDAY = '2026-03-09T08:00:00.000Z';
const THE_ONE_AFTER = '2026-03-16T08:00:00.000Z';

describe('what will go wrong at the meetings ahead', () => {
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

  const coordinator = () => server.as(hospital.coordinator);
  const calendar = () => new BoardCalendar(server, hospital);
  const meeting = (startsAt: string) => calendar().meeting(startsAt);

  it('tells for each of the next meetings what a case will lack, who owns it, and from when a renewal holds', async () => {
    const caseId = await story.ready();
    await meeting(NEXT_MONDAY);
    await meeting(THE_ONE_AFTER);

    const { items } = (await coordinator().get(`/cases/${caseId}/forecast`).expect(200)).body;

    expect(items.map(({ willBeReady }: Body) => willBeReady)).toEqual([true, false]);
    expect(items[1]).toMatchObject({ startsAt: THE_ONE_AFTER, mendUntil: THE_ONE_AFTER, quorum: 'at-risk' });
    expect(items[1].gaps[0]).toMatchObject({
      item: 'neurological-examination',
      status: 'too-old',
      owner: 'referrer',
      renewFrom: '2026-03-09',
    });
  });

  it('lists three days ahead what will probably be put off, and until when that can be mended', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    const sound = await story.ready();
    const ageing = await story.ready();
    for (const caseId of [sound, ageing]) await story.listed(caseId, meetingId);
    const deferrals = async (days: number): Promise<Body[]> =>
      (await coordinator().get(`/boards/${hospital.board.id}/predicted-deferrals?days=${days}`).expect(200)).body.items;
    expect(await deferrals(7)).toEqual([]);

    // In the emergency lane an examination holds for a day.
    const raised = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
    await coordinator().post(`/cases/${ageing}/lane`, raised).expect(200);

    expect(await deferrals(6)).toEqual([]);
    const predicted = await deferrals(7);
    expect(predicted.map(({ caseId }) => caseId)).toEqual([ageing]);
    expect(predicted[0]).toMatchObject({ meetingId, mendUntil: NEXT_MONDAY, absent: [] });
    expect(predicted[0].gaps).toMatchObject([{ item: 'neurological-examination', owner: 'referrer' }]);
    expect(predicted[0].sentence).toMatch(/^Neurological examination: .* will be too old\.$/);
  });

  it('tells the same of a whole agenda, and of the specialties that nobody has accepted for', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    const { itemId, caseId } = await story.listed(await story.ready(), meetingId);

    const { body } = await server.as(hospital.spineSurgeon).get(`/meetings/${meetingId}/forecast`).expect(200);

    expect(body).toMatchObject({ meetingId, quorum: 'at-risk', isPastDeadline: false });
    expect(body.items).toMatchObject([{ itemId, caseId, willBeReady: true }]);
    expect(body.perSpecialty.map(({ sentence }: Body) => sentence)).toContain('Spine surgery has not accepted yet.');
  });

  it('moves with the answers to the invitations: met, at risk, not met, and by whom', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    await story.listed(await story.ready(), meetingId);
    const answers = (who: Person, reply: string) =>
      server.as(who).post(`/meetings/${meetingId}/invitations/mine/reply`, { reply }).expect(200);
    const outlook = async (): Promise<Body> =>
      (await coordinator().get(`/meetings/${meetingId}/forecast`).expect(200)).body;
    const of = ({ perSpecialty }: Body, specialty: string) =>
      perSpecialty.find((each: Body) => each.specialty === specialty);

    await answers(hospital.medicalOncologist, 'accepted');
    await answers(hospital.radiationOncologist, 'accepted');
    await answers(hospital.spineSurgeon, 'declined');
    expect(of(await outlook(), 'spine-surgery')).toMatchObject({ outlook: 'at-risk', open: [hospital.chair.id] });

    await answers(hospital.chair, 'declined');
    const without = await outlook();
    expect(without.quorum).toBe('not-met');
    expect(of(without, 'spine-surgery').sentence).toBe('Spine surgery has declined: call a deputy.');
    const { items } = (await coordinator().get(`/boards/${hospital.board.id}/predicted-deferrals?days=7`).expect(200))
      .body;
    expect(items).toMatchObject([{ gaps: [], sentence: 'Spine surgery has declined: call a deputy.' }]);
    const waiting = await story.ready();
    expect((await calendar().proposal()).left).toEqual([
      { caseId: waiting, reasons: ['Not on 2026-03-09: nobody can come for spine surgery.'] },
    ]);

    await answers(hospital.spineSurgeon, 'accepted');
    expect(await outlook()).toMatchObject({ quorum: 'met' });
    expect((await calendar().proposal()).placements).toMatchObject([{ caseId: waiting }]);
  });

  it('is at risk, not lost, while a member who declined has a deputy to call', async () => {
    const deputies = { medicalOncologist: ['pathologist'] } as const;
    hospital = await server.given.board({ deputies });
    const meetingId = await meeting(NEXT_MONDAY);
    const path = `/meetings/${meetingId}/invitations/mine/reply`;
    await server.as(hospital.medicalOncologist).post(path, { reply: 'declined' }).expect(200);

    const { body } = await coordinator().get(`/meetings/${meetingId}/forecast`).expect(200);
    expect(body.perSpecialty.find((each: Body) => each.specialty === 'medical-oncology')).toMatchObject({
      outlook: 'at-risk',
    });
  });
});
