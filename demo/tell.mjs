/** How parts of answers are put into lines. */

/** Every complete score with its items and points; of the others, what is missing. */
export async function tellScores(story, person, scores) {
  const { body } = await person.get('/scores/systems');
  const titles = new Map(body.items.map(({ id, name }) => [id, name]));

  for (const score of scores) {
    const isOneOfSeveral = scores.filter(({ system }) => system === score.system).length > 1;
    const lesion = isOneOfSeveral ? `, lesion ${score.lesion + 1}` : '';
    story.detail(`${titles.get(score.system)}${lesion}: ${verdictOf(score)}`);
    if (score.items.length > 1)
      story.table(
        score.items.map(({ points, label, optionLabel }) => [`  ${points ?? '·'}`, `${label}: ${optionLabel}`]),
      );
  }
}

function verdictOf({ complete, total, category, missing, notScorable, suggestion, undecided = [] }) {
  if (notScorable) return notScorable;
  if (suggestion) return `suggests ${suggestion.label}`;
  if (undecided.length > 0) return `the board decides. ${undecided.join(' ')}`;
  if (!complete) return `incomplete; missing ${missing.map(({ label }) => label.toLowerCase()).join(', ')}`;
  return [total, category?.label].filter((part) => part != null).join(', ');
}

export function tellClocks(story, clocks) {
  story.table(
    clocks.map(({ title, state, dueAt }) => [
      title,
      state,
      dueAt === null ? 'no limit; the minutes are shown' : `due ${shortTime(dueAt)}`,
    ]),
  );
}

export function tellReadiness(story, { items, blockers }) {
  const open = items.filter(({ status }) => status !== 'met');
  story.detail(
    open.length === 0
      ? `Readiness: all ${items.length} items are met.`
      : `Readiness: ${items.length - open.length} of ${items.length} items are met, missing blockers: ${blockers.length}.`,
  );
  story.table(
    open.map(({ title, severity, status, reason }) => [severity, status, `${title}${reason ? `: ${reason}` : ''}`]),
  );
}

/** "2026-03-02 09:30 UTC" */
export function shortTime(instant) {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** "1 finding", "2 findings" */
export function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** "a, b and c" */
export function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join('');
}

/** A code in words. */
export function inWords(code) {
  return code.replaceAll('-', ' ');
}
