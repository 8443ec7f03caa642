import { specialistFor } from '../cast.mjs';
import { counted, inWords, listed, shortTime } from '../tell.mjs';

/** The case comes before a meeting of today: agenda, blinded preliminary plans, attendance, the open discussion. */
export async function discuss(walk, caseId) {
  const { story, people, board, referral } = walk;
  const { coordinator, chair } = people;
  story.chapter('Meeting');

  const meeting = await planMeeting(walk);
  const item = await listCase(walk, meeting, caseId);
  for (const [specialty, plan] of Object.entries(referral.preliminaryPlans)) {
    await story.step(
      specialistFor(specialty, people),
      'writes a preliminary plan',
      (they) => they.put(`/agenda-items/${item.id}/preliminary-plans/mine`, plan),
      ({ measures }) => measures.map(({ modality }) => inWords(modality)).join(', '),
    );
  }
  await story.step(
    chair,
    'looks at the preliminary plans before the discussion',
    (they) => they.get(`/agenda-items/${item.id}/preliminary-plans`),
    ({ isBlinded, plans, writtenBy }) =>
      `${isBlinded ? 'blinded' : 'open'}: sees ${plans.length} of ${writtenBy.length}, and who has written`,
  );

  await beginSession(walk, meeting);
  await openItem(walk, meeting, item);
  await story.step(
    chair,
    'looks again',
    (they) => they.get(`/agenda-items/${item.id}/preliminary-plans`),
    ({ plans }) => `sees all ${plans.length}`,
  );
  await story.step(
    coordinator,
    'asks for the quorum',
    (they) => they.get(`/meetings/${meeting.id}/quorum`),
    ({ items, required }) =>
      `${items.every(({ met }) => met) ? 'met' : 'not met'}; ${board.name} requires ${listed(required.map(inWords))}`,
  );
  return { meeting, item };
}

/** What the board recommends: drafted, checked against the pathway, proposed. */
export async function decide({ story, people, referral }, caseId, { meeting }) {
  const { coordinator, chair } = people;
  const { decision: content, checkOverrides = {} } = referral;
  story.chapter('Decision');

  const draft = await story.step(
    coordinator,
    'drafts the decision as scribe',
    (they) => they.post(`/cases/${caseId}/decisions`, { content }),
    ({ content: { recommendations } }) => counted(recommendations.length, 'recommendation'),
  );
  tellRecommendations(story, draft.content);
  await checkDraft({ story, chair }, draft.id);
  for (const [check, reason] of Object.entries(checkOverrides)) {
    await story.step(
      chair,
      `goes on in spite of ${check}`,
      (they) => they.post(`/decisions/${draft.id}/overrides`, { check, reason }),
      () => reason,
    );
  }

  const decision = await propose({ story, chair }, draft.id);
  await endSession({ story, chair }, meeting);
  return decision;
}

/** A meeting of its own, today, so that a walk disturbs no other. */
export function planMeeting({ story, people, board }) {
  return story.step(
    people.coordinator,
    'plans a meeting for now',
    (they) => they.post(`/boards/${board.id}/meetings`, { startsAt: new Date().toISOString(), location: 'By video' }),
    ({ startsAt, capacityMinutes }) => `${shortTime(startsAt)}, ${capacityMinutes} minutes`,
  );
}

export function listCase({ story, people }, meeting, caseId, purpose = 'discussion') {
  return story.step(
    people.coordinator,
    `puts the case on its agenda, for ${purpose}`,
    (they) => they.post(`/meetings/${meeting.id}/agenda`, { caseId, purpose }),
    ({ placement }) => placement,
  );
}

export async function beginSession({ story, people }, meeting) {
  const { coordinator, chair, medicalOncologist, radiationOncologist, spineSurgeon } = people;
  await story.step(
    chair,
    'begins the session',
    (they) => they.post(`/meetings/${meeting.id}/start`),
    ({ state }) => inWords(state),
  );

  const present = [chair, medicalOncologist, radiationOncologist, spineSurgeon];
  const marks = present.map(({ id }, place) => ({
    userId: id,
    kind: 'joined',
    mode: place === 2 ? 'remote' : 'in-room',
  }));
  await story.step(
    coordinator,
    'marks who is there',
    (they) => they.post(`/meetings/${meeting.id}/attendance`, { marks }),
    () => listed(present.map(({ name }) => name)),
  );
}

export function openItem({ story, people }, meeting, item) {
  return story.step(
    people.coordinator,
    'opens the item',
    (they) => they.post(`/meetings/${meeting.id}/agenda/${item.id}/open`),
    ({ state }) => state,
  );
}

export function endSession({ story, chair }, meeting) {
  return story.step(
    chair,
    'ends the session',
    (they) => they.post(`/meetings/${meeting.id}/end`),
    ({ state }) => state,
  );
}

export async function checkDraft({ story, chair }, decisionId) {
  const { findings } = await story.step(
    chair,
    'asks what the checks of the pathway say',
    (they) => they.get(`/decisions/${decisionId}/checks`),
    ({ findings, standing }) =>
      findings.length === 0
        ? 'nothing against it'
        : `${counted(findings.length, 'finding')}, ${standing.length} of them in the way`,
  );
  story.table(findings.map(({ severity, id, because }) => [severity, id, because.join('; ')]));
}

export async function propose({ story, chair }, draftId) {
  const decision = await story.step(
    chair,
    'proposes it: content and evidence are frozen',
    (they) => they.post(`/decisions/${draftId}/propose`),
    ({ revision }) => `revision ${revision.number}${revision.isProvisional ? ', provisional' : ''}`,
  );
  story.detail(`SHA-256 ${decision.revision.hash}`);
  return decision;
}

function tellRecommendations(story, { recommendations }) {
  story.table(
    recommendations.map(({ modality, levels = [], intent, priority, responsibleSpecialty, dueOn }) => [
      inWords(modality),
      levels.join(', '),
      inWords(intent),
      priority,
      inWords(responsibleSpecialty),
      `due ${dueOn}`,
    ]),
  );
}
