import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/charts/words/definitions.js';

const glossary = readFileSync(join(import.meta.dirname, '../../docs/glossary.md'), 'utf8');

/** The words and their meanings in the part of the glossary that is about figures. */
const inGlossary = (): [string, string][] =>
  [...glossary.split('## Figures')[1]!.matchAll(/^\| ([a-z][^|]*?) +\| ([A-Z][^|]*?) +\|/gm)].map(
    ([, word, meaning]) => [word!, meaning!],
  );

describe('What a figure is defined as', () => {
  it('stands in the glossary in the same words', () => {
    expect(inGlossary()).toEqual(Object.entries(definitions));
  });

  it.each(Object.entries(definitions))('is said in two sentences: %s', (_, meaning) => {
    expect(meaning.match(/[.](?= [A-Z]|$)/g)).toHaveLength(2);
  });
});
