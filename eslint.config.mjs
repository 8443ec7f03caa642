/**
 * Few rules, all errors, and no comment can switch one off. They guard what a reviewer would otherwise have to see every time;
 * how code looks is Prettier's matter, and which part may import which is .dependency-cruiser.mjs's.
 */
import tseslint from 'typescript-eslint';

const SOURCES = ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts', 'prisma/{seed,simulation}/**/*.ts'];
const TESTS = ['**/*.spec.ts', '**/*.e2e.ts', 'apps/*/test/**/*.ts'];
const PURE = ['libs/{scoring,pathway,workflow,transparency}/src/**/*.ts'];

/** Time comes in through a parameter: a rule that reads the clock cannot be tested by table, nor an act replayed. */
const readsTheClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as a parameter.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time as a parameter.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take chance as a parameter.',
  },
];

/** A test that does not run proves nothing. */
const leavesTestsOut = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
  message: 'Every test runs.',
};

const NODE_GLOBALS = [
  ...[
    'process',
    'console',
    'performance',
    'globalThis',
    'Buffer',
    'URL',
    'URLSearchParams',
    'fetch',
    'crypto',
    'structuredClone',
  ],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'AbortController', 'AbortSignal'],
  ...['TextEncoder', 'TextDecoder', 'WebAssembly'],
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'libs/database/src/generated/', '.data/'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{ts,mjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', leavesTestsOut],
      // An error that replaces another carries it, so that the first cause is in the log.
      'preserve-caught-error': 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    // What tsc says about names in the rest.
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: {
      'no-undef': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A promise nobody waits for is an audit record that may never be written.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // Without await, a refusal inside try would pass its own catch.
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    },
  },
  {
    files: SOURCES,
    ignores: TESTS,
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      '@typescript-eslint/max-params': ['error', { max: 7 }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(assert|buffer|crypto|events|fs|http|net|os|path|stream|url|util|zlib)(/|$)',
              message: 'Write node: before it.',
            },
          ],
        },
      ],
    },
  },
  { files: PURE, ignores: TESTS, rules: { 'no-restricted-syntax': ['error', ...readsTheClock] } },
  {
    // Logs go through the logger, which holds no patient's data; a program's last words may go to the console.
    files: ['libs/*/src/**/*.ts', 'apps/api/src/**/*.ts'],
    ignores: [...TESTS, 'apps/api/src/main.ts', 'apps/api/src/environment.ts'],
    rules: { 'no-console': 'error' },
  },
);
