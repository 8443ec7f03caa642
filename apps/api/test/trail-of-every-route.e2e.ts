import { ACCESSES, CHANGES } from '#database';
import type { Answered, Ask, Entrance } from './support/every-route.js';
import { whileFailing } from './support/failing.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';
import { Walk } from './support/walk.js';

interface Leaf {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly role: string;
  readonly auth: string;
  readonly session: string;
  readonly client: string | null;
  readonly ipHash: string | null;
  readonly req: string;
  readonly organisation: string;
  readonly outcome: string;
  readonly reasonCode: string | null;
  readonly purpose: string | null;
  readonly patients: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
}

/** An event of one request, with the version that it made: its commitment, that of the version before, and whether its bytes agree. */
interface Recorded {
  readonly leaf: Leaf;
  readonly commitment: string | null;
  readonly commitmentBefore: string | null;
  readonly isDocumentTrue: boolean | null;
}

/** Where the documented example shows two ways of asking, one of them; where a query must be sent, one. */
const RIGHT: Readonly<Record<string, Ask>> = {
  'POST /patients/search': { body: { identifier: { system: 'mrn', value: 'nobody' } } },
  'POST /cases/search': { body: { familyName: 'Jansen' } },
  'GET /audit/consistency': { query: '?from=1&to=2' },
};

describe('the trail of every route, walked by every role', () => {
  let server: TestServer;
  let walk: Walk;
  let alias: string;
  let routes: readonly Entrance[];

  beforeEach(async () => {
    server = await startServer();
    walk = await Walk.begin(server);
    const [patient] = await server.look<{ alias: string }>('SELECT alias FROM clinical.patient WHERE id = $1', [
      walk.ours['patientId'],
    ]);
    alias = patient!.alias;
    routes = walk.guarded;
  }, 60_000);
  afterEach(() => server.close());

  async function recordedBy({ headers }: Answered): Promise<Recorded[]> {
    return server.look<Recorded>(RECORDED, [headers['x-request-id']]);
  }

  /** Whether an answer is about the patient: it is asked for by what is theirs, or it says one of their ids. */
  function isAboutThePatient({ path }: Entrance, body: unknown): boolean {
    const { patientId, caseId, orderId } = walk.ours;
    const text = JSON.stringify(body) ?? '';
    return (
      /\{(?:case|patient|decision|item|order|treatment|recommendation)Id\}/.test(path) ||
      [patientId, caseId, orderId].some((id) => text.includes(id!))
    );
  }

  /** What is wrong with the trail of one answer; undefined where it is as it must be. */
  async function complaintAbout(entrance: Entrance, by: Person, answered: Answered): Promise<string | undefined> {
    const recorded = await recordedBy(answered);
    const told = `${answered.status} ${answered.body?.code ?? ''} to ${by.name}: ${recorded.map(({ leaf }) => leaf.type).join(', ')}`;
    const forged = recorded.find(({ leaf }) => !saysWhoAndWhence(leaf, by, answered));
    if (forged) return `${told}: does not say who, as which role or from where: ${JSON.stringify(forged.leaf)}`;
    if (recorded.some((event) => !isBound(event))) return `${told}: a change without its commitments`;

    if (answered.status === 400 && recorded.length === 0) return undefined; // not understood: nothing was opened
    if (answered.status >= 400) return isOneRefusal(recorded, answered) ? undefined : `${told}: is not one refusal`;
    if (!recorded.some(({ leaf }) => Object.hasOwn(ACCESSES, leaf.type))) return `${told}: has no opening`;
    if (recorded.some(({ leaf }) => leaf.outcome !== 'done')) return `${told}: says it was not done`;
    const named = recorded.flatMap(({ leaf }) => leaf.patients);
    if (isAboutThePatient(entrance, answered.body) && !isLeafOnly(entrance) && !named.includes(alias))
      return `${told}: names no patient`;
    return undefined;
  }

  it('says who did what, as which role, from where, bound to before and after; or that it was refused, and why', async () => {
    const complaints: string[] = [];
    for (const entrance of routes) {
      for (const answered of await walk.sendAsEveryRole(entrance, RIGHT[entrance.name])) {
        const complaint = await complaintAbout(entrance, answered.by, answered);
        if (complaint) complaints.push(`${entrance.name}: ${complaint}`);
      }
    }

    expect(complaints).toEqual([]);
  }, 300_000);

  it('holds one failure, and nothing else, of every act that cannot write down what it changes', async () => {
    const complaints: string[] = [];
    const failed = new Set<string>();
    const versions = await countOf('clinical.version');
    await whileFailing(server, { at: 'INSERT ON clinical.version', atCommit: true }, async () => {
      for (const entrance of routes.filter(({ method }) => method !== 'GET')) {
        for (const answered of await walk.sendAsEveryRole(entrance, RIGHT[entrance.name])) {
          if (answered.status === 500) failed.add(entrance.name);
          const complaint = await complaintAbout(entrance, answered.by, answered);
          if (complaint) complaints.push(`${entrance.name}: ${complaint}`);
        }
      }
    });

    expect(complaints).toEqual([]);
    expect(await countOf('clinical.version')).toBe(versions);
    expect(failed.size).toBeGreaterThan(10);
  }, 300_000);

  it('shows nothing of a patient that it cannot say it has shown', async () => {
    const shown: string[] = [];
    const failed = new Set<string>();
    await whileFailing(server, { at: 'INSERT ON audit.event', when: `NEW.type = 'patients.disclosed'` }, async () => {
      for (const entrance of routes.filter(({ method }) => method === 'GET')) {
        for (const answered of await walk.sendAsEveryRole(entrance, RIGHT[entrance.name])) {
          if (answered.status === 500) failed.add(entrance.name);
          const complaint = await complaintAbout(entrance, answered.by, answered);
          if (complaint) shown.push(`${entrance.name}: ${complaint}`);
        }
      }
    });

    expect(shown).toEqual([]);
    expect(failed.size).toBeGreaterThan(15);
  }, 300_000);

  async function countOf(table: string): Promise<number> {
    const [row] = await server.look<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return row!.count;
  }
});

