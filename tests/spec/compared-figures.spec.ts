import { describe, expect, it } from 'vitest';
import type { Bar } from '../../src/charts/bar-layout.js';
import { drawBars } from '../../src/charts/bars.js';
import { drawBeside } from '../../src/charts/compared.js';
import type { Drawing, DrawingMaker, Shape } from '../../src/charts/drawing.js';
import { light } from '../../src/charts/palette.js';
import { plotOf } from '../../src/charts/scales.js';
import { drawTimeline } from '../../src/charts/timeline.js';

const width = 800;

describe('Two readings beside each other', () => {
  // In A amd has 6 and nvidia 10; in B nvidia has 12, and aws has come in before amd.
  const was = barsOf(['nvidia', 10], ['amd', 6]);
  const is = barsOf(['nvidia', 12], ['aws', 8], ['amd', 6]);
  const [a, b] = [drawBeside(was, is, 'A')(light, width), drawBeside(is, was, 'B')(light, width)];

  it('have the same rows in the same order', () => {
    const rows = ['nvidia', 'aws', 'amd'];
    expect(textsOf(a).filter((text) => rows.includes(text))).toEqual(rows);
    expect(textsOf(b).filter((text) => rows.includes(text))).toEqual(rows);
    // What a reading does not have is said to be missing, and is no zero.
    expect(textsOf(a)).toContain('–');
  });

  it('have one scale, in values and in pixels', () => {
    expect(a.x!.most).toBe(12);
    expect(b.x!.most).toBe(12);
    expect(plotOf(a, width).x(12)).toBe(plotOf(b, width).x(12));
    expect(a.height).toBe(b.height);
  });

  it('show in the later one what moved, and nothing where nothing did', () => {
    expect(infosOf(a).filter((info) => /in A/.test(info))).toEqual([]);
    // What A does not have did not move from zero.
    expect(infosOf(b).filter((info) => /in A/.test(info))).toEqual(['nvidia: in A 10 GW, in B 12 GW']);
  });
});

describe('Two readings over time', () => {
  // Due by the end of each year: 2026 and 2027 in A, 2027 and 2028 in B, which says one more.
  const was = linesOf(['2026', '2027'], [1, 2]);
  const is = linesOf(['2027', '2028'], [3, 3]);
  const [a, b] = [drawBeside(was, is, 'A')(light, width), drawBeside(is, was, 'B')(light, width)];

  it('span the same periods on one scale', () => {
    expect(a.x!.names).toEqual(['2026', '2027', '2028']);
    expect(b.x!.names).toEqual(a.x!.names);
    expect(a.y!.most).toBe(b.y!.most);
  });

  it('show in the later one the line of the earlier one', () => {
    expect(infosOf(a)).not.toContain('A: due');
    expect(infosOf(b)).toContain('A: due');
  });
});

const barsOf = (...rows: [label: string, value: number][]): DrawingMaker =>
  drawBars({
    bars: rows.map(([label, value]): Bar => ({
      label,
      segments: [{ value, fill: 'solid', shade: { colour: '#000000' } }],
      text: `${value} GW`,
    })),
    axis: String,
  });

const linesOf = (periods: string[], levels: number[]): DrawingMaker =>
  drawTimeline({
    periods,
    series: [
      {
        name: 'due',
        colour: '#000000',
        form: 'wide',
        stocks: levels.map((level) => ({ low: level, point: level, high: level })),
      },
    ],
    hasBounds: true,
    axis: String,
    ahead: -1,
  });

const shapesOf = (drawing: Drawing): Shape[] => drawing.shapes(plotOf(drawing, width));

const textsOf = (drawing: Drawing): string[] =>
  shapesOf(drawing).flatMap((shape) => (shape.type === 'text' ? [shape.text] : []));

const infosOf = (drawing: Drawing): string[] =>
  shapesOf(drawing).flatMap((shape) => (shape.type === 'told' ? [shape.info] : []));
