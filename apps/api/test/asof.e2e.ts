import { CaseStory, soundContent } from './support/case-story.js';
import { ifMatch } from './support/client.js';
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

    it('tells in sentences what each change changed, and how a decision differs from the one it replaces', async () => {
      const { caseId, decisionId } = await story.decided();
      const chair = server.as(hospital.chair);
      const draft = (await chair.post(`/decisions/${decisionId}/revise`).expect(201)).body;
      const [radiotherapy] = soundContent.recommendations;
      const content = {
        ...soundContent,
        recommendations: [{ ...radiotherapy!, modality: 'sbrt', dueOn: '2026-03-25' }],
      };
      await chair.put(`/decisions/${draft.id}`, { content }, ifMatch(draft.version)).expect(200);
      await chair.post(`/decisions/${draft.id}/propose`).expect(200);

      const { body } = await history(hospital.auditor, caseId, '?limit=200').expect(200);

      const told = body.items.filter(({ type }: Entry) => type === 'case.accepted' || type === 'decision.proposed');
      expect(told.map(({ details }: Entry) => details)).toEqual([
        ['The case went from referred to workup.'],
        [
          'Revision 1, by the board.',
          '1. cEBRT of T8 (local control), routine, by radiation oncology, due 2026-03-20.',
          '2. bone modifying agent (palliative), routine, by medical oncology, due 2026-03-30.',
          'The systemic plan reads: “planned”.',
          'The summary reads: “Radiotherapy of T8.”',
          'It rests on the examination of 2026-03-02 08:00 UTC.',
        ],
        [
          'Revision 2, by the board, provisional until it is ratified.',
          'It is to replace revision 1, and differs from it:',
          'No longer recommended: bone modifying agent (palliative), routine, by medical oncology, due 2026-03-30.',
          'SBRT of T8 instead of cEBRT of T8; due 2026-03-25 instead of due 2026-03-20.',
        ],
      ]);
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
    /** A case, and the instants just after the log had taken its referral, its acceptance and its examination. */
    async function known() {
      const caseId = await story.referred();
      const instants = [await afterInclusion(caseId)];
      await server.as(hospital.coordinator).post(`/cases/${caseId}/accept`).expect(200);
      instants.push(await afterInclusion(caseId));
      await story.assessed(caseId);
      instants.push(await afterInclusion(caseId));
      return { caseId, instants: instants as [string, string, string] };
    }

    /** The instant at which the checkpoint was signed that holds all of a case. */
    async function afterInclusion(caseId: string): Promise<string> {
      for (;;) {
        const [row] = await server.look<{ waiting: number; signedAt: string | null }>(INCLUDED, [caseId]);
        if (row!.waiting === 0 && row!.signedAt) return row!.signedAt;
      }
    }

    it('is what the log held by then, and nothing later', async () => {
      const { caseId, instants } = await known();
      const [referred, accepted, assessed] = instants;
      const knownAt = async (instant: string) => {
        const { body } = await asKnown(hospital.chair, caseId, instant).expect(200);
        return body.known.map(({ entity, version }: Known) => `${entity} ${version}`);
      };

      expect(await knownAt(referred)).toEqual(['patient 1', 'case 1']);
      expect(await knownAt(accepted)).toEqual(['patient 1', 'case 2']);
      expect(await knownAt(justBefore(accepted))).toEqual(['patient 1', 'case 1']);
      expect(await knownAt(assessed)).toEqual(['patient 1', 'case 2', 'assessment 1']);
    });

    it('names the signed checkpoint that it rests on, which leads on to today’s', async () => {
      const { caseId, instants } = await known();

      const { body } = await asKnown(hospital.auditor, caseId, instants[1]).expect(200);

      const { size, root, signedAt } = body.checkpoint;
      const [row] = await server.look<{ root: string }>(
        `SELECT encode(root, 'base64') AS root FROM audit.checkpoint WHERE organisation_id = $1 AND size = $2`,
        [hospital.organisationId, size],
      );
      expect(row).toEqual({ root });
      expect(Date.parse(signedAt)).toBeLessThanOrEqual(Date.parse(instants[1]));
      const { body: head } = await server.as(hospital.auditor).get('/audit/checkpoint').expect(200);
      await server.as(hospital.auditor).get(`/audit/consistency?from=${size}&to=${head.size}`).expect(200);
    });

    it('shows the document that was in force then, though it changed since', async () => {
      const { caseId, instants } = await known();
      await server.as(hospital.coordinator).post(`/cases/${caseId}/ready`, {}).expect(200);

      const { body } = await asKnown(hospital.auditor, caseId, instants[0]).expect(200);

      expect(body.id).toBe(caseId);
      expect(body.known.find(({ entity }: Known) => entity === 'case').document).toMatchObject({ state: 'referred' });
      const now = await server.as(hospital.auditor).get(`/cases/${caseId}`).expect(200);
      expect(now.body.state).toBe('ready');
    });

    it('is the same answer whenever it is asked, also of what was recorded then and came into the log later', async () => {
      const { caseId, instants } = await known();
      await server.sequencer.stop();
      await server.as(hospital.coordinator).post(`/cases/${caseId}/ready`, {}).expect(200);
      const instant = new Date().toISOString();
      const first = await asKnown(hospital.auditor, caseId, instant).expect(200);
      await server.sequencer.start();
      await afterInclusion(caseId);

      expect((await asKnown(hospital.auditor, caseId, instant).expect(200)).body).toEqual(first.body);
      expect(first.body.known.find(({ entity }: Known) => entity === 'case').version).toBe(2);
      const again = await asKnown(hospital.auditor, caseId, instants[1]).expect(200);
      expect((await asKnown(hospital.auditor, caseId, instants[1]).expect(200)).body).toEqual(again.body);
    });

    it('was not known before its referral, and cannot be known of what has not happened', async () => {
      const { caseId, instants } = await known();

      await asKnown(hospital.chair, caseId, justBefore(instants[0])).expect(404, 'not-known-yet');
      await asKnown(hospital.chair, caseId, '2999-01-01T00:00:00Z').expect(400, 'as-of-in-future');
      await asKnown(hospital.chair, caseId, '2026-02-30T00:00:00Z').expect(400, 'invalid-query');
      await asKnown(hospital.chair, caseId, 'yesterday').expect(400, 'invalid-query');
    });

    it('is for the chair of the board and for auditors alone', async () => {
      const { caseId, instants } = await known();
      const instant = instants[2];
      const nextDoor = await server.given.board({ organisation: hospital });

      await asKnown(hospital.auditor, caseId, instant).expect(200);
      await asKnown(hospital.spineSurgeon, caseId, instant).expect(403, 'forbidden');
      await asKnown(hospital.coordinator, caseId, instant).expect(403, 'forbidden');
      await asKnown(hospital.administrator, caseId, instant).expect(403, 'forbidden');
      await asKnown(nextDoor.chair, caseId, instant).expect(404, 'not-found');
    });

    it('rests on recorded time as long as there is no log', async () => {
      const young = await startServer();
      await young.sequencer.stop();
      const newHospital = await young.given.board();
      const caseId = await new CaseStory(young, newHospital).inWorkup();
      const ask = (instant: string) =>
        young.as(newHospital.auditor).get(`/cases/${caseId}?asOf=${encodeURIComponent(instant)}`);
      const { body: story } = await young.as(newHospital.auditor).get(`/cases/${caseId}/history`).expect(200);
      const [referred] = story.items.map((entry: Entry) => entry.recordedAt);

      const { body } = await ask(referred).expect(200);

      expect(body.checkpoint).toBeNull();
      expect(body.known.map(({ entity, version }: Known) => `${entity} ${version}`)).toEqual(['patient 1', 'case 1']);
      await ask(justBefore(referred)).expect(404, 'not-known-yet');
      await young.close();
    });
  });
});

