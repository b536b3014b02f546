import { describe, expect, it } from 'vitest';
import { editsOnParts, looksAt } from './edits-on-parts.js';

describe('Twice as many edits, each on its own part of one deal', () => {
  it.each(Object.entries(editsOnParts))(
    'look at most 2.3 times as often at what was recorded: %s',
    (_, what) => {
      const [once, twice] = [looksAt(what, 60), looksAt(what, 120)];
      expect(once).toBeGreaterThan(0);
      expect(twice).toBeLessThanOrEqual(2.3 * once);
    },
  );
});
