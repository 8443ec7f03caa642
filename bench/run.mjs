/** `npm run bench`: how fast the server is beside a bare program that does the same work, in the same run, on the same machine. */
import { parseArgs } from 'node:util';
import { withClient } from '../tools/connection.mjs';
import { runCommand } from '../tools/failure.mjs';
import { startTestCluster } from '../tools/test-cluster.mjs';
import { fillBoard, foundBoard, signIn } from './board.mjs';
import { compare } from './compare.mjs';
import { enlargeBoard } from './enlarge-board.mjs';
import { canPin, leaveServerCore, MACHINE } from './processor.mjs';
import { profile } from './profile.mjs';
import { PARTS } from './parts.mjs';
import { reportComparison, reportProfile } from './report.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { environmentFor, startOurs } from './servers.mjs';

const { values: options } = parseArgs({
  options: {
    profile: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
  },
});
const scenarios = SCENARIOS.filter(({ title }) => title.includes(options.only));
const parts = PARTS.filter(({ name }) => name.includes(options.only));
const seconds = Number(options.seconds);

await runCommand(async () => {
  leaveServerCore();
  console.log(MACHINE);
  console.log(
    canPin
      ? 'The server has core 0 to itself; PostgreSQL and the load share core 1.\n'
      : 'Nothing is pinned, because there is no taskset or only one core: the ratios say less.\n',
  );

  const isKept = options.profile ? await profileAll() : [await runParts(), await compareAll()].every(Boolean);
  if (!isKept) process.exitCode = 1;
});

async function runParts() {
  let areKept = true;
  for (const { run } of parts) areKept = (await run()) && areKept;
  return areKept;
}

function compareAll() {
  if (scenarios.length === 0) return true;
  return withBoard(async (filled) => {
    let areKept = true;
    for (const part of [scenarios.filter(({ cases }) => !cases), scenarios.filter(({ cases }) => cases)]) {
      if (part.length === 0) continue;
      const cases = Math.max(0, ...part.map((scenario) => scenario.cases ?? 0));
      if (cases > 0) await enlargeBoard(filled.superuserUrl, cases);
      await compare(filled, part, { rounds: Number(options.rounds), seconds }, (scenario, comparison) => {
        areKept = reportComparison(scenario, comparison) && areKept;
      });
    }
    return areKept;
  });
}

function profileAll() {
  return withBoard(async (filled) => {
    const profiles = new Map();
    for (const scenario of scenarios) profiles.set(scenario.title, await profile(filled, scenario, seconds));
    reportProfile(profiles);
    return true;
  });
}

/** Lends a PostgreSQL of its own with a filled board on it. */
async function withBoard(work) {
  const cluster = await startTestCluster();
  try {
    const environment = environmentFor(cluster.urls.app);
    const board = await foundBoard(environment);
    const server = await startOurs(environment);
    const session = await signIn(server, board);
    const filled = await fillBoard(server, board, session).finally(() => server.stop());
    await withClient(cluster.urls.superuser, 'the benchmark', (client) => client.query('VACUUM ANALYZE'));
    return await work({ environment, board, session, superuserUrl: cluster.urls.superuser, ...filled });
  } finally {
    await cluster.stop();
  }
}
