import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { workplace } from './built.js';

const place = workplace();
const { command, args, cwd, env } = place.command(['types', '--words']);
const { NODE_COMPILE_CACHE: _, ...usual } = env;
/** What the command says where the user's caches are in a folder. */
const saidWith = (caches: string, more: Record<string, string> = {}): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...usual, XDG_CACHE_HOME: caches, ...more } });
const folderIn = (name: string): string => join(place.folder, name);

afterAll(() => place.remove());

describe('What the command line is compiled to', () => {
  it('is kept in a folder of the user, and says the same when it is taken from there', () => {
    const [first, again] = [saidWith(folderIn('kept')), saidWith(folderIn('kept'))];
    expect(readdirSync(folderIn('kept/gigaledger/compiled'))).toHaveLength(1);
    expect(again).toBe(first);
  });
  it('is kept elsewhere, or nowhere, when Node.js is told so', () => {
    saidWith(folderIn('none'), { NODE_DISABLE_COMPILE_CACHE: '1' });
    saidWith(folderIn('none'), { NODE_COMPILE_CACHE: folderIn('elsewhere') });
    expect(existsSync(folderIn('elsewhere'))).toBe(true);
    expect(existsSync(folderIn('none'))).toBe(false);
  });
  it.each(['', 'somewhere', './here'])('is not kept in the folder where it is called: "%s"', (caches) => {
    saidWith(caches);
    saidWith(caches, { HOME: folderIn('own') });
    for (const name of ['gigaledger', 'somewhere', 'here'])
      expect(existsSync(folderIn(name)), name).toBe(false);
    expect(existsSync(folderIn('own/.cache/gigaledger/compiled'))).toBe(true);
  });
  it('is compiled again where nothing can be written', () => {
    writeFileSync(folderIn('file'), '');
    expect(saidWith(folderIn('file'))).toBe(saidWith(folderIn('kept')));
  });
});
