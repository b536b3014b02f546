import { describe, expect, it } from 'vitest';
import { chips, nvidia, scheduled } from '../scheduled.js';
import { whatIf } from '../what-if.js';

const chipsView = { view: 'compute-capacity', ...chips.question };

describe('An assumption', () => {
  const slip = { op: 'set', assumption: 'slip', value: 6 };
  const delay = { op: 'delay', target: nvidia, months: { assumption: 'slip' } };
  const hash = (edits: unknown[], assumptions?: Record<string, unknown>): string =>
    whatIf(scheduled.history, { edits, views: [chipsView], ...(assumptions && { assumptions }) }).views[0]!
      .scenario.viewHash;
  const six = hash([{ op: 'delay', target: nvidia, months: 6 }]);

  it('takes the place of a value, set by an edit or given with the scenario', () => {
    expect(hash([slip, delay])).toBe(six);
    expect(hash([delay], { slip: 6 })).toBe(six);
  });

  it('that is set to what it was before does not make its order matter', () => {
    const answer = whatIf(scheduled.history, {
      edits: [slip, delay],
      views: [chipsView],
      assumptions: { slip: 6 },
    });
    expect(answer.orderDependent).toEqual([]);
  });

  it('that is set holds for the edits after it, so that their order matters', () => {
    expect(hash([delay, slip], { slip: 0 })).toBe(hash([]));
    const answer = whatIf(scheduled.history, { edits: [slip, delay], views: [chipsView] });
    expect(answer.orderDependent).toEqual([[0, 1]]);
  });

  it('that no edit reads has no effect', () => {
    expect(whatIf(scheduled.history, { edits: [slip], views: [chipsView] }).effects[0]).toMatchObject({
      status: 'no-effect',
    });
  });

  it('that is drawn from 0, 6 and 18 is their median where nothing is drawn', () => {
    const drawn = { op: 'set', assumption: 'slip', distribution: { values: [0, 6, 18] } };
    expect(hash([drawn, delay])).toBe(six);
  });
});
