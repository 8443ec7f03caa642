import { CaseStory } from './support/case-story.js';
import { ifMatch } from './support/client.js';
import { whileFailing } from './support/failing.js';
import type { Hospital } from './support/given.js';
import { startServer, type TestServer } from './support/server.js';
import { Signing } from './support/signing.js';

describe('what became of each recommendation', () => {
  let server: TestServer;
  let hospital: Hospital;
  let story: CaseStory;
  let signing: Signing;

  beforeAll(async () => {
    server = await startServer();
    hospital = await server.given.board();
    story = new CaseStory(server, hospital);
    signing = new Signing(server);
  });
  afterAll(() => server.close());

  const coordinator = () => server.as(hospital.coordinator);
  const surgeon = () => server.as(hospital.spineSurgeon);
  const chair = () => server.as(hospital.chair);

  const recommendations = async (caseId: string, query = '') =>
    (await surgeon().get(`/cases/${caseId}/recommendations${query}`).expect(200)).body.items;

  /** An active case with its two recommendations: radiotherapy of T8, and a bone-modifying agent. */
  const active = async () => {
    const { caseId, decisionId } = await story.decided();
    await signing.inForce(hospital, decisionId);
    const [radiotherapy] = await recommendations(caseId);
    return { caseId, decisionId, radiotherapy };
  };
  /** The next revision of a decision, in force. */
  const revised = async (decisionId: string) => {
    const next = (await surgeon().post(`/decisions/${decisionId}/revise`).expect(201)).body.id;
    await chair().post(`/decisions/${next}/propose`).expect(200);
    await signing.inForce(hospital, next);
    return next;
  };
  const states = (items: { state: string }[]) => items.map(({ state }) => state);

  it('begins with the decision in force: each line pending, with its place, levels and due date', async () => {
    const { caseId, decisionId } = await story.decided();
    expect(await recommendations(caseId)).toEqual([]);

    await signing.inForce(hospital, decisionId);

    expect(await recommendations(caseId)).toMatchObject([
      {
        caseId,
        decisionId,
        position: 1,
        modality: 'cebrt',
        intent: 'local-control',
        levels: ['T8'],
        priority: 'routine',
        responsibleSpecialty: 'radiation-oncology',
        ownerId: null,
        dueOn: '2026-03-20',
        text: null,
        state: 'current',
        outcome: 'pending',
        outcomeReason: null,
        outcomeAt: null,
        version: 1,
      },
      { position: 2, modality: 'bone-modifying-agent', levels: [], dueOn: '2026-03-30', state: 'current' },
    ]);
  });

  it('is told with its reason, in the trail by its code only', async () => {
    const { radiotherapy } = await active();
    const told = {
      outcome: 'partial',
      reason: 'toxicity-or-contraindication',
      text: 'Stopped after three of five fractions.',
    };

    const { body, headers } = await surgeon()
      .patch(`/recommendations/${radiotherapy.id}`, told, ifMatch(1))
      .expect(200);

    expect(body).toMatchObject({
      outcome: 'partial',
      outcomeReason: 'toxicity-or-contraindication',
      outcomeText: 'Stopped after three of five fractions.',
      outcomeAt: server.clock.now().toISOString(),
      version: 2,
    });
    expect(headers.etag).toBe('"2"');
    const [event] = await server.look<{ leaf: string }>(
      "SELECT convert_from(leaf, 'UTF8') AS leaf FROM audit.event WHERE entity_id = $1 AND type = 'recommendation.settled'",
      [radiotherapy.id],
    );
    expect(JSON.parse(event!.leaf)).toMatchObject({ reasonCode: 'toxicity-or-contraindication', version: 2 });
    expect(event!.leaf).not.toContain('fractions');
  });

  it('may be taken back to pending, and is corrected by telling it anew', async () => {
    const { radiotherapy } = await active();
    const path = `/recommendations/${radiotherapy.id}`;
    await surgeon().patch(path, { outcome: 'not-done', reason: 'patient-declined' }, ifMatch(1)).expect(200);

    const pending = (await surgeon().patch(path, { outcome: 'pending' }, ifMatch(2)).expect(200)).body;
    const full = (await surgeon().patch(path, { outcome: 'full' }, ifMatch(3)).expect(200)).body;

    expect(pending).toMatchObject({ outcome: 'pending', outcomeReason: null, outcomeAt: null });
    expect(full).toMatchObject({ outcome: 'full', outcomeReason: null, outcomeAt: server.clock.now().toISOString() });
  });

  it('has an owner among the members, who is named, replaced or taken away without touching the outcome', async () => {
    const { radiotherapy } = await active();
    const path = `/recommendations/${radiotherapy.id}`;
    const ownerId = hospital.radiationOncologist.id;

    const owned = (await coordinator().patch(path, { ownerId }, ifMatch(1)).expect(200)).body;
    expect(owned).toMatchObject({ ownerId, outcome: 'pending', version: 2 });
    expect((await server.auditOf({ entityId: radiotherapy.id })).at(-1)).toBe('recommendation.assigned');
    const stranger = await coordinator().patch(path, { ownerId: hospital.auditor.id }, ifMatch(2));
    expect(stranger.body).toMatchObject({ code: 'owner-not-on-board', errors: [{ pointer: '/ownerId' }] });

    const freed = (await coordinator().patch(path, { ownerId: null, outcome: 'full' }, ifMatch(2)).expect(200)).body;
    expect(freed).toMatchObject({ ownerId: null, outcome: 'full', version: 3 });
  });

  it.each([
    ['a partial one without a reason', { outcome: 'partial' }, 'outcome-reason-mismatch', '/reason'],
    ['a full one with a reason', { outcome: 'full', reason: 'death' }, 'outcome-reason-mismatch', '/reason'],
    ['another reason without words', { outcome: 'not-done', reason: 'other' }, 'outcome-reason-mismatch', '/text'],
    ['a reason without an outcome', { reason: 'death' }, 'outcome-missing', '/outcome'],
    ['nothing at all', {}, 'outcome-missing', '/outcome'],
    ['an unknown outcome', { outcome: 'done' }, 'invalid-body', '/outcome'],
    ['an unknown field', { outcome: 'full', done: true }, 'invalid-body', '/done'],
  ])('is refused as %s', async (_, told, code, pointer) => {
    const { radiotherapy } = await active();

    const { body } = await surgeon().patch(`/recommendations/${radiotherapy.id}`, told, ifMatch(1)).expect(400, code);

    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('is told by coordinators and specialists of the board, on the version they read', async () => {
    const { radiotherapy, caseId } = await active();
    const path = `/recommendations/${radiotherapy.id}`;
    const elsewhere = await server.given.board();
    const told = { outcome: 'full' };

    await surgeon().patch(path, told).expect(428, 'if-match-required');
    await surgeon().patch(path, told, ifMatch(2)).expect(412, 'stale-version');
    await server.as(hospital.auditor).patch(path, told, ifMatch(1)).expect(403);
    await server.as(elsewhere.spineSurgeon).patch(path, told, ifMatch(1)).expect(404, 'not-found');
    await server.as(elsewhere.spineSurgeon).get(`/cases/${caseId}/recommendations`).expect(404, 'not-found');
    await surgeon().patch(`/recommendations/${caseId}`, told, ifMatch(1)).expect(404, 'not-found');
    await coordinator().patch(path, told, ifMatch(1)).expect(200);
  });

  it('is left as it was when its last step fails', async () => {
    const { radiotherapy, caseId } = await active();

    const fault = { at: 'INSERT ON clinical.version' };
    await whileFailing(server, fault, () =>
      surgeon().patch(`/recommendations/${radiotherapy.id}`, { outcome: 'full' }, ifMatch(1)).expect(500),
    );

    expect((await recommendations(caseId))[0]).toMatchObject({ outcome: 'pending', version: 1 });
  });

  it('stays with the superseded decision when the next one comes in force with lines of its own', async () => {
    const { caseId, decisionId, radiotherapy } = await active();
    await surgeon().patch(`/recommendations/${radiotherapy.id}`, { outcome: 'full' }, ifMatch(1)).expect(200);

    const next = await revised(decisionId);

    expect((await surgeon().get(`/decisions/${decisionId}`).expect(200)).body.state).toBe('superseded');
    const all = await recommendations(caseId);
    expect(states(all)).toEqual(['superseded', 'superseded', 'current', 'current']);
    expect(all[0]).toMatchObject({ decisionId, outcome: 'full', version: 3 });
    expect(all[2]).toMatchObject({ decisionId: next, outcome: 'pending', version: 1 });
    expect(await recommendations(caseId, '?state=current')).toEqual(all.slice(2));
    const path = `/recommendations/${radiotherapy.id}`;
    await surgeon().patch(path, { outcome: 'pending' }, ifMatch(3)).expect(409, 'recommendation-ended');

    const page = (await surgeon().get(`/cases/${caseId}/recommendations?limit=3`).expect(200)).body;
    expect(await recommendations(caseId, `?limit=3&cursor=${page.nextCursor}`)).toEqual(all.slice(3));
  });

  it('ends with a decision that is withdrawn', async () => {
    const { caseId, decisionId } = await active();

    await chair().post(`/decisions/${decisionId}/withdraw`, { reason: 'The histology was wrong.' }).expect(200);

    expect(states(await recommendations(caseId))).toEqual(['withdrawn', 'withdrawn']);
    expect(await story.stateOf(caseId)).toBe('workup');
  });

  it('stands against closing the case as completed while it is pending', async () => {
    const { caseId, radiotherapy } = await active();
    const unfinished = async () => {
      const close = coordinator().post(`/cases/${caseId}/close`, { reasonCode: 'completed' });
      return (await close.expect(409, 'case-not-finished')).body.unfinished.recommendations;
    };

    expect(await unfinished()).toBe(2);
    await surgeon().patch(`/recommendations/${radiotherapy.id}`, { outcome: 'full' }, ifMatch(1)).expect(200);

    expect(await unfinished()).toBe(1);
    expect((await recommendations(caseId))[1]).toMatchObject({ outcome: 'pending', version: 1 });
  });

  it.each([
    ['deceased', 'death', null],
    ['transferred', 'other', 'The case was transferred.'],
    ['withdrawn', 'other', 'The case was withdrawn.'],
  ])('is settled by itself when the case is closed as %s', async (reasonCode, outcomeReason, outcomeText) => {
    const { caseId, radiotherapy } = await active();
    await surgeon().patch(`/recommendations/${radiotherapy.id}`, { outcome: 'full' }, ifMatch(1)).expect(200);

    await coordinator().post(`/cases/${caseId}/close`, { reasonCode }).expect(200);

    expect(await recommendations(caseId)).toMatchObject([
      { outcome: 'full', version: 2 },
      { outcome: 'not-done', outcomeReason, outcomeText, version: 2 },
    ]);
    const path = `/recommendations/${radiotherapy.id}`;
    await surgeon().patch(path, { outcome: 'pending' }, ifMatch(2)).expect(409, 'case-closed');
  });
});
