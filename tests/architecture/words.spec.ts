import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type File, house, nodesOf } from './tree.js';

const root = resolve(import.meta.dirname, '../..');

/** The types, interfaces and classes that a file declares. */
const typesIn = (file: File): string[] => [
  ...new Set(
    nodesOf(file).flatMap((node) =>
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node)) &&
      node.name
        ? [node.name.text]
        : [],
    ),
  ),
];

const sharedNames = (files: readonly File[]): string[] => {
  const holders = new Map<string, string[]>();
  for (const file of files)
    for (const name of typesIn(file)) holders.set(name, [...(holders.get(name) ?? []), file.path]);
  return [...holders].flatMap(([name, paths]) =>
    paths.length > 1 ? [`${name} stands in ${paths.join(', ')}`] : [],
  );
};

describe('A type', () => {
  it('has a name that stands in no other file', () => {
    expect(sharedNames(house)).toEqual([]);
  });
  it('whose name stands in two files is found', () => {
    const planted = ['a.ts', 'b.ts'].map((path) => ({ path, text: 'interface Entry { size: number }' }));
    expect(sharedNames(planted)).toEqual(['Entry stands in a.ts, b.ts']);
  });
});

/** What the last column of a glossary's tables names and the tree does not hold. */
const missingIn = (glossary: string, types: ReadonlySet<string>): string[] => {
  const holders = glossary.match(/(?<=\|)[^|]*(?=\|$)/gm) ?? [];
  const named = holders.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  return named.filter((name) => {
    if (name.includes('/')) return !existsSync(join(root, name));
    return /^[A-Z]/.test(name) && !types.has(name);
  });
};

describe('The glossary', () => {
  const types = new Set(house.flatMap(typesIn));
  const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');

  it('names files that are there and types that are declared, in at most 140 lines', () => {
    expect(missingIn(glossary, types)).toEqual([]);
    expect(glossary.split('\n').length).toBeLessThanOrEqual(140);
  });
  it('that names what is gone is found', () => {
    const planted = '| word | meaning | `Ghost`, `events/gone.ts`, `Tranche`, `knownOn` |\n';
    expect(missingIn(planted, types)).toEqual(['Ghost', 'events/gone.ts']);
  });
});
