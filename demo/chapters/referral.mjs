import { randomUUID } from 'node:crypto';
import { specialistFor } from '../cast.mjs';
import { inWords, tellClocks, tellReadiness, tellScores } from '../tell.mjs';

const IDENTIFIER_SYSTEM = 'urn:consilium:demonstration';

/** The patient is registered and the question referred to the board. Every walk brings a patient of its own. */
export async function refer({ story, people, board, referral }) {
  const { coordinator } = people;
  const { patient, question, suspicion } = referral;
  story.chapter('Referral');

  const identifiers = [{ system: IDENTIFIER_SYSTEM, value: randomUUID() }];
  const { id: patientId } = await story.step(
    coordinator,
    'registers the patient',
    (they) => they.post('/patients', { identifiers, ...patient }),
    ({ givenName, familyName, bornOn }) => `${familyName}, ${givenName}, born on ${bornOn}`,
  );

  const request = { boardId: board.id, patientId, question, suspicion };
  const key = randomUUID();
  const spineCase = await story.step(
    coordinator,
    'refers the question to the board',
    (they) => they.post('/cases', request, { key }),
    ({ state, lane }) => `${state}, ${lane} lane`,
  );
  story.detail(`“${question}”`);
  tellClocks(story, spineCase.clocks);

  await story.step(
    coordinator,
    'sends the same request again, with its key',
    (they) => they.post('/cases', request, { key }),
    ({ id }) => (id === spineCase.id ? 'the same case, not a second one' : 'a second case'),
  );
  await story.step(
    coordinator,
    'takes the case on',
    (they) => they.post(`/cases/${spineCase.id}/accept`),
    ({ state }) => state,
  );
  await story.refusal(coordinator, 'takes it on once more', 'illegal-transition', (they) =>
    they.post(`/cases/${spineCase.id}/accept`),
  );
  await story.refusal(people.administrator, 'looks at the case', 'forbidden', (they) =>
    they.get(`/cases/${spineCase.id}`),
  );
  await noteContact({ story, coordinator }, spineCase);
  return spineCase.id;
}

/** Suspected compression asks that the coordinator is reached at once; here that has happened. */
async function noteContact({ story, coordinator }, { clocks }) {
  const clock = clocks.find(({ kind }) => kind === 'coordinator-contact');
  if (!clock) return;
  await story.step(
    coordinator,
    'notes that the referrer has reached them',
    (they) =>
      they.post(`/clocks/${clock.id}/stop`, { event: 'coordinator-contacted', occurredAt: new Date().toISOString() }),
    ({ clocks }) => `${clocks.find(({ id }) => id === clock.id).minutes} minutes after the suspicion`,
  );
}

/** One examination, entered once: scores, clocks and readiness follow from it. */
export async function examine({ story, people, referral }, caseId) {
  const { facts, examinedBy, readinessOverrides = {} } = referral;
  const examiner = specialistFor(examinedBy, people);
  story.chapter('Assessment');

  const { scores, urgency, readiness } = await story.step(
    examiner,
    'records the examination',
    (they) => they.post(`/cases/${caseId}/assessments`, { assessedAt: new Date().toISOString(), facts }),
    ({ scores }) => `${scores.filter(({ complete }) => complete).length} of ${scores.length} scores complete`,
  );
  await tellScores(story, examiner, scores);
  tellClocks(story, urgency.clocks);
  tellReadiness(story, readiness);

  await story.step(
    people.coordinator,
    'marks the case ready for the board',
    (they) => they.post(`/cases/${caseId}/ready`, { overrides: readinessOverrides }),
    ({ state }) => [state, ...Object.entries(readinessOverrides).map(inSpiteOf)].join(', '),
  );
}

function inSpiteOf([item, reason]) {
  return `in spite of ${inWords(item)}: ${reason}`;
}
