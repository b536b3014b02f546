import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { assume } from '../what-if.js';
import { assumed, contradicting, isFlagged, markedIn, world } from './assumed-given.js';

describe('What a scenario assumes', () => {
  it.each(assumed)('is marked wherever a number rests on it, and nowhere else: %s', (_, sent) => {
    const seen = world.assuming(assume(sent));
    const parts = views.flatMap(({ name }) =>
      markedIn(seen.answer(name)).map((part) => ({ view: name, ...part })),
    );
    expect(contradicting(parts, world)).toEqual([]);
    expect(parts.some(isFlagged)).toBe(true);
  });

  it.each(assumed.filter(([, { stream }]) => stream === 'deal-a'))(
    'is marked on the page of its deal, and nothing else is: %s',
    (_, sent) => {
      const saved = world.saving(assume(sent));
      const {
        tranches = [],
        payments = [],
        warrants = [],
      } = saved.through('scenario-x').deal('deal-a') ?? {};
      const parts = [tranches, payments].flatMap(markedIn);
      const marked = warrants.filter(({ flags }) => flags.includes('hypothetical'));
      expect(contradicting(parts, saved)).toEqual([]);
      expect(parts.filter(isFlagged).length + marked.length).toBe(1);
    },
  );
});
