import { specialistFor } from '../cast.mjs';
import { Trouble } from '../server.mjs';
import { counted, inWords, tellClocks } from '../tell.mjs';

/** Some of what was recommended is carried out, today. */
export async function treat({ story, people, referral }, caseId) {
  const { coordinator } = people;
  story.chapter('Treatment');

  const { items } = await story.step(
    coordinator,
    'looks at what is recommended',
    (they) => they.get(`/cases/${caseId}/recommendations?state=current`),
    ({ items }) => counted(items.filter(({ outcome }) => outcome === 'pending').length, 'pending recommendation'),
  );
  for (const { recommendation: position, note } of referral.treatments ?? []) {
    const recommendation = items.find((candidate) => candidate.position === position);
    if (!recommendation) throw new Trouble(`There is no recommendation ${position}: there are 1 to ${items.length}.`);
    await carryOut({ story, people }, caseId, recommendation, note);
  }

  const { clocks } = await story.step(
    coordinator,
    'looks at the clocks',
    (they) => they.get(`/cases/${caseId}`),
    ({ clocks }) => `${clocks.filter(({ state }) => state === 'running').length} of ${clocks.length} still run`,
  );
  tellClocks(story, clocks);
}

async function carryOut({ story, people }, caseId, { id, version, modality, levels, responsibleSpecialty }, note) {
  const physician = specialistFor(responsibleSpecialty, people);
  const startedAt = new Date().toISOString();
  const treatment = await story.step(
    physician,
    'records that treatment has begun',
    (they) => they.post(`/cases/${caseId}/treatments`, { recommendationId: id, modality, levels, startedAt, note }),
    ({ modality, levels }) => `${inWords(modality)}, ${levels.join(', ')}`,
  );
  await story.step(
    physician,
    'records that it is over',
    (they) => they.post(`/treatments/${treatment.id}/complete`, { completedAt: new Date().toISOString() }),
    ({ completedAt }) => `completed at ${completedAt.slice(11, 19)} UTC`,
  );
  await story.step(
    physician,
    'records what became of the recommendation',
    (they) => they.patch(`/recommendations/${id}`, { outcome: 'full' }, version),
    ({ outcome }) => `done in ${outcome}`,
  );
}
