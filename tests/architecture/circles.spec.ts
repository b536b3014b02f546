import { describe, expect, it } from 'vitest';
import { type Allowed, faultsBut, type File, house, importsOf } from './tree.js';

const allowed: Allowed = {
  'events/deal/deal.ts': 'to be divided by the thing: tranche, payment, warrant, deal',
};

const stemOf = (path: string): string => path.replace(/\.tsx?$/, '');

/** Everything that each file leads to, by its imports and theirs. */
const reachOf = (files: readonly File[]): Map<string, Set<string>> => {
  const arrows = new Map(files.map((file) => [stemOf(file.path), importsOf(file).ours]));
  const reach = (start: string): Set<string> => {
    const [reached, open] = [new Set<string>(), [start]];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const one of arrows.get(next) ?? [])
        if (!reached.has(one)) {
          reached.add(one);
          open.push(one);
        }
    return reached;
  };
  return new Map([...arrows.keys()].map((stem) => [stem, reach(stem)]));
};

/** The files that lead back to themselves: each with the others of its circle. Types count. */
const circlesIn = (files: readonly File[]): string[] => {
  const reach = reachOf(files);
  const leadsTo = (from: string, to: string): boolean => reach.get(from)?.has(to) ?? false;
  return files
    .filter(({ path }) => leadsTo(stemOf(path), stemOf(path)))
    .map(({ path }) => {
      const circle = [...reach.keys()].filter(
        (other) => leadsTo(stemOf(path), other) && leadsTo(other, stemOf(path)),
      );
      return { path, circle };
    })
    .filter(({ path, circle }) => circle.sort()[0] === stemOf(path) || circle.length === 1)
    .map(({ path, circle }) => `${path} leads back to itself by ${circle.join(', ')}`);
};

describe('Files that import each other', () => {
  it('never form a circle, not even by types', () => {
    expect(faultsBut(allowed, circlesIn(house))).toEqual([]);
  });

  it('that form a circle are found, each circle once', () => {
    const planted = [
      { path: 'src/a.ts', text: "import './b.js';" },
      { path: 'src/b.ts', text: "import type { C } from './c.js';" },
      { path: 'src/c.ts', text: "export type A = typeof import('./a.js');" },
      { path: 'src/d.ts', text: "export * from './a.js';" },
    ];
    expect(circlesIn(planted)).toEqual(['src/a.ts leads back to itself by src/a, src/b, src/c']);
  });
});
