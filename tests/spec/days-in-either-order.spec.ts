import { describe, expect, it } from 'vitest';
import { readAs } from '../../events/kit/words/read-as.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';

describe('A day whose day and month may stand in either order', () => {
  it.each<[string, string[]]>([
    ['03/11/2025', ['2025-03-11', '2025-11-03']],
    ['11.11.2025', ['2025-11-11']],
    ['12/31/2025', ['2025-12-31']],
    ['31/12/2025', ['2025-12-31']],
    ['30-04-2026', ['2026-04-30']],
    ['29/02/2024', ['2024-02-29']],
    ['1/12/2025', ['2025-01-12', '2025-12-01']],
  ])('is asked for as the days that there are: %s', (text, offers) => {
    const read = readAs(text, 'date');
    expect(read).toBeInstanceOf(UnreadableWords);
    expect((read as UnreadableWords).offers.toSorted()).toEqual(offers);
  });

  it.each(['31/04/2026', '29/02/2026', '13/13/2025', '00/05/2025', '32/01/2026'])(
    'offers no day that there is not: %s',
    (text) =>
      expect((readAs(text, 'date') as UnreadableWords).offers).not.toContainEqual(
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ),
  );
});
