import { createHash } from 'node:crypto';
import { breakGlass, identifierOf } from './support/break-glass.js';
import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

const NOBODY = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

interface Found {
  readonly eventId: string;
  readonly type: string;
  readonly sentence: string;
  readonly outcome: string;
  readonly requestId: string;
  readonly actor: { id: string; name: string } | null;
  readonly recordedAt: string;
  readonly leaf: string;
  readonly leafHash: string;
}

describe('finding events', () => {
  let server: TestServer;
  let hospital: Hospital;
  let nextDoor: Hospital;
  let story: CaseStory;
  /** Referred, accepted, examined; refused once to somebody who may not; opened from outside under a broken glass. */
  let caseId: string;
  let patientId: string;
  let identifier: { system: string; value: string };
  let ofNextDoor: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    nextDoor = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    story = new CaseStory(server, hospital);
    caseId = await story.inWorkup();
    ofNextDoor = await new CaseStory(server, nextDoor).inWorkup();
    patientId = (await server.as(hospital.coordinator).get(`/cases/${caseId}`).expect(200)).body.patient.id;
    await server.as(hospital.spineSurgeon).post(`/cases/${caseId}/close`, { reasonCode: 'withdrawn' }).expect(403);
    identifier = await identifierOf(server, caseId);
    await breakGlass(server, nextDoor.spineSurgeon, identifier);
    await server.as(nextDoor.spineSurgeon).get(`/cases/${caseId}`).expect(200);
  });
  afterAll(() => server.close());

  const get = (who: Person, query = '') => server.as(who).get(`/audit/events${query}`);

  async function found(who: Person, query: string): Promise<Found[]> {
    return (await get(who, `?limit=200&${query}`).expect(200)).body.items;
  }
  const typesOf = (events: readonly Found[]) => events.map(({ type }) => type);

  it('by case answers with all that was asked, done, shown and refused about it, oldest first when asked so', async () => {
    const events = await found(hospital.auditor, `case=${caseId}&sort=oldest&until=${encodeURIComponent(now())}`);

    expect(events.map(({ sentence }) => sentence)).toEqual([
      'Cora Coordinator (coordinator) referred the patient to the board.',
      'Cora Coordinator (coordinator) asked to open a case.',
      'Cora Coordinator (coordinator) accepted the referral.',
      'Dr. Sam Spine (specialist) asked to open a case.',
      'Dr. Sam Spine (specialist) recorded an assessment.',
      'Cora Coordinator (coordinator) asked to open a case.',
      'Cora Coordinator (coordinator) was shown a patient.',
      'Dr. Sam Spine (specialist) asked to open a case and was refused (forbidden).',
      'Dr. Sam Spine (specialist) broke the glass for a case outside their boards (emergency treatment).',
      'Dr. Sam Spine (specialist) asked to open a case.',
      'Dr. Sam Spine (specialist) was shown a patient, having broken the glass.',
    ]);
  });

  it('shows the very bytes that the log hashes', async () => {
    const [event] = await found(hospital.auditor, `case=${caseId}&type=case.accepted`);

    const hash = createHash('sha256').update('\0').update(event!.leaf).digest('base64');
    expect(event!.leafHash).toBe(hash);
    expect(JSON.parse(event!.leaf)).toMatchObject({ id: event!.eventId, type: 'case.accepted', entityId: caseId });
  });

  it('by patient answers with every event that names them, by number in a body and never in an address', async () => {
    const byId = await found(hospital.auditor, `patient=${patientId}&sort=oldest`);
    const { body } = await server
      .as(hospital.auditor)
      .post('/audit/events/search', { identifier, sort: 'oldest', limit: 200 })
      .expect(200);

    const told = [
      'patient.registered',
      'case.referred',
      'case.accepted',
      'assessment.recorded',
      'patients.disclosed',
      'break-glass.granted',
      'patients.disclosed',
    ];
    expect(typesOf(byId).slice(0, 7)).toEqual(told);
    expect(typesOf(body.items).slice(0, 7)).toEqual(told);
    await get(hospital.auditor, '?identifier=mrn').expect(400, 'invalid-query');
    const nobody = { identifier: { system: 'mrn', value: 'nobody' } };
    expect((await server.as(hospital.auditor).post('/audit/events/search', nobody).expect(200)).body.items).toEqual([]);
  });

  it('by the request’s id that each leaf says', async () => {
    const differing = await server.look(
      `SELECT event_id FROM audit.event WHERE audit.request_of(leaf) IS DISTINCT FROM convert_from(leaf, 'UTF8')::jsonb->>'req'`,
    );
    const [known] = await server.look<{ some: boolean; none: string | null }>(
      `SELECT bool_or(audit.request_of(leaf) IS NOT NULL) AS some, audit.request_of('{"purpose":null,"req":null,"role":"x"}') AS none FROM audit.event`,
    );
    expect(differing).toEqual([]);
    expect(known).toEqual({ some: true, none: null });
  });

  it('by person, action, outcome, record, request and period, each by itself and all together', async () => {
    const refused = await found(hospital.auditor, `case=${caseId}&outcome=refused`);
    expect(typesOf(refused)).toEqual(['request.refused']);
    const { requestId, recordedAt } = refused[0]!;
    const surgeon = hospital.spineSurgeon.id;

    expect(typesOf(await found(hospital.auditor, `request=${requestId}`))).toEqual(['request.refused']);
    expect(
      typesOf(await found(hospital.auditor, `actor=${surgeon}&type=assessment.recorded&type=case.accepted`)),
    ).toEqual(['assessment.recorded']);
    expect(typesOf(await found(hospital.auditor, `entity=case&entityId=${caseId}&type=case.referred`))).toEqual([
      'case.referred',
    ]);
    const all = [
      `case=${caseId}&actor=${surgeon}&type=request.refused&outcome=refused&entity=case&entityId=${caseId}`,
      `request=${requestId}&from=${encodeURIComponent(recordedAt)}`,
    ].join('&');
    expect(typesOf(await found(hospital.auditor, all))).toEqual(['request.refused']);
    expect(await found(hospital.auditor, `${all}&until=${encodeURIComponent(recordedAt)}`)).toEqual([]);
    expect(await found(hospital.auditor, `${all}&patient=${patientId}`)).toEqual([]);
    expect(await found(hospital.auditor, 'until=1850-01-01T00:00:00Z')).toEqual([]);
    expect(await found(hospital.auditor, 'from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await found(hospital.auditor, `case=${NOBODY}`)).toEqual([]);
    expect(await found(hospital.auditor, `patient=${NOBODY}`)).toEqual([]);
  });

  it.each(['newest', 'oldest'])('comes page by page, the %s first, each event once', async (sort) => {
    const until = encodeURIComponent(now());
    const query = `case=${caseId}&sort=${sort}&until=${until}`;
    const whole = await found(hospital.auditor, query);

    const paged: Found[] = [];
    let cursor = '';
    do {
      const { body } = await get(hospital.auditor, `?limit=2&${query}${cursor}`).expect(200);
      paged.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    const ids = paged.map(({ eventId }) => eventId);
    expect(ids).toEqual(whole.map(({ eventId }) => eventId));
    expect(ids).toEqual(sort === 'newest' ? ids.toSorted().toReversed() : ids.toSorted());
  });

  it('is whole for auditors, of the own board’s cases for its chair, and of the own actions for a specialist', async () => {
    const seenBy = async (who: Person) => {
      const events = await found(who, 'type=case.accepted&type=case.opened&sort=oldest');
      return new Set(events.map(({ leaf }) => JSON.parse(leaf).entityId));
    };
    expect(await seenBy(hospital.auditor)).toEqual(new Set([caseId, ofNextDoor]));
    expect(await seenBy(hospital.chair)).toEqual(new Set([caseId]));
    expect(await seenBy(nextDoor.chair)).toEqual(new Set([ofNextDoor]));

    const own = await found(hospital.spineSurgeon, 'sort=oldest');
    expect(new Set(own.map(({ actor }) => actor!.id))).toEqual(new Set([hospital.spineSurgeon.id]));
    expect(typesOf(own)).toContain('assessment.recorded');
    expect(await found(hospital.spineSurgeon, `actor=${hospital.coordinator.id}`)).toEqual([]);
    expect(await found(nextDoor.chair, `patient=${patientId}`)).toEqual([]);
  });

  it('is not for coordinators, administrators and machines, and finds nothing of another hospital', async () => {
    const elsewhere = await server.given.board();
    await get(hospital.coordinator).expect(403, 'forbidden');
    await get(hospital.administrator).expect(403, 'forbidden');

    expect(await found(elsewhere.auditor, `case=${caseId}`)).toEqual([]);
    const [ours] = await found(hospital.auditor, `case=${caseId}&type=case.accepted`);
    await get(elsewhere.auditor, `/${ours!.eventId}`).expect(404, 'not-found');
    await get(hospital.radiologist, `/${ours!.eventId}`).expect(404, 'not-found');
    expect((await get(hospital.chair, `/${ours!.eventId}`).expect(200)).body).toEqual(ours);
  });

  it('is itself in the trail, with the patient whom the case or the search was about', async () => {
    const { headers } = await get(hospital.auditor, `?case=${caseId}`).expect(200);
    const events = await found(hospital.auditor, `request=${String(headers['x-request-id'])}&sort=oldest`);

    expect(events.map(({ sentence }) => sentence)).toEqual([
      'Aldo Auditor (auditor) asked to read the audit trail.',
      'Aldo Auditor (auditor) was shown a patient.',
    ]);
  });

  const now = () => new Date().toISOString();
});

describe('the accounting of disclosures of a patient', () => {
  let server: TestServer;
  let hospital: Hospital;
  let nextDoor: Hospital;
  let patientId: string;
  let caseId: string;
  let grant: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    nextDoor = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    caseId = await new CaseStory(server, hospital).inWorkup();
    patientId = (await server.as(hospital.radiologist).get(`/cases/${caseId}`).expect(200)).body.patient.id;
    const identifier = await identifierOf(server, caseId);
    await server.as(nextDoor.coordinator).post('/patients/search', { identifier }).expect(200);
    grant = (await breakGlass(server, nextDoor.spineSurgeon, identifier)).grant;
    await server.as(nextDoor.spineSurgeon).get(`/cases/${caseId}`).expect(200);
    await server.as(hospital.chair).get('/cases').expect(200);
    await server.as(nextDoor.chair).get('/cases').expect(200);
  });
  afterAll(() => server.close());

  interface Disclosed {
    readonly sentence: string;
    readonly eventId: string;
    readonly act: string;
  }
  const disclosures = async (who: Person, query = '?sort=oldest&limit=200'): Promise<Disclosed[]> =>
    (await server.as(who).get(`/patients/${patientId}/disclosures${query}`).expect(200)).body.items;

  it('says who saw them, as which role, through which act and why: one line for each act, none for whom they were not shown', async () => {
    const told = (await disclosures(hospital.auditor)).map(({ sentence }) => sentence);

    expect(told.slice(0, 8)).toEqual([
      'Cora Coordinator (coordinator) asked to register a patient and registered the patient.',
      'Cora Coordinator (coordinator) asked to refer a patient and referred the patient to the board.',
      'Cora Coordinator (coordinator) asked to open a case and accepted the referral.',
      'Dr. Sam Spine (specialist) asked to open a case and recorded an assessment.',
      'Dr. Rita Radiology (specialist) asked to open a case and was shown the patient.',
      'Cora Coordinator (coordinator) asked to search for patients and was shown the patient.',
      'Dr. Sam Spine (specialist) asked to break the glass and broke the glass for a case outside their boards (emergency treatment).',
      'Dr. Sam Spine (specialist) asked to open a case and was shown the patient, having broken the glass (emergency treatment).',
    ]);
    expect(told[8]).toBe('Dr. Carl Chair (specialist and chair) asked to list cases and was shown the patient.');
  });

  it('holds the break-glass, its reason and the records that were shown', async () => {
    const entries = await disclosures(hospital.auditor);

    expect(entries[7]).toMatchObject({
      act: 'case.opened',
      breakGlassId: grant,
      reasonCode: 'emergency-treatment',
      records: [{ entity: 'case', entityId: caseId }],
      actor: { id: nextDoor.spineSurgeon.id, name: 'Dr. Sam Spine' },
    });
  });

  it('is itself a disclosure of the patient', async () => {
    await disclosures(hospital.auditor);
    expect((await disclosures(hospital.auditor)).at(-1)?.sentence).toBe(
      'Aldo Auditor (auditor) asked to read the audit trail and was shown the patient.',
    );
  });

  it('is complete page by page, within a period', async () => {
    const to = encodeURIComponent(new Date().toISOString());
    const whole = await disclosures(hospital.auditor, `?limit=200&until=${to}`);
    const paged: Disclosed[] = [];
    let cursor = '';
    do {
      const path = `/patients/${patientId}/disclosures?limit=3&until=${to}${cursor}`;
      const { body } = await server.as(hospital.auditor).get(path).expect(200);
      paged.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThanOrEqual(9);
    expect(await disclosures(hospital.auditor, '?until=2020-01-01T00:00:00Z')).toEqual([]);
  });

  it('is whole for auditors, of the board’s cases for its chair, of the own acts for a specialist, and for nobody else', async () => {
    const acts = async (who: Person) => (await disclosures(who)).map(({ act }) => act);

    expect(await acts(hospital.chair)).toEqual([
      'case.referring',
      'case.opened',
      'case.opened',
      'case.opened',
      'case.opened',
      'cases.listed',
    ]);
    expect(await acts(hospital.radiologist)).toEqual(['case.opened']);
    await server.as(hospital.coordinator).get(`/patients/${patientId}/disclosures`).expect(403, 'forbidden');
    const elsewhere = await server.given.board();
    await server.as(elsewhere.auditor).get(`/patients/${patientId}/disclosures`).expect(404, 'not-found');
  });
});
