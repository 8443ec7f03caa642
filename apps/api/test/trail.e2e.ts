import type { Answer } from './support/client.js';
import { whileFailing } from './support/failing.js';
import { pathWith, type Entrance } from './support/every-route.js';
import { startServer, type TestServer } from './support/server.js';
import { Walk } from './support/walk.js';

interface Leaf {
  readonly id: string;
  readonly type: string;
  readonly outcome: string;
  readonly reasonCode: string | null;
  readonly patients: readonly string[];
  readonly version: number | null;
}

type Headed = { readonly headers: Readonly<Record<string, unknown>> };

/** What the trail holds of one request, in the order of its recording. */
async function leavesOf(server: TestServer, { headers }: Headed): Promise<Leaf[]> {
  const rows = await server.look<{ leaf: Leaf }>(
    `SELECT convert_from(leaf, 'UTF8')::jsonb AS leaf FROM audit.event
     WHERE convert_from(leaf, 'UTF8')::jsonb->>'req' = $1 ORDER BY recorded_at, event_id`,
    [headers['x-request-id']],
  );
  return rows.map(({ leaf }) => leaf);
}

async function versionsBy(server: TestServer, leaves: readonly Leaf[]) {
  return server.look<{ entity: string; version: number }>(
    'SELECT entity, version FROM clinical.version WHERE event_id = ANY ($1::uuid[]) ORDER BY event_id',
    [leaves.map(({ id }) => id)],
  );
}

const LANE = { lane: 'emergency', reasonCode: 'clinical-deterioration' };
const CLOSING = { reasonCode: 'withdrawn' };
const PROOF = { proof: 'b1Hq0y8r0dXhTTlZ6rFQ2kQm1l3Zp6mXq8o6QJt2m4s' };

