import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The product's own source, read with the TypeScript compiler: for the tests of the house. */

export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort();

export function sourcesIn(folder: string): readonly SourceFile[] {
  return filesIn(folder).map((path) => {
    const text = readFileSync(join(process.cwd(), path), 'utf8');
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
  });
}

/** Every node below a node, itself included. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [node];
  node.forEachChild((child) => {
    found.push(...nodesOf(child));
  });
  return found;
}

export const lineOf = ({ path, tree }: SourceFile, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;

/** The modules that a file imports, dynamically or not. */
export function importsOf({ tree }: SourceFile): readonly string[] {
  return nodesOf(tree).flatMap((node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      return [node.moduleSpecifier.text];
    }
    const dynamic =
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
    const [first] = dynamic ? node.arguments : [];
    return first && ts.isStringLiteral(first) ? [first.text] : [];
  });
}

/** Where a relative import of a file leads, from the root. */
export function resolvedImport({ path }: SourceFile, specifier: string): string {
  return specifier.startsWith('.') ? join(path, '..', specifier).replaceAll('\\', '/') : specifier;
}

/** The members of a union of string literals, such as a type of reasons. */
export function unionOf(files: readonly SourceFile[], name: string): readonly string[] {
  const declaration = files
    .flatMap(({ tree }) => nodesOf(tree))
    .find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === name);
  if (!declaration) throw new Error(`there is no type ${name}`);
  return nodesOf(declaration).flatMap((node) =>
    ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? [node.literal.text] : [],
  );
}
