/**
 * Where every npm command begins. It runs on any Node ≥20.19 with nothing installed: it prepares what the command needs,
 * then hands over to the Node that the project brought.
 */
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { Failure, runCommand } from './failure.mjs';
import { client } from './generate-client.mjs';
import { binaries, packages } from './install.mjs';
import { MODULES, OWN_NODE, ROOT } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { runChild } from './processes.mjs';

const installed = [packages, binaries];
const generated = [...installed, client];
const built = [...generated, build];

/** What each command needs first, and the program that does it. */
const COMMANDS = {
  start: { needs: built, program: 'tools/start.mjs' },
  dev: { needs: built, program: 'tools/dev.mjs' },
  seed: { needs: built, program: 'tools/seed.mjs' },
  bench: { needs: built, program: 'bench/run.mjs' },
  build: { needs: built },
  'docs:scores': { needs: built, program: 'tools/docs-scores.mjs' },
  simulate: { needs: built, program: 'tools/simulate.mjs' },
  'docs:rights': { needs: installed, program: 'tools/docs-rights.mjs' },
  'pack:verify': { needs: installed, program: 'tools/pack-verify.mjs' },
  'pack:scoring': { needs: installed, program: 'tools/pack-scoring.mjs' },
  install: { needs: installed },
  prepare: { needs: generated },
  test: { needs: generated, program: 'tools/test.mjs' },
  'test:mutation': { needs: installed, program: 'tools/mutation/run.mjs' },
  demo: { needs: installed, program: 'demo/walk.mjs' },
  migrate: { needs: installed, program: 'tools/migrate.mjs' },
  'erasures:reapply': { needs: installed, program: 'tools/reapply-erasures.mjs' },
  'migrate:new': { needs: installed, program: 'tools/migrate-new.mjs' },
};

await runCommand(async () => {
  const [name, ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) throw new Failure(`Say what to do: ${Object.keys(COMMANDS).join(', ')}.`);

  await prepare(command.needs);

  if (command.program) await handOver(join(ROOT, command.program), args);
});

/** A second process only when this one is another Node. */
async function handOver(program, args) {
  process.env.PATH = [join(MODULES, '.bin'), process.env.PATH].join(delimiter);
  if (realpathSync(process.execPath) === realpathSync(OWN_NODE)) {
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(program).href);
  } else {
    process.exitCode = await runChild(OWN_NODE, [program, ...args]);
  }
}
