import ts from 'typescript';
import { importsOf, lineOf, nodesOf, resolvedImport, sourcesIn, type SourceFile } from './hooks/source-tree.ts';

/** Design, "The tree", "Vocabulary", "Taste": what the house forbids, read off the source. */

const SOURCES = sourcesIn('src');
const LOGIC = SOURCES.filter(({ path }) => path.startsWith('src/logic/'));
const AREAS = LOGIC.filter(({ path }) => path.split('/').length === 4);
const PAGES = AREAS.filter(({ text }) => /\bdefineRule\(/.test(text));
const areaOf = (path: string): string | undefined => /^src\/logic\/([^/]+)\/[^/]+$/.exec(path)?.[1];

const imports = (files: readonly SourceFile[]): { file: string; to: string }[] =>
  files.flatMap((file) =>
    importsOf(file).map((specifier) => ({ file: file.path, to: resolvedImport(file, specifier) })),
  );

test('there is something to look at', () => {
  expect(SOURCES.length).toBeGreaterThan(60);
  expect(PAGES.length).toBeGreaterThanOrEqual(5);
});

describe('who may import whom', () => {
  test('logic imports logic and nothing else: no npm, no node:, no FHIR types', () => {
    expect(imports(LOGIC).filter(({ to }) => !to.startsWith('src/logic/'))).toEqual([]);
  });

  test('an area does not import another area', () => {
    const foreign = imports(AREAS).filter(({ file, to }) => areaOf(to) !== undefined && areaOf(to) !== areaOf(file));
    expect(foreign).toEqual([]);
  });

  test('only the registry and the assessment name areas', () => {
    const loose = LOGIC.filter(({ path }) => areaOf(path) === undefined && !/\/(index|assess)\.ts$/.test(path));
    expect(imports(loose).filter(({ to }) => areaOf(to) !== undefined)).toEqual([]);
  });

  test('fhir-mapping sees the vocabulary, not the pages, the registry, or the hooks', () => {
    const mapping = SOURCES.filter(({ path }) => path.startsWith('src/fhir-mapping/'));
    const own = imports(mapping).filter(
      ({ to }) => to.startsWith('src/') && !to.startsWith('src/fhir-mapping/') && to !== 'src/errors.ts',
    );
    expect(own.filter(({ to }) => areaOf(to) !== undefined || !to.startsWith('src/logic/'))).toEqual([]);
    expect(own.filter(({ to }) => /\/(index|assess|rule|run-rules|score|criterion)\.ts$/.test(to))).toEqual([]);
  });

  test.each([
    { module: 'axios', only: ['src/security/outbound.ts'] },
    { module: 'ioredis', only: ['src/security/redis-store.ts'] },
    {
      module: 'express',
      only: [
        ...[
          'src/app.ts',
          'src/authentication.ts',
          'src/door/admission.ts',
          'src/door/limiters.ts',
          'src/door/rate-limit.ts',
        ],
        ...['src/door/read-body.ts', 'src/door/request-watch.ts', 'src/door/requester.ts', 'src/locale.ts'],
        ...['src/operation-outcome.ts'],
        ...['src/record-routes.ts', 'src/request-log.ts'],
      ],
    },
    { module: 'pg', only: ['src/store/database.ts'] },
    { module: 'libsql/promise', only: ['src/store/libsql-dialect.ts'] },
    { module: 'src/app.ts', only: ['src/site.ts'] },
    { module: 'src/site.ts', only: ['src/server.ts'] },
    { module: 'src/server.ts', only: [] },
  ])('$module is imported by $only only', ({ module, only }) => {
    const importers = imports(SOURCES)
      .filter(({ to }) => to === module)
      .map(({ file }) => file);
    expect([...new Set(importers)].sort()).toEqual([...only].sort());
  });

  test('the database stays in the store, and the store knows nobody', () => {
    const outside = SOURCES.filter(({ path }) => !path.startsWith('src/store/'));
    expect(imports(outside).filter(({ to }) => /^(kysely|libsql|pg)\b/.test(to))).toEqual([]);
    const inside = SOURCES.filter(({ path }) => path.startsWith('src/store/'));
    expect(imports(inside).filter(({ to }) => to.startsWith('src/') && !to.startsWith('src/store/'))).toEqual([]);
  });

  test('no cycles between files', () => {
    const edges = new Map(SOURCES.map((file) => [file.path, runtimeImports(file)]));
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') return void cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      state.set(path, 'open');
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

/** Imports that remain at run time: type-only ones do not close a circle. */
function runtimeImports(file: SourceFile): readonly string[] {
  return nodesOf(file.tree).flatMap((node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const onlyTypes =
      named !== undefined && ts.isNamedImports(named) && !clause?.name && named.elements.every((one) => one.isTypeOnly);
    if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes) return [];
    return [resolvedImport(file, node.moduleSpecifier.text)].filter((to) => to.startsWith('src/'));
  });
}

describe('logic is pure', () => {
  const FORBIDDEN = [
    'Date',
    'process',
    'console',
    'require',
    'global',
    'globalThis',
    'setTimeout',
    'setInterval',
    'fetch',
    'performance',
    'crypto',
    'Intl',
    'eval',
  ];

  test('no clock, no environment, no output, no chance', () => {
    const found = LOGIC.flatMap((file) =>
      nodesOf(file.tree).flatMap((node) => {
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random')
          return [`${lineOf(file, node)} Math.random`];
        if (!ts.isIdentifier(node) || !FORBIDDEN.includes(node.text)) return [];
        const { parent } = node;
        const isName =
          (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
          (ts.isPropertyAssignment(parent) && parent.name === node) ||
          ts.isPropertySignature(parent);
        return isName ? [] : [`${lineOf(file, node)} ${node.text}`];
      }),
    );
    expect(found).toEqual([]);
  });

  test('no dynamic import, no let at the top, no top-level await', () => {
    const found = LOGIC.flatMap((file) => [
      ...nodesOf(file.tree).flatMap((node) =>
        ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? [lineOf(file, node)] : [],
      ),
      ...file.tree.statements.flatMap((node) =>
        ts.isVariableStatement(node) && !(node.declarationList.flags & ts.NodeFlags.Const) ? [lineOf(file, node)] : [],
      ),
    ]);
    expect(found).toEqual([]);
  });
});

describe('comparisons (design: TypeScript ignores brands, so pages never use raw comparison operators)', () => {
  const RELATIONAL = [
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.LessThanEqualsToken,
    ts.SyntaxKind.GreaterThanEqualsToken,
  ];
  const relations = (file: SourceFile): ts.BinaryExpression[] =>
    nodesOf(file.tree).flatMap((node) =>
      ts.isBinaryExpression(node) && RELATIONAL.includes(node.operatorToken.kind) ? [node] : [],
    );
  const isCount = (node: ts.Expression): boolean =>
    ts.isPropertyAccessExpression(node) && ['length', 'size'].includes(node.name.text);

  test('a page compares nothing but how many there are', () => {
    const found = PAGES.flatMap((file) =>
      relations(file)
        .filter(({ left, right }) => !isCount(left) && !isCount(right))
        .map((node) => `${lineOf(file, node)} ${node.getText()}`),
    );
    expect(found).toEqual([]);
  });

  /** Comparisons with a branded quantity on either side, by the type checker. */
  function brandedRelations(files: readonly SourceFile[]): string[] {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      strict: true,
      noEmit: true,
      types: [],
    };
    const program = ts.createProgram(
      files.map(({ path }) => path),
      options,
    );
    const checker = program.getTypeChecker();
    const isBranded = (node: ts.Expression): boolean => checker.getTypeAtLocation(node).isIntersection();
    return files.flatMap(({ path, text }) => {
      const tree = program.getSourceFile(path);
      if (!tree) return [`${path} could not be read`];
      const found = relations({ path, text, tree }).filter(({ left, right }) => isBranded(left) || isBranded(right));
      return found.map((node) => `${lineOf({ path, text, tree }, node)} ${node.getText(tree)}`);
    });
  }

  test('no file of an area compares branded quantities with a raw operator', () => {
    expect(brandedRelations(AREAS)).toEqual([]);
  }, 60_000);

  test('control: the grammar itself does, and that is found', () => {
    expect(brandedRelations(LOGIC.filter(({ path }) => path === 'src/logic/interval.ts')).length).toBeGreaterThan(4);
  }, 60_000);
});

describe('taste', () => {
  test('no file over 300 lines, code tables excepted', () => {
    const long = SOURCES.filter(({ path }) => !path.startsWith('src/fhir-mapping/codes/')).map(({ path, text }) => ({
      path,
      lines: text.trimEnd().split('\n').length,
    }));
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(long.filter(({ lines }) => lines <= 200).length / long.length).toBeGreaterThanOrEqual(0.95);
  });

  test('no any', () => {
    const found = SOURCES.flatMap((file) =>
      nodesOf(file.tree)
        .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
        .map((node) => lineOf(file, node)),
    );
    expect(found).toEqual([]);
  });

  test.each([
    {
      what: 'switched-off lint rules',
      pattern: /eslint-disable|prettier-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|istanbul ignore|c8 ignore/,
    },
    { what: 'notes to self', pattern: /\b(TODO|FIXME|XXX|HACK)\b/ },
    { what: 'drawers', pattern: /from '[^']*\/(utils|helpers|common|manager)(\.ts|\/)/ },
  ])('no $what', ({ pattern }) => {
    expect(SOURCES.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('the environment is read by the server only', () => {
    expect(SOURCES.filter(({ text }) => /process\.env|process\['env'\]/.test(text)).map(({ path }) => path)).toEqual([
      'src/server.ts',
    ]);
  });

  test('nothing is printed but by the server', () => {
    const found = SOURCES.filter(
      ({ path, text }) => path !== 'src/server.ts' && /\bconsole\.|process\.std(out|err)/.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('no barrels: no file does nothing but re-export', () => {
    const barrels = SOURCES.filter(
      ({ tree }) =>
        tree.statements.length > 0 &&
        tree.statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});
