import type { Client } from 'pg';
import type { Broken } from './invariants.js';
import type { Year } from './year.js';

const OPEN_CASES = `
  SELECT c.id FROM clinical.board_case c WHERE c.state <> 'closed' ORDER BY md5(c.id::text || $1) LIMIT $2::int`;

/** Open cases, some at random, whose summary names no next step with somebody who does it and a day. */
export async function casesWithoutNextStep(
  { hospital }: Year,
  owner: Client,
  some: { readonly salt: string; readonly limit: number },
): Promise<Broken[]> {
  const { rows } = await owner.query<{ id: string }>(OPEN_CASES, [some.salt, some.limit]);
  const lost: string[] = [];
  for (const { id } of rows) {
    const { nextStep } = await hospital.coordinator.get(`/cases/${id}`);
    const somebody = nextStep?.owner.userId ?? nextStep?.owner.role ?? nextStep?.owner.specialty;
    if (!somebody || !nextStep.dueOn) lost.push(id);
  }
  const name = 'an open case has one next step, with somebody who does it and a day';
  return lost.length === 0 ? [] : [{ name, count: lost.length, examples: lost.slice(0, 3) }];
}
