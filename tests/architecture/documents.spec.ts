import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, house } from './tree.js';

const root = resolve(import.meta.dirname, '../..');
const documents = ['CONTRIBUTING.md', 'docs/architecture.md'].map((path) =>
  readFileSync(join(root, path), 'utf8'),
);

const isFile = (name: string): boolean =>
  existsSync(join(root, name)) || globSync(`{events,projections,src}/**/${name}`, { cwd: root }).length > 0;

const words = new Set([...house, ...filesIn('tests')].flatMap(({ text }) => text.match(/\w+/g) ?? []));

/** What a page has in code, names of files and of what is declared in them, and the tree has not. */
const missingIn = (page: string): string[] =>
  [...page.matchAll(/`([A-Za-z][\w./-]*)`/g)]
    .map(([, name]) => name!)
    .filter((name) => (/[./]/.test(name) ? !isFile(name) : !words.has(name)));

describe('What a newcomer reads', () => {
  it('names files that are there, and words that are in them', () => {
    expect(documents.flatMap(missingIn)).toEqual([]);
  });
  it('that names what is gone is found', () => {
    const oracle = ['ask', 'Oracle'].join('');
    const planted = `\`ShowView\` in \`src/messages/show-view.ts\` calls \`${oracle}\` of \`kit/oracle.ts\`.`;
    expect(missingIn(planted)).toEqual([oracle, 'kit/oracle.ts']);
  });
});
