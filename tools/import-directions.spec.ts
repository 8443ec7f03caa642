import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '..');

/** What one file imports. */
const POINTING_DOWN: readonly (readonly [file: string, imported: string])[] = [
  ['apps/api/src/cases/accept-case.ts', '#workflow'],
  ['apps/api/src/cases/refer-case.ts', '../patients/patients.queries.js'],
  ['apps/api/src/cases/cases.module.ts', '../auth/auth.module.js'],
  ['libs/pathway/src/urgency.ts', '#scoring'],
  ['libs/database/src/ledger.ts', '#transparency'],
  ['libs/database/src/pool.ts', 'pg'],
  ['libs/transparency/src/hash.ts', 'node:crypto'],
  ['apps/web/src/preview.ts', '#scoring'],
];

/** What one file imports, and the rule that refuses it. */
const REFUSED: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['libs/scoring/src/sins.ts', '#pathway', 'scoring-imports-only'],
  ['libs/scoring/src/clock.ts', 'node:fs', 'scoring-is-pure'],
  ['libs/workflow/src/states.ts', '#scoring', 'workflow-imports-only'],
  ['libs/workflow/src/inject.ts', '@nestjs/common', 'workflow-is-pure'],
  ['libs/pathway/src/readiness.ts', '#workflow', 'pathway-imports-only'],
  ['libs/transparency/src/file.ts', 'node:fs', 'transparency-is-pure'],
  ['libs/database/src/score.ts', '#scoring', 'database-imports-only'],
  ['libs/database/src/feature.ts', '../../../apps/api/src/auth/auth.module.js', 'database-imports-only'],
  ['apps/api/src/cases/deep.ts', '../../../../libs/scoring/src/sins.js', 'scoring-through-its-index'],
  ['apps/api/src/auth/sign-in.ts', '../people/people.queries.js', 'auth-imports-only'],
  ['apps/api/src/patients/merge.ts', '../people/people.queries.js', 'patients-imports-only'],
  ['apps/api/src/cases/decide.ts', '../decisions/decisions.queries.js', 'cases-imports-only'],
  ['apps/api/src/decisions/plan.ts', '../follow-up/follow-up.queries.js', 'decisions-imports-only'],
  ['apps/api/src/billing/invoice.ts', '../auth/auth.module.js', 'feature-has-a-place'],
  ['apps/api/src/cases/shortcut.ts', '../patients/patients.repository.js', 'another-feature-through-its-acts'],
  ['apps/api/src/cases/settings.ts', '../app.module.js', 'no-feature-reaches-up'],
  ['apps/api/src/cases/cases.repository.ts', 'pg', 'one-way-to-the-database'],
  ['apps/api/src/people/people.repository.ts', '@prisma/client', 'one-way-to-the-database'],
  ['apps/web/src/query.ts', '#database', 'web-imports-only'],
  ['apps/web/src/server.ts', '../../api/src/auth/auth.module.js', 'apps-are-apart'],
  ['apps/api/src/auth/fixture.ts', '../../test/given.js', 'tests-stay-outside'],
  ['apps/api/src/auth/guess.ts', 'fast-check', 'ships-what-it-needs'],
  ['apps/api/src/auth/lost.ts', './nowhere.js', 'resolvable'],
  ['apps/api/src/http/one.ts', './two.js', 'no-cycle'],
];

const TARGETS = [
  ...['scoring', 'pathway', 'workflow', 'transparency', 'database'].map((library) => `libs/${library}/src/index.ts`),
  'apps/api/src/app.module.ts',
  'apps/api/src/auth/auth.module.ts',
  'apps/api/src/people/people.queries.ts',
  'apps/api/src/patients/patients.queries.ts',
  'apps/api/src/patients/patients.repository.ts',
  'apps/api/src/decisions/decisions.queries.ts',
  'apps/api/src/follow-up/follow-up.queries.ts',
  'apps/api/test/given.ts',
];

describe('the import directions', () => {
  let violations: { from: string; rule: { name: string } }[];
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'consilium-imports-'));
    for (const file of ['package.json', 'tsconfig.json']) cpSync(join(checkout, file), join(folder, file));
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
    for (const file of TARGETS) write(file, 'export {};\n');
    for (const [file, imported] of [...POINTING_DOWN, ...REFUSED]) write(file, importing(imported));
    write('apps/api/src/http/two.ts', importing('./one.js'));

    violations = cruise(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function rulesBrokenBy(file: string): string[] {
    return violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  it.each(POINTING_DOWN)('allow %s to import %s', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  it.each(REFUSED)('refuse that %s imports %s (%s)', (file, _imported, rule) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it('fail the lint step when one import points up', () => {
    const result = run(folder, 'err');

    expect(result.status).not.toBe(0);
    expect(result.stdout).toContain('scoring-imports-only: libs/scoring/src/sins.ts → libs/pathway/src/index.ts');
  });
});

function importing(target: string): string {
  return `import * as it from '${target}';\nexport const kept = it;\n`;
}

function cruise(folder: string): { from: string; rule: { name: string } }[] {
  return (JSON.parse(run(folder, 'json').stdout) as { summary: { violations: [] } }).summary.violations;
}

function run(folder: string, output: string) {
  const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(checkout, '.dependency-cruiser.mjs');
  return spawnSync(process.execPath, [program, '--config', config, '--output-type', output, 'apps', 'libs'], {
    cwd: folder,
    encoding: 'utf8',
  });
}
