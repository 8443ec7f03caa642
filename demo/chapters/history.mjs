/** The auditor reads what happened, all of it; others see less or nothing. */
export async function readHistory({ story, people }, caseId) {
  const { auditor, coordinator, spineSurgeon } = people;
  story.chapter('History');

  await story.refusal(coordinator, 'asks for the case’s history', 'forbidden', (they) =>
    they.get(`/cases/${caseId}/history`),
  );
  await story.step(
    spineSurgeon,
    'asks for it',
    (they) => they.get(`/cases/${caseId}/history?limit=200`),
    ({ items }) => `sees the ${items.length} changes of their own`,
  );

  const entries = await readAll({ story, auditor }, caseId);
  story.table(
    entries.map(({ recordedAt, sentence, commitmentAfter }) => [
      recordedAt.slice(11, 19),
      sentence,
      `${commitmentAfter.slice(0, 12)}…`,
    ]),
  );

  const { recordedAt } = entries.find(({ type }) => type === 'decision.proposed');
  await story.step(
    auditor,
    'looks at the case as it was known when the decision was first proposed',
    (they) => they.get(`/cases/${caseId}?asOf=${recordedAt}`),
    ({ known }) => `${known.find(({ entity }) => entity === 'case').document.state}, ${known.length} documents`,
  );
}

async function readAll({ story, auditor }, caseId) {
  const entries = [];
  let cursor = '';
  do {
    const page = await story.step(
      auditor,
      'reads the history',
      (they) => they.get(`/cases/${caseId}/history?limit=200${cursor}`),
      ({ items }) => `${items.length} changes, each with its commitment`,
    );
    entries.push(...page.items);
    cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
  } while (cursor);
  return entries;
}
