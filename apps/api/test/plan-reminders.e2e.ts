import { AskForPlans } from '../src/meetings/plans/ask-for-plans.js';
import { CaseStory } from './support/case-story.js';
import { whileFailing } from './support/failing.js';
import type { Hospital, Seated } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { TestMailServer } from './support/smtp.js';
import { told } from './support/told.js';

const REQUIRED = ['chair', 'medicalOncologist', 'radiationOncologist', 'spineSurgeon'];

describe('the preliminary plans that a meeting waits for', () => {
  let mailServer: TestMailServer;
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    mailServer = await TestMailServer.start();
    server = await startServer({ smtpUrl: mailServer.url });
  });
  beforeEach(async () => {
    server.clock.moveTo('2026-03-02T08:00:00.000Z');
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(async () => {
    await server.close();
    await mailServer.stop();
  });

  const ask = () => server.app.get(AskForPlans, { strict: false }).execute(hospital.organisationId);
  const asked = () => told(server, hospital, 'plan-asked');
  const write = (who: keyof Seated, itemId: string) =>
    server
      .as(hospital[who])
      .put(
        `/agenda-items/${itemId}/preliminary-plans/mine`,
        { measures: [{ modality: 'cebrt', intent: 'palliative' }] },
        { 'if-none-match': '*' },
      )
      .expect(200);

  /** A meeting on Thursday noon, for which a case must be listed until Wednesday noon. */
  const meeting = async (part: object = { listingLeadHours: 24 }): Promise<string> => {
    const plan = { startsAt: '2026-03-05T12:00:00.000Z', ...part };
    const path = `/boards/${hospital.board.id}/meetings`;
    return (await server.as(hospital.coordinator).post(path, plan).expect(201)).body.id;
  };

  it('are asked of the required specialties from a day before listing closes, once', async () => {
    await story.listed(await story.ready(), await meeting());

    server.clock.moveTo('2026-03-03T11:59:59.999Z');
    await ask();
    expect(await asked()).toEqual([]);

    server.clock.moveTo('2026-03-03T12:00:00.000Z');
    await Promise.all([ask(), ask()]);
    await ask();
    expect(await asked()).toEqual(REQUIRED);
  });

  it('are asked a day before the start where the meeting sets no deadline', async () => {
    await story.listed(await story.ready(), await meeting({}));

    server.clock.moveTo('2026-03-04T11:59:59.999Z');
    await ask();
    expect(await asked()).toEqual([]);

    server.clock.moveTo('2026-03-04T12:00:00.000Z');
    await ask();
    expect(await asked()).toEqual(REQUIRED);
  });

  it('are not asked of a specialty that has written, nor once the discussion is open', async () => {
    const written = await story.listed(await story.ready(), await meeting());
    await write('spineSurgeon', written.itemId);
    await write('medicalOncologist', written.itemId);
    server.clock.moveTo('2026-03-03T12:00:00.000Z');
    await ask();
    expect(await asked()).toEqual(['radiationOncologist']);

    const begun = await story.listed(await story.ready(), await story.meeting());
    await story.opened(begun);
    await ask();
    expect(await asked()).toEqual(['radiationOncologist']);
  });

  it('are asked again for a case that is listed later', async () => {
    const meetingId = await meeting();
    const first = await story.listed(await story.ready(), meetingId);
    server.clock.moveTo('2026-03-03T12:00:00.000Z');
    await ask();
    await write('radiationOncologist', first.itemId);

    const second = await story.listed(await story.ready(), meetingId);
    await ask();
    await write('spineSurgeon', second.itemId);
    await ask();

    expect(await asked()).toEqual([...REQUIRED, ...REQUIRED].toSorted());
  });

  it('are asked by a mail that names no patient, and leads to the meeting', async () => {
    const meetingId = await meeting();
    await story.listed(await story.ready(), meetingId);
    server.clock.moveTo('2026-03-03T12:00:00.000Z');
    await ask();

    const subject = 'Consilium: a meeting waits for your preliminary plan';
    const ours = () =>
      mailServer.taken.filter(({ to, mail }) => to === hospital.spineSurgeon.email && mail.subject === subject);
    for (let taken = mailServer.taken.length; ours().length === 0; taken += 1) await mailServer.mails(taken);

    expect(ours()[0]!.mail.text).toBe(
      'Spine board: a coming meeting has cases that wait for a preliminary plan of your specialty.\n\n' +
        `http://localhost:3000/meetings/${meetingId}\n\n` +
        'You are told because of your part on the board. When you want no mail is yours to say in Consilium.\n',
    );
  });

  it('are asked of nobody when that cannot be written, and of everybody an hour later', async () => {
    await story.listed(await story.ready(), await meeting());
    server.clock.moveTo('2026-03-03T12:00:00.000Z');

    await whileFailing(server, { at: 'INSERT ON clinical.notice', atCommit: true }, () =>
      expect(ask()).rejects.toThrow('disk full'),
    );
    expect(await asked()).toEqual([]);
    await ask();

    expect(await asked()).toEqual(REQUIRED);
  });
});
