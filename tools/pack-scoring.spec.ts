import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { INSTRUMENT_IDS, INSTRUMENTS } from '#scoring';

const checkout = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const NAME = 'spinal-metastasis-scores';

/** An empty folder into which the packed library was installed, with no network and nothing else. */
let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scoring-installed-'));
  installed = join(folder, 'node_modules', NAME);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run(process.execPath, [join(checkout, 'tools', 'pack-scoring.mjs'), '--into', folder]);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
  npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(folder, 'cache'), tarball);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed scoring library', () => {
  it('begins its README with an example of ten lines, which runs as it stands', () => {
    const [example] = examples();

    expect(readFileSync(join(installed, 'README.md'), 'utf8')).toMatch(/^# .+\n\n```js\n/);
    expect(example!.trim().split('\n')).toHaveLength(10);
    expect(runExample(example!, 'first')).toBe('11 Indeterminate (possibly impending instability)\n');
  });

  it('runs every other example of its README', () => {
    const [, allScores, oneEntry] = examples();

    expect(runExample(allScores!, 'all-scores')).toMatch(/^15\n[^]*Tomita/);
    expect(runExample(oneEntry!, 'one-entry')).toBe('Long-term local control\n');
    expect(examples()).toHaveLength(3);
  });

  it('has types that a strict compiler accepts in every example, and that refuse a wrong fact', () => {
    const wrong = `/** @type {import('${NAME}').Facts} */\nexport const facts = { general: { kps: 'eighty' } };`;
    const files = [...examples(), wrong].map((text, index) => {
      writeFileSync(join(folder, `checked-${index}.js`), text);
      return `checked-${index}.js`;
    });
    const flags = ['--noEmit', '--allowJs', '--checkJs', '--strict', '--module', 'nodenext', '--target', 'es2022'];
    const compiler = [require.resolve('typescript/bin/tsc'), '--ignoreConfig', ...flags];

    const { message } = failureOf(() => run(process.execPath, [...compiler, ...files]));

    expect(message.match(/error TS\d+/g)).toEqual(['error TS2322']);
    expect(message).toMatch(/^checked-3\.js\(2,/);
  }, 120_000);

  it('is ESM without a dependency or a side effect, under the licence of the project', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

    expect(manifest).toMatchObject({ name: NAME, type: 'module', sideEffects: false, license: 'Apache-2.0' });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'lib', 'package.json']);
  });

  it('is under 40 kB minified and gzipped with everything in it', () => {
    const bundle = bundled(`export * from '${NAME}';`);

    expect(gzipSync(bundle).length).toBeLessThan(40_000);
    expect(named(bundle)).toEqual([...INSTRUMENT_IDS]);
  });

  it('brings SINS alone when SINS alone is imported', () => {
    const whole = bundled(`import { scoreForm, sins } from '${NAME}'; console.log(scoreForm(sins, {}));`);
    const ownEntry = bundled(`import { sins } from '${NAME}/sins'; console.log(sins);`);

    expect(named(whole)).toEqual(['sins']);
    expect(named(ownEntry)).toEqual(['sins']);
    expect(gzipSync(whole).length).toBeLessThan(6_000);
  });

  it('checks the facts of all instruments and still scores one alone', () => {
    const bundle = bundled(
      `import { scoreInstrument, tomita } from '${NAME}'; console.log(scoreInstrument(tomita, {}));`,
    );

    expect(named(bundle)).toEqual(['tomita']);
  });

  it('has an entry of its own for every instrument', async () => {
    const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const entries = Object.keys(exports).filter((entry) => entry !== '.');
    const text = entries.map((entry, index) => `import * as m${index} from '${NAME}${entry.slice(1)}';`).join('\n');
    const ids = `[${entries.map((_, index) => `m${index}`).join(', ')}].flatMap((m) => Object.values(m)).map((each) => each.definition?.id)`;

    const printed = runExample(`${text}\nconsole.log(JSON.stringify(${ids}.filter(Boolean).sort()));`, 'entries');

    expect(JSON.parse(printed)).toEqual([...INSTRUMENT_IDS].sort());
  });
});

function examples(): string[] {
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  return [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code!);
}

function runExample(code: string, name: string): string {
  const file = join(folder, `${name}.js`);
  writeFileSync(file, code);
  return run(process.execPath, [file]);
}

/** What a browser would load for a module, by a bundler that knows nothing of this library. */
function bundled(contents: string): string {
  const stdin = { contents, resolveDir: folder };
  const { outputFiles } = buildSync({
    stdin,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** The instruments whose definition is in a bundle: its name is there, or the paper that it cites first. */
function named(bundle: string): string[] {
  return INSTRUMENT_IDS.filter((id) => {
    const { name, citations } = INSTRUMENTS[id].definition;
    return bundle.includes(name) || bundle.includes(citations[0]!.text);
  });
}

function failureOf(attempt: () => unknown): Error {
  try {
    attempt();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing failed.');
}

function npm(...args: string[]): void {
  const { npm_execpath: script } = process.env;
  if (script) run(process.execPath, [script, ...args]);
  else run('npm', args);
}

function run(program: string, args: readonly string[]): string {
  const env = { ...process.env, NODE_OPTIONS: '' };
  try {
    return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
