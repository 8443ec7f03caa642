import { BoardCalendar } from './support/board-calendar.js';
import { CaseStory, compression, soundFacts } from './support/case-story.js';
import type { Answer } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

type Body = Answer['body'];

/** Monday 2 March 2026 is today; an examination of today is in date for the Monday after, and too old two Mondays ahead. */
const NEXT_MONDAY = '2026-03-09T08:00:00.000Z';
const THE_ONE_AFTER = '2026-03-16T08:00:00.000Z';

describe('planning the agendas of a board', () => {
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
  const path = () => `${calendar().path}/agenda-proposals`;
  const propose = (wish: object = {}) => calendar().proposal(wish);
  const meeting = (startsAt: string, more: object = {}) => calendar().meeting(startsAt, more);
  const agendaOf = async (meetingId: string): Promise<Body[]> =>
    (await coordinator().get(`/meetings/${meetingId}`).expect(200)).body.agenda;
  const idsOf = (items: readonly Body[]): string[] => items.map(({ caseId }) => caseId);

  it('proposes a meeting for each ready case, in the board’s order, with the reasons in words, and changes nothing', async () => {
    const ordinary = await story.ready();
    server.clock.advance({ minutes: 1 });
    const emergency = await story.ready(soundFacts, compression);
    const meetingId = await meeting(NEXT_MONDAY);

    // The examination of an emergency holds for a day only.
    const waiver = { reason: 'Will be examined on the morning of the meeting.' };
    await coordinator().post(`/cases/${emergency}/readiness/neurological-examination/waive`, waiver).expect(200);
    const proposal = await propose();

    expect(proposal).toMatchObject({ isApplied: false, left: [] });
    expect(proposal.placements).toEqual([
      {
        caseId: emergency,
        meetingId,
        minutes: 10,
        reasons: [
          'Emergency lane.',
          expect.stringMatching(
            /^Its clock ends at 2026-03-0\dT.*, before this meeting: think of an emergency decision\.$/,
          ),
          'Waiting since 2026-03-02.',
          '10 minutes: the published mean of a spine board, 9.25 minutes.',
          expect.stringMatching(/^Nobody has yet accepted for /),
        ],
      },
      {
        caseId: ordinary,
        meetingId,
        minutes: 10,
        reasons: [
          'Its clock ends at 2026-03-09T08:00:00.000Z.',
          'Waiting since 2026-03-02.',
          '10 minutes: the published mean of a spine board, 9.25 minutes.',
          'Nobody has yet accepted for medical oncology, radiation oncology and spine surgery.',
        ],
      },
    ]);
    expect(await agendaOf(meetingId)).toEqual([]);
    expect(await story.stateOf(ordinary)).toBe('ready');
  });

  it('lists what was proposed when its digest comes back, each with its reasons, and then has nothing more to propose', async () => {
    const [one, other] = [await story.ready(), await story.ready()];
    const meetingId = await meeting(NEXT_MONDAY);
    const { digest } = await propose();

    const applied = await propose({ confirm: digest });

    expect(applied).toMatchObject({ isApplied: true, digest });
    const agenda = await agendaOf(meetingId);
    expect(idsOf(agenda).sort()).toEqual([one, other].sort());
    expect(agenda[0].placement).toContain('Waiting since 2026-03-02. 10 minutes: the published mean');
    expect(await story.stateOf(one)).toBe('listed');
    expect(await propose()).toMatchObject({ placements: [], left: [] });
  });

  it('goes to a later meeting, or says why none can take a case: minutes, readiness on that day', async () => {
    const early = await meeting(NEXT_MONDAY, { capacityMinutes: 15 });
    const late = await meeting(THE_ONE_AFTER, { capacityMinutes: 15 });
    const first = await story.ready();
    server.clock.advance({ minutes: 1 });
    const second = await story.ready();

    const { placements, left, meetings } = await propose();

    expect(placements).toMatchObject([{ caseId: first, meetingId: early }]);
    expect(left).toEqual([
      {
        caseId: second,
        reasons: [
          'Not on 2026-03-09: it needs 10 minutes and 5 are free.',
          'Not on 2026-03-16: it will not be ready: Neurological examination: Frankel or AIS, ambulation, bladder and bowel (too old).',
        ],
      },
    ]);
    expect(meetings.map(({ freeMinutes }: Body) => freeMinutes)).toEqual([15, 15]);
    expect(meetings[1].meetingId).toBe(late);
  });

  it('leaves what a coordinator has put on an agenda where it stands, and looks only at the meetings that are asked for', async () => {
    const early = await meeting(NEXT_MONDAY);
    const other = await meeting('2026-03-09T12:00:00.000Z');
    const pinned = await story.ready();
    await story.listed(pinned, other);
    const waiting = await story.ready();

    const { placements } = await propose({ meetings: [other] });

    expect(placements).toMatchObject([{ caseId: waiting, meetingId: other }]);
    expect(idsOf(await agendaOf(other))).toEqual([pinned]);
    await coordinator()
      .post(path(), { meetings: [early, hospital.board.id] })
      .expect(400, 'meeting-not-ahead');
  });

  it('predicts minutes from the board’s own discussions once it has had five like this one', async () => {
    for (let count = 0; count < 5; count += 1) {
      const { meetingId, itemId } = await story.inDiscussion();
      server.clock.advance({ minutes: 21 });
      await server
        .as(hospital.chair)
        .post(`/meetings/${meetingId}/agenda/${itemId}/adjourn`, { to: 'workup', reasonCode: 'time' })
        .expect(200);
      await server.as(hospital.chair).post(`/meetings/${meetingId}/end`).expect(200);
    }
    const caseId = await story.ready();
    await meeting(NEXT_MONDAY);

    const { placements } = await propose();

    expect(placements).toMatchObject([{ caseId, minutes: 21 }]);
    expect(placements[0].reasons).toContain(
      '21 minutes: the median of 5 discussions of a single lesion of this board.',
    );
  });

  it('is refused when anything has changed since, and lists nothing', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    const [one, other] = [await story.ready(), await story.ready()];
    const { digest } = await propose();
    await coordinator()
      .post(`/cases/${one}/lane`, { lane: 'emergency', reasonCode: 'clinical-deterioration' })
      .expect(200);

    await coordinator().post(path(), { confirm: digest }).expect(409, 'proposal-outdated');

    expect(await agendaOf(meetingId)).toEqual([]);
    expect(await story.stateOf(other)).toBe('ready');
  });

  it('is listed once when two coordinators confirm the same proposal at once', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    await story.ready();
    await story.ready();
    const { digest } = await propose();

    const answers = await Promise.all([1, 2].map(() => coordinator().post(path(), { confirm: digest })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await agendaOf(meetingId)).toHaveLength(2);
  });

  it('lists all or nothing: when the last step fails, every case is ready as before', async () => {
    const meetingId = await meeting(NEXT_MONDAY);
    const cases = [await story.ready(), await story.ready()];
    const { digest } = await propose();

    await whileFailing(
      server,
      { at: 'INSERT ON clinical.version', when: "NEW.entity = 'meeting' AND NEW.version = 3" },
      () => coordinator().post(path(), { confirm: digest }).expect(500),
    );

    expect(await agendaOf(meetingId)).toEqual([]);
    for (const caseId of cases) expect(await story.stateOf(caseId)).toBe('ready');
  });

  it('is not for specialists, nor for another board’s coordinator', async () => {
    const sister = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    await server.as(hospital.spineSurgeon).post(path(), {}).expect(403);
    await server.as(sister.coordinator).post(path(), {}).expect(404);
  });

  describe('after listing has closed', () => {
    it('takes a case for a coded reason only, and keeps it', async () => {
      const meetingId = await meeting(NEXT_MONDAY);
      const caseId = await story.ready();
      await coordinator().post(`/meetings/${meetingId}/close-agenda`).expect(200);
      const list = (more: object = {}) => coordinator().post(`/meetings/${meetingId}/agenda`, { caseId, ...more });

      await list().expect(409, 'late-listing-needs-reason');
      await list({ lateReasonCode: 'because' }).expect(400, 'invalid-body');
      const late = { lateReasonCode: 'clinically-urgent', lateReasonText: 'The weakness began this morning.' };
      const { body } = await list(late).expect(201);

      expect(body).toMatchObject(late);
      const [version] = await server.look<{ doc: string }>(
        `SELECT convert_from(doc, 'UTF8') AS doc FROM clinical.version WHERE entity_id = $1`,
        [body.id],
      );
      expect(JSON.parse(version!.doc)).toMatchObject(late);
    });

    it('is closed by the deadline of the meeting too', async () => {
      const meetingId = await meeting(NEXT_MONDAY, { listingLeadHours: 24 * 6 });
      const caseId = await story.ready();
      const list = (more: object = {}) => coordinator().post(`/meetings/${meetingId}/agenda`, { caseId, ...more });
      const forecast = async () => (await coordinator().get(`/meetings/${meetingId}/forecast`).expect(200)).body;
      expect(await forecast()).toMatchObject({ isPastDeadline: false, mendUntil: '2026-03-03T08:00:00.000Z' });

      server.clock.advance({ days: 1 });

      expect(await forecast()).toMatchObject({ isPastDeadline: true, mendUntil: NEXT_MONDAY });
      await list().expect(409, 'late-listing-needs-reason');
      await list({ lateReasonCode: 'new-results' }).expect(201);
    });

    it('keeps no reason of a case that comes in time', async () => {
      const meetingId = await meeting(NEXT_MONDAY);
      const asked = { caseId: await story.ready(), lateReasonCode: 'overlooked' };
      const { body } = await coordinator().post(`/meetings/${meetingId}/agenda`, asked).expect(201);
      expect(body).toMatchObject({ lateReasonCode: null, lateReasonText: null });
    });

    it('is proposed for the emergency lane alone', async () => {
      const meetingId = await meeting(server.clock.now().toISOString());
      await story.ready();
      const emergency = await story.ready(soundFacts, compression);
      await coordinator().post(`/meetings/${meetingId}/close-agenda`).expect(200);

      const { digest, placements, left } = await propose();

      expect(idsOf(placements)).toEqual([emergency]);
      expect(left[0].reasons).toEqual([expect.stringContaining('listing has closed; list it by hand with a reason.')]);
      await propose({ confirm: digest });
      expect((await agendaOf(meetingId))[0]).toMatchObject({ caseId: emergency, lateReasonCode: 'clinically-urgent' });
    });
  });

  describe('moving a case to another meeting', () => {
    const moved = (from: string, itemId: string, change: object, version: number) =>
      coordinator().patch(`/meetings/${from}/agenda/${itemId}`, change, { 'if-match': `"${version}"` });

    it('is one call, which both agendas’ versions guard', async () => {
      const [from, to] = [await meeting(NEXT_MONDAY), await meeting('2026-03-09T12:00:00.000Z')];
      const { itemId, caseId } = await story.listed(await story.ready(), from);
      await story.listed(await story.ready(), to);

      await moved(from, itemId, { meetingId: to }, 2).expect(400, 'invalid-body');
      await moved(from, itemId, { meetingId: to, toAgendaVersion: 1 }, 2).expect(412, 'stale-version');
      await moved(from, itemId, { meetingId: to, toAgendaVersion: 2 }, 1).expect(412, 'stale-version');
      const { body } = await moved(from, itemId, { meetingId: to, toAgendaVersion: 2, after: null }, 2).expect(200);

      expect(body).toMatchObject({ id: itemId, meetingId: to, placement: 'Moved by hand.', agendaVersion: 3 });
      expect(await agendaOf(from)).toEqual([]);
      expect(idsOf(await agendaOf(to))[0]).toBe(caseId);
    });

    it('asks for what listing there asks for: readiness on that day, and an open agenda', async () => {
      const [from, late] = [await meeting(NEXT_MONDAY), await meeting(THE_ONE_AFTER)];
      const { itemId } = await story.listed(await story.ready(), from);

      await moved(from, itemId, { meetingId: late, toAgendaVersion: 1 }, 2).expect(409, 'readiness-blocked');
      const closed = await meeting('2026-03-09T12:00:00.000Z');
      await coordinator().post(`/meetings/${closed}/close-agenda`).expect(200);
      const to = { meetingId: closed, toAgendaVersion: 1 };
      await moved(from, itemId, to, 2).expect(409, 'late-listing-needs-reason');
      await moved(from, itemId, { ...to, lateReasonCode: 'other' }, 2).expect(200);
    });

    it('is done once when two coordinators move it to different meetings at once', async () => {
      const from = await meeting(NEXT_MONDAY);
      const targets = [await meeting('2026-03-09T12:00:00.000Z'), await meeting('2026-03-09T13:00:00.000Z')];
      const { itemId } = await story.listed(await story.ready(), from);

      const answers = await Promise.all(
        targets.map((meetingId) => moved(from, itemId, { meetingId, toAgendaVersion: 1 }, 2)),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
      expect((await Promise.all(targets.map(agendaOf))).flat()).toHaveLength(1);
    });

    it('leaves the case where it was when its last step fails', async () => {
      const [from, to] = [await meeting(NEXT_MONDAY), await meeting('2026-03-09T12:00:00.000Z')];
      const { itemId } = await story.listed(await story.ready(), from);

      await whileFailing(server, { at: 'INSERT ON clinical.version', when: `NEW.entity_id = '${to}'` }, () =>
        moved(from, itemId, { meetingId: to, toAgendaVersion: 1 }, 2).expect(500),
      );

      expect(await agendaOf(from)).toHaveLength(1);
      expect(await agendaOf(to)).toEqual([]);
    });
  });
});
