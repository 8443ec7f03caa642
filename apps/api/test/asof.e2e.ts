import { CaseStory } from './support/case-story.js';
import type { Hospital } from './support/given.js';
import type { Person } from './support/person.js';
import { startServer, type TestServer } from './support/server.js';

const NOBODY = '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07';

describe('the past of a case', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
  });
  afterAll(() => server.close());

  const history = (who: Person, caseId: string, query = '') => server.as(who).get(`/cases/${caseId}/history${query}`);
  const asKnown = (who: Person, caseId: string, asOf: string) =>
    server.as(who).get(`/cases/${caseId}?asOf=${encodeURIComponent(asOf)}`);

  /** A case that was referred, accepted and examined, with its history. */
  async function examined() {
    const caseId = await story.inWorkup();
    const { body } = await history(hospital.chair, caseId).expect(200);
    return { caseId, entries: body.items, recordedAt: body.items.map((entry: Entry) => entry.recordedAt) as string[] };
  }

  describe('its history', () => {
    it('tells in sentences who did what, oldest first', async () => {
      const { entries } = await examined();

      expect(entries.map(({ sentence }: Entry) => sentence)).toEqual([
        'Cora Coordinator referred the patient to the board.',
        'Cora Coordinator accepted the referral.',
        'Dr. Sam Spine recorded an assessment.',
      ]);
      expect(entries[1]).toMatchObject({
        type: 'case.accepted',
        actor: { id: hospital.coordinator.id, name: 'Cora Coordinator' },
        auth: 'password+totp',
        entity: 'case',
        version: 2,
        reasonCode: null,
      });
    });

    it('shows each change with what was before and after, where they differ, and the commitments to both', async () => {
      const { entries } = await examined();
      const [referred, accepted] = entries;

      expect(referred).toMatchObject({ before: null, commitmentBefore: null, differences: [] });
      expect(referred.after).toMatchObject({ state: 'referred', lane: 'elective' });
      expect(accepted.before).toEqual(referred.after);
      expect(accepted.commitmentBefore).toBe(referred.commitmentAfter);
      expect(accepted.after).toMatchObject({ state: 'workup' });
      expect(accepted.differences).toContainEqual({ pointer: '/state', before: 'referred', after: 'workup' });
    });

    it('says the coded reason, and keeps the written one inside the document', async () => {
      const caseId = await story.referred();
      const refusing = { reasonCode: 'other', reasonText: 'The other hospital treats her.' };
      await server.as(hospital.coordinator).post(`/cases/${caseId}/decline`, refusing).expect(200);

      const { body } = await history(hospital.chair, caseId).expect(200);

      const declined = body.items.at(-1);
      expect(declined.sentence).toBe('Cora Coordinator declined the referral (other).');
      expect(declined.reasonCode).toBe('other');
      expect(JSON.stringify(declined.after)).toContain('The other hospital treats her.');
    });

    it('comes page by page, each change once', async () => {
      const { caseId, entries } = await examined();

      const paged: Entry[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? '?limit=1' : `?limit=1&cursor=${cursor}`;
        const { body } = await history(hospital.auditor, caseId, query).expect(200);
        expect(body.items).toHaveLength(1);
        paged.push(...body.items);
        cursor = body.nextCursor;
      } while (cursor !== null);

      expect(paged).toEqual(entries);
    });

    it('is whole for the chair of the board and for auditors, and a specialist’s own actions for a specialist', async () => {
      const { caseId } = await examined();
      const typesFor = async (who: Person) =>
        (await history(who, caseId).expect(200)).body.items.map(({ type }: Entry) => type);

      const everything = ['case.referred', 'case.accepted', 'assessment.recorded'];
      expect(await typesFor(hospital.chair)).toEqual(everything);
      expect(await typesFor(hospital.auditor)).toEqual(everything);
      expect(await typesFor(hospital.spineSurgeon)).toEqual(['assessment.recorded']);
      expect(await typesFor(hospital.radiologist)).toEqual([]);
    });

    it('is not for coordinators and administrators, nor for anybody of another board or hospital', async () => {
      const { caseId } = await examined();
      const nextDoor = await server.given.board({ organisation: hospital });
      const elsewhere = await server.given.board();

      await history(hospital.coordinator, caseId).expect(403, 'forbidden');
      await history(hospital.administrator, caseId).expect(403, 'forbidden');
      await history(nextDoor.chair, caseId).expect(404, 'not-found');
      await history(elsewhere.auditor, caseId).expect(404, 'not-found');
      await history(hospital.auditor, NOBODY).expect(404, 'not-found');
    });

    it('shows also what happened to everything else of the case, each to its own aggregate', async () => {
      const { caseId } = await story.decided();

      const { body } = await history(hospital.auditor, caseId, '?limit=200').expect(200);

      const types = body.items.map(({ type, entity }: Entry) => `${entity} ${type}`);
      expect(types).toEqual([
        'case case.referred',
        'case case.accepted',
        'assessment assessment.recorded',
        'case case.made-ready',
        'agenda-item agenda-item.listed',
        'case case.listed',
        'agenda-item agenda-item.discussion-opened',
        'case case.put-up-for-discussion',
        'decision-draft decision.drafted',
        'agenda-item agenda-item.closed',
        'case case.decided',
        'decision-revision decision.proposed',
        'case case.clock-stopped',
        'decision-draft decision.draft-proposed',
      ]);
    });
  });

  describe('as it was known at an instant', () => {
    it('is what had been recorded until then, and nothing later', async () => {
      const { caseId, recordedAt } = await examined();
      const [referred, accepted, assessed] = recordedAt as [string, string, string];
      const knownAt = async (instant: string) => {
        const { body } = await asKnown(hospital.chair, caseId, instant).expect(200);
        return body.known.map(({ entity, version }: Known) => `${entity} ${version}`);
      };

      expect(await knownAt(referred)).toEqual(['patient 1', 'case 1']);
      expect(await knownAt(justBefore(accepted))).toEqual(['patient 1', 'case 1']);
      expect(await knownAt(accepted)).toEqual(['patient 1', 'case 2']);
      expect(await knownAt(assessed)).toEqual(['patient 1', 'case 2', 'assessment 1']);
    });

    it('shows the document that was in force then, though it changed since', async () => {
      const { caseId, recordedAt } = await examined();
      await server.as(hospital.coordinator).post(`/cases/${caseId}/ready`, {}).expect(200);

      const { body } = await asKnown(hospital.auditor, caseId, recordedAt[0]!).expect(200);

      expect(body.id).toBe(caseId);
      expect(body.known.find(({ entity }: Known) => entity === 'case').document).toMatchObject({ state: 'referred' });
      const now = await server.as(hospital.auditor).get(`/cases/${caseId}`).expect(200);
      expect(now.body.state).toBe('ready');
    });

    it('is the same answer whenever it is asked', async () => {
      const { caseId, recordedAt } = await examined();
      const first = await asKnown(hospital.auditor, caseId, recordedAt[1]!).expect(200);
      await server.as(hospital.coordinator).post(`/cases/${caseId}/ready`, {}).expect(200);

      expect((await asKnown(hospital.auditor, caseId, recordedAt[1]!).expect(200)).body).toEqual(first.body);
    });

    it('was not known before its referral, and cannot be known of what has not happened', async () => {
      const { caseId, recordedAt } = await examined();

      await asKnown(hospital.chair, caseId, justBefore(recordedAt[0]!)).expect(404, 'not-known-yet');
      await asKnown(hospital.chair, caseId, '2999-01-01T00:00:00Z').expect(400, 'as-of-in-future');
      await asKnown(hospital.chair, caseId, '2026-02-30T00:00:00Z').expect(400, 'invalid-query');
      await asKnown(hospital.chair, caseId, 'yesterday').expect(400, 'invalid-query');
    });

    it('is for the chair of the board and for auditors alone', async () => {
      const { caseId, recordedAt } = await examined();
      const instant = recordedAt[2]!;
      const nextDoor = await server.given.board({ organisation: hospital });

      await asKnown(hospital.auditor, caseId, instant).expect(200);
      await asKnown(hospital.spineSurgeon, caseId, instant).expect(403, 'forbidden');
      await asKnown(hospital.coordinator, caseId, instant).expect(403, 'forbidden');
      await asKnown(hospital.administrator, caseId, instant).expect(403, 'forbidden');
      await asKnown(nextDoor.chair, caseId, instant).expect(404, 'not-found');
    });
  });
});

interface Entry {
  readonly type: string;
  readonly sentence: string;
  readonly entity: string;
  readonly recordedAt: string;
}

interface Known {
  readonly entity: string;
  readonly version: number;
}

/** One microsecond earlier: the database's instants have six digits. */
function justBefore(instant: string): string {
  const [seconds = '', fraction = ''] = instant.slice(0, -1).split('.');
  if (Number(fraction) > 0) return `${seconds}.${String(Number(fraction) - 1).padStart(6, '0')}Z`;
  return new Date(Date.parse(instant) - 1).toISOString();
}
