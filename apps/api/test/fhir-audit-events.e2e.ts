import type { AuditEvent, Bundle, OperationOutcome } from 'fhir/r4.js';
import { breakGlass, identifierOf } from './support/break-glass.js';
import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const BALP = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';

/** What a BALP profile fixes: the interaction, the action, which of the two programs is the source, and who the user is to it. */
const PROFILES = {
  Create: { interaction: 'create', action: 'C', client: '110153', server: '110152', user: 'AUT', data: '4' },
  Update: { interaction: 'update', action: 'U', client: '110153', server: '110152', user: 'AUT', data: '4' },
  Read: { interaction: 'read', action: 'R', client: '110152', server: '110153', user: 'IRCP', data: '4' },
  Query: { interaction: 'search-type', action: 'E', client: '110153', server: '110152', user: 'IRCP', data: '24' },
} as const;

describe('the trail in FHIR', () => {
  let server: TestServer;
  let hospital: Hospital;
  let outside: Hospital;
  let caseId: string;
  let patientId: string;
  let alias: string;
  let grant: string;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    outside = await server.given.board({ organisation: hospital, name: 'Sarcoma board' });
    const story = new CaseStory(server, hospital);
    caseId = await story.inWorkup();
    await story.inWorkup();
    patientId = (await server.as(hospital.radiologist).get(`/cases/${caseId}`).expect(200)).body.patient.id;
    await server.as(hospital.spineSurgeon).post(`/cases/${caseId}/close`, { reasonCode: 'withdrawn' }).expect(403);
    await server.as(hospital.chair).get('/cases').expect(200);
    grant = (await breakGlass(server, outside.spineSurgeon, await identifierOf(server, caseId))).grant;
    await server.as(outside.spineSurgeon).get(`/cases/${caseId}`).expect(200);
    const [patient] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [
      patientId,
    ]);
    alias = patient!.alias;
  });
  afterAll(() => server.close());

  async function fhir<Resource>(who: Person | null, path: string) {
    const headers = who ? { authorization: `Bearer ${await server.as(who).accessToken()}` } : {};
    const answer = await server.app.inject({ url: `/fhir/r4/${path}`, headers });
    expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Resource>() };
  }

  async function found(query: string): Promise<AuditEvent[]> {
    const { status, body } = await fhir<Bundle<AuditEvent>>(hospital.auditor, `AuditEvent?_count=200&${query}`);
    expect(status).toBe(200);
    return (body.entry ?? []).map(({ resource }) => resource!);
  }

  /** The one event of our own catalogue's type. */
  async function one(type: string, query = ''): Promise<AuditEvent> {
    const [event] = await found(`subtype=${type}&_sort=date&${query}`);
    return event!;
  }

  it('is an AuditEvent for each event, of the BALP profile that it claims, whatever happened', async () => {
    const events = await found('_sort=date');
    const complaints = events.flatMap((event) => faultsOf(event).map((fault) => `${codeOf(event)}: ${fault}`));

    expect(complaints).toEqual([]);
    const claimed = new Set(events.flatMap(({ meta }) => meta?.profile ?? []).map((url) => url.replace(BALP, '')));
    expect([...claimed].sort()).toEqual([
      'Create',
      'PatientCreate',
      'PatientQuery',
      'PatientRead',
      'PatientUpdate',
      'Query',
      'Read',
    ]);
  });

  it('tells an update: who, as which role, on which patient and record, with the commitments and the request', async () => {
    const event = await one('case.accepted');

    expect(event).toMatchObject({
      meta: { profile: [`${BALP}PatientUpdate`] },
      text: { div: expect.stringContaining('Cora Coordinator (coordinator) accepted the referral.') },
      type: { code: 'rest' },
      action: 'U',
      outcome: '0',
      source: { site: hospital.organisationId, type: [{ code: '4' }] },
    });
    expect(event.agent.find(({ requestor }) => requestor)).toMatchObject({
      name: 'Cora Coordinator',
      who: { type: 'Practitioner', identifier: { system: 'urn:consilium:user', value: hospital.coordinator.id } },
      role: [{ coding: [{ system: 'urn:consilium:role', code: 'coordinator' }] }],
    });
    const [request, patient, data] = event.entity!;
    expect(request!.type!.code).toBe('XrequestId');
    expect(patient!.what!.identifier).toEqual({ system: 'urn:consilium:patient-alias', value: alias });
    expect(data!.what!.identifier).toEqual({ system: 'urn:consilium:record:case', value: caseId });
    expect(data!.detail!.map(({ type }) => type)).toEqual(['version', 'commitment-before', 'commitment-after']);
  });

  it('tells a refusal as a minor failure, of no profile, because those are of what succeeded', async () => {
    const [event] = await found('outcome=4');

    expect(event).toMatchObject({ outcome: '4', outcomeDesc: 'forbidden', action: 'E' });
    expect(event!.meta).toBeUndefined();
  });

  it('tells a broken glass as an emergency override, and what was done under it with that purpose', async () => {
    const broken = await one('break-glass.granted');
    const [shown] = await found(`subtype=patients.disclosed&agent=Practitioner/${outside.spineSurgeon.id}`);

    expect(broken).toMatchObject({
      type: { system: DICOM, code: '110113' },
      subtype: [{ system: DICOM, code: '110127' }, { code: 'break-glass.granted' }],
    });
    expect(broken.entity!.at(-1)!.what!.identifier!.value).toBe(grant);
    expect(shown!.purposeOfEvent).toEqual([
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'BTG', display: 'break the glass' },
        ],
      },
    ]);
  });

  it('tells a list that showed two patients as two events, each of which is found by its id', async () => {
    const shown = await found(`subtype=patients.disclosed&agent=${hospital.chair.id}`);

    expect(shown).toHaveLength(2);
    expect(shown[1]!.id).toBe(`${shown[0]!.id}.1`);
    for (const event of shown) {
      expect(event.meta).toEqual({ profile: [`${BALP}PatientQuery`] });
      expect((await fhir<AuditEvent>(hospital.auditor, `AuditEvent/${event.id}`)).body).toEqual(event);
    }
    expect((await fhir(hospital.auditor, `AuditEvent/${shown[0]!.id}.2`)).status).toBe(404);
  });

  it('is searched by patient, person, record, request, action, outcome and period', async () => {
    const types = async (query: string) => new Set((await found(query)).map(codeOf));
    const accepted = await one('case.accepted');
    const requestId = accepted.entity![0]!.what!.identifier!.value!;

    expect(await types(`patient=Patient/${patientId}&agent=${hospital.spineSurgeon.id}`)).toEqual(
      new Set(['assessment.recorded']),
    );
    expect(await types(`entity.identifier=${caseId}&subtype=urn:consilium:event-type|case.accepted`)).toEqual(
      new Set(['case.accepted']),
    );
    expect(await types(`entity.identifier=urn:consilium:request-id|${requestId}`)).toEqual(
      new Set(['case.opened', 'case.accepted']),
    );
    const today = new Date().toISOString().slice(0, 10);
    expect(await types(`date=${today}&subtype=case.accepted`)).toEqual(new Set(['case.accepted']));
    expect(await types(`date=ge${today}&date=lt${accepted.recorded}&subtype=case.accepted`)).toEqual(new Set());
    expect(await found('date=lt2020-01-01')).toEqual([]);
  });

  it('comes page by page along its links, also in the midst of an event of several patients', async () => {
    const query = `agent=${hospital.chair.id}&_sort=date`;
    const whole = (await found(query)).map(({ id }) => id);
    const paged: (string | undefined)[] = [];
    let path: string | undefined = `AuditEvent?${query}&_count=1`;
    while (path) {
      const { body }: { body: Bundle<AuditEvent> } = await fhir<Bundle<AuditEvent>>(hospital.auditor, path);
      paged.push(...body.entry!.map(({ resource }) => resource!.id));
      path = body.link!.find(({ relation }) => relation === 'next')?.url.split('/fhir/r4/')[1];
    }

    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThanOrEqual(3);
  });

  it('is for auditors alone, of their own hospital; what is refused is an OperationOutcome', async () => {
    const refused = async (who: Person | null, path: string) => {
      const { status, body } = await fhir<OperationOutcome>(who, path);
      expect(body.resourceType).toBe('OperationOutcome');
      return `${status} ${body.issue[0]!.code} ${body.issue[0]!.details!.coding![0]!.code}`;
    };
    const { id } = await one('case.accepted');

    for (const who of [hospital.chair, hospital.spineSurgeon, hospital.coordinator, hospital.administrator]) {
      expect(await refused(who, 'AuditEvent')).toBe('403 forbidden forbidden');
    }
    expect(await refused(null, 'AuditEvent')).toBe('401 login not-signed-in');
    expect(await refused((await server.given.board()).auditor, `AuditEvent/${id}`)).toBe('404 not-found not-found');
    expect(await refused(hospital.auditor, 'AuditEvent/nonsense')).toBe('404 not-found not-found');
    expect(await refused(hospital.auditor, 'AuditEvent?_count=0')).toBe('400 invalid invalid-query');
    expect(await refused(hospital.auditor, 'AuditEvent?address=10.0.0.1')).toBe('400 invalid invalid-query');
    expect(await refused(hospital.auditor, 'AuditEvent?date=2026-02-30')).toBe('400 invalid invalid-query');
    expect(await refused(hospital.auditor, 'AuditEvent?_cursor=x')).toBe('400 invalid invalid-query');
    expect(await refused(hospital.auditor, 'AuditEvent?entity.identifier=x')).toBe('400 invalid invalid-query');
  });

  it('is itself in the trail, with the patient who was asked about', async () => {
    const { headers } = await fhir(hospital.auditor, `AuditEvent?patient=${patientId}`);
    const request = String(headers['x-request-id']);

    const events = await found(`entity.identifier=urn:consilium:request-id|${request}&_sort=date`);
    expect(events.map(codeOf)).toEqual(['audit.read', 'patients.disclosed']);
  });

  it('says in a CapabilityStatement what can be asked, to anybody', async () => {
    const { status, body } = await fhir<{ resourceType: string; fhirVersion: string }>(null, 'metadata');

    expect(status).toBe(200);
    expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });
});

