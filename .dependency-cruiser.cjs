/** Who may import whom, and why. `npm run imports` checks it. */
const inside = (folder) => `^src/${folder}`;

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A cycle means that two files are one thought: merge them, or find the third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'logic-is-an-island',
      comment:
        'The guideline is pure: no npm, no node:, no FHIR types, nothing of the shell. It can be read, tested and replayed alone.',
      severity: 'error',
      from: { path: inside('logic/') },
      to: { pathNot: inside('logic/') },
    },
    {
      name: 'areas-do-not-know-each-other',
      comment: 'An area of the guideline can be reviewed, replaced or retired without reading another.',
      severity: 'error',
      from: { path: '^src/logic/([^/]+)/' },
      to: { path: '^src/logic/[^/]+/', pathNot: '^src/logic/$1/' },
    },
    {
      name: 'vocabulary-does-not-know-pages',
      comment: 'Vocabulary and grammar are written once; only the registry and the assessment name areas.',
      severity: 'error',
      from: { path: '^src/logic/[^/]+\\.ts$', pathNot: '^src/logic/(index|assess)\\.ts$' },
      to: { path: '^src/logic/[^/]+/' },
    },
    {
      name: 'mapping-sees-only-the-vocabulary',
      comment: 'Mapping makes facts; it must not know which rule wants them.',
      severity: 'error',
      from: { path: inside('fhir-mapping/') },
      to: { path: '^src/', pathNot: '^src/(fhir-mapping/|errors\\.ts|logic/[^/]+\\.ts$)' },
    },
    {
      name: 'mapping-does-not-run-rules',
      comment: 'See mapping-sees-only-the-vocabulary: neither the registry nor the runner belongs in mapping.',
      severity: 'error',
      from: { path: inside('fhir-mapping/') },
      to: { path: '^src/logic/(index|assess|rule|run-rules|score|criterion)\\.ts$' },
    },
    {
      name: 'one-door-to-the-network',
      comment: 'One place holds timeouts, origins and tokens.',
      severity: 'error',
      from: { pathNot: '^src/fhir-mapping/fhir-client\\.ts$' },
      to: { path: 'node_modules/axios' },
    },
    {
      name: 'fhirpath-stays-in-mapping',
      comment: 'Past mapping there is no FHIR and there are no units to convert.',
      severity: 'error',
      from: { path: '^src/', pathNot: inside('fhir-mapping/') },
      to: { path: 'node_modules/fhirpath' },
    },
    {
      name: 'the-database-stays-in-the-store',
      comment: 'Advice must not depend on a database: what is kept is handed over as plain records.',
      severity: 'error',
      from: { path: '^src/', pathNot: inside('store/') },
      to: { path: 'node_modules/(kysely|libsql|pg)/' },
    },
    {
      name: 'the-store-knows-nobody',
      comment: 'The store keeps records; what a rule, a hook or a patient is, it need not know.',
      severity: 'error',
      from: { path: inside('store/') },
      to: { path: '^src/', pathNot: inside('store/') },
    },
    {
      name: 'express-stays-at-the-door',
      comment: 'Services are functions from a request to an answer; only the door speaks HTTP.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|locale|operation-outcome|record-routes)\\.ts$' },
      to: { path: 'node_modules/(express|express-rate-limit|helmet|cors|pino-http)/' },
    },
    {
      name: 'nobody-imports-the-app',
      comment: 'The app is wiring: it knows the rooms, and no room knows it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server\\.ts$' },
      to: { path: '^src/(app|server)\\.ts$' },
    },
    {
      name: 'no-dev-dependencies-in-the-product',
      comment: 'The image installs production packages only.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-unknown', 'npm-no-pkg'], pathNot: '@types/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that resolves nowhere fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
