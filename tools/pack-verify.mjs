/**
 * `npm run pack:verify`: makes the package `consilium-verify`, one file that needs nothing but Node, and says its size. Into
 * dist/packages/verify, or the folder that is named, which is emptied first.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from './failure.mjs';
import { DIST, ROOT } from './paths.mjs';

const SOURCE = join(ROOT, 'apps', 'verify');
const MANIFEST = join(SOURCE, 'package', 'package.json');

await runCommand(async () => {
  const folder = process.argv[2] ?? join(DIST, 'packages', 'verify');
  const { name, version } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  await bundle(join(folder, `${name}.mjs`), version);
  copyFileSync(MANIFEST, join(folder, 'package.json'));
  copyFileSync(join(SOURCE, 'package', 'README.md'), join(folder, 'README.md'));
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));

  execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = join(folder, `${name}-${version}.tgz`);
  console.log(`${archive}: ${(statSync(archive).size / 1024).toFixed(1)} KB`);
});

/** All of the program in one file. It stays readable, because an auditor may want to read what judges. */
function bundle(outfile, version) {
  return build({
    entryPoints: [join(SOURCE, 'src', 'main.ts')],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    conditions: ['source'],
    banner: { js: '#!/usr/bin/env node' },
    define: { CONSILIUM_VERIFY_VERSION: JSON.stringify(version) },
  });
}
