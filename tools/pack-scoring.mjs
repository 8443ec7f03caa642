/**
 * `npm run pack:scoring`: the scoring library as a package for a browser or Node, one ESM entry for each instrument and one for all
 * of it, minified, with types and no dependency. What is packed is put together in a folder of its own, so its manifest always says
 * what there is.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { Failure, runCommand } from './failure.mjs';
import { DIST, MODULES, OWN_NODE, ROOT } from './paths.mjs';
import { runChild, runStep } from './processes.mjs';

const LIBRARY = join(ROOT, 'libs', 'scoring');
const SOURCE = join(LIBRARY, 'src');

/** By the name it is imported by, the module of each entry below `src`, without its ending. */
const ENTRIES = {
  index: 'index',
  ais: 'ais/ais',
  bauer: 'bauer/bauer',
  'modified-bauer': 'bauer/modified-bauer',
  ecog: 'ecog/ecog',
  'eq-5d': 'eq-5d/eq-5d',
  escc: 'escc/escc',
  frankel: 'frankel/frankel',
  katagiri: 'katagiri/katagiri',
  kps: 'kps/kps',
  mizumoto: 'mizumoto/mizumoto',
  mstfi: 'mstfi/mstfi',
  nesms: 'nesms/nesms',
  noms: 'noms/noms',
  'pain-response': 'pain-response/pain-response',
  'rades-2013': 'rades-2013/rades-2013',
  sins: 'sins/sins',
  sosgoq: 'sosgoq/sosgoq',
  'tokuhashi-1990': 'tokuhashi/tokuhashi-1990',
  'tokuhashi-2005': 'tokuhashi/tokuhashi-2005',
  tomita: 'tomita/tomita',
  'van-der-linden': 'van-der-linden/van-der-linden',
};

const { values: options } = parseArgs({ options: { into: { type: 'string', default: DIST } } });

await runCommand(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scoring-package-'));
  try {
    await writePackage(folder);
    mkdirSync(options.into, { recursive: true });
    await npmPack(folder, options.into);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function writePackage(folder) {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  cpSync(join(LIBRARY, 'README.md'), join(folder, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  await Promise.all([writeCode(folder), writeTypes(folder)]);
}

function manifest() {
  const { version, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const exports = Object.entries(ENTRIES).map(([name, module]) => [
    name === 'index' ? '.' : `./${name}`,
    { types: `./lib/${module}.d.ts`, default: `./lib/${module}.js` },
  ]);
  return {
    name: 'spinal-metastasis-scores',
    version,
    description:
      'Published scores for metastatic disease of the spine, as data: computed, explained and cited. No dependency.',
    keywords: [
      'spinal metastases',
      'SINS',
      'Tokuhashi',
      'Tomita',
      'Bauer',
      'NESMS',
      'Katagiri',
      'NOMS',
      'ESCC',
      'EQ-5D',
    ],
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: Object.fromEntries(exports),
  };
}

/** A file for each module, as the sources have it: a bundler then leaves out every instrument that is not imported. */
function writeCode(folder) {
  return build({
    entryPoints: modules(),
    outbase: SOURCE,
    outdir: join(folder, 'lib'),
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
}

function writeTypes(folder) {
  const compiler = join(MODULES, 'typescript', 'bin', 'tsc');
  const settings = ['--ignoreConfig', '--strict', '--skipLibCheck', '--declaration', '--emitDeclarationOnly'];
  const target = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022'];
  const folders = ['--rootDir', SOURCE, '--outDir', join(folder, 'lib')];
  return runStep(OWN_NODE, [compiler, ...settings, ...target, ...folders, ...modules()], {
    refusal: 'The types of the package could not be written: the errors above say where.',
  });
}

/** Everything but the tests and the Markdown of our own pages. */
function modules() {
  return readdirSync(SOURCE, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('documentation'))
    .map((file) => join(SOURCE, file));
}

async function npmPack(folder, into) {
  // npm says where it is; started by hand, it is on the path.
  const { npm_execpath: script } = process.env;
  const [program, first] = script ? [process.execPath, [script]] : ['npm', []];
  const code = await runChild(program, [...first, 'pack', folder, '--pack-destination', into, '--loglevel=error']);
  if (code !== 0) throw new Failure('The package could not be packed: npm says above why.');
}
