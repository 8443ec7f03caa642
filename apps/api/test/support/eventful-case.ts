import type { DecisionContent } from '#pathway';
import { soundContent, type CaseStory } from './case-story.js';
import { Passkeys } from './passkeys.js';
import type { Hospital } from './given.js';
import type { TestServer } from './server.js';
import { Signing } from './signing.js';

/** Surgery for a patient whose rehabilitation nobody has thought of. */
const surgery: DecisionContent = {
  ...soundContent,
  recommendations: [
    {
      ...soundContent.recommendations[0]!,
      modality: 'separation-surgery',
      responsibleSpecialty: 'spine-surgery',
      sequence: 1,
    },
    { ...soundContent.recommendations[0]!, sequence: 2 },
    soundContent.recommendations[1]!,
  ],
  reasons: { 'guideline-deviation': 'The patient wants the mass off the cord.' },
};

export const DISSENT = 'The deficit is older than a week; surgery would come first.';

export interface EventfulCase {
  readonly caseId: string;
  /** The first decision, and the one that revised it and is in force. */
  readonly decisions: readonly [string, string];
}

/**
 * A case with everything that a decision can go through: a check overridden, a signature by passkey and others by password and code, one of
 * them revoked, a refusal, the revision that answers it, and a dissent that the chair accepts.
 */
export async function eventfulCase(server: TestServer, story: CaseStory): Promise<EventfulCase> {
  const { hospital } = story;
  const [signing, passkeys] = [new Signing(server), new Passkeys(server)];
  const [chair, surgeon] = [server.as(hospital.chair), server.as(hospital.spineSurgeon)];
  const oncologist = hospital.medicalOncologist;
  const key = await passkeys.enrolled(oncologist);

  const { caseId, meetingId } = await story.inDiscussion();
  const first = await story.drafted(caseId, surgery);
  await overridden(server, hospital, first);
  await chair.post(`/decisions/${first}/propose`).expect(200);
  await chair.post(`/meetings/${meetingId}/end`).expect(200);

  await signing.send(oncologist, first, await passkeys.prepared(oncologist, key, first)).expect(201);
  const { revision } = await signing.signed(hospital.radiationOncologist, first);
  const revoked = `/decisions/${first}/signatures/${revision.signatures.at(-1).id}/revoke`;
  await server.as(hospital.radiationOncologist).post(revoked, { reason: 'Signed on the wrong screen.' }).expect(200);
  await signing.signed(hospital.spineSurgeon, first, { meaning: 'refuse', reason: 'Not through this approach.' });

  const next = (await surgeon.post(`/decisions/${first}/revise`).expect(201)).body.id;
  await overridden(server, hospital, next);
  await chair.post(`/decisions/${next}/propose`).expect(200);
  const dissented = await signing.signed(hospital.radiationOncologist, next, { meaning: 'dissent', reason: DISSENT });
  const dissent = `/decisions/${next}/dissents/${dissented.revision.signatures.at(-1).id}/accept`;
  await chair.post(dissent, { reason: 'The radiotherapy cannot wait.' }).expect(200);
  await signing.send(oncologist, next, await passkeys.prepared(oncologist, key, next)).expect(201);
  await signing.signed(hospital.spineSurgeon, next);
  return { caseId, decisions: [first, next] };
}

/** The chair goes on in spite of whatever stands against a draft. */
async function overridden(server: TestServer, hospital: Hospital, decisionId: string): Promise<void> {
  const chair = server.as(hospital.chair);
  const { standing } = (await chair.get(`/decisions/${decisionId}/checks`).expect(200)).body;
  for (const check of standing) {
    const override = { check, reason: 'The family has arranged it at home.' };
    await chair.post(`/decisions/${decisionId}/overrides`, override).expect(200);
  }
}
