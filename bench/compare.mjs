/** Ours beside the bare one: interleaved rounds, so that whatever else the machine does falls on both; medians, so that it hardly counts. */
import { load, warmUp } from './load.mjs';
import { startBare, startOurs } from './servers.mjs';

/** @typedef {{ environment: NodeJS.ProcessEnv, board: import('./board.mjs').Board, session: { accessToken: string, sessionId: string }, caseIds: string[], recorded: object }} Filled */
/** @typedef {{ ours: import('./load.mjs').Measure, bare: import('./load.mjs').Measure }} Comparison medians over the rounds */

/**
 * @param {Filled} filled
 * @param {{ rounds: number, seconds: number }} effort
 * @param {(comparison: Comparison) => void} tell called as soon as a scenario is measured
 */
export async function compare(filled, scenarios, { rounds, seconds }, tell) {
  const { environment, session, caseIds } = filled;
  const [ours, bare] = await Promise.all([startOurs(environment), startBare(settingFor(filled))]);
  try {
    for (const scenario of scenarios) {
      const requests = scenario.requests(caseIds, session.accessToken);
      for (const server of [ours, bare]) await warmUp(server, requests);

      const measured = { ours: [], bare: [] };
      for (let round = 0; round < rounds; round += 1) {
        measured.ours.push(await load(ours, requests, seconds));
        measured.bare.push(await load(bare, requests, seconds));
      }
      tell(scenario, { ours: medianOf(measured.ours), bare: medianOf(measured.bare) });
    }
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

function settingFor({ environment, board: { organisationId, userId }, session: { sessionId }, recorded }) {
  return { databaseUrl: environment.DATABASE_URL, actor: { organisationId, userId, sessionId }, recorded };
}

/** Each figure's own median. */
function medianOf(measures) {
  const middle = (figure) => {
    const values = measures.map((measure) => measure[figure]).sort((a, b) => a - b);
    return values[Math.floor(values.length / 2)];
  };
  return Object.fromEntries(Object.keys(measures[0]).map((figure) => [figure, middle(figure)]));
}
