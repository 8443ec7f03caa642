import { specialistFor } from '../cast.mjs';
import { inWords } from '../tell.mjs';

/** One recommendation is carried out, today. */
export async function treat({ story, people, referral }, caseId) {
  const { coordinator } = people;
  const { recommendation: position, note } = referral.treatment;
  story.chapter('Treatment');

  const { items } = await story.step(
    coordinator,
    'looks at what is recommended',
    (they) => they.get(`/cases/${caseId}/recommendations?state=current`),
    ({ items }) => `${items.filter(({ outcome }) => outcome === 'pending').length} recommendations are pending`,
  );
  const recommendation = items.find((candidate) => candidate.position === position);
  const { id: recommendationId, modality, levels, responsibleSpecialty } = recommendation;
  const physician = specialistFor(responsibleSpecialty, people);

  const startedAt = new Date().toISOString();
  const treatment = await story.step(
    physician,
    'records that treatment has begun',
    (they) => they.post(`/cases/${caseId}/treatments`, { recommendationId, modality, levels, startedAt, note }),
    ({ modality, levels }) => `${inWords(modality)}, ${levels.join(', ')}`,
  );
  await story.step(
    physician,
    'records that it is over',
    (they) => they.post(`/treatments/${treatment.id}/complete`, { completedAt: new Date().toISOString() }),
    ({ completedAt }) => `completed at ${completedAt}`,
  );
  await story.step(
    physician,
    'records what became of the recommendation',
    (they) => they.patch(`/recommendations/${recommendationId}`, { outcome: 'full' }, recommendation.version),
    ({ outcome }) => `done in ${outcome}`,
  );
}