describe('the trail of a request', () => {
  let server: TestServer;
  let walk: Walk;
  let alias: string;

  beforeAll(async () => {
    server = await startServer();
    walk = await Walk.begin(server);
    const [patient] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [
      walk.ours['patientId'],
    ]);
    alias = patient!.alias;
  }, 60_000);
  afterAll(() => server.close());

  const coordinator = () => server.as(walk.walkers.coordinator);

  /**
   * Whether an answer is about the patient: it is asked for by the case or what is the case's, or it says one of their ids. The events
   * of the log hold no personal data: they are about a patient where they were asked for by one.
   */
  function isAboutThePatient({ path }: Entrance, body: unknown): boolean {
    const { patientId, caseId, orderId } = walk.ours;
    const text = JSON.stringify(body) ?? '';
    if (path.includes('/audit/events')) return false;
    return (
      /\{(?:case|patient|decision|item)Id\}/.test(path) || [patientId, caseId, orderId].some((id) => text.includes(id!))
    );
  }

  it('names the patient shown, on every route that reads, for everybody who may read it', async () => {
    const seen = new Set<string>();
    const silent: string[] = [];
    for (const entrance of walk.entrances.filter(({ method, isPublic }) => method === 'GET' && !isPublic)) {
      for (const answered of await walk.sendAsEverybody(entrance, {})) {
        if (answered.status !== 200) continue;
        const leaves = await leavesOf(server, answered);
        const disclosed = leaves.flatMap(({ type, patients }) => (type === 'patients.disclosed' ? patients : []));
        if (leaves.length === 0) silent.push(`${entrance.name} left no event`);
        if (!isAboutThePatient(entrance, answered.body)) continue;
        seen.add(entrance.name);
        if (!disclosed.includes(alias)) silent.push(`${entrance.name} did not say whom it showed`);
      }
    }

    expect(silent).toEqual([]);
    expect([...seen].sort()).toEqual([
      'GET /agenda-items/{itemId}/preliminary-plans',
      'GET /audit/exports/{exportId}',
      'GET /break-glass',
      'GET /break-glass/{grantId}',
      'GET /cases',
      'GET /cases/{caseId}',
      'GET /cases/{caseId}/assessments',
      'GET /cases/{caseId}/decisions',
      'GET /cases/{caseId}/follow-up',
      'GET /cases/{caseId}/follow-up/proposal',
      'GET /cases/{caseId}/forecast',
      'GET /cases/{caseId}/history',
      'GET /cases/{caseId}/recommendations',
      'GET /cases/{caseId}/treatments',
      'GET /decisions/{decisionId}',
      'GET /decisions/{decisionId}/checks',
      'GET /decisions/{decisionId}/letter',
      'GET /decisions/{decisionId}/letter/handouts',
      'GET /erasures',
      'GET /erasures/{erasureId}',
      'GET /imaging-orders',
      'GET /meetings/{meetingId}',
      'GET /patients/{patientId}',
      'GET /patients/{patientId}/disclosures',
      'GET /worklist',
    ]);
  });

  it.each([['/patients/search'], ['/cases/search']])(
    'names everybody found by %s, and nobody who was not',
    async (path) => {
      const { body } = await coordinator().get(`/patients/${walk.ours['patientId']}`).expect(200);

      const found = await coordinator().post(path, { identifier: body.identifiers[0] }).expect(200);
      const none = await coordinator()
        .post(path, { identifier: { system: 'mrn', value: 'nobody' } })
        .expect(200);

      expect(found.body.items).toHaveLength(1);
      expect((await leavesOf(server, found)).at(-1)).toMatchObject({ type: 'patients.disclosed', patients: [alias] });
      expect((await leavesOf(server, none)).map(({ type }) => type)).toEqual([expect.stringContaining('searched')]);
    },
  );

  it('says of the past, too, that it was shown', async () => {
    const asOf = encodeURIComponent(new Date().toISOString());
    const answer = await server.as(walk.walkers.auditor).get(`/cases/${walk.ours['caseId']}?asOf=${asOf}`).expect(200);

    expect((await leavesOf(server, answer)).map(({ type }) => type)).toEqual(['history.opened', 'patients.disclosed']);
  });

  it('binds each change to a version of what changed', async () => {
    const raised = await coordinator().post(`/cases/${walk.ours['caseId']}/lane`, LANE).expect(200);

    const leaves = await leavesOf(server, raised);
    expect(leaves.map(({ type }) => type)).toEqual(['emergency.opened', 'case.lane-changed']);
    expect(await versionsBy(server, leaves)).toEqual([{ entity: 'case', version: raised.body.version }]);
    expect(leaves[1]).toMatchObject({
      version: raised.body.version,
      patients: [alias],
      reasonCode: 'clinical-deterioration',
    });
  });

  it.each<[string, string, Refused]>([
    ['a rule', 'illegal-transition', { path: '/cases/{caseId}/accept', by: 'coordinator' }],
    [
      'a right that the record decides',
      'forbidden',
      { path: '/cases/{caseId}/close', by: 'spineSurgeon', body: CLOSING },
    ],
    ['a right that the route decides', 'forbidden', { path: '/cases/{caseId}/accept', by: 'auditor' }],
    [
      'a version that is over',
      'stale-version',
      { path: '/cases/{caseId}/close', by: 'coordinator', body: CLOSING, ifMatch: '"77"' },
    ],
    [
      'a record of another hospital',
      'not-found',
      { path: '/cases/{caseId}/accept', by: 'coordinator', isElsewhere: true },
    ],
    [
      'a proof that is none',
      'proof-required',
      { path: '/boards/{boardId}/parameters/{changeId}/confirm', by: 'chair', body: PROOF },
    ],
  ])('holds one refusal with its code, and no version, when %s is in the way: %s', async (_what, code, refused) => {
    const { path, by, body, ifMatch, isElsewhere } = refused;
    const ids = isElsewhere ? walk.theirs : walk.ours;
    const versions = await versionCount();

    const answer = await server
      .as(walk.walkers[by])
      .post(pathWith(path, ids), body, ifMatch ? { 'if-match': ifMatch } : {});

    expect(answer.body.code).toBe(code);
    const leaves = await leavesOf(server, answer);
    expect(leaves).toMatchObject([{ type: 'request.refused', outcome: 'refused', reasonCode: code, patients: [] }]);
    expect(await versionCount()).toBe(versions);
  });

  it('holds one failure and no version when the last step fails', async () => {
    const versions = await versionCount();
    let failed: Answer | undefined;

    await whileFailing(server, { at: 'INSERT ON clinical.version' }, async () => {
      failed = await coordinator().post('/patients', SOMEBODY).expect(500, 'defect');
    });

    const leaves = await leavesOf(server, failed!);
    expect(leaves).toMatchObject([{ type: 'request.failed', outcome: 'failed', reasonCode: 'defect' }]);
    expect(await versionCount()).toBe(versions);
  });

  it('answers 503 to a refusal that cannot be written down', async () => {
    await whileFailing(server, { at: 'INSERT ON audit.event', when: `NEW.type = 'request.refused'` }, async () => {
      const { headers } = await coordinator().post(`/cases/${walk.ours['caseId']}/accept`).expect(503, 'database-busy');
      expect(headers['retry-after']).toBe('2');
    });
  });

  async function versionCount(): Promise<number> {
    return (await server.look('SELECT FROM clinical.version')).length;
  }
});

const SOMEBODY = {
  identifiers: [{ system: 'mrn', value: 'never-written' }],
  familyName: 'Jansen',
  givenName: 'Maria',
  bornOn: '1961-04-12',
  sex: 'female',
};

interface Refused {
  readonly path: string;
  readonly by: 'coordinator' | 'spineSurgeon' | 'auditor' | 'chair';
  readonly body?: object;
  readonly ifMatch?: string;
  readonly isElsewhere?: boolean;
}
