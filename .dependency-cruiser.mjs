/**
 * Every import points down (ARCHITECTURE.md): apps → libs; among libs and among the api's features only as written here.
 * Type imports count, because they tie two parts together just the same; tests may import what they need to test.
 */

/** The api's features from left to right: one imports only what stands to its left, and neighbours in one place ignore each other. */
const FEATURES = [
  ['http'],
  ['maintenance'],
  ['log'],
  ['auth'],
  ['notifications'],
  ['scores', 'people', 'patients'],
  ['cases'],
  ['break-glass'],
  ['assessments'],
  ['meetings'],
  ['decisions'],
  ['follow-up'],
  ['planning'],
  ['overview', 'erasure', 'letters', 'reports', 'health'],
  ['audit'],
  ['interop'],
];

/** What each library may import: of ours, of Node, and of npm (undefined: anything). */
const LIBRARIES = {
  scoring: { ours: [], node: [], npm: [] },
  pathway: { ours: ['scoring'], node: [], npm: ['temporal-polyfill'] },
  workflow: { ours: [], node: [], npm: ['temporal-polyfill', 'rrule-temporal'] },
  transparency: { ours: [], node: ['crypto'], npm: [] },
  witness: { ours: ['transparency'], node: undefined, npm: undefined },
  database: { ours: ['transparency', 'workflow'], node: undefined, npm: undefined },
};

const SPEC = '\\.spec\\.tsx?$';
const oneOf = (names) => `(${names.join('|')})`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const libraryRules = Object.entries(LIBRARIES).flatMap(([library, { ours, node, npm }]) => {
  const from = { path: `^libs/${library}/`, pathNot: SPEC };
  const allowed = oneOf([library, ...ours]);
  const list = ours.length > 0 ? ours.join(' and ') : 'no other part of ours';
  return [
    forbid(`${library}-imports-only`, `${library} imports ${list}`, from, {
      path: '^(apps|libs|prisma|tools|bench|demo)/',
      pathNot: `^libs/${allowed}/`,
    }),
    forbid(
      `${library}-through-its-index`,
      `others import ${library} as #${library}`,
      { pathNot: `^libs/${library}/` },
      {
        path: `^libs/${library}/`,
        pathNot: `^libs/${library}/src/index\\.ts$`,
      },
    ),
    ...(node === undefined
      ? []
      : [
          forbid(`${library}-is-pure`, `${library} is pure: it imports no I/O and no package`, from, {
            dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
            pathNot: [...node.map((name) => `^(node:)?${name}$`), ...npm.map((name) => `node_modules/${name}/`)],
          }),
        ]),
  ];
});

const featureRules = FEATURES.flatMap((place, index) =>
  place.map((feature) => {
    const below = FEATURES.slice(0, index).flat();
    return forbid(
      `${feature}-imports-only`,
      `${feature} imports only what stands to its left: ${below.join(', ') || 'no feature'}`,
      { path: `^apps/api/src/${feature}/`, pathNot: SPEC },
      { path: '^apps/api/src/[^/]+/', pathNot: `^apps/api/src/${oneOf([feature, ...below])}/` },
    );
  }),
);

export default {
  forbidden: [
    ...libraryRules,
    ...featureRules,
    forbid(
      'feature-has-a-place',
      'a new feature first takes its place in the order above',
      { path: '^apps/api/src/[^/]+/', pathNot: `^apps/api/src/${oneOf(FEATURES.flat())}/` },
      { path: '.' },
    ),
    forbid(
      'another-feature-through-its-acts',
      'a feature offers acts and queries; its statements and routes are its own',
      { path: '^apps/api/src/([^/]+)/', pathNot: SPEC },
      { path: '^apps/api/src/[^/]+/.+\\.(repository|controller)\\.ts$', pathNot: '^apps/api/src/$1/' },
    ),
    forbid(
      'no-feature-reaches-up',
      'features are put together by the application, not the other way round',
      { path: '^apps/api/src/[^/]+/', pathNot: SPEC },
      { path: '^apps/api/src/(main|app|app\\.module)\\.ts$' },
    ),
    forbid(
      'web-imports-only',
      'the browser interface shares the pure rules and talks to the rest over HTTP',
      { path: '^apps/web/' },
      { path: '^(apps|libs|prisma|tools)/', pathNot: '^(apps/web|libs/(scoring|pathway|workflow))/' },
    ),
    forbid(
      'apps-are-apart',
      'apps share libraries, never each other; tests start what runs beside what they test',
      { path: '^apps/([^/]+)/src/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'one-way-to-the-database',
      'only libs/database speaks to PostgreSQL, and the sequencer, which has a login of its own',
      { path: '^(apps/[^/]+/src|libs)/', pathNot: `^(libs/database|apps/sequencer/src)/|${SPEC}` },
      { path: '(^|/)node_modules/(pg|@prisma/[^/]+)/|^libs/database/src/generated/' },
    ),
    forbid(
      'tests-stay-outside',
      'what ships imports no test and no development package',
      { path: '^(apps/[^/]+|libs/[^/]+)/src/', pathNot: SPEC },
      { path: `${SPEC}|^apps/[^/]+/test/` },
    ),
    forbid(
      'ships-what-it-needs',
      'what ships imports no development package',
      { path: '^(apps/[^/]+|libs/[^/]+)/src/|^prisma/seed/', pathNot: SPEC },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-cycle',
      'a cycle between modules that run crashes ESM',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    // FHIR's types have no program behind them, so there is nothing to find at run time.
    forbid('resolvable', 'every import leads somewhere', {}, { couldNotResolve: true, pathNot: '^fhir/r4\\.js$' }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^libs/database/src/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
