import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');

export interface File {
  path: string;
  text: string;
}

/** Every TypeScript file below a folder of the project. */
export const filesIn = (folder: string): File[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .filter(({ parentPath }) => !parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** What is shipped. */
export const house = ['events', 'projections', 'src'].flatMap(filesIn);

const isOurs = (name: string): boolean => /^(?:events|projections|src|tests)\//.test(name);

/** What a file imports, types too: the paths of our own files without their ending, and the names of packages. */
export const importsOf = ({ path, text }: File): { ours: string[]; packages: string[] } => {
  const names = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? normalize(join(path, '..', fileName)) : fileName,
    );
  return {
    ours: names.filter(isOurs).map((name) => name.replace(/\.(?:js|tsx?)$/, '')),
    packages: names.filter((name) => !isOurs(name)),
  };
};

const syntaxOf = ({ path, text }: File): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

/** Every node of a file, from its beginning to its end. */
export const nodesOf = (file: File): ts.Node[] => {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(syntaxOf(file));
  return found;
};

/** The lines that a node stands on, the first of the file being 1. */
export const linesOf = (node: ts.Node): { first: number; last: number } => {
  const source = node.getSourceFile();
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  return { first: lineAt(node.getStart(source)), last: lineAt(node.end) };
};

/** Files that may break a rule, each with the reason. */
export type Allowed = Readonly<Record<string, string>>;

/** The faults, each beginning with its path, of files that are not allowed them; and what is allowed for nothing. */
export const faultsBut = (allowed: Allowed, faults: readonly string[]): string[] => {
  const pathOf = (fault: string): string => fault.split(' ')[0]!;
  const paths = new Set(faults.map(pathOf));
  return [
    ...faults.filter((fault) => !Object.hasOwn(allowed, pathOf(fault))),
    ...Object.keys(allowed)
      .filter((path) => !paths.has(path))
      .map((path) => `${path} keeps the rule: take it off the list of exceptions`),
  ];
};
