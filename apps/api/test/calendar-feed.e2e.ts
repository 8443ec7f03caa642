import ICAL from 'ical.js';
import { CaseStory } from './support/case-story.js';
import { Canaries } from './support/canaries.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';

describe('a person’s calendar feed', () => {
  let server: TestServer;
  let hospital: Hospital;
  let path: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
  });
  beforeEach(async () => {
    path = await renewed();
  });
  afterAll(() => server.close());

  async function renewed(person = hospital.spineSurgeon): Promise<string> {
    const { url } = (await server.as(person).post('/me/calendar-feed').expect(201)).body;
    expect(url).toMatch(/^http:\/\/localhost:3000\/calendar\/[\w-]{43}\.ics$/);
    return new URL(url).pathname;
  }

  const read = (at = path, headers: Record<string, string> = {}) => server.app.inject({ url: at, headers });

  /** Its meetings by their UID, as another program reads them. */
  async function events(at = path) {
    const { body } = await read(at);
    const calendar = new ICAL.Component(ICAL.parse(body) as ConstructorParameters<typeof ICAL.Component>[0]);
    return calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      starts: event.getFirstProperty('dtstart')!.toICALString(),
      status: event.getFirstPropertyValue('status'),
      class: event.getFirstPropertyValue('class'),
      sequence: event.getFirstPropertyValue('sequence') as unknown as number,
    }));
  }

  const planned = async (startsAt: string, at = hospital) =>
    (await server.as(at.coordinator).post(`/boards/${at.board.id}/meetings`, { startsAt }).expect(201)).body;

  it('shows the meetings of one’s boards in the board’s zone, moved and cancelled ones with a higher sequence', async () => {
    const elsewhere = await server.given.board({ organisation: hospital });
    await planned('2026-03-10T14:00:00Z', elsewhere);
    const meeting = await planned('2026-03-10T14:00:00Z');
    const [first] = await events();

    expect(first).toMatchObject({
      uid: `${meeting.id}@consilium`,
      starts: 'DTSTART;TZID=Europe/Amsterdam:20260310T150000',
      status: 'CONFIRMED',
      class: 'CONFIDENTIAL',
    });

    const coordinator = server.as(hospital.coordinator);
    await coordinator.patch(`/meetings/${meeting.id}`, { startsAt: '2026-03-31T13:00:00Z' }, ifMatch(1)).expect(200);
    const [moved] = await events();
    await coordinator.post(`/meetings/${meeting.id}/cancel`, { reason: 'The chair is ill.' }).expect(200);
    const [cancelled] = await events();

    expect(moved).toMatchObject({ uid: first!.uid, starts: 'DTSTART;TZID=Europe/Amsterdam:20260331T150000' });
    expect(cancelled).toMatchObject({ uid: first!.uid, status: 'CANCELLED' });
    expect([moved!.sequence > first!.sequence, cancelled!.sequence > moved!.sequence]).toEqual([true, true]);
  });

  it('is not sent again while it has not changed', async () => {
    const first = await read();
    const again = await read(path, { 'if-none-match': `"other", W/${String(first.headers.etag)}` });
    await planned('2026-04-07T13:00:00Z');
    const changed = await read(path, { 'if-none-match': String(first.headers.etag) });

    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(changed.statusCode).toBe(200);
  });

  it('opens no more once it is renewed, revoked, or its owner has left', async () => {
    const pathologist = server.as(hospital.pathologist);
    const before = await renewed(hospital.pathologist);
    const after = await renewed(hospital.pathologist);
    expect([(await read(before)).statusCode, (await read(after)).statusCode]).toEqual([404, 200]);

    await pathologist.delete('/me/calendar-feed').expect(204);
    expect((await read(after)).statusCode).toBe(404);
    expect((await pathologist.get('/me/calendar-feed').expect(200)).body).toEqual({ url: null, renewedAt: null });

    const last = await renewed(hospital.pathologist);
    await server
      .as(hospital.administrator)
      .patch(`/users/${hospital.pathologist.id}`, { isActive: false }, ifMatch(1))
      .expect(200);
    expect((await read(last)).statusCode).toBe(404);
  });

  it.each(['no.ics', `${'a'.repeat(43)}.ics`, `${'a'.repeat(43)}`, '%00.ics', `${'a'.repeat(4_000)}.ics`])(
    'says nothing to who guesses (%#)',
    async (guess) => {
      const { statusCode, headers } = await read(`/calendar/${guess}`);
      expect([400, 404, 414]).toContain(statusCode);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    },
  );

  it('is known to the database as a hash only, and its reading to the trail', async () => {
    const secret = path.slice('/calendar/'.length, -'.ics'.length);
    await read();

    const rows = await server.look<{ kept: string }>('SELECT f::text AS kept FROM people.calendar_feed f');
    expect(rows.map(({ kept }) => kept).join()).not.toContain(secret);
    expect((await server.auditOf({ actorId: hospital.spineSurgeon.id })).at(-1)).toBe('calendar.read');
  });

  it('shows its address once, also to who repeats the request', async () => {
    const surgeon = server.as(hospital.spineSurgeon);
    const key = { 'idempotency-key': 'once' };
    const { url } = (await surgeon.post('/me/calendar-feed', undefined, key).expect(201)).body;

    expect((await surgeon.post('/me/calendar-feed', undefined, key).expect(201)).body.url).toBeNull();
    expect((await read(new URL(url).pathname)).statusCode).toBe(200);
  });

  it('keeps its address where renewing it fails at the last step', async () => {
    await whileFailing(server, { at: 'UPDATE ON people.calendar_feed', atCommit: true }, () =>
      server.as(hospital.spineSurgeon).post('/me/calendar-feed').expect(500),
    );
    expect((await read()).statusCode).toBe(200);
  });

  it('holds nothing of the patients who are discussed', async () => {
    const canaries = new Canaries(server, hospital, await server.given.board({ organisation: hospital }));
    await canaries.plant();
    await new CaseStory(server, hospital).meeting();
    const { body } = await read();

    expect(body).toContain('BEGIN:VEVENT');
    for (const word of canaries.words.values()) expect(body).not.toContain(word);
  });
});