/** Our own code of an event: the last of its subtypes. */
function codeOf({ subtype }: AuditEvent): string {
  return subtype!.at(-1)!.code!;
}

/** What FHIR R4 and the BALP profile that an event claims demand of it, and it lacks. */
function faultsOf(event: AuditEvent): string[] {
  const faults: string[] = [];
  const demand = (isMet: boolean, what: string) => void (isMet || faults.push(what));
  demand(event.resourceType === 'AuditEvent' && /^[A-Za-z0-9.-]{1,64}$/.test(event.id ?? ''), 'an id of FHIR');
  demand(event.type.system !== undefined && event.type.code !== undefined, 'type 1..1');
  demand(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(event.recorded), 'recorded 1..1');
  demand(event.agent.length >= 2, 'agent 2..*');
  demand(event.agent.filter(({ requestor }) => requestor).length === 1, 'one requestor');
  demand(event.source.observer !== undefined, 'source.observer 1..1');

  const [url] = event.meta?.profile ?? [];
  if (url === undefined) return faults;
  const name = url.replace(BALP, '').replace('Patient', '') as keyof typeof PROFILES;
  const profile = PROFILES[name];
  const agents = (code: string) => event.agent.filter(({ type }) => type?.coding?.[0]?.code === code);
  const entities = (code: string) => (event.entity ?? []).filter(({ type }) => type?.code === code);
  const [client] = agents(profile.client);
  const [programOfServer] = agents(profile.server);
  const [user] = agents(profile.user);
  const [data] = entities('2');

  demand(event.type.code === 'rest', 'type rest');
  demand(
    event.subtype!.some(({ code }) => code === profile.interaction),
    `subtype ${profile.interaction}`,
  );
  demand(event.action === profile.action, `action ${profile.action}`);
  demand(event.outcome === '0', 'outcome 0');
  demand(agents(profile.client).length === 1 && client!.type!.coding![0]!.system === DICOM, 'client 1..1');
  demand(agents(profile.server).length === 1, 'server 1..1');
  for (const agent of [client, programOfServer]) {
    demand(agent?.who !== undefined && agent.network?.address !== undefined && !agent.media, 'who and network 1..1');
  }
  demand(!user || (user.requestor && user.who !== undefined && !user.network), 'user with who, without network');
  demand(
    entities('XrequestId').length <= 1 && entities('XrequestId').every(({ what }) => what?.identifier?.value),
    'transaction',
  );
  demand(entities('2').length === 1 && data!.role?.code === profile.data, `one object of role ${profile.data}`);
  demand(
    name === 'Query' ? data?.query !== undefined && !data.what && !data.detail : data?.what !== undefined,
    'the object',
  );
  demand(entities('1').length === (url.includes('Patient') ? 1 : 0), 'patient 1..1, or none');
  demand(
    entities('1').every(({ role, what }) => role?.code === '1' && what?.type === 'Patient'),
    'the patient',
  );
  return faults;
}
