/** Writes the reference of the instruments into docs/scores, one page for each, from their definitions. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { runCommand } from './failure.mjs';
import { DIST, ROOT } from './paths.mjs';

const FOLDER = join(ROOT, 'docs', 'scores');

await runCommand(async () => {
  const { referencePages } = await built('documentation', 'reference-pages.js');
  const { INSTRUMENTS } = await built('registry.js');
  const definitions = Object.values(INSTRUMENTS).map(({ definition }) => definition);
  const pages = referencePages(definitions);

  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (!pages.has(name)) rmSync(join(FOLDER, name));
  for (const [name, page] of pages) {
    const file = join(FOLDER, name);
    writeFileSync(file, await format(page, { ...(await resolveConfig(file)), parser: 'markdown' }));
  }
  console.log(`${pages.size} pages in docs/scores.`);
});

function built(...path) {
  return import(pathToFileURL(join(DIST, 'libs', 'scoring', 'src', ...path)).href);
}
