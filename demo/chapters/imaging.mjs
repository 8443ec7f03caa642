import { dayOf } from '../relative-time.mjs';
import { inWords } from '../tell.mjs';

/** What follow-up planned by itself, and what it refuses; the routine examination is booked inside its window. */
export async function planImaging({ story, people }, caseId) {
  const { coordinator, spineSurgeon } = people;
  story.chapter('Imaging follow-up');

  const followUp = await story.step(
    coordinator,
    'looks at the imaging that was planned with the decision',
    (they) => they.get(`/cases/${caseId}/follow-up`),
    ({ anchor }) => (anchor ? `counted from ${anchor.on} (${inWords(anchor.basis)})` : 'none'),
  );
  tellOrders(story, followUp.orders);
  const routine = followUp.orders.find(({ kind }) => kind === 'routine');
  // Advice and supportive care alone are followed by no imaging.
  if (!routine) return;

  const { interval } = await story.step(
    spineSurgeon,
    'asks why',
    (they) => they.get(`/cases/${caseId}/follow-up/proposal`),
    ({ weeks, interval }) => `${weeks} weeks, ${interval.riskGroup} risk`,
  );
  for (const { sentence } of interval.reasons) story.detail(sentence);

  for (const weeks of [5, 17]) {
    const policy = { weeks, reason: 'The patient asks for it.' };
    await story.refusal(spineSurgeon, `sets an interval of ${weeks} weeks`, 'interval-out-of-range', (they) =>
      they.put(`/cases/${caseId}/follow-up/policy`, policy, followUp.version),
    );
  }
  await bookRoutine({ story, coordinator }, routine);
}

async function bookRoutine({ story, coordinator }, { id, dueOn, windowFrom }) {
  const dayBefore = new Date(new Date(windowFrom).getTime() - 24 * 3_600_000);

  await story.refusal(coordinator, 'books it on the day before its window', 'window-violated', (they) =>
    they.post(`/imaging-orders/${id}/book`, { bookedFor: `${dayBefore.toISOString().slice(0, 10)}T11:00:00Z` }),
  );
  await story.step(
    coordinator,
    'books it for the day on which it is due',
    (they) => they.post(`/imaging-orders/${id}/book`, { bookedFor: `${dueOn}T11:00:00Z` }),
    ({ state, bookedFor }) => `${state} for ${bookedFor}`,
  );
}

/** A new symptom asks for an examination today. It shows a progression, and the case goes back to the board by itself. */
export async function imageToday({ story, people, board, referral }, caseId) {
  const { coordinator, spineSurgeon, radiologist } = people;
  const { reason, report } = referral.clinicallyIndicatedScan;

  const order = await story.step(
    spineSurgeon,
    'orders an examination that cannot wait',
    (they) =>
      they.post(`/cases/${caseId}/imaging-orders`, {
        kind: 'clinically-indicated',
        dueOn: dayOf(new Date(), board.timeZone),
        reason,
      }),
    ({ modality, dueOn }) => `${inWords(modality)} by ${dueOn}: ${reason}`,
  );
  await story.step(
    coordinator,
    'records that it was made',
    (they) => they.post(`/imaging-orders/${order.id}/perform`, { performedAt: new Date().toISOString() }),
    ({ state }) => state,
  );
  await story.step(
    radiologist,
    'reports it',
    (they) => they.post(`/imaging-orders/${order.id}/report`, report),
    ({ result, needsConfirmation }) => `${inWords(result)}${needsConfirmation ? ', to be confirmed' : ''}`,
  );
  await story.step(
    coordinator,
    'looks at the case',
    (they) => they.get(`/cases/${caseId}`),
    ({ state, reasonCode }) => `${inWords(state)}${reasonCode ? `, because of ${inWords(reasonCode)}` : ''}`,
  );
  await story.step(
    spineSurgeon,
    'acknowledges the report, as the specialist whom the order names',
    (they) => they.post(`/imaging-orders/${order.id}/acknowledge`, {}),
    ({ state }) => state,
  );
}

function tellOrders(story, orders) {
  story.table(
    orders.map(({ kind, state, modality, levels, dueOn, windowFrom, windowTo }) => [
      inWords(kind),
      state,
      inWords(modality),
      levels.join(', '),
      `due ${dueOn}`,
      `window ${windowFrom} to ${windowTo}`,
    ]),
  );
}
