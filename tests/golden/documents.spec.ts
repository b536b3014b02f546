import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { typesMarkdown } from '../../src/cli/types/markdown.js';
import { wordsMarkdown } from '../../src/cli/types/words.js';

describe('docs/events.md', () => {
  it('is what `gigaledger types --markdown` prints', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/events.md'), 'utf8')).toBe(typesMarkdown());
  });

  it('has a section for every event type', () => {
    const page = typesMarkdown();
    for (const { type } of eventTypes) expect(page).toContain(`### ${type}\n`);
  });
});

describe('docs/words.md', () => {
  it('is what `gigaledger types --words` prints', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/words.md'), 'utf8')).toBe(wordsMarkdown());
  });
});