/** A page of leaves, which hold no personal data, is about a patient only where it was asked for by one. */
function isLeafOnly({ path }: Entrance): boolean {
  return /\/audit\/(events|checkpoint|consistency)/.test(path);
}

function saysWhoAndWhence(leaf: Leaf, by: Person, { headers }: Answered): boolean {
  return (
    leaf.actor === by.id &&
    leaf.role === by.roles.join('+') &&
    leaf.organisation === by.organisationId &&
    leaf.auth === 'password+totp' &&
    /^[0-9a-f-]{36}$/.test(leaf.session) &&
    leaf.client !== null &&
    leaf.ipHash !== null &&
    leaf.req === headers['x-request-id']
  );
}

/** A change's leaf commits to the document before and after it; no other leaf commits to anything. */
function isBound({ leaf, commitment, commitmentBefore, isDocumentTrue }: Recorded): boolean {
  if (!Object.hasOwn(CHANGES, leaf.type)) return leaf.after === null && leaf.before === null && commitment === null;
  return isDocumentTrue === true && leaf.after === commitment && leaf.before === commitmentBefore;
}

/** A proof of identity that fails is counted: it is committed, with what it was tried for. */
const OPENED_BY_FAILURE: Readonly<Record<string, string>> = {
  'passkey.enrolment-failed': 'passkey.enrolling',
  'auth.step-up-failed': 'auth.stepping-up',
};

function isOneRefusal(recorded: readonly Recorded[], { status, body }: Answered): boolean {
  const [only, ...others] = recorded.filter(({ leaf }) => leaf.type !== OPENED_BY_FAILURE[recorded.at(-1)!.leaf.type]);
  if (others.length > 0 || !only || only.leaf.patients.length > 0) return false;
  if (only.leaf.type in OPENED_BY_FAILURE) return only.leaf.outcome !== 'done';
  const expected = status >= 500 ? ['request.failed', 'failed'] : ['request.refused', 'refused'];
  return only.leaf.type === expected[0] && only.leaf.outcome === expected[1] && only.leaf.reasonCode === body.code;
}

const RECORDED = `
  SELECT convert_from(e.leaf, 'UTF8')::jsonb AS leaf, encode(v.commitment, 'base64') AS commitment,
    encode(b.commitment, 'base64') AS "commitmentBefore", sha256(v.salt || v.doc) = v.commitment AS "isDocumentTrue"
  FROM audit.event e
  LEFT JOIN clinical.version v ON v.organisation_id = e.organisation_id AND v.event_id = e.event_id
  LEFT JOIN clinical.version b ON b.organisation_id = v.organisation_id AND b.entity = v.entity AND b.entity_id = v.entity_id
    AND b.version = v.version - 1
  WHERE audit.request_of(e.leaf) = $1 ORDER BY e.event_id`;
