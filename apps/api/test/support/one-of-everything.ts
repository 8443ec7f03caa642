import { newId } from '#database';
import { breakGlass, identifierOf } from './break-glass.js';
import { type CaseStory, compression, soundFacts } from './case-story.js';
import { ifMatch } from './client.js';
import { askErasure } from './erasing.js';
import type { Ids } from './every-route.js';
import type { Hospital } from './given.js';
import type { TestServer } from './server.js';
import { Passkeys } from './passkeys.js';
import { reconciled } from './reconciling.js';
import { Signing } from './signing.js';

const RULES = { maxAcceptedDissents: 2, reason: 'Two dissents happened twice last year.' };

/**
 * Puts one of everything into a hospital, over HTTP, and answers with their ids, each under the name that paths and bodies know
 * it by: an active case with its signed decision and treatment, a clock that runs, a change of rules that waits, a break-glass to
 * review, an erasure to decide.
 */
export async function oneOfEverything(server: TestServer, story: CaseStory): Promise<Ids> {
  const { hospital } = story;
  const coordinator = server.as(hospital.coordinator);
  const boardId = hospital.board.id;

  const urgent = (await coordinator.get(`/cases/${await story.inWorkup(soundFacts, compression)}`).expect(200)).body;
  const { caseId, meetingId, itemId, decisionId } = await story.decided();
  await new Signing(server).inForce(hospital, decisionId);
  const summary = (await coordinator.get(`/cases/${caseId}`).expect(200)).body;
  const { signatures } = (await coordinator.get(`/decisions/${decisionId}`).expect(200)).body.revision;
  const recommendations = (await coordinator.get(`/cases/${caseId}/recommendations`).expect(200)).body.items;
  const treatment = { modality: 'cebrt', levels: ['T8'], startedAt: server.clock.now().toISOString() };
  const { body: treated } = await server
    .as(hospital.radiationOncologist)
    .post(`/cases/${caseId}/treatments`, treatment)
    .expect(201);

  const { orders } = (await coordinator.get(`/cases/${caseId}/follow-up`).expect(200)).body;
  const given = { recipient: 'patient', recipientName: 'Maria Jansen', channel: 'by-hand' };
  await coordinator.post(`/decisions/${decisionId}/letter/handouts`, given).expect(201);
  const newcomer = await server.given.person(hospital, {
    name: 'Dr. New Comer',
    roles: ['specialist'],
    specialty: null,
  });
  await new Passkeys(server).enrolled(newcomer);
  const [passkey] = (await server.as(newcomer).get('/auth/passkeys').expect(200)).body.items;
  const { grant: grantId } = await breakGlass(server, newcomer, await identifierOf(server, caseId));
  const erasure = await askErasure(server, hospital.administrator, summary.patient.id);
  const wish = { scope: 'case', caseId };
  const { body: exported } = await server.as(hospital.auditor).post('/audit/exports', wish).expect(202);
  const { body: board } = await server
    .as(hospital.administrator)
    .patch(`/boards/${boardId}`, { rules: RULES }, ifMatch(1))
    .expect(200);

  const tuesdays = { startsAt: '2026-03-17T14:00', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' };
  const { body: series } = await coordinator.post(`/boards/${boardId}/series`, tuesdays).expect(201);

  return {
    boardId,
    seriesId: series.id,
    board: boardId,
    changeId: board.pendingChanges[0].id,
    caseId,
    patientId: summary.patient.id,
    clockId: urgent.clocks[0].id,
    supersedes: summary.assessment.id,
    meetingId,
    itemId,
    after: itemId,
    decisionId,
    signatureId: signatures[0].id,
    recommendationId: recommendations[0].id,
    treatmentId: treated.id,
    orderId: orders[0].id,
    grantId,
    erasureId: erasure.id,
    exportId: exported.id,
    userId: newcomer.id,
    passkeyId: passkey.id,
    ownerId: hospital.spineSurgeon.id,
    specialistId: hospital.spineSurgeon.id,
    chairId: hospital.chair.id,
    deputyFor: hospital.spineSurgeon.id,
    onBehalfOf: hospital.spineSurgeon.id,
    reconciliationId: (await reconciled(server, hospital.auditor)).id,
    eventId: await anEventOf(server, hospital.organisationId),
    noticeId: await aNotice(server, hospital),
    item: 'albumin',
    id: 'sins',
  };
}

/** One that is in the signed log already. */
async function anEventOf(server: TestServer, organisationId: string): Promise<string> {
  const [entry] = await server.look<{ id: string }>(
    'SELECT event_id AS id FROM audit.entry WHERE organisation_id = $1 ORDER BY position LIMIT 1',
    [organisationId],
  );
  return entry!.id;
}

/** A mail that waits in the outbox. */
async function aNotice(server: TestServer, { organisationId, administrator }: Hospital): Promise<string> {
  const [notice] = await server.look<{ id: string }>(
    `INSERT INTO clinical.notice (organisation_id, id, kind, recipient_id, due_at, occurred_at)
     VALUES ($1, $2, 'break-glass-used', $3, now() + interval '1 year', now()) RETURNING id`,
    [organisationId, newId(), administrator.id],
  );
  return notice!.id;
}

/** The same hospital in the midst of a discussion: ids of a case on the table and of its draft. */
export async function oneInDiscussion(story: CaseStory): Promise<Ids> {
  const { caseId, meetingId, itemId } = await story.inDiscussion();
  return { caseId, meetingId, itemId, after: itemId, decisionId: await story.drafted(caseId) };
}
