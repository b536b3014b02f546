import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point, Shape } from '../../src/charts/drawing.js';
import { lineWidth } from '../../src/charts/letters.js';
import { light } from '../../src/charts/palette.js';
import { type Box, boxesOf, overlaps } from '../../src/charts/place-labels.js';
import { plotOf } from '../../src/charts/scales.js';
import type { SeriesPoint } from '../../src/charts/series.js';
import { drawTimeline } from '../../src/charts/timeline.js';

const names = ['committed, by due date', 'planned', 'energized'];

describe('The name of a line', () => {
  it('crosses no line and no other name, however the lines run and however wide they are drawn', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 320, max: 1400 }),
        (all, width) => {
          const { labels, lines } = drawnOf(all, width);
          for (const label of labels) {
            expect(lines.filter((one) => overlaps(label, one))).toEqual([]);
            expect(labels.filter((other) => other !== label && overlaps(label, other))).toEqual([]);
            expect(label.right).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });

  it('stands for every line that is drawn, once', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 3 }), (all) => {
        const seen = all.filter((stocks) => stocks.some((stock) => stock && (stock.point ?? stock.low) > 0));
        expect(drawnOf(all, 800).labels.length).toBeGreaterThanOrEqual(seen.length);
      }),
    );
  });
});

describe('What nobody said the size of', () => {
  const unknown: SeriesPoint = { low: 0, point: null, high: null };

  it('is a slot with the word, and never a line at nothing', () => {
    const { shapes, lines } = drawnOf([[unknown, unknown, unknown, unknown]], 800);
    expect(lines).toEqual([]);
    expect(textsIn(shapes)).toContain('undisclosed');
  });

  it('is told apart from what is known to be nothing, which has a line', () => {
    const nothing: SeriesPoint = { low: 0, point: 0, high: 0 };
    const { shapes, lines } = drawnOf([[nothing, nothing]], 800);
    expect(lines.length).toBeGreaterThan(0);
    expect(textsIn(shapes)).not.toContain('undisclosed');
  });

  it('that has an end has a band, and no line where the middle is not known', () => {
    const { shapes, lines } = drawnOf(
      [
        [
          { low: 0, point: null, high: 5 },
          { low: 0, point: null, high: 5 },
        ],
      ],
      800,
    );
    expect(lines).toEqual([]);
    expect(shapes.filter((shape) => shape.type === 'rect' && shape.paint.opacity !== undefined)).toHaveLength(
      2,
    );
  });
});

const anyLine = fc.array(
  fc.oneof(
    fc.constant(undefined),
    fc.integer({ min: 0, max: 30 }).map((level): SeriesPoint => ({ low: level, point: level, high: level })),
    fc.integer({ min: 0, max: 30 }).map((level): SeriesPoint => ({ low: level, point: null, high: null })),
  ),
  { minLength: 8, maxLength: 8 },
);

const forms = ['wide', 'dashed', 'plain'] as const;

/** The boxes of the names and of the lines of a timeline; names are narrower than they are taken to be. */
const drawnOf = (
  all: readonly (readonly (SeriesPoint | undefined)[])[],
  width: number,
): { shapes: Shape[]; labels: Box[]; lines: Box[] } => {
  const drawing = drawTimeline({
    periods: all[0]!.map((_, index) => String(2024 + index)),
    series: all.map((stocks, index) => ({
      name: names[index]!,
      colour: '#000',
      form: forms[index]!,
      stocks,
    })),
    hasBounds: true,
    axis: String,
    ahead: 3,
  })(light, width);
  const shapes = drawing.shapes(plotOf(drawing, width));
  return {
    shapes,
    labels: shapes.flatMap((shape) =>
      shape.type === 'text' && names.includes(shape.text)
        ? [
            {
              left: shape.x - 20,
              right: shape.x + lineWidth(shape.text, shape.sizePx),
              top: shape.y - 6,
              bottom: shape.y + 6,
            },
          ]
        : [],
    ),
    lines: shapes.flatMap((shape) =>
      shape.type === 'polyline' ? boxesOf(shape.points as Point[], (shape.paint.lineWidth ?? 1) / 2) : [],
    ),
  };
};

const textsIn = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) => (shape.type === 'text' ? [shape.text] : []));