interface Entry {
  readonly type: string;
  readonly sentence: string;
  readonly details: string[];
  readonly entity: string;
  readonly recordedAt: string;
}

interface Known {
  readonly entity: string;
  readonly version: number;
}

/** How many events of a case wait for the log, and to the millisecond after when the first checkpoint was signed that holds the others. */
const INCLUDED = `
  SELECT count(*) FILTER (WHERE n.position IS NULL)::int AS waiting,
    to_char(date_trunc('milliseconds', (SELECT min(c.signed_at) FROM audit.checkpoint c
      WHERE c.organisation_id = min(v.organisation_id::text)::uuid AND c.size > max(n.position)) + interval '1 millisecond')
      AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt"
  FROM clinical.version v LEFT JOIN audit.entry n ON n.organisation_id = v.organisation_id AND n.event_id = v.event_id
  WHERE v.case_id = $1`;

/** Two milliseconds earlier than a checkpoint's instant, one microsecond earlier than a recorded one. */
function justBefore(instant: string): string {
  const [seconds = '', fraction = ''] = instant.slice(0, -1).split('.');
  if (fraction.length === 6 && Number(fraction) > 0) {
    return `${seconds}.${String(Number(fraction) - 1).padStart(6, '0')}Z`;
  }
  return new Date(Date.parse(instant) - 2).toISOString();
}
