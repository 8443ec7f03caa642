import { join } from 'node:path';
import { fingerprint, isMadeFrom, stampAs } from './fingerprint.mjs';
import { DIST, MODULES, OWN_NODE } from './paths.mjs';
import { runStep } from './processes.mjs';

const STAMP = join(DIST, '.fingerprint');
const SETTINGS = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const SOURCES = ['apps/api/src', 'apps/sequencer/src', 'apps/verify/src', 'libs', 'prisma/seed', 'prisma/simulation'];

/** @type {import('./prepare.mjs').Step} */
export const build = {
  name: 'Building the server',
  isDone: () => isMadeFrom(STAMP, mark()),
  async run() {
    const sources = mark();
    const compiler = join(MODULES, '@nestjs', 'cli', 'bin', 'nest.js');
    await runStep(OWN_NODE, [compiler, 'build'], {
      refusal: 'The server could not be built: the errors above say where.',
    });
    stampAs(STAMP, sources);
  },
};

function mark() {
  return fingerprint([...SOURCES, ...SETTINGS]);
}
