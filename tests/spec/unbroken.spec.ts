import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/web/unbroken.js';

const kept = (text: string): string[] =>
  (piecesOf(text) ?? []).filter(({ isKept }) => isKept).map((piece) => piece.text);

describe('In a text of the page', () => {
  it.each([
    ['At least 27.35 GW of chips is promised.', ['27.35 GW']],
    ['≥ 27.35 GW, of it ~5.5 GW firm; 0.4–5.4 GW runs', ['≥ 27.35 GW', '~5.5 GW', '0.4–5.4 GW']],
    ['$10B + ≥ $110B, ≥ CNY 380B and $27.5–153.3B', ['≥ $110B', '≥ CNY 380B', '$27.5–153.3B']],
    ['known on 24 September 2026, due by November 2027', ['24 September 2026', 'November 2027']],
    ['946 MW IT of “campus-it” runs', ['946 MW IT']],
    ['a stake of ~27 %, or 27%', ['~27 %']],
    ['An amount changed to 1.5B USD', ['1.5B USD']],
    ['', []],
    ['planned from 2026-Q4 to 2027-Q3, in 2028-H1', ['2026-Q4', '2027-Q3', '2028-H1']],
    ['6 tranches, 2026-11-27, 2026-11, 100 deals', ['2026-11-27', '2026-11']],
    ['7 tranches, gw-1, 100 deals', []],
    ['No number.', []],
  ])('%s keeps its numbers with their units, its dates and its periods', (text, whole) => {
    expect(kept(text)).toEqual(whole);
  });

  it('nothing is lost', () => {
    const text = 'From ≥ 1 GW (20 May 2026) to 2–3 GW, $5B.';
    expect(
      piecesOf(text)
        ?.map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
